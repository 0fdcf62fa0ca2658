from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import pytest

from tsuki_desktop.domain.chat import Finish, ReplyStats, Status
from tsuki_desktop.store import connect, conversations, messages
from tsuki_desktop.store.database import ChatLog
from tsuki_desktop.store.migrations import migrate

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from sqlite_utils import Database


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "profile" / "tsuki.db"


@pytest.fixture
def db(path: Path) -> Iterator[Database]:
    """An empty log; each statement is a transaction of its own."""
    opened = connect.open_writer(path)
    migrate(opened)
    yield opened
    opened.close()


class Talk:
    """A conversation that is easy to fill."""

    def __init__(self, db: Database, title: str = "") -> None:
        self.db = db
        self.id = conversations.create(db, title=title).id
        self.last: int | None = None

    def user(self, text: str, parent: int | None = None) -> int:
        self.last = messages.add_user(self.db, self.id, parent or self.last, text).id
        return self.last

    def reply(self, text: str, parent: int | None = None, status: Status = Status.COMPLETE, model="m") -> int:
        made = messages.add_reply(
            self.db,
            self.id,
            parent or self.last,
            backend="echo",
            model=model,
            persona_version="1",
            sampling=None,
        )
        self.last = messages.finish(
            self.db,
            made.id,
            text=text,
            thought="",
            status=status,
            reason=Finish.STOP,
            emotion=None,
            stats=ReplyStats(),
        ).id
        return self.last

    def turn(self, user: str, reply: str) -> tuple[int, int]:
        return self.user(user), self.reply(reply)


@pytest.fixture
def talk(db: Database) -> Talk:
    return Talk(db, "Moon")


@pytest.fixture
def new_talk(db: Database):
    return lambda title="": Talk(db, title)


@pytest.fixture
def with_log():
    """Run `await body(log)` on a log that is closed afterwards."""

    def run(where: Path | None, body, **options):
        async def session():
            log = await ChatLog.open(where, **options)
            try:
                return await body(log)
            finally:
                await log.close()

        return asyncio.run(session())

    return run
