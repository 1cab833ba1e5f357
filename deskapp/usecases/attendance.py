"""Invite people to a meeting and mark who came, as it is done from a signed sheet."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NoReturn

from sqlalchemy import select
from sqlalchemy.orm import Session

from deskapp.database import delete_rows, insert_rows, name_action, update_rows
from deskapp.database.bulk import batched_ids
from deskapp.errors import ChangedElsewhere, FieldProblems, LedgerError
from deskapp.i18n import N_, _
from deskapp.queries.attendance import InviteRule, people_for_rule
from deskapp.records.meeting import (
    ATTENDANCE_FIELDS,
    ATTENDANCE_ROLES,
    ATTENDANCE_STATES,
    Attendance,
    Meeting,
)
from deskapp.records.person import Person
from deskapp.usecases.meetings import open_for_changes

_REASON = next(field for field in ATTENDANCE_FIELDS if field.name == "reason")


@dataclass(frozen=True, slots=True)
class AttendanceMark:
    """What became of one invited person: the state, and what explains it.

    `version` is that of the row that was looked at; None where nobody looked at one.
    """

    attendance_id: int
    state: str
    reason: str = ""
    stand_in_id: int | None = None
    late: bool = False
    version: int | None = None


def invite_people(session: Session, meeting_id: int, person_ids: Sequence[int]) -> int:
    """Invite people who are not on the list yet; return how many were added."""
    meeting = open_for_changes(session, meeting_id)
    name_action(session, N_("Invite people to {title}"), title=meeting.title)
    return len(_add(session, meeting, person_ids, invited=True, state="expected"))


def invite_by_rule(session: Session, meeting_id: int, rule: InviteRule) -> int:
    """Invite everybody a rule names; return how many were added."""
    return invite_people(session, meeting_id, people_for_rule(session, meeting_id, rule))


def add_walk_ins(session: Session, meeting_id: int, person_ids: Sequence[int]) -> int:
    """Add people who came without being invited; return how many were added."""
    meeting = open_for_changes(session, meeting_id)
    name_action(session, N_("Add walk-ins to {title}"), title=meeting.title)
    return len(_add(session, meeting, person_ids, invited=False, state="present"))


def _add(
    session: Session, meeting: Meeting, person_ids: Sequence[int], *, invited: bool, state: str
) -> list[int]:
    """Add people who are not listed yet; who presides and who records are named already."""
    there = set(
        session.execute(
            select(Attendance.person_id).where(Attendance.meeting_id == meeting.id)
        ).scalars()
    )
    roles = {meeting.recorder_id: "records", meeting.presider_id: "presides"}
    rows = [
        {
            "meeting_id": meeting.id,
            "person_id": person_id,
            "role": roles.get(person_id, "attends"),
            "invited": invited,
            "state": state,
        }
        for person_id in dict.fromkeys(person_ids)
        if person_id not in there
    ]
    return insert_rows(session, Attendance, rows)


def take_off_list(session: Session, meeting_id: int, attendance_ids: Sequence[int]) -> int:
    """Take people off a meeting's list; return how many."""
    meeting = open_for_changes(session, meeting_id)
    _refuse_others(session, meeting_id, attendance_ids)
    name_action(session, N_("Take people off the list of {title}"), title=meeting.title)
    return delete_rows(session, Attendance, attendance_ids)


def set_role(session: Session, meeting_id: int, attendance_ids: Sequence[int], role: str) -> int:
    """Say in which role people attend; return how many changed."""
    meeting = open_for_changes(session, meeting_id)
    if role not in ATTENDANCE_ROLES:
        raise LedgerError(_("There is no role “{role}”.").format(role=role))
    _refuse_others(session, meeting_id, attendance_ids)
    name_action(session, N_("Change roles at {title}"), title=meeting.title)
    return update_rows(session, Attendance, {row_id: {"role": role} for row_id in attendance_ids})


def mark_attendance(session: Session, meeting_id: int, marks: Sequence[AttendanceMark]) -> int:
    """Mark people; return how many marks changed.

    Raises FieldProblems when a stand-in is not named, stands in for himself or for two, or was
    not there; ChangedElsewhere when somebody else marked one of them since the list was read.
    """
    meeting = open_for_changes(session, meeting_id)
    for mark in marks:
        _check_mark(mark)
    _refuse_others(session, meeting_id, [mark.attendance_id for mark in marks])
    _refuse_unseen(session, marks)
    _refuse_own_stand_in(session, marks)
    if len(marks) == 1:
        _name_single(session, marks[0], meeting.title)
    name_action(session, N_("Mark attendance at {title}"), title=meeting.title)
    changes = {mark.attendance_id: _values(mark) for mark in marks}
    changed = update_rows(session, Attendance, changes)
    _refuse_stand_ins_elsewhere(session, meeting_id, set(changes))
    return changed


