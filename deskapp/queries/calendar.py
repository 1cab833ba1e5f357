"""What stands in the calendar: meetings, deadlines, replies that are due, terms that end."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, time, timedelta
from typing import Any

from sqlalchemy import case, extract, func, or_, select
from sqlalchemy.orm import Session

from deskapp.i18n import N_, _
from deskapp.queries.appointments import has_successor
from deskapp.queries.facts import colour_rules, working_day
from deskapp.queries.years import years_in
from deskapp.records.appointment import POSTS, REQUIRED_POSTS, Appointment
from deskapp.records.branch import Branch
from deskapp.records.document import Document
from deskapp.records.meeting import Meeting
from deskapp.records.person import Person
from deskapp.records.practice import Practice
from deskapp.records.study import StudyRequirement
from deskapp.records.supervision import SupervisionSlip
from deskapp.records.task import BranchTask, KeyTask
from deskapp.records.unit import Unit
from deskapp.rules.practice_states import SUMMARISED
from deskapp.rules.slips import SLIP_COLOURS, slip_name
from deskapp.rules.task_states import OPEN_STATES, judged_on

# In the order in which they stand within a day, where neither has an hour.
CALENDAR_KINDS = {
    "meeting": N_("Meeting"),
    "task_deadline": N_("Task deadline"),
    "slip_reply": N_("Reply due"),
    "practice_due": N_("Practice due"),
    "study_due": N_("Study due"),
    "term_end": N_("Term ends"),
}
_ORDER = {kind: place for place, kind in enumerate(CALENDAR_KINDS)}
_LAST_HOUR = time.max


@dataclass(frozen=True, slots=True)
class CalendarRow:
    """One entry of a day: what it is, where its record is, and how it stands.

    `colour` is red for what is past and not done, blue for what is due soon, else empty. The
    branch tasks of a key task that are due on one day are one entry.
    """

    day: date
    kind: str
    title: str
    unit: str
    starts_at: time | None
    ends_at: time | None
    place: str
    table: str
    record_id: int
    is_done: bool
    colour: str


@dataclass(frozen=True, slots=True)
class _Days:
    """The days asked about, the one from whose morning it is judged, and the last that is soon."""

    first: date
    last: date
    judged: date
    soon: date

    def row(
        self,
        kind: str,
        table: str,
        record_id: int,
        day: date,
        title: str,
        unit: str,
        *,
        is_done: bool,
    ) -> CalendarRow:
        """Return an entry for the whole of a day."""
        colour = "" if is_done else self._colour(day)
        return CalendarRow(
            day, kind, title, unit, None, None, "", table, record_id, bool(is_done), colour
        )

    def _colour(self, day: date) -> str:
        if day < self.judged:
            return "red"
        return "blue" if day <= self.soon else ""


def calendar_entries(session: Session, year: int, first: date, last: date) -> list[CalendarRow]:
    """Return what stands in the calendar from a day to a day, both included, in order.

    It is judged as of the working day of the year that is looked at; entries of other years
    are shown too where the days reach into them.
    """
    today = working_day(session, year)
    soon = today + timedelta(days=colour_rules(session).due_soon_days)
    days = _Days(first, last, judged_on(today, date.today()), soon)
    found = [
        *_meetings(session, days),
        *_task_deadlines(session, days),
        *_slip_replies(session, days),
        *_practices(session, days),
        *_studies(session, days),
        *_term_ends(session, days),
    ]
    return sorted(found, key=_place)


def _place(row: CalendarRow) -> tuple[Any, ...]:
    """Put what has an hour first in its day, then what is open, then what is done."""
    hour = row.starts_at or _LAST_HOUR
    return row.day, hour, row.is_done, _ORDER[row.kind], row.record_id


def years_of_calendar(session: Session) -> list[int]:
    """Return the years that have something in the calendar, the latest first."""
    dated = (select(extract("year", column)).where(column.is_not(None)) for column in _DATED)
    return years_in(session, *dated)


_DATED: tuple[Any, ...] = (
    Meeting.held_on,
    BranchTask.deadline_on,
    SupervisionSlip.reply_due_on,
    Practice.due_on,
    StudyRequirement.due_on,
    Appointment.ends_on,
)


def _meetings(session: Session, days: _Days) -> Iterator[CalendarRow]:
    statement = (
        select(
            Meeting.id, Meeting.held_on, Meeting.title, func.coalesce(Unit.name, Branch.name, ""),
            Meeting.starts_at, Meeting.ends_at, Meeting.place, Meeting.state != "planned",
        )
        .outerjoin(Unit, Unit.id == Meeting.host_unit_id)
        .outerjoin(Branch, Branch.id == Meeting.host_branch_id)
        .where(Meeting.held_on.between(days.first, days.last))
    )  # fmt: skip
    rows: Iterable[Any] = session.execute(statement)
    for record_id, day, title, unit, starts, ends, place, is_held in rows:
        row = days.row("meeting", "meeting", record_id, day, title, unit, is_done=is_held)
        yield replace(row, starts_at=starts, ends_at=ends, place=place)


def _task_deadlines(session: Session, days: _Days) -> Iterator[CalendarRow]:
    """Yield one entry for each key task and day, however many units have it to do."""
    is_open = func.sum(case((BranchTask.state.in_(OPEN_STATES), 1), else_=0))
    statement = (
        select(
            KeyTask.id, KeyTask.number, KeyTask.text, BranchTask.deadline_on,
            is_open, func.count(), func.count(Unit.id.distinct()), func.min(Unit.name),
        )
        .join(KeyTask, KeyTask.id == BranchTask.key_task_id)
        .join(Unit, Unit.id == BranchTask.unit_id)
        .where(
            BranchTask.deadline_on.between(days.first, days.last),
            BranchTask.state != "cancelled",
        )
        .group_by(KeyTask.id, KeyTask.number, KeyTask.text, BranchTask.deadline_on)
    )  # fmt: skip
    rows: Iterable[Any] = session.execute(statement)
    for record_id, number, text, day, still_open, total, units, unit in rows:
        title = _task_title(f"{number}. {text}", int(still_open), total)
        where = unit if units == 1 else ""
        yield days.row(
            "task_deadline", "key_task", record_id, day, title, where, is_done=not still_open
        )


def _task_title(task: str, still_open: int, total: int) -> str:
    if not still_open:
        return _("{task} (all done)").format(task=task)
    text = _("{task} ({number} open of {total})")
    return text.format(task=task, number=still_open, total=total)


def _slip_replies(session: Session, days: _Days) -> Iterator[CalendarRow]:
    statement = (
        select(
            SupervisionSlip.id, SupervisionSlip.reply_due_on,
            SupervisionSlip.year, SupervisionSlip.number, SupervisionSlip.colour,
            KeyTask.text, Unit.name,
            or_(SupervisionSlip.answered_on.is_not(None), SupervisionSlip.closed_on.is_not(None)),
        )
        .join(BranchTask, BranchTask.id == SupervisionSlip.branch_task_id)
        .join(KeyTask, KeyTask.id == BranchTask.key_task_id)
        .join(Unit, Unit.id == BranchTask.unit_id)
        .where(SupervisionSlip.reply_due_on.between(days.first, days.last))
    )  # fmt: skip
    rows: Iterable[Any] = session.execute(statement)
    for record_id, day, year, number, colour, text, unit, is_done in rows:
        title = _("{slip} ({colour}): {task}").format(
            slip=slip_name(year, number), colour=_(SLIP_COLOURS[colour]), task=text
        )
        yield days.row(
            "slip_reply", "supervision_slip", record_id, day, title, unit, is_done=is_done
        )


def _practices(session: Session, days: _Days) -> Iterator[CalendarRow]:
    statement = (
        select(
            Practice.id, Practice.due_on, Practice.title, Unit.name, Practice.state.in_(SUMMARISED)
        )
        .join(Unit, Unit.id == Practice.unit_id)
        .where(Practice.due_on.between(days.first, days.last))
    )  # fmt: skip
    rows: Iterable[Any] = session.execute(statement)
    for record_id, day, title, unit, is_done in rows:
        yield days.row("practice_due", "practice", record_id, day, title, unit, is_done=is_done)


def _studies(session: Session, days: _Days) -> Iterator[CalendarRow]:
    """Yield the days until which documents have to be studied.

    Whether everybody has is what the coverage says; here such a day is never called past.
    """
    statement = (
        select(StudyRequirement.id, StudyRequirement.due_on, Document.title)
        .join(Document, Document.id == StudyRequirement.document_id)
        .where(StudyRequirement.due_on.between(days.first, days.last))
    )
    rows: Iterable[Any] = session.execute(statement)
    for record_id, day, title in rows:
        row = days.row("study_due", "study_requirement", record_id, day, title, "", is_done=False)
        yield replace(row, colour="" if day < days.judged else row.colour)


def _term_ends(session: Session, days: _Days) -> Iterator[CalendarRow]:
    statement = (
        select(
            Appointment.id, Appointment.ends_on, Appointment.post, Appointment.title,
            Person.name, Branch.name, Unit.name, has_successor(),
        )
        .join(Person, Person.id == Appointment.person_id)
        .join(Branch, Branch.id == Appointment.branch_id)
        .join(Unit, Unit.id == Branch.unit_id)
        .where(
            Appointment.post.in_(REQUIRED_POSTS),
            Appointment.ends_on.between(days.first, days.last),
        )
    )  # fmt: skip
    rows: Iterable[Any] = session.execute(statement)
    for record_id, day, post, written, name, branch, unit, is_followed in rows:
        title = _("{branch}: {name}, {post}").format(
            branch=branch, name=name, post=written or _(POSTS[post])
        )
        yield days.row("term_end", "appointment", record_id, day, title, unit, is_done=is_followed)
