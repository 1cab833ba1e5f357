"""What was expected, each with the day on which it was first studied, if it was."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from sqlalchemy import CTE, Select, and_, case, func, select

from deskapp.queries.study.expected import (
    OF_BRANCHES,
    OF_PEOPLE,
    expected_branches,
    expected_people,
)
from deskapp.queries.study.studied import (
    branches_studied,
    documents_at_meetings,
    people_studied,
)
from deskapp.records.person import Person


def branch_outcomes(required: CTE, year: int, as_of: date) -> Select[Any]:
    """Return the columns of `expected_branches` and studied_on, NULL where there is no day."""
    expected = expected_branches(required).subquery()
    studied = branches_studied(documents_at_meetings(required, year, as_of, OF_BRANCHES))
    return select(*expected.c, studied.c.studied_on).outerjoin_from(
        expected,
        studied,
        and_(
            studied.c.branch_id == expected.c.branch_id,
            studied.c.document_id == expected.c.document_id,
        ),
    )


def people_outcomes(
    required: CTE,
    year: int,
    as_of: date,
    audiences: Sequence[str] = OF_PEOPLE,
    *,
    only: Any = None,
) -> Select[Any]:
    """Return the columns of `expected_people` and studied_on, NULL where there is no day.

    `only` is a condition on Person, where few are asked about.
    """
    chosen = expected_people(required, audiences)
    expected = (chosen if only is None else chosen.where(only)).cte()
    at_meetings = documents_at_meetings(required, year, as_of, audiences)
    # Ranks and top leaders are few as well; the members of branches are everybody.
    few = select(expected.c.person_id) if audiences == OF_PEOPLE else None
    if only is not None:
        few = select(Person.id).where(only)
    studied = people_studied(required, at_meetings, year, as_of, only=few)
    return select(*expected.c, studied.c.studied_on).outerjoin_from(
        expected,
        studied,
        and_(
            studied.c.person_id == expected.c.person_id,
            studied.c.document_id == expected.c.document_id,
        ),
    )


def counts_of(outcome: Any) -> list[Any]:
    """Return the columns that count outcomes: expected, done, late, and the last day."""
    is_late = and_(outcome.due_on.is_not(None), outcome.studied_on > outcome.due_on)
    return [
        func.count().label("expected"),
        func.count(case((and_(outcome.studied_on.is_not(None), ~is_late), 1))).label("done"),
        func.count(case((is_late, 1))).label("late"),
        func.max(outcome.studied_on).label("studied_on"),
    ]
