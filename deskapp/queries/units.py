"""Lists of units."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session

from deskapp.queries.lists import Order, in_order, matches
from deskapp.queries.office_order import UNIT_ORDER
from deskapp.records.branch import Branch
from deskapp.records.person import Person
from deskapp.records.unit import Unit


@dataclass(frozen=True, slots=True)
class UnitRow:
    """One unit as a list shows it."""

    id: int
    office_order: int
    name: str
    short_name: str
    kind: str
    active_from: date | None
    active_until: date | None
    branches: int
    people: int


def list_units(
    session: Session,
    search: str = "",
    *,
    kind: str | None = None,
    active_on: date | None = None,
    order: Order | None = None,
) -> list[UnitRow]:
    """Return the units in office order, found by name, short name or initials."""
    branches = select(func.count()).where(Branch.unit_id == Unit.id).scalar_subquery()
    people = select(func.count()).where(Person.unit_id == Unit.id).scalar_subquery()
    columns = {
        "office_order": Unit.office_order,
        "name": Unit.name,
        "short_name": Unit.short_name,
        "kind": Unit.kind,
        "active_from": Unit.active_from,
        "active_until": Unit.active_until,
        "branches": branches,
        "people": people,
    }
    statement = select(Unit.id, *columns.values()).where(
        matches(search, Unit.name, Unit.short_name, initials=[Unit.initials])
    )
    if kind is not None:
        statement = statement.where(Unit.kind == kind)
    if active_on is not None:
        statement = statement.where(
            or_(Unit.active_from.is_(None), Unit.active_from <= active_on),
            or_(Unit.active_until.is_(None), Unit.active_until >= active_on),
        )
    statement = in_order(statement, order, columns, list(UNIT_ORDER))
    return [UnitRow(*row) for row in session.execute(statement)]
