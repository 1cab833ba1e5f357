"""Plan, hold, close, reopen, duplicate and delete meetings."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, time

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from deskapp.database import delete_rows, insert_rows, name_action
from deskapp.dates import shown_date
from deskapp.errors import FieldProblems, LedgerError
from deskapp.i18n import N_, _
from deskapp.queries.completeness import missing_in_meeting
from deskapp.records.attachment import Attachment
from deskapp.records.meeting import (
    MEETING_FIELDS,
    AgendaDocument,
    AgendaItem,
    Attendance,
    Decision,
    Meeting,
)
from deskapp.records.person import Person
from deskapp.records.practice import PracticeMeeting
from deskapp.records.study import StudyEntry
from deskapp.records.task import KeyTask
from deskapp.usecases.saving import check, existing, name_deletion, open_draft, save_draft


@dataclass(slots=True)
class MeetingDraft:
    """What the form of a meeting edits: its basic facts and minutes."""

    id: int | None = None
    version: int = 0
    year: int | None = None
    kind: str | None = "work"
    title: str = ""
    held_on: date | None = None
    starts_at: time | None = None
    ends_at: time | None = None
    place: str = ""
    host_unit_id: int | None = None
    host_branch_id: int | None = None
    presider_id: int | None = None
    recorder_id: int | None = None
    outsiders: int | None = 0
    minutes: str = ""


def open_meeting(session: Session, meeting_id: int) -> MeetingDraft:
    """Return the draft of a meeting."""
    return open_draft(session, MeetingDraft, Meeting, meeting_id)


def save_meeting(session: Session, draft: MeetingDraft) -> int:
    """Save the basic facts and minutes of a meeting; return its id."""
    draft = replace(draft, outsiders=draft.outsiders or 0)
    if draft.year is None and draft.held_on:
        draft.year = draft.held_on.year
    more = {}
    if draft.starts_at and draft.ends_at and draft.ends_at < draft.starts_at:
        more["ends_at"] = _("The end lies before the start.")
    if draft.held_on and draft.year != draft.held_on.year:
        more["year"] = _("The meeting is dated {date}, in another year.").format(
            date=shown_date(draft.held_on)
        )
    check(MEETING_FIELDS, draft, more)
    if draft.id is not None:
        open_for_changes(session, draft.id)
    name_action(session, N_("Save meeting {title}"), title=draft.title)
    meeting = save_draft(session, Meeting, MEETING_FIELDS, draft)
    session.flush()
    return meeting.id


def open_for_changes(session: Session, meeting_id: int) -> Meeting:
    """Return a meeting that may be changed; refuse one that is closed."""
    meeting = existing(session, Meeting, meeting_id)
    if meeting.state == "closed":
        raise closed_meeting(meeting.title)
    return meeting


def closed_meeting(title: str) -> LedgerError:
    """Return the refusal to change a closed meeting."""
    return LedgerError(
        _("“{title}” is closed and can only be read.").format(title=title),
        _("Reopen it with a reason to change it."),
    )


def hold_meeting(session: Session, meeting_id: int) -> None:
    """Note that a planned meeting was held."""
    meeting = open_for_changes(session, meeting_id)
    if meeting.held_on is None:
        complaint = _("Enter the date on which the meeting was held.")
        raise FieldProblems(complaint, {"held_on": complaint})
    name_action(session, N_("Note meeting {title} as held"), title=meeting.title)
    meeting.state = "held"


def close_meeting(session: Session, meeting_id: int, *, despite_gaps: bool = False) -> None:
    """Close a meeting, which makes it read-only.

    Raises LedgerError naming what is missing, unless it is closed `despite_gaps`.
    """
    meeting = open_for_changes(session, meeting_id)
    missing = missing_in_meeting(session, meeting_id)
    if missing and not despite_gaps:
        raise LedgerError(
            _("“{title}” is not complete: {gaps}").format(
                title=meeting.title, gaps="; ".join(gap.sentence() for gap in missing)
            ),
            _("Complete it first, or close it all the same."),
        )
    name_action(session, N_("Close meeting {title}"), title=meeting.title)
    meeting.state = "closed"


def reopen_meeting(session: Session, meeting_id: int, reason: str) -> None:
    """Open a closed meeting for changes again; the reason is kept in the history."""
    if not reason.strip():
        complaint = _("Say why the meeting is reopened; the reason is kept in the history.")
        raise FieldProblems(complaint, {"reason": complaint})
    meeting = existing(session, Meeting, meeting_id)
    if meeting.state != "closed":
        raise LedgerError(
            _("“{title}” is not closed and need not be reopened.").format(title=meeting.title),
            _("Change it as it is."),
        )
    name_action(session, N_("Reopen meeting {title}"), reason=reason, title=meeting.title)
    meeting.state = "held"


def duplicate_meeting(session: Session, meeting_id: int, year: int) -> int:
    """Plan a meeting like another one: its facts, agenda and invited people; return its id.

    The year in the title becomes the new year; the date, the minutes and what happened at the
    old meeting, who came from outside among it, are not copied. Who has left is not invited.
    """
    old = existing(session, Meeting, meeting_id)
    draft = open_meeting(session, meeting_id)
    title = old.title.replace(str(old.year), str(year))
    name_action(session, N_("Plan meeting {title} like the one before"), title=title)
    new_id = save_meeting(
        session,
        replace(
            draft,
            id=None,
            version=0,
            year=year,
            title=title,
            held_on=None,
            outsiders=0,
            minutes="",
        ),
    )
    _copy_agenda(session, meeting_id, new_id)
    _copy_invited(session, meeting_id, new_id, year)
    return new_id


def _copy_agenda(session: Session, old_id: int, new_id: int) -> None:
    items = session.execute(
        select(
            AgendaItem.id,
            AgendaItem.position,
            AgendaItem.kind,
            AgendaItem.title,
            AgendaItem.speakers,
        )
        .where(AgendaItem.meeting_id == old_id)
        .order_by(AgendaItem.position)
    ).all()
    new_items = insert_rows(
        session,
        AgendaItem,
        [
            {
                "meeting_id": new_id,
                "position": item.position,
                "kind": item.kind,
                "title": item.title,
                "speakers": item.speakers,
                "minutes": "",
            }
            for item in items
        ],
    )
    copy_of = {item.id: new_item for item, new_item in zip(items, new_items, strict=True)}
    studied = session.execute(
        select(AgendaDocument.agenda_item_id, AgendaDocument.document_id)
        .where(AgendaDocument.agenda_item_id.in_(copy_of))
        .order_by(AgendaDocument.id)
    )
    insert_rows(
        session,
        AgendaDocument,
        [{"agenda_item_id": copy_of[item], "document_id": document} for item, document in studied],
    )


def _copy_invited(session: Session, old_id: int, new_id: int, year: int) -> None:
    """Invite who was invited, but nobody who has left before the year or before today."""
    day = max(date(year, 1, 1), min(date.today(), date(year, 12, 31)))
    invited = session.execute(
        select(Attendance.person_id, Attendance.role)
        .join(Person, Person.id == Attendance.person_id)
        .where(
            Attendance.meeting_id == old_id,
            Attendance.invited,
            or_(Person.left.is_(None), Person.left >= day),
        )
        .order_by(Attendance.id)
    )
    insert_rows(session, Attendance, [{**row._mapping, "meeting_id": new_id} for row in invited])


def _refuse_with_tasks(session: Session, meeting_ids: Sequence[int]) -> None:
    statement = (
        select(Meeting.title, KeyTask.number)
        .join(Decision, Decision.meeting_id == Meeting.id)
        .join(KeyTask, KeyTask.decision_id == Decision.id)
        .where(Meeting.id.in_(meeting_ids))
        .order_by(KeyTask.number)
    )
    row = session.execute(statement).first()
    if row is not None:
        raise LedgerError(
            _("“{title}” decided key task {number}, which still needs it.").format(
                title=row.title, number=row.number
            ),
            _("Delete the key task first."),
        )


def delete_meetings(session: Session, meeting_ids: Sequence[int]) -> int:
    """Delete meetings with all they hold, in one step that undo brings back; return how many."""
    for meeting_id in meeting_ids:
        open_for_changes(session, meeting_id)
    _refuse_with_tasks(session, meeting_ids)
    name_deletion(
        session,
        Meeting.title,
        meeting_ids,
        one=N_("Delete meeting {name}"),
        many=N_("Delete {number} meetings"),
    )
    items = session.execute(
        select(AgendaItem.id).where(AgendaItem.meeting_id.in_(meeting_ids))
    ).scalars()
    documents = session.execute(
        select(AgendaDocument.id).where(AgendaDocument.agenda_item_id.in_(list(items)))
    ).scalars()
    delete_rows(session, AgendaDocument, list(documents))
    # Make-up studies and the mention in a practice are nothing without the meeting.
    for record in (AgendaItem, Attendance, Decision, Attachment, StudyEntry, PracticeMeeting):
        ids = session.execute(select(record.id).where(record.meeting_id.in_(meeting_ids)))
        delete_rows(session, record, list(ids.scalars()))
    return delete_rows(session, Meeting, meeting_ids)
