"""Supervision slips: which may follow which, what they are called and what they demand."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from types import MappingProxyType

from deskapp.dates import long_date
from deskapp.i18n import N_, _

# In the order in which they are issued for one task.
SLIP_COLOURS: Mapping[str, str] = MappingProxyType(
    {"blue": N_("Blue slip"), "yellow": N_("Yellow slip"), "red": N_("Red slip")}
)
SLIP_STATES: Mapping[str, str] = MappingProxyType(
    {
        "open": N_("Reply awaited"),
        "overdue": N_("Reply overdue"),
        "answered": N_("Replied"),
        "closed": N_("Slip closed"),
    }
)
REPLY_DAYS = 7
"""Days that a unit has for its reply, where nothing else was said."""

# What a slip demands before anybody words it otherwise.
_DEMAND_AHEAD = N_(
    "This task is due on {deadline}. Please get on with it so that it is done in time, "
    "and reply by {reply}."
)
_DEMAND_BEHIND = N_(
    "This task, due on {deadline}, is behind. Please find out why, say what you will do "
    "about it, and reply by {reply}."
)
_DEMAND_OVERDUE = N_(
    "This task was due on {deadline} and is overdue. Please finish it within the time "
    "set, explain the delay in writing, and reply by {reply}."
)
_DEMAND_WITHOUT_DEADLINE = N_("Please get on with this task, and reply by {reply}.")


def next_colours(issued: Sequence[str]) -> tuple[str, ...]:
    """Return the colours that the next slip of a task may have, after those issued so far.

    A colour may be issued again; the next one only after the last, and none goes back.
    """
    colours = tuple(SLIP_COLOURS)
    if not issued:
        return colours[:1]
    reached = max(colours.index(colour) for colour in issued)
    return colours[reached : reached + 2]


def proposed_colour(colour_of_task: str, issued: Sequence[str]) -> str:
    """Return the colour for the next slip: as near to the task's as the order allows."""
    allowed = next_colours(issued)
    colours = tuple(SLIP_COLOURS)
    wanted = colours.index(colour_of_task) if colour_of_task in colours else 0
    fitting = [colour for colour in allowed if colours.index(colour) <= wanted]
    return fitting[-1] if fitting else allowed[0]


def first_out_of_order(colours: Sequence[str]) -> int | None:
    """Return the place of the first slip that does not follow those before it, or None."""
    for place, colour in enumerate(colours):
        if colour not in next_colours(colours[:place]):
            return place
    return None


def slip_name(year: int, number: int) -> str:
    """Return what a slip is called by its serial number."""
    return _("Supervision slip [{year}] No. {number}").format(year=year, number=number)


def usual_demand(colour: str, deadline: date | None, issued_on: date, reply_due_on: date) -> str:
    """Return the fixed sentence of what a slip of this colour demands on the day it is issued.

    Whatever its colour, it calls a task overdue when, and only when, its deadline has passed.
    """
    if deadline is None:
        sentence = _DEMAND_WITHOUT_DEADLINE
    elif deadline < issued_on:
        sentence = _DEMAND_OVERDUE
    else:
        sentence = _DEMAND_AHEAD if colour == "blue" else _DEMAND_BEHIND
    return _(sentence).format(deadline=long_date(deadline), reply=long_date(reply_due_on))
