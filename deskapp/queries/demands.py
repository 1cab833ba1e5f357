"""The six demands on the year, each as a share of what it expects: in all and by unit.

Every figure asks the query or measure that already knows its meaning.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType

from sqlalchemy import and_, case, func, literal, select
from sqlalchemy.orm import Session

from deskapp.i18n import N_
from deskapp.queries.measures import MEASURES
from deskapp.queries.periods import is_active
from deskapp.queries.vacancies import needs, vacancies
from deskapp.records.appointment import REQUIRED_POSTS
from deskapp.records.branch import Branch
from deskapp.records.task import BranchTask, KeyTask
from deskapp.records.unit import Unit
from deskapp.rules.points import Counted

ByUnit = Mapping[int, Counted]


@dataclass(frozen=True, slots=True)
class Demand:
    """One demand: its words, a shorter form of them, and what is counted of what."""

    words: str
    short: str
    counted: str
    by_unit: Callable[[Session, int, date], ByUnit]


def demands_by_unit(session: Session, year: int, as_of: date) -> dict[str, ByUnit]:
    """Return for each demand how much of it each unit has done; units with nothing due are out."""
    return {code: demand.by_unit(session, year, as_of) for code, demand in DEMANDS.items()}


def in_all(by_unit: ByUnit) -> Counted:
    """Return what all units together have done of what is expected of them."""
    return Counted(
        sum(counted.numerator for counted in by_unit.values()),
        sum(counted.denominator for counted in by_unit.values()),
    )


_NOT_TAKEN_UP = ("to_confirm", "adjustment_asked")


def _divided(session: Session, year: int, as_of: date) -> ByUnit:
    """Count the branch tasks that somebody is responsible for and that were confirmed."""
    is_taken_up = and_(
        BranchTask.responsible_id.is_not(None), BranchTask.state.not_in(_NOT_TAKEN_UP)
    )
    statement = (
        select(BranchTask.unit_id, func.count(case((is_taken_up, 1))), func.count())
        .join(KeyTask, KeyTask.id == BranchTask.key_task_id)
        .where(KeyTask.year == year, BranchTask.state != "cancelled")
        .group_by(BranchTask.unit_id)
    )
    return {unit: Counted(done, number) for unit, done, number in session.execute(statement)}


def _in_post(session: Session, year: int, as_of: date) -> ByUnit:
    """Count the posts that a branch must have and that somebody holds."""
    expected = (func.count(case((needs(literal(post), as_of), 1))) for post in REQUIRED_POSTS)
    statement = (
        select(Branch.unit_id, *expected)
        .join(Unit, Unit.id == Branch.unit_id)
        .where(is_active(Branch, as_of), is_active(Unit, as_of))
        .group_by(Branch.unit_id)
    )
    numbers = {unit: sum(counts) for unit, *counts in session.execute(statement)}
    held = dict(numbers)
    for vacancy in vacancies(session, as_of):
        held[vacancy.unit_id] -= 1
    return {unit: Counted(held[unit], number) for unit, number in numbers.items()}


def _measured(code: str, **parameters: bool) -> Callable[[Session, int, date], ByUnit]:
    """Return what asks for a measure, as an indicator with these parameters does."""

    def by_unit(session: Session, year: int, as_of: date) -> ByUnit:
        return MEASURES[code].counted(session, year, as_of, parameters)

    return by_unit


DEMANDS: Mapping[str, Demand] = MappingProxyType(
    {
        "division": Demand(
            N_("Work divided among all"),
            N_("Division"),
            N_("Branch tasks confirmed, with a person responsible"),
            _divided,
        ),
        "study": Demand(
            N_("Study in every branch"),
            N_("Study"),
            N_("Documents due so far, studied by the branches"),
            _measured("branch_study_coverage", late=True),
        ),
        "leaders_first": Demand(
            N_("Leaders ahead of the others"),
            N_("Leaders"),
            N_("Documents that leaders studied first"),
            _measured("leaders_first_kept"),
        ),
        "practices": Demand(
            N_("Practices summarised in time"),
            N_("Practices"),
            N_("Practices due so far, summarised by their day"),
            _measured("practices_in_time"),
        ),
        "posts": Demand(
            N_("Secretaries and liaisons in post"),
            N_("Posts"),
            N_("Posts of branches that somebody holds"),
            _in_post,
        ),
        "on_time": Demand(
            N_("Tasks done on time"),
            N_("On time"),
            N_("Branch tasks due so far, done by their deadline"),
            _measured("tasks_on_time"),
        ),
    }
)
