"""Branch tasks, the lists a secretary works through, and their reports."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Select, case, func, select
from sqlalchemy.orm import Session, aliased

from deskapp.queries.facts import colour_rules
from deskapp.queries.lists import Order, in_order, matches
from deskapp.queries.task_lists import TASK_LISTS as TASK_LISTS
from deskapp.queries.task_lists import in_list as in_list
from deskapp.queries.task_lists import in_list_of_quarter
from deskapp.queries.unit_names import SHORT_UNIT
from deskapp.records.branch import Branch
from deskapp.records.person import Person
from deskapp.records.task import BranchTask, KeyTask, ProgressEntry
from deskapp.records.unit import Unit


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
    followed: bool
    leader_comment: str
    last_report_on: date | None
    last_report: str | None
    short_unit: str


@dataclass(frozen=True, slots=True)
class ProgressRow:
    """One dated report of a branch task."""

    id: int
    version: int
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
    quarter: int | None = None,
    order: Order | None = None,
    offset: int = 0,
    limit: int | None = None,
) -> list[BranchTaskRow]:
    """Return a page of the branch tasks by key task and office order.

    `chosen` is one of TASK_LISTS, such as overdue or nothing reported this quarter, or of
    COUNTED_LISTS. `quarter` (1 to 4) keeps what was done, had to be reported, or else is due
    in it.
    """
    page = _page(
        _filtered(
            session,
            select(BranchTask.id),
            year,
            search,
            today=today,
            chosen=chosen,
            state=state,
            unit_id=unit_id,
            key_task_id=key_task_id,
            quarter=quarter,
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
    "followed": BranchTask.followed,
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
            BranchTask.followed,
            BranchTask.leader_comment,
            ProgressEntry.reported_on,
            ProgressEntry.text,
            SHORT_UNIT,
        )
        .join(ids, ids.c.id == BranchTask.id)
        .join(KeyTask, KeyTask.id == BranchTask.key_task_id)
        .join(Unit, Unit.id == BranchTask.unit_id)
        .outerjoin(Branch, Branch.id == BranchTask.branch_id)
        .outerjoin(_Responsible, _Responsible.id == BranchTask.responsible_id)
        .outerjoin(ProgressEntry, ProgressEntry.id == last_report_id())
    )
    return in_order(statement, order, _SORTED_BY, _USUAL)


def count_branch_tasks(
    session: Session, year: int, search: str = "", *, today: date, **filters: Any
) -> int:
    """Return how many tasks `list_branch_tasks` would return with the same filters."""
    statement = _filtered(
        session,
        select(func.count(BranchTask.id)).select_from(BranchTask),
        year,
        search,
        today=today,
        **filters,
    )
    return int(session.execute(statement).scalar_one())


def counts_of_lists(session: Session, year: int, today: date) -> dict[str, int]:
    """Return how many tasks each of TASK_LISTS holds."""
    rules = colour_rules(session)
    counts = (func.count(case((in_list(one, today, rules), 1))).label(one) for one in TASK_LISTS)
    statement = (
        select(*counts)
        .select_from(BranchTask)
        .join(KeyTask, KeyTask.id == BranchTask.key_task_id)
        .where(KeyTask.year == year)
    )
    return dict(session.execute(statement).one()._mapping)


def last_report_id() -> Any:
    """Return the id of a branch task's newest report, as a column beside it."""
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
    session: Session,
    statement: Select[Any],
    year: int,
    search: str,
    *,
    today: date,
    chosen: str | None = None,
    state: str | None = None,
    unit_id: int | None = None,
    key_task_id: int | None = None,
    quarter: int | None = None,
) -> Select[Any]:
    statement = (
        statement.join(KeyTask, KeyTask.id == BranchTask.key_task_id)
        .join(Unit, Unit.id == BranchTask.unit_id)
        .where(
            KeyTask.year == year, matches(search, KeyTask.text, Unit.name, initials=[Unit.initials])
        )
    )
    rules = colour_rules(session)
    if quarter is not None:
        condition = in_list_of_quarter(chosen, year, quarter, today, rules)
        statement = statement.where(condition)
    elif chosen is not None:
        statement = statement.where(in_list(chosen, today, rules))
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
            ProgressEntry.version,
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
