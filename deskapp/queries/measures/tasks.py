"""Measures over the branch tasks that were due."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, not_, or_
from sqlalchemy.orm import aliased

from deskapp.i18n import N_, _
from deskapp.queries.measures.measure import EvidenceColumn, Measure, MeasureParameters
from deskapp.records.branch import Branch
from deskapp.records.person import Person
from deskapp.records.task import BranchTask, KeyTask
from deskapp.records.unit import Unit
from deskapp.rules.task_states import TASK_STATES

_Responsible = aliased(Person, name="responsible")


def _due(
    statement: Select[Any], year: int, as_of: date, parameters: MeasureParameters
) -> Select[Any]:
    """Join the year's branch tasks whose deadline has passed, or that are done before it.

    Cancelled ones, and those without a deadline, are not expected.
    """
    is_done = and_(BranchTask.state == "done", BranchTask.done_on <= as_of)
    return (
        statement.select_from(BranchTask)
        .join(KeyTask, KeyTask.id == BranchTask.key_task_id)
        .join(Unit, Unit.id == BranchTask.unit_id)
        .outerjoin(Branch, Branch.id == BranchTask.branch_id)
        .outerjoin(_Responsible, _Responsible.id == BranchTask.responsible_id)
        .where(
            KeyTask.year == year,
            BranchTask.state != "cancelled",
            BranchTask.deadline_on.is_not(None),
            or_(BranchTask.deadline_on <= _last_day_gone_by(year, as_of), is_done),
        )
    )


def _last_day_gone_by(year: int, as_of: date) -> date:
    """Return the last deadline that has passed: the day itself may still bring the task.

    A year that is over is looked at as of its own last day, and that day has gone by.
    """
    is_over = as_of >= date(year, 12, 31) and date.today() > as_of
    return as_of if is_over else as_of - timedelta(days=1)


def _on_time(as_of: date, parameters: MeasureParameters) -> ColumnElement[bool]:
    """Count tasks done by their deadline, as extended."""
    return and_(BranchTask.state == "done", BranchTask.done_on <= BranchTask.deadline_on)


def _overdue(as_of: date, parameters: MeasureParameters) -> ColumnElement[bool]:
    """Count tasks done late or, with their deadline passed, not at all."""
    return not_(_on_time(as_of, parameters))


_COLUMNS = (
    EvidenceColumn(N_("No."), 6, KeyTask.number, kind="whole"),
    EvidenceColumn(N_("Key task"), 40, KeyTask.text, kind="wrapped"),
    EvidenceColumn(N_("Branch"), 24, Branch.name),
    EvidenceColumn(N_("Person responsible"), 12, _Responsible.name),
    EvidenceColumn(N_("Deadline"), 12, BranchTask.deadline_on, kind="date"),
    EvidenceColumn(N_("Original deadline"), 12, BranchTask.original_deadline_on, kind="date"),
    EvidenceColumn(N_("State of task"), 10, BranchTask.state, lambda code: _(TASK_STATES[code])),
    EvidenceColumn(N_("Done on"), 12, BranchTask.done_on, kind="date"),
)


def _measure(label: str, counts_label: str, counts: Any) -> Measure:
    return Measure(
        label=label,
        counts_label=counts_label,
        table="branch_task",
        record_id=BranchTask.id,
        unit_id=BranchTask.unit_id,
        columns=_COLUMNS,
        rows=_due,
        counts=counts,
        order=(KeyTask.number, BranchTask.id),
    )


TASKS_ON_TIME = _measure(N_("Tasks done on time"), N_("On time"), _on_time)
TASKS_OVERDUE = _measure(N_("Tasks overdue"), N_("Overdue"), _overdue)
