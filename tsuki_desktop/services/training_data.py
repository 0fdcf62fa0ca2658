"""What a retrain learns from: rated chats, the starter conversations and files, as rows that recipes read.

    {"messages": [...]}                       every reply is trained: starter conversations, chat data sets
    {"prompt": [...], "completion": [...]}    the last reply alone: rated chats
    {"prompt", "chosen", "rejected"}          for DPO
    {"prompt", "completion", "label"}         for KTO

A held-out row says also of which `conversation` it is, which recipes leave alone: replies of one chat are no
evidence on their own.

A conversation is on one side only, trained or held out, and stays there in every later retrain. Each row
begins with the system prompt that the trained model will be asked with; secrets and personal details are
replaced as in an export.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tsuki_desktop.dataset.checks import Note, errors
from tsuki_desktop.dataset.examples import examples
from tsuki_desktop.dataset.export import scrubbed
from tsuki_desktop.dataset.formats import Format, recognise
from tsuki_desktop.dataset.lines import json_lines, utf8
from tsuki_desktop.dataset.lint import checked
from tsuki_desktop.dataset.rows import Row
from tsuki_desktop.dataset.scrub import Scrubber
from tsuki_desktop.dataset.walk import Goal, Only, Rules, Tally, Tree
from tsuki_desktop.domain.chat import Role, Turn
from tsuki_desktop.errors import BadFileError, NotFoundError, TrainingError, UsageError
from tsuki_desktop.paths import Profile
from tsuki_desktop.persona import starter
from tsuki_desktop.services import collecting
from tsuki_desktop.store.database import ChatLog
from tsuki_desktop.store.rated_trees import rated_trees
from tsuki_desktop.training.plan import LEAST_LIKED, Method, mark, refuse_too_few, split

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence

    from sqlite_utils import Database

STARTER, RATED = "starter", "rated"
"""Names of data that are no files."""
ONE_REPLY = frozenset({Format.PREFERENCE.value, Format.UNPAIRED.value, "prompt-completion"})
"""Shapes of file in which the last reply alone is trained."""


LEAST_REHEARSED = 64
"""Starter conversations on each side that are read again, however little is new."""
REHEARSED = 0.25
"""Of the number of new rows. She has read them twice: as many as there were new ones were learned by heart
(measured: training loss 2.5, held out 3.22 after one epoch and 3.29 after two)."""


@dataclass(frozen=True, slots=True)
class Lesson:
    """A row, and whether all of its replies are trained or the last one alone."""

    row: Row
    whole: bool
    held_out: bool | None = None
    """None where the split decides."""

    @property
    def is_starter(self) -> bool:
        """Whether it is a starter conversation, whose side never changes."""
        return self.held_out is not None


@dataclass(slots=True)
class TrainingData:
    """The rows of one run. `sources` are uids of rated messages; `counts` rows by where they came from."""

    train: list[dict[str, Any]] = field(default_factory=list[dict[str, Any]])
    held_out: list[dict[str, Any]] = field(default_factory=list[dict[str, Any]])
    held_out_pairs: list[dict[str, Any]] = field(default_factory=list[dict[str, Any]])
    sources: list[str] = field(default_factory=list[str])
    counts: dict[str, int] = field(default_factory=dict[str, int])
    left_out: dict[str, int] = field(default_factory=dict[str, int])
    replaced: dict[str, int] = field(default_factory=dict[str, int])
    trained: set[str] = field(default_factory=set[str])
    """Marks of the conversations that are learned from, the starter ones aside; see `plan.mark`."""
    rehearsed: bool = False
    """Whether only some of the starter conversations are in it, since she knows them."""

    def learn(self, told: dict[str, Any], row: Row, *, known: bool = False) -> None:
        """Train `told`, which was made of `row`; `known` where its side is fixed."""
        self.train.append(told)
        self.sources += row.sources
        if not known:
            self.trained.add(mark(row.conversation))

    @property
    def longest(self) -> int:
        """About how many tokens the longest row has: a token is three characters or more."""
        return max((sum(map(len, _texts(row))) // 3 for row in self.train), default=0)


async def collect(
    chat_log: ChatLog,
    names: Sequence[str],
    method: Method,
    system_prompt: str,
    *,
    rehearse: bool = False,
    trained: Collection[str] = (),
) -> TrainingData:
    """Read `names` (`starter`, `rated`, paths of JSONL files, data sets by name or uid) for `method`.

    `rehearse` where the starter conversations are known already: some of them, beside what is new.
    `trained` are marks of what earlier models learned from: it is not held out.

    Raises:
        TrainingError: too little, or nothing to hold out.
        NotFoundError, BadFileError: a file is missing or not readable.

    """
    if chat_log.path is None:
        raise UsageError("A private conversation is not trained on.")
    reader = await ChatLog.open(chat_log.path, read_only=True)
    try:
        profile = Profile(chat_log.path.parent)
        return await reader.read(
            _collect, profile, list(names), method, system_prompt, rehearse, frozenset(trained)
        )
    finally:
        await reader.close()


def _collect(
    db: Database,
    profile: Profile,
    names: list[str],
    method: Method,
    system_prompt: str,
    rehearse: bool,
    trained: frozenset[str],
) -> TrainingData:
    data = TrainingData()
    scrubber = Scrubber()
    lessons: list[Lesson] = []
    for name in names:
        found = list(_lessons(db, profile, name, system_prompt, data))
        data.counts[name] = len(found)
        lessons += found
    clean = [replace(one, row=_with_system(scrubbed(one.row, scrubber), system_prompt)) for one in lessons]
    liked = [one for one in clean if one.row.label is not False]
    sides = list(_sides(liked, trained))
    if rehearse and any(not one.is_starter for one in liked):
        sides = _rehearsed(sides)
        data.rehearsed = True
        data.counts[STARTER] = sum(one.is_starter for one, _ in sides)
    if method is Method.SFT:
        new = [one for one in liked if not one.is_starter]
        _check_enough(new if data.rehearsed else liked, names)
    for lesson, held in sides:
        if held:
            data.held_out.append({**_reply_row(lesson), "conversation": lesson.row.conversation})
        elif method is Method.SFT:
            data.learn(_reply_row(lesson), lesson.row, known=lesson.is_starter)
    if method is not Method.SFT:
        _add_preferences(db, names, method, data, clean, scrubber, system_prompt, trained)
    data.replaced = dict(scrubber.counts)
    if not data.held_out:
        raise TrainingError(
            "There is nothing to measure the new Tsuki by.",
            "Conversations of their own are held out: rate replies in some more chats.",
        )
    return data


def _check_enough(lessons: Sequence[Lesson], names: Sequence[str]) -> None:
    """Refuse to learn from too little.

    Raises:
        TrainingError: fewer than 50 replies in all.

    """
    taught = sum(
        sum(turn.role is Role.ASSISTANT for turn in one.row.turns) if one.whole else 1 for one in lessons
    )
    if set(names) <= {RATED, STARTER} and not any(one.is_starter for one in lessons):
        refuse_too_few(taught)
    if taught < LEAST_LIKED:
        raise TrainingError(
            f"{taught} replies are too few to learn from; {LEAST_LIKED} are needed.",
            "Add another data set, or rate some more replies.",
        )


def _lessons(
    db: Database, profile: Profile, name: str, system_prompt: str, data: TrainingData
) -> Iterator[Lesson]:
    if name == STARTER:
        for chat in starter.conversations():
            yield Lesson(Row(chat.id, chat.turns), whole=True, held_out=starter.held_out(chat.id))
    elif name == RATED:
        for row in _rated(db, Goal.REPLIES, system_prompt, data):
            yield Lesson(row, whole=False)
    elif Path(name).is_file():
        yield from _of_file(Path(name), data)
    else:
        yield from _of_dataset(profile, name, data)


def _rated(db: Database, goal: Goal, system_prompt: str, data: TrainingData) -> Iterator[Row]:
    tally = Tally()
    only = Only.ALL_RATED if goal in {Goal.PREFERENCE, Goal.UNPAIRED} else Only.LIKED
    trees = (Tree(*found) for found in rated_trees(db))
    yield from examples(trees, Rules(goal=goal, only=only, system=system_prompt), tally)
    for reason, count in tally.left_out.items():
        data.left_out[reason] = data.left_out.get(reason, 0) + count


def _of_file(path: Path, data: TrainingData) -> Iterator[Lesson]:
    """The sound rows of a file; the others are counted by what is wrong with them."""
    if not path.is_file():
        raise NotFoundError(f"There is no file {path.name}.", detail=str(path))
    try:
        with path.open("rb") as raw:
            for line in json_lines(utf8(raw)):
                if line.error is not None:
                    data.left_out[line.error.rule] = data.left_out.get(line.error.rule, 0) + 1
                else:
                    yield from _sound(line.value, line.number, path.stem, data)
    except OSError as error:
        raise BadFileError(f"{path.name} cannot be read.", detail=str(error)) from error


def _of_dataset(profile: Profile, name: str, data: TrainingData) -> Iterator[Lesson]:
    """The sound ones among the included rows of an imported data set."""
    known = collecting.named(profile, name)
    for number, (_, _, text) in enumerate(collecting.rows(profile, known.uid), start=1):
        yield from _sound(json.loads(text), number, known.uid, data)


def _sound(value: object, number: int, source: str, data: TrainingData) -> Iterator[Lesson]:
    found = checked(value, number)
    wrong = next(errors(found, number), None) if isinstance(found, Row) else found
    if isinstance(found, Row) and wrong is None:
        whole = recognise(value) not in ONE_REPLY
        yield Lesson(found._replace(conversation=f"{source}:{found.conversation}"), whole)
    elif wrong is not None:
        data.left_out[wrong.rule] = data.left_out.get(wrong.rule, 0) + 1


def _with_system(row: Row, system_prompt: str) -> Row:
    """A row without a system turn gets hers; another's own stays."""
    if row.turns[0].role is Role.SYSTEM:
        return row
    return row._replace(turns=(Turn(Role.SYSTEM, system_prompt), *row.turns))


