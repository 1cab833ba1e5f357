"""Whether the training seminars of the year included the documents required of them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, and_, exists, func, select
from sqlalchemy.orm import Session, aliased

from deskapp.records.branch import Branch
from deskapp.records.document import Document
from deskapp.records.meeting import AgendaDocument, AgendaItem, Meeting
from deskapp.records.study import StudyRequirement
from deskapp.records.unit import Unit
from deskapp.rules.coverage import SeminarState, seminar_state


@dataclass(frozen=True, slots=True)
class SeminarRow:
    """One training seminar and one document that it has to include, if any is required.

    `host` is None where none is named: then the seminar counts for no unit.
    """

    meeting_id: int
    title: str
    held_on: date | None
    host: str | None
    requirement_id: int | None
    document_id: int | None
    document: str | None
    state: SeminarState


def seminars(
    session: Session, year: int, as_of: date, state: SeminarState | None = None
) -> list[SeminarRow]:
    """Return every seminar of the year with every document required of seminars, or of a state.

    Seminars still to come are there as well, those without a day last.
    """
    host = aliased(Unit)
    statement = (
        select(
            Meeting.id,
            Meeting.title,
            Meeting.held_on,
            func.coalesce(Branch.name, host.name),
            StudyRequirement.id.label("requirement_id"),
            Document.id,
            Document.title,
            included().label("is_included"),
        )
        .select_from(Meeting)
        .outerjoin(
            StudyRequirement,
            and_(StudyRequirement.year == Meeting.year, StudyRequirement.audience == "seminars"),
        )
        .outerjoin(Document, Document.id == StudyRequirement.document_id)
        .outerjoin(Branch, Branch.id == Meeting.host_branch_id)
        .outerjoin(host, host.id == Meeting.host_unit_id)
        .where(Meeting.year == year, Meeting.kind == "training")
        .order_by(Meeting.held_on.is_(None), Meeting.held_on, Meeting.id, StudyRequirement.id)
    )
    rows = [SeminarRow(*row[:-1], _state(row, as_of)) for row in session.execute(statement)]
    return [row for row in rows if state is None or row.state == state]


def _state(row: Any, as_of: date) -> SeminarState:
    return seminar_state(
        row.held_on, as_of, is_required=row.requirement_id is not None, is_included=row.is_included
    )


def seminars_required(statement: Any, year: int, as_of: date) -> Any:
    """Join the year's seminars up to a day with the documents required of them."""
    return (
        statement.select_from(StudyRequirement)
        .join(Document, Document.id == StudyRequirement.document_id)
        .join(
            Meeting,
            and_(
                Meeting.year == StudyRequirement.year,
                Meeting.kind == "training",
                Meeting.held_on <= as_of,
            ),
        )
        .outerjoin(Branch, Branch.id == Meeting.host_branch_id)
        .where(StudyRequirement.year == year, StudyRequirement.audience == "seminars")
    )


def included() -> ColumnElement[bool]:
    """Return the condition that a seminar's agenda has the required document."""
    return (
        exists()
        .where(
            AgendaItem.meeting_id == Meeting.id,
            AgendaDocument.agenda_item_id == AgendaItem.id,
            AgendaDocument.document_id == StudyRequirement.document_id,
        )
        .correlate(Meeting, StudyRequirement)
    )
