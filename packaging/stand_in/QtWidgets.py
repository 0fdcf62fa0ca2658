"""Stands in for Qt's widgets, which Tsuki does not have: qasync asks for one name of theirs. Saves 6 MB."""

from PySide6.QtGui import QGuiApplication as QApplication

__all__ = ["QApplication"]
