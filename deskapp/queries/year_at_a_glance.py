"""The year at a glance: what the six demands have come to, what is due, what is missing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from deskapp.queries.branch_tasks import counts_of_lists
from deskapp.queries.calendar import CalendarRow, calendar_entries
from deskapp.queries.completeness.year import gap_counts
from deskapp.queries.demands import ByUnit, demands_by_unit
from deskapp.queries.facts import working_day
from deskapp.queries.office_order import UNIT_ORDER
from deskapp.queries.periods import is_active
from deskapp.records.person import Person
from deskapp.records.unit import Unit
from deskapp.rules.task_states import LIST_OF_COLOUR, Colour

_AHEAD = timedelta(days=13)


@dataclass(frozen=True, slots=True)
class UnitName:
    """A unit as a grid names it."""

    id: int
    name: str
    short_name: str


@dataclass(frozen=True, slots=True)
class YearAtAGlance:
    """What the home page shows of a year as of a day.

    `demands` holds, by code, what each unit has done; `colours` how many branch tasks are
    overdue, behind or due soon; `dates` what stands in the calendar for two weeks and is not
    done; `gaps` how many gaps of each kind there are.
    """

    year: int
    today: date
    is_empty: bool
    units: tuple[UnitName, ...]
    demands: Mapping[str, ByUnit]
    colours: Mapping[Colour, int]
    dates: tuple[CalendarRow, ...]
    gaps: Mapping[str, int]


def year_at_a_glance(session: Session, year: int) -> YearAtAGlance:
    """Return what the home page shows of a year, as it stands on its working day."""
    today = working_day(session, year)
    units = _units(session, today)
    return YearAtAGlance(
        year=year,
        today=today,
        is_empty=not units and not session.execute(select(func.count(Person.id))).scalar(),
        units=units,
        demands=demands_by_unit(session, year, today),
        colours=colour_counts(session, year, today),
        dates=_next_dates(session, year, today),
        gaps=gap_counts(session, year, today),
    )


def _units(session: Session, today: date) -> tuple[UnitName, ...]:
    statement = (
        select(Unit.id, Unit.name, Unit.short_name)
        .where(is_active(Unit, today))
        .order_by(*UNIT_ORDER)
    )
    return tuple(UnitName(*row) for row in session.execute(statement))


def _next_dates(session: Session, year: int, today: date) -> tuple[CalendarRow, ...]:
    entries = calendar_entries(session, year, today, today + _AHEAD)
    return tuple(entry for entry in entries if not entry.is_done)


def colour_counts(session: Session, year: int, today: date) -> dict[Colour, int]:
    """Return how many open branch tasks of a year call for attention, as their lists count."""
    counts = counts_of_lists(session, year, today)
    return {colour: counts[name] for colour, name in LIST_OF_COLOUR.items()}
