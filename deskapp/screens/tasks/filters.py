"""Filters of the branch tasks: lists with their numbers, a state, a unit."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QWidget

from deskapp.fields import ReferenceField
from deskapp.i18n import N_, _
from deskapp.rules.task_states import TASK_STATES
from deskapp.widgets.field_editor import Lookup
from deskapp.widgets.reference_editor import ReferenceEditor
from deskapp.widgets.theme import text_width

# The labels of TASK_LISTS.
BRANCH_TASK_LISTS = {
    "overdue": N_("Overdue"),
    "behind": N_("Behind"),
    "due_soon": N_("Due in {days} days"),
    "not_reported": N_("No report this quarter"),
    "followed": N_("Followed"),
    "open": N_("Still open"),
    "done": N_("Done"),
}
_UNIT = ReferenceField(name="unit_id", label=N_("Unit"), to="unit")


class MoreFilters(QWidget):
    """A state and a unit to filter by."""

    changed = Signal()

    def __init__(self, units: Lookup) -> None:
        super().__init__()
        self.state = QComboBox()
        self.state.setAccessibleName(_("Filter by state"))
        self.state.addItem(_("Every state"), None)
        for state, label in TASK_STATES.items():
            self.state.addItem(_(label), state)
        self.unit = ReferenceEditor(_UNIT, units)
        self.unit.control.setPlaceholderText(_("Every unit"))
        self.unit.control.setAccessibleName(_("Filter by unit"))
        self.unit.control.setClearButtonEnabled(True)
        self.unit.setMinimumWidth(text_width(self.font(), 14))
        self.unit.setMaximumWidth(text_width(self.font(), 24))
        self._unit_id: int | None = None
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        layout.addWidget(self.state)
        layout.addWidget(self.unit)
        self.state.currentIndexChanged.connect(self.changed)
        self.unit.changed.connect(self._on_unit)
        self.unit.control.textChanged.connect(self._on_unit)

    def state_value(self) -> str | None:
        """Return the chosen state; None means every one."""
        value: str | None = self.state.currentData()
        return value

    def unit_id(self) -> int | None:
        """Return the chosen unit; None means every one."""
        return self._unit_id

    def is_any_set(self) -> bool:
        """Return whether a filter is in force."""
        return self.state_value() is not None or self._unit_id is not None

    def clear(self) -> None:
        """Show every state and every unit."""
        self.unit.set_value(None)
        self.state.setCurrentIndex(0)

    def _on_unit(self) -> None:
        unit_id = self.unit.value()
        if unit_id != self._unit_id:
            self._unit_id = unit_id
            self.changed.emit()
