"""What the meetings of a year lack."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from sqlalchemy import ColumnElement, case, exists, func, or_, select
from sqlalchemy.orm import Session

from deskapp.queries.completeness.gap import Gap, GapSource
from deskapp.records.meeting import AgendaItem, Attendance, Decision, Meeting

_LACKING: Mapping[str, ColumnElement[bool]] = {
    "no_date": Meeting.held_on.is_(None),
    "no_presider": Meeting.presider_id.is_(None),
    "no_recorder": Meeting.recorder_id.is_(None),
    "no_agenda": ~exists().where(AgendaItem.meeting_id == Meeting.id),
    "nobody_invited": ~exists().where(Attendance.meeting_id == Meeting.id),
    "not_marked": exists().where(
        Attendance.meeting_id == Meeting.id, Attendance.state == "expected"
    ),
    "no_minutes": Meeting.minutes == "",
    "decision_open": exists().where(Decision.meeting_id == Meeting.id, Decision.state == "open"),
}


def missing_in_meeting(session: Session, meeting_id: int) -> list[Gap]:
    """Return what a meeting still lacks before it can be closed."""
    statement = select(
        Meeting.title, *(condition.label(kind) for kind, condition in _LACKING.items())
    ).where(Meeting.id == meeting_id)
    return [
        Gap(kind, "meeting", meeting_id, title)
        for title, *lacks in session.execute(statement)
        for kind, is_lacking in zip(_LACKING, lacks, strict=True)
        if is_lacking
    ]


def is_incomplete(today: date) -> ColumnElement[bool]:
    """Return the condition that a meeting should be complete by a day, and lacks something."""
    return _is_past(today) & or_(*_LACKING.values())


def _is_past(today: date) -> ColumnElement[bool]:
    """Return the condition that a meeting's day has come, or that it was held."""
    return or_(Meeting.held_on <= today, Meeting.state != "planned")


def _counts(session: Session, year: int, today: date) -> Mapping[str, int]:
    statement = select(
        *(func.count(case((condition, 1))).label(kind) for kind, condition in _LACKING.items())
    ).where(Meeting.year == year, _is_past(today))
    return dict(session.execute(statement).one()._mapping)


def _find(session: Session, kind: str, year: int, today: date, limit: int | None) -> Iterator[Gap]:
    statement = (
        select(Meeting.id, Meeting.title)
        .where(Meeting.year == year, _is_past(today), _LACKING[kind])
        .order_by(Meeting.held_on, Meeting.id)
        .limit(limit)
    )
    for meeting_id, title in session.execute(statement):
        yield Gap(kind, "meeting", meeting_id, title)


MEETINGS = GapSource(tuple(_LACKING), _counts, _find)
