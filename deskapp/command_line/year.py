"""Read the year of a call, or choose the one that is usually meant."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from deskapp.errors import CallError, LedgerError
from deskapp.i18n import _

if TYPE_CHECKING:
    from deskapp.database import Database

_YEARS = range(1949, 2201)


def year_written(text: str | None) -> int | None:
    """Return the year of --year; raise CallError for what is none."""
    if text is None:
        return None
    if not text.isdecimal() or int(text) not in _YEARS:
        raise CallError(
            _("“{text}” is not a year.").format(text=text), _("Write it like --year 2021.")
        )
    return int(text)


def year_of(database: Database, text: str | None) -> int:
    """Return the year that was asked for, else the usual one of those kept, else this year.

    Raises LedgerError when the ledger keeps other years, but not this one.
    """
    from deskapp.queries.facts import usual_year
    from deskapp.queries.years import years_kept

    asked = year_written(text)
    with database.reading() as session:
        kept = years_kept(session)
        if asked is None:
            return usual_year(session, kept) if kept else date.today().year
    if kept and asked not in kept:
        raise LedgerError(
            _("The ledger keeps nothing of {year}.").format(year=asked),
            _("It keeps: {years}.").format(years=", ".join(str(year) for year in kept)),
        )
    return asked
