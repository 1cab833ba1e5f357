"""Key tasks of a year, the units they are given to, and where they come from."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import case, func, select
from sqlalchemy.orm import Session

from deskapp.i18n import _
from deskapp.queries.lists import matches
from deskapp.records.branch import Branch
from deskapp.records.document import Document
from deskapp.records.meeting import Decision, Meeting
from deskapp.records.person import Person
from deskapp.records.task import BranchTask, KeyTask, KeyTaskUnit
from deskapp.records.unit import Unit


@dataclass(frozen=True, slots=True)
class KeyTaskRow:
    """One key task as a list shows it; units are joined by 、 in the order written.

    `branch_tasks` are those expected to be done; cancelled ones are counted apart.
    """

    id: int
    year: int
    number: int
    category: str
    text: str
    goal: str
    leader: str | None
    source: str | None
    source_clause: str
    deadline_text: str
    deadline_on: date | None
    branch_tasks: int
    done: int
    cancelled: int
    lead_units: str
    cooperating_units: str


@dataclass(frozen=True, slots=True)
class Origin:
    """A decision in words, and the meeting that took it."""

    meeting_id: int
    meeting: str
    held_on: date | None
    decision: str


def list_key_tasks(
    session: Session, year: int, search: str = "", *, category: str | None = None
) -> list[KeyTaskRow]:
    """Return the key tasks of a year by number."""
    counts = (
        select(
            BranchTask.key_task_id,
            func.count(case((BranchTask.state != "cancelled", 1))).label("tasks"),
            func.count(case((BranchTask.state == "done", 1))).label("done"),
            func.count(case((BranchTask.state == "cancelled", 1))).label("cancelled"),
        )
        .group_by(BranchTask.key_task_id)
        .subquery()
    )
    statement = (
        select(
            KeyTask.id,
            KeyTask.year,
            KeyTask.number,
            KeyTask.category,
            KeyTask.text,
            KeyTask.goal,
            Person.name.label("leader"),
            Document.title.label("source"),
            KeyTask.source_clause,
            KeyTask.deadline_text,
            KeyTask.deadline_on,
            func.coalesce(counts.c.tasks, 0).label("tasks"),
            func.coalesce(counts.c.done, 0).label("done"),
            func.coalesce(counts.c.cancelled, 0).label("cancelled"),
        )
        .outerjoin(Person, Person.id == KeyTask.leader_id)
        .outerjoin(Document, Document.id == KeyTask.source_document_id)
        .outerjoin(counts, counts.c.key_task_id == KeyTask.id)
        .where(KeyTask.year == year, matches(search, KeyTask.text, KeyTask.category, KeyTask.goal))
        .order_by(KeyTask.number, KeyTask.id)
    )
    if category is not None:
        statement = statement.where(KeyTask.category == category)
    units = _units_of_key_tasks(session, year)
    rows: list[KeyTaskRow] = []
    for row in session.execute(statement):
        lead, cooperating = (units.get((row.id, part), "") for part in ("leads", "cooperates"))
        values: list[Any] = [*row, lead, cooperating]
        rows.append(KeyTaskRow(*values))
    return rows


def _units_of_key_tasks(session: Session, year: int) -> dict[tuple[int, str], str]:
    statement = (
        select(KeyTaskUnit.key_task_id, KeyTaskUnit.part, Unit.name)
        .join(KeyTask, KeyTask.id == KeyTaskUnit.key_task_id)
        .join(Unit, Unit.id == KeyTaskUnit.unit_id)
        .where(KeyTask.year == year)
        .order_by(KeyTaskUnit.position, KeyTaskUnit.id)
    )
    names: dict[tuple[int, str], list[str]] = {}
    for task_id, part, name in session.execute(statement):
        names.setdefault((task_id, part), []).append(name)
    return {key: "、".join(value) for key, value in names.items()}


def units_of_key_task(session: Session, key_task_id: int, part: str) -> list[int]:
    """Return the ids of the units that lead, or cooperate in, a key task, in order."""
    statement = (
        select(KeyTaskUnit.unit_id)
        .where(KeyTaskUnit.key_task_id == key_task_id, KeyTaskUnit.part == part)
        .order_by(KeyTaskUnit.position, KeyTaskUnit.id)
    )
    return list(session.execute(statement).scalars())


def carriers_of(session: Session, key_task_id: int) -> set[tuple[int, int | None]]:
    """Return which (unit, branch) already carry a key task."""
    statement = select(BranchTask.unit_id, BranchTask.branch_id).where(
        BranchTask.key_task_id == key_task_id
    )
    return {(row.unit_id, row.branch_id) for row in session.execute(statement)}


def name_of_branch_task(session: Session, branch_task_id: int) -> str:
    """Return what a branch task is called: who carries it and the key task's number."""
    statement = (
        select(KeyTask.number, Unit.name, Branch.name)
        .select_from(BranchTask)
        .join(KeyTask, KeyTask.id == BranchTask.key_task_id)
        .join(Unit, Unit.id == BranchTask.unit_id)
        .outerjoin(Branch, Branch.id == BranchTask.branch_id)
        .where(BranchTask.id == branch_task_id)
    )
    number, unit, branch = session.execute(statement).one()
    return _("{unit} · No. {number}").format(unit=branch or unit, number=number)


def units_of_branches(session: Session, branch_ids: Iterable[int]) -> dict[int, int]:
    """Return the unit of each branch."""
    statement = select(Branch.id, Branch.unit_id).where(Branch.id.in_(list(branch_ids)))
    return {row.id: row.unit_id for row in session.execute(statement)}


def origin_of_key_task(session: Session, key_task_id: int) -> Origin | None:
    """Return the decision a key task was made from; None when it was made by hand."""
    statement = (
        select(Meeting.id, Meeting.title, Meeting.held_on, Decision.text)
        .join(Decision, Decision.meeting_id == Meeting.id)
        .join(KeyTask, KeyTask.decision_id == Decision.id)
        .where(KeyTask.id == key_task_id)
    )
    row = session.execute(statement).first()
    return None if row is None else Origin(*row)