def _sides(lessons: Sequence[Lesson], trained: frozenset[str]) -> Iterator[tuple[Lesson, bool]]:
    """Each lesson, and whether it is held out; see `plan.split`."""
    open_ones = [one for one in lessons if one.held_out is None]
    chosen = iter(split([one.row.conversation for one in open_ones], trained=trained))
    for one in lessons:
        yield one, next(chosen) if one.held_out is None else one.held_out


def _rehearsed(sides: list[tuple[Lesson, bool]]) -> list[tuple[Lesson, bool]]:
    """All that is new, and on each side some starter conversations, the same ones each time."""
    known = sorted((one.row.conversation for one, _ in sides if one.is_starter), key=_place)
    kept: set[str] = set()
    for held in (False, True):
        there = {one.row.conversation for one, out in sides if one.is_starter and out is held}
        new = sum(out is held for one, out in sides if not one.is_starter)
        kept |= set([name for name in known if name in there][: max(LEAST_REHEARSED, int(new * REHEARSED))])
    return [(one, out) for one, out in sides if not one.is_starter or one.row.conversation in kept]


def _place(name: str) -> bytes:
    return hashlib.sha256(f"rehearse {name}".encode()).digest()


def _add_preferences(
    db: Database,
    names: Sequence[str],
    method: Method,
    data: TrainingData,
    lessons: Sequence[Lesson],
    scrubber: Scrubber,
    system_prompt: str,
    trained: frozenset[str],
) -> None:
    """The pairs or thumbs of rated chats and files.

    Raises:
        TrainingError: there are none, or of thumbs fewer than 50 of a kind.

    """
    goal = Goal.PREFERENCE if method is Method.DPO else Goal.UNPAIRED
    rows = (
        [scrubbed(one, scrubber) for one in _rated(db, goal, system_prompt, data)] if RATED in names else []
    )
    wanted = "rejected" if method is Method.DPO else "label"
    rows += [one.row for one in lessons if not one.row.sources and getattr(one.row, wanted) is not None]
    _refuse_few_preferences(method, rows)
    make = _pair if method is Method.DPO else _thumb
    held = {one.row.conversation for one, out in _sides(lessons, trained) if out}
    # Chats in which nothing was liked are no lessons; of them too some are kept to judge by.
    others = sorted({row.conversation for row in rows} - {one.row.conversation for one in lessons})
    held |= {name for name, out in zip(others, split(others, least=0), strict=True) if out}
    for row in rows:
        if row.conversation in held:
            data.held_out_pairs.append(make(row))
        else:
            data.learn(make(row), row)


