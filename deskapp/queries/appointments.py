"""Who holds which post of a branch: lists, the roster of a day, the terms that end soon."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Select, case, exists, func, select
from sqlalchemy.orm import Session, aliased

from deskapp.queries.facts import working_day
from deskapp.queries.lists import Order, in_order, matches
from deskapp.queries.office_order import BRANCH_ORDER
from deskapp.queries.periods import in_force, is_in_post, touches
from deskapp.queries.vacancies import Vacancy as Vacancy
from deskapp.queries.vacancies import vacancies as vacancies
from deskapp.records.appointment import POSTS, Appointment
from deskapp.records.branch import Branch
from deskapp.records.person import Person
from deskapp.records.unit import Unit

SOON_DAYS = 90


@dataclass(frozen=True, slots=True)
class AppointmentRow:
    """One appointment as a list shows it, with the person's own post and last day in the office."""

    id: int
    version: int
    branch_id: int
    branch: str
    unit_id: int
    unit: str
    post: str
    title: str
    person_id: int
    person: str
    starts_on: date
    ends_on: date | None
    document_number: str
    person_post: str
    person_left: date | None

    @property
    def outlasts_person(self) -> bool:
        """Return whether it goes on although the person left the office."""
        left = self.person_left
        return left is not None and (self.ends_on is None or self.ends_on > left)

    @property
    def last_day(self) -> date | None:
        """Return the last day in post: of the term, or of the person in the office."""
        return self.person_left if self.outlasts_person else self.ends_on


_COLUMNS: dict[str, Any] = {
    "version": Appointment.version,
    "branch_id": Branch.id,
    "branch": Branch.name,
    "unit_id": Unit.id,
    "unit": Unit.name,
    "post": Appointment.post,
    "title": Appointment.title,
    "person_id": Person.id,
    "person": Person.name,
    "starts_on": Appointment.starts_on,
    "ends_on": Appointment.ends_on,
    "document_number": Appointment.document_number,
    "person_post": Person.post,
    "person_left": Person.left,
}
POST_ORDER = case({code: place for place, code in enumerate(POSTS)}, value=Appointment.post)
OFFICE_ORDER = [
    *BRANCH_ORDER,
    POST_ORDER, Appointment.starts_on, Appointment.id,
]  # fmt: skip
# Whatever a column shows is sorted as the office has it; names by their reading.
_SORTED_BY = {
    **_COLUMNS,
    "branch": Branch.office_order,
    "unit": Unit.office_order,
    "post": POST_ORDER,
    "person": Person.pinyin,
}


def list_appointments(
    session: Session,
    search: str = "",
    *,
    day: date | None = None,
    post: str | None = None,
    unit_id: int | None = None,
    branch_id: int | None = None,
    order: Order | None = None,
    offset: int = 0,
    limit: int | None = None,
) -> list[AppointmentRow]:
    """Return a page of the appointments in office order; with a day who is in post on it.

    They are found by the names of person, branch and unit, by initials and by document number.
    """
    statement = _filtered(
        select(Appointment.id, *_COLUMNS.values()),
        search,
        day=day,
        post=post,
        unit_id=unit_id,
        branch_id=branch_id,
    )
    statement = in_order(statement, order, _SORTED_BY, OFFICE_ORDER)
    rows = session.execute(statement.offset(offset).limit(limit))
    return [AppointmentRow(*row) for row in rows]


def count_appointments(session: Session, search: str = "", **filters: Any) -> int:
    """Return how many rows `list_appointments` would return with the same filters."""
    statement = _filtered(select(func.count(Appointment.id)), search, **filters)
    return int(session.execute(statement).scalar_one())


def _filtered(
    statement: Select[Any],
    search: str,
    *,
    day: date | None = None,
    post: str | None = None,
    unit_id: int | None = None,
    branch_id: int | None = None,
) -> Select[Any]:
    statement = _joined(statement).where(
        matches(
            search,
            Person.name, Branch.name, Unit.name, Appointment.title, Appointment.document_number,
            initials=[Person.initials, Branch.initials, Unit.initials],
        )
    )  # fmt: skip
    if day is not None:
        statement = statement.where(is_in_post(day))
    if post is not None:
        statement = statement.where(Appointment.post == post)
    if unit_id is not None:
        statement = statement.where(Branch.unit_id == unit_id)
    if branch_id is not None:
        statement = statement.where(Appointment.branch_id == branch_id)
    return statement


def _joined(statement: Select[Any]) -> Select[Any]:
    return (
        statement.select_from(Appointment)
        .join(Branch, Branch.id == Appointment.branch_id)
        .join(Unit, Unit.id == Branch.unit_id)
        .join(Person, Person.id == Appointment.person_id)
    )


def roster(session: Session, day: date) -> list[AppointmentRow]:
    """Return who is in post on a day in office order; whoever left the office is not."""
    return list_appointments(session, day=day)


def tenures_of_branch(session: Session, branch_id: int) -> list[AppointmentRow]:
    """Return all appointments of a branch, by post and from the earliest on."""
    return list_appointments(session, branch_id=branch_id)


def appointments_of_period(session: Session, first: date, last: date) -> list[AppointmentRow]:
    """Return the appointments that were in force on any day of a period, in office order."""
    statement = (
        _joined(select(Appointment.id, *_COLUMNS.values()))
        .where(touches(first, last))
        .order_by(*OFFICE_ORDER)
    )
    return [AppointmentRow(*row) for row in session.execute(statement)]


def has_successor() -> ColumnElement[bool]:
    """Return the condition that somebody is appointed to the same post after the term's end."""
    later = aliased(Appointment)
    return exists().where(
        later.branch_id == Appointment.branch_id,
        later.post == Appointment.post,
        later.starts_on > Appointment.ends_on,
    )


def ending_soon(session: Session, day: date, within: int = SOON_DAYS) -> list[AppointmentRow]:
    """Return the appointments in force whose last day is near and that nobody follows yet.

    The next to end comes first.
    """
    statement = (
        _joined(select(Appointment.id, *_COLUMNS.values()))
        .where(
            is_in_post(day),
            Appointment.ends_on <= day + timedelta(days=within),
            ~has_successor(),
        )
        .order_by(Appointment.ends_on, *OFFICE_ORDER)
    )
    return [AppointmentRow(*row) for row in session.execute(statement)]


def held_after_leaving(session: Session, day: date) -> list[AppointmentRow]:
    """Return the appointments in force of people who had left the office by a day."""
    statement = (
        _joined(select(Appointment.id, *_COLUMNS.values()))
        .where(in_force(day), Person.left < day)
        .order_by(*OFFICE_ORDER)
    )
    return [AppointmentRow(*row) for row in session.execute(statement)]


def years_of_appointments(session: Session) -> list[int]:
    """Return the years since the first appointment began, the latest first."""
    first = session.execute(select(func.min(Appointment.starts_on))).scalar()
    if first is None:
        return []
    last = max(working_day(session, date.max.year).year, first.year)
    return list(range(last, first.year - 1, -1))
