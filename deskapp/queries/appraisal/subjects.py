"""Who is appraised: the units, or the branches, that existed in the year."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, or_, select
from sqlalchemy.orm import Session

from deskapp.queries.appraisal.schemes import SchemeRow
from deskapp.queries.office_order import BRANCH_ORDER, UNIT_ORDER
from deskapp.queries.vacancies import is_general_branch
from deskapp.records.branch import Branch
from deskapp.records.unit import Unit


@dataclass(frozen=True, slots=True)
class Subject:
    """A unit or a branch that a scheme appraises; `kind` is that of the unit.

    `short_name` is empty where there is none. No two of a scheme have the same name.
    """

    id: int
    name: str
    kind: str
    unit_id: int
    unit: str
    short_name: str = ""


def appraised_subjects(session: Session, scheme: SchemeRow) -> list[Subject]:
    """Return the units or branches that a scheme appraises, in office order.

    General branches are left out: their work is that of the branches under them.
    """
    statement: Any = _branches(scheme.year) if scheme.appraised == "branches" else _units()
    statement = statement.where(*_existed_in(scheme.year, Unit))
    if scheme.scope != "all":
        statement = statement.where(Unit.kind == scheme.scope)
    return [Subject(*row) for row in session.execute(statement)]


def _units() -> Any:
    return select(
        Unit.id, Unit.name, Unit.kind, Unit.id.label("unit_id"), Unit.name, Unit.short_name
    ).order_by(*UNIT_ORDER)


def _branches(year: int) -> Any:
    return (
        select(Branch.id, Branch.name, Unit.kind, Unit.id.label("unit_id"), Unit.name)
        .join(Unit, Unit.id == Branch.unit_id)
        .where(*_existed_in(year, Branch), ~is_general_branch(date(year, 12, 31)))
        .order_by(*BRANCH_ORDER)
    )


def _existed_in(year: int, record: Any) -> Sequence[ColumnElement[bool]]:
    return (
        or_(record.active_from.is_(None), record.active_from <= date(year, 12, 31)),
        or_(record.active_until.is_(None), record.active_until >= date(year, 1, 1)),
    )
