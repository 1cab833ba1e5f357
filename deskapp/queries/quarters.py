"""In which quarters progress was expected of a branch task, and in which it was reported."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

from sqlalchemy import ColumnElement, and_, exists, literal, or_, select, union_all
from sqlalchemy.orm import Session, aliased

from deskapp.queries.due_tasks import in_quarter, month_number
from deskapp.records.task import BranchTask, KeyTask, ProgressEntry
from deskapp.rules.quarters import last_month, quarter_of
from deskapp.rules.task_states import OPEN_STATES, judged_on

QuarterState = Literal["reported", "missing", "running", "not_asked"]

# The four quarters as rows to join tasks to.
QUARTERS = union_all(*(select(literal(n).label("quarter")) for n in (1, 2, 3, 4))).subquery(
    "quarters"
)


@dataclass(frozen=True, slots=True)
class TaskQuarter:
    """One quarter of a task: whether a report was due, and whether there is one."""

    quarter: int
    state: QuarterState


def is_reported_in(year: Any, quarter: Any) -> ColumnElement[bool]:
    """Return the condition that a task has a report dated in a quarter."""
    entry = aliased(ProgressEntry)
    reported = exists().where(
        entry.branch_task_id == BranchTask.id, in_quarter(entry.reported_on, year, quarter)
    )
    return reported.correlate_except(entry)


def was_open_at_end(year: Any, quarter: Any) -> ColumnElement[bool]:
    """Return the condition that a task was assigned by the end of a quarter and not done then."""
    end = last_month(year, quarter)
    return and_(
        BranchTask.state != "cancelled",
        or_(BranchTask.assigned_on.is_(None), month_number(BranchTask.assigned_on) <= end),
        or_(BranchTask.state.in_(OPEN_STATES), month_number(BranchTask.done_on) > end),
    )


def has_gone_by(year: Any, quarter: Any, as_of: date) -> Any:
    """Return the condition that the last day of a quarter has passed."""
    day = judged_on(as_of, date.today())
    return last_month(year, quarter) < day.year * 12 + day.month


def owes_report(year: Any, quarter: Any) -> ColumnElement[bool]:
    """Return the condition that a task had to report in a quarter and did not.

    Of a quarter that is not over, open tasks without a report so far.
    """
    return and_(was_open_at_end(year, quarter), ~is_reported_in(year, quarter))


def owes_report_now(as_of: date) -> ColumnElement[bool]:
    """Return the condition that a task owes the report of the quarter that a day lies in.

    The statement has joined the key task: one of another year owes nothing yet.
    """
    return and_(KeyTask.year == as_of.year, owes_report(KeyTask.year, quarter_of(as_of)))


def quarters_of_task(session: Session, branch_task_id: int, as_of: date) -> list[TaskQuarter]:
    """Return the four quarters of a task's year."""
    found = quarters_of_tasks(session, as_of, BranchTask.id == branch_task_id)
    return found.get(branch_task_id, [])


def quarters_of_year(session: Session, year: int, as_of: date) -> dict[int, list[TaskQuarter]]:
    """Return the four quarters of each branch task of a year, by the task's id."""
    return quarters_of_tasks(session, as_of, KeyTask.year == year)


def quarters_of_tasks(
    session: Session, as_of: date, chosen: ColumnElement[bool]
) -> dict[int, list[TaskQuarter]]:
    """Return the four quarters of the tasks that fit a condition, by the task's id."""
    number = QUARTERS.c.quarter
    statement = (
        select(
            BranchTask.id,
            KeyTask.year,
            number,
            is_reported_in(KeyTask.year, number).label("reported"),
            was_open_at_end(KeyTask.year, number).label("was_open"),
        )
        .join(KeyTask, KeyTask.id == BranchTask.key_task_id)
        .join(QUARTERS, literal(True))
        .where(chosen)
        .order_by(BranchTask.id, number)
    )
    found: dict[int, list[TaskQuarter]] = {}
    for task_id, year, quarter, reported, was_open in session.execute(statement):
        state = _state(year, quarter, as_of, bool(reported), bool(was_open))
        found.setdefault(task_id, []).append(TaskQuarter(quarter, state))
    return found


def _state(year: int, quarter: int, as_of: date, reported: bool, was_open: bool) -> QuarterState:
    if reported:
        return "reported"
    if has_gone_by(year, quarter, as_of):
        return "missing" if was_open else "not_asked"
    is_running = (year, quarter) == (as_of.year, quarter_of(as_of))
    return "running" if is_running and was_open else "not_asked"
