"""Put the sheets of an appraisal together."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from sqlalchemy.orm import Session

from deskapp.excel.sheet import Sheet
from deskapp.i18n import _
from deskapp.queries.appraisal import SchemeRow, list_indicators, list_schemes, scoring_of
from deskapp.queries.appraisal.appeals import AppealRow, list_appeals
from deskapp.queries.appraisal.self_score_files import self_score_files
from deskapp.reports.appraisal.appeals import appeal_sheets
from deskapp.reports.appraisal.assessors import AssessorsSheet
from deskapp.reports.appraisal.book import Book
from deskapp.reports.appraisal.counts import CountsSheet
from deskapp.reports.appraisal.detail import detail_sheet
from deskapp.reports.appraisal.evidence import evidence_sheets
from deskapp.reports.appraisal.layout import Layout
from deskapp.reports.appraisal.ranking import ranking_sheet
from deskapp.reports.appraisal.scheme import scheme_sheet
from deskapp.reports.appraisal.score_cells import ScoreCells
from deskapp.reports.appraisal.scoring_sheets import ScoringSheets, empty_scoring_sheet
from deskapp.reports.appraisal.summary import SummarySheet


def years_appraised(session: Session) -> list[int]:
    """Return the years that have an appraisal scheme, the latest first."""
    return sorted({scheme.year for scheme in list_schemes(session)}, reverse=True)


def scheme_sheets(session: Session, year: int, scheme_id: int | None = None) -> list[Sheet]:
    """Return the scheme alone, as it is handed out before the year is scored.

    No `scheme_id` means the first scheme of the year, which must have one.
    """
    scheme = _scheme(session, year, scheme_id)
    return [scheme_sheet(_("Scheme"), scheme, list_indicators(session, scheme.id))]


def appraisal_sheets(session: Session, year: int, scheme_id: int | None = None) -> list[Sheet]:
    """Return the workbook of a scheme, from the summary down to the evidence.

    No `scheme_id` means the first scheme of the year, which must have one. The rows of the
    evidence are read while they are written.
    """
    scheme = _scheme(session, year, scheme_id)
    scoring = scoring_of(session, scheme)
    book = Book(scoring, _appeals(session, scheme), self_score_files(session, scheme))
    names = [book.name(name) for name in (_("Summary"), _("Score details"), _("Ranking"))]
    scheme_name = book.name(_("Scheme"))
    sheet_names = {subject.id: book.name(subject.name) for subject in book.subjects}
    layout = Layout(scoring.scheme, book.indicators, _first_row(book))
    assessors = AssessorsSheet(book)
    counts = CountsSheet(book, evidence_sheets(session, book))
    summary = SummarySheet(book, names[0], layout, sheet_names, assessors)
    cells = ScoreCells(book, counts, assessors)
    return [
        summary.sheet(),
        detail_sheet(book, names[1], layout, sheet_names, summary),
        ranking_sheet(book, names[2], sheet_names, summary),
        scheme_sheet(scheme_name, scoring.scheme, book.indicators, book.about()),
        *ScoringSheets(book, sheet_names, layout, cells, summary).sheets(),
        assessors.sheet(),
        *appeal_sheets(book),
        *counts.sheets(),
        *(evidence.sheet for evidence in counts.evidence),
    ]


def _first_row(book: Book) -> int:
    """Return where the rows of all scoring sheets begin."""
    first = next(iter(book.subjects), None)
    return empty_scoring_sheet(book, first, "").first_row() if first else 1


def _appeals(session: Session, scheme: SchemeRow) -> Mapping[tuple[int, int], Sequence[AppealRow]]:
    """Return the appeals by subject and indicator, the earliest first."""
    found: dict[tuple[int, int], list[AppealRow]] = {}
    for appeal in sorted(list_appeals(session, scheme), key=lambda one: (one.raised_on, one.id)):
        found.setdefault((appeal.subject_id, appeal.indicator_id), []).append(appeal)
    return found


def _scheme(session: Session, year: int, scheme_id: int | None) -> SchemeRow:
    schemes = list_schemes(session, year)
    return next((scheme for scheme in schemes if scheme.id == scheme_id), schemes[0])
