"""Put the sheets of an appraisal together."""

from __future__ import annotations

from sqlalchemy.orm import Session

from deskapp.excel.sheet import Sheet
from deskapp.i18n import _
from deskapp.queries.appraisal import SchemeRow, list_schemes, scoring_of
from deskapp.reports.appraisal.book import Book
from deskapp.reports.appraisal.counts import CountsSheet
from deskapp.reports.appraisal.evidence import evidence_sheets
from deskapp.reports.appraisal.points_by_hand import HandSheet
from deskapp.reports.appraisal.scheme import scheme_sheet
from deskapp.reports.appraisal.scoring_sheets import ScoringSheets
from deskapp.reports.appraisal.summary import SummarySheet


def years_appraised(session: Session) -> list[int]:
    """Return the years that have an appraisal scheme, the latest first."""
    return sorted({scheme.year for scheme in list_schemes(session)}, reverse=True)


def scheme_sheets(session: Session, year: int, scheme_id: int | None = None) -> list[Sheet]:
    """Return the scheme alone, as it is handed out before the year is scored.

    No `scheme_id` means the first scheme of the year, which must have one.
    """
    book = Book(scoring_of(session, _scheme(session, year, scheme_id)))
    return [scheme_sheet(book, book.name(_("Scheme")))]


def appraisal_sheets(session: Session, year: int, scheme_id: int | None = None) -> list[Sheet]:
    """Return the workbook of a scheme: summary, scheme, a sheet a unit, evidence.

    No `scheme_id` means the first scheme of the year, which must have one. The rows of the
    evidence are read while they are written.
    """
    book = Book(scoring_of(session, _scheme(session, year, scheme_id)))
    summary_name, scheme_name = book.name(_("Summary")), book.name(_("Scheme"))
    unit_names = {unit.id: book.name(unit.name) for unit in book.scoring.subjects}
    by_hand = HandSheet(book)
    counts = CountsSheet(book, evidence_sheets(session, book))
    summary = SummarySheet(book, summary_name, unit_names)
    units = ScoringSheets(book, unit_names, counts, by_hand, summary)
    return [
        summary.sheet(units.score_ref),
        scheme_sheet(book, scheme_name),
        *units.sheets(),
        *by_hand.sheets(),
        *counts.sheets(),
        *(evidence.sheet for evidence in counts.evidence),
    ]


def _scheme(session: Session, year: int, scheme_id: int | None) -> SchemeRow:
    schemes = list_schemes(session, year)
    return next((scheme for scheme in schemes if scheme.id == scheme_id), schemes[0])
