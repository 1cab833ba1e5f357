"""The scoring sheet of each unit: every point with its rule, its reason and its evidence."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from deskapp.excel.sheet import Cell, Column, Formula, Link, Sheet, cell_ref
from deskapp.i18n import _
from deskapp.queries.appraisal import IndicatorRow, Subject
from deskapp.reports.appraisal.book import (
    Book,
    exact,
    full_points,
    full_points_formula,
    total_formula,
)
from deskapp.reports.appraisal.counts import CountsSheet
from deskapp.reports.appraisal.points_by_hand import HandSheet
from deskapp.reports.appraisal.summary import SummarySheet
from deskapp.reports.words import BLANK, signature_line
from deskapp.rules.scoring import CountRefs, excel_formula

_LEVEL1, _WORTH, _SELF_SCORE, _SCORE = 1, 3, 5, 7


class ScoringSheets:
    """A sheet a unit; the summary refers to their scores and totals."""

    def __init__(
        self,
        book: Book,
        names: Mapping[int, str],
        counts: CountsSheet,
        by_hand: HandSheet,
        summary: SummarySheet,
    ) -> None:
        self._names = names
        self._book = book
        self._counts = counts
        self._by_hand = by_hand
        self._summary = summary
        self._indicators = book.scoring.indicators

    def sheets(self) -> list[Sheet]:
        """Return the sheets of the units in office order."""
        return [self._sheet(unit) for unit in self._book.scoring.subjects]

    def score_ref(self, unit_id: int, place: int) -> str:
        """Return a reference to a unit's score under the indicator at a place of the scheme."""
        return cell_ref(self._names[unit_id], self._first_row() + place, _SCORE)

    def _sheet(self, unit: Subject) -> Sheet:
        sheet = self._empty(unit)
        sheet.rows = [
            self._row(unit, place, indicator) for place, indicator in enumerate(self._indicators)
        ]
        sheet.totals = [self._total(unit), self._rank(unit)]
        return sheet

    def _empty(self, unit: Subject) -> Sheet:
        about = [
            _("Unit appraised: {unit}").format(unit=unit.name),
            _("Year: {year}").format(year=self._book.scoring.scheme.year),
            self._book.as_of(),
        ]
        return Sheet(
            name=self._names[unit.id],
            title=_("{subject}: scoring sheet").format(subject=self._book.subject()),
            columns=_columns(),
            rows=(),
            notes=[BLANK[:4].join(about)],
            footer=[
                "",
                signature_line(_("Head of the unit appraised"), _("Head of the assessors")),
            ],
            merge_down=[_LEVEL1],
            filters=False,
        )

    def _first_row(self) -> int:
        # All of these sheets have one title, one line of notes and one row of heads.
        return self._empty(self._book.scoring.subjects[0]).first_row()

    def _row(self, unit: Subject, place: int, indicator: IndicatorRow) -> Sequence[Cell]:
        return [
            place + 1,
            indicator.level1,
            indicator.level2,
            exact(indicator.points),
            indicator.criteria or indicator.sentence(),
            None,
            "",
            self._score(unit, indicator),
            self._reason(unit, indicator),
            self._evidence(unit, indicator),
        ]

    def _score(self, unit: Subject, indicator: IndicatorRow) -> Formula:
        if indicator.by_hand:
            numerator = denominator = self._by_hand.points_ref(unit.id, indicator.id)
        else:
            numerator = self._counts.numerator_ref(unit.id, indicator.id)
            denominator = self._counts.denominator_ref(unit.id, indicator.id)
        refs = CountRefs(numerator, denominator)
        expression = excel_formula(
            indicator.rule, indicator.parameters, indicator.points, refs, indicator.section
        )
        return Formula(expression, self._book.scoring.cell(unit.id, indicator.id).scored.points)

    def _reason(self, unit: Subject, indicator: IndicatorRow) -> Cell:
        cell = self._book.scoring.cell(unit.id, indicator.id)
        if indicator.by_hand:
            return self._by_hand.reason(unit.id, indicator.id, cell.reason)
        return cell.scored.why if cell.scored.lost or indicator.section == "deduction" else ""

    def _evidence(self, unit: Subject, indicator: IndicatorRow) -> Cell:
        if indicator.by_hand:
            return self._by_hand.link(unit.id, indicator.id)
        return self._counts.evidence_of(indicator.id).link(unit.id)

    def _total(self, unit: Subject) -> Sequence[Cell]:
        worth = full_points_formula(self._indicators, self._cell(_WORTH))
        own = total_formula(self._indicators, self._cell(_SELF_SCORE))
        total = total_formula(self._indicators, self._cell(_SCORE))
        return [
            "",
            _("Total"),
            "",
            Formula(worth, full_points(self._indicators)),
            "",
            Formula(f'IF({own}=0,"",{own})', ""),
            "",
            Formula(total, self._book.scoring.total(unit.id)),
            "",
            "",
        ]

    def _rank(self, unit: Subject) -> Sequence[Cell]:
        number = len(self._book.scoring.subjects)
        rank = self._book.scoring.ranks[unit.id]
        of_all = Formula(f'{self._summary.rank_ref(unit.id)}&" / {number}"', f"{rank} / {number}")
        place = Link(of_all, self._summary.link_target(unit.id))
        return ["", _("Place in the ranking"), "", "", "", "", "", place, "", ""]

    def _cell(self, column: int) -> Callable[[int], str]:
        first = self._first_row()
        return lambda place: cell_ref("", first + place, column, absolute=False)


def _columns() -> list[Column]:
    return [
        Column(_("No."), 6, "whole"),
        Column(_("Level 1"), 12, "wrapped"),
        Column(_("Level 2"), 14, "wrapped"),
        Column(_("Worth"), 7),
        Column(_("Criteria"), 36, "wrapped"),
        Column(_("Self-score"), 8, "points"),
        Column(_("Explanation"), 18, "wrapped"),
        Column(_("Score"), 9, "points"),
        Column(_("Reason of the deduction"), 24, "wrapped"),
        Column(_("Evidence"), 14),
    ]
