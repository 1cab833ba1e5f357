"""The appeals against the scores, with their answers."""

from __future__ import annotations

from collections.abc import Sequence

from deskapp.excel.sheet import Cell, Column, Sheet
from deskapp.i18n import _
from deskapp.queries.appraisal.appeals import AppealRow
from deskapp.records.score import OUTCOMES
from deskapp.reports.appraisal.book import Book


def appeal_sheets(book: Book) -> list[Sheet]:
    """Return the sheet of all appeals in office order, or none where nobody appealed."""
    rows = [
        _row(appeal)
        for subject in book.subjects
        for indicator in book.indicators
        for appeal in book.appeals.get((subject.id, indicator.id), ())
    ]
    if not rows:
        return []
    sheet = Sheet(
        name=book.name(_("Appeals")),
        title=_("{subject}: appeals").format(subject=book.subject()),
        columns=_columns(book),
        rows=rows,
        notes=[book.about()],
        page_note=book.about(),
    )
    return [sheet]


def _row(appeal: AppealRow) -> Sequence[Cell]:
    return [
        appeal.subject,
        appeal.level2,
        appeal.raised_on,
        appeal.text,
        appeal.points_then,
        appeal.answered_on,
        _("Not answered yet") if appeal.outcome is None else _(OUTCOMES[appeal.outcome]),
        appeal.answer,
    ]


def _columns(book: Book) -> list[Column]:
    return [
        Column(book.appraised_heading(), 26),
        Column(_("Level 2"), 16, "wrapped"),
        Column(_("Raised on"), 12, "date"),
        Column(_("What is appealed"), 40, "wrapped"),
        Column(_("Score then"), 10, "points"),
        Column(_("Appeal answered on"), 12, "date"),
        Column(_("Outcome"), 12, "wrapped"),
        Column(_("Answer"), 40, "wrapped"),
    ]
