"""How the units stand: what was due, what came on time, and how long the rest took."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, and_, case, func, select
from sqlalchemy.orm import Session

from deskapp.queries.due_tasks import is_due, is_late, is_on_time, is_overdue
from deskapp.queries.office_order import UNIT_ORDER
from deskapp.records.task import BranchTask, KeyTask
from deskapp.records.unit import Unit
from deskapp.rules.points import ranks
from deskapp.rules.shares import percent_of

# Ranks are given by one number: a tenth of a percent weighs more than all days of a century.
_RATE_WEIGHS = 10_000_000


@dataclass(frozen=True, slots=True)
class UnitStanding:
    """One unit: its tasks that are not cancelled, those due, and what became of them.

    `rate` is the percent of the due ones that came on time, with one decimal, half up. It and
    the rank are None while nothing was due. `days_of_delay` are the days from each deadline to
    the day the task was done, or to the day looked at.
    """

    unit_id: int
    unit: str
    tasks: int
    due: int
    on_time: int
    late: int
    overdue: int
    rate: Decimal | None
    days_of_delay: int
    rank: int | None


def unit_standings(
    session: Session,
    year: int,
    as_of: date,
    *,
    first: date | None = None,
    last: date | None = None,
) -> list[UnitStanding]:
    """Return the units that have tasks by their rank, equal ones in office order.

    The best rate comes first, among equal ones the fewest days of delay; ties share a rank.
    With `first` and `last` only tasks whose deadline lies between them are looked at.
    """
    chosen = _between(first, last)
    delays = _days_of_delay(session, year, as_of, chosen)
    statement = (
        _of_year(
            select(
                Unit.id,
                Unit.name,
                func.count(BranchTask.id),
                *(
                    func.count(case((condition, 1)))
                    for condition in (
                        is_due(as_of),
                        and_(is_due(as_of), is_on_time()),
                        and_(is_due(as_of), is_late()),
                        is_overdue(as_of),
                    )
                ),
            ),
            year,
            chosen,
        )
        .group_by(Unit.id, Unit.name, Unit.office_order)
        .order_by(*UNIT_ORDER)
    )
    return _ranked([_Counted(*row) for row in session.execute(statement)], delays)


class _Counted(NamedTuple):
    unit_id: int
    unit: str
    tasks: int
    due: int
    on_time: int
    late: int
    overdue: int


def _ranked(counted: Sequence[_Counted], delays: Mapping[int, int]) -> list[UnitStanding]:
    rated = [one for one in counted if one.due]
    weights = [_weight(one, delays.get(one.unit_id, 0)) for one in rated]
    places = dict(zip((one.unit_id for one in rated), ranks(weights), strict=True))
    standings = [
        UnitStanding(
            *one,
            rate=percent_of(one.on_time, one.due),
            days_of_delay=delays.get(one.unit_id, 0),
            rank=places.get(one.unit_id),
        )
        for one in counted
    ]
    return sorted(standings, key=lambda one: one.rank or len(standings) + 1)


def _weight(one: _Counted, days_of_delay: int) -> Decimal:
    """Return the number that ranks a unit: its rate, then its days of delay."""
    rate = percent_of(one.on_time, one.due) or Decimal(0)
    return rate * _RATE_WEIGHS - days_of_delay


def _between(first: date | None, last: date | None) -> list[ColumnElement[bool]]:
    chosen: list[ColumnElement[bool]] = []
    if first is not None:
        chosen.append(BranchTask.deadline_on >= first)
    if last is not None:
        chosen.append(BranchTask.deadline_on <= last)
    return chosen


def _of_year(statement: Any, year: int, chosen: list[ColumnElement[bool]]) -> Any:
    return (
        statement.select_from(BranchTask)
        .join(KeyTask, KeyTask.id == BranchTask.key_task_id)
        .join(Unit, Unit.id == BranchTask.unit_id)
        .where(KeyTask.year == year, BranchTask.state != "cancelled", *chosen)
    )


def _days_of_delay(
    session: Session, year: int, as_of: date, chosen: list[ColumnElement[bool]]
) -> dict[int, int]:
    """Return the days of delay of each unit; days are told apart here, as databases differ."""
    ended = case((BranchTask.state == "done", BranchTask.done_on), else_=None)
    statement = (
        _of_year(select(Unit.id, BranchTask.deadline_on, ended, func.count()), year, chosen)
        .where(is_due(as_of), ~is_on_time())
        .group_by(Unit.id, BranchTask.deadline_on, ended)
    )
    days: dict[int, int] = {}
    for unit_id, deadline, done_on, number in session.execute(statement):
        delay = (min(done_on or as_of, as_of) - deadline).days
        days[unit_id] = days.get(unit_id, 0) + max(delay, 0) * number
    return days
