"""Branch tasks, the lists a secretary works through, and their reports."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlalchemy import Select, and_, case, func, select
from sqlalchemy.orm import Session, aliased

from deskapp.queries.lists import Order, in_order, matches
from deskapp.queries.unreported import not_reported_since, quarter_start
from deskapp.records.branch import Branch
from deskapp.records.person import Person
from deskapp.records.task import BranchTask, KeyTask, ProgressEntry
from deskapp.records.unit import Unit
from deskapp.rules.task_states import DUE_SOON_DAYS, OPEN_STATES

# The lists that a secretary works through; a filter chip for each.
TASK_LISTS = ("overdue", "due_soon", "not_reported", "open", "done")


_DUE_SOON = timedelta(days=DUE_SOON_DAYS)


@dataclass(frozen=True, slots=True)
class BranchTaskRow:
    """One branch task as a list shows it."""

    id: int
    version: int
    key_task_id: int
    number: int
    category: str
    text: str
    unit_id: int
    unit: str
    branch: str | None
    responsible: str | None
    state: str
    percent: int
    assigned_on: date | None
    deadline_on: date | None
    original_deadline_on: date | None
    extension_reason: str
    done_on: date | None
    last_report_on: date | None
    last_report: str | None


@dataclass(frozen=True, slots=True)
class ProgressRow:
    """One dated report of a branch task."""

    id: int
    reported_on: date
    percent: int
    text: str
    problems: str
    next_steps: str


def list_branch_tasks(
    session: Session,
    year: int,
    search: str = "",
    *,
    today: date,
    chosen: str | None = None,
    state: str | None = None,
    unit_id: int | None = None,
    key_task_id: int | None = None,
    order: Order | None = None,
    offset: int = 0,
    limit: int | None = None,
) -> list[BranchTaskRow]:
    """Return a page of the branch tasks by key task and office order.

    `chosen` is one of TASK_LISTS: overdue, due in 14 days, nothing reported this quarter ...
    """
    page = _page(
        _filtered(
            select(BranchTask.id),
            year,
            search,
            today=today,
            chosen=chosen,
            state=state,
            unit_id=unit_id,
            key_task_id=key_task_id,
        ),
        order,
    )
    page = page.offset(offset).limit(limit)
    return [BranchTaskRow(*row) for row in session.execute(_with_details(page, order))]


_Responsible = aliased(Person)


_SORTED_BY: dict[str, Any] = {
    "number": KeyTask.number,
    "category": KeyTask.category,
    "text": KeyTask.text,
    "unit": Unit.office_order,
    "branch": Branch.office_order,
    "responsible": _Responsible.pinyin,
    "state": BranchTask.state,
    "percent": BranchTask.percent,
    "deadline_on": BranchTask.deadline_on,
    "original_deadline_on": BranchTask.original_deadline_on,
    "done_on": BranchTask.done_on,
}


_JOINED_TO_SORT: dict[str, tuple[Any, Any]] = {
    "branch": (Branch, Branch.id == BranchTask.branch_id),
    "responsible": (_Responsible, _Responsible.id == BranchTask.responsible_id),
}


_USUAL = (KeyTask.number, Unit.office_order, BranchTask.id)


def _page(statement: Select[Any], order: Order | None) -> Select[Any]:
    """Sort the ids alone: what a row shows is joined to one page, not to 100,000 rows."""
    if order is not None and order.key in _JOINED_TO_SORT:
        statement = statement.outerjoin(*_JOINED_TO_SORT[order.key])
    return in_order(statement, order, _SORTED_BY, _USUAL)


def _with_details(page: Any, order: Order | None) -> Any:
    """Join what a list shows of branch tasks to a page of their ids."""
    ids = page.subquery()
    statement: Any = (
        select(
            BranchTask.id,
            BranchTask.version,
            BranchTask.key_task_id,
            KeyTask.number,
            KeyTask.category,
            KeyTask.text,
            BranchTask.unit_id,
            Unit.name,
            Branch.name,
            _Responsible.name,
            BranchTask.state,
            BranchTask.percent,
            BranchTask.assigned_on,
            BranchTask.deadline_on,
            BranchTask.original_deadline_on,
            BranchTask.extension_reason,
            BranchTask.done_on,
            ProgressEntry.reported_on,
            ProgressEntry.text,
        )
        .join(ids, ids.c.id == BranchTask.id)
        .join(KeyTask, KeyTask.id == BranchTask.key_task_id)
        .join(Unit, Unit.id == BranchTask.unit_id)
        .outerjoin(Branch, Branch.id == BranchTask.branch_id)
        .outerjoin(_Responsible, _Responsible.id == BranchTask.responsible_id)
        .outerjoin(ProgressEntry, ProgressEntry.id == _last_report())
    )
    return in_order(statement, order, _SORTED_BY, _USUAL)


def count_branch_tasks(
    session: Session, year: int, search: str = "", *, today: date, **filters: Any
) -> int:
    """Return how many tasks `list_branch_tasks` would return with the same filters."""
    statement = _filtered(
        select(func.count(BranchTask.id)).select_from(BranchTask),
        year,
        search,
        today=today,
        **filters,
    )
    return int(session.execute(statement).scalar_one())


def counts_of_lists(session: Session, year: int, today: date) -> dict[str, int]:
    """Return how many tasks each of TASK_LISTS holds."""
    statement = (
        select(*(func.count(case((in_list(name, today), 1))).label(name) for name in TASK_LISTS))
        .select_from(BranchTask)
        .join(KeyTask, KeyTask.id == BranchTask.key_task_id)
        .where(KeyTask.year == year)
    )
    return dict(session.execute(statement).one()._mapping)


def in_list(name: str, today: date) -> Any:
    """Return the condition that a branch task belongs to one of TASK_LISTS."""
    is_open = BranchTask.state.in_(OPEN_STATES)
    conditions: dict[str, Any] = {
        "overdue": and_(is_open, BranchTask.deadline_on < today),
        "due_soon": and_(is_open, BranchTask.deadline_on.between(today, today + _DUE_SOON)),
        "not_reported": not_reported_since(quarter_start(today)),
        "open": is_open,
        "done": BranchTask.state == "done",
    }
    return conditions[name]


def _last_report() -> Any:
    entry = aliased(ProgressEntry)
    return (
        select(entry.id)
        .where(entry.branch_task_id == BranchTask.id)
        .order_by(entry.reported_on.desc(), entry.id.desc())
        .limit(1)
        .correlate(BranchTask)
        .scalar_subquery()
    )


def _filtered(
    statement: Select[Any],
    year: int,
    search: str,
    *,
    today: date,
    chosen: str | None = None,
    state: str | None = None,
    unit_id: int | None = None,
    key_task_id: int | None = None,
) -> Select[Any]:
    statement = (
        statement.join(KeyTask, KeyTask.id == BranchTask.key_task_id)
        .join(Unit, Unit.id == BranchTask.unit_id)
        .where(
            KeyTask.year == year, matches(search, KeyTask.text, Unit.name, initials=[Unit.initials])
        )
    )
    if chosen is not None:
        statement = statement.where(in_list(chosen, today))
    wanted = (
        (BranchTask.state, state),
        (BranchTask.unit_id, unit_id),
        (BranchTask.key_task_id, key_task_id),
    )
    for column, value in wanted:
        if value is not None:
            statement = statement.where(column == value)
    return statement


def list_progress(session: Session, branch_task_id: int) -> list[ProgressRow]:
    """Return the reports of a branch task, the newest first."""
    statement = (
        select(
            ProgressEntry.id,
            ProgressEntry.reported_on,
            ProgressEntry.percent,
            ProgressEntry.text,
            ProgressEntry.problems,
            ProgressEntry.next_steps,
        )
        .where(ProgressEntry.branch_task_id == branch_task_id)
        .order_by(ProgressEntry.reported_on.desc(), ProgressEntry.id.desc())
    )
    return [ProgressRow(*row) for row in session.execute(statement)]
