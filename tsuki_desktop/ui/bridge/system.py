"""What the window asks of the system around it: folders, the browser, the clipboard."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Property, QObject, QUrl, Signal, Slot
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtQml import QmlElement

from tsuki_desktop.ui import markup
from tsuki_desktop.ui.bridge.notices import Notice, Notices

QML_IMPORT_NAME = "Tsuki.Bridge"
QML_IMPORT_MAJOR_VERSION = 1


@QmlElement
class System(QObject):
    """`App` stands on this."""

    voiceDoneChanged = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._notices = Notices(self)
        self._voice_done = 0

    @Property(Notices, constant=True)
    def notices(self) -> Notices:
        """What the program has to tell."""
        return self._notices

    @Property(int, notify=voiceDoneChanged)
    def voiceDone(self) -> int:
        """How far her voice is prepared for this computer, in hundredths; 0 where it is not just now."""
        return self._voice_done

    def tell_voice(self, hundredths: int) -> None:
        """Her voice is prepared so far; 0 for the end."""
        if hundredths != self._voice_done:
            self._voice_done = hundredths
            self.voiceDoneChanged.emit()

    @Slot(str)
    def openFolder(self, path: str) -> None:
        """Show a folder in the system's file manager, made where it is not there."""
        Path(path).mkdir(parents=True, exist_ok=True)
        if not QDesktopServices.openUrl(QUrl.fromLocalFile(path)):
            self._notices.show(Notice(self.tr("The folder could not be opened."), path, "error"))

    @Slot(str, result=str)
    def address(self, link: str) -> str:
        """The address of a link as it will be opened, in plain letters; empty where it must not be opened."""
        url = QUrl(link, QUrl.ParsingMode.StrictMode)
        plain = bytes(url.toEncoded().data()).decode("ascii")
        return plain if url.isValid() and markup.safe_address(plain) else ""

    @Slot(str)
    def openLink(self, link: str) -> None:
        """Open a link in the browser; only http and https."""
        address = self.address(link)
        if address:
            QDesktopServices.openUrl(QUrl(address))

    @Slot(str)
    def copy(self, text: str) -> None:
        """Put text on the clipboard."""
        QGuiApplication.clipboard().setText(text)
        self._notices.show(Notice(self.tr("Copied.")))
