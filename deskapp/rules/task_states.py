"""The states of a branch task, which may follow which, and the colour that calls for attention."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from types import MappingProxyType
from typing import Literal

from deskapp.i18n import N_

Colour = Literal["red", "yellow", "blue", ""]

# In the order a task runs through them; the labels are translated where they are shown.
TASK_STATES: Mapping[str, str] = MappingProxyType(
    {
        "to_confirm": N_("To confirm"),
        "adjustment_asked": N_("Adjustment asked"),
        "in_progress": N_("In progress"),
        "submitted": N_("Submitted"),
        "done": N_("Done"),
        "extended": N_("Extended"),
        "cancelled": N_("Cancelled"),
    }
)

# A new task is waited for, or its work has begun. The import and the sample are the exception:
# they write down tasks that are under way elsewhere, and so any state.
FIRST_STATES = frozenset({"to_confirm", "in_progress"})

# A finished task can be taken up again, so that a slip of the hand is no dead end.
MAY_FOLLOW: Mapping[str, frozenset[str]] = MappingProxyType(
    {
        "to_confirm": frozenset({"adjustment_asked", "in_progress", "extended", "cancelled"}),
        "adjustment_asked": frozenset({"to_confirm", "in_progress", "extended", "cancelled"}),
        "in_progress": frozenset(
            {"adjustment_asked", "submitted", "done", "extended", "cancelled"}
        ),
        "submitted": frozenset({"in_progress", "done", "extended", "cancelled"}),
        "extended": frozenset({"extended", "in_progress", "submitted", "done", "cancelled"}),
        "done": frozenset({"in_progress"}),
        "cancelled": frozenset({"to_confirm", "in_progress"}),
    }
)

# The list of branch tasks that a colour opens.
LIST_OF_COLOUR: Mapping[Colour, str] = MappingProxyType(
    {"red": "overdue", "yellow": "behind", "blue": "due_soon"}
)
COLOUR_LABELS: Mapping[str, str] = MappingProxyType(
    {"red": N_("Overdue"), "yellow": N_("Behind"), "blue": N_("Due soon")}
)


@dataclass(frozen=True, slots=True)
class ColourRules:
    """When an open task calls for attention: days before its deadline, points behind time."""

    due_soon_days: int = 14
    behind_points: int = 20


# As it is until an office sets it otherwise.
USUAL_RULES = ColourRules()

_CLOSED = frozenset({"done", "cancelled"})
OPEN_STATES = tuple(state for state in TASK_STATES if state not in _CLOSED)


def may_follow(old: str, new: str) -> bool:
    """Say whether a task may go from one state to the other; an unknown state never may."""
    return new in MAY_FOLLOW.get(old, frozenset())


def is_open(state: str) -> bool:
    """Say whether work is still expected: every state but done and cancelled."""
    return state not in _CLOSED


def judged_on(as_of: date, today: date) -> date:
    """Return the day from whose morning deadlines are judged: one before it has passed.

    It is the day looked at itself, whose work may still come. A year that is over `today` is
    looked at as of its own last day, and that day has gone by.
    """
    is_over = (as_of.month, as_of.day) == (12, 31) and today > as_of
    return as_of + timedelta(days=1) if is_over else as_of


def task_colour(
    deadline: date | None,
    judged: date,
    percent: int,
    started: date | None,
    state: str,
    rules: ColourRules = USUAL_RULES,
) -> Colour:
    """Return the colour of a task: red overdue, yellow behind, blue due soon.

    Behind is progress of more points under the share of the time gone by since `started` than
    the rules allow; soon is within so many days. The day of the deadline itself is not
    overdue. Closed tasks have no colour. `judged` is what `judged_on` says of the day.
    """
    if deadline is None or not is_open(state):
        return ""
    if judged > deadline:
        return "red"
    if _share_of_time(started, deadline, judged) - percent > rules.behind_points:
        return "yellow"
    return "blue" if (deadline - judged).days <= rules.due_soon_days else ""


def _share_of_time(started: date | None, deadline: date, day: date) -> float:
    """Return the percent of the time between start and deadline that is gone by."""
    if started is None or started >= deadline:
        return 0.0
    return 100 * (day - started).days / (deadline - started).days
