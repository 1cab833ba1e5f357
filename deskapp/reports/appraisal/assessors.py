"""The sheet on which the assessors' points are typed, for all of the appraised at once."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from deskapp.excel.sheet import Cell, Column, Sheet, cell_ref, link_target
from deskapp.i18n import _
from deskapp.queries.appraisal import IndicatorRow, Subject
from deskapp.reports.appraisal.book import Book, pages_wide
from deskapp.rules.points import plain

_BEFORE = 2
"""Columns before those of the first indicator."""
_TAB = "E69F00"


class AssessorsSheet:
    """Points and reasons by indicator; the scores refer to its cells.

    Points typed for a measured indicator stand in place of the computed ones.
    """

    def __init__(self, book: Book) -> None:
        self._book = book
        self._places = {i.id: _BEFORE + 2 * n for n, i in enumerate(book.indicators)}
        columns = _columns(book)
        self._sheet = Sheet(
            name=book.name(_("Assessors' points")),
            title=_("{subject}: assessors' points").format(subject=book.subject()),
            columns=columns,
            rows=(),
            notes=[
                _(
                    "Type points and reasons here; scores, totals and ranks follow. Under what "
                    "is computed, leave points empty unless others are given in their place."
                ),
            ],
            freeze_columns=_BEFORE,
            filters=False,
            tab_colour=_TAB,
            page_note=book.about(),
            pages_wide=pages_wide(columns),
        )
        first = self._sheet.first_row()
        self._rows = {subject.id: first + i for i, subject in enumerate(book.subjects)}

    def sheet(self) -> Sheet:
        """Return the sheet."""
        self._sheet.rows = [
            [number, subject.name, *self._given(subject)]
            for number, subject in enumerate(self._book.subjects, start=1)
        ]
        return self._sheet

    def points_ref(self, subject_id: int, indicator_id: int) -> str:
        """Return a reference to the points given."""
        return cell_ref(self._sheet.name, self._rows[subject_id], self._places[indicator_id])

    def by_hand_refs(self, subject_id: int) -> list[str]:
        """Return references to the ordinary points that only the assessors can give."""
        return [
            self.points_ref(subject_id, indicator.id)
            for indicator in self._book.indicators
            if indicator.by_hand and indicator.section == "ordinary"
        ]

    def reason_ref(self, subject_id: int, indicator_id: int) -> str:
        """Return a reference to the reason given."""
        return cell_ref(self._sheet.name, self._rows[subject_id], self._places[indicator_id] + 1)

    def target(self, subject_id: int, indicator_id: int) -> str:
        """Return the target of a link to the points given."""
        column = self._places[indicator_id]
        return link_target(self._sheet.name, self._rows[subject_id], column)

    def _given(self, subject: Subject) -> Iterator[Cell]:
        for indicator in self._book.indicators:
            cell = self._book.scoring.cell(subject.id, indicator.id)
            yield cell.given.points if cell.given else None
            yield cell.reason


def _columns(book: Book) -> Sequence[Column]:
    columns = [Column(_("No."), 6, "whole"), Column(book.appraised_heading(), 26)]
    for indicator in book.indicators:
        group = _heading(indicator)
        points = _("Points") if indicator.by_hand else _("In place of computed")
        columns.append(Column(points, 9, "points", group=group))
        columns.append(Column(_("Reason"), 20, "wrapped", group=group))
    return columns


def _heading(indicator: IndicatorRow) -> str:
    worth = _("{name} ({points} points)")
    if indicator.section == "deduction":
        worth = _("{name} (up to {points} points off)")
    return worth.format(name=indicator.level2, points=plain(indicator.points))
