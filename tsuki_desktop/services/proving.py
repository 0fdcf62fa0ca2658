"""Old against new: the same held-out chats, prompts and facts, each model asked in its own prompt style.

What the person liked is left out of both prompts: it may be among the held-out chats. All work is done by a
llama.cpp of our own, so that the chat's model stays in memory.
"""

from __future__ import annotations

import asyncio
import json
import re
from collections import Counter
from contextlib import aclosing
from dataclasses import dataclass, replace
from statistics import fmean
from typing import TYPE_CHECKING, Any

from tsuki_desktop.domain.chat import Finish, Role, Turn
from tsuki_desktop.domain.events import Done, Token
from tsuki_desktop.domain.sampling import Sampling
from tsuki_desktop.errors import NotFoundError, TrainingError
from tsuki_desktop.paths import bundled
from tsuki_desktop.persona import starter
from tsuki_desktop.services import bases, building
from tsuki_desktop.services.proof_report import Proof, save
from tsuki_desktop.services.styles import BASE_STYLE, PromptStyle, names_of
from tsuki_desktop.services.training_data import trained_replies
from tsuki_desktop.training import deploy, proof

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from pathlib import Path

    from tsuki_desktop.backends.llama_cpp import LlamaCppBackend
    from tsuki_desktop.services.retraining import Retraining
    from tsuki_desktop.services.voice import Voice

    Told = Callable[[str, int, int], None]
    """Hears what is being measured, how much is done, of how much."""
    Ids = Mapping[tuple[Path | None, Path | None], str]
    """What a file, with an adapter beside it or none, is called."""

ROUNDS = 2
"""Replies to each prompt."""
MOST_ROWS = 150
"""Held-out rows that are asked; mostly one a reply."""
STYLE_CHATS = 150
"""Starter chats whose first reply teaches the judge of style, each against the base's own reply."""
REPLY_TOKENS = 80
CONTEXT = 2048
PAIRS_SHOWN = 12


@dataclass(frozen=True, slots=True)
class Speaker:
    """A model with its prompt style; `name` is the id that the chat has for it, such as one of Ollama's."""

    model: str
    style: PromptStyle
    name: str = ""


@dataclass(frozen=True, slots=True)
class Reply:
    """What a model said; `looped` where the guard had to end it."""

    text: str
    looped: bool


