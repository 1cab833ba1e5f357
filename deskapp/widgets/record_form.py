"""A form made of fields: labels, editors, and complaints under the field they are about."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPalette
from PySide6.QtWidgets import QGridLayout, QLabel, QPlainTextEdit, QWidget

from deskapp.fields import Field, FieldSet, TextField
from deskapp.i18n import _
from deskapp.widgets.field_editor import FieldEditor, commit_input_method
from deskapp.widgets.field_editors import Lookups, editor_for

_WIDE = 26  # a column of more characters than this gets a whole row of the form
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class RecordForm(QWidget):
    """Edits the fields of one record; `save_requested` comes from Ctrl+Enter.

    With `enter_saves_last` it comes from Enter in the last field too.
    A complaint is shown after the first try to save, and from then on follows the typing.
    """

    changed = Signal(str)  # the name of the field
    dirty_changed = Signal(bool)
    save_requested = Signal()

    def __init__(
        self,
        fields: FieldSet,
        lookups: Lookups | None = None,
        *,
        two_columns: bool = False,
        year: int | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.enter_goes_on = True
        self.enter_saves_last = False
        self.editors: dict[str, FieldEditor] = {}
        self._labels: dict[str, QLabel] = {}
        self._complaints: dict[str, QLabel] = {}
        self._dirty = False
        self._tried = False
        self._general = self._complaint_label()
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(8)
        self._grid.setVerticalSpacing(4)
        for field in fields:
            self._add(field, editor_for(field, lookups, year=year))
        self._place(fields, two_columns=two_columns)

    def _add(self, field: Field, editor: FieldEditor) -> None:
        label = QLabel(f"{_(field.label)} *" if field.required else _(field.label))
        label.setBuddy(editor.control)
        self.editors[field.name] = editor
        self._labels[field.name] = label
        self._complaints[field.name] = self._complaint_label()
        editor.control.installEventFilter(self)
        editor.changed.connect(lambda: self._on_changed(field.name))

    def _complaint_label(self) -> QLabel:
        label = QLabel()
        label.setWordWrap(True)
        label.setForegroundRole(QPalette.ColorRole.BrightText)
        label.hide()
        return label

    def _place(self, fields: FieldSet, *, two_columns: bool) -> None:
        self._grid.addWidget(self._general, 0, 0, 1, 4)
        row, column = 1, 0
        for field in fields:
            wide = not two_columns or _is_wide(field)
            if wide and column:
                row, column = row + 2, 0
            self._place_field(field, row, column, span=3 if wide and two_columns else 1)
            column = 0 if wide or column else 2
            row += 0 if column else 2
        self._grid.setColumnStretch(1, 1)
        if two_columns:
            self._grid.setColumnStretch(3, 1)
        previous: QWidget | None = None
        for editor in self.editors.values():
            if previous is not None:
                QWidget.setTabOrder(previous, editor.control)
            previous = editor.control

    def _place_field(self, field: Field, row: int, column: int, *, span: int) -> None:
        tall = isinstance(field, TextField) and field.lines > 1
        label = self._labels[field.name]
        height = Qt.AlignmentFlag.AlignTop if tall else Qt.AlignmentFlag.AlignVCenter
        label.setContentsMargins(0, 4 if tall else 0, 0, 0)
        self._grid.addWidget(label, row, column, Qt.AlignmentFlag.AlignRight | height)
        self._grid.addWidget(self.editors[field.name], row, column + 1, 1, span)
        self._grid.addWidget(self._complaints[field.name], row + 1, column + 1, 1, span)

    def values(self) -> dict[str, Any]:
        """Return every field's value as entered, the half-typed text included."""
        commit_input_method()
        return {name: editor.value() for name, editor in self.editors.items()}

    def set_values(self, values: Mapping[str, Any]) -> None:
        """Show these values; the form is clean and without complaints then."""
        for name, editor in self.editors.items():
            if name in values:
                editor.set_value(values[name])
        self._tried = False
        self.clear_complaints()
        self._set_dirty(dirty=False)

    def show_draft(self, draft: object) -> None:
        """Show the attributes of a draft that are fields of this form."""
        self.set_values({n: getattr(draft, n) for n in self.editors if hasattr(draft, n)})

    def write_into(self, draft: object) -> None:
        """Write what was entered into the attributes of a draft."""
        for name, value in self.values().items():
            setattr(draft, name, value)

    @property
    def is_dirty(self) -> bool:
        """Return whether a person changed something since the values were shown."""
        return self._dirty

    def mark_clean(self) -> None:
        """Take what is entered as saved."""
        self._set_dirty(dirty=False)

    def mark_dirty(self) -> None:
        """Take what is entered as not yet saved, as after duplicating."""
        self._set_dirty(dirty=True)

    def check(self) -> bool:
        """Show a complaint under each field that does not fit; return whether all fit."""
        commit_input_method()
        self._tried = True
        found = {name: editor.complaint() for name, editor in self.editors.items()}
        self.show_complaints(found)
        return not any(found.values())

    def show_complaints(self, complaints: Mapping[str, str]) -> None:
        """Show sentences under their fields, and go to the first; an empty one is taken away.

        What belongs to no field of this form stands above all of them.
        """
        self._tried = True
        for name, label in self._complaints.items():
            _say(label, complaints.get(name, ""))
        others = [text for name, text in complaints.items() if name not in self.editors]
        _say(self._general, " ".join(text for text in others if text))
        first = next((name for name in self.editors if complaints.get(name)), None)
        if first is not None:
            self.editors[first].setFocus(Qt.FocusReason.OtherFocusReason)

    def clear_complaints(self) -> None:
        """Take all complaints away."""
        for label in (self._general, *self._complaints.values()):
            _say(label, "")

    def complaints(self) -> dict[str, str]:
        """Return the complaints that are shown, by field."""
        shown = {name: label.text() for name, label in self._complaints.items()}
        return {name: text for name, text in shown.items() if text}

    def set_read_only(self, read_only: bool) -> None:
        """Let the values be read and copied, but not changed."""
        for editor in self.editors.values():
            editor.set_read_only(read_only)

    def set_field_visible(self, name: str, visible: bool) -> None:
        """Show or hide a field with its label; its value stays."""
        self.editors[name].setVisible(visible)
        self._labels[name].setVisible(visible)

    def focus_first(self) -> None:
        """Put the cursor into the first field."""
        next(iter(self.editors.values())).setFocus(Qt.FocusReason.OtherFocusReason)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            return self._on_key(watched, event) or super().eventFilter(watched, event)
        return super().eventFilter(watched, event)

    def _on_key(self, watched: QObject, event: QKeyEvent) -> bool:
        if event.key() not in _ENTER:
            return False
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.save_requested.emit()
            return True
        if isinstance(watched, QPlainTextEdit):
            return False
        if self.enter_saves_last and watched is self._last_control():
            self.save_requested.emit()
            return True
        if not self.enter_goes_on:
            return False
        return self.focusNextChild()

    def _last_control(self) -> QWidget | None:
        """Return the control of the last field that can be seen and filled in."""
        controls = [editor.control for editor in self.editors.values() if editor.isVisible()]
        return next((control for control in reversed(controls) if control.isEnabled()), None)

    def _on_changed(self, name: str) -> None:
        self._set_dirty(dirty=True)
        if self._tried:
            _say(self._complaints[name], self.editors[name].complaint())
        self.changed.emit(name)

    def _set_dirty(self, *, dirty: bool) -> None:
        if dirty != self._dirty:
            self._dirty = dirty
            self.dirty_changed.emit(dirty)


def _is_wide(field: Field) -> bool:
    return field.width > _WIDE or (isinstance(field, TextField) and field.lines > 1)


def _say(label: QLabel, text: str) -> None:
    label.setText(text)
    label.setVisible(bool(text))
