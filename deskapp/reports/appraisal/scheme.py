"""The scheme itself, as it is handed out before the year is scored."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import count

from deskapp.excel.sheet import Cell, Column, Formula, Sheet
from deskapp.i18n import _
from deskapp.queries.appraisal import IndicatorRow, SchemeRow
from deskapp.queries.measures import MEASURES
from deskapp.records.scheme import APPRAISED, SCOPES, SECTIONS
from deskapp.reports.appraisal.book import by_section, exact
from deskapp.reports.appraisal.layout import WORTH, Layout, Part
from deskapp.reports.appraisal.ranking import grade_line
from deskapp.rules.points import plain

_LEVEL1 = 1


def scheme_sheet(
    name: str, scheme: SchemeRow, indicators: Sequence[IndicatorRow], page_note: str = ""
) -> Sheet:
    """Return the indicators with criteria, rule in words and where the figures come from.

    The import of schemes reads its columns and the heads of its sections.
    """
    sheet = Sheet(
        name=name,
        title=scheme.title,
        columns=_columns(),
        rows=(),
        notes=[_whom(scheme)],
        footer=[grade_line(grade) for grade in scheme.grades],
        merge_down=[_LEVEL1],
        filters=False,
        page_note=page_note,
    )
    layout = Layout(scheme, by_section(indicators), sheet.first_row())
    numbers = count(1)
    rows: list[Sequence[Cell]] = []
    for part in layout.parts:
        rows.append(["", _head(part), *[""] * (len(sheet.columns) - 2)])
        rows += [_row(next(numbers), indicator) for indicator in part.indicators]
    sheet.rows = rows
    sheet.strong_rows = [part.head_row - sheet.first_row() for part in layout.parts]
    sheet.totals = [_total(layout.part("ordinary"))]
    return sheet


def _whom(scheme: SchemeRow) -> str:
    """Return in words who is appraised."""
    whom = _("Appraised: {whom}").format(whom=_(APPRAISED[scheme.appraised]))
    if scheme.scope == "all":
        return whom
    of_which = _("Of which units: {scope}").format(scope=_(SCOPES[scheme.scope]))
    return _("; ").join([whom, of_which])


def _head(part: Part) -> str:
    """Return the head of a section with what it is worth, or the most that counts of it."""
    name = _(SECTIONS[part.section])
    if part.section == "ordinary":
        return _("{name} ({points} points)").format(name=name, points=plain(part.worth()))
    if part.cap is None:
        return name
    return _("{name} (at most {points} points)").format(name=name, points=plain(part.cap))


def _total(ordinary: Part | None) -> Sequence[Cell]:
    """Return the line with what can be reached without bonus points."""
    worth: Cell = 0
    if ordinary:
        worth = Formula(ordinary.subtotal(WORTH), exact(ordinary.worth()))
    return ["", _("Total"), "", worth, "", "", "", ""]


def _columns() -> list[Column]:
    return [
        Column(_("No."), 6, "whole"),
        Column(_("Level 1"), 16, "wrapped"),
        Column(_("Level 2"), 18, "wrapped"),
        Column(_("Worth"), 8),
        Column(_("Criteria"), 42, "wrapped"),
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
