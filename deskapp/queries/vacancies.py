"""Which posts that must be held nobody holds: on a day, and over a period."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from sqlalchemy import (
    ColumnElement,
    Date,
    Subquery,
    and_,
    exists,
    func,
    literal,
    or_,
    select,
    union_all,
)
from sqlalchemy.orm import Session, aliased

from deskapp.queries.office_order import BRANCH_ORDER
from deskapp.queries.periods import (
    earlier,
    is_active,
    is_in_office,
    is_in_post,
    last_day_in_post,
    later,
    touches,
)
from deskapp.records.appointment import REQUIRED_POSTS, Appointment
from deskapp.records.branch import Branch
from deskapp.records.person import Person
from deskapp.records.unit import Unit
from deskapp.rules.tenures import ONE_DAY, Period, gaps


@dataclass(frozen=True, slots=True)
class Vacancy:
    """A post of a branch that nobody holds, since when, and for how many days.

    Both are None where it is not known since when; the day asked about is one of the days.
    """

    branch_id: int
    branch: str
    unit_id: int
    unit: str
    post: str
    vacant_since: date | None
    days: int | None


@dataclass(frozen=True, slots=True)
class VacantPeriod:
    """A stretch of days on which a post of a branch was empty."""

    branch_id: int
    branch: str
    unit: str
    post: str
    period: Period
    is_open: bool  # the post is still empty at the end of the period asked about


_POSTS_OF_GENERAL_BRANCH = ("secretary",)


def exists_from(first: date) -> ColumnElement[Any]:
    """Return the first day, of those from `first` on, that a branch and its unit exist."""
    return later(later(literal(first, Date), Branch.active_from), Unit.active_from)


def exists_until(last: date) -> ColumnElement[Any]:
    """Return the last day, of those until `last`, that a branch and its unit exist."""
    return earlier(earlier(literal(last, Date), Branch.active_until), Unit.active_until)


def is_general_branch(day: Any) -> ColumnElement[bool]:
    """Return the condition that a branch stands over others on a day and has no members then.

    Such a general branch needs a secretary; its liaisons are those of the branches under it,
    and it would have nobody to name. Every other branch needs all required posts.
    """
    below = aliased(Branch)
    return and_(
        exists().where(below.parent_id == Branch.id, is_active(below, day)),
        ~exists().where(Person.branch_id == Branch.id, is_in_office(Person, day)),
    )


def needs(post: ColumnElement[str], day: Any) -> ColumnElement[bool]:
    """Return the condition that a branch must have somebody in a required post on a day."""
    return or_(post.in_(_POSTS_OF_GENERAL_BRANCH), ~is_general_branch(day))


def vacancies(session: Session, day: date, post: str | None = None) -> list[Vacancy]:
    """Return the required posts that nobody holds on a day, by branch in office order.

    Whoever left the office holds no post from the day after, ended or not.
    """
    wanted = [code for code in REQUIRED_POSTS if post in (None, code)]
    if not wanted:
        return []
    required = _as_rows(wanted)
    last_day = (
        select(func.max(last_day_in_post()))
        .select_from(Appointment)
        .join(Person, Person.id == Appointment.person_id)
        .where(
            Appointment.branch_id == Branch.id,
            Appointment.post == required.c.post,
            last_day_in_post() < day,
        )
        .correlate(Branch, required)
        .scalar_subquery()
    )
    is_held = exists().where(
        Appointment.branch_id == Branch.id, Appointment.post == required.c.post, is_in_post(day)
    )
    statement = (
        select(
            Branch.id, Branch.name, Unit.id, Unit.name,
            required.c.post, last_day, Branch.active_from, Unit.active_from,
        )
        .join(Unit, Unit.id == Branch.unit_id)
        .join(required, needs(required.c.post, day))
        .where(is_active(Branch, day), is_active(Unit, day), ~is_held)
        .order_by(*BRANCH_ORDER, required.c.place)
    )  # fmt: skip
    return [_vacancy(row, day) for row in session.execute(statement)]


def _as_rows(posts: Sequence[str]) -> Subquery:
    """Return posts as the rows of a subquery, with their place in the order."""
    rows = (
        select(literal(post).label("post"), literal(place).label("place"))
        for place, post in enumerate(posts)
    )
    return union_all(*rows).subquery("required")


def _vacancy(row: Sequence[Any], day: date) -> Vacancy:
    branch_id, branch, unit_id, unit, post, last_day, *began = row
    possible = [*began, None if last_day is None else last_day + ONE_DAY]
    since = max((one for one in possible if one is not None), default=None)
    days = None if since is None else Period(since, day).days
    return Vacancy(branch_id, branch, unit_id, unit, post, since, days)


def posts_needed(session: Session, branch_id: int, day: date) -> tuple[str, ...]:
    """Return the posts that a branch must have somebody in on a day; none where it is gone."""
    statement = select(is_general_branch(day)).where(Branch.id == branch_id)
    is_general = session.execute(statement).scalar()
    if is_general is None:
        return ()
    return _POSTS_OF_GENERAL_BRANCH if is_general else REQUIRED_POSTS


def general_branches(session: Session, day: date) -> set[int]:
    """Return the branches that on a day only stand over others."""
    return set(session.execute(select(Branch.id).where(is_general_branch(day))).scalars())


def vacant_periods(session: Session, first: date, last: date) -> list[VacantPeriod]:
    """Return every stretch of a period on which a required post was empty, in office order.

    A branch, and its unit, counts from its first day to its last; on that day it is told which
    posts it must fill. Whoever leaves the office leaves the post on the same day.
    """
    tenures = _tenures(session, first, last)
    return [
        found
        for branch in _branches(session, first, last)
        for post in REQUIRED_POSTS
        if not branch.is_general or post in _POSTS_OF_GENERAL_BRANCH
        for found in _gaps_of(branch, post, tenures.get((branch.id, post), []), last)
    ]


class _Branch(NamedTuple):
    id: int
    name: str
    unit: str
    is_general: bool
    first: date
    last: date


class _Tenure(NamedTuple):
    starts_on: date
    ends_on: date | None


def _gaps_of(
    branch: _Branch, post: str, tenures: list[_Tenure], last: date
) -> Iterator[VacantPeriod]:
    for gap in gaps(tenures, branch.first, branch.last):
        yield VacantPeriod(branch.id, branch.name, branch.unit, post, gap, gap.last == last)


def _branches(session: Session, first: date, last: date) -> Iterator[_Branch]:
    begins, ends = exists_from(first), exists_until(last)
    statement = (
        select(Branch.id, Branch.name, Unit.name, is_general_branch(ends), begins, ends)
        .join(Unit, Unit.id == Branch.unit_id)
        .where(begins <= ends)
        .order_by(*BRANCH_ORDER)
    )
    for branch_id, name, unit, is_general, *days in session.execute(statement):
        yield _Branch(branch_id, name, unit, bool(is_general), *days)


def _tenures(session: Session, first: date, last: date) -> dict[tuple[int, str], list[_Tenure]]:
    statement = (
        select(
            Appointment.branch_id, Appointment.post, Appointment.starts_on, last_day_in_post()
        )
        .join(Person, Person.id == Appointment.person_id)
        .where(Appointment.post.in_(REQUIRED_POSTS), touches(first, last))
    )  # fmt: skip
    found: dict[tuple[int, str], list[_Tenure]] = {}
    for branch_id, post, starts_on, ends_on in session.execute(statement):
        found.setdefault((branch_id, post), []).append(_Tenure(starts_on, ends_on))
    return found
