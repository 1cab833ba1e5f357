"""Lists of people, found by name, pinyin or initials."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Select, func, or_, select
from sqlalchemy.orm import Session

from deskapp.queries.lists import Order, in_order, matches
from deskapp.queries.office_order import PERSON_ORDER
from deskapp.records.branch import Branch
from deskapp.records.person import Person
from deskapp.records.unit import Unit


@dataclass(frozen=True, slots=True)
class PersonRow:
    """One person as a list shows them."""

    id: int
    name: str
    unit_id: int
    unit: str
    branch: str | None
    post: str
    rank: str
    is_top_leader: bool
    joined: date | None
    left: date | None
    pinyin: str
    initials: str


_COLUMNS: dict[str, Any] = {
    "name": Person.name,
    "unit_id": Person.unit_id,
    "unit": Unit.name,
    "branch": Branch.name,
    "post": Person.post,
    "rank": Person.rank,
    "is_top_leader": Person.is_top_leader,
    "joined": Person.joined,
    "left": Person.left,
    "pinyin": Person.pinyin,
    "initials": Person.initials,
}
# Sorting by name means by its reading: neither SQLite nor the system sorts surnames right.
_SORTED_BY = {**_COLUMNS, "name": Person.pinyin, "unit": Unit.office_order}
OFFICE_ORDER = list(PERSON_ORDER)


def list_people(
    session: Session,
    search: str = "",
    *,
    unit_id: int | None = None,
    branch_id: int | None = None,
    rank: str | None = None,
    top_leaders: bool = False,
    active_on: date | None = None,
    order: Order | None = None,
    offset: int = 0,
    limit: int | None = None,
) -> list[PersonRow]:
    """Return a page of the people in office order; `limit` None means all of them."""
    statement = _filtered(
        select(Person.id, *_COLUMNS.values()),
        search,
        unit_id=unit_id,
        branch_id=branch_id,
        rank=rank,
        top_leaders=top_leaders,
        active_on=active_on,
    )
    statement = in_order(statement, order, _SORTED_BY, OFFICE_ORDER)
    rows = session.execute(statement.offset(offset).limit(limit))
    return [PersonRow(*row) for row in rows]


def count_people(session: Session, search: str = "", **filters: Any) -> int:
    """Return how many people `list_people` would return with the same filters."""
    statement = _filtered(select(func.count(Person.id)), search, **filters)
    return int(session.execute(statement).scalar_one())


def _filtered(
    statement: Select[Any],
    search: str,
    *,
    unit_id: int | None = None,
    branch_id: int | None = None,
    rank: str | None = None,
    top_leaders: bool = False,
    active_on: date | None = None,
) -> Select[Any]:
    statement = (
        statement.select_from(Person)
        .join(Unit, Unit.id == Person.unit_id)
        .outerjoin(Branch, Branch.id == Person.branch_id)
        .where(_is_searched(search))
    )
    if unit_id is not None:
        statement = statement.where(Person.unit_id == unit_id)
    if branch_id is not None:
        statement = statement.where(Person.branch_id == branch_id)
    if rank is not None:
        statement = statement.where(Person.rank == rank)
    if top_leaders:
        statement = statement.where(Person.is_top_leader)
    if active_on is not None:
        statement = statement.where(
            or_(Person.joined.is_(None), Person.joined <= active_on),
            or_(Person.left.is_(None), Person.left >= active_on),
        )
    return statement


def _is_searched(search: str) -> ColumnElement[bool]:
    """Find people by name, zhangsan, zhang san, zs, unit or post."""
    together = func.replace(Person.pinyin, " ", "")
    words = matches(
        search, Person.name, together, Unit.name, Person.post, initials=[Person.initials]
    )
    return or_(words, Person.pinyin.istartswith(search, autoescape=True)) if search else words


def names_of_people(session: Session, ids: Sequence[int]) -> dict[int, str]:
    """Return the names of a few people by id."""
    statement = select(Person.id, Person.name).where(Person.id.in_(ids))
    return {row.id: row.name for row in session.execute(statement)}
