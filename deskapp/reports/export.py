"""Export a report of a year to a workbook."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from sqlalchemy.orm import Session

from deskapp.database import Database
from deskapp.errors import CallError, LedgerError
from deskapp.i18n import _
from deskapp.ical.entry import CalendarFile
from deskapp.queries.facts import usual_year
from deskapp.reports.registry import REPORTS, Content, Report
from deskapp.word.paper import Paper


def export_report(
    database: Database,
    name: str,
    year: int | None,
    path: str | Path,
    progress: Callable[[int], None] | None = None,
    cancelled: Callable[[], bool] | None = None,
    scheme_id: int | None = None,
) -> Path:
    """Write a report to a file of its kind and return its path; no year means the usual one.

    A report of a scheme is about the year's first one where no `scheme_id` is given.
    `progress` hears how many rows are written. Raises CallError for an unknown report,
    LedgerError for a year without data, CannotWrite if the target cannot be written and
    Cancelled if the person stopped it; the target is then as it was before.
    """
    report = _report(name)
    target = Path(path)
    with database.reading() as session:
        content = report.content(session, year_with_data(session, report, year), scheme_id)
        write_content(target, content, progress, cancelled)
    return target


def write_content(
    target: Path,
    content: Content,
    progress: Callable[[int], None] | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> None:
    """Write sheets, a paper or a calendar to a file, as `export_report` does."""
    # Pages that offer an export are open long before one is made: writers are loaded late.
    if isinstance(content, Paper):
        from deskapp.word.writer import write_paper

        write_paper(target, content)
    elif isinstance(content, CalendarFile):
        from deskapp.ical.writer import write_calendar

        write_calendar(target, content)
    else:
        from deskapp.excel.writer import write_workbook

        write_workbook(target, content, progress, cancelled)


def _report(name: str) -> Report:
    if name not in REPORTS:
        raise CallError(
            _("There is no report called {name}.").format(name=name),
            _("Choose one of: {names}.").format(names=", ".join(REPORTS)),
        )
    return REPORTS[name]


def year_with_data(session: Session, report: Report, year: int | None) -> int:
    """Return the year, or the one usually meant; raise LedgerError for one without data."""
    years = report.years(session)
    if year is None and years:
        return usual_year(session, years)
    if year is not None and year in years:
        return year
    what = _("There is nothing for the report “{report}” yet.")
    if year is not None:
        what = _("There is nothing for the report “{report}” in {year}.")
    advice = _("Enter the meetings, tasks or appraisal scheme of the year first.")
    if years:
        known = _(", ").join(str(known) for known in years)
        advice = _("Choose a year that has data: {years}.").format(years=known)
    raise LedgerError(what.format(report=_(report.label), year=year), advice)
