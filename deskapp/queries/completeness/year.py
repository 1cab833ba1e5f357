"""What a year lacks: every kind of gap counted, listed, and all of them together."""

from __future__ import annotations

from datetime import date

from sqlalchemy.orm import Session

from deskapp.queries.completeness.files import FILES
from deskapp.queries.completeness.gap import GAP_KINDS, Gap
from deskapp.queries.completeness.meetings import MEETINGS
from deskapp.queries.completeness.posts import POSTS_HELD
from deskapp.queries.completeness.practices import PRACTICES
from deskapp.queries.completeness.study import STUDY
from deskapp.queries.completeness.supervision import SUPERVISION
from deskapp.queries.completeness.tasks import TASKS

SOURCES = (TASKS, SUPERVISION, PRACTICES, STUDY, POSTS_HELD, MEETINGS, FILES)
_SOURCE_OF = {kind: source for source in SOURCES for kind in source.kinds}


def gap_counts(session: Session, year: int, today: date) -> dict[str, int]:
    """Return how many gaps of each kind the year has on a day, the most urgent kinds first.

    Meetings count once their day has passed; a task counts as unreported when it is open and
    nothing was reported since the quarter began.
    """
    found: dict[str, int] = {}
    for source in SOURCES:
        found.update(source.counts(session, year, today))
    return {kind: found[kind] for kind in GAP_KINDS}


def gaps_of(
    session: Session, kind: str, year: int, today: date, limit: int | None = None
) -> list[Gap]:
    """Return the gaps of one kind, all or the first so many."""
    return list(_SOURCE_OF[kind].find(session, kind, year, today, limit))


def missing_in_year(session: Session, year: int, today: date) -> list[Gap]:
    """Return what the year still lacks on a day, the most urgent kinds first."""
    return [gap for kind in GAP_KINDS for gap in gaps_of(session, kind, year, today)]
