"""A tiny Hugging Face: one file or a few, hashes as ETags, ranges, a speed; sockets on loopback."""

import hashlib
import json
import re
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

COMMIT = "0" * 40


class HubDouble:
    """`path` holds `data`; `repository` (a name, and its files by name) may stand beside it."""

    def __init__(self, path, data, *, repository=("", {}), block_s=0.0):  # noqa: C901 - a handler in a closure
        self.block_s, self.starts = block_s, []
        name, files = repository
        files = {f"/{name}/resolve/main/{file}": held for file, held in files.items()} | {f"/{path}": data}
        listed = [{"rfilename": file} for file in repository[1]]
        double = self

        class Handler(BaseHTTPRequestHandler):
            def log_message(self, *_):
                pass

            def do_HEAD(self):
                self.answer(body=False)

            def do_GET(self):
                self.answer(body=True)

            def answer(self, *, body):
                asked = self.path.partition("?")[0]
                if asked == f"/api/models/{name}":
                    held = json.dumps({"id": name, "siblings": listed}).encode()
                elif asked in files:
                    held = files[asked]
                else:
                    self.send_response(404)
                    kind = "RepoNotFound" if asked.startswith("/api/") else "EntryNotFound"
                    self.send_header("X-Error-Code", kind)
                    self.send_header("Content-Length", "0")
                    return self.end_headers()
                found = re.match(r"bytes=(\d+)-", self.headers.get("Range") or "")
                start = int(found[1]) if found else 0
                self.send_response(206 if found else 200)
                self.send_header("ETag", f'"{hashlib.sha256(held).hexdigest()}"')
                self.send_header("X-Repo-Commit", COMMIT)
                self.send_header("Accept-Ranges", "bytes")
                self.send_header("Content-Length", str(len(held) - start))
                if found:
                    end = len(held)
                    self.send_header("Content-Range", f"bytes {start}-{end - 1}/{end}")
                self.end_headers()
                if body:
                    double.starts.append(start)
                    self.send(held[start:])
                return None

            def send(self, data):
                for at in range(0, len(data), 2**16):
                    try:
                        self.wfile.write(data[at : at + 2**16])
                    except OSError:
                        return
                    time.sleep(double.block_s)

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)

    def __enter__(self):
        self.thread = threading.Thread(target=self.server.serve_forever, daemon=True)
        self.thread.start()
        self.url = f"http://127.0.0.1:{self.server.server_port}"
        return self

    def __exit__(self, *_):
        self.server.shutdown()
        self.server.server_close()
        self.thread.join()
