"""What the coverage part asks the ledger, and what it hears."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from deskapp.i18n import _
from deskapp.queries.facts import working_day
from deskapp.queries.people import count_people
from deskapp.queries.study.cells import View
from deskapp.queries.study.coverage import (
    Coverage,
    CoverageColumn,
    CoverageTotal,
    coverage,
    has_gap,
    list_columns,
)
from deskapp.workspace.reader import Ask


@dataclass(frozen=True, slots=True)
class Answer:
    """The coverage, by what its rows are, all columns there are, and the sums in words."""

    by: View
    coverage: Coverage
    columns: list[CoverageColumn]
    said: str
    unit_id: int | None = None


_MOST_PEOPLE = 1000  # of more than these the grid shows one unit at a time


def read_coverage(ask: Ask, year: int, by: View, filters: dict[str, Any]) -> Answer:
    """Return the coverage of a year; its sums by rank are asked for apart, they take longer.

    Where there are many people, those of the first unit with a gap are shown unless a unit is
    chosen; `unit_id` of the answer says which.
    """
    as_of = ask(working_day, year)
    if by == "people" and filters["unit_id"] is None and ask(count_people) > _MOST_PEOPLE:
        filters = {**filters, "unit_id": _first_unit_with_gaps(ask, year, as_of, filters)}
    found = ask(coverage, year, as_of, by, with_ranks=False, **filters)
    columns = ask(list_columns, year)
    return Answer(by, found, columns, sums_in_words(found), filters["unit_id"])


def _first_unit_with_gaps(ask: Ask, year: int, as_of: date, filters: dict[str, Any]) -> int | None:
    """Return the first unit that misses what was due; the first of all where none does."""
    units = ask(coverage, year, as_of, "units", with_ranks=False, **filters).rows
    behind = [row for row in units if has_gap(row)]
    return next((int(row.id) for row in [*behind, *units]), None)


def read_ranks(ask: Ask, year: int, filters: dict[str, Any]) -> list[CoverageTotal]:
    """Return the sums by rank."""
    found: Coverage = ask(coverage, year, ask(working_day, year), "ranks", **filters)
    return found.by_rank


def sums_in_words(found: Coverage) -> str:
    """Return what all cells add up to, in a sentence."""
    expected = done = late = gaps = waiting = 0
    for row in found.rows:
        for cell in row.cells:
            expected += cell.expected
            done += cell.done
            late += cell.late
            if cell.is_due:
                gaps += cell.missing
            else:
                waiting += cell.missing
    text = _(
        "Expected {expected}: {done} studied in time, {late} late, {gaps} missing, "
        "{waiting} not due yet."
    )
    return text.format(expected=expected, done=done, late=late, gaps=gaps, waiting=waiting)
