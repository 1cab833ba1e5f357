"""The day that the tasks of a year are judged on, in words."""

from __future__ import annotations

from datetime import date

from deskapp.dates import shown_date
from deskapp.i18n import _


def as_of(day: date) -> str:
    """Return the words that name the day where it is not today; else an empty text."""
    return "" if day == date.today() else _("As of {date}").format(date=shown_date(day))
