"""A quiet notice of practices that may be about the same event."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from deskapp.dates import shown_date
from deskapp.i18n import _
from deskapp.queries.practice_duplicates import DuplicateHint
from deskapp.widgets.icons import icon


class DuplicatesNotice(QFrame):
    """Hidden while there are none; each can be opened, and nothing happens by itself."""

    open_requested = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self.hints: tuple[DuplicateHint, ...] = ()
        self._lines: list[QWidget] = []
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(16, 4, 12, 4)
        self._layout.setSpacing(2)
        self._head = QLabel(_("This may be the same event as:"))
        self._head.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        self._layout.addWidget(self._head)
        self.hide()

    def show_hints(self, hints: Sequence[DuplicateHint]) -> None:
        """Show these; none hides the notice."""
        if tuple(hints) == self.hints:
            return
        self.hints = tuple(hints)
        for line in self._lines:
            self._layout.removeWidget(line)
            line.hide()
            line.deleteLater()
        self._lines = [self._line(hint) for hint in self.hints]
        for line in self._lines:
            self._layout.addWidget(line)
        self.setVisible(bool(self.hints))

    def buttons(self) -> list[QPushButton]:
        """Return the button of each hint, in the order shown."""
        return [line.findChildren(QPushButton)[0] for line in self._lines]

    def _line(self, hint: DuplicateHint) -> QWidget:
        line = QWidget()
        said = QLabel(hint_in_words(hint))
        said.setTextFormat(Qt.TextFormat.PlainText)
        said.setWordWrap(True)
        button = QPushButton(icon("external-link"), _("Open"))
        button.setAutoDefault(False)
        button.setAccessibleName(_("Open {name}").format(name=hint.title))
        button.clicked.connect(lambda: self.open_requested.emit(hint.practice_id))
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(said, 1)
        row.addWidget(button)
        return line


def hint_in_words(hint: DuplicateHint) -> str:
    """Return which practice it is, and what speaks for the same event."""
    where = "  ".join(part for part in (hint.unit, shown_date(hint.happened_on)) if part)
    return _("{title}  {where} — {why}").format(title=hint.title, where=where, why=hint.why)
