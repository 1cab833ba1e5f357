"""The attendance of a year: rates by unit and by meeting, and every row behind them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import astuple
from decimal import ROUND_HALF_UP, Decimal

from sqlalchemy.orm import Session

from deskapp.excel.sheet import Cell, Column, Formula, Sheet, cell_ref, safe_sheet_name
from deskapp.i18n import _
from deskapp.queries.attendance_counts import NOBODY, AttendanceCounts
from deskapp.queries.lists import Order
from deskapp.queries.meetings import list_meetings
from deskapp.queries.year_rows import (
    attendance_by_meeting,
    attendance_by_unit,
    attendance_details,
)
from deskapp.records.meeting import ATTENDANCE_ROLES, ATTENDANCE_STATES, MEETING_KINDS

_RATE_STEP = Decimal("0.0001")
_INVITED, _CAME, _STOOD_IN = range(3)
"""Places of these columns among the counts of a row."""


def attendance_sheets(session: Session, year: int) -> list[Sheet]:
    """Return the rates by unit, the rates by meeting, and all rows, read while written."""
    names: list[str] = []
    for title in (_("By unit"), _("By meeting"), _("Details")):
        names.append(safe_sheet_name(title, names))
    return [
        _by_unit(session, year, names[0]),
        _by_meeting(session, year, names[1]),
        Sheet(
            name=names[2],
            title=_("Attendance details of {year}").format(year=year),
            columns=_detail_columns(),
            rows=_details(session, year),
            freeze_columns=1,
        ),
    ]


def _by_unit(session: Session, year: int, name: str) -> Sheet:
    sheet = Sheet(
        name=name,
        title=_("Attendance of {year} by unit").format(year=year),
        columns=[Column(_("No."), 6, "whole"), Column(_("Unit"), 28), *_count_columns()],
        rows=(),
        notes=[
            _(
                "The rate is those who came in person or by a stand-in, of those invited to the "
                "meetings held."
            )
        ],
        freeze_columns=2,
    )
    _fill(sheet, (([row.unit], row.counts) for row in attendance_by_unit(session, year)))
    return sheet


def _by_meeting(session: Session, year: int, name: str) -> Sheet:
    sheet = Sheet(
        name=name,
        title=_("Attendance of {year} by meeting").format(year=year),
        columns=[
            Column(_("No."), 6, "whole"),
            Column(_("Meeting title"), 42, "wrapped"),
            Column(_("Kind of meeting"), 13),
            Column(_("Date"), 12, "date"),
            *_count_columns(),
        ],
        rows=(),
        freeze_columns=2,
    )
    counts = attendance_by_meeting(session, year)
    meetings = list_meetings(session, year=year, order=Order("held_on"))
    _fill(
        sheet,
        (
            ([meeting.title, _(MEETING_KINDS[meeting.kind]), meeting.held_on], counts[meeting.id])
            for meeting in meetings
            if meeting.id in counts and meeting.state != "planned"
        ),
    )
    return sheet


def _count_columns() -> list[Column]:
    headings = (
        _("Expected"),
        _("In person"),
        _("Stood in for"),
        _("Excused"),
        _("Absent"),
        _("Not marked"),
        _("Late"),
        _("Walk-ins"),
    )
    return [Column(heading, 9, "whole") for heading in headings] + [
        Column(_("Attendance rate"), 10, "percent")
    ]


def _fill(sheet: Sheet, lines: Iterable[tuple[list[Cell], AttendanceCounts]]) -> None:
    """Give each line its number and its rate, and put the sums below them."""
    first = sheet.first_row()
    rows: list[list[Cell]] = []
    sums = list(astuple(NOBODY))
    before = 1
    for subject, counts in lines:
        figures = astuple(counts)
        before = 1 + len(subject)
        row = first + len(rows)
        rows.append([len(rows) + 1, *subject, *figures, _rate(row, before, figures)])
        sums = [total + figure for total, figure in zip(sums, figures, strict=True)]
    sheet.rows = rows
    if rows:
        last = first + len(rows) - 1
        totals = [_sum(first, last, before + place, value) for place, value in enumerate(sums)]
        label: list[Cell] = ["", _("Total"), *[""] * (before - 2)]
        sheet.totals = [[*label, *totals, _rate(last + 1, before, sums)]]


def _rate(row: int, before: int, figures: Sequence[int]) -> Formula:
    invited, came, stood_in = (
        cell_ref("", row, before + place, absolute=False) for place in (_INVITED, _CAME, _STOOD_IN)
    )
    value: Decimal | str = ""
    if figures[_INVITED]:
        share = Decimal(figures[_CAME] + figures[_STOOD_IN]) / figures[_INVITED]
        value = share.quantize(_RATE_STEP, ROUND_HALF_UP)
    return Formula(f'IF({invited}=0,"",ROUND(({came}+{stood_in})/{invited},4))', value)


def _sum(first: int, last: int, column: int, value: int) -> Formula:
    start, end = (cell_ref("", row, column, absolute=False) for row in (first, last))
    return Formula(f"SUM({start}:{end})", value)


def _detail_columns() -> list[Column]:
    return [
        Column(_("Meeting title"), 36),
        Column(_("Date"), 12, "date"),
        Column(_("Kind of meeting"), 13),
        Column(_("Unit"), 26),
        Column(_("Name"), 10),
        Column(_("Post"), 14),
        Column(_("Role"), 8),
        Column(_("Invited"), 8),
        Column(_("Attendance"), 10),
        Column(_("Late"), 7),
        Column(_("Stand-in"), 10),
        Column(_("Reason"), 20),
    ]


def _details(session: Session, year: int) -> Iterator[Sequence[Cell]]:
    kinds, roles, states = (
        {code: _(label) for code, label in choices.items()}
        for choices in (MEETING_KINDS, ATTENDANCE_ROLES, ATTENDANCE_STATES)
    )
    invited, late = {True: _("Yes"), False: _("Walk-in")}, {True: _("Late"), False: ""}
    for row in attendance_details(session, year):
        yield [
            row.meeting,
            row.held_on,
            kinds[row.kind],
            row.unit,
            row.person,
            row.post,
            roles[row.role],
            invited[row.invited],
            states[row.state],
            late[row.late],
            row.stand_in,
            row.reason,
        ]
