"""When a branch task was due, on time, late or overdue: one meaning for lists and measures."""

from __future__ import annotations

from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, and_, or_

from deskapp.records.task import BranchTask
from deskapp.rules.quarters import first_day, last_day
from deskapp.rules.task_states import OPEN_STATES, judged_on


def is_done_by(as_of: date) -> ColumnElement[bool]:
    """Return the condition that a task is done, and was on the day."""
    return and_(BranchTask.state == "done", BranchTask.done_on <= as_of)


def is_due(as_of: date) -> ColumnElement[bool]:
    """Return the condition that a task's deadline has passed, or that it is done before it.

    Cancelled ones, and those without a deadline, are not expected.
    """
    has_passed = BranchTask.deadline_on < judged_on(as_of, date.today())
    return and_(
        BranchTask.state != "cancelled",
        BranchTask.deadline_on.is_not(None),
        or_(has_passed, is_done_by(as_of)),
    )


def is_on_time() -> ColumnElement[bool]:
    """Return the condition that a task was done by its deadline, as extended."""
    return and_(BranchTask.state == "done", BranchTask.done_on <= BranchTask.deadline_on)


def is_late() -> ColumnElement[bool]:
    """Return the condition that a task was done after its deadline."""
    return and_(BranchTask.state == "done", BranchTask.done_on > BranchTask.deadline_on)


def is_overdue(as_of: date) -> ColumnElement[bool]:
    """Return the condition that a task is open and its deadline has passed."""
    return and_(
        BranchTask.state.in_(OPEN_STATES), BranchTask.deadline_on < judged_on(as_of, date.today())
    )


def in_quarter(day: Any, year: int, quarter: int) -> ColumnElement[bool]:
    """Return the condition that a column of days lies in a quarter (1 to 4) of a year."""
    within: ColumnElement[bool] = day.between(first_day(year, quarter), last_day(year, quarter))
    return within
