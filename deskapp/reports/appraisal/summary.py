"""The summary: the appraised in office order by level-1 indicators, with rank and grade."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from deskapp.excel.sheet import Cell, Column, Formula, Link, Sheet, cell_ref, link_target, range_ref
from deskapp.i18n import _, ngettext
from deskapp.queries.appraisal import Subject
from deskapp.queries.appraisal.grade_line import quota_words
from deskapp.reports.appraisal.assessors import AssessorsSheet
from deskapp.reports.appraisal.book import Book, section_heading, worth_heading
from deskapp.reports.appraisal.formulas import grade, subtotal, total, while_assessed
from deskapp.reports.appraisal.layout import Layout, level1_areas, level1_names
from deskapp.reports.appraisal.quota import Standings, has_quota, quota_columns, quota_formula
from deskapp.reports.words import signature_line

_BEFORE = 2
"""Columns before the first with points."""


class SummarySheet:
    """Where all of the appraised stand; other sheets refer to totals, ranks and grades."""

    def __init__(
        self,
        book: Book,
        name: str,
        layout: Layout,
        sheet_names: Mapping[int, str],
        assessors: AssessorsSheet,
    ) -> None:
        self._book = book
        self._layout = layout
        self._sheet_names = sheet_names
        self._assessors = assessors
        self._quota_words = quota_words(book.scoring)
        self._ordinary = layout.part("ordinary")
        self._level1 = level1_names(self._ordinary)
        self._further = [part for part in layout.parts if part.section != "ordinary"]
        self._total = _BEFORE + len(self._level1) + len(self._further)
        self._sheet = Sheet(
            name=name,
            title=_("{subject}: summary").format(subject=book.subject()),
            columns=self._columns(),
            rows=(),
            notes=[book.about()],
            footer=_footer(book),
            freeze_columns=_BEFORE,
            filters=False,
            page_note=book.about(),
        )
        first = self._sheet.first_row()
        self._rows = {subject.id: first + i for i, subject in enumerate(book.subjects)}

    def sheet(self) -> Sheet:
        """Return the sheet."""
        self._sheet.rows = [
            self._row(number, subject) for number, subject in enumerate(self._book.subjects, 1)
        ]
        return self._sheet

    def total_ref(self, subject_id: int) -> str:
        """Return a reference to a total."""
        return cell_ref(self._sheet.name, self._rows[subject_id], self._total)

    def rank_ref(self, subject_id: int) -> str:
        """Return a reference to a rank."""
        return cell_ref(self._sheet.name, self._rows[subject_id], self._total + 1)

    def grade_ref(self, subject_id: int) -> str:
        """Return a reference to a grade."""
        return cell_ref(self._sheet.name, self._rows[subject_id], self._total + 2)

    def quota_ref(self, subject_id: int) -> str:
        """Return a reference to what is said beside a grade; only where grades have quotas."""
        return cell_ref(self._sheet.name, self._rows[subject_id], self._total + 3)

    def link_target(self, subject_id: int) -> str:
        """Return the target of a link to the line of one of the appraised."""
        return link_target(self._sheet.name, self._rows[subject_id], _BEFORE - 1)

    def _columns(self) -> list[Column]:
        sections = [Column(section_heading(part.section), 12, "points") for part in self._further]
        return [
            Column(_("No."), 6, "whole"),
            Column(self._book.appraised_heading(), 26),
            *(
                Column(
                    worth_heading(name, sum((i.points for i in found), Decimal(0))), 12, "points"
                )
                for name, found in self._level1.items()
            ),
            *sections,
            Column(_("Total score"), 10, "points"),
            Column(_("Place in the ranking"), 8, "whole"),
            Column(_("Grade"), 10),
            *quota_columns(self._book.scoring),
        ]

    def _row(self, number: int, subject: Subject) -> Sequence[Cell]:
        scoring, row = self._book.scoring, self._rows[subject.id]
        return [
            number,
            Link(subject.name, link_target(self._sheet_names[subject.id], 1, 0)),
            *self._points(subject),
            Formula(self._total_formula(row), scoring.total(subject.id)),
            Formula(self._rank_formula(row), scoring.ranks[subject.id]),
            self._grade(subject, row),
            *self._quota(subject, row),
        ]

    def _points(self, subject: Subject) -> Iterator[Formula]:
        """Yield the points by level 1, then those of the further sections as they count."""
        sheet, totals = self._sheet_names[subject.id], self._book.scoring.totals[subject.id]
        for name, found in self._level1.items():
            assert self._ordinary is not None
            scores = (self._book.scoring.cell(subject.id, i.id).scored.points for i in found)
            areas = level1_areas(self._ordinary, name, sheet)
            yield Formula(subtotal(areas), sum(scores, Decimal(0)))
        for part in self._further:
            points = totals.bonus if part.section == "bonus" else totals.deduction
            yield Formula(self._layout.subtotal_ref(sheet, part), points)

    def _total_formula(self, row: int) -> str:
        deducted = any(part.section == "deduction" for part in self._further)
        last = self._total - 1 - deducted
        first_cell, last_cell = (cell_ref("", row, i, absolute=False) for i in (_BEFORE, last))
        plus = [f"{first_cell}:{last_cell}"] if last >= _BEFORE else []
        minus = [cell_ref("", row, last + 1, absolute=False)] if deducted else []
        return total(plus, minus)

    def _rank_formula(self, row: int) -> str:
        rows = list(self._rows.values())
        totals = range_ref("", rows[0], rows[-1], self._total)
        return f"RANK({cell_ref('', row, self._total, absolute=False)},{totals})"

    def _grade(self, subject: Subject, row: int) -> Cell:
        scoring = self._book.scoring
        value = scoring.grades.get(subject.id, "")
        if subject.id in scoring.decided or not scoring.scheme.grades:
            return value
        total_ref = cell_ref("", row, self._total, absolute=False)
        by_hand = self._assessors.by_hand_refs(subject.id)
        return Formula(while_assessed(by_hand, grade(total_ref, scoring.scheme.grades)), value)

    def _quota(self, subject: Subject, row: int) -> Iterator[Cell]:
        """Yield what is said beside the grade, of those who compete for its places."""
        scoring = self._book.scoring
        if not has_quota(scoring):
            return
        words = self._quota_words.get(subject.id, "")
        if subject.id in scoring.decided:
            yield ""
            return
        refs = (cell_ref("", row, self._total + i, absolute=False) for i in (2, 0))
        formula = quota_formula(scoring, self._standings(), *refs)
        yield Formula(formula, words) if formula else words

    def _standings(self) -> Standings:
        rows = list(self._rows.values())
        grades, totals = (range_ref("", rows[0], rows[-1], self._total + i) for i in (2, 0))
        refs = {one: cell_ref("", row, self._total) for one, row in self._rows.items()}
        return Standings(grades, totals, refs)


def _footer(book: Book) -> list[str]:
    signatures = signature_line(_("Head of the assessors"), _("Filled in by"))
    return [_what_is_missing(book), *_decided_grades(book), signatures]


def _what_is_missing(book: Book) -> str:
    """Return the sentence about scores that nobody has given: in the sheet they stand as 0."""
    missing = sum(not cell.is_assessed for cell in book.scoring.cells.values())
    text = ngettext(
        "{n} score is not given yet and counts 0.",
        "{n} scores are not given yet and count 0.",
        missing,
    )
    return text.format(n=missing) if missing else ""


def _decided_grades(book: Book) -> Iterator[str]:
    """Yield why each grade was decided on: such a grade does not follow the total."""
    for subject in book.subjects:
        decided = book.scoring.decided.get(subject.id)
        if decided is not None:
            yield _("Grade decided on for {name}: {grade}. {reason}").format(
                name=subject.name, grade=decided.grade, reason=decided.reason
            )
