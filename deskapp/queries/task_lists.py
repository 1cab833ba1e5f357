"""Which branch tasks belong to the lists that a secretary works through."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Date, and_, literal

from deskapp.queries.day_count import days_between
from deskapp.queries.due_tasks import in_quarter, is_due, is_late, is_on_time, is_overdue
from deskapp.queries.quarters import owes_report, owes_report_now
from deskapp.records.task import BranchTask
from deskapp.rules.task_states import OPEN_STATES, USUAL_RULES, ColourRules, judged_on

# The lists that a secretary works through; a filter chip for each.
TASK_LISTS = ("overdue", "behind", "due_soon", "not_reported", "followed", "open", "done")
# The lists that counts of a ranking, a bulletin or the gaps lead to besides.
COUNTED_LISTS = ("expected", "due", "on_time", "late", "no_responsible")


def in_list(
    name: str,
    today: date,
    rules: ColourRules = USUAL_RULES,
) -> Any:
    """Return the condition that a branch task belongs to one of the lists."""
    is_open = BranchTask.state.in_(OPEN_STATES)
    judged = judged_on(today, date.today())
    soon = judged + timedelta(days=rules.due_soon_days)
    conditions: dict[str, Any] = {
        "overdue": is_overdue(today),
        "behind": is_behind(judged, rules),
        "due_soon": and_(is_open, BranchTask.deadline_on.between(judged, soon)),
        "not_reported": owes_report_now(today),
        "followed": BranchTask.followed,
        "open": is_open,
        "done": BranchTask.state == "done",
        "expected": BranchTask.state != "cancelled",
        "due": is_due(today),
        "on_time": and_(is_due(today), is_on_time()),
        "late": and_(is_due(today), is_late()),
        "no_responsible": and_(is_open, BranchTask.responsible_id.is_(None)),
    }
    return conditions[name]


def is_behind(judged: date, rules: ColourRules) -> ColumnElement[bool]:
    """Return the condition that a task is yellow, as `task_colour` says it of one task.

    The shares of the time are compared in whole numbers: 100 x gone > (percent + points) x all.
    """
    all_days = days_between(BranchTask.assigned_on, BranchTask.deadline_on)
    gone = days_between(BranchTask.assigned_on, literal(judged, Date))
    return and_(
        BranchTask.state.in_(OPEN_STATES),
        BranchTask.deadline_on >= judged,
        BranchTask.assigned_on < BranchTask.deadline_on,
        100 * gone > (BranchTask.percent + rules.behind_points) * all_days,
    )


def in_list_of_quarter(
    name: str | None, year: int, quarter: int, today: date, rules: ColourRules
) -> Any:
    """Return the condition that a task belongs to a list as far as a quarter is concerned."""
    if name == "not_reported":
        return owes_report(year, quarter)
    day = BranchTask.done_on if name == "done" else BranchTask.deadline_on
    within = in_quarter(day, year, quarter)
    return within if name is None else and_(in_list(name, today, rules), within)
