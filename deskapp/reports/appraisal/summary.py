"""The summary: units in office order by indicators, with totals and ranks."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from deskapp.excel.sheet import Cell, Column, Formula, Link, Sheet, cell_ref, link_target, range_ref
from deskapp.i18n import _, ngettext
from deskapp.queries.appraisal import Subject
from deskapp.reports.appraisal.book import Book, indicator_heading, total_formula
from deskapp.reports.words import signature_line

_BEFORE = 2
"""Columns before that of the first indicator."""


def _what_is_missing(book: Book) -> str:
    """Return the sentence about scores that nobody has given: in the sheet they stand as 0."""
    missing = sum(not cell.is_assessed for cell in book.scoring.cells.values())
    text = ngettext(
        "{n} score is not given yet and counts 0.",
        "{n} scores are not given yet and count 0.",
        missing,
    )
    return text.format(n=missing) if missing else ""


class SummarySheet:
    """Where every unit stands; the units' sheets refer to its ranks."""

    def __init__(self, book: Book, name: str, unit_names: Mapping[int, str]) -> None:
        self._book = book
        self._unit_names = unit_names
        self._total = _BEFORE + len(book.scoring.indicators)
        self._sheet = Sheet(
            name=name,
            title=_("{subject}: summary").format(subject=book.subject()),
            columns=_columns(book),
            rows=(),
            notes=[book.as_of()],
            footer=[
                _what_is_missing(book),
                signature_line(_("Head of the assessors"), _("Filled in by")),
            ],
            freeze_columns=_BEFORE,
            filters=False,
        )
        first = self._sheet.first_row()
        self._rows = {unit.id: first + i for i, unit in enumerate(book.scoring.subjects)}

    def sheet(self, score_ref: Callable[[int, int], str]) -> Sheet:
        """Return the sheet; `score_ref` names the cell of a unit's score by unit and place."""
        self._sheet.rows = [
            self._row(number, unit, score_ref)
            for number, unit in enumerate(self._book.scoring.subjects, start=1)
        ]
        return self._sheet

    def rank_ref(self, unit_id: int) -> str:
        """Return a reference to a unit's rank."""
        return cell_ref(self._sheet.name, self._rows[unit_id], self._total + 1)

    def link_target(self, unit_id: int) -> str:
        """Return the target of a link to a unit's line."""
        return link_target(self._sheet.name, self._rows[unit_id], _BEFORE - 1)

    def _row(
        self, number: int, unit: Subject, score_ref: Callable[[int, int], str]
    ) -> Sequence[Cell]:
        scoring, row = self._book.scoring, self._rows[unit.id]
        scores = [
            Formula(score_ref(unit.id, place), scoring.cell(unit.id, i.id).scored.points)
            for place, i in enumerate(scoring.indicators)
        ]
        total = total_formula(
            scoring.indicators,
            lambda place: cell_ref("", row, _BEFORE + place, absolute=False),
        )
        return [
            number,
            Link(unit.name, link_target(self._unit_names[unit.id], 1, 0)),
            *scores,
            Formula(total, scoring.total(unit.id)),
            Formula(self._rank_formula(row), scoring.ranks[unit.id]),
        ]

    def _rank_formula(self, row: int) -> str:
        rows = list(self._rows.values())
        totals = range_ref("", rows[0], rows[-1], self._total)
        return f"RANK({cell_ref('', row, self._total, absolute=False)},{totals})"


def _columns(book: Book) -> list[Column]:
    indicators = book.scoring.indicators
    return [
        Column(_("No."), 6, "whole"),
        Column(_("Unit"), 26),
        *(Column(indicator_heading(i), 11, "points", group=i.level1) for i in indicators),
        Column(_("Total score"), 10, "points"),
        Column(_("Place in the ranking"), 8, "whole"),
    ]
