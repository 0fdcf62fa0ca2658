"""The use case of deleting a conversation everywhere: from the log, backups, exports, training data."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from tsuki_desktop.store import conversations, purge

if TYPE_CHECKING:
    from collections.abc import Callable

    from tsuki_desktop.paths import Profile
    from tsuki_desktop.store.database import ChatLog
    from tsuki_desktop.store.purge import Copies


class Forgetting:
    """Finds what remains of a conversation and deletes it."""

    def __init__(self, profile: Profile, chat_log: ChatLog) -> None:
        self._profile = profile
        self._log = chat_log

    async def copies(self, conversation_id: int) -> Copies:
        """Find out where texts of this conversation lie besides the log.

        Raises:
            NotFoundError: no such conversation.
            StorageError: a backup cannot be read.

        """
        return await self._log.read(purge.copies, [conversation_id], self._profile.backups)

    async def forget(
        self,
        conversation_id: int,
        copies: Copies,
        progress: Callable[[int, int], None],
    ) -> None:
        """Delete the conversation and these copies of it; models that learned from it are marked.

        The log comes last: where something before fails, the conversation is still there and all of this can
        be tried again. `progress` gets how many of how many steps are done. Exports go as a whole, with what
        they hold of other conversations; backups lose this conversation alone.

        Raises:
            ReadOnlyError: the log is open for reading only.
            StorageError: a copy could not be deleted; what was deleted before stays deleted.

        """
        uid = (await self._log.read(conversations.get, conversation_id)).uid
        of = len(copies.backups) + len(copies.exports) + len(copies.runs) + 1
        at = 0
        for backup in copies.backups:
            progress(at, of)
            await asyncio.to_thread(purge.forget_in_backup, backup, [uid])
            at += 1
        for export in copies.exports:
            progress(at, of)
            await self._log.run(purge.delete_export, export)
            at += 1
        for run in copies.runs:
            progress(at, of)
            await asyncio.to_thread(purge.delete_run_data, run)
            at += 1
        progress(at, of)
        await self._log.run(conversations.delete, conversation_id)
        await purge.forget(self._log, [conversation_id])
        progress(of, of)
