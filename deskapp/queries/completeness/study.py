"""Study that was required and is missing, came in the wrong order, or was never made up."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from itertools import islice
from types import MappingProxyType

from sqlalchemy.orm import Session

from deskapp.i18n import _
from deskapp.queries.completeness.gap import Gap, GapSource
from deskapp.queries.study import branches_not_studied, leaders_first, not_made_up, seminars
from deskapp.rules.task_states import judged_on

Rows = Callable[[Session, int, date], Iterator[Gap]]


def _not_studied(session: Session, year: int, today: date) -> Iterator[Gap]:
    judged = judged_on(today, date.today())
    for row in branches_not_studied(session, year, today, only_due=True):
        days = None if row.due_on is None else (judged - row.due_on).days
        subject = f"{row.branch} · {row.document}"
        if row.planned is not None:
            subject = f"{subject} · {_('Arranged')}"
        yield Gap("not_studied", "branch", row.branch_id, subject, days, row.requirement_id)


def _not_made_up(session: Session, year: int, today: date) -> Iterator[Gap]:
    for row in not_made_up(session, year, today):
        subject = f"{row.unit} · {row.person} · {row.meeting}"
        days = (today - row.held_on).days
        yield Gap("not_made_up", "meeting", row.meeting_id, subject, days, row.person_id)


def _leaders_not_first(session: Session, year: int, today: date) -> Iterator[Gap]:
    for row in leaders_first(session, year, today, outcome="broken"):
        subject = f"{row.branch} · {row.document}"
        yield Gap(
            "leaders_not_first", "branch", row.branch_id, subject, row.days, row.requirement_id
        )


def _not_in_seminar(session: Session, year: int, today: date) -> Iterator[Gap]:
    for row in seminars(session, year, today, "missing"):
        subject = f"{row.title} · {row.document}"
        yield Gap(
            "seminar_without_document", "meeting", row.meeting_id, subject, None, row.document_id
        )


_ROWS: Mapping[str, Rows] = MappingProxyType(
    {
        "not_studied": _not_studied,
        "not_made_up": _not_made_up,
        "leaders_not_first": _leaders_not_first,
        "seminar_without_document": _not_in_seminar,
    }
)


def _counts(session: Session, year: int, today: date) -> Mapping[str, int]:
    return {
        "not_studied": len(branches_not_studied(session, year, today, only_due=True)),
        "not_made_up": len(not_made_up(session, year, today)),
        "leaders_not_first": len(leaders_first(session, year, today, outcome="broken")),
        "seminar_without_document": len(seminars(session, year, today, "missing")),
    }


def _find(session: Session, kind: str, year: int, today: date, limit: int | None) -> Iterator[Gap]:
    return islice(_ROWS[kind](session, year, today), limit)


STUDY = GapSource(tuple(_ROWS), _counts, _find)
