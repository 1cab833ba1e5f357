"""The study ledger: each study of the year with who led it, who came and who made up for it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, time

from sqlalchemy import select
from sqlalchemy.orm import Session

from deskapp.queries.lists import Order
from deskapp.queries.meetings import list_meetings
from deskapp.queries.study.make_up import documents_of_meetings
from deskapp.queries.study.years import STUDY_KINDS
from deskapp.queries.year_rows import absentees_by_meeting
from deskapp.records.meeting import Meeting
from deskapp.records.person import Person
from deskapp.records.study import StudyEntry


@dataclass(frozen=True, slots=True)
class StudyLedgerRow:
    """One meeting that studied.

    `documents` are titles with numbers, `absentees` names with state and reason, `made_up`
    names with the day.
    """

    meeting_id: int
    title: str
    kind: str
    held_on: date
    starts_at: time | None
    ends_at: time | None
    place: str
    host: str | None
    documents: tuple[tuple[str, str], ...]
    presider: str | None
    expected: int
    present: int
    absentees: tuple[tuple[str, str, str], ...]
    made_up: tuple[tuple[str, date], ...]
    recorder: str | None
    outsiders: int


def study_ledger(session: Session, year: int, as_of: date) -> list[StudyLedgerRow]:
    """Return the studies held by a day, the earliest first.

    These are the meetings with documents on their agenda, and all branch and theory studies
    and training seminars.
    """
    documents = documents_of_meetings(session, year)
    absentees = absentees_by_meeting(session, year)
    made_up = _made_up_by_meeting(session, year, as_of)
    return [
        StudyLedgerRow(
            meeting_id=meeting.id,
            title=meeting.title,
            kind=meeting.kind,
            held_on=meeting.held_on,
            starts_at=meeting.starts_at,
            ends_at=meeting.ends_at,
            place=meeting.place,
            host=meeting.host,
            documents=tuple(documents.get(meeting.id, ())),
            presider=meeting.presider,
            expected=meeting.expected,
            present=meeting.present,
            absentees=tuple(absentees.get(meeting.id, ())),
            made_up=tuple(made_up.get(meeting.id, ())),
            recorder=meeting.recorder,
            outsiders=meeting.outsiders,
        )
        for meeting in list_meetings(session, year=year, order=Order("held_on"))
        if meeting.held_on is not None
        and meeting.held_on <= as_of
        and meeting.state != "planned"
        and (meeting.id in documents or meeting.kind in STUDY_KINDS)
    ]


def _made_up_by_meeting(
    session: Session, year: int, as_of: date
) -> dict[int, list[tuple[str, date]]]:
    statement = (
        select(Meeting.id, Person.name, StudyEntry.studied_on)
        .join(StudyEntry, StudyEntry.meeting_id == Meeting.id)
        .join(Person, Person.id == StudyEntry.person_id)
        .where(Meeting.year == year, StudyEntry.studied_on <= as_of)
        .order_by(StudyEntry.studied_on, StudyEntry.id)
    )
    found: dict[int, list[tuple[str, date]]] = {}
    for meeting_id, name, day in session.connection().execute(statement):
        found.setdefault(meeting_id, []).append((name, day))
    return found
