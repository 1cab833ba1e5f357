"""Facts about the ledger itself."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from deskapp.records.fact import BEHIND_POINTS, DUE_SOON_DAYS, WORKING_DAY, Fact
from deskapp.rules.task_states import ColourRules


def working_day(session: Session, year: int) -> date:
    """Return the day as of which a year is looked at.

    It is today, in a sample the day that the sample stands on, and at the latest the last day
    of the year.
    """
    return min(today(session), date(year, 12, 31))


def usual_year(session: Session, years: Sequence[int]) -> int:
    """Return which of some years is meant where none is named: the one that is running.

    Without it the latest that has begun, and without any the first to come. The years may not
    be empty.
    """
    running = today(session).year
    return max((year for year in years if year <= running), default=min(years))


def today(session: Session) -> date:
    """Return today, and in a sample the day that the sample stands on."""
    stands_on = fact(session, WORKING_DAY)
    return date.fromisoformat(stands_on) if stands_on else date.today()


def fact(session: Session, name: str) -> str:
    """Return a fact about the ledger by its name; empty when it is not known."""
    found = session.execute(select(Fact.value).where(Fact.name == name)).scalar()
    return found or ""


def colour_rules(session: Session) -> ColourRules:
    """Return when tasks call for attention, as the office has set it or as it is at first."""
    statement = select(Fact.name, Fact.value).where(Fact.name.in_((DUE_SOON_DAYS, BEHIND_POINTS)))
    return ColourRules(**{row.name: int(row.value) for row in session.execute(statement)})
