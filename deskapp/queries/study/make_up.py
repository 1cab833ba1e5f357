"""Absent and excused people who have not made up for what was studied without them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import exists, func, select
from sqlalchemy.orm import Session

from deskapp.i18n import _
from deskapp.queries.lists import matches
from deskapp.queries.office_order import PERSON_ORDER
from deskapp.records.branch import Branch
from deskapp.records.document import Document
from deskapp.records.meeting import AgendaDocument, AgendaItem, Attendance, Meeting
from deskapp.records.person import Person
from deskapp.records.study import StudyEntry
from deskapp.records.unit import Unit


@dataclass(frozen=True, slots=True)
class NotMadeUpRow:
    """One person who missed a meeting that studied documents; `documents` are their titles."""

    meeting_id: int
    meeting: str
    held_on: date
    person_id: int
    person: str
    unit: str
    branch: str | None
    state: str
    reason: str
    documents: str


def not_made_up(
    session: Session, year: int, as_of: date, *, unit_id: int | None = None, search: str = ""
) -> list[NotMadeUpRow]:
    """Return who was invited, absent or excused, and has no make-up study by a day.

    The earliest meeting comes first, its people in office order.
    """
    statement = (
        _missed(year, as_of)
        .where(matches(search, Person.name, Unit.name, Meeting.title, initials=[Person.initials]))
        .order_by(Meeting.held_on, Meeting.id, *PERSON_ORDER)
    )
    if unit_id is not None:
        statement = statement.where(Person.unit_id == unit_id)
    documents = documents_of_meetings(session, year)
    between = _(", ")
    titles = {key: between.join(t for t, _number in found) for key, found in documents.items()}
    rows = session.connection().execute(statement)
    return [NotMadeUpRow(*values) for values in ((*row, titles[row[0]]) for row in rows)]


def count_not_made_up(session: Session, year: int, as_of: date) -> int:
    """Return how many people have to make up for how many meetings, each pair counted."""
    return int(
        session.execute(select(func.count()).select_from(_missed(year, as_of).subquery())).scalar()
        or 0
    )


def _missed(year: int, as_of: date) -> Any:
    studying = select(AgendaItem.meeting_id).join(
        AgendaDocument, AgendaDocument.agenda_item_id == AgendaItem.id
    )
    made_up = exists().where(
        StudyEntry.meeting_id == Attendance.meeting_id,
        StudyEntry.person_id == Attendance.person_id,
        StudyEntry.studied_on <= as_of,
    )
    return (
        select(
            Meeting.id,
            Meeting.title,
            Meeting.held_on,
            Person.id,
            Person.name,
            Unit.name,
            Branch.name,
            Attendance.state,
            Attendance.reason,
        )
        .select_from(Attendance)
        .join(Meeting, Meeting.id == Attendance.meeting_id)
        .join(Person, Person.id == Attendance.person_id)
        .join(Unit, Unit.id == Person.unit_id)
        .outerjoin(Branch, Branch.id == Person.branch_id)
        .where(
            Meeting.year == year,
            Meeting.state != "planned",
            Meeting.held_on <= as_of,
            Attendance.invited,
            Attendance.state.in_(("absent", "excused")),
            Meeting.id.in_(studying),
            ~made_up,
        )
    )


def documents_of_meetings(session: Session, year: int) -> dict[int, list[tuple[str, str]]]:
    """Return title and number of the documents on the agendas of the year, by meeting's id."""
    statement = (
        select(AgendaItem.meeting_id, Document.title, Document.number)
        .join(AgendaDocument, AgendaDocument.agenda_item_id == AgendaItem.id)
        .join(Document, Document.id == AgendaDocument.document_id)
        .join(Meeting, Meeting.id == AgendaItem.meeting_id)
        .where(Meeting.year == year)
        .order_by(AgendaItem.meeting_id, AgendaItem.position, AgendaDocument.id)
    )
    found: dict[int, dict[tuple[str, str], None]] = {}
    for meeting_id, title, number in session.connection().execute(statement):
        found.setdefault(meeting_id, {})[title, number] = None
    return {meeting_id: list(documents) for meeting_id, documents in found.items()}
