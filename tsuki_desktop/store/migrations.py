"""The schema, step by step; `SCHEMA.md` explains it to people.

Every step stays as it was released. A new one goes to the end, with a fixture of the schema before it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from sqlite_utils import Database

APPLICATION_ID = 0x7473756B
"""`tsuk`: says whose file it is; in the header of every log."""

CHAT = (
    """CREATE TABLE conversations (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        uid TEXT NOT NULL UNIQUE,
        title TEXT NOT NULL DEFAULT '',
        draft TEXT NOT NULL DEFAULT '',
        created_at TEXT NOT NULL,
        updated_at TEXT NOT NULL,
        activity INTEGER NOT NULL,
        leaf_id INTEGER,
        pinned INTEGER NOT NULL DEFAULT 0 CHECK (pinned IN (0, 1)),
        archived INTEGER NOT NULL DEFAULT 0 CHECK (archived IN (0, 1)),
        never_train INTEGER NOT NULL DEFAULT 0 CHECK (never_train IN (0, 1)),
        deleted_at TEXT,
        checksum TEXT NOT NULL
    ) STRICT""",
    """CREATE INDEX conversations_shown ON conversations (archived, pinned DESC, activity DESC, id DESC)
        WHERE deleted_at IS NULL""",
    "CREATE INDEX conversations_deleted ON conversations (deleted_at) WHERE deleted_at IS NOT NULL",
    """CREATE TABLE messages (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        uid TEXT NOT NULL UNIQUE,
        conversation_id INTEGER NOT NULL REFERENCES conversations (id) ON DELETE CASCADE,
        parent_id INTEGER REFERENCES messages (id),
        role TEXT NOT NULL CHECK (role IN ('system', 'user', 'assistant')),
        text TEXT NOT NULL,
        thought TEXT NOT NULL DEFAULT '',
        status TEXT NOT NULL CHECK (status IN ('streaming', 'complete', 'interrupted', 'failed')),
        created_at TEXT NOT NULL,
        reason TEXT,
        emotion TEXT,
        emotion_corrected INTEGER NOT NULL DEFAULT 0 CHECK (emotion_corrected IN (0, 1)),
        backend TEXT NOT NULL DEFAULT '',
        model TEXT NOT NULL DEFAULT '',
        persona_version TEXT NOT NULL DEFAULT '',
        sampling TEXT,
        prompt_tokens INTEGER,
        reply_tokens INTEGER,
        first_token_s REAL,
        tokens_per_s REAL,
        dropped_turns INTEGER NOT NULL DEFAULT 0,
        checksum TEXT NOT NULL
    ) STRICT""",
    "CREATE INDEX messages_place ON messages (conversation_id, parent_id, role)",
    "CREATE INDEX messages_parent ON messages (parent_id)",
    "CREATE INDEX messages_streaming ON messages (id) WHERE status = 'streaming'",
    "CREATE INDEX messages_corrected ON messages (id) WHERE emotion_corrected = 1",
    """CREATE TABLE ratings (
        message_id INTEGER PRIMARY KEY REFERENCES messages (id) ON DELETE CASCADE,
        value INTEGER NOT NULL CHECK (value IN (-1, 1)),
        reasons TEXT NOT NULL DEFAULT '[]',
        note TEXT NOT NULL DEFAULT '',
        correction TEXT NOT NULL DEFAULT '',
        updated_at TEXT NOT NULL,
        checksum TEXT NOT NULL
    ) STRICT""",
    """CREATE TABLE preferences (
        chosen_id INTEGER NOT NULL REFERENCES messages (id) ON DELETE CASCADE,
        rejected_id INTEGER NOT NULL REFERENCES messages (id) ON DELETE CASCADE,
        chosen_at TEXT NOT NULL,
        PRIMARY KEY (chosen_id, rejected_id)
    ) STRICT, WITHOUT ROWID""",
    "CREATE INDEX preferences_rejected ON preferences (rejected_id)",
    """CREATE TABLE few_shot_hidden (
        message_id INTEGER PRIMARY KEY REFERENCES messages (id) ON DELETE CASCADE,
        hidden_at TEXT NOT NULL
    ) STRICT""",
    "CREATE TABLE state (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT",
)

LINEAGE = (
    """CREATE TABLE exports (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        uid TEXT NOT NULL UNIQUE,
        created_at TEXT NOT NULL,
        path TEXT NOT NULL,
        validation_path TEXT NOT NULL DEFAULT '',
        format TEXT NOT NULL,
        options TEXT NOT NULL DEFAULT '{}',
        manifest TEXT NOT NULL DEFAULT '{}',
        rows INTEGER NOT NULL,
        deleted_at TEXT
    ) STRICT""",
    """CREATE TABLE export_messages (
        message_id INTEGER NOT NULL,
        export_id INTEGER NOT NULL REFERENCES exports (id) ON DELETE CASCADE,
        PRIMARY KEY (message_id, export_id)
    ) STRICT, WITHOUT ROWID""",
    "CREATE INDEX export_messages_export ON export_messages (export_id)",
    """CREATE TABLE runs (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        uid TEXT NOT NULL UNIQUE,
        created_at TEXT NOT NULL,
        folder TEXT NOT NULL,
        recipe TEXT NOT NULL DEFAULT '{}',
        status TEXT NOT NULL,
        updated_at TEXT NOT NULL
    ) STRICT""",
    """CREATE TABLE builds (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        uid TEXT NOT NULL UNIQUE,
        created_at TEXT NOT NULL,
        name TEXT NOT NULL,
        folder TEXT NOT NULL,
        base TEXT NOT NULL,
        run_uid TEXT,
        parent_uid TEXT,
        recipe TEXT NOT NULL DEFAULT '{}',
        prompt_style TEXT NOT NULL DEFAULT '{}',
        scores TEXT NOT NULL DEFAULT '{}',
        forgotten INTEGER NOT NULL DEFAULT 0,
        deleted_at TEXT
    ) STRICT""",
    """CREATE TABLE build_messages (
        message_id INTEGER NOT NULL,
        build_id INTEGER NOT NULL REFERENCES builds (id) ON DELETE CASCADE,
        PRIMARY KEY (message_id, build_id)
    ) STRICT, WITHOUT ROWID""",
    "CREATE INDEX build_messages_build ON build_messages (build_id)",
    """CREATE TABLE promotions (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        build_uid TEXT,
        promoted_at TEXT NOT NULL,
        why TEXT NOT NULL DEFAULT ''
    ) STRICT""",
)

SEARCH = (
    "CREATE VIEW searchable AS SELECT id, text FROM messages WHERE status = 'complete'",
    """CREATE VIRTUAL TABLE messages_fts USING fts5 (
        text, content='searchable', content_rowid='id',
        tokenize='unicode61 remove_diacritics 2', prefix='2 3'
    )""",
    "INSERT INTO messages_fts (messages_fts) VALUES ('rebuild')",
)

STEPS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("0001_chat", CHAT),
    ("0002_lineage", LINEAGE),
    ("0003_search", SEARCH),
)
VERSION = len(STEPS)
"""The `user_version` of a log that this program writes."""


def _step(statements: tuple[str, ...]) -> Callable[[Database], None]:
    def apply(db: Database) -> None:
        for statement in statements:
            db.execute(statement)

    return apply


def migrate(db: Database, *, version: int = VERSION) -> None:
    """Bring the log to `version`, all steps in one transaction: either everything is done or nothing.

    The caller has seen that the file is ours and not newer.
    """
    from sqlite_utils.migrations import Migrations

    migrations = Migrations("tsuki")
    for name, statements in STEPS[:version]:
        migrations(name=name)(_step(statements))
    db.execute("BEGIN IMMEDIATE")
    try:
        migrations.apply(db)
        db.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        db.execute(f"PRAGMA user_version = {version}")
        db.commit()
    except BaseException:
        db.rollback()
        raise
