"""Branch tasks of which nothing was reported in a quarter."""

from __future__ import annotations

from datetime import date

from sqlalchemy import ColumnElement, exists
from sqlalchemy.orm import aliased

from deskapp.records.task import BranchTask, ProgressEntry
from deskapp.rules.task_states import OPEN_STATES


def quarter_start(day: date) -> date:
    """Return the first day of the quarter."""
    return date(day.year, day.month - (day.month - 1) % 3, 1)


def not_reported_since(day: date) -> ColumnElement[bool]:
    """Return the condition that an open branch task has no report from this day on."""
    entry = aliased(ProgressEntry)
    reported = exists().where(entry.branch_task_id == BranchTask.id, entry.reported_on >= day)
    return ~reported.correlate(BranchTask) & BranchTask.state.in_(OPEN_STATES)
