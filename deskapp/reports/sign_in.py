"""The sheet on which people sign when they come to a meeting."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import zip_longest

from sqlalchemy.orm import Session

from deskapp.errors import ChangedElsewhere
from deskapp.excel.sheet import Cell, Column, Sheet, safe_sheet_name
from deskapp.i18n import _
from deskapp.queries.attendance import AttendanceRow, list_attendance
from deskapp.queries.lists import Order
from deskapp.queries.meetings import MeetingRow, list_meetings
from deskapp.records.meeting import ATTENDANCE_STATES
from deskapp.reports.words import BLANK, when

_SPARE_ROWS = 4
"""Blank rows at the end, for those who come uninvited."""
_ROW_HEIGHT = 34.0
"""Points; at the scale at which two blocks fit on the page about a centimetre."""
_NOTHING: Sequence[Cell] = ("",) * 6


def sign_in_sheets(session: Session, year: int) -> list[Sheet]:
    """Return a sheet for each meeting of the year that anybody was invited to."""
    sheets: list[Sheet] = []
    for meeting in list_meetings(session, year=year, order=Order("held_on")):
        if meeting.expected:
            sheets.append(_sheet(session, meeting, [sheet.name for sheet in sheets]))
    return sheets


def build_sign_in(session: Session, meeting_id: int) -> Sheet:
    """Return the sheet of one meeting; raises ChangedElsewhere when it is gone."""
    for meeting in list_meetings(session, meeting_id=meeting_id):
        return _sheet(session, meeting, [])
    raise ChangedElsewhere(_("This meeting is no longer there."), _("Choose another meeting."))


def _sheet(session: Session, meeting: MeetingRow, taken: Sequence[str]) -> Sheet:
    day = f"{meeting.held_on:%m-%d} " if meeting.held_on else ""
    invited = [row for row in list_attendance(session, meeting.id) if row.invited]
    return Sheet(
        name=safe_sheet_name(day + meeting.title, taken),
        title=_("Sign-in sheet: {meeting}").format(meeting=meeting.title),
        columns=_block() + _block(),
        rows=_rows(invited),
        notes=_notes(meeting, len(invited)),
        landscape=False,
        filters=False,
        row_height=_ROW_HEIGHT,
    )


def _block() -> list[Column]:
    return [
        Column(_("No."), 5, "whole"),
        Column(_("Name"), 9),
        Column(_("Unit"), 17, "wrapped"),
        Column(_("Post"), 11, "wrapped"),
        Column(_("Signature"), 13),
        Column(_("Remark"), 9, "wrapped"),
    ]


def _notes(meeting: MeetingRow, invited: int) -> list[str]:
    time = when(meeting.held_on, meeting.starts_at, meeting.ends_at)
    blank = BLANK[:4]
    return [
        _("Time: {time}").format(time=time or BLANK)
        + BLANK[:2]
        + _("Place: {place}").format(place=meeting.place or BLANK),
        _("Expected: {number}").format(number=invited)
        + BLANK[:2]
        + BLANK[:2].join(
            _("{what}:").format(what=what) + blank
            for what in (_("Attended"), _("Excused"), _("Absent"))
        ),
    ]


def _rows(invited: Sequence[AttendanceRow]) -> list[Sequence[Cell]]:
    """Return two people a row, left then right, which holds over any page break."""
    blocks = [_person(number, row) for number, row in enumerate(invited, start=1)]
    pairs = zip_longest(blocks[::2], blocks[1::2], fillvalue=_NOTHING)
    spare = [[*_NOTHING, *_NOTHING] for _row in range(_SPARE_ROWS)]
    return [*([*left, *right] for left, right in pairs), *spare]


def _person(number: int, row: AttendanceRow) -> Sequence[Cell]:
    return (number, row.name, row.unit, row.post, "", _remark(row))


def _remark(row: AttendanceRow) -> str:
    """Return what is known beforehand: leave, or who comes instead."""
    if row.stand_in:
        return _("Stand-in: {name}").format(name=row.stand_in)
    return _(ATTENDANCE_STATES[row.state]) if row.state == "excused" else ""
