"""What the coverage part asks the ledger, and what it hears."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from deskapp.i18n import _
from deskapp.queries.facts import working_day
from deskapp.queries.study.cells import View
from deskapp.queries.study.coverage import (
    Coverage,
    CoverageColumn,
    CoverageTotal,
    coverage,
    list_columns,
)
from deskapp.screens.study.reader import Ask


@dataclass(frozen=True, slots=True)
class Answer:
    """The coverage, by what its rows are, all columns there are, and the sums in words."""

    by: View
    coverage: Coverage
    columns: list[CoverageColumn]
    said: str


def read_coverage(ask: Ask, year: int, by: View, filters: dict[str, Any]) -> Answer:
    """Return the coverage of a year; its sums by rank are asked for apart, they take longer."""
    as_of = ask(working_day, year)
    found = ask(coverage, year, as_of, by, with_ranks=False, **filters)
    return Answer(by, found, ask(list_columns, year), sums_in_words(found))


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
