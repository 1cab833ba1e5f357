"""The dates of a year as a calendar that other programs read."""

from __future__ import annotations

from datetime import date
from hashlib import sha256

from sqlalchemy.orm import Session

from deskapp.i18n import _
from deskapp.ical.entry import CalendarEntry, CalendarFile
from deskapp.queries.calendar import CALENDAR_KINDS, CalendarRow, calendar_entries
from deskapp.queries.facts import fact
from deskapp.records.fact import OFFICE_NAME, SAMPLE


def calendar_file(session: Session, year: int) -> CalendarFile:
    """Return all dates of the year: meetings with their hours, what is due as whole days."""
    rows = calendar_entries(session, year, date(year, 1, 1), date(year, 12, 31))
    office = fact(session, OFFICE_NAME)
    ledger = _ledger_name(office, fact(session, SAMPLE))
    name = _("{office}: calendar {year}").format(office=office, year=year)
    return CalendarFile(name, [_entry(row, ledger) for row in rows])


def _ledger_name(office: str, sample: str) -> str:
    """Return a name for the ledger that stays from export to export and tells it from others."""
    return f"{sha256(f'{office}/{sample}'.encode()).hexdigest()[:16]}.deskapp"


def _entry(row: CalendarRow, ledger: str) -> CalendarEntry:
    done = _("done") if row.is_done else ""
    return CalendarEntry(
        uid=f"{_own_name(row)}@{ledger}",
        title=_title(row),
        day=row.day,
        starts_at=row.starts_at,
        ends_at=row.ends_at,
        place=row.place,
        note="\n".join(part for part in (row.unit, done) if part),
    )


def _own_name(row: CalendarRow) -> str:
    """Return the name of an entry that stays; a key task has one for each day it is due on."""
    if row.kind == "task_deadline":
        return f"{row.table}-{row.record_id}-{row.day:%Y%m%d}"
    return f"{row.table}-{row.record_id}"


def _title(row: CalendarRow) -> str:
    if row.kind == "meeting":
        return row.title
    return _("{kind}: {title}").format(kind=_(CALENDAR_KINDS[row.kind]), title=row.title)
