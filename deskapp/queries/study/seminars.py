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


@dataclass(frozen=True, slots=True)
class SeminarRow:
    """One training seminar and one document that it had to include."""

    meeting_id: int
    title: str
    held_on: date
    host: str | None
    requirement_id: int
    document_id: int
    document: str
    included: bool


def seminars(session: Session, year: int, as_of: date) -> list[SeminarRow]:
    """Return every seminar of the year up to a day with every document required of seminars."""
    host = aliased(Unit)
    statement: Any = (
        seminars_required(
            select(
                Meeting.id,
                Meeting.title,
                Meeting.held_on,
                func.coalesce(Branch.name, host.name),
                StudyRequirement.id,
                Document.id,
                Document.title,
                included(),
            ),
            year,
            as_of,
        )
        .outerjoin(host, host.id == Meeting.host_unit_id)
        .order_by(Meeting.held_on, Meeting.id, StudyRequirement.id)
    )
    return [SeminarRow(*row) for row in session.execute(statement)]


def seminars_required(statement: Any, year: int, as_of: date) -> Any:
    """Join the year's seminars, held or planned up to a day, with the documents required."""
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
