"""Branches that have not studied a document that was required of them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from deskapp.queries.study.expected import required
from deskapp.queries.study.outcomes import branch_outcomes
from deskapp.queries.study.planned import PlannedStudy, planned_studies
from deskapp.records.branch import Branch
from deskapp.records.document import Document
from deskapp.records.unit import Unit
from deskapp.rules.task_states import judged_on


@dataclass(frozen=True, slots=True)
class BranchNotStudied:
    """One branch and one document that it has not studied as a branch."""

    requirement_id: int
    document_id: int
    document: str
    due_on: date | None
    branch_id: int
    branch: str
    unit_id: int
    unit: str
    planned: PlannedStudy | None


def branches_not_studied(
    session: Session, year: int, as_of: date, *, only_due: bool = False
) -> list[BranchNotStudied]:
    """Return what branches have not studied by a day, the first due first, in office order.

    `only_due` leaves out what has its due day ahead, or today.
    """
    outcome = branch_outcomes(required(year, as_of), year, as_of).subquery().c
    statement = (
        select(
            outcome.requirement_id,
            outcome.document_id,
            Document.title,
            outcome.due_on,
            Branch.id.label("branch_id"),
            Branch.name,
            Unit.id,
            Unit.name,
        )
        .select_from(outcome.branch_id.table)
        .join(Document, Document.id == outcome.document_id)
        .join(Branch, Branch.id == outcome.branch_id)
        .join(Unit, Unit.id == Branch.unit_id)
        .where(outcome.studied_on.is_(None))
        .order_by(
            outcome.due_on.is_(None),
            outcome.due_on,
            outcome.requirement_id,
            Unit.office_order,
            Unit.id,
            Branch.office_order,
            Branch.id,
        )
    )
    if only_due:
        judged = judged_on(as_of, date.today())
        statement = statement.where(or_(outcome.due_on.is_(None), outcome.due_on < judged))
    planned = planned_studies(session, year)
    rows: Iterable[Any] = session.execute(statement)
    with_plans = ((*row, planned.get((row.branch_id, row.document_id))) for row in rows)
    return [BranchNotStudied(*values) for values in with_plans]