class Judge:
    """Asks models; `quick` > 0 takes only so many chats, prompts and facts, for a try."""

    def __init__(self, backend: LlamaCppBackend, voice: Voice, told: Told | None, quick: int) -> None:
        self._backend = backend
        self._voice = voice
        self._told = told
        self._quick = quick

    def some(self, items: Sequence[Any], most: int = 10**9) -> list[Any]:
        """The first so many."""
        return list(items[: min(most, self._quick) if self._quick else most])

    def say(self, what: str, done: int, of: int) -> None:
        """Tell how far it is."""
        if self._told is not None:
            self._told(what, done, of)

    async def likelihoods(
        self, who: Speaker, rows: Sequence[dict[str, Any]], what: str
    ) -> list[tuple[float, int]]:
        """Of each held-out row, the NLL summed over its trained replies in nats, and their tokens."""
        found: list[tuple[float, int]] = []
        for number, row in enumerate(rows):
            nll, tokens = 0.0, 0
            for before, text in trained_replies(row):
                turns = await self._turns(who, before)
                scores = await self._reply_scores(who.model, turns, text)
                nll, tokens = nll - sum(scores), tokens + len(scores)
            found.append((nll, tokens))
            self.say(what, number + 1, len(rows))
        return found

    async def _turns(self, who: Speaker, said: Sequence[Turn]) -> list[Turn]:
        """The chat as this model is asked: its own prefix in the place of the row's system turn."""
        chat = [turn for turn in said if turn.role is not Role.SYSTEM]
        return [*await self._voice.prefix("", who.style, liked=False), *chat]

    async def _reply_scores(self, model: str, turns: Sequence[Turn], text: str) -> list[float]:
        """Log-probabilities of a reply's tokens, the end of the turn included, as a recipe trains them."""
        before = await self._backend.render(model, turns)
        after = await self._backend.render(model, [*turns, Turn(Role.ASSISTANT, text)], reply=False)
        reply = after.removeprefix(before).rstrip()
        ids = await self._backend.tokenise(model, before, special=True)
        reply_ids = await self._backend.tokenise(model, reply, special=True)
        most = CONTEXT - len(reply_ids)
        return (await self._backend.score(model, [(ids[-most:], reply_ids)], context=CONTEXT))[0]

    async def replies(self, who: Speaker, prompts: Sequence[str], rounds: int, what: str) -> list[Reply]:
        """So many rounds of one reply to each prompt, without the penalty that hides repeats.

        Without a seed: with one, the worker reads the whole prompt anew for each reply, which makes a
        prompt with examples twelve times slower here.
        """
        from tsuki_desktop.backends.base import ReplyRequest

        said: list[Reply] = []
        for _ in range(rounds):
            for prompt in prompts:
                turns = await self._turns(who, [Turn(Role.USER, prompt)])
                sampling = Sampling(repeat_penalty=1.0, max_tokens=REPLY_TOKENS, context=CONTEXT)
                request = ReplyRequest(who.model, turns, len(turns) - 1, sampling)
                said.append(await self._reply(request))
                self.say(what, len(said), len(prompts) * rounds)
        return said

    async def _reply(self, request: Any) -> Reply:
        text, looped = "", False
        async with aclosing(self._backend.stream(request)) as events:
            async for event in events:
                if isinstance(event, Token):
                    text += event.text
                elif isinstance(event, Done):
                    looped = event.finish is Finish.REPEAT
        return Reply(text.strip(), looped)

    async def known(self, model: str, facts: Sequence[dict[str, Any]], what: str) -> list[bool]:
        """Whether the right end of each fact is likelier, a token, than each wrong one."""
        found: list[bool] = []
        for number, fact in enumerate(facts):
            start = await self._backend.tokenise(model, fact["start"])
            ends = [await self._backend.tokenise(model, f" {end}") for end in (fact["right"], *fact["wrong"])]
            scores = await self._backend.score(model, [(start, end) for end in ends], context=CONTEXT)
            right, *wrong = (fmean(score) for score in scores)
            found.append(all(right > other for other in wrong))
            self.say(what, number + 1, len(facts))
        return found


async def prove(room: Retraining, made: deploy.Build, *, told: Told | None = None, quick: int = 0) -> Proof:
    """Compare a build with what speaks now, and write the report and the verdict into its folder.

    Where llama.cpp cannot ask what speaks now, or that is the build itself, it is compared with its untuned
    base, and says so. `quick` > 0 takes only so many chats, prompts and facts. Cancelling writes nothing.

    Raises:
        NotFoundError: its base or its own file is gone.
        TrainingError: what it is tested on was deleted.
        BackendError: a model could not be asked.

    """
    held_out = await asyncio.to_thread(_held_out, room.profile.builds / made.uid)
    there = await bases.known(room)
    base = await bases.of_build(room, there, made)
    if base is None or base.path is None:
        raise NotFoundError(
            f"The untuned model “{made.base}”, which it was made from, is not there any more.",
            "Put its file back where it was, then test again.",
        )
    speaks = await bases.speaking(room, there)
    files = [] if base.path in {one.path for one in there} else [base.path]
    async with building.backend_for(bases.folders(room), files) as backend:
        ids = {(info.path, info.adapter): info.id for info in await backend.list_models()}
        new = await _new(room, made, ids)
        plain = Speaker(ids[base.path, None], BASE_STYLE, base.id)
        old, instead_of = await _old(room, speaks, ids, plain, new)
        judge = Judge(backend, room.voice, told, quick)
        found = await _compare(judge, room, made, held_out, (old, new, plain))
    found = replace(found, quick=quick, instead_of=instead_of)
    await asyncio.to_thread(save, found, room.profile.builds / made.uid)
    await asyncio.to_thread(
        deploy.mark, room.profile.builds, made.uid, verdict=found.verdict.value, scores=found.scores()
    )
    return found


