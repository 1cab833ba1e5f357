"""Whether section level and top leaders studied ahead of their branch.

Looked at are the requirements that ask for it, at the branches that they are of: the expected
branches, or, where ranks or top leaders are expected, the branches of these people. Leaders are
the members in office on the reference day who are of bureau or section level or top leader.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Any

from sqlalchemy import CTE, Select, and_, case, func, or_, select, union
from sqlalchemy.orm import Session

from deskapp.queries.office_order import PERSON_ORDER
from deskapp.queries.periods import is_in_office
from deskapp.queries.study.behind import PersonMissing
from deskapp.queries.study.expected import (
    OF_PEOPLE,
    expected_branches,
    expected_people,
    required,
)
from deskapp.queries.study.studied import (
    branches_studied,
    documents_at_meetings,
    people_studied,
)
from deskapp.records.branch import Branch
from deskapp.records.document import Document
from deskapp.records.person import Person
from deskapp.records.unit import Unit
from deskapp.rules.coverage import LEADING_RANKS, Outcome, leaders_first_outcome
from deskapp.rules.task_states import judged_on


@dataclass(frozen=True, slots=True)
class LeadersFirstRow:
    """One document at one branch: whether its leaders studied first.

    `days` is by how many the last leader came after the branch, up to now where one has not
    studied yet; `who` names those behind, `not_yet` those of them who have not studied yet.
    `why` is a code of CANNOT_TELL.
    """

    requirement_id: int
    document_id: int
    document: str
    branch_id: int
    branch: str
    unit_id: int
    unit: str
    outcome: Outcome
    branch_studied_on: date | None
    days: int
    who: tuple[str, ...]
    why: str
    not_yet: tuple[str, ...] = ()


def leaders_first(
    session: Session, year: int, as_of: date, outcome: Outcome | None = None
) -> list[LeadersFirstRow]:
    """Return every document and branch where leaders go first, or those of one outcome."""
    statement = leaders_and_branches(required(year, as_of), year, as_of)
    rows = _rows(session, statement, judged_on(as_of, date.today()))
    return [row for row in rows if outcome is None or row.outcome == outcome]


def leaders_behind(
    session: Session, year: int, as_of: date, requirement_id: int, branch_id: int
) -> list[PersonMissing]:
    """Return the leaders of a branch who have not studied by a day, or only after the branch."""
    asked = required(year, as_of, requirement_id=requirement_id)
    found = leaders_and_branches(asked, year, as_of).subquery().c
    statement = (
        select(Person.id, Person.name, Unit.name, Branch.name, Person.post)
        .select_from(Person)
        .join(found.person_id.table, found.person_id == Person.id)
        .join(Unit, Unit.id == Person.unit_id)
        .join(Branch, Branch.id == Person.branch_id)
        .where(
            found.branch_id == branch_id,
            or_(
                found.leader_studied_on.is_(None),
                found.leader_studied_on > found.branch_studied_on,
            ),
        )
        .order_by(*PERSON_ORDER)
    )
    return [PersonMissing(*row) for row in session.execute(statement)]


def leaders_and_branches(required: CTE, year: int, as_of: date) -> Select[Any]:
    """Return a row for each leader of each branch looked at; one without leaders has one row.

    Columns: requirement_id, document_id, due_on, branch_id, branch_studied_on, person_id,
    leader_studied_on.
    """
    asked = select(required).where(required.c.leaders_first).cte()
    compared = _compared(asked).cte()
    at_meetings = documents_at_meetings(asked, year, as_of)
    branch = branches_studied(at_meetings)
    leads = or_(Person.rank.in_(LEADING_RANKS), Person.is_top_leader)
    leader = people_studied(asked, at_meetings, year, as_of, only=select(Person.id).where(leads))
    return (
        select(
            compared.c.requirement_id,
            compared.c.document_id,
            compared.c.due_on,
            compared.c.branch_id,
            branch.c.studied_on.label("branch_studied_on"),
            Person.id.label("person_id"),
            leader.c.studied_on.label("leader_studied_on"),
        )
        .select_from(compared)
        .outerjoin(branch, _same(branch.c.branch_id, compared.c.branch_id, branch, compared))
        .outerjoin(
            Person,
            and_(
                Person.branch_id == compared.c.branch_id,
                leads,
                is_in_office(Person, compared.c.reference_day),
            ),
        )
        .outerjoin(leader, _same(leader.c.person_id, Person.id, leader, compared))
    )


def leaders_first_compared(required: CTE, year: int, as_of: date) -> Select[Any]:
    """Return a row for each requirement and branch looked at, with the outcome's code.

    Columns: requirement_id, document_id, due_on, branch_id, branch_studied_on, last_leader_on
    (NULL while one has not studied), outcome.
    """
    found = leaders_and_branches(required, year, as_of).subquery().c
    all_studied = func.count(found.leader_studied_on) == func.count(found.person_id)
    last = case((all_studied, func.max(found.leader_studied_on)))
    outcome = case(
        (func.count(found.person_id) == 0, "not_applicable"),
        (found.branch_studied_on.is_(None), "cannot_tell"),
        (func.max(found.leader_studied_on) > found.branch_studied_on, "broken"),
        (all_studied, "kept"),
        (found.branch_studied_on < judged_on(as_of, date.today()), "broken"),
        else_="cannot_tell",
    )
    by = (
        found.requirement_id,
        found.document_id,
        found.due_on,
        found.branch_id,
        found.branch_studied_on,
    )
    return select(*by, last.label("last_leader_on"), outcome.label("outcome")).group_by(*by)


def _same(one: Any, other: Any, studied: Any, compared: Any) -> Any:
    return and_(one == other, studied.c.document_id == compared.c.document_id)


def _compared(asked: CTE) -> Any:
    """Return each requirement with the branches at which leaders and branch are compared."""
    branches = expected_branches(asked).subquery().c
    people = expected_people(asked, OF_PEOPLE).subquery().c
    return union(
        *(
            select(
                found.requirement_id,
                found.document_id,
                found.due_on,
                found.branch_id,
                found.reference_day,
            ).where(found.branch_id.is_not(None))
            for found in (branches, people)
        )
    )


def _rows(session: Session, statement: Select[Any], judged: date) -> Iterator[LeadersFirstRow]:
    found = statement.subquery().c
    ordered = (
        select(
            found.requirement_id,
            found.document_id,
            Document.title,
            found.branch_id,
            Branch.name,
            Unit.id,
            Unit.name,
            found.branch_studied_on,
            Person.name,
            found.leader_studied_on,
        )
        .select_from(found.branch_id.table)
        .join(Document, Document.id == found.document_id)
        .join(Branch, Branch.id == found.branch_id)
        .join(Unit, Unit.id == Branch.unit_id)
        .outerjoin(Person, Person.id == found.person_id)
        .order_by(
            found.requirement_id,
            Unit.office_order,
            Unit.id,
            Branch.office_order,
            Branch.id,
            Person.office_order,
            Person.id,
        )
    )
    rows: Iterable[Any] = session.connection().execute(ordered)
    for facts, group in groupby(rows, key=lambda row: tuple(row[:8])):
        leaders = [(name, day) for *_facts, name, day in group if name is not None]
        *subject, branch_on = facts
        told = leaders_first_outcome(branch_on, leaders, judged)
        values = (*subject, told.outcome, branch_on, *told[1:])
        yield LeadersFirstRow(*values)
