"""The sheet on which the assessors' points are typed, for all units at once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from deskapp.excel.sheet import Cell, Column, Formula, Link, Sheet, cell_ref, link_target
from deskapp.i18n import _
from deskapp.queries.appraisal import IndicatorRow, Subject
from deskapp.reports.appraisal.book import Book
from deskapp.rules.points import plain

_BEFORE = 2
"""Columns before those of the first indicator."""
_TAB = "E69F00"


class HandSheet:
    """Points and reasons by unit and indicator; the scores refer to its cells."""

    def __init__(self, book: Book) -> None:
        self._book = book
        indicators = [i for i in book.scoring.indicators if i.by_hand]
        self._places = {i.id: _BEFORE + 2 * place for place, i in enumerate(indicators)}
        self._sheet = Sheet(
            name=book.name(_("Points by hand")) if indicators else "",
            title=_("{subject}: points by hand").format(subject=book.subject()),
            columns=_columns(indicators),
            rows=(),
            notes=[_("Type points and reasons here; scores, totals and ranks follow.")],
            freeze_columns=_BEFORE,
            filters=False,
            tab_colour=_TAB,
        )
        first = self._sheet.first_row()
        self._rows = {unit.id: first + i for i, unit in enumerate(book.scoring.subjects)}

    def sheets(self) -> list[Sheet]:
        """Return the sheet, or none where nothing is given by hand."""
        if not self._places:
            return []
        self._sheet.rows = [
            [number, unit.name, *self._given(unit, self._places)]
            for number, unit in enumerate(self._book.scoring.subjects, start=1)
        ]
        return [self._sheet]

    def points_ref(self, unit_id: int, indicator_id: int) -> str:
        """Return a reference to the points given."""
        return cell_ref(self._sheet.name, self._rows[unit_id], self._places[indicator_id])

    def reason(self, unit_id: int, indicator_id: int, now: str) -> Formula:
        """Return the formula that shows the reason, or that nobody has assessed yet."""
        reason = cell_ref(self._sheet.name, self._rows[unit_id], self._places[indicator_id] + 1)
        points = self.points_ref(unit_id, indicator_id)
        missing = _("Not assessed yet.")
        given = self._book.scoring.cell(unit_id, indicator_id).given
        value = missing if given is None else now
        return Formula(f'IF({points}="","{missing}",{reason}&"")', value)

    def link(self, unit_id: int, indicator_id: int) -> Link:
        """Return a link to the points given."""
        column = self._places[indicator_id]
        return Link(_("Points by hand"), link_target(self._sheet.name, self._rows[unit_id], column))

    def _given(self, unit: Subject, indicators: Iterable[int]) -> Iterator[Cell]:
        for indicator_id in indicators:
            cell = self._book.scoring.cell(unit.id, indicator_id)
            yield cell.given.points if cell.given else None
            yield cell.reason


def _columns(indicators: Sequence[IndicatorRow]) -> list[Column]:
    columns = [Column(_("No."), 6, "whole"), Column(_("Unit"), 26)]
    for indicator in indicators:
        heading = _("{name} ({points} points)").format(
            name=indicator.level2, points=plain(indicator.points)
        )
        columns.append(Column(_("Points"), 8, "points", group=heading))
        columns.append(Column(_("Reason"), 22, "wrapped", group=heading))
    return columns
