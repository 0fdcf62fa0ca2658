"""One window a profile: a second start knocks here, and the first window comes to the front."""

from __future__ import annotations

import asyncio
import hashlib
from typing import TYPE_CHECKING

from PySide6.QtNetwork import QLocalServer, QLocalSocket

if TYPE_CHECKING:
    from collections.abc import Callable

    from tsuki_desktop.paths import Profile

_WORD = b"raise\n"
_ANSWER = b"here\n"
_WAIT_S = 2.0


def name_of(profile: Profile) -> str:
    """The socket's name: the same for every way to write the profile's path."""
    return "tsuki-" + hashlib.sha256(str(profile.root.resolve()).encode()).hexdigest()[:24]


class Door:
    """Waits for knocks; only the same user's programs can knock."""

    def __init__(self, profile: Profile, on_knock: Callable[[], None]) -> None:
        self._on_knock = on_knock
        self._server = QLocalServer()
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._greet)
        name = name_of(profile)
        # We hold the profile's lock, so a name that is still there was left by a crash.
        QLocalServer.removeServer(name)
        self._server.listen(name)

    def _greet(self) -> None:
        while self._server.hasPendingConnections():
            guest = self._server.nextPendingConnection()
            guest.disconnected.connect(guest.deleteLater)
            guest.readyRead.connect(lambda guest=guest: self._hear(guest))

    def _hear(self, guest: QLocalSocket) -> None:
        if bytes(guest.readAll().data()).startswith(_WORD):
            guest.write(_ANSWER)
            guest.flush()
            self._on_knock()

    def close(self) -> None:
        """Nobody is at home any more."""
        self._server.close()
        self._server.deleteLater()


async def knock(profile: Profile) -> bool:
    """Ask the window that has `profile` to come to the front; True where it answered."""
    answered = asyncio.get_running_loop().create_future()

    def settle(answer: bool) -> None:
        if not answered.done():
            answered.set_result(answer)

    socket = QLocalSocket()
    socket.connected.connect(lambda: socket.write(_WORD))
    socket.readyRead.connect(lambda: settle(True))
    socket.errorOccurred.connect(lambda: settle(False))
    socket.connectToServer(name_of(profile))
    try:
        return await asyncio.wait_for(answered, _WAIT_S)
    except TimeoutError:
        return False
    finally:
        socket.abort()
        socket.deleteLater()
