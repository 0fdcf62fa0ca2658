"""An Ollama server for tests: real sockets on loopback, its own thread, faults on demand.

Made after the server's source (0.33); see `Play` for how one reply is to go wrong.
"""

import asyncio
import hashlib
import json
import random
import re
import threading
import time
from dataclasses import dataclass, field

from tests.backends.ollama_double_http import Answer, ClientLeftError, go_json, read_body, read_head
from tests.backends.ollama_double_state import Model, State, cost, wrong_type

WORDS = re.findall(
    r"\w+", "fine sure moon maybe hmm okay dummy stars tea hey sleepy wow quiet night you me soon again"
)


@dataclass
class Play:
    """How one reply goes. Without `pieces` the words are drawn by the request's seed.

    `fault` strikes after `after` tokens: `error` (a line under 200), `no-done` (clean end), `mid-line`
    (clean end inside a line), `fin`, `rst`, `stall`; before anything is sent: `status` (with `status` and
    `text`), `close` (before the headers). `shape`: `line` (one write a line), `joined` (several lines a
    write), `split` (lines cut anywhere across writes).
    """

    pieces: list | None = None
    thoughts: list = field(default_factory=list)
    fault: str = ""
    after: int = 0
    status: int = 500
    text: str = ""
    kind: str = "application/json; charset=utf-8"
    raw_body: bytes | None = None
    prefill_s: float = 0.0
    token_s: float = 0.0
    shape: str = "line"
    blank_lines: bool = False


