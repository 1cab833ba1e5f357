"""Lists of branches."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session, aliased

from deskapp.queries.lists import Order, in_order, matches
from deskapp.records.branch import Branch
from deskapp.records.person import Person
from deskapp.records.unit import Unit


@dataclass(frozen=True, slots=True)
class BranchRow:
    """One branch as a list shows it."""

    id: int
    office_order: int
    name: str
    unit_id: int
    unit: str
    parent: str | None
    active_from: date | None
    active_until: date | None
    people: int


def list_branches(
    session: Session,
    search: str = "",
    *,
    unit_id: int | None = None,
    order: Order | None = None,
) -> list[BranchRow]:
    """Return the branches in office order, found by name, unit or initials."""
    parent = aliased(Branch)
    people = select(func.count()).where(Person.branch_id == Branch.id).scalar_subquery()
    columns = {
        "office_order": Branch.office_order,
        "name": Branch.name,
        "unit_id": Branch.unit_id,
        "unit": Unit.name,
        "parent": parent.name,
        "active_from": Branch.active_from,
        "active_until": Branch.active_until,
        "people": people,
    }
    statement = (
        select(Branch.id, *columns.values())
        .join(Unit, Unit.id == Branch.unit_id)
        .outerjoin(parent, parent.id == Branch.parent_id)
        .where(matches(search, Branch.name, Unit.name, initials=[Branch.initials, Unit.initials]))
    )
    if unit_id is not None:
        statement = statement.where(Branch.unit_id == unit_id)
    statement = in_order(statement, order, columns, [Branch.office_order, Branch.id])
    return [BranchRow(*row) for row in session.execute(statement)]
