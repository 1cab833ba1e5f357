"""Write a calendar as an .ics file."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

from icalendar import Calendar, Event

from deskapp.errors import CannotWrite
from deskapp.i18n import _
from deskapp.ical.entry import CalendarEntry, CalendarFile
from deskapp.target_file import replacing

_PROGRAM = "-//deskapp//Departmental ledger//EN"


def write_calendar(path: Path, calendar: CalendarFile) -> None:
    """Write the calendar to an .ics file (RFC 5545), replacing it only by a whole one.

    Raises CannotWrite when the target cannot be written.
    """
    content = _as_ics(calendar)
    with replacing(path, lambda made: _check(made, content)) as made:
        made.write_bytes(content)


def _as_ics(calendar: CalendarFile) -> bytes:
    written = Calendar()
    written.add("prodid", _PROGRAM)
    written.add("version", "2.0")
    written.add("method", "PUBLISH")
    written.add("x-wr-calname", calendar.name)
    now = datetime.now(UTC).replace(microsecond=0)
    for entry in calendar.entries:
        written.add_component(_event(entry, now))
    return bytes(written.to_ical())


def _event(entry: CalendarEntry, now: datetime) -> Event:
    event = Event()
    event.add("uid", entry.uid)
    event.add("dtstamp", now)
    event.add("summary", entry.title)
    if entry.starts_at is None:
        _last_whole_day(event, entry)
    else:
        _last_from_to(event, entry)
    if entry.place:
        event.add("location", entry.place)
    if entry.note:
        event.add("description", entry.note)
    return event


def _last_whole_day(event: Event, entry: CalendarEntry) -> None:
    """Fill the day, without making anybody busy; the end is the day after."""
    event.add("dtstart", entry.day)
    event.add("dtend", entry.day + timedelta(days=1))
    event.add("transp", "TRANSPARENT")


def _last_from_to(event: Event, entry: CalendarEntry) -> None:
    """Set the hours: the office's own wherever they are read, for they name no time zone."""
    assert entry.starts_at is not None
    event.add("dtstart", datetime.combine(entry.day, entry.starts_at))
    if entry.ends_at is not None and entry.ends_at > entry.starts_at:
        event.add("dtend", datetime.combine(entry.day, entry.ends_at))


def _check(made: Path, content: bytes) -> None:
    """Raise CannotWrite unless the file reads back as it was written."""
    if made.read_bytes() != content:
        raise CannotWrite(
            _("The new calendar did not read back whole from {folder}.").format(folder=made.parent),
            _("Save it on another disk and have this one looked at."),
        )
