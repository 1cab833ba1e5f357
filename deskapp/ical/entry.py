"""A calendar is plain data before it is an .ics file."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, time


@dataclass(frozen=True, slots=True)
class CalendarEntry:
    """One date: `uid` stays the same from export to export, so that it is updated, not doubled.

    Without `starts_at` it lasts the whole day.
    """

    uid: str
    title: str
    day: date
    starts_at: time | None = None
    ends_at: time | None = None
    place: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class CalendarFile:
    """A calendar by its name, and its entries."""

    name: str
    entries: Sequence[CalendarEntry]
