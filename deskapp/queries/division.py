"""What the year's division table says of each key task besides the task itself."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from sqlalchemy import Select, and_, case, func, or_, select, true
from sqlalchemy.orm import Session

from deskapp.queries.branch_tasks import last_report_id
from deskapp.queries.quarters import (
    FIRST_DAY,
    LAST_DAY,
    QUARTER,
    is_reported_between,
    quarters_of,
    was_open_on,
)
from deskapp.queries.years import years_in
from deskapp.records.person import Person
from deskapp.records.task import BranchTask, KeyTask, KeyTaskUnit, ProgressEntry
from deskapp.records.unit import Unit


@dataclass(frozen=True, slots=True)
class LeadReport:
    """The last report of a branch task of a unit that leads."""

    unit: str
    text: str
    problems: str
    next_steps: str


@dataclass(slots=True)
class Handed:
    """How a key task goes on with those it was handed down to.

    `percent` is the average over its tasks; `quarters` are the reports there are and those
    asked for, by quarter.
    """

    percent: int = 0
    responsible: list[str] = field(default_factory=list)
    reports: list[LeadReport] = field(default_factory=list)
    comments: list[str] = field(default_factory=list)
    quarters: dict[int, tuple[int, int]] = field(default_factory=dict)


def handed_down(session: Session, year: int, as_of: date) -> dict[int, Handed]:
    """Return how the key tasks of a year go on, by their id; those not handed down are not in."""
    found: dict[int, Handed] = {}
    for key_task_id, percent in session.execute(_percents(year)):
        found[key_task_id] = Handed(round(percent))
    for row in session.execute(_of_leading_units(year)):
        handed = found[row.key_task_id]
        if row.person and row.person not in handed.responsible:
            handed.responsible.append(row.person)
        if row.text:
            report = LeadReport(row.unit, row.text, row.problems, row.next_steps)
            handed.reports.append(report)
    for key_task_id, unit, comment in session.execute(_comments(year)):
        found[key_task_id].comments.append(f"{unit}：{comment}")
    for key_task_id, quarter, reported, asked in session.execute(_quarters(year, as_of)):
        found[key_task_id].quarters[quarter] = (reported, asked)
    return found


def _of_year(statement: Any, year: int) -> Any:
    return (
        statement.select_from(BranchTask)
        .join(KeyTask, KeyTask.id == BranchTask.key_task_id)
        .where(KeyTask.year == year, BranchTask.state != "cancelled")
    )


def _percents(year: int) -> Select[Any]:
    columns = select(BranchTask.key_task_id, func.avg(BranchTask.percent))
    return _of_year(columns, year).group_by(BranchTask.key_task_id)  # type: ignore[no-any-return]


def _of_leading_units(year: int) -> Select[Any]:
    """Return who answers for the task at the units that lead, and what they reported last."""
    leads = and_(
        KeyTaskUnit.key_task_id == BranchTask.key_task_id,
        KeyTaskUnit.unit_id == BranchTask.unit_id,
        KeyTaskUnit.part == "leads",
    )
    columns = select(
        BranchTask.key_task_id,
        Unit.name.label("unit"),
        Person.name.label("person"),
        ProgressEntry.text,
        ProgressEntry.problems,
        ProgressEntry.next_steps,
    )
    return (  # type: ignore[no-any-return]
        _of_year(columns, year)
        .join(KeyTaskUnit, leads)
        .join(Unit, Unit.id == BranchTask.unit_id)
        .outerjoin(Person, Person.id == BranchTask.responsible_id)
        .outerjoin(ProgressEntry, ProgressEntry.id == last_report_id())
        .order_by(KeyTask.number, KeyTaskUnit.position, BranchTask.id)
    )


def _comments(year: int) -> Select[Any]:
    columns = select(BranchTask.key_task_id, Unit.name, BranchTask.leader_comment)
    return (  # type: ignore[no-any-return]
        _of_year(columns, year)
        .join(Unit, Unit.id == BranchTask.unit_id)
        .where(BranchTask.leader_comment != "")
        .order_by(KeyTask.number, Unit.office_order, BranchTask.id)
    )


def _quarters(year: int, as_of: date) -> Select[Any]:
    reported = is_reported_between(FIRST_DAY, LAST_DAY)
    is_asked = or_(and_(as_of >= FIRST_DAY, was_open_on(LAST_DAY)), reported)
    columns = select(
        BranchTask.key_task_id,
        QUARTER,
        func.count(case((reported, 1))),
        func.count(case((is_asked, 1))),
    )
    return (  # type: ignore[no-any-return]
        _of_year(columns, year)
        .join(quarters_of(year), true())
        .group_by(BranchTask.key_task_id, QUARTER)
    )


def years_of_key_tasks(session: Session) -> list[int]:
    """Return the years that have key tasks, the latest first."""
    return years_in(session, select(KeyTask.year))
