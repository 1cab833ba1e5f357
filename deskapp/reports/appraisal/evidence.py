"""The rows behind the scores: a sheet for each thing that indicators count."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import cast

from sqlalchemy.orm import Session

from deskapp.excel.references import quoted_sheet_name
from deskapp.excel.sheet import Cell, Column, Kind, Sheet, column_letter, range_target
from deskapp.i18n import _
from deskapp.queries.appraisal import IndicatorRow, evidence_columns, evidence_rows
from deskapp.queries.appraisal.scoring import counted_alike
from deskapp.queries.measures import MEASURES
from deskapp.reports.appraisal.book import Book
from deskapp.rules.rule_kinds.levels import level_label

_TAB = "7F8FA6"


@dataclass(frozen=True, slots=True)
class EvidenceSheet:
    """The rows of one measure with one set of parameters, by subject in office order."""

    sheet: Sheet
    label: str
    counts_label: str
    indicators: tuple[IndicatorRow, ...]
    levels: tuple[str, ...]
    """The codes of the levels that its rows may have; none where the measure knows no levels."""
    starts: Mapping[int, int]
    """The first row of each of the appraised."""
    counts: Mapping[int, int]
    """How many rows each of the appraised has."""

    def target(self, subject_id: int) -> str:
        """Return the target of a link to the rows of one of the appraised, who must have some."""
        first = self.starts[subject_id]
        last = first + self.counts[subject_id] - 1
        return range_target(self.sheet.name, (first, 0), (last, len(self.sheet.columns) - 1))

    def numbers_ref(self) -> str:
        """Return a reference to the column with the number of the one whose each row is."""
        return self._column_ref(0)

    def levels_ref(self) -> str:
        """Return a reference to the column with the levels."""
        return self._column_ref(len(self.sheet.columns) - 2)

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
    for indicator in book.indicators:
        if not indicator.by_hand:
            alike.setdefault(counted_alike(indicator), []).append(indicator)
    return [
        _evidence_sheet(session, book, number, group)
        for number, group in enumerate(alike.values(), start=1)
    ]


def _evidence_sheet(
    session: Session, book: Book, number: int, indicators: Sequence[IndicatorRow]
) -> EvidenceSheet:
    measure = MEASURES[indicators[0].measure]
    counts_label = _(measure.counts_label)
    topics = _(", ").join(dict.fromkeys(indicator.level2 for indicator in indicators))
    label = _("Evidence {number}: {topics}").format(number=number, topics=topics)
    levels = _levels(book, indicators[0])
    columns = _columns(book, indicators[0], counts_label, bool(levels))
    numbers = range(1, len(book.subjects) + 1)
    choices: dict[int, Sequence[str | int]] = {0: numbers, len(columns) - 1: (1, 0)}
    if levels:
        choices[len(columns) - 2] = list(map(level_label, levels))
    sheet = Sheet(
        name=book.name(_("Evidence {number} {topics}").format(number=number, topics=topics)),
        title=label,
        columns=columns,
        rows=_rows(session, book, indicators[0], bool(levels)),
        notes=[
            _("{measure}. In the last column 1 counts and 0 does not; scores follow it.").format(
                measure=_(measure.label)
            ),
            _(
                "The number in the first column, as on the sheet {summary}, says whose a row is; "
                "the name is not read. Who adds a row at the end types the number there."
            ).format(summary=_("Summary")),
        ],
        freeze_columns=2,
        lists=choices,
        tab_colour=_TAB,
        page_note=book.about(),
    )
    counts = _rows_by_subject(book, indicators[0])
    starts, row = {}, sheet.first_row()
    for subject_id, rows in counts.items():
        starts[subject_id] = row
        row += rows
    return EvidenceSheet(sheet, label, counts_label, tuple(indicators), levels, starts, counts)


def _columns(
    book: Book, indicator: IndicatorRow, counts_label: str, with_levels: bool
) -> list[Column]:
    shown = [
        Column(label, width, cast(Kind, kind))
        for label, width, kind in evidence_columns(book.scoring, indicator)
    ]
    levels = [Column(_("Level that counts"), 12)] if with_levels else []
    number = Column(_("Branch No.") if book.of_branches() else _("Unit No."), 8, "whole")
    whose = Column(book.appraised_heading(), 26)
    return [number, whose, *shown, *levels, Column(counts_label, 9, "whole")]


def _rows(
    session: Session, book: Book, indicator: IndicatorRow, with_levels: bool
) -> Iterator[Sequence[Cell]]:
    # By number, since a spreadsheet takes names for one that differ only in capital letters.
    numbers = {subject.id: number for number, subject in enumerate(book.subjects, start=1)}
    rows = evidence_rows(session, book.scoring, indicator)
    if not with_levels:
        for row in rows:
            yield (numbers[row.subject_id], row.subject, *row.cells, row.counts)
        return
    for row in rows:
        number, level = numbers[row.subject_id], level_label(row.level)
        yield (number, row.subject, *row.cells, level, row.counts)


def _levels(book: Book, indicator: IndicatorRow) -> tuple[str, ...]:
    """Return the levels of a measure, and those that were counted under other names."""
    measure = MEASURES[indicator.measure]
    if measure.level is None:
        return ()
    cells = (book.scoring.cell(subject.id, indicator.id) for subject in book.subjects)
    counted = (code for cell in cells if cell.counted for code in cell.counted.levels)
    return tuple(dict.fromkeys([*measure.levels, *counted]))


def _rows_by_subject(book: Book, indicator: IndicatorRow) -> dict[int, int]:
    """Return how many rows each has; every one of them is of the denominator."""
    counted = (
        (subject.id, book.scoring.cell(subject.id, indicator.id).counted)
        for subject in book.subjects
    )
    return {subject_id: found.denominator if found else 0 for subject_id, found in counted}