class Double:
    """`with Double() as server:` then `server.url`. `plays` are used one a reply, then plain ones."""

    def __init__(self, *models, load_s=0.0, token_s=0.0, version="0.33.0", queue=512):
        self.state = State()
        for model in models or (Model("llama3.2:3b"),):
            self.state.add(model)
        self.load_s, self.token_s, self.version, self.queue = load_s, token_s, version, queue
        self.plays, self.seen, self.pull_plays = [], [], []
        self.redirect = ""
        self._waiting = 0

    def __enter__(self):
        ready = threading.Event()
        self._thread = threading.Thread(target=lambda: asyncio.run(self._serve(ready)), daemon=True)
        self._thread.start()
        ready.wait(10)
        return self

    def __exit__(self, *_):
        self._loop.call_soon_threadsafe(self._over.set)
        self._thread.join(10)

    @property
    def url(self):
        return f"http://127.0.0.1:{self.port}"

    def asked(self, path):
        return [seen for seen in self.seen if seen.path == path]

    async def _serve(self, ready):
        self._loop, self._over, self._slot = asyncio.get_running_loop(), asyncio.Event(), asyncio.Lock()
        self._tasks = set()
        server = await asyncio.start_server(self._connection, "127.0.0.1", 0)
        self.port = server.sockets[0].getsockname()[1]
        ready.set()
        await self._over.wait()
        server.close()
        for task in list(self._tasks):
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    async def _connection(self, reader, writer):
        task = asyncio.current_task()
        self._tasks.add(task)
        try:
            while seen := await read_head(reader):
                self.seen.append(seen)
                if not await self._one(reader, writer, seen):
                    break
        except (ClientLeftError, ConnectionError, asyncio.IncompleteReadError, asyncio.CancelledError):
            pass
        finally:
            self._tasks.discard(task)
            writer.close()

    async def _one(self, reader, writer, seen):
        """Answer one request; False closes the connection."""
        if seen.path.startswith("/api/blobs/"):
            return await self._blob(reader, writer, seen)
        await read_body(reader, seen)
        answer = Answer(reader, writer, seen)
        try:
            await self._route(answer, seen)
            seen.ended = True
        finally:
            answer.done()
        return False  # its watcher may have eaten the next request's first byte

    async def _route(self, answer, seen):
        host = re.sub(r":\d+$", "", seen.headers.get("host", ""))
        if host not in {"127.0.0.1", "localhost", "[::1]"}:
            return await answer.whole(403)
        if self.redirect:
            answer.started = True
            answer.writer.write(
                f"HTTP/1.1 307 X\r\nLocation: {self.redirect}\r\nContent-Length: 0\r\n\r\n".encode()
            )
            return await answer.writer.drain()
        name = f"{seen.method} {seen.path}"
        routes = {
            "GET /api/version": self._version,
            "GET /api/tags": self._tags,
            "GET /api/ps": self._ps,
            "POST /api/show": self._show,
            "POST /api/chat": self._chat,
            "POST /api/pull": self._pull,
            "POST /api/create": self._create,
            "DELETE /api/delete": self._delete,
        }
        if name not in routes:
            return await answer.whole(404, b"404 page not found", "text/plain")
        return await routes[name](answer, seen.json)

    async def _version(self, answer, _):
        await answer.value({"version": self.version})

    async def _tags(self, answer, _):
        await answer.value({"models": [model.tag() for model in self.state.models.values()]})

    async def _ps(self, answer, _):
        loaded = self.state.alive()
        rows = []
        if loaded:
            rows = [{**loaded.model.tag(), "size_vram": 0, "context_length": loaded.context}]
        await answer.value({"models": rows})

    async def _show(self, answer, body):
        model = self.state.find(body["model"])
        if not model:
            return await answer.error(404, f"model '{body['model']}' not found")
        return await answer.value(model.show())

    async def _delete(self, answer, body):
        model = self.state.find(body["model"])
        if not model:
            return await answer.error(404, f"model '{body['model']}' not found")
        del self.state.models[model.name]
        return await answer.whole(200)

    async def _create(self, answer, body):
        error = self.state.create(body)
        if error:
            return await answer.line({"error": error}) or await answer.end()
        for status in ("using existing layer", "writing manifest", "success"):
            await answer.line({"status": status})
        return await answer.end()

    async def _blob(self, reader, writer, seen):
        digest = seen.path.rpartition("/")[2]
        answer = None
        have = digest in self.state.blobs
        if have or seen.method == "HEAD":  # a body that is on its way is not read
            answer = Answer(reader, writer, seen)
            await answer.whole(200 if have else 404)
            return answer.done()
        await read_body(reader, seen)
        answer = Answer(reader, writer, seen)
        real = f"sha256:{hashlib.sha256(seen.body).hexdigest()}"
        if real != digest:
            await answer.error(400, f'digest mismatch, expected "{digest}", got "{real}"')
        else:
            self.state.blobs[digest] = seen.body
            await answer.whole(201)
        return answer.done()

    async def _pull(self, answer, body):
        """Layers of 1000 bytes a step; what was fetched stays when the client leaves."""
        name = body["model"]
        play = self.pull_plays.pop(0) if self.pull_plays else None
        await answer.line({"status": "pulling manifest"})
        if name not in self.state.registry:
            await answer.line({"error": "pull model manifest: file does not exist"})
            return await answer.end()
        for digest, total in self.state.registry[name].items():
            have = self.state.partial.get(digest, 0)
            while True:
                row = {"status": f"pulling {digest[7:19]}", "digest": digest, "total": total}
                await answer.line({**row, "completed": have} if have else row)
                if have >= total:
                    break
                if play and play.fault == "error" and have >= play.after:
                    await answer.line({"error": play.text})
                    return await answer.end()
                await answer.wait(self.token_s)
                have = self.state.partial[digest] = min(total, have + 1000)
        for status in ("verifying sha256 digest", "writing manifest", "success"):
            await answer.line({"status": status})
        self.state.add(Model(name))
        return await answer.end()

    async def _chat(self, answer, body):
        model = self.state.find(body["model"])
        options = {**(model.options if model else {}), **(body.get("options") or {})}
        if not model:
            return await answer.error(404, f"model '{body['model']}' not found")
        if body.get("think") is True and not model.thinks:
            return await answer.error(400, f'"{body["model"]}" does not support thinking')
        if wrong := wrong_type(options):
            return await answer.error(500, wrong)
        if not body.get("messages"):
            return await self._preload(answer, body, model, options)
        if self._waiting >= self.queue:
            return await answer.error(
                503, "server busy, please try again.  maximum pending requests exceeded"
            )
        self._waiting += 1
        try:
            await answer.until(self._slot.acquire())
            try:
                await self._speak(answer, body, model, options)
            finally:
                self._slot.release()
        finally:
            self._waiting -= 1
        return None

    async def _preload(self, answer, body, model, options):
        if body.get("keep_alive") == 0:
            self.state.loaded = None
            reason = "unload"
        else:
            await answer.wait(self.load_s if self.state.needs_load(model, options) else 0)
            self.state.load(model, options)
            self.state.touch(body.get("keep_alive"))
            reason = "load"
        await answer.value({**head(model), "message": {"role": "assistant", "content": ""},
                            "done_reason": reason, "done": True})  # fmt: skip

    async def _speak(self, answer, body, model, options):
        play = self.plays.pop(0) if self.plays else Play()
        started = time.monotonic_ns()
        if play.fault == "status":
            text = play.raw_body if play.raw_body is not None else go_json({"error": play.text})
            return await answer.whole(play.status, text, play.kind)
        if play.fault == "close":
            return answer.close()
        await answer.wait(self.load_s if self.state.needs_load(model, options) else 0)
        load_ns = time.monotonic_ns() - started
        self.state.load(model, options)
        turns = self._turns(model, body["messages"])
        prompt = sum(cost(turn["content"]) for turn in turns)
        room = self.state.loaded.context
        if prompt > room and body.get("truncate") is False:
            return await answer.error(400, too_long(prompt, room))
        await answer.wait(play.prefill_s)
        pieces = play.pieces if play.pieces is not None else drawn(options)
        limit = options.get("num_predict", -1)
        cut = 0 <= limit < len(pieces)
        script = Script(answer, model, play, play.token_s or self.token_s)
        sent = await script.say(play.thoughts if body.get("think") else [], pieces[:limit] if cut else pieces)
        if sent is None:
            return None
        final = {**head(model), "message": {"role": "assistant", "content": ""},
                 "done_reason": "length" if cut else "stop", "done": True,
                 "total_duration": time.monotonic_ns() - started, "load_duration": load_ns,
                 "prompt_eval_count": prompt, "prompt_eval_duration": int(play.prefill_s * 1e9),
                 "eval_count": sent, "eval_duration": max(1, script.spent_ns)}  # fmt: skip
        await script.push({name: value for name, value in final.items() if value != 0}, flush=True)
        self.state.touch(body.get("keep_alive"))
        return await answer.end()

    def _turns(self, model, messages):
        """Baked messages come first; a client's system message suppresses the baked one."""
        baked = [] if any(m["role"] == "system" for m in messages) or not model.system else [
            {"role": "system", "content": model.system}
        ]  # fmt: skip
        return [*baked, *model.messages, *({"content": "", **turn} for turn in messages)]


