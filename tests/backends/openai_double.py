"""An OpenAI-compatible server for tests, as llama.cpp's llama-server answers; faults as `Play` names them."""

import asyncio
import json

from tests.backends.ollama_double import Double, Play, drawn
from tests.backends.ollama_double_state import Model, cost

CONTEXT = 2048


class OpenAIDouble(Double):
    """`loading` is how many requests are told that the model is still loading."""

    def __init__(self, *names, **options):
        super().__init__(*(Model(name) for name in names or ("local-model",)), **options)
        self.loading = 0

    async def _route(self, answer, seen):
        routes = {"GET /v1/models": self._models, "POST /v1/chat/completions": self._complete}
        route = routes.get(f"{seen.method} {seen.path}")
        if route is None:
            return await answer.value({"error": {"code": 404, "message": "File Not Found"}}, 404)
        return await route(answer, seen.json)

    async def _models(self, answer, _):
        names = [name.removesuffix(":latest") for name in self.state.models]
        meta = {"n_ctx_train": 131072, "n_params": 3_212_749_888, "size": 2_019_377_408}
        await answer.value(
            {"object": "list", "data": [{"id": name, "object": "model", "meta": meta} for name in names]}
        )

    async def _complete(self, answer, body):
        if self.loading:
            self.loading -= 1
            error = {"message": "Loading model", "type": "unavailable_error", "code": 503}
            return await answer.value({"error": error}, 503)
        play = self.plays.pop(0) if self.plays else Play()
        if play.fault == "status":
            return await answer.whole(play.status, play.raw_body or play.text.encode(), play.kind)
        if play.fault == "close":
            return answer.close()
        prompt = sum(cost(turn["content"]) for turn in body["messages"])
        if prompt > CONTEXT:
            error = {
                "code": 400,
                "message": "the request exceeds the available context size",
                "type": "exceed_context_size_error",
                "n_prompt_tokens": prompt,
                "n_ctx": CONTEXT,
            }
            return await answer.value({"error": error}, 400)
        await answer.wait(play.prefill_s)
        return await self._say(answer, body, play, prompt)

    async def _say(self, answer, body, play, prompt):
        pieces = play.pieces if play.pieces is not None else drawn(body)
        sent = pieces[: body["max_tokens"]]
        answer.begin("text/event-stream")
        parts = [("reasoning_content", text) for text in play.thoughts] + [("content", text) for text in sent]
        for number, (kind, text) in enumerate(parts):
            if play.fault and number == play.after:
                return await self._strike(answer, play)
            await answer.wait(play.token_s)
            await event(answer, {"choices": [{"index": 0, "delta": {kind: text}, "finish_reason": None}]})
        if play.fault:
            return await self._strike(answer, play)
        reason = "length" if len(sent) < len(pieces) else "stop"
        await event(answer, {"choices": [{"index": 0, "delta": {}, "finish_reason": reason}]})
        usage = {
            "prompt_tokens": prompt,
            "completion_tokens": len(parts),
            "total_tokens": prompt + len(parts),
        }
        await event(answer, {"choices": [], "usage": usage, "timings": {"predicted_ms": 100.0}})
        await answer.chunk(b"data: [DONE]\n\n")
        return await answer.end()

    async def _strike(self, answer, play):
        match play.fault:
            case "error":
                await event(answer, {"error": {"code": 500, "message": play.text}})
                await answer.end()
            case "no-done":
                await answer.end()
            case "mid-line":
                await answer.chunk(b'data: {"choices":[{"delta":{"content":"cu')
                await answer.end()
            case "fin":
                answer.close()
            case "rst":
                await asyncio.sleep(0.05)
                answer.reset()
            case _:
                await answer.wait(60)


async def event(answer, value):
    text = json.dumps({"object": "chat.completion.chunk", **value}, ensure_ascii=False)
    await answer.chunk(b": a comment\n\ndata: " + text.encode() + b"\n\n")
