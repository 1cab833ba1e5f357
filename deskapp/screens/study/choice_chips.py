"""Chips of which exactly one is pressed, such as by what the rows of a grid are."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, Signal
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QToolButton, QWidget


class ChoiceChips(QWidget):
    """One of a few values, always chosen; `changed` says that a person chose another."""

    changed = Signal()

    def __init__(self, name: str, chips: Sequence[tuple[str, str]]) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self._values = [value for value, _words in chips]
        self._group = QButtonGroup(self)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        for place, (_value, words) in enumerate(chips):
            chip = QToolButton()
            chip.setText(words)
            chip.setAccessibleName(f"{name}: {words}")
            chip.setCheckable(True)
            chip.setChecked(place == 0)
            self._group.addButton(chip, place)
            layout.addWidget(chip)
        self._group.idClicked.connect(lambda _place: self.changed.emit())
        self._group.idToggled.connect(lambda _place, _on: self._mark())
        self._mark()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange and hasattr(self, "_group"):
            self._mark()

    def _mark(self) -> None:
        """Show the chosen chip in the colour of a selection, which every theme has."""
        roles = QPalette.ColorRole
        for chip in self._group.buttons():
            palette = QPalette(self.palette())
            if chip.isChecked():
                palette.setColor(roles.Button, palette.color(roles.Highlight))
                palette.setColor(roles.ButtonText, palette.color(roles.HighlightedText))
            chip.setPalette(palette)

    def value(self) -> str:
        """Return the value that is chosen."""
        return self._values[self._group.checkedId()]

    def choose(self, value: str) -> None:
        """Choose a value, and say so when it is another."""
        if value != self.value():
            self._group.button(self._values.index(value)).setChecked(True)
            self.changed.emit()

    def say(self, value: str, words: str) -> None:
        """Let the chip of a value say other words, such as with a count."""
        chip = self._group.button(self._values.index(value))
        chip.setText(words)
        chip.setAccessibleName(f"{self.accessibleName()}: {words}")
