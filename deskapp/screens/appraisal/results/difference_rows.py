"""The lines of the differences between then and now: plain rows for three lists."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from deskapp.dates import shown_date
from deskapp.i18n import N_, _
from deskapp.queries.appraisal.differences import (
    Comparison,
    Difference,
    EvidenceChange,
    Moved,
    Standing,
)
from deskapp.queries.measures import MEASURES, EvidenceRow
from deskapp.screens.appraisal.results.words import one_after_another
from deskapp.widgets.row_table_model import CENTRE, RIGHT, TableColumn

CHANGE_WORDS = {"came": N_("＋ came"), "went": N_("－ went"), "changed": N_("～ changed")}
_CHANGE_TONES = {"came": "green", "went": "red", "changed": "yellow"}


@dataclass(frozen=True, slots=True)
class DifferenceRow:
    """One score then and now; `id` is its place in the comparison."""

    id: int
    subject: str
    indicator: str
    then: str
    now: str
    move: str
    why: str


@dataclass(frozen=True, slots=True)
class MovedRow:
    """One total and place then and now; `id` is that of the unit or branch."""

    id: int
    subject: str
    total_then: str
    total_now: str
    place_then: str
    place_now: str


@dataclass(frozen=True, slots=True)
class ChangeRow:
    """One evidence row that came, went or changed; `id` is its place in the list."""

    id: int
    kind: str
    row: str
    then: str
    now: str
    record_id: int


def _tone_of_move(row: Any) -> str:
    if row.move.startswith("+"):
        return "green"
    return "red" if row.move else ""


DIFFERENCE_COLUMNS = (
    TableColumn("subject", N_("Unit or branch"), 16, sortable=False),
    TableColumn("indicator", N_("Indicator"), 18, sortable=False),
    TableColumn("then", N_("Then"), 8, RIGHT, sortable=False),
    TableColumn("now", N_("Now"), 8, RIGHT, sortable=False),
    TableColumn("move", N_("Moved by"), 8, tone=_tone_of_move, sortable=False),
    TableColumn("why", N_("Why"), 34, sortable=False),
)
MOVED_COLUMNS = (
    TableColumn("subject", N_("Unit or branch"), 24, sortable=False),
    TableColumn("total_then", N_("Total then"), 10, RIGHT, sortable=False),
    TableColumn("total_now", N_("Total now"), 10, RIGHT, sortable=False),
    TableColumn("place_then", N_("Place then"), 9, CENTRE, sortable=False),
    TableColumn("place_now", N_("Place now"), 9, CENTRE, sortable=False),
)
CHANGE_COLUMNS = (
    TableColumn(
        "kind",
        N_("Evidence"),
        10,
        shown=lambda kind: _(CHANGE_WORDS[kind]),
        tone=lambda row: _CHANGE_TONES[row.kind],
        sortable=False,
    ),
    TableColumn("row", N_("Row"), 44, sortable=False),
    TableColumn("then", N_("Then"), 18, sortable=False),
    TableColumn("now", N_("Now"), 18, sortable=False),
)


def difference_rows(comparison: Comparison, *, moved: bool | None = None) -> list[DifferenceRow]:
    """Return the differences: all, those whose points moved, or the others."""
    return [
        _difference_row(place, one)
        for place, one in enumerate(comparison.differences)
        if moved is None or one.moved == moved
    ]


def _difference_row(place: int, one: Difference) -> DifferenceRow:
    move = ""
    if one.then is not None and one.now is not None and one.moved:
        by = one.now - one.then
        move = f"+{by:.2f}" if by > 0 else f"−{-by:.2f}"
    subject = one.subject.short_name or one.subject.name
    then, now = _points(one.then), _points(one.now)
    return DifferenceRow(
        place, subject, one.indicator.level2, then, now, move, one_after_another(one.why)
    )


def moved_rows(comparison: Comparison) -> list[MovedRow]:
    """Return the totals and places that are others now."""
    return [_moved_row(one) for one in comparison.moved]


def _moved_row(one: Moved) -> MovedRow:
    then, now = one.then, one.now
    return MovedRow(
        one.subject.id,
        one.subject.short_name or one.subject.name,
        _points(then.total if then else None),
        _points(now.total if now else None),
        _place(then),
        _place(now),
    )


def change_rows(difference: Difference) -> list[ChangeRow]:
    """Return the evidence rows that differ behind one score."""
    return [_change_row(place, one, difference) for place, one in enumerate(difference.evidence)]


def _change_row(place: int, change: EvidenceChange, difference: Difference) -> ChangeRow:
    then, now = change.then, change.now
    row = now or then
    assert row is not None
    measure = MEASURES.get(difference.indicator.measure)
    counts = _(measure.counts_label) if measure else _("Counts")
    if then is None or now is None:
        said = _counts_in_words(counts, row)
        before, after = ("—", said) if then is None else (said, "—")
        return ChangeRow(place, change.kind, _joined(row.cells), before, after, row.record_id)
    alike = [n for n, cell in enumerate(now.cells) if then.cells[n : n + 1] == (cell,)]
    before, after = _other_cells(then, alike), _other_cells(now, alike)
    if then.counts != now.counts:
        before = _joined((before, _counts_in_words(counts, then)))
        after = _joined((after, _counts_in_words(counts, now)))
    same = _joined(now.cells[n] for n in alike)
    return ChangeRow(place, change.kind, same, before, after, row.record_id)


def _other_cells(row: EvidenceRow, alike: Collection[int]) -> str:
    return _joined(cell for n, cell in enumerate(row.cells) if n not in alike)


def _joined(cells: Iterable[Any]) -> str:
    return " · ".join(
        shown_date(cell) if isinstance(cell, date) else str(cell)
        for cell in cells
        if cell not in (None, "")
    )


def _counts_in_words(label: str, row: EvidenceRow) -> str:
    value = _("yes") if row.counts else _("no")
    return _("{label}: {value}").format(label=label, value=value)


def _points(points: Decimal | None) -> str:
    return "—" if points is None else f"{points:.2f}"


def _place(standing: Standing | None) -> str:
    return "—" if standing is None else str(standing.rank)
