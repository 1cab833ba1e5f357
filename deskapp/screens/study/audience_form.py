"""The units or ranks of a study requirement, as a form below the others."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QCheckBox, QGridLayout, QLabel, QVBoxLayout, QWidget

from deskapp.fields import ReferenceField, TextField
from deskapp.i18n import N_, _
from deskapp.records.person import RANKS
from deskapp.screens.tasks.unit_list import UnitListEditor
from deskapp.widgets.field_editor import FieldEditor, Lookup

_UNITS = ReferenceField(name="unit_ids", label=N_("Which units"), to="unit")
_RANKS = TextField(name="ranks", label=N_("Which ranks"))


class RankListEditor(FieldEditor):
    """A box to tick for each rank."""

    def __init__(self) -> None:
        super().__init__(_RANKS, QWidget())
        self.boxes = {code: QCheckBox(_(label)) for code, label in RANKS.items()}
        column = QVBoxLayout(self.control)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        for box in self.boxes.values():
            column.addWidget(box)
            box.clicked.connect(self.changed)
        self.setFocusProxy(next(iter(self.boxes.values())))

    def value(self) -> list[str]:
        return [code for code, box in self.boxes.items() if box.isChecked()]

    def set_value(self, value: object) -> None:
        chosen = value if isinstance(value, list) else []
        for code, box in self.boxes.items():
            box.setChecked(code in chosen)

    def complaint(self) -> str:
        return ""


class AudienceForm(QWidget):
    """Speaks as a RecordForm does; shows the units, the ranks, or neither."""

    changed = Signal(str)
    dirty_changed = Signal(bool)

    def __init__(self, lookup: Lookup) -> None:
        super().__init__()
        self.is_dirty = False
        self.units = UnitListEditor(_UNITS, lookup, numbered=False)
        self.ranks = RankListEditor()
        self.editors: dict[str, FieldEditor] = {"unit_ids": self.units, "ranks": self.ranks}
        self._labels: dict[str, QLabel] = {}
        self._complaints: dict[str, QLabel] = {}
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(4)
        grid.setColumnStretch(1, 1)
        for row, (name, editor) in enumerate(self.editors.items()):
            self._add(grid, row * 2, name, editor)
        self.show_audience(None)

    def _add(self, grid: QGridLayout, row: int, name: str, editor: FieldEditor) -> None:
        label, complaint = QLabel(f"{_(editor.field.label)} *"), QLabel()
        label.setBuddy(editor.control)
        label.setContentsMargins(0, 4, 0, 0)
        complaint.setWordWrap(True)
        complaint.setForegroundRole(QPalette.ColorRole.BrightText)
        self._labels[name], self._complaints[name] = label, complaint
        grid.addWidget(label, row, 0, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop)
        grid.addWidget(editor, row, 1)
        grid.addWidget(complaint, row + 1, 1)
        editor.changed.connect(lambda: self._on_changed(name))

    def show_audience(self, audience: object) -> None:
        """Show what an audience names: chosen units, chosen ranks, or nothing."""
        for name, needed in (("unit_ids", "units"), ("ranks", "ranks")):
            self._labels[name].setVisible(audience == needed)
            self.editors[name].setVisible(audience == needed)
            self._complaints[name].hide()

    def values(self) -> dict[str, Any]:
        """Return the ids of the units and the codes of the ranks."""
        return {name: editor.value() for name, editor in self.editors.items()}

    def show_draft(self, draft: object) -> None:
        """Show the units and ranks of a draft."""
        for name, editor in self.editors.items():
            editor.set_value(getattr(draft, name))
        self.show_audience(getattr(draft, "audience", None))
        self.mark_clean()

    def check(self) -> bool:
        """Show what is wrong; return whether nothing is."""
        complaint = "" if self.units.isHidden() else self.units.complaint()
        self.show_complaints({"unit_ids": complaint})
        return not complaint

    def show_complaints(self, complaints: Mapping[str, str]) -> None:
        """Show sentences under what they are about, and go to the first."""
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
        self._complaints[name].hide()
        self._set_dirty(dirty=True)
        self.changed.emit(name)

    def _set_dirty(self, *, dirty: bool) -> None:
        if dirty != self.is_dirty:
            self.is_dirty = dirty
            self.dirty_changed.emit(dirty)
