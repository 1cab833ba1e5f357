"""Studies of branches that are planned and not held yet."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from deskapp.records.meeting import AgendaDocument, AgendaItem, Meeting


@dataclass(frozen=True, slots=True)
class PlannedStudy:
    """The meeting at which a branch is going to study a document; the day may be open."""

    meeting_id: int
    held_on: date | None


def planned_studies(
    session: Session, year: int, *, document_id: int | None = None
) -> Mapping[tuple[int, int], PlannedStudy]:
    """Return the first study planned, by branch and document."""
    statement = (
        select(Meeting.host_branch_id, AgendaDocument.document_id, Meeting.id, Meeting.held_on)
        .join(AgendaItem, AgendaItem.meeting_id == Meeting.id)
        .join(AgendaDocument, AgendaDocument.agenda_item_id == AgendaItem.id)
        .where(
            Meeting.year == year,
            Meeting.state == "planned",
            Meeting.host_branch_id.is_not(None),
        )
        .order_by(Meeting.held_on.is_(None), Meeting.held_on, Meeting.id)
    )
    if document_id is not None:
        statement = statement.where(AgendaDocument.document_id == document_id)
    found: dict[tuple[int, int], PlannedStudy] = {}
    for branch_id, document, meeting_id, held_on in session.execute(statement):
        found.setdefault((branch_id or 0, document), PlannedStudy(meeting_id, held_on))
    return found