async def _new(room: Retraining, made: deploy.Build, ids: Ids) -> Speaker:
    name = building.model_id(made)
    path = building.model_path(room.profile.builds, made)
    if (path, None) not in ids:
        raise NotFoundError(f"The model “{name}” is not there any more.")
    return Speaker(ids[path, None], await room.styles.of(name), name)


async def _old(
    room: Retraining, speaks: bases.Speaks, ids: Ids, base: Speaker, new: Speaker
) -> tuple[Speaker, str]:
    """What the new one is compared with, and who speaks now where that is another one."""
    if not names_of(new.name).isdisjoint(await room.styles.names(speaks.id)):
        return base, ""  # the new one itself, be it in Ollama
    found = speaks.info
    model = ids.get((found.path, found.adapter), "") if found else ""
    if model == base.model:
        return replace(base, name=speaks.id), ""
    if not model:
        return base, speaks.id
    return Speaker(model, await room.styles.of(speaks.id), speaks.id), ""


def _held_out(folder: Path) -> list[dict[str, Any]]:
    """What a build is proven on.

    Raises:
        TrainingError: it is gone.

    """
    try:
        return _jsonl(folder / "held_out.jsonl")
    except FileNotFoundError as gone:
        raise TrainingError(
            "The chats that she was to be tested on were deleted.",
            "Train her anew: she is tested on chats that are there now.",
        ) from gone


async def _compare(
    judge: Judge,
    room: Retraining,
    made: deploy.Build,
    held_out: Sequence[dict[str, Any]],
    models: tuple[Speaker, Speaker, Speaker],
) -> Proof:
    """Old, new and untuned, asked the same."""
    old, new, base = models
    rows = judge.some(spread(held_out), MOST_ROWS)
    before = await judge.likelihoods(old, rows, "held-out chats, old")
    after = await judge.likelihoods(new, rows, "held-out chats, new")
    tokens = [count for _, count in after]
    names = [chat_of(row) for row in rows]
    chats = proof.by_chat(names, [one for one, _ in before], [one for one, _ in after], tokens)
    measures = [proof.held_out_nll(chats), await _facts(judge, old, new, base)]
    text = await asyncio.to_thread(bundled("assets", "proof", "prompts.txt").read_text, encoding="utf-8")
    prompts = judge.some([line for line in text.splitlines() if line.strip()])
    said_old = await judge.replies(old, prompts, ROUNDS, "replies, old")
    said_new = await judge.replies(new, prompts, ROUNDS, "replies, new")
    style = await _style(judge, room, base)
    trained = await asyncio.to_thread(_trained_texts, room.profile.runs / made.run / "train.jsonl", made)
    measures += _of_replies(said_old, said_new, trained, style)
    return Proof(
        made.uid,
        old.name,
        tuple(measures),
        _fall(made),
        tuple((one.old / one.tokens, one.new / one.tokens) for one in chats),
        tuple(
            (prompt, a.text, b.text)
            for prompt, a, b in list(zip(prompts, said_old, said_new, strict=False))[:PAIRS_SHOWN]
        ),
    )


def chat_of(row: dict[str, Any]) -> str:
    """The conversation that a held-out row comes from; older builds' rows tell it by how it begins."""
    turns = row.get("messages") or row["prompt"]
    said = (turn["content"] for turn in turns if turn["role"] == Role.USER)
    return str(row.get("conversation") or next(said, ""))


