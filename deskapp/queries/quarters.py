"""In which quarters progress was expected of a branch task, and in which it was reported."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

from sqlalchemy import (
    ColumnElement,
    Date,
    Integer,
    Subquery,
    and_,
    exists,
    literal,
    literal_column,
    or_,
    select,
    true,
    union_all,
)
from sqlalchemy.orm import Session, aliased

from deskapp.records.task import BranchTask, KeyTask, ProgressEntry
from deskapp.rules.quarters import first_day, last_day, quarter_of
from deskapp.rules.task_states import OPEN_STATES, judged_on

QuarterState = Literal["reported", "missing", "running", "not_asked"]

# The columns of `quarters_of` in a statement that has joined it.
QUARTER: Any = literal_column("quarters.quarter", Integer)
FIRST_DAY: Any = literal_column("quarters.first_day", Date)
LAST_DAY: Any = literal_column("quarters.last_day", Date)


@dataclass(frozen=True, slots=True)
class TaskQuarter:
    """One quarter of a task: whether a report was due, and whether there is one."""

    quarter: int
    state: QuarterState


def quarters_of(year: int) -> Subquery:
    """Return the four quarters of a year as rows to join tasks to.

    The columns are quarter, first_day and last_day: days that are compared as they are stored.
    """
    quarters = (
        select(
            literal(quarter).label("quarter"),
            literal(first_day(year, quarter), Date).label("first_day"),
            literal(last_day(year, quarter), Date).label("last_day"),
        )
        for quarter in (1, 2, 3, 4)
    )
    return union_all(*quarters).subquery("quarters")


def is_reported_between(first: Any, last: Any) -> ColumnElement[bool]:
    """Return the condition that a task has a report dated in a quarter with these days."""
    entry = aliased(ProgressEntry)
    reported = exists().where(
        entry.branch_task_id == BranchTask.id, entry.reported_on.between(first, last)
    )
    return reported.correlate_except(entry)


def was_open_on(last: Any) -> ColumnElement[bool]:
    """Return the condition that a task was assigned by a quarter's last day and not done then."""
    return and_(
        BranchTask.state != "cancelled",
        or_(BranchTask.assigned_on.is_(None), BranchTask.assigned_on <= last),
        or_(BranchTask.state.in_(OPEN_STATES), BranchTask.done_on > last),
    )


def has_gone_by(last: Any, as_of: date) -> Any:
    """Return the condition that the last day of a quarter has passed."""
    return last < judged_on(as_of, date.today())


def owes_report(year: int, quarter: int) -> ColumnElement[bool]:
    """Return the condition that a task had to report in a quarter and did not.

    Of a quarter that is not over, open tasks without a report so far.
    """
    first, last = first_day(year, quarter), last_day(year, quarter)
    return and_(was_open_on(last), ~is_reported_between(first, last))


def owes_report_now(as_of: date) -> ColumnElement[bool]:
    """Return the condition that a task owes the report of the quarter that a day lies in.

    The statement has joined the key task: one of another year owes nothing yet.
    """
    return and_(KeyTask.year == as_of.year, owes_report(as_of.year, quarter_of(as_of)))


def quarters_of_task(session: Session, branch_task_id: int, as_of: date) -> list[TaskQuarter]:
    """Return the four quarters of a task's year."""
    task = BranchTask.id == branch_task_id
    year = session.scalar(select(KeyTask.year).join_from(KeyTask, BranchTask).where(task))
    if year is None:
        return []
    return _quarters_of_tasks(session, year, as_of, task)[branch_task_id]


def quarters_of_year(session: Session, year: int, as_of: date) -> dict[int, list[TaskQuarter]]:
    """Return the four quarters of each branch task of a year, by the task's id."""
    return _quarters_of_tasks(session, year, as_of, KeyTask.year == year)


def _quarters_of_tasks(
    session: Session, year: int, as_of: date, chosen: ColumnElement[bool]
) -> dict[int, list[TaskQuarter]]:
    """Return the four quarters of the chosen tasks of a year, by the task's id."""
    statement = (
        select(
            BranchTask.id,
            QUARTER,
            is_reported_between(FIRST_DAY, LAST_DAY).label("reported"),
            was_open_on(LAST_DAY).label("was_open"),
        )
        .join(KeyTask, KeyTask.id == BranchTask.key_task_id)
        .join(quarters_of(year), true())
        .where(chosen)
        .order_by(BranchTask.id, QUARTER)
    )
    found: dict[int, list[TaskQuarter]] = {}
    for task_id, quarter, reported, was_open in session.execute(statement):
        state = _state(year, quarter, as_of, bool(reported), bool(was_open))
        found.setdefault(task_id, []).append(TaskQuarter(quarter, state))
    return found


def _state(year: int, quarter: int, as_of: date, reported: bool, was_open: bool) -> QuarterState:
    if reported:
        return "reported"
    if has_gone_by(last_day(year, quarter), as_of):
        return "missing" if was_open else "not_asked"
    is_running = (year, quarter) == (as_of.year, quarter_of(as_of))
    return "running" if is_running and was_open else "not_asked"
