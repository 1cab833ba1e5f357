"""Invite by pasted names: who was found, who is unknown, and who may be meant."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QHeaderView,
    QPlainTextEdit,
    QSplitter,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from deskapp.i18n import _
from deskapp.queries.people import PersonRow, list_people
from deskapp.rules.pasted_names import KnownPerson, PastedName, read_pasted_names
from deskapp.workspace.workspace import Workspace

_DELAY = 150


class PastedNames(QWidget):
    """Text in, people out; what is not certain is asked, never guessed."""

    changed = Signal()

    def __init__(self, workspace: Workspace, day: date) -> None:
        super().__init__()
        self._day = day
        self._workspace = workspace
        self._people: list[PersonRow] | None = None
        self._read: list[PastedName] = []
        self._boxes: dict[int, QComboBox] = {}
        self.text = QPlainTextEdit()
        self.text.setAccessibleName(_("Names"))
        self.text.setTabChangesFocus(True)
        self.text.setPlaceholderText(
            _("Paste the names here, one a line or separated by 、 , ; or blanks.")
        )
        self.found = QTableWidget(0, 2)
        self.found.setAccessibleName(_("Who was found"))
        self.found.setHorizontalHeaderLabels([_("Name as pasted"), _("Who is meant")])
        self.found.horizontalHeader().setSectionResizeMode(1, QHeaderView.ResizeMode.Stretch)
        self.found.verticalHeader().hide()
        self.found.setEditTriggers(QTableWidget.EditTrigger.NoEditTriggers)
        self.found.setTabKeyNavigation(False)
        splitter = QSplitter(Qt.Orientation.Vertical)
        splitter.addWidget(self.text)
        splitter.addWidget(self.found)
        splitter.setSizes([160, 260])
        layout = QVBoxLayout(self)
        layout.addWidget(splitter)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_DELAY)
        self._timer.timeout.connect(self.read)
        self.text.textChanged.connect(lambda: self._timer.start())

    def read(self) -> None:
        """Read the text again."""
        self._timer.stop()
        if self._people is None:
            self._people = self._workspace.ask(list_people, active_on=self._day)
        read = read_pasted_names(self.text.toPlainText(), self._people)
        # What must be asked stands first.
        self._read = sorted(read, key=lambda name: len(name.people) == 1)
        self._show()
        self.changed.emit()

    def _show(self) -> None:
        self._boxes = {}
        self.found.setRowCount(0)
        self.found.setRowCount(len(self._read))
        for row, name in enumerate(self._read):
            self.found.setItem(row, 0, QTableWidgetItem(name.words))
            offered = name.people or name.candidates
            if len(name.people) == 1:
                self.found.setItem(row, 1, QTableWidgetItem(f"✓ {_who(name.people[0])}"))
            elif offered:
                self.found.setCellWidget(row, 1, self._box(row, name))
            else:
                unknown = QTableWidgetItem(_("? Not among the staff; is left out"))
                self.found.setItem(row, 1, unknown)

    def _box(self, row: int, name: PastedName) -> QComboBox:
        box = QComboBox()
        box.setAccessibleName(_("Who is {words}?").format(words=name.words))
        several = _("? Several have this name: choose who is meant")
        unknown = _("? Unknown; choose if one of these is meant")
        box.addItem(several if name.people else unknown, None)
        for person in name.people or name.candidates:
            box.addItem(_who(person), person.id)
        box.currentIndexChanged.connect(lambda: self.changed.emit())
        self._boxes[row] = box
        return box

    def person_ids(self) -> list[int]:
        """Return the ids of those who are certain or chosen."""
        certain = [name.people[0].id for name in self._read if len(name.people) == 1]
        chosen = [box.currentData() for box in self._boxes.values()]
        return list(dict.fromkeys([*certain, *(one for one in chosen if one is not None)]))


def _who(person: KnownPerson) -> str:
    return " · ".join(part for part in (person.name, person.unit, person.post) if part)
