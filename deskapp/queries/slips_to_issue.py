"""The branch tasks that slips are about to be issued for, as a person tells them apart."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import exists, func, select
from sqlalchemy.orm import Session

from deskapp.database.bulk import batched_ids
from deskapp.queries.due_tasks import is_overdue
from deskapp.queries.office_order import UNIT_ORDER
from deskapp.queries.unit_names import SHORT_UNIT
from deskapp.records.branch import Branch
from deskapp.records.supervision import SupervisionSlip
from deskapp.records.task import BranchTask, KeyTask
from deskapp.records.unit import Unit
from deskapp.rules.task_states import OPEN_STATES


@dataclass(frozen=True, slots=True)
class CarriersOfTask:
    """A key task, and the units and branches that carry it, in office order."""

    number: int
    text: str
    carriers: Sequence[str]


def overdue_without_slip(session: Session, year: int, today: date) -> list[int]:
    """Return the overdue branch tasks of a year that no slip was issued for, in their order."""
    has_slip = exists().where(SupervisionSlip.branch_task_id == BranchTask.id)
    statement = (
        select(BranchTask.id)
        .join(KeyTask, KeyTask.id == BranchTask.key_task_id)
        .join(Unit, Unit.id == BranchTask.unit_id)
        .where(KeyTask.year == year, is_overdue(today), ~has_slip)
        .order_by(KeyTask.number, Unit.office_order, BranchTask.id)
    )
    return list(session.execute(statement).scalars())


def carriers_to_urge(session: Session, branch_task_ids: Sequence[int]) -> list[CarriersOfTask]:
    """Return who carries those of the branch tasks that are open, by key task.

    The others are done or cancelled: no slip is issued for them.
    """
    found: dict[tuple[int, str], list[str]] = {}
    for chunk in batched_ids(branch_task_ids):
        statement = (
            select(KeyTask.number, KeyTask.text, func.coalesce(Branch.name, SHORT_UNIT))
            .select_from(BranchTask)
            .join(KeyTask, KeyTask.id == BranchTask.key_task_id)
            .join(Unit, Unit.id == BranchTask.unit_id)
            .outerjoin(Branch, Branch.id == BranchTask.branch_id)
            .where(BranchTask.id.in_(chunk), BranchTask.state.in_(OPEN_STATES))
            .order_by(KeyTask.number, *UNIT_ORDER, BranchTask.id)
        )
        for number, text, carrier in session.execute(statement):
            found.setdefault((number, text), []).append(carrier)
    return [CarriersOfTask(*task, carriers) for task, carriers in sorted(found.items())]
