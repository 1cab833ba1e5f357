"""The small plate over the list that shows what was typed to find a person."""

from __future__ import annotations

from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QTableView

from deskapp.i18n import _
from deskapp.queries.attendance import AttendanceRow
from deskapp.screens.attendance.jump import NameJump
from deskapp.widgets.theme import heading_font


class JumpOverlay(QFrame):
    """Lies in the corner of the list while a search is open."""

    def __init__(self, table: QTableView) -> None:
        super().__init__(table)
        self._table = table
        self.typed = QLabel()
        self.typed.setFont(heading_font(self.font(), 2))
        self.said = QLabel()
        self.said.setForegroundRole(QPalette.ColorRole.ToolTipText)
        self.setFrameShape(QFrame.Shape.Box)
        self.setAutoFillBackground(True)
        self.setBackgroundRole(QPalette.ColorRole.ToolTipBase)
        self.typed.setForegroundRole(QPalette.ColorRole.ToolTipText)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(10, 3, 10, 3)
        layout.setSpacing(12)
        layout.addWidget(self.typed)
        layout.addWidget(self.said)
        self.hide()

    def show_jump(self, jump: NameJump, row: int, person: AttendanceRow) -> None:
        """Show what was typed and whom it found."""
        self.typed.setText(_("Find: {typed}").format(typed=f"{jump.typed}▏"))
        self.said.setText(_in_words(jump, row, person))
        self.place()
        self.show()
        self.raise_()

    def place(self) -> None:
        """Go to the lower right corner of the list."""
        self.adjustSize()
        area = self._table.viewport().geometry()
        self.move(area.right() - self.width() - 8, area.bottom() - self.height() - 6)


def _in_words(jump: NameJump, row: int, person: AttendanceRow) -> str:
    if not jump.typed:
        return _("the initials of the next person; Esc or an arrow ends")
    found = jump.found()
    if not found:
        return _("nobody on the list; + adds a walk-in")
    place = found.index(row) + 1 if row in found else 1
    words = f"{person.name} · {person.unit}"
    if len(found) == 1:
        return words
    more = _("{place} of {number} ↓").format(place=place, number=len(found))
    return f"{words} · {more}"
