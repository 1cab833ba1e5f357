"""What the key tasks and branch tasks of a year lack."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, case, exists, func, select
from sqlalchemy.orm import Session

from deskapp.queries.branch_tasks import in_list
from deskapp.queries.completeness.gap import Gap, GapSource
from deskapp.records.task import BranchTask, KeyTask, KeyTaskUnit
from deskapp.records.unit import Unit

_KEY_TASK_LACKS: Mapping[str, ColumnElement[bool]] = {
    "no_lead": ~exists().where(KeyTaskUnit.key_task_id == KeyTask.id, KeyTaskUnit.part == "leads"),
    "no_branch_tasks": ~exists().where(BranchTask.key_task_id == KeyTask.id),
}
_BRANCH_TASK_KINDS = ("task_overdue", "not_reported", "no_responsible")
_CUT = 24
"""Characters of a task's text that name it."""


def _branch_task_lacks(today: date) -> Mapping[str, ColumnElement[bool]]:
    return {
        "task_overdue": in_list("overdue", today),
        "not_reported": in_list("not_reported", today),
        "no_responsible": in_list("no_responsible", today),
    }


def _counts(session: Session, year: int, today: date) -> Mapping[str, int]:
    key_tasks = select(*_counted(_KEY_TASK_LACKS)).where(KeyTask.year == year)
    branch_tasks = (
        select(*_counted(_branch_task_lacks(today)))
        .select_from(BranchTask)
        .join(KeyTask, KeyTask.id == BranchTask.key_task_id)
        .where(KeyTask.year == year)
    )
    return {
        **session.execute(key_tasks).one()._mapping,
        **session.execute(branch_tasks).one()._mapping,
    }


def _counted(lacking: Mapping[str, ColumnElement[bool]]) -> list[Any]:
    return [func.count(case((condition, 1))).label(kind) for kind, condition in lacking.items()]


def _find(session: Session, kind: str, year: int, today: date, limit: int | None) -> Iterator[Gap]:
    if kind in _KEY_TASK_LACKS:
        yield from _key_tasks(session, kind, year, limit)
    else:
        yield from _branch_tasks(session, kind, year, today, limit)


def _key_tasks(session: Session, kind: str, year: int, limit: int | None) -> Iterator[Gap]:
    statement = (
        select(KeyTask.id, KeyTask.number, KeyTask.text)
        .where(KeyTask.year == year, _KEY_TASK_LACKS[kind])
        .order_by(KeyTask.number)
        .limit(limit)
    )
    for row in session.execute(statement):
        yield Gap(kind, "key_task", row.id, f"{row.number}. {row.text[:30]}")


def _branch_tasks(
    session: Session, kind: str, year: int, today: date, limit: int | None
) -> Iterator[Gap]:
    statement = (
        select(BranchTask.id, BranchTask.deadline_on, KeyTask.number, KeyTask.text, Unit.name)
        .join(KeyTask, KeyTask.id == BranchTask.key_task_id)
        .join(Unit, Unit.id == BranchTask.unit_id)
        .where(KeyTask.year == year, _branch_task_lacks(today)[kind])
        .order_by(KeyTask.number, Unit.office_order, BranchTask.id)
        .limit(limit)
    )
    for row in session.execute(statement):
        subject = f"{row.name} · {row.number}. {row.text[:_CUT]}"
        days = (today - row.deadline_on).days if kind == "task_overdue" else None
        yield Gap(kind, "branch_task", row.id, subject, days)


TASKS = GapSource((*_KEY_TASK_LACKS, *_BRANCH_TASK_KINDS), _counts, _find)
