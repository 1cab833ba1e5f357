"""The two numbers under every measured score: how many counted, of how many expected."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from deskapp.excel.sheet import Cell, Column, Formula, Sheet, cell_ref
from deskapp.i18n import _
from deskapp.queries.appraisal import Subject
from deskapp.reports.appraisal.book import Book
from deskapp.reports.appraisal.evidence import EvidenceSheet

_BEFORE = 2
"""Columns before those of the first evidence sheet."""
_NAME = _BEFORE - 1
_TAB = "7F8FA6"
_WILD = "~*?"
_OPERATORS = "=<>"


class CountsSheet:
    """Counts each unit's rows once, for a score's formula names both numbers several times."""

    def __init__(self, book: Book, evidence: Sequence[EvidenceSheet]) -> None:
        self.evidence = evidence
        self._book = book
        self._places = {
            indicator.id: place
            for place, sheet in enumerate(evidence)
            for indicator in sheet.indicators
        }
        self._sheet = Sheet(
            name=book.name(_("Counts")) if evidence else "",
            title=_("{subject}: counts").format(subject=book.subject()),
            columns=_columns(evidence),
            rows=(),
            notes=[_("Counted by formulas from the evidence sheets.")],
            freeze_columns=_BEFORE,
            filters=False,
            tab_colour=_TAB,
        )
        first = self._sheet.first_row()
        self._rows = {unit.id: first + i for i, unit in enumerate(book.scoring.subjects)}

    def sheets(self) -> list[Sheet]:
        """Return the sheet, or none where nothing is measured."""
        if not self.evidence:
            return []
        self._sheet.rows = [
            [number, unit.name, *self._counted(unit)]
            for number, unit in enumerate(self._book.scoring.subjects, start=1)
        ]
        return [self._sheet]

    def numerator_ref(self, unit_id: int, indicator_id: int) -> str:
        """Return a reference to how many counted."""
        return self._ref(unit_id, indicator_id, 0)

    def denominator_ref(self, unit_id: int, indicator_id: int) -> str:
        """Return a reference to how many were expected."""
        return self._ref(unit_id, indicator_id, 1)

    def evidence_of(self, indicator_id: int) -> EvidenceSheet:
        """Return the evidence sheet of an indicator."""
        return self.evidence[self._places[indicator_id]]

    def _ref(self, unit_id: int, indicator_id: int, part: int) -> str:
        column = _BEFORE + 2 * self._places[indicator_id] + part
        return cell_ref(self._sheet.name, self._rows[unit_id], column)

    def _counted(self, unit: Subject) -> Iterator[Cell]:
        of_unit = _criterion(unit.name, cell_ref("", self._rows[unit.id], _NAME))
        for sheet in self.evidence:
            counted = self._book.scoring.cell(unit.id, sheet.indicators[0].id).counted
            # Only points by hand may be missing.
            assert counted is not None
            units, counting = sheet.units_ref(), sheet.counting_ref()
            yield Formula(f"SUMIFS({counting},{units},{of_unit})", counted.numerator)
            yield Formula(f"COUNTIFS({units},{of_unit})", counted.denominator)


def _columns(evidence: Sequence[EvidenceSheet]) -> list[Column]:
    columns = [Column(_("No."), 6, "whole"), Column(_("Unit"), 26)]
    for sheet in evidence:
        columns.append(Column(_(sheet.measure.counts_label), 11, "whole", group=sheet.label))
        columns.append(Column(_("Out of"), 11, "whole", group=sheet.label))
    return columns


def _criterion(name: str, ref: str) -> str:
    """Return the condition that a cell holds the name.

    It is the cell with the name, unless the spreadsheet would read a pattern or a comparison in
    it; then it is the name itself with its signs made harmless.
    """
    if name[:1] not in _OPERATORS and not any(sign in name for sign in _WILD):
        return ref
    escaped = "".join(f"~{sign}" if sign in _WILD else sign for sign in name)
    return '"=' + escaped.replace('"', '""') + '"'
