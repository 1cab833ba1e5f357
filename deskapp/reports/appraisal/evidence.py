"""The rows behind the scores: a sheet for each thing that indicators count."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import cast

from sqlalchemy.orm import Session

from deskapp.excel.references import quoted_sheet_name
from deskapp.excel.sheet import Cell, Column, Kind, Link, Sheet, column_letter, link_target
from deskapp.i18n import _, ngettext
from deskapp.queries.appraisal import IndicatorRow, evidence_rows
from deskapp.queries.measures import MEASURES, Measure
from deskapp.reports.appraisal.book import Book

_TAB = "7F8FA6"


@dataclass(frozen=True, slots=True)
class EvidenceSheet:
    """The rows of one measure with one set of parameters, by unit in office order."""

    sheet: Sheet
    label: str
    measure: Measure
    indicators: tuple[IndicatorRow, ...]
    starts: Mapping[int, int]
    """The first row of each unit."""
    counts: Mapping[int, int]
    """How many rows each unit has."""

    def link(self, unit_id: int) -> Cell:
        """Return a link to the first row of a unit, with the number of its rows."""
        number = self.counts[unit_id]
        if not number:
            return _("No rows")
        text = ngettext("{number} row", "{number} rows", number).format(number=number)
        return Link(text, link_target(self.sheet.name, self.starts[unit_id], 0))

    def units_ref(self) -> str:
        """Return a reference to the column with the units' names."""
        return self._column_ref(0)

    def counting_ref(self) -> str:
        """Return a reference to the column with 1 for what counts and 0 for what does not."""
        return self._column_ref(len(self.sheet.columns) - 1)

    def _column_ref(self, index: int) -> str:
        # The whole column, so that a row added at the end is counted too: LibreOffice takes
        # no longer over it than over just the rows there are. The unit's own stretch of rows
        # would be a third faster at 200,000 rows, and alike at what an office has, but would
        # not notice when somebody moves a row to another unit.
        letter = column_letter(index)
        return f"{quoted_sheet_name(self.sheet.name)}!${letter}:${letter}"


def evidence_sheets(session: Session, book: Book) -> list[EvidenceSheet]:
    """Return the evidence of all measured indicators; those that count alike share a sheet."""
    alike: dict[tuple[str, str], list[IndicatorRow]] = {}
    for indicator in book.scoring.indicators:
        if not indicator.by_hand:
            parameters = json.dumps(dict(indicator.measure_parameters), sort_keys=True)
            alike.setdefault((indicator.measure, parameters), []).append(indicator)
    return [
        _evidence_sheet(session, book, number, group)
        for number, group in enumerate(alike.values(), start=1)
    ]


def _evidence_sheet(
    session: Session, book: Book, number: int, indicators: Sequence[IndicatorRow]
) -> EvidenceSheet:
    measure = MEASURES[indicators[0].measure]
    topics = _(", ").join(dict.fromkeys(indicator.level2 for indicator in indicators))
    label = _("Evidence {number}: {topics}").format(number=number, topics=topics)
    sheet = Sheet(
        name=book.name(_("Evidence {number} {topics}").format(number=number, topics=topics)),
        title=label,
        columns=_columns(measure),
        rows=_rows(session, book, indicators[0]),
        notes=[
            _("{measure}. In the last column 1 counts and 0 does not; scores follow it.").format(
                measure=_(measure.label)
            )
        ],
        freeze_columns=1,
        lists={len(measure.columns) + 1: (1, 0)},
        tab_colour=_TAB,
    )
    counts = _rows_by_unit(book, indicators[0])
    starts, row = {}, sheet.first_row()
    for unit_id, rows in counts.items():
        starts[unit_id] = row
        row += rows
    return EvidenceSheet(sheet, label, measure, tuple(indicators), starts, counts)


def _columns(measure: Measure) -> list[Column]:
    shown = [Column(_(c.label), c.width, cast(Kind, c.kind)) for c in measure.columns]
    return [Column(_("Unit"), 26), *shown, Column(_(measure.counts_label), 9, "whole")]


def _rows(session: Session, book: Book, indicator: IndicatorRow) -> Iterator[Sequence[Cell]]:
    for row in evidence_rows(session, book.scoring, indicator):
        yield (row.subject, *row.cells, row.counts)


def _rows_by_unit(book: Book, indicator: IndicatorRow) -> dict[int, int]:
    """Return how many rows each unit has; every one of them is of the denominator."""
    counted = (
        (unit.id, book.scoring.cell(unit.id, indicator.id).counted)
        for unit in book.scoring.subjects
    )
    return {unit_id: found.denominator if found else 0 for unit_id, found in counted}
