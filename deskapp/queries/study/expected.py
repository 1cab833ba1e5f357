"""Who has to study what: the set that coverage, lists, checks and measures start from.

A requirement is looked at on its reference day: its due day, or the day asked about where that
is earlier or no due day is set. A branch is expected if it is active on that day and has an
active member; a general branch without members of its own is not. A person is expected if in
office on that day. Training seminars are expected by another way, see seminars.py.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from sqlalchemy import CTE, ColumnElement, Select, and_, case, exists, func, or_, select

from deskapp.queries.periods import is_active, is_in_office
from deskapp.records.branch import Branch
from deskapp.records.person import Person
from deskapp.records.study import StudyAudience, StudyRequirement

# Branches answer for these as a whole; for the others each person does.
OF_BRANCHES = ("branches", "units")
OF_PEOPLE = ("ranks", "top_leaders")
OF_EVERYBODY = (*OF_BRANCHES, *OF_PEOPLE)


def required(
    year: int,
    as_of: date,
    *,
    requirement_id: int | None = None,
    document_id: int | None = None,
    audience: str | None = None,
) -> CTE:
    """Return the year's requirements with their reference day."""
    requirement = StudyRequirement
    is_over = and_(requirement.due_on.is_not(None), requirement.due_on < as_of)
    statement = select(
        requirement.id.label("requirement_id"),
        requirement.document_id,
        requirement.audience,
        requirement.due_on,
        requirement.leaders_first,
        case((is_over, requirement.due_on), else_=as_of).label("reference_day"),
    ).where(requirement.year == year)
    for column, value in (
        (requirement.id, requirement_id),
        (requirement.document_id, document_id),
        (requirement.audience, audience),
    ):
        if value is not None:
            statement = statement.where(column == value)
    return statement.cte("required")


def expected_branches(required: CTE) -> Select[Any]:
    """Return a row for each requirement and branch that has to study it as a branch.

    Columns: requirement_id, document_id, due_on, reference_day, branch_id, unit_id.
    """
    return (
        select(*_of_requirement(required), Branch.id.label("branch_id"), Branch.unit_id)
        .select_from(required)
        .join(Branch, is_active(Branch, required.c.reference_day))
        .where(
            required.c.audience.in_(OF_BRANCHES),
            _is_of_audience(required, Branch.unit_id),
            exists().where(
                Person.branch_id == Branch.id, is_in_office(Person, required.c.reference_day)
            ),
        )
    )


def expected_people(required: CTE, audiences: Sequence[str]) -> Select[Any]:
    """Return a row for each requirement of the audiences and person who has to study it.

    Of branches and units these are the members of the expected branches. Columns:
    requirement_id, document_id, due_on, reference_day, person_id, unit_id, branch_id,
    listed_unit_id (the unit a person is listed under: the branch's, where there is a branch),
    rank.
    """
    rank_is_named = exists().where(
        StudyAudience.requirement_id == required.c.requirement_id,
        StudyAudience.rank == Person.rank,
    )
    branch_is_expected = and_(
        Branch.id.is_not(None),
        is_active(Branch, required.c.reference_day),
        _is_of_audience(required, Branch.unit_id),
    )
    return (
        select(
            *_of_requirement(required),
            Person.id.label("person_id"),
            Person.unit_id,
            Person.branch_id,
            func.coalesce(Branch.unit_id, Person.unit_id).label("listed_unit_id"),
            Person.rank,
        )
        .select_from(required)
        .join(Person, is_in_office(Person, required.c.reference_day))
        .outerjoin(Branch, Branch.id == Person.branch_id)
        .where(
            required.c.audience.in_(audiences),
            case(
                (required.c.audience.in_(OF_BRANCHES), branch_is_expected),
                (required.c.audience == "top_leaders", Person.is_top_leader),
                else_=rank_is_named,
            ),
        )
    )


def _of_requirement(required: CTE) -> list[Any]:
    return [
        required.c.requirement_id,
        required.c.document_id,
        required.c.due_on,
        required.c.reference_day,
    ]


def _is_of_audience(required: CTE, unit_id: Any) -> ColumnElement[bool]:
    named = exists().where(
        StudyAudience.requirement_id == required.c.requirement_id,
        StudyAudience.unit_id == unit_id,
    )
    return or_(required.c.audience == "branches", named)
