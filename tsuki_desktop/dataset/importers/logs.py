"""From chat logs to conversations.

Between two people the next message is the answer. In rooms of three or more only explicit links count: a
reply, a thread, or a name at the beginning; "whoever spoke before" is right a third of the time there.
"""

from __future__ import annotations

import re
from collections import OrderedDict
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from tsuki_desktop.dataset.importers.intake import Links
from tsuki_desktop.dataset.rows import Row, mended
from tsuki_desktop.domain.chat import Role, Turn

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from tsuki_desktop.dataset.importers.intake import Intake

BURST_S = 180
"""Seconds within which one speaker's messages are one turn."""
LIVE_GAP_S = 30 * 60
DIRECT_GAP_S = 60 * 60
"""Seconds of silence after which a new conversation begins, in live rooms and in direct messages."""
WINDOW = 5000
"""Messages of a room that a reply can still point to."""
MAX_CHAIN = 40
_URL = re.compile(r"(?:https?://|www\.)\S+", re.IGNORECASE)
PAIR = 2


@dataclass(frozen=True, slots=True)
class Post:
    """One message of a log. `at` is in seconds since 1970, None where unknown."""

    speaker: str
    text: str
    at: float | None = None
    id: str = ""
    reply_to: str = ""


@dataclass(frozen=True)
class Room:
    """One channel or chat. `posts` gives its messages, oldest first; once, and before the next room."""

    name: str
    posts: Callable[[], Iterable[Post]]
    direct: bool = False


def conversations(room: Room, speakers: Sequence[str], intake: Intake) -> Iterator[Row]:
    """The room's conversations that end on the chosen speaker; he or she becomes the assistant."""
    persona = intake.choices.persona_speaker
    if persona not in speakers:
        return
    if len(speakers) < PAIR:
        intake.drop("one_voice", room.name, "Nobody else speaks here, so there is nothing to answer.")
        return
    posts = _tidy(room.posts(), intake)
    found = _pair(room, posts, intake) if len(speakers) == PAIR else _linked(room, posts, speakers, intake)
    for number, talk in enumerate(found):
        row = _row(f"{room.name}_{number}", talk, persona, speakers)
        if row is None:
            intake.drop("no_answer", count=1)
        else:
            yield row


def _tidy(posts: Iterable[Post], intake: Intake) -> Iterator[Post]:
    links = intake.choices.links
    for post in posts:
        text = post.text
        if links is not Links.KEEP and ("://" in text or "www." in text):
            text = _URL.sub("[link]" if links is Links.REPLACE else "", text)
        text = mended(text.replace("\0", "")).strip()
        if text:
            yield replace(post, text=text) if text != post.text else post
        else:
            intake.drop("link_only" if post.text.strip() else "empty")


def _apart(before: Post, after: Post) -> float:
    """Seconds between two messages; 0 where a log has no times."""
    if before.at is None or after.at is None:
        return 0.0
    return abs(after.at - before.at)


def _burst(before: Post, after: Post) -> bool:
    return before.speaker == after.speaker and _apart(before, after) <= BURST_S


def _joined(first: Post, second: Post) -> Post:
    return replace(first, text=f"{first.text}\n{second.text}", at=second.at, id=second.id)


def _pair(room: Room, posts: Iterable[Post], intake: Intake) -> Iterator[list[Post]]:
    gap = intake.choices.gap_minutes * 60 or (DIRECT_GAP_S if room.direct else LIVE_GAP_S)
    talk: list[Post] = []
    for post in posts:
        if talk and _apart(talk[-1], post) > gap:
            yield talk
            talk = []
            intake.check()
        if talk and talk[-1].speaker == post.speaker:
            talk[-1] = _joined(talk[-1], post)
        else:
            talk.append(post)
    if talk:
        yield talk


def _linked(
    room: Room, posts: Iterable[Post], speakers: Sequence[str], intake: Intake
) -> Iterator[list[Post]]:
    """Chains of explicit links that end on the chosen speaker; only the longest of each."""
    persona = intake.choices.persona_speaker
    gap = intake.choices.gap_minutes * 60 or LIVE_GAP_S
    called = {name.lower(): name for name in speakers}
    seen: OrderedDict[str, tuple[Post, str]] = OrderedDict()
    newest: dict[str, str] = {}
    chains: OrderedDict[str, list[Post]] = OrderedDict()
    last: tuple[str, Post] | None = None
    for number, heard in enumerate(posts):
        post, key = heard, heard.id or f"#{number}"
        if last is not None and not post.reply_to and _burst(last[1], post):
            post = _joined(last[1], post)
            parent = seen.pop(last[0], (post, ""))[1]
            chains.pop(last[0], None)
        else:
            parent = post.reply_to if post.reply_to in seen else _addressed(post, called, newest, seen, gap)
        seen[key] = (post, parent)
        newest[post.speaker] = key
        last = (key, post)
        if len(seen) > WINDOW:
            seen.popitem(last=False)
        if post.speaker == persona:
            chain = _chain(key, seen)
            if len(chain) < PAIR:
                intake.drop("no_link")
                continue
            for earlier in chain[:-1]:
                chains.pop(earlier, None)
            chains[key] = [seen[link][0] for link in chain]
            if len(chains) > WINDOW // 10:
                yield chains.popitem(last=False)[1]
        intake.check()
    yield from chains.values()


def _addressed(
    post: Post,
    called: dict[str, str],
    newest: dict[str, str],
    seen: OrderedDict[str, tuple[Post, str]],
    gap: float,
) -> str:
    """The last message of whom this one calls by name at its beginning, if that was in the same session."""
    match = re.match(r"@?([\w .-]{2,32}?)[,:]\s|@([\w.-]{2,32})\b", post.text)
    if match is None:
        return ""
    name = called.get((match[1] or match[2]).lower(), "")
    key = newest.get(name, "")
    if name == post.speaker or key not in seen:
        return ""
    return key if _apart(seen[key][0], post) <= gap else ""


def _chain(key: str, seen: OrderedDict[str, tuple[Post, str]]) -> list[str]:
    found: list[str] = []
    while key in seen and key not in found and len(found) < MAX_CHAIN:
        found.append(key)
        key = seen[key][1]
    return found[::-1]


def _row(name: str, talk: Sequence[Post], persona: str, speakers: Sequence[str]) -> Row | None:
    turns: list[Turn] = []
    for post in talk:
        role = Role.ASSISTANT if post.speaker == persona else Role.USER
        if role is Role.ASSISTANT and not turns:
            continue
        if turns and turns[-1].role is role:
            turns[-1] = Turn(role, f"{turns[-1].text}\n{post.text}")
        else:
            turns.append(Turn(role, post.text))
    while turns and turns[-1].role is not Role.ASSISTANT:
        turns.pop()
    if not turns:
        return None
    alias = aliases(persona, speakers)
    return Row(name, tuple(Turn(turn.role, alias(turn.text)) for turn in turns))


def aliases(persona: str, speakers: Sequence[str]) -> Callable[[str], str]:
    """A function that puts Tsuki and `friend`, `friend 2` … in place of @mentions in one conversation."""
    known = sorted((name for name in speakers if name), key=len, reverse=True)
    anyone = "|".join([*map(re.escape, known), r"[\w.-]{2,32}"])
    pattern = re.compile(f"@(?:{anyone})", re.IGNORECASE)
    names: dict[str, str] = {persona.lower(): "Tsuki"}

    def one(match: re.Match[str]) -> str:
        who = match.group()[1:].lower()
        count = len(names)
        return names.setdefault(who, "friend" if count == 1 else f"friend {count}")

    return lambda text: pattern.sub(one, text) if "@" in text else text
