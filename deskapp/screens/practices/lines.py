"""Practices as the list shows them: rows of the query with their time in words."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from deskapp.dates import shown_date
from deskapp.i18n import N_
from deskapp.queries.practices import PracticeRow
from deskapp.screens.practices.words import (
    level_in_words,
    state_in_words,
    state_tone,
    time_in_words,
    time_tone,
)
from deskapp.widgets.row_table_model import PAGE, PagedRows, TableColumn

# Below this all rows are read at once; they can be selected and found without looking.
ALL_AT_ONCE = 2000

Page = Callable[[int, int | None], Sequence[PracticeRow]]


@dataclass(frozen=True, slots=True)
class PracticeLine:
    """One practice as a line of the list; attributes are named as the query sorts them."""

    id: int
    version: int
    title: str
    unit: str
    branch: str
    state: str
    time: str
    time_tone: str
    happened_on: date | None
    due_on: date | None
    summarised_on: date | None
    adoption_level: str | None
    adopted_on: date | None
    short_unit: str

    @property
    def carrier(self) -> str:
        """Return the branch that carries the practice, or the unit by its short name."""
        return self.branch or self.short_unit


def practice_line(row: PracticeRow, today: date, soon: int) -> PracticeLine:
    """Return a row of the query as a line, judged on a day."""
    times = (row.state, row.due_on, row.summarised_on, today)
    return PracticeLine(
        id=row.id,
        version=row.version,
        title=row.title,
        unit=row.unit,
        branch=row.branch or "",
        state=row.state,
        time=time_in_words(*times),
        time_tone=time_tone(*times, soon),
        happened_on=row.happened_on,
        due_on=row.due_on,
        summarised_on=row.summarised_on,
        adoption_level=row.adoption_level,
        adopted_on=row.adopted_on,
        short_unit=row.short_unit,
    )


def lines_of(
    number: int, page: Page, today: date, soon: int, looked_at: int = 0
) -> list[PracticeLine] | PagedRows:
    """Return so many lines: all of them, or of a long list the pages that are looked at.

    The page of the row `looked_at` is read at once, so that what is chosen stays chosen.
    """

    def lines(offset: int, limit: int | None) -> list[PracticeLine]:
        return [practice_line(row, today, soon) for row in page(offset, limit)]

    if number <= ALL_AT_ONCE:
        return lines(0, None)
    rows = PagedRows(number, lines)
    for place in {0, max(looked_at, 0) // PAGE * PAGE}:
        if place < number:
            rows[place]
    return rows


LINE_COLUMNS = (
    TableColumn("carrier", N_("Unit or branch"), 16),
    TableColumn("title", N_("Practice"), 21),
    TableColumn(
        "state", N_("State"), 8, shown=state_in_words, tone=lambda line: state_tone(line.state)
    ),
    TableColumn("time", N_("Timeliness"), 11, tone=lambda line: line.time_tone),
    TableColumn("due_on", N_("Summary due"), 11, shown=shown_date),
    TableColumn("adoption_level", N_("Adoption level"), 9, shown=level_in_words),
    TableColumn("happened_on", N_("Date"), 11, shown=shown_date),
    TableColumn("unit", N_("Unit"), 24, hidden=True),
    TableColumn("branch", N_("Branch"), 18, hidden=True),
    TableColumn("summarised_on", N_("Summarised on"), 11, shown=shown_date, hidden=True),
    TableColumn("adopted_on", N_("Adopted on"), 11, shown=shown_date, hidden=True),
)
