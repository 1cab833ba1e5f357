"""What a year has that can be carried into another, and what is left of it and why."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, case, func, or_, select
from sqlalchemy.orm import Session

from deskapp.i18n import N_, _
from deskapp.queries.names_known import name_key
from deskapp.records.document import Document
from deskapp.records.meeting import Meeting
from deskapp.records.person import Person
from deskapp.records.scheme import Indicator, Scheme
from deskapp.records.study import AUDIENCES, StudyAudience, StudyRequirement
from deskapp.records.task import BranchTask, KeyTask
from deskapp.rules.deadlines import read_deadline
from deskapp.rules.task_states import OPEN_STATES
from deskapp.rules.year_shift import with_years_moved, years_moved

THERE_ALREADY = N_("in the new year already")
FINISHED = N_("finished")
ONCE_ONLY = N_("not marked as every year")


@dataclass(frozen=True, slots=True)
class Candidate:
    """A record of the old year; `why` says why it is left, and is empty where it goes along.

    `years` are those of its texts that move with it, and what they become.
    """

    id: int
    name: str
    why: str = ""
    years: Mapping[int, int] = field(default_factory=dict)


def candidates(
    session: Session, from_year: int, to_year: int, *, only_open: bool = False
) -> dict[str, list[Candidate]]:
    """Return what the old year has of each kind that can be chosen."""
    return {
        "key_tasks": _key_tasks(session, from_year, to_year, only_open),
        "requirements": _study_requirements(session, from_year, to_year),
        "scheme": _schemes(session, from_year, to_year),
        "meetings": _work_meetings(session, from_year, to_year),
    }


def _key_tasks(session: Session, from_year: int, to_year: int, only_open: bool) -> list[Candidate]:
    """Return the key tasks of the old year; one of the same text in the new year is there."""
    is_open = case((BranchTask.state.in_(OPEN_STATES), 1))
    rows = session.execute(
        select(
            *(KeyTask.id, KeyTask.number, KeyTask.category, KeyTask.text, KeyTask.goal),
            KeyTask.deadline_text,
            func.count(BranchTask.id).label("tasks"),
            func.count(is_open).label("open"),
        )
        .outerjoin(BranchTask, BranchTask.key_task_id == KeyTask.id)
        .where(KeyTask.year == from_year)
        .group_by(KeyTask.id)
        .order_by(KeyTask.number, KeyTask.id)
    )
    there = {
        name_key(text)
        for text in session.execute(select(KeyTask.text).where(KeyTask.year == to_year)).scalars()
    }

    def why(row: Any) -> str:
        becomes = with_years_moved(row.text, from_year, to_year)
        if {name_key(row.text), name_key(becomes)} & there:
            return THERE_ALREADY
        is_standing = read_deadline(row.deadline_text, from_year).recurring == "standing"
        is_over = row.tasks and not row.open and not is_standing
        return FINISHED if only_open and is_over else ""

    def years(row: Any) -> dict[int, int]:
        texts = (row.category, row.text, row.goal, row.deadline_text)
        return years_moved(texts, from_year, to_year)

    return [Candidate(row.id, f"{row.number} {row.text}", why(row), years(row)) for row in rows]


def _study_requirements(session: Session, from_year: int, to_year: int) -> list[Candidate]:
    """Return the study requirements of the old year; only those of every year go along."""
    there = set(_requirements(session, to_year).values())
    old = _requirements(session, from_year)
    rows = session.execute(
        select(
            StudyRequirement.id,
            Document.title,
            StudyRequirement.audience,
            StudyRequirement.recurring,
        )
        .join(Document, Document.id == StudyRequirement.document_id)
        .where(StudyRequirement.year == from_year)
        .order_by(StudyRequirement.due_on, StudyRequirement.id)
    )
    return [
        Candidate(
            row.id,
            f"{row.title} ({_(AUDIENCES[row.audience])})",
            ONCE_ONLY if not row.recurring else THERE_ALREADY if old[row.id] in there else "",
        )
        for row in rows
    ]


_SameRequirement = tuple[int, str, frozenset[int | str | None]]


def _requirements(session: Session, year: int) -> dict[int, _SameRequirement]:
    """Return what makes requirements of a year the same: document and audience, by their id."""
    audiences: dict[int, set[int | str | None]] = {}
    chosen = (
        select(StudyAudience.requirement_id, StudyAudience.unit_id, StudyAudience.rank)
        .join(StudyRequirement, StudyRequirement.id == StudyAudience.requirement_id)
        .where(StudyRequirement.year == year)
    )
    for row in session.execute(chosen):
        audiences.setdefault(row.requirement_id, set()).add(row.unit_id or row.rank)
    statement = select(
        StudyRequirement.id, StudyRequirement.document_id, StudyRequirement.audience
    ).where(StudyRequirement.year == year)
    return {
        row.id: (row.document_id, row.audience, frozenset(audiences.get(row.id, ())))
        for row in session.execute(statement)
    }


def _work_meetings(session: Session, from_year: int, to_year: int) -> list[Candidate]:
    """Return the work meetings of the old year, which come back in the new one."""
    titles = select(Meeting.title).where(Meeting.kind == "work")
    there = set(session.execute(titles.where(Meeting.year == to_year)).scalars())
    statement = (
        select(Meeting.id, Meeting.title)
        .where(Meeting.year == from_year, Meeting.kind == "work")
        .order_by(Meeting.held_on, Meeting.id)
    )
    return [
        Candidate(row.id, row.title, THERE_ALREADY if title in there else "")
        for row in session.execute(statement)
        for title in [row.title.replace(str(from_year), str(to_year))]
    ]


def _schemes(session: Session, from_year: int, to_year: int) -> list[Candidate]:
    """Return the schemes of the old year; one that appraises the same in the new year is there."""
    statement = select(Scheme.id, Scheme.title, Scheme.appraised, Scheme.scope)
    statement = statement.order_by(Scheme.id)
    new = session.execute(statement.where(Scheme.year == to_year))
    there = {(row.appraised, row.scope) for row in new}
    texts = _texts_of_indicators(session, from_year)
    return [
        Candidate(
            row.id,
            row.title,
            THERE_ALREADY if (row.appraised, row.scope) in there else "",
            years_moved([row.title, *texts.get(row.id, ())], from_year, to_year),
        )
        for row in session.execute(statement.where(Scheme.year == from_year))
    ]


def _texts_of_indicators(session: Session, year: int) -> dict[int, list[str]]:
    """Return the texts of the indicators of a year that name years, by the id of the scheme."""
    statement = (
        select(Indicator.scheme_id, Indicator.level1, Indicator.level2, Indicator.criteria)
        .join(Scheme, Scheme.id == Indicator.scheme_id)
        .where(Scheme.year == year)
    )
    texts: dict[int, list[str]] = {}
    for scheme_id, *found in session.execute(statement):
        texts.setdefault(scheme_id, []).extend(found)
    return texts


def first_day(year: int) -> date:
    """Return the day on which somebody must still be there to go along into the year."""
    return date(year, 1, 1)


def is_there(day: date) -> ColumnElement[bool]:
    """Return the condition that a person has not left before a day."""
    return or_(Person.left.is_(None), Person.left >= day)
