"""The ledger of a year's meetings."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sqlalchemy.orm import Session

from deskapp.excel.sheet import Cell, Column, Sheet, safe_sheet_name
from deskapp.i18n import _
from deskapp.queries.attendance_counts import NOBODY
from deskapp.queries.lists import Order
from deskapp.queries.meetings import MeetingRow, list_meetings
from deskapp.queries.year_rows import (
    absentees_by_meeting,
    agenda_by_meeting,
    attendance_by_meeting,
    decisions_by_meeting,
)
from deskapp.records.meeting import ATTENDANCE_STATES, MEETING_KINDS, MEETING_STATES
from deskapp.reports.words import numbered, when

_NAMED = 15
"""Absentees named in a cell; of more of them only the number is given."""


def meetings_sheets(session: Session, year: int) -> list[Sheet]:
    """Return the one sheet of all meetings of the year, the earliest first."""
    return [
        Sheet(
            name=safe_sheet_name(_("Meetings ledger"), []),
            title=_("Meetings ledger of {year}").format(year=year),
            columns=_columns(),
            rows=list(_rows(session, year)),
            freeze_columns=2,
        )
    ]


def _columns() -> list[Column]:
    return [
        Column(_("No."), 5, "whole"),
        Column(_("Meeting title"), 22, "wrapped"),
        Column(_("Kind of meeting"), 9),
        Column(_("Time"), 11, "wrapped"),
        Column(_("Place"), 11, "wrapped"),
        Column(_("Host"), 12, "wrapped"),
        Column(_("Presider"), 8),
        Column(_("Recorder"), 8),
        Column(_("Expected"), 5, "whole"),
        Column(_("Attended"), 5, "whole"),
        Column(_("Excused"), 5, "whole"),
        Column(_("Absent"), 5, "whole"),
        Column(_("Guests from outside"), 7, "whole"),
        Column(_("Absentees and reasons"), 26, "wrapped"),
        Column(_("Agenda"), 28, "wrapped"),
        Column(_("Decisions"), 24, "wrapped"),
        Column(_("State of the meeting"), 8),
    ]


def _rows(session: Session, year: int) -> Iterator[Sequence[Cell]]:
    attendance = attendance_by_meeting(session, year)
    absentees = absentees_by_meeting(session, year)
    agendas = agenda_by_meeting(session, year)
    decisions = decisions_by_meeting(session, year)
    meetings = list_meetings(session, year=year, order=Order("held_on"))
    for number, meeting in enumerate(meetings, start=1):
        counts = attendance.get(meeting.id, NOBODY)
        yield [
            number,
            *_facts(meeting),
            meeting.expected,
            meeting.present,
            counts.excused,
            counts.absent,
            meeting.outsiders,
            _absentees(absentees.get(meeting.id, [])),
            numbered(agendas.get(meeting.id, [])),
            numbered(decisions.get(meeting.id, [])),
            _(MEETING_STATES[meeting.state]),
        ]


def _facts(meeting: MeetingRow) -> list[Cell]:
    return [
        meeting.title,
        _(MEETING_KINDS[meeting.kind]),
        when(meeting.held_on, meeting.starts_at, meeting.ends_at),
        meeting.place,
        meeting.host,
        meeting.presider,
        meeting.recorder,
    ]


def _absentees(people: Sequence[tuple[str, str, str]]) -> str:
    """Return the names with their reasons, as a minute-taker would write them."""
    named = [
        _("{name} ({reason})").format(name=name, reason=reason or _(ATTENDANCE_STATES[state]))
        for name, state, reason in people[:_NAMED]
    ]
    text = _(", ").join(named)
    if len(people) <= _NAMED:
        return text
    return _("{names} and others, {number} in all").format(names=text, number=len(people))
