"""Slips in words: a colour or a state never stands without its word."""

from __future__ import annotations

from deskapp.i18n import _
from deskapp.rules.slips import SLIP_COLOURS, SLIP_STATES

_STATE_TONES = {"open": "blue", "overdue": "red", "answered": "yellow", "closed": "green"}
# A sign before the word, for eyes that do not tell the colours apart.
_SIGNS = {"blue": "●", "yellow": "◆", "red": "▲"}


def slip_colour_in_words(colour: str) -> str:
    """Return the colour of a slip as its sign and its word."""
    return f"{_SIGNS[colour]} {_(SLIP_COLOURS[colour])}"


def slip_state_in_words(state: str) -> str:
    """Return how a slip stands."""
    return _(SLIP_STATES[state])


def slip_state_tone(state: str) -> str:
    """Return the tone a slip's state is shown in."""
    return _STATE_TONES[state]
