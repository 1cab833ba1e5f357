"""What should exist but does not: in one meeting, and in the whole year."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, exists, or_, select
from sqlalchemy.orm import Session

from deskapp.i18n import N_, _
from deskapp.queries.unreported import not_reported_since, quarter_start
from deskapp.records.meeting import AgendaItem, Attendance, Decision, Meeting
from deskapp.records.task import BranchTask, KeyTask, KeyTaskUnit
from deskapp.records.unit import Unit
from deskapp.rules.task_states import OPEN_STATES

# What each kind of gap is called; {subject} is the record it was found at.
GAPS = {
    "no_date": N_("{subject}: no date"),
    "no_presider": N_("{subject}: no presider"),
    "no_recorder": N_("{subject}: no recorder"),
    "no_agenda": N_("{subject}: no agenda"),
    "nobody_invited": N_("{subject}: nobody was invited"),
    "not_marked": N_("{subject}: attendance is not taken for everybody"),
    "no_minutes": N_("{subject}: no minutes"),
    "decision_open": N_("{subject}: a decision is neither a task nor a note"),
    "no_lead": N_("{subject}: no unit leads the key task"),
    "no_branch_tasks": N_("{subject}: no branch tasks were made"),
    "no_responsible": N_("{subject}: nobody is responsible"),
    "not_reported": N_("{subject}: nothing reported this quarter"),
}


@dataclass(frozen=True, slots=True)
class Gap:
    """One thing that is missing: what, and the record it is missing at."""

    kind: str
    table: str
    record_id: int
    subject: str

    def sentence(self) -> str:
        """Return the gap in words, in the language in force."""
        return _(GAPS[self.kind]).format(subject=self.subject)


def missing_in_meeting(session: Session, meeting_id: int) -> list[Gap]:
    """Return what a meeting still lacks before it can be closed."""
    return list(_missing_in_meetings(session, Meeting.id == meeting_id))


def missing_in_year(session: Session, year: int, today: date) -> list[Gap]:
    """Return what the year's meetings and tasks still lack on a day.

    Meetings count once their day has passed; a task counts as unreported when it is open and
    nothing was reported since the quarter began.
    """
    held = (Meeting.year == year) & (or_(Meeting.held_on <= today, Meeting.state != "planned"))
    return [*_missing_in_meetings(session, held), *_missing_in_tasks(session, year, today)]


def _missing_in_meetings(session: Session, chosen: ColumnElement[bool]) -> Iterator[Gap]:
    lacking = {
        "no_date": Meeting.held_on.is_(None),
        "no_presider": Meeting.presider_id.is_(None),
        "no_recorder": Meeting.recorder_id.is_(None),
        "no_agenda": ~exists().where(AgendaItem.meeting_id == Meeting.id),
        "nobody_invited": ~exists().where(Attendance.meeting_id == Meeting.id),
        "not_marked": exists().where(
            Attendance.meeting_id == Meeting.id, Attendance.state == "expected"
        ),
        "no_minutes": Meeting.minutes == "",
        "decision_open": exists().where(
            Decision.meeting_id == Meeting.id, Decision.state == "open"
        ),
    }
    statement = (
        select(
            Meeting.id,
            Meeting.title,
            *(condition.label(kind) for kind, condition in lacking.items()),
        )
        .where(chosen, or_(*lacking.values()))
        .order_by(Meeting.held_on, Meeting.id)
    )
    for row in session.execute(statement):
        for kind, value in zip(lacking, row[2:], strict=True):
            if value:
                yield Gap(kind, "meeting", row.id, row.title)


def _missing_in_tasks(session: Session, year: int, today: date) -> Iterator[Gap]:
    lacking = {
        "no_lead": ~exists().where(
            KeyTaskUnit.key_task_id == KeyTask.id, KeyTaskUnit.part == "leads"
        ),
        "no_branch_tasks": ~exists().where(BranchTask.key_task_id == KeyTask.id),
    }
    for kind, condition in lacking.items():
        statement = (
            select(KeyTask.id, KeyTask.number, KeyTask.text)
            .where(KeyTask.year == year, condition)
            .order_by(KeyTask.number)
        )
        for row in session.execute(statement):
            yield Gap(kind, "key_task", row.id, f"{row.number}. {row.text[:30]}")
    yield from _missing_in_branch_tasks(session, year, today)


def _missing_in_branch_tasks(session: Session, year: int, today: date) -> Iterator[Gap]:
    lacking = {
        "no_responsible": BranchTask.responsible_id.is_(None),
        "not_reported": not_reported_since(quarter_start(today)),
    }
    for kind, condition in lacking.items():
        statement = (
            select(BranchTask.id, KeyTask.number, KeyTask.text, Unit.name)
            .join(KeyTask, KeyTask.id == BranchTask.key_task_id)
            .join(Unit, Unit.id == BranchTask.unit_id)
            .where(KeyTask.year == year, BranchTask.state.in_(OPEN_STATES), condition)
            .order_by(KeyTask.number, Unit.office_order, BranchTask.id)
        )
        for row in session.execute(statement):
            subject = f"{row.name} · {row.number}. {row.text[:24]}"
            yield Gap(kind, "branch_task", row.id, subject)
