"""Lists of meetings, and what one meeting holds."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, time
from typing import Any

from sqlalchemy import Select, case, func, select
from sqlalchemy.orm import Session, aliased

from deskapp.queries.completeness.meetings import is_incomplete
from deskapp.queries.lists import Order, in_order, matches
from deskapp.records.attachment import Attachment
from deskapp.records.branch import Branch
from deskapp.records.document import Document
from deskapp.records.meeting import AgendaDocument, AgendaItem, Attendance, Decision, Meeting
from deskapp.records.person import Person
from deskapp.records.task import KeyTask
from deskapp.records.unit import Unit


@dataclass(frozen=True, slots=True)
class MeetingRow:
    """One meeting as a list shows it; `present` counts stand-ins, walk-ins are in neither."""

    id: int
    year: int
    kind: str
    title: str
    held_on: date | None
    starts_at: time | None
    ends_at: time | None
    place: str
    host: str | None
    presider: str | None
    recorder: str | None
    state: str
    outsiders: int
    expected: int
    present: int


@dataclass(frozen=True, slots=True)
class AgendaRow:
    """One agenda item with the titles of its documents."""

    id: int
    version: int
    position: int
    kind: str
    title: str
    speakers: str
    minutes: str
    documents: tuple[tuple[int, str], ...]


@dataclass(frozen=True, slots=True)
class DecisionRow:
    """One decision and the key task that came of it."""

    id: int
    version: int
    position: int
    text: str
    state: str
    key_task_id: int | None
    key_task_number: int | None


def list_meetings(
    session: Session,
    search: str = "",
    *,
    year: int | None = None,
    kind: str | None = None,
    state: str | None = None,
    incomplete_on: date | None = None,
    meeting_id: int | None = None,
    order: Order | None = None,
    offset: int = 0,
    limit: int | None = None,
) -> list[MeetingRow]:
    """Return a page of the meetings, or the one with an id, the newest first.

    `incomplete_on` keeps those that should be complete on a day, and still lack something.
    """
    page = _filtered(
        select(Meeting.id), search, year=year, kind=kind, state=state, incomplete_on=incomplete_on
    )
    if meeting_id is not None:
        page = page.where(Meeting.id == meeting_id)
    page = in_order(page, order, _SORTED_BY, _USUAL).offset(offset).limit(limit)
    return [MeetingRow(*row) for row in session.execute(_with_details(page, order))]


_USUAL = (Meeting.held_on.is_(None).desc(), Meeting.held_on.desc(), Meeting.id.desc())
_A_UNIT = 10_000


def _office_order(of: Any, found: Any) -> Any:
    value = select(of).where(found).correlate(Meeting).scalar_subquery()
    return func.coalesce(value, 0)


_CAME = case((Attendance.state.in_(("present", "stood_in")), 1))
_SORTED_BY: dict[str, Any] = {
    "kind": Meeting.kind,
    "title": Meeting.title,
    "held_on": Meeting.held_on,
    "place": Meeting.place,
    "state": Meeting.state,
    # A branch stands after its unit.
    "host": _A_UNIT * _office_order(Unit.office_order, Unit.id == Meeting.host_unit_id)
    + _office_order(Branch.office_order, Branch.id == Meeting.host_branch_id),
    # The share that came: 86 of 120 is less than 40 of 40. A count over nobody is no share.
    "present": select(1.0 * func.count(_CAME) / func.nullif(func.count(), 0))
    .where(Attendance.meeting_id == Meeting.id, Attendance.invited)
    .correlate(Meeting)
    .scalar_subquery(),
}


def _with_details(page: Any, order: Order | None) -> Any:
    """Join what a list shows of meetings to a page of their ids, and count only for those."""
    ids = page.subquery()
    counts = _counts_of_meetings(select(ids.c.id)).subquery()
    presider, recorder = aliased(Person), aliased(Person)
    statement: Any = (
        select(
            Meeting.id,
            Meeting.year,
            Meeting.kind,
            Meeting.title,
            Meeting.held_on,
            Meeting.starts_at,
            Meeting.ends_at,
            Meeting.place,
            func.coalesce(Branch.name, Unit.name),
            presider.name,
            recorder.name,
            Meeting.state,
            Meeting.outsiders,
            func.coalesce(counts.c.expected, 0),
            func.coalesce(counts.c.present, 0),
        )
        .join(ids, ids.c.id == Meeting.id)
        .outerjoin(Unit, Unit.id == Meeting.host_unit_id)
        .outerjoin(Branch, Branch.id == Meeting.host_branch_id)
        .outerjoin(presider, presider.id == Meeting.presider_id)
        .outerjoin(recorder, recorder.id == Meeting.recorder_id)
        .outerjoin(counts, counts.c.meeting_id == Meeting.id)
    )
    return in_order(statement, order, _SORTED_BY, _USUAL)


def _counts_of_meetings(meeting_ids: Any) -> Any:
    return (
        select(
            Attendance.meeting_id,
            func.count().label("expected"),
            func.count(_CAME).label("present"),
        )
        .where(Attendance.invited, Attendance.meeting_id.in_(meeting_ids))
        .group_by(Attendance.meeting_id)
    )


def count_meetings(session: Session, search: str = "", **filters: Any) -> int:
    """Return how many meetings `list_meetings` would return with the same filters."""
    statement = _filtered(select(func.count(Meeting.id)), search, **filters)
    return int(session.execute(statement).scalar_one())


def _filtered(
    statement: Select[Any],
    search: str,
    *,
    year: int | None = None,
    kind: str | None = None,
    state: str | None = None,
    incomplete_on: date | None = None,
) -> Select[Any]:
    statement = statement.where(matches(search, Meeting.title, Meeting.place, Meeting.minutes))
    if incomplete_on is not None:
        statement = statement.where(is_incomplete(incomplete_on))
    for column, value in ((Meeting.year, year), (Meeting.kind, kind), (Meeting.state, state)):
        if value is not None:
            statement = statement.where(column == value)
    return statement


def list_agenda(session: Session, meeting_id: int) -> list[AgendaRow]:
    """Return the agenda of a meeting in its order."""
    documents: dict[int, list[tuple[int, str]]] = {}
    studied = (
        select(AgendaDocument.agenda_item_id, Document.id, Document.title)
        .join(Document, Document.id == AgendaDocument.document_id)
        .join(AgendaItem, AgendaItem.id == AgendaDocument.agenda_item_id)
        .where(AgendaItem.meeting_id == meeting_id)
        .order_by(AgendaDocument.id)
    )
    for item_id, document_id, title in session.execute(studied):
        documents.setdefault(item_id, []).append((document_id, title))
    items = (
        select(
            AgendaItem.id,
            AgendaItem.version,
            AgendaItem.position,
            AgendaItem.kind,
            AgendaItem.title,
            AgendaItem.speakers,
            AgendaItem.minutes,
        )
        .where(AgendaItem.meeting_id == meeting_id)
        .order_by(AgendaItem.position, AgendaItem.id)
    )
    return [AgendaRow(*row, tuple(documents.get(row.id, ()))) for row in session.execute(items)]


def list_decisions(session: Session, meeting_id: int) -> list[DecisionRow]:
    """Return the decisions of a meeting in their order."""
    statement = (
        select(
            Decision.id,
            Decision.version,
            Decision.position,
            Decision.text,
            Decision.state,
            KeyTask.id,
            KeyTask.number,
        )
        .outerjoin(KeyTask, KeyTask.decision_id == Decision.id)
        .where(Decision.meeting_id == meeting_id)
        .order_by(Decision.position, Decision.id)
    )
    return [DecisionRow(*row) for row in session.execute(statement)]


@dataclass(frozen=True, slots=True)
class MeetingCounts:
    """How much one meeting holds, for the tabs above it."""

    agenda: int
    expected: int
    present: int
    unmarked: int
    decisions: int
    open_decisions: int
    files: int


def counts_of_meeting(session: Session, meeting_id: int) -> MeetingCounts:
    """Return the counts that the tabs of a meeting show."""
    attendance = session.execute(
        select(
            func.count(case((Attendance.invited, 1))),
            func.count(
                case((Attendance.invited & Attendance.state.in_(("present", "stood_in")), 1))
            ),
            func.count(case((Attendance.state == "expected", 1))),
        ).where(Attendance.meeting_id == meeting_id)
    ).one()
    decisions = session.execute(
        select(func.count(), func.count(case((Decision.state == "open", 1)))).where(
            Decision.meeting_id == meeting_id
        )
    ).one()
    agenda, files = (
        session.execute(select(func.count()).where(record.meeting_id == meeting_id)).scalar_one()
        for record in (AgendaItem, Attachment)
    )
    return MeetingCounts(agenda, *attendance, *decisions, files)