def spread(rows: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    """The first row of each conversation, then the second ones: so few rows come from many chats."""
    seen: Counter[str] = Counter()
    places: list[tuple[int, int]] = []
    for at, row in enumerate(rows):
        places.append((seen[chat_of(row)], at))
        seen[chat_of(row)] += 1
    return [rows[at] for _, at in sorted(places)]


def _fall(made: deploy.Build) -> float | None:
    """From the recipe's own scores of the same token ids; the deployed file was compared with them."""
    before, after = made.recipe.get("held_out_before"), made.recipe.get("held_out_after")
    return 1 - after / before if before and after else None


def _of_replies(
    old: Sequence[Reply], new: Sequence[Reply], trained: Sequence[str], style: proof.Style
) -> list[proof.Measure]:
    """What the replies show; a reply that the guard ended counts as a repeat."""
    found = proof.replies([one.text for one in old], [one.text for one in new], trained, style)
    looped = [[float(one.looped or proof.repeats_endlessly(one.text)) for one in said] for said in (old, new)]
    repeats = proof.paired("repeats", looped[0], looped[1], margin=0.05)
    return [repeats if one.name == "repeats" else one for one in found]


async def _facts(judge: Judge, old: Speaker, new: Speaker, base: Speaker) -> proof.Measure:
    """Of the facts that the untuned base knows, those that each still knows."""
    facts = judge.some(await asyncio.to_thread(_jsonl, bundled("assets", "proof", "facts.jsonl")))
    by_base = await judge.known(base.model, facts, "facts, base")
    facts = [fact for fact, is_known in zip(facts, by_base, strict=True) if is_known]
    after = await judge.known(new.model, facts, "facts, new")
    if old.model == base.model:
        return proof.facts_kept([True] * len(facts), after)
    before = await judge.known(old.model, facts, "facts, old")
    told = [[float(one) for one in side] for side in (before, after)]
    return proof.paired("facts_kept", told[0], told[1], margin=0.1, higher_is_better=True)


async def _style(judge: Judge, room: Retraining, base: Speaker) -> proof.Style:
    """The judge of style, taught on starter replies against the base's to the same words; kept for later."""
    chats = [next(chat.exchanges()) for chat in starter.conversations() if chat.turns[0].role is Role.USER]
    chosen = judge.some(chats[:: max(1, len(chats) // STYLE_CHATS)], STYLE_CHATS)
    key = f"{base.name.partition(':')[2]}-{room.voice.persona.version}-{len(chosen)}"
    path = room.cache / "style" / (re.sub(r"[^\w.-]", "-", key) + ".json")
    if await asyncio.to_thread(path.exists):
        plain: list[str] = json.loads(await asyncio.to_thread(path.read_text, encoding="utf-8"))
    else:
        bare = Speaker(base.model, PromptStyle(room.voice.persona.system_prompt.strip(), examples=False))
        asked = [said for said, _, _ in chosen]
        plain = [one.text for one in await judge.replies(bare, asked, 1, "learning the style")]
        await asyncio.to_thread(path.parent.mkdir, parents=True, exist_ok=True)
        await asyncio.to_thread(deploy.write_json, path, plain)
    return await asyncio.to_thread(proof.learn_style, [reply for _, reply, _ in chosen], plain)


def _jsonl(path: Path) -> list[dict[str, Any]]:
    lines = path.read_text(encoding="utf-8").split("\n")
    return [json.loads(line) for line in lines if line.strip()]


def _trained_texts(path: Path, made: deploy.Build) -> list[str]:
    """Every reply that was trained; of the person's own, none where the run's folder is gone."""
    rows = _jsonl(path) if path.exists() else []
    found = [text for row in rows for _, text in trained_replies(row)]
    if made.lineage.get("from_her_voice"):
        known = (chat for chat in starter.conversations() if not starter.held_out(chat.id))
        found += [reply for chat in known for _, reply, _ in chat.exchanges()]
    return found