def preferences(db: Database, method: Method) -> tuple[int, int]:
    """What rated chats give to `method`: pairs, twice, or thumbs up and thumbs down."""
    goal = Goal.PREFERENCE if method is Method.DPO else Goal.UNPAIRED
    rows = list(_rated(db, goal, "", TrainingData()))
    if method is Method.DPO:
        return len(rows), len(rows)
    liked = sum(row.label is True for row in rows)
    return liked, len(rows) - liked


def _refuse_few_preferences(method: Method, rows: Sequence[Row]) -> None:
    if method is Method.DPO and not rows:
        raise TrainingError(
            "There are no pairs: a better and a worse reply to the same words.",
            "Regenerate a reply and keep the better one, or correct one.",
        )
    if method is Method.KTO:
        liked = sum(row.label is True for row in rows)
        fewest = min(liked, len(rows) - liked)
        if fewest < LEAST_LIKED:
            raise TrainingError(
                f"Learning from thumbs alone needs {LEAST_LIKED} of each kind; there are {fewest}.",
                "Choose SFT, which learns from the liked ones.",
            )


def _reply_row(lesson: Lesson) -> dict[str, Any]:
    turns = lesson.row.turns
    if lesson.whole:
        return {"messages": as_dicts(turns)}
    return {"prompt": as_dicts(turns[:-1]), "completion": as_dicts(turns[-1:])}


