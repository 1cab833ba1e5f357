"""Supervision slips of a year: open, overdue, answered, closed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

from sqlalchemy import ColumnElement, Select, and_, case, exists, func, select
from sqlalchemy.orm import Session

from deskapp.database.bulk import batched_ids
from deskapp.queries.due_tasks import in_quarter
from deskapp.queries.lists import Order, in_order, matches
from deskapp.queries.unit_names import SHORT_UNIT
from deskapp.queries.years import years_in
from deskapp.records.branch import Branch
from deskapp.records.person import Person
from deskapp.records.supervision import SupervisionSlip
from deskapp.records.task import BranchTask, KeyTask
from deskapp.records.unit import Unit
from deskapp.rules.task_states import judged_on

SlipState = Literal["open", "overdue", "answered", "closed"]
SLIP_LISTS: tuple[SlipState, ...] = ("open", "overdue", "answered", "closed")


@dataclass(frozen=True, slots=True)
class SlipRow:
    """One slip as a list shows it; `state` is as of the day asked for."""

    id: int
    version: int
    year: int
    number: int
    branch_task_id: int
    key_task_number: int
    task_text: str
    unit_id: int
    unit: str
    branch: str | None
    responsible: str | None
    colour: str
    issued_on: date
    reply_due_on: date
    demand: str
    answer: str
    answered_on: date | None
    closed_on: date | None
    state: SlipState
    short_unit: str

    @property
    def carrier(self) -> str:
        """Return the branch that carries the task, or the unit by its short name."""
        return self.branch or self.short_unit


def list_slips(
    session: Session,
    year: int,
    search: str = "",
    *,
    today: date,
    chosen: str | None = None,
    colour: str | None = None,
    unit_id: int | None = None,
    branch_task_id: int | None = None,
    quarter: int | None = None,
    order: Order | None = None,
    offset: int = 0,
    limit: int | None = None,
) -> list[SlipRow]:
    """Return a page of a year's slips, the latest number first.

    `chosen` is one of SLIP_LISTS, or "replied": answered, closed or not; `quarter` is the one
    a slip was issued in.
    """
    statement = _filtered(
        _with_details(today),
        year,
        search,
        today=today,
        chosen=chosen,
        colour=colour,
        unit_id=unit_id,
        branch_task_id=branch_task_id,
        quarter=quarter,
    )
    page = in_order(statement, order, _SORTED_BY, _USUAL).offset(offset).limit(limit)
    return [SlipRow(*row) for row in session.execute(page)]


_SORTED_BY: dict[str, Any] = {
    "number": SupervisionSlip.number,
    "task_text": KeyTask.number,
    "unit": Unit.office_order,
    "branch": Branch.office_order,
    "responsible": Person.pinyin,
    "colour": case({"blue": 1, "yellow": 2, "red": 3}, value=SupervisionSlip.colour),
    "issued_on": SupervisionSlip.issued_on,
    "reply_due_on": SupervisionSlip.reply_due_on,
    "answered_on": SupervisionSlip.answered_on,
    "closed_on": SupervisionSlip.closed_on,
}
_USUAL = (SupervisionSlip.number.desc(), SupervisionSlip.id)


def _with_details(today: date) -> Any:
    return select(
        SupervisionSlip.id,
        SupervisionSlip.version,
        SupervisionSlip.year,
        SupervisionSlip.number,
        SupervisionSlip.branch_task_id,
        KeyTask.number,
        KeyTask.text,
        BranchTask.unit_id,
        Unit.name,
        Branch.name,
        Person.name,
        SupervisionSlip.colour,
        SupervisionSlip.issued_on,
        SupervisionSlip.reply_due_on,
        SupervisionSlip.demand,
        SupervisionSlip.answer,
        SupervisionSlip.answered_on,
        SupervisionSlip.closed_on,
        slip_state(today),
        SHORT_UNIT,
    )


def _filtered(
    statement: Select[Any],
    year: int,
    search: str = "",
    *,
    today: date,
    chosen: str | None = None,
    colour: str | None = None,
    unit_id: int | None = None,
    branch_task_id: int | None = None,
    quarter: int | None = None,
) -> Select[Any]:
    texts = (KeyTask.text, Unit.name, SupervisionSlip.demand, SupervisionSlip.answer)
    statement = (
        statement.select_from(SupervisionSlip)
        .join(BranchTask, BranchTask.id == SupervisionSlip.branch_task_id)
        .join(KeyTask, KeyTask.id == BranchTask.key_task_id)
        .join(Unit, Unit.id == BranchTask.unit_id)
        .outerjoin(Branch, Branch.id == BranchTask.branch_id)
        .outerjoin(Person, Person.id == BranchTask.responsible_id)
        .where(SupervisionSlip.year == year, matches(search, *texts, initials=[Unit.initials]))
    )
    if chosen is not None:
        statement = statement.where(in_slip_list(chosen, today))
    if quarter is not None:
        statement = statement.where(in_quarter(SupervisionSlip.issued_on, year, quarter))
    wanted = (
        (SupervisionSlip.colour, colour),
        (BranchTask.unit_id, unit_id),
        (SupervisionSlip.branch_task_id, branch_task_id),
    )
    for column, value in wanted:
        if value is not None:
            statement = statement.where(column == value)
    return statement


def slip_state(today: date) -> Any:
    """Return the column that says how a slip stands on a day."""
    return case(
        (SupervisionSlip.closed_on.is_not(None), "closed"),
        (SupervisionSlip.answered_on.is_not(None), "answered"),
        (SupervisionSlip.reply_due_on < judged_on(today, date.today()), "overdue"),
        else_="open",
    )


def in_slip_list(name: str, today: date) -> ColumnElement[bool]:
    """Return the condition that a slip belongs to one of SLIP_LISTS, or to "replied"."""
    unanswered = and_(SupervisionSlip.closed_on.is_(None), SupervisionSlip.answered_on.is_(None))
    is_past = SupervisionSlip.reply_due_on < judged_on(today, date.today())
    conditions: dict[str, ColumnElement[bool]] = {
        "open": and_(unanswered, ~is_past),
        "overdue": and_(unanswered, is_past),
        "answered": and_(
            SupervisionSlip.closed_on.is_(None), SupervisionSlip.answered_on.is_not(None)
        ),
        "closed": SupervisionSlip.closed_on.is_not(None),
        "replied": SupervisionSlip.answered_on.is_not(None),
    }
    return conditions[name]


def count_slips(session: Session, year: int, search: str = "", *, today: date, **more: Any) -> int:
    """Return how many slips `list_slips` would return with the same filters."""
    statement = _filtered(select(func.count(SupervisionSlip.id)), year, search, today=today, **more)
    return int(session.execute(statement).scalar_one())


def counts_of_slip_lists(session: Session, year: int, today: date) -> dict[str, int]:
    """Return how many slips each of SLIP_LISTS holds."""
    counts = (func.count(case((in_slip_list(name, today), 1))).label(name) for name in SLIP_LISTS)
    statement = select(*counts).where(SupervisionSlip.year == year)
    return dict(session.execute(statement).one()._mapping)


def slips_overdue(session: Session, year: int, today: date) -> list[SlipRow]:
    """Return the slips whose reply is overdue on a day, the longest overdue first."""
    order = Order("reply_due_on")
    return list_slips(session, year, today=today, chosen="overdue", order=order)


def slip_with_id(session: Session, slip_id: int, today: date) -> SlipRow | None:
    """Return one slip of any year; None when it is gone."""
    year = session.execute(
        select(SupervisionSlip.year).where(SupervisionSlip.id == slip_id)
    ).scalar()
    if year is None:
        return None
    statement = _filtered(_with_details(today), year, today=today)
    row = session.execute(statement.where(SupervisionSlip.id == slip_id)).first()
    return None if row is None else SlipRow(*row)


def years_of_slips(session: Session) -> list[int]:
    """Return the years that have slips, the latest first."""
    return years_in(session, select(SupervisionSlip.year))


@dataclass(frozen=True, slots=True)
class IssuedSlip:
    """What must be known of a slip before the next one of its task is issued."""

    id: int
    year: int
    number: int
    colour: str
    issued_on: date | None


def slips_issued(session: Session, branch_task_ids: Sequence[int]) -> dict[int, list[IssuedSlip]]:
    """Return the slips of each branch task that has any, the first issued first."""
    found: dict[int, list[IssuedSlip]] = {}
    for chunk in batched_ids(branch_task_ids):
        statement = (
            select(
                SupervisionSlip.branch_task_id,
                SupervisionSlip.id,
                SupervisionSlip.year,
                SupervisionSlip.number,
                SupervisionSlip.colour,
                SupervisionSlip.issued_on,
            )
            .where(SupervisionSlip.branch_task_id.in_(chunk))
            .order_by(SupervisionSlip.year, SupervisionSlip.number)
        )
        for task_id, *slip in session.execute(statement):
            values: list[Any] = slip
            found.setdefault(task_id, []).append(IssuedSlip(*values))
    return found


@dataclass(frozen=True, slots=True)
class SlipTask:
    """What a printed slip says of its task besides."""

    deadline_on: date | None
    goal: str
    leader_comment: str


def tasks_of_slips(session: Session, year: int) -> dict[int, SlipTask]:
    """Return what the printed slips of a year say of their tasks, by the task's id."""
    statement = (
        select(BranchTask.id, BranchTask.deadline_on, KeyTask.goal, BranchTask.leader_comment)
        .join(KeyTask, KeyTask.id == BranchTask.key_task_id)
        .where(
            exists().where(
                SupervisionSlip.branch_task_id == BranchTask.id, SupervisionSlip.year == year
            )
        )
    )
    return {
        task_id: SlipTask(deadline, goal, comment)
        for task_id, deadline, goal, comment in session.execute(statement)
    }
