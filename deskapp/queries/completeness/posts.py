"""Branches without secretary or liaison, and terms that end soon."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import date
from itertools import islice

from sqlalchemy.orm import Session

from deskapp.i18n import _
from deskapp.queries.appointments import ending_soon
from deskapp.queries.completeness.gap import Gap, GapSource
from deskapp.queries.vacancies import vacancies
from deskapp.records.appointment import POSTS

_POST_OF = {"no_secretary": "secretary", "no_liaison": "liaison"}


def _counts(session: Session, year: int, today: date) -> Mapping[str, int]:
    vacant = Counter(vacancy.post for vacancy in vacancies(session, today))
    counts = {kind: vacant[post] for kind, post in _POST_OF.items()}
    return {**counts, "term_ends": len(ending_soon(session, today))}


def _find(session: Session, kind: str, year: int, today: date, limit: int | None) -> Iterator[Gap]:
    found = _ending(session, today) if kind == "term_ends" else _vacant(session, kind, today)
    return islice(found, limit)


def _vacant(session: Session, kind: str, today: date) -> Iterator[Gap]:
    for vacancy in vacancies(session, today, _POST_OF[kind]):
        yield Gap(kind, "branch", vacancy.branch_id, vacancy.branch, vacancy.days)


def _ending(session: Session, today: date) -> Iterator[Gap]:
    for row in ending_soon(session, today):
        subject = f"{row.branch} · {row.title or _(POSTS[row.post])} · {row.person}"
        days = None if row.ends_on is None else (row.ends_on - today).days
        yield Gap("term_ends", "appointment", row.id, subject, days, row.branch_id)


POSTS_HELD = GapSource((*_POST_OF, "term_ends"), _counts, _find)