def _pair(row: Row) -> dict[str, Any]:
    worse = [{"role": "assistant", "content": row.rejected or ""}]
    return {"prompt": as_dicts(row.turns[:-1]), "chosen": as_dicts(row.turns[-1:]), "rejected": worse}


def _thumb(row: Row) -> dict[str, Any]:
    label = row.label is not False
    return {"prompt": as_dicts(row.turns[:-1]), "completion": as_dicts(row.turns[-1:]), "label": label}


def as_dicts(turns: Iterable[Turn]) -> list[dict[str, str]]:
    """Turns as recipes read them."""
    return [{"role": turn.role.value, "content": turn.text} for turn in turns]


def as_turns(told: Iterable[dict[str, str]]) -> list[Turn]:
    """Turns out of a row."""
    return [Turn(Role(one["role"]), one["content"]) for one in told]


def trained_replies(row: dict[str, Any]) -> list[tuple[list[Turn], str]]:
    """Of a row, each trained reply with the turns before it."""
    if "messages" in row:
        turns = as_turns(row["messages"])
        return [(turns[:at], turn.text) for at, turn in enumerate(turns) if turn.role is Role.ASSISTANT]
    replies = as_turns(row["completion"] if "completion" in row else row["chosen"])
    return [(as_turns(row["prompt"]), one.text) for one in replies]


def _texts(row: dict[str, Any]) -> list[str]:
    told = [
        *row.get("messages", []),
        *row.get("prompt", []),
        *row.get("completion", []),
        *row.get("chosen", []),
    ]
    return [one["content"] for one in told]


__all__ = [
    "RATED", "STARTER", "Lesson", "Note", "TrainingData", "as_turns", "collect", "preferences",
    "trained_replies",
]  # fmt: skip
