"""The scores in detail: the appraised in office order by level-2 indicators."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from deskapp.excel.sheet import Cell, Column, Formula, Link, Sheet, link_target
from deskapp.i18n import _
from deskapp.queries.appraisal import IndicatorRow, Subject
from deskapp.records.scheme import SECTIONS
from deskapp.reports.appraisal.book import Book, pages_wide, worth_heading
from deskapp.reports.appraisal.layout import Layout
from deskapp.reports.appraisal.summary import SummarySheet

_BEFORE = 2
"""Columns before that of the first indicator."""


def detail_sheet(
    book: Book, name: str, layout: Layout, sheet_names: Mapping[int, str], summary: SummarySheet
) -> Sheet:
    """Return the sheet; its cells refer to those of the scoring sheets and of the summary."""

    def row(number: int, subject: Subject) -> Sequence[Cell]:
        sheet, scoring = sheet_names[subject.id], book.scoring
        scores = [
            Formula(layout.score_ref(sheet, i.id), scoring.cell(subject.id, i.id).scored.points)
            for i in book.indicators
        ]
        return [
            number,
            Link(subject.name, link_target(sheet, 1, 0)),
            *scores,
            Formula(summary.total_ref(subject.id), scoring.total(subject.id)),
            Formula(summary.rank_ref(subject.id), scoring.ranks[subject.id]),
        ]

    columns = _columns(book)
    return Sheet(
        name=name,
        title=_("{subject}: scores in detail").format(subject=book.subject()),
        columns=columns,
        rows=[row(number, subject) for number, subject in enumerate(book.subjects, start=1)],
        notes=[book.about()],
        freeze_columns=_BEFORE,
        filters=False,
        page_note=book.about(),
        pages_wide=pages_wide(columns),
    )


def _columns(book: Book) -> list[Column]:
    return [
        Column(_("No."), 6, "whole"),
        Column(book.appraised_heading(), 24),
        *(
            Column(worth_heading(i.level2, i.points), 9.5, "points", group=_group(i))
            for i in book.indicators
        ),
        Column(_("Total score"), 10, "points"),
        Column(_("Place in the ranking"), 8, "whole"),
    ]


def _group(indicator: IndicatorRow) -> str:
    if indicator.section == "ordinary":
        return indicator.level1
    group = _("{section}: {level1}")
    if indicator.section == "deduction":
        group = _("{section} (taken off): {level1}")
    return group.format(section=_(SECTIONS[indicator.section]), level1=indicator.level1)
