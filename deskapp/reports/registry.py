"""The reports by the name the command line knows them by."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal

from sqlalchemy.orm import Session

from deskapp.excel.sheet import Sheet
from deskapp.i18n import N_
from deskapp.ical.entry import CalendarFile
from deskapp.queries.appointments import years_of_appointments
from deskapp.queries.calendar import years_of_calendar
from deskapp.queries.division import years_of_key_tasks
from deskapp.queries.practices import years_of_adopted_practices, years_of_practices
from deskapp.queries.study.years import years_of_requirements, years_of_study
from deskapp.queries.supervision import years_of_slips
from deskapp.queries.year_rows import years_of_attendance, years_of_branch_tasks, years_of_meetings
from deskapp.reports.appointments import appointments_sheets
from deskapp.reports.appraisal import appraisal_sheets, scheme_sheets, years_appraised
from deskapp.reports.attendance import attendance_sheets
from deskapp.reports.branch_tasks import branch_tasks_sheets
from deskapp.reports.bulletin import bulletin_paper
from deskapp.reports.calendar import calendar_file
from deskapp.reports.compendium import compendium_paper
from deskapp.reports.coverage import coverage_sheets
from deskapp.reports.division import division_sheets
from deskapp.reports.meetings import meetings_sheets
from deskapp.reports.practices import practices_sheets
from deskapp.reports.sign_in import sign_in_sheets
from deskapp.reports.study import study_sheets
from deskapp.reports.supervision import supervision_sheets
from deskapp.word.paper import Paper

Suffix = Literal[".xlsx", ".docx", ".ics"]
Content = Sequence[Sheet] | Paper | CalendarFile


@dataclass(frozen=True, slots=True)
class Report:
    """One file that can be exported for a year.

    `build` returns what the writer of its `suffix` takes: sheets of a workbook, whose rows may
    be read from the session while they are written, a paper, or a calendar. `years` returns
    the years it has data for, the latest first. A report `of_scheme` is about one appraisal
    scheme, whose id `build` takes after the year. One that `proves` shows what was done, and
    lies in the evidence box of the year.
    """

    name: str
    label: str
    help: str
    build: Callable[..., Content]
    years: Callable[[Session], list[int]]
    suffix: Suffix = ".xlsx"
    of_scheme: bool = False
    proves: bool = True

    def content(self, session: Session, year: int, scheme_id: int | None = None) -> Content:
        """Return what is written for a year or, where the report is of one, for a scheme."""
        return self.build(session, year, *((scheme_id,) if self.of_scheme else ()))


_REPORTS = (
    Report(
        "appraisal",
        N_("Appraisal"),
        N_("Summary with totals and ranks, a scoring sheet for each unit, and all evidence."),
        appraisal_sheets,
        years_appraised,
        of_scheme=True,
        proves=False,
    ),
    Report(
        "scheme",
        N_("Appraisal scheme"),
        N_("The indicators of a scheme with criteria and rules, to hand out before the scoring."),
        scheme_sheets,
        years_appraised,
        of_scheme=True,
        proves=False,
    ),
    Report(
        "meetings",
        N_("Meetings ledger"),
        N_("All meetings of the year with agenda, attendance and decisions."),
        meetings_sheets,
        years_of_meetings,
    ),
    Report(
        "attendance",
        N_("Attendance of the year"),
        N_("Attendance rates by unit and by meeting, and every row behind them."),
        attendance_sheets,
        years_of_attendance,
    ),
    Report(
        "study",
        N_("Study ledger"),
        N_("All studies of the year with documents, absentees and make-up, and self studies."),
        study_sheets,
        years_of_study,
    ),
    Report(
        "coverage",
        N_("Study coverage"),
        N_("Branches by required documents in colour, totals, leaders first and what is missing."),
        coverage_sheets,
        years_of_requirements,
    ),
    Report(
        "sign-in",
        N_("Sign-in sheets"),
        N_("A sheet to print and sign for each meeting of the year."),
        sign_in_sheets,
        years_of_attendance,
        proves=False,
    ),
    Report(
        "branch-tasks",
        N_("Branch tasks checklist"),
        N_("The branch tasks of the year with progress, warnings and problems."),
        branch_tasks_sheets,
        years_of_branch_tasks,
    ),
    Report(
        "division",
        N_("Division of work"),
        N_("The key tasks of the year with units, deadlines as written and read, and progress."),
        division_sheets,
        years_of_key_tasks,
    ),
    Report(
        "supervision",
        N_("Supervision ledger"),
        N_("The supervision slips of the year, and each slip as a page to print and sign."),
        supervision_sheets,
        years_of_slips,
    ),
    Report(
        "bulletin",
        N_("Bulletin"),
        N_("The bulletin of the last quarter as a Word document: counts, shares, who is behind."),
        bulletin_paper,
        years_of_key_tasks,
        ".docx",
    ),
    Report(
        "practices",
        N_("Practices ledger"),
        N_("All practices of the year in their fixed form, with due day, summary and adoption."),
        practices_sheets,
        years_of_practices,
    ),
    Report(
        "compendium",
        N_("Compendium of practices"),
        N_("The adopted practices as a Word document: cover, contents, one after the other."),
        compendium_paper,
        years_of_adopted_practices,
        ".docx",
    ),
    Report(
        "appointments",
        N_("Roster of posts"),
        N_("Who is in which post, all terms of the year, and the days without anybody."),
        appointments_sheets,
        years_of_appointments,
    ),
    Report(
        "calendar",
        N_("Calendar"),
        N_("Meetings, deadlines, replies due and terms, for other calendars to read (.ics)."),
        calendar_file,
        years_of_calendar,
        ".ics",
        proves=False,
    ),
)

REPORTS: Mapping[str, Report] = MappingProxyType({report.name: report for report in _REPORTS})
