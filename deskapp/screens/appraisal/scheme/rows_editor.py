"""A small table to type in, such as the bands of a rule: rows are added and taken away."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QGridLayout, QLabel, QToolButton, QVBoxLayout, QWidget

from deskapp.fields import FieldSet
from deskapp.i18n import _
from deskapp.widgets.field_editors import FieldEditor, editor_for
from deskapp.widgets.icons import icon
from deskapp.widgets.theme import text_width

_PADDING = 20


class RowsEditor(QWidget):
    """Edits rows of the same few fields; `changed` says that a person changed one."""

    changed = Signal()

    def __init__(self, fields: FieldSet, add_text: str) -> None:
        super().__init__()
        self._fields = fields
        self._rows: list[dict[str, FieldEditor]] = []
        self._removers: list[QToolButton] = []
        self._read_only = False
        self.add_button = QToolButton()
        self.add_button.setIcon(icon("plus"))
        self.add_button.setText(add_text)
        self.add_button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.add_button.clicked.connect(self._on_add)
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(6)
        self._grid.setVerticalSpacing(2)
        for place, field in enumerate(fields):
            heading = QLabel(_(field.label))
            heading.setForegroundRole(QPalette.ColorRole.PlaceholderText)
            self._grid.addWidget(heading, 0, place)
        self._grid.setColumnStretch(len(fields) + 1, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(2)
        layout.addLayout(self._grid)
        layout.addWidget(self.add_button, 0, Qt.AlignmentFlag.AlignLeft)

    def show_rows(self, rows: Sequence[Mapping[str, Any]]) -> None:
        """Show these rows; this is no change of the person's."""
        while self._rows:
            self._take_away(len(self._rows) - 1)
        for row in rows:
            self._append(row)
        self._name_rows()

    def rows(self) -> list[dict[str, Any]]:
        """Return the rows as entered, without those in which nothing stands."""
        rows = [{name: editor.value() for name, editor in row.items()} for row in self._rows]
        return [row for row in rows if any(value not in (None, "") for value in row.values())]

    def editor(self, row: int, name: str) -> FieldEditor:
        """Return the editor of one cell."""
        return self._rows[row][name]

    def controls(self) -> Iterator[QWidget]:
        """Yield all that takes the keyboard, in the order in which Tab goes through it."""
        for row, remover in zip(self._rows, self._removers, strict=True):
            yield from (editor.control for editor in row.values())
            yield remover
        yield self.add_button

    def complaint(self) -> str:
        """Return what is wrong with the first cell that does not fit; empty when all fit."""
        cells = (editor for row in self._rows for editor in row.values())
        return next(filter(None, (editor.complaint() for editor in cells)), "")

    def set_read_only(self, read_only: bool) -> None:
        """Let the rows be read only."""
        self._read_only = read_only
        self.add_button.setVisible(not read_only)
        for row, remover in zip(self._rows, self._removers, strict=True):
            remover.setVisible(not read_only)
            for editor in row.values():
                editor.set_read_only(read_only)

    def _append(self, values: Mapping[str, Any]) -> None:
        editors = {field.name: editor_for(field) for field in self._fields}
        line = self._grid.rowCount()
        for place, field in enumerate(self._fields):
            editor = editors[field.name]
            editor.set_value(values.get(field.name))
            editor.set_read_only(self._read_only)
            editor.setFixedWidth(text_width(self.font(), field.width) + _PADDING)
            editor.changed.connect(self.changed)
            self._grid.addWidget(editor, line, place)
        remover = QToolButton(self)
        remover.setIcon(icon("x"))
        remover.setAutoRaise(True)
        remover.setVisible(not self._read_only)
        remover.clicked.connect(lambda: self._on_remove(remover))
        self._grid.addWidget(remover, line, len(self._fields))
        self._rows.append(editors)
        self._removers.append(remover)

    def _take_away(self, place: int) -> None:
        for widget in (*self._rows.pop(place).values(), self._removers.pop(place)):
            self._grid.removeWidget(widget)
            widget.hide()
            widget.deleteLater()

    def _name_rows(self) -> None:
        for place, (row, remover) in enumerate(
            zip(self._rows, self._removers, strict=True), start=1
        ):
            for editor in row.values():
                editor.name_control(f"{_(editor.field.label)} {place}")
            words = _("Remove row {number}").format(number=place)
            remover.setAccessibleName(words)
            remover.setToolTip(words)
        controls = list(self.controls())
        for before, after in itertools.pairwise(controls):
            QWidget.setTabOrder(before, after)

    def _on_add(self) -> None:
        self._append({})
        self._name_rows()
        next(iter(self._rows[-1].values())).setFocus(Qt.FocusReason.OtherFocusReason)
        self.changed.emit()

    def _on_remove(self, remover: QToolButton) -> None:
        self._take_away(self._removers.index(remover))
        self._name_rows()
        self.changed.emit()
