"""What every editor of a field has in common."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QWidget

from deskapp.fields import Field
from deskapp.i18n import _


@dataclass(frozen=True, slots=True)
class Choice:
    """A record to choose: its id, its name, and what tells it from one of the same name."""

    id: int
    text: str
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Lookup:
    """How a form finds records of one table: by what is typed, and by the id it holds."""

    find: Callable[[str], Sequence[Choice]]
    named: Callable[[int], Choice | None]

    def __call__(self, text: str) -> Sequence[Choice]:
        """Return the records that the typed text may mean, the best first."""
        return self.find(text)


class FieldEditor(QWidget):
    """Edits the value of one field in one control; `changed` says that a person changed it."""

    changed = Signal()

    def __init__(self, field: Field, control: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.field = field
        self.control = control
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(control)
        self.setFocusProxy(control)
        self.name_control(_(field.label))
        if field.help:
            control.setToolTip(_(field.help))

    def name_control(self, label: str) -> None:
        """Give the control the name that a screen reader says."""
        self.control.setAccessibleName(label)

    def value(self) -> object:
        """Return what was entered; None or an empty text is nothing."""
        raise NotImplementedError

    def set_value(self, value: object) -> None:
        """Show a value; this is no change of the person's."""
        raise NotImplementedError

    def complaint(self) -> str:
        """Return the sentence that says what is wrong with what was entered; empty when right."""
        return self.field.complaint(self.value())

    def set_read_only(self, read_only: bool) -> None:
        """Let the value be read and copied but not changed."""
        self.control.setEnabled(not read_only)


def commit_input_method() -> None:
    """Take over what is half typed in the input method, before an editor is read."""
    if QGuiApplication.focusObject() is not None:
        QGuiApplication.inputMethod().commit()
