"""A tiny Hugging Face: one file, its hash as the ETag, ranges, a speed; sockets on loopback."""

import hashlib
import re
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

COMMIT = "0" * 40


class HubDouble:
    def __init__(self, path, data, *, block_s=0.0):  # noqa: C901 - a handler in a closure
        self.data, self.block_s, self.starts = data, block_s, []
        double = self

        class Handler(BaseHTTPRequestHandler):
            def log_message(self, *_):
                pass

            def do_HEAD(self):
                self.answer(body=False)

            def do_GET(self):
                self.answer(body=True)

            def answer(self, *, body):
                if not self.path.startswith(f"/{path}"):
                    self.send_response(404)
                    self.send_header("X-Error-Code", "EntryNotFound")
                    self.send_header("Content-Length", "0")
                    return self.end_headers()
                found = re.match(r"bytes=(\d+)-", self.headers.get("Range") or "")
                start = int(found[1]) if found else 0
                self.send_response(206 if found else 200)
                self.send_header("ETag", f'"{hashlib.sha256(double.data).hexdigest()}"')
                self.send_header("X-Repo-Commit", COMMIT)
                self.send_header("Accept-Ranges", "bytes")
                self.send_header("Content-Length", str(len(double.data) - start))
                if found:
                    end = len(double.data)
                    self.send_header("Content-Range", f"bytes {start}-{end - 1}/{end}")
                self.end_headers()
                if body:
                    double.starts.append(start)
                    self.send(double.data[start:])
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
