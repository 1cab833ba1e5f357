"""The numbers of a quarter's bulletin, and the list that each of them counts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session

from deskapp.queries.branch_tasks import count_branch_tasks, in_list
from deskapp.queries.key_tasks import list_key_tasks
from deskapp.queries.office_order import UNIT_ORDER
from deskapp.queries.quarters import has_gone_by, owes_report
from deskapp.queries.supervision import count_slips
from deskapp.records.task import BranchTask, KeyTask
from deskapp.records.unit import Unit
from deskapp.rules.bulletin import UnitFigure
from deskapp.rules.quarters import last_day, quarter_of
from deskapp.rules.slips import SLIP_COLOURS


@dataclass(frozen=True, slots=True)
class Listed:
    """A list by the page it is on and how that page filters it."""

    page: Literal["key_tasks", "branch_tasks", "supervision"]
    chosen: str | None = None
    unit_id: int | None = None
    quarter: int | None = None
    colour: str | None = None


@dataclass(frozen=True, slots=True)
class BulletinFigures:
    """What a bulletin says of a quarter, as of a day.

    `numbers` are by the names that the sentences use, `lists` what each of them counts, and
    the units are in office order.
    """

    year: int
    quarter: int
    as_of: date
    is_over: bool
    numbers: Mapping[str, int]
    lists: Mapping[str, Listed]
    units_behind: Sequence[UnitFigure]
    units_silent: Sequence[UnitFigure]


def last_quarter_begun(year: int, today: date) -> int:
    """Return the last quarter of a year that has begun on a day; 1 before the year begins."""
    return quarter_of(today) if today.year == year else 1 if today.year < year else 4


def bulletin_figures(session: Session, year: int, quarter: int, today: date) -> BulletinFigures:
    """Count everything that a quarter's bulletin says."""
    lists = _lists(quarter)
    numbers = {name: count_listed(session, year, today, one) for name, one in lists.items()}
    behind = _by_unit(session, year, "overdue", in_list("overdue", today))
    silent = _by_unit(session, year, "silent", owes_report(year, quarter))
    of_units = {one.figure: Listed("branch_tasks", "overdue", one.unit_id) for one in behind}
    of_units |= {
        one.figure: Listed("branch_tasks", "not_reported", one.unit_id, quarter) for one in silent
    }
    return BulletinFigures(
        year=year,
        quarter=quarter,
        as_of=today,
        is_over=has_gone_by(last_day(year, quarter), today),
        numbers=numbers,
        lists={**lists, **of_units},
        units_behind=behind,
        units_silent=silent,
    )


def count_listed(session: Session, year: int, today: date, listed: Listed) -> int:
    """Return how many rows a list has; a bulletin's numbers are counted by nothing else."""
    if listed.page == "key_tasks":
        return len(list_key_tasks(session, year))
    if listed.page == "branch_tasks":
        return count_branch_tasks(
            session,
            year,
            today=today,
            chosen=listed.chosen,
            unit_id=listed.unit_id,
            quarter=listed.quarter,
        )
    return count_slips(
        session,
        year,
        today=today,
        chosen=listed.chosen,
        colour=listed.colour,
        unit_id=listed.unit_id,
        quarter=listed.quarter,
    )


def _lists(quarter: int) -> dict[str, Listed]:
    """Return the list behind each number that is no unit's own."""
    of_year = {
        name: Listed("branch_tasks", name) for name in ("expected", "done", "open", "overdue")
    }
    of_quarter = {
        f"{name}_now": Listed("branch_tasks", name, quarter=quarter)
        for name in ("done", "due", "on_time", "late", "overdue", "not_reported")
    }
    slips = {
        f"slips_{name}": Listed("supervision", name, quarter=quarter)
        for name in ("replied", "overdue", "closed")
    }
    colours = {
        f"slips_{colour}": Listed("supervision", quarter=quarter, colour=colour)
        for colour in SLIP_COLOURS
    }
    all_slips = {"slips": Listed("supervision", quarter=quarter)}
    return {"key_tasks": Listed("key_tasks")} | of_year | of_quarter | all_slips | colours | slips


def _by_unit(
    session: Session, year: int, kind: str, condition: ColumnElement[bool]
) -> list[UnitFigure]:
    """Return how many tasks of each unit fit a condition, in office order; none without any."""
    statement = (
        select(Unit.id, Unit.name, func.count(BranchTask.id))
        .select_from(BranchTask)
        .join(KeyTask, KeyTask.id == BranchTask.key_task_id)
        .join(Unit, Unit.id == BranchTask.unit_id)
        .where(KeyTask.year == year, condition)
        .group_by(Unit.id, Unit.name, Unit.office_order)
        .order_by(*UNIT_ORDER)
    )
    rows = session.execute(statement)
    return [UnitFigure(unit_id, name, n, f"{kind}:{unit_id}") for unit_id, name, n in rows]
