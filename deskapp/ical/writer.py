"""Write a calendar as an .ics file."""

from __future__ import annotations

from pathlib import Path

from deskapp.ical.entry import CalendarFile


def write_calendar(path: Path, calendar: CalendarFile) -> None:
    """Write the calendar to an .ics file (RFC 5545), replacing it only by a whole one.

    Raises CannotWrite when the target cannot be written.
    """
    raise NotImplementedError
