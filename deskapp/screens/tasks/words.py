"""Colours, states and deadlines of tasks in words: a colour never stands alone."""

from __future__ import annotations

from datetime import date

from deskapp.dates import shown_date
from deskapp.i18n import _
from deskapp.rules.deadlines import read_deadline
from deskapp.rules.task_states import COLOUR_LABELS, TASK_STATES

# A sign before the word, for eyes that do not tell the colours apart.
_SIGNS = {"red": "▲", "yellow": "◆", "blue": "●"}
_STATE_TONES = {
    "to_confirm": "grey",
    "adjustment_asked": "yellow",
    "in_progress": "blue",
    "submitted": "blue",
    "done": "green",
    "extended": "yellow",
    "cancelled": "grey",
}


def colour_in_words(colour: str) -> str:
    """Return a colour as its sign and its word, such as ▲ Overdue."""
    return f"{_SIGNS[colour]} {_(COLOUR_LABELS[colour])}" if colour else ""


def state_in_words(state: str) -> str:
    """Return the label of a state."""
    return _(TASK_STATES.get(state, state))


def state_tone(state: str) -> str:
    """Return the tone a state is shown in."""
    return _STATE_TONES.get(state, "grey")


def deadline_in_words(deadline: date | None, original: date | None) -> str:
    """Return a deadline, with the original one behind it where it was extended."""
    if deadline is None or original is None or original == deadline:
        return shown_date(deadline)
    return _("{date} (was {original})").format(
        date=shown_date(deadline), original=shown_date(original)
    )


def deadline_reading(text: str, year: int) -> str:
    """Return what a deadline is read as; empty when nothing is written."""
    if not text.strip():
        return ""
    deadline = read_deadline(text, year)
    if deadline.due is None:
        standing = _("Standing task without a fixed date")
        return standing if deadline.recurring != "none" else _("No date read; kept as written")
    sentence = {
        "quarterly": _("Every quarter, for the last time on {date}"),
        "monthly": _("Every month, for the last time on {date}"),
        "standing": _("All year, until {date}"),
    }.get(deadline.recurring, _("Read as {date}"))
    return sentence.format(date=shown_date(deadline.due))
