"""The year's study requirements, each with what became of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import case, func, literal, select, union_all
from sqlalchemy.orm import Session

from deskapp.i18n import _
from deskapp.queries.lists import Order, in_order, matches
from deskapp.queries.office_order import UNIT_ORDER
from deskapp.queries.study.expected import required
from deskapp.queries.study.outcomes import branch_outcomes, counts_of, people_outcomes
from deskapp.queries.study.seminars import included, seminars_required
from deskapp.records.document import Document
from deskapp.records.person import RANK_ORDER, RANKS
from deskapp.records.study import AUDIENCES, StudyAudience, StudyRequirement
from deskapp.records.unit import Unit


@dataclass(frozen=True, slots=True)
class RequirementRow:
    """One requirement as a list shows it.

    `audience_text` names the units or ranks. The counts are of branches, of people for ranks
    and top leaders, of seminars for these: expected = done + late + missing.
    """

    id: int
    version: int
    document_id: int
    document: str
    number: str
    audience: str
    audience_text: str
    due_on: date | None
    leaders_first: bool
    recurring: bool
    note: str
    expected: int
    done: int
    late: int
    missing: int


_COLUMNS: dict[str, Any] = {
    "document": Document.title,
    "number": Document.number,
    "audience": StudyRequirement.audience,
    "due_on": StudyRequirement.due_on,
    "leaders_first": StudyRequirement.leaders_first,
    "recurring": StudyRequirement.recurring,
    "note": StudyRequirement.note,
}
# The place of the audience in words among the columns of a row.
_TEXT = 3 + list(_COLUMNS).index("due_on")
_SORTED_BY = {**_COLUMNS, "document_id": Document.title}


def list_requirements(
    session: Session,
    year: int,
    as_of: date,
    search: str = "",
    order: Order | None = None,
) -> list[RequirementRow]:
    """Return the year's requirements, the first due first, found by document or remark."""
    requirement = StudyRequirement
    counts = _counts(year, as_of).subquery()
    expected, done, late = (
        func.coalesce(counts.c[name], 0) for name in ("expected", "done", "late")
    )
    statement = (
        select(
            requirement.id,
            requirement.version,
            requirement.document_id,
            *_COLUMNS.values(),
            expected.label("expected"),
            done.label("done"),
            late.label("late"),
            (expected - done - late).label("missing"),
        )
        .join(Document, Document.id == requirement.document_id)
        .outerjoin(counts, counts.c.requirement_id == requirement.id)
        .where(
            requirement.year == year,
            matches(search, Document.title, Document.number, requirement.note),
        )
    )
    usual = (requirement.due_on.is_(None), requirement.due_on, requirement.id)
    sorted_by = {**_SORTED_BY, "expected": expected, "done": done, "late": late}
    sorted_by["missing"] = expected - done - late
    named = _audiences_named(session, year)
    rows = (
        (*row[:_TEXT], named.get(row.id, _(AUDIENCES[row.audience])), *row[_TEXT:])
        for row in session.execute(in_order(statement, order, sorted_by, usual))
    )
    return [RequirementRow(*row) for row in rows]


def _counts(year: int, as_of: date) -> Any:
    """Return expected, done and late of every requirement of which anything is expected."""
    asked = required(year, as_of)
    of_seminars: Any = select(
        StudyRequirement.id, func.count(), func.count(case((included(), 1))), literal(0)
    )
    seminars = seminars_required(of_seminars, year, as_of).group_by(StudyRequirement.id)
    return union_all(
        *(
            _grouped(outcomes.subquery().c)
            for outcomes in (
                branch_outcomes(asked, year, as_of),
                people_outcomes(asked, year, as_of),
            )
        ),
        seminars,
    )


def _grouped(outcome: Any) -> Any:
    expected, done, late, _day = counts_of(outcome)
    return select(outcome.requirement_id, expected, done, late).group_by(outcome.requirement_id)


def _audiences_named(session: Session, year: int) -> Mapping[int, str]:
    """Return the units, in office order, or the ranks of the requirements that name them."""
    statement = (
        select(StudyAudience.requirement_id, Unit.name, StudyAudience.rank)
        .join(StudyRequirement, StudyRequirement.id == StudyAudience.requirement_id)
        .outerjoin(Unit, Unit.id == StudyAudience.unit_id)
        .where(StudyRequirement.year == year)
        .order_by(*UNIT_ORDER)
    )
    found: dict[int, list[tuple[int, str]]] = {}
    for requirement_id, unit, rank in session.execute(statement):
        name = (RANK_ORDER.index(rank), _(RANKS[rank])) if rank else (0, unit)
        found.setdefault(requirement_id, []).append(name)
    between = _(", ")
    return {
        key: between.join(name for _place, name in sorted(names, key=lambda pair: pair[0]))
        for key, names in found.items()
    }
