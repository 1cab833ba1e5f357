"""Enter what people studied outside meetings: made up for one, or a document alone."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import NoReturn

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from deskapp.database import delete_rows, insert_rows, name_action
from deskapp.database.bulk import batched_ids
from deskapp.dates import shown_date
from deskapp.errors import FieldProblems, LedgerError
from deskapp.i18n import N_, _
from deskapp.records.document import Document
from deskapp.records.meeting import Attendance, Meeting
from deskapp.records.person import Person
from deskapp.records.study import STUDY_ENTRY_FIELDS, StudyEntry
from deskapp.usecases.saving import existing

_NOTE = next(field for field in STUDY_ENTRY_FIELDS if field.name == "note")


def make_up_study(
    session: Session, pairs: Sequence[tuple[int, int]], studied_on: date | None, note: str = ""
) -> int:
    """Enter that people (person id, meeting id) made up for meetings; return how many were new.

    Who has made up for a meeting already is passed over. Raises FieldProblems for a day before
    one of the meetings or after today, LedgerError for somebody who did not miss a meeting.
    """
    if not pairs:
        raise LedgerError(_("Choose at least one person."))
    day = _checked(studied_on, note)
    new = _not_there_yet(session, list(dict.fromkeys(pairs)))
    _refuse_who_missed_nothing(session, new)
    _refuse_before_meeting(session, {meeting_id for _person, meeting_id in new}, day)
    name_action(session, N_("Enter make-up study of {number} people"), number=len(new))
    rows = [
        {"person_id": person_id, "meeting_id": meeting_id, "studied_on": day, "note": note}
        for person_id, meeting_id in new
    ]
    return len(insert_rows(session, StudyEntry, rows))


def enter_self_study(
    session: Session,
    person_ids: Sequence[int],
    document_id: int | None,
    studied_on: date | None,
    note: str = "",
) -> int:
    """Enter that people studied a document alone on a day; return how many were new.

    Raises FieldProblems where the document is missing, or the day missing or after today.
    """
    if not person_ids:
        raise LedgerError(_("Choose at least one person."))
    if document_id is None:
        _complain("document_id", _("Choose the document that was studied."))
    day = _checked(studied_on, note)
    document = existing(session, Document, document_id)
    there = select(StudyEntry.person_id).where(
        StudyEntry.document_id == document_id, StudyEntry.studied_on == day
    )
    known = set(session.execute(there).scalars())
    new = [person_id for person_id in dict.fromkeys(person_ids) if person_id not in known]
    name_action(
        session,
        N_("Enter self study of “{document}” for {number} people"),
        document=document.title,
        number=len(new),
    )
    rows = [
        {"person_id": person_id, "document_id": document_id, "studied_on": day, "note": note}
        for person_id in new
    ]
    return len(insert_rows(session, StudyEntry, rows))


def delete_study_entries(session: Session, entry_ids: Sequence[int]) -> int:
    """Delete make-up and self studies; return how many."""
    name_action(session, N_("Delete {number} study entries"), number=len(entry_ids))
    return delete_rows(session, StudyEntry, entry_ids)


def _checked(studied_on: date | None, note: str) -> date:
    if complaint := _NOTE.complaint(note):
        _complain("note", complaint)
    if studied_on is None:
        _complain("studied_on", _("Enter the day of the study."))
    if studied_on > date.today():
        _complain("studied_on", _("This day is still to come."))
    return studied_on


def _not_there_yet(session: Session, pairs: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    there: set[tuple[int, int]] = set()
    for chunk in batched_ids(list({meeting_id for _person, meeting_id in pairs})):
        statement = select(StudyEntry.person_id, StudyEntry.meeting_id).where(
            StudyEntry.meeting_id.in_(chunk)
        )
        there |= {(row.person_id, row.meeting_id or 0) for row in session.execute(statement)}
    return [pair for pair in pairs if pair not in there]


def _refuse_who_missed_nothing(session: Session, pairs: Sequence[tuple[int, int]]) -> None:
    """Refuse who was not invited to a meeting, or is not marked as absent or excused there."""
    missed: set[tuple[int, int]] = set()
    for chunk in batched_ids(list({meeting_id for _person, meeting_id in pairs})):
        statement = select(Attendance.person_id, Attendance.meeting_id).where(
            Attendance.meeting_id.in_(chunk),
            Attendance.invited,
            Attendance.state.in_(("absent", "excused")),
        )
        missed |= {(row.person_id, row.meeting_id) for row in session.execute(statement)}
    for person_id, meeting_id in pairs:
        if (person_id, meeting_id) not in missed:
            raise LedgerError(
                _("{name} did not miss “{meeting}” and has nothing to make up for.").format(
                    name=existing(session, Person, person_id).name,
                    meeting=existing(session, Meeting, meeting_id).title,
                ),
                _("Only who was invited and is marked as absent or excused makes up for it."),
            )


def _refuse_before_meeting(session: Session, meeting_ids: set[int], day: date) -> None:
    for chunk in batched_ids(list(meeting_ids)):
        latest = session.execute(
            select(func.max(Meeting.held_on)).where(Meeting.id.in_(chunk))
        ).scalar()
        if latest is not None and day < latest:
            _complain(
                "studied_on",
                _("A meeting to make up for was held on {date}, after this day.").format(
                    date=shown_date(latest)
                ),
            )


def _complain(field: str, complaint: str) -> NoReturn:
    raise FieldProblems(complaint, {field: complaint})
