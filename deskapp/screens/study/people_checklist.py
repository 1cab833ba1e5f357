"""A list of people to tick: all of them at first, found by name."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from deskapp.i18n import _
from deskapp.names import text_initials
from deskapp.widgets.field_editor import Choice

_ID = Qt.ItemDataRole.UserRole
_WORDS = Qt.ItemDataRole.UserRole + 1
_TICKED, _NOT_TICKED = Qt.CheckState.Checked, Qt.CheckState.Unchecked


class PeopleChecklist(QWidget):
    """Shows people with a box each; all are ticked until one is taken out."""

    changed = Signal()

    def __init__(self, people: Sequence[Choice]) -> None:
        super().__init__()
        self.list = QListWidget()
        self.list.setAccessibleName(_("People"))
        self.list.setAlternatingRowColors(True)
        self.finder = QLineEdit()
        self.finder.setPlaceholderText(_("Find by name or initials"))
        self.finder.setAccessibleName(_("Find by name or initials"))
        self.finder.setClearButtonEnabled(True)
        self.all_button = QPushButton(_("Choose all"))
        self.none_button = QPushButton(_("Choose none"))
        self.count = QLabel()
        for person in people:
            self._add(person)
        self._lay_out()
        self.list.itemChanged.connect(lambda _item: self._say())
        self.finder.textChanged.connect(self._filter)
        self.all_button.clicked.connect(lambda: self._tick(_TICKED))
        self.none_button.clicked.connect(lambda: self._tick(_NOT_TICKED))
        self._say()

    def _add(self, person: Choice) -> None:
        item = QListWidgetItem("  ".join(part for part in (person.text, person.detail) if part))
        item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
        item.setCheckState(_TICKED)
        item.setData(_ID, person.id)
        item.setData(_WORDS, f"{item.text()} {text_initials(person.text)}".lower())
        self.list.addItem(item)

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.addWidget(self.finder, 1)
        for button in (self.all_button, self.none_button):
            button.setAutoDefault(False)
            head.addWidget(button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        layout.addLayout(head)
        layout.addWidget(self.list, 1)
        layout.addWidget(self.count)

    def ids(self) -> list[int]:
        """Return the ids of those who are ticked, whether they are seen or not."""
        return [item.data(_ID) for item in self._items() if item.checkState() == _TICKED]

    def _items(self) -> list[QListWidgetItem]:
        return [self.list.item(row) for row in range(self.list.count())]

    def _tick(self, state: Qt.CheckState) -> None:
        """Tick, or untick, all that are seen."""
        for item in self._items():
            if not item.isHidden():
                item.setCheckState(state)

    def _filter(self, text: str) -> None:
        words = text.lower().split()
        for item in self._items():
            item.setHidden(not all(word in item.data(_WORDS) for word in words))

    def _say(self) -> None:
        chosen, number = len(self.ids()), self.list.count()
        self.count.setText(_("{chosen} of {number} chosen").format(chosen=chosen, number=number))
        self.changed.emit()
