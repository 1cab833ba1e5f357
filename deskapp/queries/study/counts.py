"""How much each part of the year's study holds, or misses."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from deskapp.queries.study.branches_behind import branches_not_studied
from deskapp.queries.study.entries import list_study_entries
from deskapp.queries.study.leaders_first import leaders_first
from deskapp.queries.study.make_up import count_not_made_up
from deskapp.queries.study.seminars import seminars
from deskapp.records.study import StudyRequirement


@dataclass(frozen=True, slots=True)
class StudyCounts:
    """Requirements and entries there are, and what is missing or broken by a day."""

    branches_behind: int
    requirements: int
    leaders_behind: int
    seminars_without: int
    not_made_up: int
    entries: int


def count_study(session: Session, year: int, as_of: date) -> StudyCounts:
    """Return the counts of a year's study by a day, each of the list that has it."""
    requirements = select(func.count()).where(StudyRequirement.year == year)
    return StudyCounts(
        branches_behind=len(branches_not_studied(session, year, as_of, only_due=True)),
        requirements=session.execute(requirements).scalar_one(),
        leaders_behind=len(leaders_first(session, year, as_of, "broken")),
        seminars_without=len(seminars(session, year, as_of, "missing")),
        not_made_up=count_not_made_up(session, year, as_of),
        entries=len(list_study_entries(session, year)),
    )
