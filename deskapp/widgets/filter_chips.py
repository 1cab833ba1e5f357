"""Filters above a list: one chip for each value, pressed or not."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QEvent, Signal
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QToolButton, QWidget

from deskapp.widgets.flow_layout import FlowLayout
from deskapp.widgets.shown_within import ShownWithin

_BETWEEN_GROUPS = 16


def mark_pressed(chip: QAbstractButton, colours: QPalette) -> None:
    """Show a pressed chip in the colour of a selection, which is easy to see in every theme."""
    roles = QPalette.ColorRole
    marked = QPalette(colours)
    if chip.isChecked():
        marked.setColor(roles.Button, colours.color(roles.Highlight))
        marked.setColor(roles.ButtonText, colours.color(roles.HighlightedText))
    chip.setPalette(marked)


class FilterChips(ShownWithin):
    """Groups of chips; in each group one at most is pressed, and a second press lets it go.

    They go on in the next line where the room ends.
    """

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._groups: dict[str, QButtonGroup] = {}
        self._values: dict[str, list[Any]] = {}
        self._layout = FlowLayout(self)
        self.hide()

    def add_group(self, key: str, chips: Sequence[tuple[Any, str]]) -> None:
        """Add a group of (value, words); nothing pressed means no filter."""
        is_first = not self._groups
        group = QButtonGroup(self)
        group.setExclusive(False)
        self._groups[key], self._values[key] = group, [value for value, _words in chips]
        for place, (_value, words) in enumerate(chips):
            chip = QToolButton()
            chip.setText(words)
            chip.setAccessibleName(words)
            chip.setCheckable(True)
            chip.toggled.connect(self._mark)
            group.addButton(chip, place)
            self._layout.addWidget(chip)
            if place == 0 and not is_first:
                self._layout.leave_before(chip, _BETWEEN_GROUPS)
        group.idClicked.connect(lambda pressed: self._on_clicked(group, pressed))
        self.show_within(True)

    def mark_off(self, chip: QWidget, mark: QWidget | None = None) -> None:
        """Leave room before a chip, or put a mark there, such as an arrow."""
        if mark is None:
            self._layout.leave_before(chip, _BETWEEN_GROUPS)
        else:
            self._layout.insert_before(mark, chip)

    def value(self, key: str) -> Any:
        """Return the value of the chip that is pressed in a group; None when none is."""
        group = self._groups.get(key)
        pressed = next((b for b in group.buttons() if b.isChecked()), None) if group else None
        return None if group is None or pressed is None else self._values[key][group.id(pressed)]

    def press(self, key: str, value: Any) -> None:
        """Press the chip of a value and let the others of its group go."""
        for button in self._groups[key].buttons():
            button.setChecked(self._values[key][self._groups[key].id(button)] == value)
        self.changed.emit()

    def clear(self) -> None:
        """Let all chips go."""
        for group in self._groups.values():
            for button in group.buttons():
                button.setChecked(False)
        self.changed.emit()

    def is_any_pressed(self) -> bool:
        """Return whether a filter is in force."""
        return any(self.value(key) is not None for key in self._groups)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange and hasattr(self, "_groups"):
            self._mark()

    def _mark(self) -> None:
        for group in self._groups.values():
            for chip in group.buttons():
                mark_pressed(chip, self.palette())

    def _on_clicked(self, group: QButtonGroup, pressed: int) -> None:
        for button in group.buttons():
            if group.id(button) != pressed:
                button.setChecked(False)
        self.changed.emit()
