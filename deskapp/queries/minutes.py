"""What stands at the head of a meeting's minutes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, time

from sqlalchemy import select
from sqlalchemy.orm import Session, aliased

from deskapp.records.meeting import Meeting
from deskapp.records.person import Person
from deskapp.records.unit import Unit


@dataclass(frozen=True, slots=True)
class MinutesHead:
    """A meeting with its minutes, and who presided and recorded in which post.

    `outsiders` counts the guests from outside.
    """

    title: str
    held_on: date | None
    starts_at: time | None
    ends_at: time | None
    place: str
    state: str
    outsiders: int
    minutes: str
    presider: str | None
    presider_unit: str | None
    presider_post: str | None
    recorder: str | None
    recorder_unit: str | None


def minutes_head(session: Session, meeting_id: int) -> MinutesHead | None:
    """Return the head of a meeting's minutes; None when the meeting is gone."""
    presider, recorder = aliased(Person), aliased(Person)
    presider_unit, recorder_unit = aliased(Unit), aliased(Unit)
    statement = (
        select(
            Meeting.title,
            Meeting.held_on,
            Meeting.starts_at,
            Meeting.ends_at,
            Meeting.place,
            Meeting.state,
            Meeting.outsiders,
            Meeting.minutes,
            presider.name,
            presider_unit.name,
            presider.post,
            recorder.name,
            recorder_unit.name,
        )
        .outerjoin(presider, presider.id == Meeting.presider_id)
        .outerjoin(presider_unit, presider_unit.id == presider.unit_id)
        .outerjoin(recorder, recorder.id == Meeting.recorder_id)
        .outerjoin(recorder_unit, recorder_unit.id == recorder.unit_id)
        .where(Meeting.id == meeting_id)
    )
    row = session.execute(statement).first()
    return None if row is None else MinutesHead(*tuple(row))
