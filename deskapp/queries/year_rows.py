"""Read what only the sheets of a year need, for all meetings or tasks at once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any, TypeVarTuple

from sqlalchemy import Select, case, func, select
from sqlalchemy.orm import Session, aliased

from deskapp.queries.attendance_counts import AttendanceCounts
from deskapp.queries.office_order import PERSON_ORDER, UNIT_ORDER
from deskapp.queries.years import years_in
from deskapp.records.meeting import AgendaItem, Attendance, Decision, Meeting
from deskapp.records.person import Person
from deskapp.records.task import BranchTask, KeyTask, ProgressEntry
from deskapp.records.unit import Unit

_Columns = TypeVarTuple("_Columns")
_AT_ONCE = 2_000
"""Rows fetched at a time where there may be hundreds of thousands."""


@dataclass(frozen=True, slots=True)
class UnitAttendance:
    """The attendance of one unit over the meetings of a year."""

    unit: str
    counts: AttendanceCounts


@dataclass(frozen=True, slots=True)
class AttendanceDetail:
    """One person at one meeting of the year, with the codes of their choices."""

    meeting: str
    held_on: date | None
    kind: str
    unit: str
    person: str
    post: str
    role: str
    invited: bool
    state: str
    late: bool
    stand_in: str | None
    reason: str


def years_of_meetings(session: Session) -> list[int]:
    """Return the years that have meetings, the latest first."""
    return years_in(session, select(Meeting.year))


def years_of_attendance(session: Session) -> list[int]:
    """Return the years to whose meetings somebody was invited, the latest first."""
    invited = select(Attendance.id).where(Attendance.meeting_id == Meeting.id).exists()
    return years_in(session, select(Meeting.year).where(invited))


def years_of_branch_tasks(session: Session) -> list[int]:
    """Return the years that have branch tasks, the latest first."""
    made = select(BranchTask.id).where(BranchTask.key_task_id == KeyTask.id).exists()
    return years_in(session, select(KeyTask.year).where(made))


def attendance_by_meeting(session: Session, year: int) -> dict[int, AttendanceCounts]:
    """Return the counts of each meeting of the year that anybody was invited to, by its id."""
    statement = _of_year(select(Attendance.meeting_id, *_counts()), year)
    rows = session.execute(statement.group_by(Attendance.meeting_id))
    return {meeting_id: AttendanceCounts(*counts) for meeting_id, *counts in rows}


def attendance_by_unit(session: Session, year: int) -> list[UnitAttendance]:
    """Return the counts of each unit over the meetings held in the year, in office order."""
    statement = (
        _of_year(select(Unit.name, *_counts()), year)
        .join(Person, Person.id == Attendance.person_id)
        .join(Unit, Unit.id == Person.unit_id)
        .where(Meeting.state != "planned")
        .group_by(Unit.id, Unit.name, Unit.office_order)
        .order_by(*UNIT_ORDER)
    )
    rows = session.execute(statement)
    return [UnitAttendance(name, AttendanceCounts(*counts)) for name, *counts in rows]


def attendance_details(session: Session, year: int) -> Iterator[AttendanceDetail]:
    """Yield everybody at the meetings held in the year, by meeting and office order."""
    stand_in = aliased(Person)
    statement = (
        _of_year(
            select(
                Meeting.title,
                Meeting.held_on,
                Meeting.kind,
                Unit.name,
                Person.name,
                Person.post,
                Attendance.role,
                Attendance.invited,
                Attendance.state,
                Attendance.late,
                stand_in.name,
                Attendance.reason,
            ),
            year,
        )
        .join(Person, Person.id == Attendance.person_id)
        .join(Unit, Unit.id == Person.unit_id)
        .outerjoin(stand_in, stand_in.id == Attendance.stand_in_id)
        .where(Meeting.state != "planned")
        .order_by(Meeting.held_on, Meeting.id, *PERSON_ORDER)
        .execution_options(yield_per=_AT_ONCE)
    )
    rows: Iterable[Any] = session.execute(statement)
    for row in rows:
        yield AttendanceDetail(*row)


def _of_year(statement: Select[*_Columns], year: int) -> Select[*_Columns]:
    return (
        statement.select_from(Attendance)
        .join(Meeting, Meeting.id == Attendance.meeting_id)
        .where(Meeting.year == year)
    )


def _counts() -> list[Any]:
    """Return the columns of AttendanceCounts."""
    in_state = [
        func.count(case((Attendance.invited & (Attendance.state == state), 1)))
        for state in ("present", "stood_in", "excused", "absent", "expected")
    ]
    return [
        func.count(case((Attendance.invited, 1))),
        *in_state,
        func.count(case((Attendance.late, 1))),
        func.count(case((~Attendance.invited & (Attendance.state == "present"), 1))),
    ]


def absentees_by_meeting(session: Session, year: int) -> dict[int, list[tuple[str, str, str]]]:
    """Return name, state and reason of those who did not come, by the meeting's id."""
    statement = (
        _of_year(
            select(Attendance.meeting_id, Person.name, Attendance.state, Attendance.reason), year
        )
        .join(Person, Person.id == Attendance.person_id)
        .join(Unit, Unit.id == Person.unit_id)
        .where(Attendance.invited, Attendance.state.in_(("excused", "absent")))
        .order_by(*PERSON_ORDER)
    )
    found: dict[int, list[tuple[str, str, str]]] = {}
    for meeting_id, name, state, reason in session.execute(statement):
        found.setdefault(meeting_id, []).append((name, state, reason))
    return found


def agenda_by_meeting(session: Session, year: int) -> dict[int, list[str]]:
    """Return the titles of the agenda of each meeting of the year, by the meeting's id."""
    return _texts_by_meeting(session, year, AgendaItem, AgendaItem.title)


def decisions_by_meeting(session: Session, year: int) -> dict[int, list[str]]:
    """Return the decisions of each meeting of the year, by the meeting's id."""
    return _texts_by_meeting(session, year, Decision, Decision.text)


def _texts_by_meeting(
    session: Session, year: int, record: type[AgendaItem] | type[Decision], text: Any
) -> dict[int, list[str]]:
    statement = (
        select(record.meeting_id, text)
        .join(Meeting, Meeting.id == record.meeting_id)
        .where(Meeting.year == year)
        .order_by(record.meeting_id, record.position, record.id)
    )
    found: dict[int, list[str]] = {}
    for meeting_id, line in session.execute(statement):
        found.setdefault(meeting_id, []).append(line)
    return found


def last_problems(session: Session, year: int) -> dict[int, tuple[str, str]]:
    """Return problems and next steps of each branch task's last report, by the task's id."""
    statement = (
        select(ProgressEntry.branch_task_id, ProgressEntry.problems, ProgressEntry.next_steps)
        .join(BranchTask, BranchTask.id == ProgressEntry.branch_task_id)
        .join(KeyTask, KeyTask.id == BranchTask.key_task_id)
        .where(KeyTask.year == year)
        .order_by(ProgressEntry.reported_on, ProgressEntry.id)
        .execution_options(yield_per=_AT_ONCE)
    )
    # The later report of a task takes the place of the earlier one.
    return {task: (problems, steps) for task, problems, steps in session.execute(statement)}
