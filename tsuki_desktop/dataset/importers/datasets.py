"""Training data of others: rows of known shapes as JSON lines or one JSON array, prose, tables."""

from __future__ import annotations

import csv
import io
import re
from itertools import pairwise
from typing import IO, TYPE_CHECKING, Any

from tsuki_desktop.dataset.formats import decode, plain_chat
from tsuki_desktop.dataset.importers.documents import items, objects
from tsuki_desktop.dataset.importers.logs import Post, Room
from tsuki_desktop.dataset.lines import MAX_LINE, BadLineError, parse_quickly, raw_lines
from tsuki_desktop.dataset.rows import Row, as_dict, as_str
from tsuki_desktop.dataset.turns import RowError
from tsuki_desktop.domain.chat import Role, Turn

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from tsuki_desktop.dataset.importers.intake import Intake
    from tsuki_desktop.dataset.importers.sources import Member

_CITATION = re.compile(r"\[\d{1,3}\]")
_BETWEEN_CHECKS = 16
"""Lines (some microseconds) between two looks whether the person cancelled."""
OPENS = re.compile(rb"\{\s*(\"[^\"\n]*\"\s*:\s*([\[{]|\"[^\"\n]*\",))?[ \t\r]*\n")
"""How an object begins that goes on over many lines: no line of JSON lines does."""
STORY_END = "<|endoftext|>"
MAX_STORY = 1 << 20


def values(member: Member, intake: Intake) -> Iterator[tuple[str, Any]]:
    """Where and what: each line of JSON lines, each item of one array, or objects over many lines each."""
    head = member.head(4096).lstrip()
    with member.open() as stream:
        if head.startswith(b"[") or OPENS.match(head):
            array = head.startswith(b"[")
            found = (
                items(stream, "item", intake, member.name) if array else objects(stream, intake, member.name)
            )
            for number, value in enumerate(found, 1):
                intake.check()
                yield f"{member.name} item {number}", value
            return
        yield from _line_values(stream, f"{member.name} line", intake)


def _line_values(stream: IO[bytes], name: str, intake: Intake) -> Iterator[tuple[str, Any]]:
    """As `json_lines`, without an object for each of millions of lines."""
    for number, data in raw_lines(stream):
        if not number % _BETWEEN_CHECKS or number == 1:
            intake.check()
        where = f"{name} {number}"
        if data is None:
            intake.drop("line_too_long", where, f"The line is longer than {MAX_LINE >> 20} MB.")
        elif data and not data.isspace():
            try:
                value = parse_quickly(data)
            except BadLineError as error:
                intake.drop(error.rule, where, error.text)
            else:
                yield where, value


def rows(members: Sequence[Member], intake: Intake) -> Iterator[Row]:
    """Our own formats, ShareGPT, Alpaca, Dolly and their like; mended where FastChat's cleaner would."""
    for member in members:
        for where, value in values(member, intake):
            row = plain_chat(value, where)
            if row is not None:
                yield row
                continue
            fields = as_dict(value)
            try:
                row = decode(_dolly(fields) if "category" in fields else value, where)
            except RowError as error:
                intake.drop(error.rule, where, error.text)
                continue
            mended, reason = whole(row)
            if mended is None:
                intake.drop(reason, where)
            else:
                yield mended


def whole(row: Row) -> tuple[Row | None, str]:
    """The row from its first user turn to its last reply, or why there is none."""
    if _alternates(row.turns):
        return row, ""
    turns = list(row.turns)
    system = turns[:1] if turns and turns[0].role is Role.SYSTEM and turns[0].text.strip() else []
    talk = [turn for turn in turns if turn.role is not Role.SYSTEM]
    while talk and talk[0].role is not Role.USER:
        talk.pop(0)
    while talk and talk[-1].role is not Role.ASSISTANT:
        talk.pop()
    if not talk:
        return None, "no_answer"
    if any(not turn.text.strip() for turn in talk):
        return None, "empty_content"
    if any(a.role is b.role for a, b in pairwise(talk)):
        return None, "same_role_twice"
    kept = (*system, *talk)
    if len(kept) == len(turns):
        return row, ""
    replies = sum(turn.role is Role.ASSISTANT for turn in talk)
    emotions = row.emotions if len(row.emotions) == replies else row.emotions[-replies:]
    return Row(row.conversation, kept, emotions, row.rejected, row.label, row.sources), ""


_EXCHANGE = (Role.USER, Role.ASSISTANT)


