"""Supervision slips that were not answered in time."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from sqlalchemy.orm import Session

from deskapp.queries.completeness.gap import Gap, GapSource
from deskapp.queries.supervision import counts_of_slip_lists, slips_overdue
from deskapp.rules.slips import slip_name


def _counts(session: Session, year: int, today: date) -> Mapping[str, int]:
    return {"slip_unanswered": counts_of_slip_lists(session, year, today)["overdue"]}


def _find(session: Session, kind: str, year: int, today: date, limit: int | None) -> Iterator[Gap]:
    for slip in slips_overdue(session, year, today)[:limit]:
        number = slip_name(slip.year, slip.number)
        subject = f"{number} · {slip.branch or slip.unit} · {slip.task_text[:24]}"
        days = (today - slip.reply_due_on).days
        yield Gap(kind, "supervision_slip", slip.id, subject, days, slip.branch_task_id)


SUPERVISION = GapSource(("slip_unanswered",), _counts, _find)
