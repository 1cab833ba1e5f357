"""The chips above the list: what is due, and the way of a practice from state to state."""

from __future__ import annotations

from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QLabel

from deskapp.i18n import N_
from deskapp.rules.practice_states import PRACTICE_STATES
from deskapp.screens.practices.words import STATE_WORDS
from deskapp.widgets.filter_chips import FilterChips
from deskapp.widgets.list_chips import ListChips

# The labels of PRACTICE_LISTS; the states stand in the order in which a practice goes.
_LISTS = {"past_due": N_("Past due"), "due_soon": N_("Due soon"), **STATE_WORDS}


class PracticeChips(ListChips):
    """A group of chips with live numbers; arrows between the states show the way."""

    def __init__(self, chips: FilterChips) -> None:
        super().__init__(chips, _LISTS)
        self._draw_the_way()

    def _draw_the_way(self) -> None:
        first, *others = PRACTICE_STATES
        self._chips.mark_off(self.buttons[first])
        for state in others:
            arrow = QLabel("\N{RIGHTWARDS ARROW}")
            arrow.setForegroundRole(QPalette.ColorRole.PlaceholderText)
            self._chips.mark_off(self.buttons[state], arrow)
