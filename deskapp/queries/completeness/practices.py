"""Practices that were not summarised by their day."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from sqlalchemy.orm import Session

from deskapp.queries.completeness.gap import Gap, GapSource
from deskapp.queries.practices import counts_of_practice_lists, practices_past_due


def _counts(session: Session, year: int, today: date) -> Mapping[str, int]:
    return {"practice_past_due": counts_of_practice_lists(session, year, today)["past_due"]}


def _find(session: Session, kind: str, year: int, today: date, limit: int | None) -> Iterator[Gap]:
    for practice in practices_past_due(session, year, today)[:limit]:
        subject = f"{practice.branch or practice.unit} · {practice.title}"
        days = None if practice.due_on is None else (today - practice.due_on).days
        yield Gap(kind, "practice", practice.id, subject, days)


PRACTICES = GapSource(("practice_past_due",), _counts, _find)
