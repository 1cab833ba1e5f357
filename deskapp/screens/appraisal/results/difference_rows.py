"""The lines of the differences between then and now: plain rows for three lists."""

from __future__ import annotations

from dataclasses import dataclass
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
    TableColumn("then", N_("Then"), 40, sortable=False),
    TableColumn("now", N_("Now"), 40, sortable=False),
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
    return DifferenceRow(place, subject, one.indicator.level2, then, now, move, " ".join(one.why))


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
    row = change.now or change.then
    assert row is not None
    then, now = (_said(one, difference) for one in (change.then, change.now))
    return ChangeRow(place, change.kind, then, now, row.record_id)


def _said(row: EvidenceRow | None, difference: Difference) -> str:
    """Return the cells of a row as a line, with whether it counts."""
    if row is None:
        return ""
    measure = MEASURES.get(difference.indicator.measure)
    counts = _(measure.counts_label) if measure else _("Counts")
    cells = [shown_date(c) if hasattr(c, "isoformat") else str(c) for c in row.cells if c]
    yes_no = _("yes") if row.counts else _("no")
    return " · ".join([*cells, _("{label}: {value}").format(label=counts, value=yes_no)])


def _points(points: Decimal | None) -> str:
    return "—" if points is None else f"{points:.2f}"


def _place(standing: Standing | None) -> str:
    return "—" if standing is None else str(standing.rank)
