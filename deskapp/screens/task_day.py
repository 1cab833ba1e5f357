"""The day that the tasks of a year are judged on."""

from __future__ import annotations

from datetime import date

from deskapp.dates import shown_date
from deskapp.i18n import _


def today(year: int) -> date:
    """Return today, or the last day of a year that is over.

    A ledger of a year gone by is looked at as it stood when that year ended.
    """
    return min(date.today(), date(year, 12, 31))


def as_of(year: int) -> str:
    """Return the words that name the day where it is not today; else an empty text."""
    day = today(year)
    return "" if day == date.today() else _("As of {date}").format(date=shown_date(day))
