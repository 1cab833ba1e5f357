"""A search box that asks once the typing pauses."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from deskapp.i18n import _
from deskapp.widgets.icons import icon

_PAUSE = 150  # milliseconds without a key


class SearchBox(QLineEdit):
    """`searched` comes a moment after the last key, or at once with Enter."""

    searched = Signal()
    entered = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setPlaceholderText(_("Search (Ctrl+F)"))
        self.setAccessibleName(_("Search"))
        self.setClearButtonEnabled(True)
        self.addAction(icon("search"), QLineEdit.ActionPosition.LeadingPosition)
        digit = self.fontMetrics().horizontalAdvance("0")
        self.setMinimumWidth(digit * 20)
        self.setMaximumWidth(digit * 34)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_PAUSE)
        self._timer.timeout.connect(self.searched)
        self.textChanged.connect(lambda: self._timer.start())
        self.returnPressed.connect(self._on_return)

    def words(self) -> str:
        """Return what is searched for."""
        return self.text().strip()

    def take_focus(self) -> None:
        """Put the cursor here, ready to type over what is there."""
        self.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.selectAll()

    def _on_return(self) -> None:
        self._timer.stop()
        self.searched.emit()
        self.entered.emit()
