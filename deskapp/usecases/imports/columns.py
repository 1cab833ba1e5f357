"""Columns that files have and records do not: lists of units, numbers as counted, last days."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, datetime

from deskapp.dates import read_date
from deskapp.fields import (
    ChoiceField,
    Complaint,
    DateField,
    Field,
    TextField,
    WholeField,
)
from deskapp.i18n import _
from deskapp.rules.meeting_kinds import kind_of_meeting
from deskapp.rules.meeting_times import MeetingTime, read_meeting_time
from deskapp.rules.serial_numbers import read_serial_number


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitsField(TextField):
    """Several units in one cell, as they are written."""

    longest: int = 2000

    def shown(self, value: object) -> str:
        """Return the text; the names of units that were found are shown by who knows them."""
        return "" if value is None else str(value)


@dataclass(frozen=True, slots=True, kw_only=True)
class SerialNumberField(WholeField):
    """The number of a row; what is none, such as 1.2, is none and no complaint."""

    def parsed(self, cell: object) -> int | None:
        """Return the number, also of 三、 and (三)."""
        return read_serial_number(cell)

    def complaint(self, value: object) -> str:
        """Complain about nothing that is left open: such a row is given a number."""
        return "" if value is None else WholeField.complaint(self, value)


@dataclass(frozen=True, slots=True, kw_only=True)
class LastDayField(DateField):
    """The last day of something; a month means its last day."""

    def parsed(self, cell: object, year: int | None = None) -> date | None:
        """Return the date that a cell means."""
        day = DateField.parsed(self, cell, year)
        if day is not None and read_date(cell, year).precision == "month":
            return day.replace(day=monthrange(day.year, day.month)[1])
        return day


@dataclass(frozen=True, slots=True, kw_only=True)
class MeetingTimeField(DateField):
    """The day of a meeting, with its times behind it or not."""

    def shown(self, value: object) -> str:
        """Return the day."""
        return DateField.shown(self, value.day if isinstance(value, MeetingTime) else value)

    def parsed(self, cell: object, year: int | None = None) -> date | None:
        """Return the day; `time_of` returns the times."""
        read = read_meeting_time(cell, year)
        if read.day is None and str(cell or "").strip():
            text = _("“{text}” is not a date; write it like 2021-04-20.")
            raise Complaint(text.format(text=str(cell).strip()))
        return read.day


@dataclass(frozen=True, slots=True, kw_only=True)
class MeetingKindField(ChoiceField):
    """A kind of meeting, also in the words that titles have: 党组理论学习中心组."""

    def parsed(self, cell: object) -> str | None:
        """Return the code of the kind that the cell names."""
        try:
            return ChoiceField.parsed(self, cell)
        except Complaint:
            kind = kind_of_meeting(str(cell))
            if kind == "other" and "其他" not in str(cell):
                raise
            return kind


def time_of(written: str, year: int | None) -> MeetingTime:
    """Return the times behind a date as a cell has it."""
    try:
        return read_meeting_time(datetime.fromisoformat(written), year)
    except ValueError:
        return read_meeting_time(written, year)


def replaced(field: Field, kind: type[Field], **more: object) -> Field:
    """Return a field of a record as a file has it: read as another kind, otherwise the same."""
    given = {name: getattr(field, name) for name in _names(field) if name in _all_names(kind)}
    return kind(**{**given, **more})


def _names(field: Field) -> list[str]:
    return list(type(field).__dataclass_fields__)


def _all_names(kind: type[Field]) -> set[str]:
    return set(kind.__dataclass_fields__)
