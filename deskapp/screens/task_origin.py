"""Where a key task comes from: the decision of a meeting."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from deskapp.dates import shown_date
from deskapp.records.meeting import Decision, Meeting
from deskapp.records.task import KeyTask


@dataclass(frozen=True, slots=True)
class Origin:
    """A decision in words, and the meeting that took it."""

    meeting_id: int
    meeting: str
    decision: str


def origin_of_key_task(session: Any, key_task_id: int) -> Origin | None:
    """Return the decision a key task was made from; None when it was made by hand.

    `session` is a database session: a query, asked through the workspace.
    """
    task = session.get(KeyTask, key_task_id)
    decision = session.get(Decision, task.decision_id) if task and task.decision_id else None
    meeting = session.get(Meeting, decision.meeting_id) if decision else None
    if decision is None or meeting is None:
        return None
    title = f"{shown_date(meeting.held_on)} {meeting.title}".strip()
    return Origin(meeting.id, title, decision.text)
