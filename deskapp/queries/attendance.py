"""Who was expected at a meeting, and what became of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import or_, select
from sqlalchemy.orm import Session, aliased

from deskapp.queries.people import OFFICE_ORDER
from deskapp.records.meeting import Attendance, Meeting
from deskapp.records.person import RANK_ORDER, Person
from deskapp.records.unit import Unit


@dataclass(frozen=True, slots=True)
class AttendanceRow:
    """One person at one meeting."""

    id: int
    person_id: int
    name: str
    initials: str
    unit: str
    post: str
    rank: str
    is_top_leader: bool
    role: str
    state: str
    reason: str
    stand_in_id: int | None
    stand_in: str | None
    late: bool
    invited: bool
    version: int


@dataclass(frozen=True, slots=True)
class InviteRule:
    """Whom a rule invites: officers of these units, of this branch, of this rank at least.

    Empty units mean all units; `rank` None means every rank.
    """

    unit_ids: tuple[int, ...] = ()
    branch_id: int | None = None
    rank: str | None = None
    top_leaders_only: bool = False


def list_attendance(session: Session, meeting_id: int) -> list[AttendanceRow]:
    """Return everybody invited or walked in, in office order."""
    stand_in = aliased(Person)
    statement = (
        select(
            Attendance.id,
            Attendance.person_id,
            Person.name,
            Person.initials,
            Unit.name,
            Person.post,
            Person.rank,
            Person.is_top_leader,
            Attendance.role,
            Attendance.state,
            Attendance.reason,
            Attendance.stand_in_id,
            stand_in.name,
            Attendance.late,
            Attendance.invited,
            Attendance.version,
        )
        .join(Person, Person.id == Attendance.person_id)
        .join(Unit, Unit.id == Person.unit_id)
        .outerjoin(stand_in, stand_in.id == Attendance.stand_in_id)
        .where(Attendance.meeting_id == meeting_id)
        .order_by(Attendance.invited.desc(), *OFFICE_ORDER)
    )
    return [AttendanceRow(*tuple(row)) for row in session.execute(statement)]


def people_for_rule(session: Session, meeting_id: int, rule: InviteRule) -> list[int]:
    """Return the ids of the people a rule invites who are in office on the meeting's day."""
    held_on = session.execute(select(Meeting.held_on).where(Meeting.id == meeting_id)).scalar()
    day = held_on or date.today()
    statement = (
        select(Person.id)
        .join(Unit, Unit.id == Person.unit_id)
        .where(
            or_(Person.joined.is_(None), Person.joined <= day),
            or_(Person.left.is_(None), Person.left >= day),
        )
        .order_by(*OFFICE_ORDER)
    )
    if rule.unit_ids:
        statement = statement.where(Person.unit_id.in_(rule.unit_ids))
    if rule.branch_id is not None:
        statement = statement.where(Person.branch_id == rule.branch_id)
    if rule.rank is not None:
        statement = statement.where(Person.rank.in_(ranks_at_least(rule.rank)))
    if rule.top_leaders_only:
        statement = statement.where(Person.is_top_leader)
    return list(session.execute(statement).scalars())


def ranks_at_least(rank: str) -> Sequence[str]:
    """Return the rank and all above it."""
    return RANK_ORDER[: RANK_ORDER.index(rank) + 1]
