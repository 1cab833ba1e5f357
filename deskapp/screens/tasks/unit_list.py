"""Choose several records in an order, such as the units that lead a task."""

from __future__ import annotations

from typing import Any, cast

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtWidgets import QCompleter, QHBoxLayout, QToolButton, QVBoxLayout, QWidget

from deskapp.fields import Field
from deskapp.i18n import _
from deskapp.widgets.chip_row import ChipRow
from deskapp.widgets.field_editor import FieldEditor, Lookup
from deskapp.widgets.icons import icon
from deskapp.widgets.reference_editor import ReferenceEditor


class UnitListEditor(FieldEditor):
    """Holds a list of ids: a picker that finds by initials, and a chip for each one chosen."""

    def __init__(self, field: Field, lookup: Lookup, *, numbered: bool) -> None:
        super().__init__(field, QWidget())
        self._lookup = lookup
        self.picker = ReferenceEditor(field, lookup)
        self.chips = ChipRow(numbered=numbered)
        self.chips.setAccessibleName(_("{field}: chosen").format(field=_(field.label)))
        self.chips.setToolTip(_("Alt+arrows move a unit, Delete removes it"))
        self._buttons = (
            self._button("chevron-up", _("Move forward"), lambda: self.chips.move_current(-1)),
            self._button("chevron-down", _("Move back"), lambda: self.chips.move_current(1)),
            self._button("x", _("Remove"), self.chips.remove_current),
        )
        self._lay_out()
        self.setFocusProxy(self.picker)
        self.chips.order_changed.connect(self.changed)
        self.chips.currentRowChanged.connect(self._update_buttons)
        self.picker.control.textEdited.connect(self.changed)
        self.picker.control.editingFinished.connect(self._take)
        self.completer = cast("Any", self.picker.findChild(QCompleter))
        self.completer.activated[QModelIndex].connect(
            self._take, Qt.ConnectionType.QueuedConnection
        )
        self._update_buttons()

    def _button(self, picture: str, name: str, run: object) -> QToolButton:
        button = QToolButton()
        button.setIcon(icon(picture))
        button.setAutoRaise(True)
        button.setToolTip(name)
        button.setAccessibleName(f"{_(self.field.label)}: {name}")
        button.clicked.connect(run)
        return button

    def _lay_out(self) -> None:
        line = QHBoxLayout()
        line.setSpacing(2)
        line.addWidget(self.picker, 1)
        for button in self._buttons:
            line.addWidget(button)
        layout = QVBoxLayout(self.control)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(2)
        layout.addLayout(line)
        layout.addWidget(self.chips)

    def value(self) -> list[int]:
        return self.chips.ids()

    def set_value(self, value: object) -> None:
        ids = value if isinstance(value, list) else []
        named = (self._lookup.named(unit_id) for unit_id in ids)
        self.chips.show_choices([choice for choice in named if choice is not None])
        self.picker.set_value(None)
        self._update_buttons()

    def complaint(self) -> str:
        """Complain about a text that names no unit: it would be lost."""
        self._take()
        return self.picker.complaint()

    def set_read_only(self, read_only: bool) -> None:
        self.picker.setVisible(not read_only)
        self.chips.setEnabled(not read_only)
        for button in self._buttons:
            button.setVisible(not read_only)

    def _take(self) -> None:
        """Make a chip of the unit that was picked."""
        if self.completer.popup().isVisible():
            return
        picked = self.picker.value()
        choice = None if picked is None else self._lookup.named(picked)
        if choice is not None:
            self.chips.add_choice(choice)
            self.picker.set_value(None)

    def _update_buttons(self) -> None:
        row, last = self.chips.currentRow(), self.chips.count() - 1
        up, down, remove = self._buttons
        up.setEnabled(row > 0)
        down.setEnabled(0 <= row < last)
        remove.setEnabled(row >= 0)
