"""The scheme itself, as it is handed out before the year is scored."""

from __future__ import annotations

from collections.abc import Sequence

from deskapp.excel.sheet import Cell, Column, Formula, Sheet, cell_ref
from deskapp.i18n import _
from deskapp.queries.appraisal import IndicatorRow
from deskapp.queries.measures import MEASURES
from deskapp.records.scheme import SECTIONS
from deskapp.reports.appraisal.book import Book, exact, full_points, full_points_formula

_LEVEL1, _POINTS = 1, 3


def scheme_sheet(book: Book, name: str) -> Sheet:
    """Return the indicators with criteria, rule in words and where the figures come from."""
    indicators = book.scoring.indicators
    sheet = Sheet(
        name=name,
        title=book.scoring.scheme.title,
        columns=_columns(),
        rows=[_row(number, indicator) for number, indicator in enumerate(indicators, start=1)],
        merge_down=[_LEVEL1],
        filters=False,
    )
    first = sheet.first_row()
    total = full_points_formula(
        indicators, lambda place: cell_ref("", first + place, _POINTS, absolute=False)
    )
    worth = Formula(total, full_points(indicators))
    sheet.totals = [["", _("Total"), "", worth, *[""] * (len(sheet.columns) - 4)]]
    return sheet


def _columns() -> list[Column]:
    return [
        Column(_("No."), 6, "whole"),
        Column(_("Level 1"), 14, "wrapped"),
        Column(_("Level 2"), 18, "wrapped"),
        Column(_("Worth"), 8),
        Column(_("Criteria"), 44, "wrapped"),
        Column(_("Scoring rule"), 32, "wrapped"),
        Column(_("Figures from"), 18, "wrapped"),
        Column(_("Section of the scheme"), 10),
    ]


def _row(number: int, indicator: IndicatorRow) -> Sequence[Cell]:
    by_hand = _("Points by hand")
    return [
        number,
        indicator.level1,
        indicator.level2,
        exact(indicator.points),
        indicator.criteria,
        indicator.sentence(),
        by_hand if indicator.by_hand else _(MEASURES[indicator.measure].label),
        _(SECTIONS[indicator.section]),
    ]
