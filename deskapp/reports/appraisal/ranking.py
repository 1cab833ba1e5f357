"""The ranking: the appraised by their place, with a chart of their totals."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from deskapp.excel.sheet import BarChart, Cell, Column, Formula, Link, Sheet, link_target
from deskapp.i18n import _
from deskapp.queries.appraisal import Subject
from deskapp.queries.appraisal.grade_line import quota_words
from deskapp.reports.appraisal.book import Book
from deskapp.reports.appraisal.quota import has_quota, quota_columns
from deskapp.reports.appraisal.summary import SummarySheet
from deskapp.rules.grades import Grade, places
from deskapp.rules.points import plain

_NAME, _TOTAL = 1, 2
_ON_ONE_PAGE = 48
"""So many rows are still legible when they are made to fit one page."""


def ranking_sheet(
    book: Book, name: str, sheet_names: Mapping[int, str], summary: SummarySheet
) -> Sheet:
    """Return the sheet in the order of the ranks there are; its cells refer to the summary."""
    ranks, words = book.scoring.ranks, quota_words(book.scoring)
    subjects = sorted(book.subjects, key=lambda subject: ranks[subject.id])

    def row(subject: Subject) -> Sequence[Cell]:
        grade = book.scoring.grades.get(subject.id, "")
        return [
            Formula(summary.rank_ref(subject.id), ranks[subject.id]),
            Link(subject.name, link_target(sheet_names[subject.id], 1, 0)),
            Formula(summary.total_ref(subject.id), book.scoring.total(subject.id)),
            Formula(f'{summary.grade_ref(subject.id)}&""', grade),
            *quota(subject),
        ]

    def quota(subject: Subject) -> Iterator[Cell]:
        if has_quota(book.scoring):
            said = words.get(subject.id, "")
            yield Formula(f'{summary.quota_ref(subject.id)}&""', said)

    return Sheet(
        name=name,
        title=_("{subject}: ranking").format(subject=book.subject()),
        columns=_columns(book),
        rows=[row(subject) for subject in subjects],
        notes=[book.about()],
        footer=[
            *_grade_lines(book),
            _("Places, totals and grades follow the scores; the order is that of the export."),
        ],
        landscape=False,
        one_page=len(subjects) <= _ON_ONE_PAGE,
        filters=False,
        chart=_chart(book),
        page_note=book.about(),
    )


def _columns(book: Book) -> list[Column]:
    return [
        Column(_("Place in the ranking"), 8, "whole"),
        Column(book.appraised_heading(), 26),
        Column(_("Total score"), 10, "points"),
        Column(_("Grade"), 10),
        *quota_columns(book.scoring),
    ]


def _chart(book: Book) -> BarChart:
    return BarChart(
        title=_("Total scores by rank"),
        names=_NAME,
        values=_TOTAL,
        names_title=book.appraised_heading(),
        values_title=_("Total score"),
    )


def _grade_lines(book: Book) -> Iterator[str]:
    """Yield from which total each grade is given, and to how many at most."""
    for grade in book.scoring.scheme.grades:
        yield grade_line(grade, len(book.subjects))


def grade_line(grade: Grade, appraised: int = 0) -> str:
    """Return in words from which total a grade is given and how many may get it."""
    line = _("{grade}: from {points} points").format(grade=grade.name, points=plain(grade.at_least))
    if grade.quota is None:
        return line
    line += _(", for at most {quota} %").format(quota=plain(grade.quota))
    if not appraised:
        return line
    number = places(grade.quota, appraised)
    return line + _(" ({places} of {number})").format(places=number, number=appraised)
