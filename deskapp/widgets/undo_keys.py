"""Let Ctrl+Z undo typing first, and saved actions when there is no typing to undo."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QWidget


class UndoKeys(QObject):
    """Watches the text that has the focus.

    A text always claims Ctrl+Z for itself, even with nothing to undo; here it gives it up then.
    """

    def __init__(self, app: QApplication, parent: QObject) -> None:
        super().__init__(parent)
        app.focusChanged.connect(self._on_focus_changed)

    def _on_focus_changed(self, _old: QWidget | None, new: QWidget | None) -> None:
        if isinstance(new, QLineEdit | QPlainTextEdit):
            new.removeEventFilter(self)
            new.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() != QEvent.Type.ShortcutOverride or not isinstance(event, QKeyEvent):
            return False
        keys = QKeySequence.StandardKey
        undoes, redoes = event.matches(keys.Undo), event.matches(keys.Redo)
        if (undoes and not _can_undo(watched)) or (redoes and not _can_redo(watched)):
            event.ignore()
            return True
        return False


def _can_undo(text: QObject) -> bool:
    if isinstance(text, QLineEdit):
        return text.isUndoAvailable() and not text.isReadOnly()
    return isinstance(text, QPlainTextEdit) and text.document().isUndoAvailable()


def _can_redo(text: QObject) -> bool:
    if isinstance(text, QLineEdit):
        return text.isRedoAvailable() and not text.isReadOnly()
    return isinstance(text, QPlainTextEdit) and text.document().isRedoAvailable()
