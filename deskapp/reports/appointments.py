"""The roster of posts: who is in them, all terms of the year, and the days without anybody."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date

from sqlalchemy.orm import Session

from deskapp.dates import shown_date
from deskapp.excel.sheet import Cell, Column, Sheet, safe_sheet_name
from deskapp.i18n import _
from deskapp.queries.appointments import AppointmentRow, appointments_of_period, roster
from deskapp.queries.facts import working_day
from deskapp.queries.vacancies import VacantPeriod, vacant_periods
from deskapp.records.appointment import POSTS
from deskapp.reports.words import signature_line
from deskapp.rules.tenures import held


def appointments_sheets(session: Session, year: int) -> list[Sheet]:
    """Return the roster of the year's working day, the terms of the year, and the vacancies."""
    first, day = date(year, 1, 1), working_day(session, year)
    names: list[str] = []
    return [
        _roster(names, year, day, roster(session, day)),
        _terms(names, year, first, day, appointments_of_period(session, first, day)),
        _vacancies(names, year, day, vacant_periods(session, first, day)),
    ]


def _name(text: str, taken: list[str]) -> str:
    taken.append(safe_sheet_name(text, taken))
    return taken[-1]


def _as_of(day: date) -> str:
    return _("As of {date}").format(date=shown_date(day))


def _roster(names: list[str], year: int, day: date, rows: Sequence[AppointmentRow]) -> Sheet:
    return Sheet(
        name=_name(_("Roster of posts"), names),
        title=_("Roster of posts {year}").format(year=year),
        notes=[_as_of(day)],
        columns=[*_who(), Column(_("Post in the office"), 20, "wrapped"), *_time()],
        rows=[
            [number, *_person(row), row.person_post, *_period(row)]
            for number, row in enumerate(rows, start=1)
        ],
        footer=["", signature_line(_("Filled in by"), _("Checked by"))],
        freeze_columns=3,
    )


def _terms(
    names: list[str], year: int, first: date, day: date, rows: Sequence[AppointmentRow]
) -> Sheet:
    def days(row: AppointmentRow) -> int:
        # Who left the office holds no post from the day after.
        served = replace(row, ends_on=row.last_day)
        return sum(stretch.days for stretch in held([served], first, day))

    return Sheet(
        name=_name(_("Terms of the year"), names),
        title=_("Terms of the year {year}").format(year=year),
        notes=[_as_of(day)],
        columns=[*_who(), *_time(), Column(_("Days in post this year"), 14, "whole")],
        rows=[
            [number, *_person(row), *_period(row), days(row)]
            for number, row in enumerate(rows, start=1)
        ],
        freeze_columns=3,
    )


def _vacancies(names: list[str], year: int, day: date, gaps: Sequence[VacantPeriod]) -> Sheet:
    return Sheet(
        name=_name(_("Vacancies"), names),
        title=_("Vacant posts {year}").format(year=year),
        notes=[_as_of(day)],
        columns=[
            *_who()[:-1],
            Column(_("Vacant from"), 12, "date"),
            Column(_("Vacant until"), 12, "date"),
            Column(_("Days"), 8, "whole"),
            Column(_("Present state"), 12),
        ],
        rows=list(_gaps(gaps)),
        totals=[[_("Total"), *[None] * 5, sum(gap.period.days for gap in gaps), None]],
        landscape=False,
        freeze_columns=3,
    )


def _gaps(gaps: Sequence[VacantPeriod]) -> Iterator[Sequence[Cell]]:
    for number, gap in enumerate(gaps, start=1):
        until = None if gap.is_open else gap.period.last
        now = _("Still vacant") if gap.is_open else _("Filled")
        post = _(POSTS[gap.post])
        days = gap.period.days
        yield [number, gap.unit, gap.branch, post, gap.period.first, until, days, now]


def _who() -> list[Column]:
    """Return the columns that say whose post it is; every row does, on whatever page it stands."""
    return [
        Column(_("No."), 5, "whole"),
        Column(_("Unit"), 28, "wrapped"),
        Column(_("Branch"), 24, "wrapped"),
        Column(_("Post in the branch"), 11),
        Column(_("Name"), 9),
    ]


def _time() -> list[Column]:
    return [
        Column(_("In post from"), 12, "date"),
        Column(_("In post until"), 12, "date"),
        Column(_("Appointing document"), 24),
    ]


def _person(row: AppointmentRow) -> list[Cell]:
    return [row.unit, row.branch, row.title or _(POSTS[row.post]), row.person]


def _period(row: AppointmentRow) -> list[Cell]:
    return [row.starts_on, row.ends_on, row.document_number]
