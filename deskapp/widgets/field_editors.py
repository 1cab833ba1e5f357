"""Editors for every kind of field: the most constrained control that the kind allows."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QCheckBox, QComboBox, QLineEdit, QPlainTextEdit

from deskapp.fields import (
    ChoiceField,
    Complaint,
    DateField,
    Field,
    PointsField,
    ReferenceField,
    TextField,
    TimeField,
    WholeField,
    YesNoField,
)
from deskapp.i18n import _
from deskapp.widgets.date_editor import NullableDateEdit
from deskapp.widgets.field_editor import Choice, FieldEditor, Lookup, commit_input_method
from deskapp.widgets.reference_editor import ReferenceEditor

__all__ = ["Choice", "FieldEditor", "Lookup", "commit_input_method", "editor_for"]

Lookups = Mapping[str, Callable[[str], Sequence[Choice]]]


class LineEditor(FieldEditor):
    """A text of one line."""

    control: QLineEdit

    def __init__(self, field: Field) -> None:
        super().__init__(field, QLineEdit())
        self.control.textEdited.connect(self.changed)

    def value(self) -> str:
        return " ".join(self.control.text().split())

    def set_value(self, value: object) -> None:
        self.control.setText(str(value or ""))
        self.control.setCursorPosition(0)

    def set_read_only(self, read_only: bool) -> None:
        self.control.setReadOnly(read_only)


class LinesEditor(FieldEditor):
    """A text of several lines; Tab leaves it, and pasted text loses its formats."""

    control: QPlainTextEdit

    def __init__(self, field: TextField) -> None:
        super().__init__(field, QPlainTextEdit())
        self.control.setTabChangesFocus(True)
        line = self.control.fontMetrics().lineSpacing()
        self.control.setMinimumHeight(line * min(field.lines, 4) + 12)
        self.control.setMaximumHeight(line * field.lines + 16)
        self.control.textChanged.connect(self._on_text_changed)
        self._showing = False

    def value(self) -> str:
        return self.control.toPlainText().strip()

    def set_value(self, value: object) -> None:
        self._showing = True
        self.control.setPlainText(str(value or ""))
        self._showing = False

    def set_read_only(self, read_only: bool) -> None:
        self.control.setReadOnly(read_only)

    def _on_text_changed(self) -> None:
        if not self._showing:
            self.changed.emit()


class ParsedEditor(FieldEditor):
    """A number or a time, typed in any way its field can read."""

    control: QLineEdit

    def __init__(self, field: Field, *, right: bool = False) -> None:
        super().__init__(field, QLineEdit())
        if right:
            self.control.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.control.textEdited.connect(self.changed)
        self.control.editingFinished.connect(self._tidy)

    def value(self) -> object:
        try:
            return self.field.parsed(self.control.text())
        except Complaint:
            return None

    def set_value(self, value: object) -> None:
        self.control.setText(self.field.shown(value))

    def complaint(self) -> str:
        try:
            return self.field.complaint(self.field.parsed(self.control.text()))
        except Complaint as complaint:
            return str(complaint)

    def set_read_only(self, read_only: bool) -> None:
        self.control.setReadOnly(read_only)

    def _tidy(self) -> None:
        if (value := self.value()) is not None:
            self.control.setText(self.field.shown(value))


class ChoiceEditor(FieldEditor):
    """One of a closed set; the empty entry is there where nothing may be chosen."""

    control: QComboBox

    def __init__(self, field: ChoiceField) -> None:
        super().__init__(field, QComboBox())
        self._choices = field.choices
        if not field.required:
            self.control.addItem("", None)
        for code, label in field.choices.items():
            self.control.addItem(_(label), code)
        self.control.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.control.installEventFilter(self)
        self.control.activated.connect(self.changed)

    def value(self) -> object:
        return self.control.currentData()

    def set_value(self, value: object) -> None:
        self.control.setCurrentIndex(self.control.findData(value or None))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let the wheel scroll the form, not change a choice the pointer happens to pass."""
        if isinstance(event, QWheelEvent) and not self.control.hasFocus():
            event.ignore()
            return True
        return super().eventFilter(watched, event)


class YesNoEditor(FieldEditor):
    """A box to tick."""

    control: QCheckBox

    def __init__(self, field: Field) -> None:
        super().__init__(field, QCheckBox())
        self.control.clicked.connect(self.changed)

    def value(self) -> bool:
        return self.control.isChecked()

    def set_value(self, value: object) -> None:
        self.control.setChecked(bool(value))


class DateEditor(FieldEditor):
    """A date that may be empty."""

    control: NullableDateEdit

    def __init__(self, field: DateField, year: int | None) -> None:
        self._dates = field
        control = NullableDateEdit(field, year or date.today().year)
        super().__init__(field, control)
        control.changed.connect(self.changed)

    def name_control(self, label: str) -> None:
        self.control.set_name(label)

    def value(self) -> date | None:
        return self.control.value()

    def set_value(self, value: object) -> None:
        self.control.set_value(value if isinstance(value, date) else None)

    def complaint(self) -> str:
        return self.control.complaint() or self.field.complaint(self.value())

    def set_read_only(self, read_only: bool) -> None:
        self.control.set_read_only(read_only)


def editor_for(
    field: Field, lookups: Lookups | None = None, *, year: int | None = None
) -> FieldEditor:
    """Return the editor for a field; `year` completes dates typed as 4-20.

    Raises KeyError when the field refers to a table that `lookups` does not know.
    """
    match field:
        case TextField() if field.lines > 1:
            return LinesEditor(field)
        case ChoiceField():
            return ChoiceEditor(field)
        case YesNoField():
            return YesNoEditor(field)
        case DateField():
            return DateEditor(field, year)
        case ReferenceField():
            return ReferenceEditor(field, (lookups or {})[field.to])
        case WholeField() | PointsField():
            return ParsedEditor(field, right=True)
        case TimeField():
            return ParsedEditor(field)
        case _:
            return LineEditor(field)
