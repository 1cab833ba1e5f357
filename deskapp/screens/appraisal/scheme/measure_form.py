"""Choose what an indicator counts, and what the scheme says of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QHBoxLayout,
    QLabel,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from deskapp.fields import WholeField
from deskapp.i18n import _
from deskapp.queries.measures import MEASURES
from deskapp.queries.measures.measure import MeasureParameter
from deskapp.widgets.field_editors import FieldEditor, editor_for
from deskapp.widgets.filter_chips import mark_pressed
from deskapp.widgets.flow_layout import FlowLayout
from deskapp.widgets.theme import text_width

_MOST_DAYS = 366
_CHARACTERS = 10


class MeasureForm(QWidget):
    """The figures above, their parameters below; `changed` by a person only."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.box = QComboBox()
        self.box.setAccessibleName(_("Figures from"))
        self.box.setSizeAdjustPolicy(
            QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        self.box.setMinimumContentsLength(12)
        self.box.addItem(_("Given by hand"), "")
        for code, measure in MEASURES.items():
            self.box.addItem(_(measure.label), code)
        self.box.activated.connect(self._on_chosen)
        self.parts: dict[str, _Part] = {}
        self._read_only = False
        self._room = QVBoxLayout(self)
        self._room.setContentsMargins(0, 0, 0, 0)
        self._room.setSpacing(4)
        self._room.addWidget(self.box)

    def show_measure(self, code: str, parameters: Mapping[str, Any]) -> None:
        """Show what is counted; a code that is not known any more is shown as it is."""
        if self.box.findData(code) < 0:
            self.box.addItem(code, code)
        self.box.setCurrentIndex(self.box.findData(code))
        self._show_parameters(parameters)

    @property
    def code(self) -> str:
        """Return the code of the measure, empty where points are given by hand."""
        return str(self.box.currentData())

    @property
    def levels(self) -> Mapping[str, str]:
        """Return the levels that the figures know."""
        measure = MEASURES.get(self.code)
        return measure.levels if measure else {}

    def parameters(self) -> dict[str, Any]:
        """Return what the scheme says of the measure; what is usual is left out."""
        stored = {name: part.stored() for name, part in self.parts.items()}
        return {name: value for name, value in stored.items() if value is not None}

    def complaint(self) -> str:
        """Return what is wrong with a number; empty when nothing is."""
        return next(filter(None, (part.complaint() for part in self.parts.values())), "")

    def set_read_only(self, read_only: bool) -> None:
        """Let it be read only."""
        self._read_only = read_only
        self.box.setEnabled(not read_only)
        for part in self.parts.values():
            part.setEnabled(not read_only)

    def _on_chosen(self) -> None:
        self._show_parameters({})
        self.changed.emit()

    def _show_parameters(self, stored: Mapping[str, Any]) -> None:
        for part in self.parts.values():
            self._room.removeWidget(part)
            part.hide()
            part.deleteLater()
        measure = MEASURES.get(self.code)
        self.parts = {}
        for parameter in measure.parameters if measure else ():
            part = _part(parameter)
            part.show_value(stored.get(parameter.name))
            part.setEnabled(not self._read_only)
            part.changed.connect(self.changed)
            self.parts[parameter.name] = part
            self._room.addWidget(part)
        self._order_keys()

    def _order_keys(self) -> None:
        """Let Tab go from the figures through all that they ask for."""
        previous: QWidget = self.box
        for part in self.parts.values():
            for control in part.controls():
                QWidget.setTabOrder(previous, control)
                previous = control


class _Part(QWidget):
    """Edits one parameter; None is what is usual."""

    changed = Signal()

    def show_value(self, value: Any) -> None:
        """Show a stored value."""
        raise NotImplementedError

    def stored(self) -> Any:
        """Return the value as it is stored."""
        raise NotImplementedError

    def complaint(self) -> str:
        """Return what is wrong with what was entered; empty when nothing is."""
        return ""

    def controls(self) -> Sequence[QWidget]:
        """Return what takes the keyboard."""
        raise NotImplementedError


def _part(parameter: MeasureParameter) -> _Part:
    if parameter.choices is not None:
        return ChoicesPart(parameter)
    return NumberPart(parameter) if parameter.is_number else YesNoPart(parameter)


class YesNoPart(_Part):
    """A box to tick."""

    def __init__(self, parameter: MeasureParameter) -> None:
        super().__init__()
        self._usual = bool(parameter.default)
        self.box = QCheckBox(_(parameter.label))
        self.box.clicked.connect(self.changed)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.box)

    def show_value(self, value: Any) -> None:
        self.box.setChecked(self._usual if value is None else bool(value))

    def controls(self) -> Sequence[QWidget]:
        return (self.box,)

    def stored(self) -> Any:
        ticked = self.box.isChecked()
        return None if ticked == self._usual else ticked


class NumberPart(_Part):
    """A whole number; empty is no limit."""

    def __init__(self, parameter: MeasureParameter) -> None:
        super().__init__()
        field = WholeField(name=parameter.name, label=parameter.label, highest=_MOST_DAYS)
        self.editor: FieldEditor = editor_for(field)
        self.editor.setFixedWidth(text_width(self.font(), _CHARACTERS))
        self.editor.changed.connect(self.changed)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        label = QLabel(_(parameter.label))
        label.setBuddy(self.editor.control)
        layout.addWidget(label)
        layout.addWidget(self.editor)
        layout.addStretch(1)

    def show_value(self, value: Any) -> None:
        self.editor.set_value(value)

    def controls(self) -> Sequence[QWidget]:
        return (self.editor.control,)

    def stored(self) -> Any:
        return self.editor.value()

    def complaint(self) -> str:
        return self.editor.complaint()


class ChoicesPart(_Part):
    """Chips of which some are pressed; none pressed is what is usual."""

    def __init__(self, parameter: MeasureParameter) -> None:
        super().__init__()
        self._parameter = parameter
        self.chips: dict[str, QToolButton] = {}
        chips = QWidget()
        flow = FlowLayout(chips)
        for code, label in (parameter.choices or {}).items():
            chip = QToolButton()
            chip.setText(_(label))
            chip.setAccessibleName(f"{_(parameter.label)}: {_(label)}")
            chip.setCheckable(True)
            chip.toggled.connect(lambda _on, one=chip: mark_pressed(one, self.palette()))
            chip.clicked.connect(self.changed)
            self.chips[code] = chip
            flow.addWidget(chip)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(2)
        heading = QLabel(self._heading())
        heading.setWordWrap(True)
        layout.addWidget(heading)
        layout.addWidget(chips)

    def _heading(self) -> str:
        usual = self._parameter.default
        choices = self._parameter.choices or {}
        if usual is None:
            words = _("all, where none is pressed")
        else:
            names = _(", ").join(_(choices[code]) for code in usual)
            words = _("{usual}, where none is pressed").format(usual=names)
        return _("{label} ({words})").format(label=_(self._parameter.label), words=words)

    def show_value(self, value: Any) -> None:
        for code, chip in self.chips.items():
            chip.setChecked(code in (value or ()))

    def controls(self) -> Sequence[QWidget]:
        return tuple(self.chips.values())

    def stored(self) -> Any:
        return [code for code, chip in self.chips.items() if chip.isChecked()] or None
