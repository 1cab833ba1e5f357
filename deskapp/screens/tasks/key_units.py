"""The units that lead a key task and those that cooperate, as a form beside the others."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QGridLayout, QLabel, QWidget

from deskapp.fields import ReferenceField
from deskapp.i18n import N_, _
from deskapp.screens.tasks.unit_list import UnitListEditor
from deskapp.widgets.field_editor import Lookup

_LEADS = ReferenceField(name="lead_unit_ids", label=N_("Lead units"), to="unit")
_COOPERATES = ReferenceField(name="cooperating_unit_ids", label=N_("Cooperating units"), to="unit")


class UnitsForm(QWidget):
    """Speaks as a RecordForm does, and edits two ordered lists of units."""

    changed = Signal(str)
    dirty_changed = Signal(bool)

    def __init__(self, lookup: Lookup) -> None:
        super().__init__()
        self.is_dirty = False
        self.editors = {
            _LEADS.name: UnitListEditor(_LEADS, lookup, numbered=True),
            _COOPERATES.name: UnitListEditor(_COOPERATES, lookup, numbered=False),
        }
        self._complaints: dict[str, QLabel] = {}
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(4)
        grid.setColumnStretch(1, 1)
        for row, (name, editor) in enumerate(self.editors.items()):
            self._add(grid, row * 2, name, editor)

    def _add(self, grid: QGridLayout, row: int, name: str, editor: UnitListEditor) -> None:
        label = QLabel(_(editor.field.label))
        label.setBuddy(editor.picker.control)
        label.setContentsMargins(0, 4, 0, 0)
        complaint = QLabel()
        complaint.setWordWrap(True)
        complaint.setForegroundRole(QPalette.ColorRole.BrightText)
        complaint.hide()
        self._complaints[name] = complaint
        side = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop
        grid.addWidget(label, row, 0, side)
        grid.addWidget(editor, row, 1)
        grid.addWidget(complaint, row + 1, 1)
        editor.changed.connect(lambda: self._on_changed(name))

    def values(self) -> dict[str, Any]:
        """Return the ids of both lists."""
        return {name: editor.value() for name, editor in self.editors.items()}

    def show_draft(self, draft: object) -> None:
        """Show the lists of a draft."""
        for name, editor in self.editors.items():
            editor.set_value(getattr(draft, name))
        self.show_complaints({})
        self.mark_clean()

    def check(self) -> bool:
        """Show what is wrong; return whether nothing is."""
        found = {name: editor.complaint() for name, editor in self.editors.items()}
        self.show_complaints(found)
        return not any(found.values())

    def show_complaints(self, complaints: Mapping[str, str]) -> None:
        """Show sentences under their lists, and go to the first."""
        for name, label in self._complaints.items():
            label.setText(complaints.get(name, ""))
            label.setVisible(bool(complaints.get(name)))
        first = next((name for name in self.editors if complaints.get(name)), None)
        if first is not None:
            self.editors[first].setFocus(Qt.FocusReason.OtherFocusReason)

    def set_read_only(self, read_only: bool) -> None:
        """Let the lists be read only."""
        for editor in self.editors.values():
            editor.set_read_only(read_only)

    def mark_clean(self) -> None:
        """Take the lists as saved."""
        self._set_dirty(dirty=False)

    def mark_dirty(self) -> None:
        """Take the lists as not yet saved."""
        self._set_dirty(dirty=True)

    def _on_changed(self, name: str) -> None:
        self._set_dirty(dirty=True)
        self.changed.emit(name)

    def _set_dirty(self, *, dirty: bool) -> None:
        if dirty != self.is_dirty:
            self.is_dirty = dirty
            self.dirty_changed.emit(dirty)
