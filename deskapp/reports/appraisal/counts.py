"""The numbers under every measured score: how many counted, of how many, at which level."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import accumulate

from deskapp.excel.sheet import Cell, Column, Formula, Sheet, cell_ref, range_ref
from deskapp.i18n import _
from deskapp.queries.appraisal import Subject
from deskapp.reports.appraisal.book import Book, pages_wide
from deskapp.reports.appraisal.evidence import EvidenceSheet
from deskapp.reports.appraisal.formulas import condition
from deskapp.rules.rule_kinds.levels import level_label
from deskapp.rules.scoring import Counted, CountRefs

_BEFORE = 2
"""Columns before those of the first evidence sheet."""
_NUMBER = 0
_TAB = "7F8FA6"


class CountsSheet:
    """Counts everyone's rows once, for a score's formula names the numbers several times."""

    def __init__(self, book: Book, evidence: Sequence[EvidenceSheet]) -> None:
        self.evidence = evidence
        self._book = book
        self._places = {
            indicator.id: place
            for place, sheet in enumerate(evidence)
            for indicator in sheet.indicators
        }
        widths = [2 + len(sheet.levels) for sheet in evidence]
        self._columns = list(accumulate(widths, initial=_BEFORE))
        columns = _columns(book, evidence)
        self._sheet = Sheet(
            name=book.name(_("Counts")) if evidence else "",
            title=_("{subject}: counts").format(subject=book.subject()),
            columns=columns,
            rows=(),
            notes=[_("Counted by formulas from the evidence sheets.")],
            freeze_columns=_BEFORE,
            filters=False,
            tab_colour=_TAB,
            page_note=book.about(),
            pages_wide=pages_wide(columns),
        )
        first = self._sheet.first_row()
        self._rows = {subject.id: first + i for i, subject in enumerate(book.subjects)}

    def sheets(self) -> list[Sheet]:
        """Return the sheet, or none where nothing is measured."""
        if not self.evidence:
            return []
        self._sheet.rows = [
            [number, subject.name, *self._counted(subject)]
            for number, subject in enumerate(self._book.subjects, start=1)
        ]
        if self._rows:
            label = _("Rows with another number or none: must be 0")
            self._sheet.totals = [["", label, *self._left_over()]]
        return [self._sheet]

    def refs(self, subject_id: int, indicator_id: int) -> CountRefs:
        """Return references to what was counted for a score."""
        place, row = self._places[indicator_id], self._rows[subject_id]
        first = self._columns[place]

        def ref(offset: int) -> str:
            return cell_ref(self._sheet.name, row, first + offset)

        levels = {code: ref(2 + i) for i, code in enumerate(self.evidence[place].levels)}
        return CountRefs(ref(0), ref(1), levels)

    def evidence_of(self, indicator_id: int) -> EvidenceSheet:
        """Return the evidence sheet of an indicator."""
        return self.evidence[self._places[indicator_id]]

    def _counted(self, subject: Subject) -> Iterator[Cell]:
        whose = cell_ref("", self._rows[subject.id], _NUMBER)
        for sheet in self.evidence:
            counted = self._book.scoring.cell(subject.id, sheet.indicators[0].id).counted
            # Only points by hand may be missing.
            assert counted is not None
            yield from _of_sheet(sheet, whose, counted)

    def _left_over(self) -> Iterator[Cell]:
        """Yield the formulas of what the evidence has beyond what is counted of everyone."""
        rows = list(self._rows.values())
        for column, sheet in zip(self._columns, self.evidence, strict=False):
            counting, of_all = (range_ref("", rows[0], rows[-1], column + i) for i in (0, 1))
            yield Formula(f"SUM({sheet.counting_ref()})-SUM({counting})", 0)
            yield Formula(f"COUNT({sheet.counting_ref()})-SUM({of_all})", 0)
            yield from [""] * len(sheet.levels)


def _of_sheet(sheet: EvidenceSheet, whose: str, counted: Counted) -> Iterator[Cell]:
    """Yield the formulas of one evidence sheet for one of the appraised."""
    numbers, counting = sheet.numbers_ref(), sheet.counting_ref()
    yield Formula(f"SUMIFS({counting},{numbers},{whose})", counted.numerator)
    yield Formula(f"COUNTIFS({numbers},{whose})", counted.denominator)
    for code in sheet.levels:
        level = condition(level_label(code))
        expression = f"SUMIFS({counting},{numbers},{whose},{sheet.levels_ref()},{level})"
        yield Formula(expression, counted.levels.get(code, 0))


def _columns(book: Book, evidence: Sequence[EvidenceSheet]) -> list[Column]:
    columns = [Column(_("No."), 6, "whole"), Column(book.appraised_heading(), 26)]
    for sheet in evidence:
        heads = [sheet.counts_label, _("Out of"), *map(level_label, sheet.levels)]
        columns += [Column(head, 11, "whole", group=sheet.label) for head in heads]
    return columns
