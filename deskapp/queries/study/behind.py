"""What is behind a cell of the coverage: the records, and the people of whom there are none."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

from sqlalchemy import CTE, Select, and_, case, literal, null, or_, select, union_all
from sqlalchemy.orm import Session

from deskapp.queries.office_order import PERSON_ORDER
from deskapp.queries.study.expected import (
    OF_BRANCHES,
    OF_EVERYBODY,
    expected_branches,
    expected_people,
    required,
)
from deskapp.queries.study.outcomes import people_outcomes
from deskapp.queries.study.studied import CAME, WHO_CAME, documents_at_meetings
from deskapp.records.branch import Branch
from deskapp.records.document import Document
from deskapp.records.meeting import Attendance, Meeting
from deskapp.records.person import Person
from deskapp.records.study import StudyEntry, StudyRequirement
from deskapp.records.unit import Unit


@dataclass(frozen=True, slots=True)
class StudyEvent:
    """One time that a branch or a person studied a document, and the record that says so.

    `branch` is that of the meeting's host, or of the person.
    """

    kind: Literal["meeting", "make_up", "self_study"]
    table: str
    record_id: int
    title: str
    person_id: int | None
    person: str | None
    branch: str | None
    studied_on: date
    note: str


@dataclass(frozen=True, slots=True)
class PersonMissing:
    """One person who has not studied what was required."""

    person_id: int
    person: str
    unit: str
    branch: str | None
    post: str


def records_behind(
    session: Session,
    year: int,
    as_of: date,
    requirement_id: int,
    *,
    branch_id: int | None = None,
    person_id: int | None = None,
    rank: str | None = None,
    unit_id: int | None = None,
) -> list[StudyEvent]:
    """Return the records behind a cell, the earliest first.

    For branches and units that answer as a whole these are the meetings of the branches, else
    what each of the expected people studied.
    """
    asked = required(year, as_of, requirement_id=requirement_id)
    at_meetings = documents_at_meetings(asked, year, as_of)
    answers_as_branch = person_id is None and rank is None
    if answers_as_branch and _audience(session, requirement_id) in OF_BRANCHES:
        statement = _meetings_of_branches(asked, at_meetings, branch_id, unit_id)
    else:
        expected = expected_people(asked, OF_EVERYBODY).cte()
        chosen = select(expected.c.person_id).where(
            *_equal(
                (expected.c.person_id, person_id),
                (expected.c.rank, rank),
                (expected.c.branch_id, branch_id),
                (expected.c.unit_id, unit_id),
            )
        )
        statement = _events_of_people(asked, at_meetings, year, as_of, chosen)
    events = statement.subquery().c
    ordered = select(*events).order_by(events.studied_on, events.record_id, events.person_id)
    return [StudyEvent(*row) for row in session.execute(ordered)]


def _audience(session: Session, requirement_id: int) -> str | None:
    requirement = StudyRequirement
    statement = select(requirement.audience).where(requirement.id == requirement_id)
    return session.execute(statement).scalar()


def _equal(*pairs: tuple[Any, Any]) -> Iterable[Any]:
    """Yield the conditions that columns have the values that are given."""
    return [column == value for column, value in pairs if value is not None]


def _meetings_of_branches(
    required: CTE, at_meetings: CTE, branch_id: int | None, unit_id: int | None
) -> Any:
    expected = expected_branches(required).subquery().c
    chosen = select(expected.branch_id).where(
        *_equal((expected.branch_id, branch_id), (expected.unit_id, unit_id))
    )
    return (
        select(
            literal("meeting").label("kind"),
            literal("meeting").label("table"),
            Meeting.id.label("record_id"),
            Meeting.title.label("title"),
            null().label("person_id"),
            null().label("person"),
            Branch.name.label("branch"),
            Meeting.held_on.label("studied_on"),
            literal("").label("note"),
        )
        .select_from(Meeting)
        .join(Branch, Branch.id == Meeting.host_branch_id)
        .where(
            Meeting.id.in_(select(at_meetings.c.meeting_id)),
            Meeting.host_branch_id.in_(chosen),
        )
    )


def _events_of_people(
    required: CTE, at_meetings: CTE, year: int, as_of: date, chosen: Select[Any]
) -> Any:
    return union_all(
        _came(at_meetings, chosen), _entries(required, at_meetings, year, as_of, chosen)
    )


def _came(at_meetings: CTE, chosen: Select[Any]) -> Any:
    return (
        select(
            literal("meeting").label("kind"),
            literal("meeting").label("table"),
            Meeting.id.label("record_id"),
            Meeting.title.label("title"),
            Person.id.label("person_id"),
            Person.name.label("person"),
            Branch.name.label("branch"),
            Meeting.held_on.label("studied_on"),
            literal("").label("note"),
        )
        .select_from(Attendance)
        .join(Meeting, Meeting.id == Attendance.meeting_id)
        .join(Person, Person.id == WHO_CAME)
        .outerjoin(Branch, Branch.id == Person.branch_id)
        .where(Meeting.id.in_(select(at_meetings.c.meeting_id)), CAME, Person.id.in_(chosen))
        .distinct()
    )


def _entries(required: CTE, at_meetings: CTE, year: int, as_of: date, chosen: Select[Any]) -> Any:
    made_up = StudyEntry.meeting_id.in_(select(at_meetings.c.meeting_id))
    alone = and_(
        StudyEntry.document_id.in_(select(required.c.document_id)),
        StudyEntry.studied_on.between(date(year, 1, 1), date(year, 12, 31)),
    )
    return (
        select(
            case((StudyEntry.meeting_id.is_not(None), "make_up"), else_="self_study"),
            literal("study_entry"),
            StudyEntry.id,
            case((StudyEntry.meeting_id.is_not(None), Meeting.title), else_=Document.title),
            Person.id,
            Person.name,
            Branch.name,
            StudyEntry.studied_on,
            StudyEntry.note,
        )
        .select_from(StudyEntry)
        .join(Person, Person.id == StudyEntry.person_id)
        .outerjoin(Branch, Branch.id == Person.branch_id)
        .outerjoin(Meeting, Meeting.id == StudyEntry.meeting_id)
        .outerjoin(Document, Document.id == StudyEntry.document_id)
        .where(StudyEntry.studied_on <= as_of, or_(made_up, alone), Person.id.in_(chosen))
    )


def people_missing(
    session: Session,
    year: int,
    as_of: date,
    requirement_id: int,
    *,
    branch_id: int | None = None,
    unit_id: int | None = None,
    rank: str | None = None,
) -> list[PersonMissing]:
    """Return who was expected to study and has not by a day, in office order.

    Of a requirement of branches these are the members of the expected branches.
    """
    asked = required(year, as_of, requirement_id=requirement_id)
    outcome = people_outcomes(asked, year, as_of, OF_EVERYBODY).subquery().c
    statement = (
        select(Person.id, Person.name, Unit.name, Branch.name, Person.post)
        .select_from(Person)
        .join(Unit, Unit.id == Person.unit_id)
        .outerjoin(Branch, Branch.id == Person.branch_id)
        .join(outcome.person_id.table, outcome.person_id == Person.id)
        .where(
            outcome.studied_on.is_(None),
            *_equal((Person.branch_id, branch_id), (Person.unit_id, unit_id), (Person.rank, rank)),
        )
        .order_by(*PERSON_ORDER)
    )
    return [PersonMissing(*row) for row in session.execute(statement)]
