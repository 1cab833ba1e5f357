"""The chips above the list: what is due, and the way of a practice from state to state."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QHBoxLayout, QLabel, QToolButton

from deskapp.i18n import N_, _
from deskapp.rules.practice_states import PRACTICE_STATES
from deskapp.screens.practices.words import STATE_WORDS
from deskapp.widgets.filter_chips import FilterChips

# The labels of PRACTICE_LISTS; the states stand in the order in which a practice goes.
_WORDS: dict[str | None, str] = {
    None: N_("All"),
    "past_due": N_("Past due"),
    "due_soon": N_("Due soon"),
}
_WORDS.update(STATE_WORDS)
_BEFORE_THE_WAY = 16


class PracticeChips:
    """A group of chips with live numbers; arrows between the states show the way."""

    def __init__(self, chips: FilterChips) -> None:
        self._chips = chips
        chips.add_group("list", [(name, _(words)) for name, words in _WORDS.items()])
        buttons = chips.findChildren(QToolButton)
        self.buttons = dict(zip(_WORDS, buttons, strict=True))
        self.buttons[None].setChecked(True)
        chips.changed.connect(self._press_all_if_none)
        self._draw_the_way()

    def show_numbers(self, numbers: Mapping[str, int]) -> None:
        """Show how many practices each list holds; all are those of the four states."""
        total = sum(numbers[state] for state in PRACTICE_STATES)
        for name, button in self.buttons.items():
            number = total if name is None else numbers[name]
            button.setText(f"{_(_WORDS[name])} {number}")
            button.setAccessibleName(button.text())

    def _draw_the_way(self) -> None:
        row = self._chips.layout()
        assert isinstance(row, QHBoxLayout)
        first, *others = PRACTICE_STATES
        row.insertSpacing(row.indexOf(self.buttons[first]), _BEFORE_THE_WAY)
        for state in others:
            arrow = QLabel("\N{RIGHTWARDS ARROW}")
            arrow.setForegroundRole(QPalette.ColorRole.PlaceholderText)
            row.insertWidget(row.indexOf(self.buttons[state]), arrow)

    def _press_all_if_none(self) -> None:
        self.buttons[None].setChecked(self._chips.value("list") is None)