def _alternates(turns: Sequence[Turn]) -> bool:
    """Whether turns are user's and assistant's in order, none empty, a system turn at most first."""
    if not turns:
        return False
    roles: tuple[Role, ...]
    texts: tuple[str, ...]
    roles, texts = zip(*turns, strict=True)
    if roles[0] is Role.SYSTEM:
        roles = roles[1:]
    return bool(roles) and roles == _EXCHANGE * (len(roles) // 2) and all(map(str.strip, texts))


def _dolly(fields: dict[str, Any]) -> dict[str, Any]:
    """Wikipedia's [1] marks taken out of the context."""
    return fields | {"context": _CITATION.sub("", as_str(fields.get("context")))}


def stories(members: Sequence[Member], intake: Intake) -> Iterator[Row]:
    """Prose: counted, and never made into chat pairs."""
    for member in members:
        with member.open() as stream:
            count, words = 0, 0
            for _, line in raw_lines(stream, MAX_LINE):
                intake.check()
                text = (line or b"").decode("utf-8", "replace").strip()
                if text == STORY_END:
                    count, words = count + bool(words), 0
                    continue
                words += len(text.split())
            intake.drop(
                "prose", member.name, "Prose without speakers: good for style, not for chat pairs.", 0
            )
            intake.dropped["prose"] += count + bool(words)
    yield from ()


def tables(members: Sequence[Member], intake: Intake) -> Iterator[Room]:
    """A table with a speaker and a text column, as the person mapped them or as they are usually called."""
    for member in members:
        columns = columns_of(header(member), ("speaker", "text")) | dict(intake.choices.columns)

        def posts(member: Member = member, columns: dict[str, str] = columns) -> Iterator[Post]:
            for number, fields in _records(member, intake):
                speaker, text = (fields.get(columns.get(name, name), "") for name in ("speaker", "text"))
                if speaker and text:
                    yield Post(speaker.strip(), text, id=str(number))
                else:
                    intake.drop("no_text" if speaker else "no_speaker")

        yield Room(member.name, posts)


def exchanges(members: Sequence[Member], intake: Intake) -> Iterator[Row]:
    """A table with a column for each side."""
    for member in members:
        columns = columns_of(header(member), ("user", "assistant")) | dict(intake.choices.columns)
        user, assistant = columns.get("user", "user"), columns.get("assistant", "assistant")
        for number, fields in _records(member, intake):
            said, answer = fields.get(user, "").strip(), fields.get(assistant, "").strip()
            if said and answer:
                turns = (Turn(Role.USER, said), Turn(Role.ASSISTANT, answer))
                yield Row(f"{member.name}-{number}", turns)
            else:
                intake.drop("empty_content", f"{member.name} row {number}")


PARTS = 2
_SAMPLE = 12
_CALLED = {
    "speaker": ("speaker", "author", "name", "username", "sender", "from", "user"),
    "text": ("text", "message", "content", "body", "comment", "post"),
    "user": ("user", "question", "prompt", "input", "human"),
    "assistant": ("assistant", "answer", "response", "reply", "output", "bot"),
}
"""What columns are called, the surest first."""


def columns_of(names: Sequence[str], parts: Sequence[str]) -> dict[str, str]:
    """The column of each part, for those that are called by a usual name."""
    known = {name.lower(): name for name in reversed(names)}
    called = {part: next((known[word] for word in _CALLED[part] if word in known), "") for part in parts}
    return {part: name for part, name in called.items() if name}


def is_table(text: str) -> bool:
    """Whether the first whole lines of a text are records of as many fields: prose has commas, too."""
    lines = text.split("\n")[:_SAMPLE]
    try:
        records = list(csv.reader(lines, delimiter=_delimiter(lines[0])))
    except csv.Error:
        return False
    counts = {len(record) for record in records[:-1] if record} or {len(record) for record in records}
    return len(counts) == 1 and counts.pop() > 1


def header(member: Member) -> list[str]:
    """The column names of a table; empty where the first line is none."""
    first = _first(member)
    reader = csv.reader([first.rstrip("\r").replace("\0", "")], delimiter=_delimiter(first))
    try:
        names = [name.strip() for name in next(reader, list[str]())]
    except csv.Error:
        return []
    return names if len(names) > 1 and all(names) and len(set(names)) == len(names) else []


def _delimiter(line: str) -> str:
    return max((",", ";", "\t"), key=line.count)


def _records(member: Member, intake: Intake) -> Iterator[tuple[int, dict[str, str]]]:
    names = header(member)
    with member.open_text() as stream:
        text = io.TextIOWrapper(stream, "utf-8", errors="replace", newline="")
        lines = _without_nul(text)
        reader = csv.reader(lines, delimiter=_delimiter(_first(member)))
        number = 1
        while True:
            try:
                record = next(reader)
            except StopIteration:
                return
            except csv.Error as error:
                intake.drop("broken_row", f"{member.name} line {reader.line_num}", str(error))
                continue
            intake.check()
            if number > 1 and record:
                yield number, _fields(names, record)
            number += 1


def _fields(names: list[str], record: list[str]) -> dict[str, str]:
    return dict(zip(names, record, strict=False))


def _first(member: Member) -> str:
    with member.open_text() as stream:
        return stream.read(1 << 14).decode("utf-8", "replace").split("\n", 1)[0]


def _without_nul(text: Iterable[str]) -> Iterator[str]:
    for line in text:
        yield line.replace("\0", "")


_SPEAKER = re.compile(r"^\s*([^\s:][^:\n]{0,38}?)\s*:\s+(\S.*)$")


def transcript(members: Sequence[Member], intake: Intake) -> Iterator[Room]:
    """Text in which each turn begins with `Name: `; other lines continue the one before."""
    for member in members:

        def posts(member: Member = member) -> Iterator[Post]:
            speaker, said = "", list[str]()
            with member.open_text() as stream:
                for number, data in raw_lines(stream):
                    if data is None:
                        intake.drop("line_too_long", f"{member.name} line {number}", "The line is too long.")
                        continue
                    line = data.decode("utf-8", "replace")
                    match = _SPEAKER.match(line)
                    if match and "://" not in match[1]:
                        if speaker:
                            yield Post(speaker, "\n".join(said))
                        speaker, said = match[1], [match[2]]
                    elif line.strip():
                        said.append(line)
            if speaker:
                yield Post(speaker, "\n".join(said))

        yield Room(member.name, posts, direct=True)