class Script:
    """Writes the lines of a reply in the play's shape, and lets its fault happen."""

    def __init__(self, answer, model, play, token_s):
        self.answer, self.model, self.play, self.token_s = answer, model, play, token_s
        self.held, self.spent_ns = b"", 0

    async def say(self, thoughts, pieces):
        """How many tokens were sent; None where the fault ended it."""
        started = time.monotonic()
        parts = [("thinking", text) for text in thoughts] + [("content", text) for text in pieces]
        for number, (kind, text) in enumerate(parts):
            if self.play.fault and number == self.play.after:
                return await self._strike()
            await self.answer.wait(started + number * self.token_s - time.monotonic())
            message = {"role": "assistant", "content": "", kind: text}
            await self.push({**head(self.model), "message": message, "done": False})
        if self.play.fault and self.play.after >= len(parts):
            return await self._strike()
        self.spent_ns = int((time.monotonic() - started) * 1e9)
        return len(parts)

    async def push(self, value, *, flush=False):
        data = go_json(value) + b"\n"
        self.answer.seen.lines_sent += 1
        if self.play.blank_lines:
            data += b"\n"
        if self.play.shape == "line":
            return await self.answer.chunk(data)
        self.held += data
        if self.play.shape == "joined":
            if flush or self.held.count(b"\n") >= 3:
                await self._flush()
            return None
        while len(self.held) > 7 or (flush and self.held):  # cuts characters of several bytes too
            piece, self.held = self.held[:7], self.held[7:]
            await self.answer.chunk(piece)
            await asyncio.sleep(0)
        return None

    async def _flush(self):
        if self.held:
            held, self.held = self.held, b""
            await self.answer.chunk(held)

    async def _strike(self):
        await self._flush()
        match self.play.fault:
            case "error":
                await self.answer.line({"error": self.play.text})
                await self.answer.end()
            case "no-done":
                await self.answer.end()
            case "mid-line":
                line = go_json({**head(self.model), "message": {"role": "assistant", "content": "cut"}})
                await self.answer.chunk(line[: len(line) // 2])
                await self.answer.end()
            case "fin":
                self.answer.close()
            case "rst":
                await asyncio.sleep(0.05)  # what was sent is read before the reset throws it away
                self.answer.reset()
            case "stall":
                await self.answer.wait(60)
            case other:
                raise ValueError(other)


def head(model):
    return {"model": model.name, "created_at": "2026-08-01T10:00:00.123456789Z"}


def too_long(prompt, room):
    """The server wraps its runner's answer, JSON in JSON."""
    inner = {
        "error": {
            "code": 400,
            "message": f"the request exceeds the available context size ({room} tokens)",
            "type": "exceed_context_size_error",
            "n_prompt_tokens": prompt,
            "n_ctx": room,
        }
    }
    return json.dumps(inner)


def drawn(options):
    draw = random.Random(options.get("seed"))
    return [f" {draw.choice(WORDS)}" for _ in range(60)]
