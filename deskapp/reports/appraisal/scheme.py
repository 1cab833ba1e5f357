"""The scheme itself, as it is handed out before the year is scored."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from deskapp.excel.sheet import Cell, Column, Formula, Sheet, range_ref
from deskapp.i18n import _
from deskapp.queries.appraisal import IndicatorRow, SchemeRow
from deskapp.queries.measures import MEASURES
from deskapp.records.scheme import APPRAISED, SCOPES, SECTIONS
from deskapp.reports.appraisal.book import by_section, exact
from deskapp.reports.appraisal.formulas import subtotal
from deskapp.reports.appraisal.ranking import grade_line
from deskapp.rules.points import plain

_LEVEL1, _POINTS = 1, 3


def scheme_sheet(
    name: str, scheme: SchemeRow, indicators: Sequence[IndicatorRow], page_note: str = ""
) -> Sheet:
    """Return the indicators with criteria, rule in words and where the figures come from.

    The import of schemes reads its columns.
    """
    ordered = by_section(indicators)
    sheet = Sheet(
        name=name,
        title=scheme.title,
        columns=_columns(),
        rows=[_row(number, indicator) for number, indicator in enumerate(ordered, start=1)],
        notes=[_about(scheme)],
        merge_down=[_LEVEL1],
        filters=False,
        page_note=page_note,
    )
    sheet.totals = [_total(sheet.first_row(), ordered)]
    return sheet


def _about(scheme: SchemeRow) -> str:
    """Return in words who is appraised, what the sections are limited to, and the grades."""
    said = [_("Appraised: {whom}").format(whom=_(APPRAISED[scheme.appraised]))]
    if scheme.scope != "all":
        said.append(_("Of which units: {scope}").format(scope=_(SCOPES[scheme.scope])))
    for cap, text in (
        (scheme.bonus_cap, _("Bonus at most {points} points")),
        (scheme.deduction_cap, _("Deductions at most {points} points")),
    ):
        if cap is not None:
            said.append(text.format(points=plain(cap)))
    return _("; ").join([*said, *map(grade_line, scheme.grades)])


def _total(first_row: int, indicators: Sequence[IndicatorRow]) -> Sequence[Cell]:
    """Return the line with what can be reached without bonus points."""
    points = [indicator.points for indicator in indicators if indicator.section == "ordinary"]
    area = range_ref("", first_row, first_row + len(points) - 1, _POINTS)
    worth: Cell = Formula(subtotal([area]), exact(sum(points, Decimal(0)))) if points else 0
    return ["", _("Total"), "", worth, "", "", "", ""]


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
