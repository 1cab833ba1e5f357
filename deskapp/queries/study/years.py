"""The years that have anything to report of study."""

from __future__ import annotations

from sqlalchemy import exists, extract, or_, select
from sqlalchemy.orm import Session

from deskapp.queries.years import years_in
from deskapp.records.meeting import AgendaDocument, AgendaItem, Meeting
from deskapp.records.study import StudyEntry, StudyRequirement

# Meetings that are studies, whether or not their documents were entered.
STUDY_KINDS = ("branch_study", "theory_study", "training")


def years_of_requirements(session: Session) -> list[int]:
    """Return the years that have study requirements, the latest first."""
    return years_in(session, select(StudyRequirement.year))


def years_of_study(session: Session) -> list[int]:
    """Return the years in which a meeting studied, or a person alone, the latest first."""
    has_documents = exists().where(
        AgendaItem.meeting_id == Meeting.id, AgendaDocument.agenda_item_id == AgendaItem.id
    )
    meetings = select(Meeting.year).where(
        Meeting.state != "planned", or_(Meeting.kind.in_(STUDY_KINDS), has_documents)
    )
    alone = select(extract("year", StudyEntry.studied_on)).where(
        StudyEntry.document_id.is_not(None)
    )
    return years_in(session, meetings, alone)
