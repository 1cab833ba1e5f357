"""Count what was expected and studied for the cells of a view, in one statement."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Literal

from sqlalchemy import CTE, Select, null, select, union_all
from sqlalchemy.orm import Session

from deskapp.queries.study.expected import OF_EVERYBODY
from deskapp.queries.study.outcomes import branch_outcomes, counts_of, people_outcomes
from deskapp.queries.study.rows import RowId
from deskapp.records.person import Person

View = Literal["branches", "people", "ranks", "units"]
# expected, done, late, and the last day
Count = tuple[int, int, int, date | None]
# expected, done, late, and those that are not due yet of what is left
Sums = tuple[int, int, int, int]


@dataclass(slots=True)
class Tally:
    """The counts by row and requirement, and their sums by unit and by rank."""

    cells: dict[tuple[RowId, int], Count] = field(default_factory=dict)
    by_unit: dict[RowId, Sums] = field(default_factory=dict)
    by_rank: dict[RowId, Sums] = field(default_factory=dict)

    def row_ids(self) -> set[RowId]:
        """Return the rows of which something is expected."""
        return {row_id for row_id, _requirement in self.cells}


def tally_of(
    session: Session,
    required: CTE,
    year: int,
    as_of: date,
    by: View,
    *,
    unit_id: int | None,
    ahead: Collection[int],
) -> Tally:
    """Return the counts of a view, of one unit where one is given.

    `ahead` are the requirements that are not due yet.
    """
    statement = _STATEMENTS[by](required, year, as_of, unit_id)
    tally = Tally()
    for row_id, unit, rank, requirement_id, *counts in session.connection().execute(statement):
        expected, done, late, day = counts
        if row_id is not None:
            key = (row_id, requirement_id)
            there = tally.cells.get(key)
            tally.cells[key] = _joined(there, counts) if there else (expected, done, late, day)
        waiting = expected - done - late if requirement_id in ahead else 0
        _add(tally.by_unit, unit, (expected, done, late, waiting))
        if rank is not None:
            _add(tally.by_rank, rank, (expected, done, late, waiting))
    return tally


def tally_by_rank(
    session: Session,
    required: CTE,
    year: int,
    as_of: date,
    *,
    unit_id: int | None,
    ahead: Collection[int],
) -> dict[RowId, Sums]:
    """Return the sums by rank over everybody expected, listed under a unit if one is given."""
    outcome = people_outcomes(required, year, as_of, OF_EVERYBODY).subquery().c
    expected, done, late, _day = counts_of(outcome)
    by = (outcome.rank, outcome.requirement_id)
    statement = select(*by, expected, done, late).group_by(*by)
    if unit_id is not None:
        statement = statement.where(outcome.listed_unit_id == unit_id)
    sums: dict[RowId, Sums] = {}
    for rank, requirement_id, *counts in session.connection().execute(statement):
        waiting = counts[0] - counts[1] - counts[2] if requirement_id in ahead else 0
        _add(sums, rank, (counts[0], counts[1], counts[2], waiting))
    return sums


def _joined(one: Count, other: Any) -> Count:
    days = [day for day in (one[3], other[3]) if day]
    return (
        one[0] + other[0],
        one[1] + other[1],
        one[2] + other[2],
        max(days) if days else None,
    )


def _add(sums: dict[RowId, Sums], key: RowId, more: Sums) -> None:
    there = sums.get(key, (0, 0, 0, 0))
    sums[key] = (there[0] + more[0], there[1] + more[1], there[2] + more[2], there[3] + more[3])


def _by_branches(required: CTE, year: int, as_of: date, unit_id: int | None) -> Any:
    return _branches_and_people(required, year, as_of, "branch_id", "listed_unit_id", unit_id)


def _by_units(required: CTE, year: int, as_of: date, unit_id: int | None) -> Any:
    return _branches_and_people(required, year, as_of, "unit_id", "unit_id", unit_id)


def _branches_and_people(
    required: CTE, year: int, as_of: date, row: str, unit: str, unit_id: int | None
) -> Any:
    """Return the counts of branches, and of people under `row` and `unit`, as one statement."""
    branches = branch_outcomes(required, year, as_of).subquery().c
    people = people_outcomes(required, year, as_of).subquery().c
    return union_all(
        _grouped(branches, branches[row], branches.unit_id, unit_id),
        _grouped(people, people[row], people[unit], unit_id),
    )


def _by_people(required: CTE, year: int, as_of: date, unit_id: int | None) -> Any:
    # Those of one unit are few: only what they studied is looked at.
    only = None if unit_id is None else Person.unit_id == unit_id
    people = people_outcomes(required, year, as_of, OF_EVERYBODY, only=only).subquery().c
    return _grouped(people, people.person_id, people.unit_id, unit_id, rank=people.rank)


def _by_ranks(required: CTE, year: int, as_of: date, unit_id: int | None) -> Any:
    people = people_outcomes(required, year, as_of, OF_EVERYBODY).subquery().c
    return _grouped(people, people.rank, people.unit_id, unit_id, rank=people.rank)


def _grouped(
    outcome: Any, row: Any, unit: Any, unit_id: int | None, *, rank: Any = None
) -> Select[Any]:
    by = [row, unit, outcome.requirement_id]
    shown_rank = null().label("rank") if rank is None else rank
    statement = select(row, unit, shown_rank, outcome.requirement_id, *counts_of(outcome))
    statement = statement.group_by(*by) if rank is None else statement.group_by(*by, rank)
    return statement if unit_id is None else statement.where(unit == unit_id)


_STATEMENTS = {
    "branches": _by_branches,
    "units": _by_units,
    "people": _by_people,
    "ranks": _by_ranks,
}
