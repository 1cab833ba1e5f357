"""Measures over the branch tasks that were due."""

from __future__ import annotations

from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Select, not_
from sqlalchemy.orm import aliased

from deskapp.i18n import N_, _
from deskapp.queries.due_tasks import is_due, is_on_time
from deskapp.queries.measures.measure import EvidenceColumn, Measure, MeasureParameters
from deskapp.records.branch import Branch
from deskapp.records.person import Person
from deskapp.records.task import BranchTask, KeyTask
from deskapp.records.unit import Unit
from deskapp.rules.count_words import CountWords
from deskapp.rules.task_states import TASK_STATES

Responsible = aliased(Person, name="responsible")


def _due(
    statement: Select[Any], year: int, as_of: date, parameters: MeasureParameters
) -> Select[Any]:
    """Join the year's branch tasks that were due by a day."""
    return of_year(statement, year).where(is_due(as_of))


def of_year(statement: Select[Any], year: int) -> Select[Any]:
    """Join the year's branch tasks."""
    return (
        statement.select_from(BranchTask)
        .join(KeyTask, KeyTask.id == BranchTask.key_task_id)
        .where(KeyTask.year == year)
    )


def shown_of_task(statement: Select[Any]) -> Select[Any]:
    """Join what evidence says of branch tasks."""
    return (
        statement.join(Unit, Unit.id == BranchTask.unit_id)
        .outerjoin(Branch, Branch.id == BranchTask.branch_id)
        .outerjoin(Responsible, Responsible.id == BranchTask.responsible_id)
    )


def _on_time(as_of: date, parameters: MeasureParameters) -> ColumnElement[bool]:
    """Count tasks done by their deadline, as extended."""
    return is_on_time()


def _overdue(as_of: date, parameters: MeasureParameters) -> ColumnElement[bool]:
    """Count tasks done late or, with their deadline passed, not at all."""
    return not_(is_on_time())


_COLUMNS = (
    EvidenceColumn(N_("No."), 6, KeyTask.number, kind="whole"),
    EvidenceColumn(N_("Key task"), 40, KeyTask.text, kind="wrapped"),
    EvidenceColumn(N_("Branch"), 24, Branch.name),
    EvidenceColumn(N_("Person responsible"), 12, Responsible.name),
    EvidenceColumn(N_("Deadline"), 12, BranchTask.deadline_on, kind="date"),
    EvidenceColumn(N_("Original deadline"), 12, BranchTask.original_deadline_on, kind="date"),
    EvidenceColumn(N_("State of task"), 10, BranchTask.state, lambda code: _(TASK_STATES[code])),
    EvidenceColumn(N_("Done on"), 12, BranchTask.done_on, kind="date"),
)


def _measure(label: str, counts_label: str, words: CountWords, counts: Any) -> Measure:
    return Measure(
        label=label,
        counts_label=counts_label,
        words=words,
        table="branch_task",
        record_id=BranchTask.id,
        unit_id=BranchTask.unit_id,
        branch_id=BranchTask.branch_id,
        columns=_COLUMNS,
        rows=_due,
        counts=counts,
        order=(KeyTask.number, BranchTask.id),
        shown=shown_of_task,
    )


TASKS_ON_TIME = _measure(
    N_("Tasks done on time"),
    N_("On time"),
    CountWords(
        N_("share of tasks done on time"), N_("task not done on time"), N_("task done on time")
    ),
    _on_time,
)
TASKS_OVERDUE = _measure(
    N_("Tasks overdue"),
    N_("Overdue"),
    CountWords(N_("share of tasks overdue"), N_("task not overdue"), N_("task overdue")),
    _overdue,
)
