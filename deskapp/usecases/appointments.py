"""Appoint people to the posts of branches, let successors follow, and end terms."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from deskapp.database import delete_rows, name_action, update_rows
from deskapp.dates import shown_date
from deskapp.errors import ChangedElsewhere, FieldProblems
from deskapp.i18n import N_, _
from deskapp.queries.people import names_of_people
from deskapp.queries.periods import in_force
from deskapp.records.appointment import APPOINTMENT_FIELDS, SINGLE_HOLDER_POSTS, Appointment
from deskapp.records.branch import Branch
from deskapp.records.person import Person
from deskapp.rules.tenures import ONE_DAY
from deskapp.usecases.overlaps import overlap_complaint
from deskapp.usecases.overlaps import overlap_complaints as overlap_complaints
from deskapp.usecases.saving import check, existing, open_draft, save_draft


@dataclass(slots=True)
class AppointmentDraft:
    """What the form of an appointment edits; `ends_on` is the last day in the post."""

    id: int | None = None
    version: int = 0
    branch_id: int | None = None
    post: str | None = None
    title: str = ""
    person_id: int | None = None
    starts_on: date | None = None
    ends_on: date | None = None
    document_number: str = ""


def open_appointment(session: Session, appointment_id: int) -> AppointmentDraft:
    """Return the draft of an appointment."""
    return open_draft(session, AppointmentDraft, Appointment, appointment_id)


def save_appointment(session: Session, draft: AppointmentDraft) -> int:
    """Save an appointment and return its id.

    Whoever left the office without being relieved is, as of that day. Raises FieldProblems when
    two people would hold a post at once that one alone may hold; the sentence names the other,
    and stands at the date that lies in the other's time.
    """
    _hold_branch(session, draft.branch_id)
    _relieve_who_left(session, draft)
    more = _complaint_about_end(draft) or overlap_complaint(session, draft)
    check(APPOINTMENT_FIELDS, draft, more)
    name_action(session, N_("Save appointment of {name}"), name=_name(session, draft.person_id))
    appointment = save_draft(session, Appointment, APPOINTMENT_FIELDS, draft)
    session.flush()
    return appointment.id


def _hold_branch(session: Session, branch_id: int | None) -> None:
    """Let two who appoint somebody in one branch wait for each other, where they share a server.

    Each would else miss the appointment of the other, and both would be in post.
    """
    session.execute(select(Branch.id).where(Branch.id == branch_id).with_for_update())


def _relieve_who_left(session: Session, draft: AppointmentDraft) -> None:
    """End the terms that somebody who left before a new one begins still has in its post."""
    if draft.starts_on is None or draft.post not in SINGLE_HOLDER_POSTS:
        return
    statement = (
        select(Appointment, Person.left)
        .join(Person, Person.id == Appointment.person_id)
        .where(
            Appointment.branch_id == draft.branch_id,
            Appointment.post == draft.post,
            Appointment.id != (draft.id or 0),
            in_force(draft.starts_on),
            Person.left < draft.starts_on,
            Person.left >= Appointment.starts_on,
        )
    )
    for appointment, left in session.execute(statement):
        appointment.ends_on = left
    session.flush()


def _complaint_about_end(draft: AppointmentDraft) -> dict[str, str]:
    if draft.starts_on and draft.ends_on and draft.ends_on < draft.starts_on:
        return {"ends_on": _("The end lies before the start.")}
    return {}


def _name(session: Session, person_id: int | None) -> str:
    return names_of_people(session, [person_id or 0]).get(person_id or 0, "")


def appoint_successor(
    session: Session, predecessor: int | tuple[int, str], draft: AppointmentDraft
) -> int:
    """Save an appointment and end the one before it on the day before; return the new id.

    `predecessor` is the id of the appointment that is followed, or branch and post of whoever
    holds it on the successor's first day. One who had left the post already stays as it was.
    Raises FieldProblems when the successor would begin before, or with, the predecessor.
    """
    before = _predecessor(session, predecessor, draft.starts_on)
    if isinstance(predecessor, tuple):
        branch_id, post = predecessor
    else:
        branch_id, post = before[0].branch_id, before[0].post
    draft = replace(draft, id=None, version=0, branch_id=branch_id, post=post)
    check(APPOINTMENT_FIELDS, draft, _complaint_about_end(draft))
    name_action(session, N_("Appoint {name} as successor"), name=_name(session, draft.person_id))
    _relieve_who_left(session, draft)
    for appointment in before:
        _close(session, appointment, draft.starts_on)
    session.flush()
    return save_appointment(session, draft)


def _predecessor(
    session: Session, predecessor: int | tuple[int, str], day: date | None
) -> list[Appointment]:
    """Return whom the successor follows: at most one, where the post has one holder."""
    if isinstance(predecessor, int):
        return [existing(session, Appointment, predecessor)]
    branch_id, post = predecessor
    if day is None or post not in SINGLE_HOLDER_POSTS:
        return []
    statement = select(Appointment).where(
        Appointment.branch_id == branch_id, Appointment.post == post, in_force(day)
    )
    return list(session.scalars(statement))


def _close(session: Session, before: Appointment, successor_from: date | None) -> None:
    if successor_from is None or (before.ends_on and before.ends_on < successor_from):
        return
    if successor_from <= before.starts_on:
        complaint = _("{name} is in this post only from {date}; the successor must begin later.")
        said = complaint.format(
            name=_name(session, before.person_id), date=shown_date(before.starts_on)
        )
        raise FieldProblems(said, {"starts_on": said})
    before.ends_on = successor_from - ONE_DAY


@dataclass(frozen=True, slots=True)
class _Term:
    id: int
    name: str
    starts_on: date
    ends_on: date | None


def end_appointments(session: Session, appointment_ids: Sequence[int], on: date | None) -> int:
    """Make a day the last one of appointments; return how many changed.

    Raises FieldProblems, naming the first that does not fit, when it began later or was over
    already: what is over is corrected in its form, and not by ending it again.
    """
    if on is None:
        missing = _("Please fill in the last day in the post.")
        raise FieldProblems(missing, {"ends_on": missing})
    terms = _terms(session, appointment_ids)
    for term in terms:
        if complaint := _complaint_about_ending(term, on):
            raise FieldProblems(complaint, {"ends_on": complaint})
    if len(terms) == 1:
        name_action(session, N_("End appointment of {name}"), name=terms[0].name)
    else:
        name_action(session, N_("End {number} appointments"), number=len(terms))
    return update_rows(session, Appointment, {term.id: {"ends_on": on} for term in terms})


def _complaint_about_ending(term: _Term, on: date) -> str:
    if on < term.starts_on:
        text = _("{name} is in the post only from {date}.")
        return text.format(name=term.name, date=shown_date(term.starts_on))
    if term.ends_on is not None and term.ends_on < on:
        text = _("{name} leaves the post on {date} already.")
        return text.format(name=term.name, date=shown_date(term.ends_on))
    return ""


def _terms(session: Session, ids: Sequence[int]) -> list[_Term]:
    statement = (
        select(Appointment.id, Person.name, Appointment.starts_on, Appointment.ends_on)
        .join(Person, Person.id == Appointment.person_id)
        .where(Appointment.id.in_(ids))
        .order_by(Appointment.id)
    )
    terms = [_Term(*row) for row in session.execute(statement)]
    if len(terms) < len(set(ids)):
        raise ChangedElsewhere(
            _("A record was deleted elsewhere; nothing was saved."),
            _("Go back to the list and look again."),
        )
    return terms


def delete_appointments(session: Session, appointment_ids: Sequence[int]) -> int:
    """Delete appointments that were entered by mistake; return how many.

    Whoever leaves a post is not deleted but ended: the roster of earlier days needs the row.
    """
    if len(appointment_ids) == 1:
        person = select(Appointment.person_id).where(Appointment.id == appointment_ids[0])
        name = _name(session, session.execute(person).scalar())
        name_action(session, N_("Delete appointment of {name}"), name=name)
    else:
        name_action(session, N_("Delete {number} appointments"), number=len(appointment_ids))
    return delete_rows(session, Appointment, appointment_ids)