def mark_rest_present(session: Session, meeting_id: int) -> int:
    """Mark everybody present who is not marked yet; return how many."""
    meeting = open_for_changes(session, meeting_id)
    name_action(session, N_("Mark the rest present at {title}"), title=meeting.title)
    unmarked = session.execute(
        select(Attendance.id).where(
            Attendance.meeting_id == meeting_id, Attendance.state == "expected"
        )
    ).scalars()
    return update_rows(session, Attendance, {row_id: {"state": "present"} for row_id in unmarked})


def _refuse_others(session: Session, meeting_id: int, attendance_ids: Sequence[int]) -> None:
    """Refuse rows that are not, or no longer, on the list of this meeting."""
    listed = session.execute(
        select(Attendance.id).where(Attendance.meeting_id == meeting_id)
    ).scalars()
    if not set(attendance_ids) <= set(listed):
        raise ChangedElsewhere(
            _("Somebody was taken off the list elsewhere."), _("Look at the list again.")
        )


def _refuse_unseen(session: Session, marks: Sequence[AttendanceMark]) -> None:
    seen = {mark.attendance_id: mark.version for mark in marks if mark.version is not None}
    for chunk in batched_ids(list(seen)):
        statement = select(Attendance.id, Attendance.version).where(Attendance.id.in_(chunk))
        if any(seen[row.id] != row.version for row in session.execute(statement)):
            raise ChangedElsewhere(
                _("Somebody else marked the same person meanwhile."),
                _("The list shows that mark now: look at it, then mark again."),
            )


def _check_mark(mark: AttendanceMark) -> None:
    if mark.state not in ATTENDANCE_STATES:
        raise LedgerError(_("There is no mark “{state}”.").format(state=mark.state))
    if complaint := _REASON.complaint(mark.reason):
        raise FieldProblems(complaint, {"reason": complaint})
    if mark.state == "stood_in" and mark.stand_in_id is None:
        _complain(_("Name who stood in."))


def _refuse_own_stand_in(session: Session, marks: Sequence[AttendanceMark]) -> None:
    standing_in = {m.attendance_id: m.stand_in_id for m in marks if m.state == "stood_in"}
    statement = select(Attendance.id, Attendance.person_id).where(
        Attendance.id.in_(list(standing_in))
    )
    for row in session.execute(statement):
        if standing_in[row.id] == row.person_id:
            _complain(_("Nobody stands in for himself."))


def _refuse_stand_ins_elsewhere(session: Session, meeting_id: int, marked: set[int]) -> None:
    """Refuse a stand-in who stands in for another too, or is marked as not there himself.

    Looked at once all marks are written, because one line may mark both of them.
    """
    rows = session.execute(
        select(
            Attendance.id,
            Attendance.person_id,
            Attendance.state,
            Attendance.stand_in_id,
            Person.name,
        )
        .outerjoin(Person, Person.id == Attendance.stand_in_id)
        .where(Attendance.meeting_id == meeting_id)
    ).all()
    own = {row.person_id: row for row in rows}
    stands_in: dict[int, int] = {}
    for row in (row for row in rows if row.state == "stood_in"):
        other = stands_in.setdefault(row.stand_in_id, row.id)
        if other != row.id and {other, row.id} & marked:
            _complain(_("{name} stands in for two people.").format(name=row.name))
        away = own.get(row.stand_in_id)
        if away is None or away.state in ("expected", "present"):
            continue
        if {away.id, row.id} & marked:
            _complain(_("{name} stands in, but was not there himself.").format(name=row.name))


def _complain(complaint: str) -> NoReturn:
    raise FieldProblems(complaint, {"stand_in_id": complaint})


def _name_single(session: Session, mark: AttendanceMark, title: str) -> None:
    name = session.execute(
        select(Person.name)
        .join(Attendance, Attendance.person_id == Person.id)
        .where(Attendance.id == mark.attendance_id)
    ).scalar()
    name_action(session, N_("Mark {name} at {title}"), name=name or "", title=title)


def _values(mark: AttendanceMark) -> dict[str, object]:
    stood_in = mark.state == "stood_in"
    return {
        "state": mark.state,
        "reason": mark.reason if mark.state in ("excused", "absent", "stood_in") else "",
        "stand_in_id": mark.stand_in_id if stood_in else None,
        "late": mark.late and mark.state in ("present", "stood_in"),
    }
