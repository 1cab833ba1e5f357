"""The scoring sheet of each unit or branch: every point with its rule, reason and evidence."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal

from deskapp.excel.sheet import Cell, Column, Formula, Link, Sheet
from deskapp.i18n import _
from deskapp.queries.appraisal import IndicatorRow, Subject
from deskapp.queries.appraisal.grade_line import quota_words
from deskapp.records.scheme import SECTIONS
from deskapp.reports.appraisal.book import Book, exact
from deskapp.reports.appraisal.formulas import literal, where_filled
from deskapp.reports.appraisal.layout import OWN, SCORE, WORTH, Layout, Part
from deskapp.reports.appraisal.quota import has_quota
from deskapp.reports.appraisal.score_cells import ScoreCells
from deskapp.reports.appraisal.summary import SummarySheet
from deskapp.reports.words import BLANK, signature_line
from deskapp.rules.points import plain
from deskapp.rules.totals import Totals, add_up

_LEVEL1 = 1


class ScoringSheets:
    """A sheet for each of the appraised; the summary refers to their scores."""

    def __init__(
        self,
        book: Book,
        names: Mapping[int, str],
        layout: Layout,
        cells: ScoreCells,
        summary: SummarySheet,
    ) -> None:
        self._book = book
        self._names = names
        self._layout = layout
        self._cells = cells
        self._summary = summary
        self._quota_words = quota_words(book.scoring)

    def sheets(self) -> list[Sheet]:
        """Return the sheets in office order."""
        return [self._sheet(subject) for subject in self._book.subjects]

    def _sheet(self, subject: Subject) -> Sheet:
        sheet = empty_scoring_sheet(self._book, subject, self._names[subject.id])
        rows: list[Sequence[Cell]] = []
        for part in self._layout.parts:
            rows.append(self._head(subject, part))
            before = len(rows) - self._layout.parts.index(part) - 1
            rows += [
                self._row(before + place, subject, indicator)
                for place, indicator in enumerate(part.indicators, start=1)
            ]
        sheet.rows = rows
        first = sheet.first_row()
        sheet.strong_rows = [part.head_row - first for part in self._layout.parts]
        sheet.totals = [self._total(subject), self._rank(subject), self._grade(subject)]
        return sheet

    def _head(self, subject: Subject, part: Part) -> Sequence[Cell]:
        """Return the line with the points of a section as they count."""
        counts = _of_section(self._book.scoring.totals[subject.id], part.section)
        own = [points for section, points in self._own(subject) if section == part.section]
        own_counts = part.counted(own) if own else ""
        return [
            "",
            _(SECTIONS[part.section]),
            _("Subtotal"),
            Formula(part.subtotal(WORTH), exact(part.worth())),
            _how_it_counts(part),
            Formula(where_filled(part.area(OWN), part.subtotal(OWN)), own_counts),
            "",
            Formula(part.subtotal(SCORE), counts),
            self._before_cap(subject, part),
            "",
        ]

    def _before_cap(self, subject: Subject, part: Part) -> Cell:
        """Return the formula that says what a section would add up to without its cap."""
        if part.cap is None:
            return ""
        cells = (self._book.scoring.cell(subject.id, i.id) for i in part.indicators)
        uncapped = sum((cell.scored.points for cell in cells), Decimal(0))
        before, after = _("{points} points before the cap").split("{points}")
        added = f"ROUND(SUM({part.area(SCORE)}),2)"
        words = f"{literal(before)}&{added}&{literal(after)}"
        value = f"{before}{plain(uncapped)}{after}" if uncapped > part.cap else ""
        return Formula(f'IF({added}>{plain(part.cap)},{words},"")', value)

    def _row(self, number: int, subject: Subject, indicator: IndicatorRow) -> Sequence[Cell]:
        own = self._book.scoring.cell(subject.id, indicator.id).own
        return [
            number,
            indicator.level1,
            indicator.level2,
            exact(indicator.points),
            indicator.criteria or indicator.sentence(),
            own.points if own else None,
            own.explanation if own else "",
            self._cells.score(subject, indicator),
            self._cells.reason(subject, indicator),
            self._cells.evidence(subject, indicator),
        ]

    def _own(self, subject: Subject) -> list[tuple[str, Decimal]]:
        """Return section and points of the self-scores there are."""
        cells = ((i, self._book.scoring.cell(subject.id, i.id).own) for i in self._book.indicators)
        return [(indicator.section, own.points) for indicator, own in cells if own]

    def _total(self, subject: Subject) -> Sequence[Cell]:
        scheme, own = self._book.scoring.scheme, self._own(subject)
        own_total = add_up(own, scheme.bonus_cap, scheme.deduction_cap).total
        own_formula = where_filled(self._layout.heads(OWN), self._layout.total(OWN))
        ordinary = self._layout.part("ordinary")
        return [
            "",
            _("Total"),
            "",
            Formula(self._layout.worth(), exact(ordinary.worth()) if ordinary else 0),
            "",
            Formula(own_formula, own_total if own else ""),
            "",
            Formula(self._layout.total(SCORE), self._book.scoring.total(subject.id)),
            "",
            "",
        ]

    def _rank(self, subject: Subject) -> Sequence[Cell]:
        number = len(self._book.subjects)
        rank = self._book.scoring.ranks[subject.id]
        of_all = Formula(
            f'{self._summary.rank_ref(subject.id)}&" / {number}"', f"{rank} / {number}"
        )
        place = Link(of_all, self._summary.link_target(subject.id))
        return ["", _("Place in the ranking"), "", "", "", "", "", place, "", ""]

    def _grade(self, subject: Subject) -> Sequence[Cell]:
        grade = self._book.scoring.grades.get(subject.id, "")
        decided = self._book.scoring.decided.get(subject.id)
        shown = Formula(f'{self._summary.grade_ref(subject.id)}&""', grade)
        beside: Cell = decided.reason if decided else ""
        if decided is None and has_quota(self._book.scoring):
            words = self._quota_words.get(subject.id, "")
            beside = Formula(f'{self._summary.quota_ref(subject.id)}&""', words)
        return ["", _("Grade"), "", "", "", "", "", shown, beside, ""]


def empty_scoring_sheet(book: Book, subject: Subject, name: str) -> Sheet:
    """Return a scoring sheet before its rows; all are alike down to the first of these."""
    whose = _("Unit appraised: {unit}").format(unit=subject.name)
    head = _("Head of the unit appraised")
    if book.of_branches():
        whose = _("Branch appraised: {branch} ({unit})").format(
            branch=subject.name, unit=subject.unit
        )
        head = _("Secretary of the branch appraised")
    year = _("Year: {year}").format(year=book.scoring.scheme.year)
    return Sheet(
        name=name,
        title=_("{subject}: scoring sheet").format(subject=book.subject()),
        columns=_columns(),
        rows=(),
        notes=[BLANK[:4].join([whose, year, book.about()])],
        footer=["", signature_line(head, _("Head of the assessors"))],
        merge_down=[_LEVEL1],
        filters=False,
        page_note=book.about(),
    )


def _columns() -> list[Column]:
    return [
        Column(_("No."), 6, "whole"),
        Column(_("Level 1"), 12, "wrapped"),
        Column(_("Level 2"), 14, "wrapped"),
        Column(_("Worth"), 7),
        Column(_("Criteria"), 36, "wrapped"),
        Column(_("Self-score"), 9, "points"),
        Column(_("Explanation"), 22, "wrapped"),
        Column(_("Score"), 9, "points"),
        Column(_("Reason of the deduction, remarks"), 26, "wrapped"),
        Column(_("Evidence"), 20, "wrapped"),
    ]


def _how_it_counts(part: Part) -> str:
    """Return in words that a section is taken off, and the most of it that counts."""
    deducted = part.section == "deduction"
    if part.cap is None:
        return _("Taken off the total") if deducted else ""
    most = _("Taken off the total, at most {points} points") if deducted else ""
    return (most or _("At most {points} points")).format(points=plain(part.cap))


def _of_section(totals: Totals, section: str) -> Decimal:
    points = {"ordinary": totals.ordinary, "bonus": totals.bonus, "deduction": totals.deduction}
    return points[section]
