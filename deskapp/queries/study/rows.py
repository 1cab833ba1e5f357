"""The rows of the coverage grid by their names, in office order."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from typing import Any, NamedTuple

from sqlalchemy import and_, exists, false, select
from sqlalchemy.orm import Session

from deskapp.i18n import _
from deskapp.queries.office_order import BRANCH_ORDER, UNIT_ORDER
from deskapp.queries.people import OFFICE_ORDER
from deskapp.queries.periods import is_active, is_in_office
from deskapp.records.branch import Branch
from deskapp.records.person import RANKS, Person
from deskapp.records.unit import Unit

RowId = int | str


class RowName(NamedTuple):
    """One row before it has its cells."""

    id: RowId
    name: str
    unit_id: int | None
    unit: str


def rows_of(
    session: Session, by: str, as_of: date, *, unit_id: int | None, expected: Collection[RowId]
) -> list[RowName]:
    """Return who is there on a day, and of whom anything is expected, in office order.

    Units are those with anything expected, ranks all that there are.
    """
    if by == "ranks":
        return [RowName(code, name, None, "") for code, name in ranks_named().items()]
    statement = {"branches": _branches, "people": _people, "units": _units}[by](as_of)
    if unit_id is not None:
        statement = statement.where(Unit.id == unit_id)
    rows = session.connection().execute(statement)
    return [
        RowName(row_id, name, unit, unit_name)
        for row_id, name, unit, unit_name, is_there in rows
        if is_there or row_id in expected
    ]


def units_named(session: Session) -> dict[RowId, str]:
    """Return the names of the units by their ids, in office order."""
    statement = select(Unit.id, Unit.name).order_by(*UNIT_ORDER)
    rows = session.connection().execute(statement)
    return {row.id: row.name for row in rows}


def ranks_named() -> dict[RowId, str]:
    """Return the names of the ranks by their codes, from the highest down."""
    return {code: _(label) for code, label in RANKS.items()}


def _branches(as_of: date) -> Any:
    has_members = exists().where(Person.branch_id == Branch.id, is_in_office(Person, as_of))
    return (
        select(
            Branch.id,
            Branch.name,
            Unit.id,
            Unit.name,
            and_(is_active(Branch, as_of), has_members),
        )
        .join(Unit, Unit.id == Branch.unit_id)
        .order_by(*BRANCH_ORDER)
    )


def _people(as_of: date) -> Any:
    return (
        select(Person.id, Person.name, Unit.id, Unit.name, is_in_office(Person, as_of))
        .join(Unit, Unit.id == Person.unit_id)
        .order_by(*OFFICE_ORDER)
    )


def _units(_as_of: date) -> Any:
    return select(Unit.id, Unit.name, Unit.id, Unit.name, false()).order_by(*UNIT_ORDER)
