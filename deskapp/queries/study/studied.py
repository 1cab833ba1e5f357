"""Who studied what, and when first: the facts that are set against what was expected.

A person studied a document who was present, invited or not, at a meeting of the year that had
it on its agenda; so did who stood in there, but not whom they stood in for. A study entry counts
as well: for its document, or, made up for a meeting, for all documents of that meeting. A
branch studied a document at a meeting that it hosted itself. Meetings count once they were held,
and nothing after the day asked about.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from sqlalchemy import CTE, Integer, Select, case, cast, func, select, union_all

from deskapp.records.meeting import AgendaDocument, AgendaItem, Attendance, Meeting
from deskapp.records.study import AUDIENCES, StudyEntry


def documents_at_meetings(
    required: CTE, year: int, as_of: date, audiences: Sequence[str] = tuple(AUDIENCES)
) -> CTE:
    """Return each meeting held in the year with each document required of the audiences.

    Columns: meeting_id, document_id, held_on, host_branch_id. A document on two items of an
    agenda is there twice.
    """
    documents = select(required.c.document_id).where(required.c.audience.in_(audiences))
    return (
        select(
            Meeting.id.label("meeting_id"),
            AgendaDocument.document_id,
            Meeting.held_on,
            Meeting.host_branch_id,
        )
        .join(AgendaItem, AgendaItem.meeting_id == Meeting.id)
        .join(AgendaDocument, AgendaDocument.agenda_item_id == AgendaItem.id)
        .where(
            Meeting.year == year,
            Meeting.state != "planned",
            Meeting.held_on <= as_of,
            AgendaDocument.document_id.in_(documents),
        )
        .cte()
    )


def branches_studied(at_meetings: CTE) -> Any:
    """Return the first day of each branch and document: branch_id, document_id, studied_on."""
    return (
        select(
            at_meetings.c.host_branch_id.label("branch_id"),
            at_meetings.c.document_id,
            func.min(at_meetings.c.held_on).label("studied_on"),
        )
        .where(at_meetings.c.host_branch_id.is_not(None))
        .group_by(at_meetings.c.host_branch_id, at_meetings.c.document_id)
        .subquery()
    )


def people_studied(
    required: CTE, at_meetings: CTE, year: int, as_of: date, *, only: Any = None
) -> Any:
    """Return the first day of each person and document: person_id, document_id, studied_on.

    `only` is a statement of the ids of the people asked about, where these are few.
    """
    facts = union_all(
        *(part for part in _facts_of_people(required, at_meetings, year, as_of, only=only))
    ).subquery()
    return (
        select(
            facts.c.person_id,
            facts.c.document_id,
            func.min(facts.c.studied_on).label("studied_on"),
        )
        .group_by(facts.c.person_id, facts.c.document_id)
        .subquery()
    )


def _facts_of_people(
    required: CTE, at_meetings: CTE, year: int, as_of: date, *, only: Any
) -> list[Select[Any]]:
    entries = [made_up(at_meetings, as_of), studied_alone(required, year, as_of)]
    if only is None:
        return [present_at_meetings(at_meetings), *entries]
    of_few = [part.where(part.selected_columns.person_id.in_(only)) for part in entries]
    return [few_at_meetings(at_meetings, only), *of_few]


# Who was there in person: for one who was stood in for, the stand-in was. The cast lets SQLite
# take it for a number and look people up by it instead of comparing all with all.
WHO_CAME = cast(
    case((Attendance.state == "present", Attendance.person_id), else_=Attendance.stand_in_id),
    Integer,
)
CAME = Attendance.state.in_(("present", "stood_in"))


def present_at_meetings(at_meetings: CTE) -> Select[Any]:
    """Return who came to the meetings: person_id, document_id, studied_on."""
    return (
        select(
            WHO_CAME.label("person_id"),
            at_meetings.c.document_id,
            at_meetings.c.held_on.label("studied_on"),
        )
        .select_from(at_meetings)
        .join(Attendance, Attendance.meeting_id == at_meetings.c.meeting_id)
        .where(CAME)
    )


def few_at_meetings(at_meetings: CTE, only: Any) -> Select[Any]:
    """Return the rows of `present_at_meetings` that are of few people, found by these people."""
    came = union_all(
        *(
            select(Attendance.meeting_id, who.label("person_id")).where(
                Attendance.state == state, who.in_(only)
            )
            for state, who in (
                ("present", Attendance.person_id),
                ("stood_in", Attendance.stand_in_id),
            )
        )
    ).cte()
    # Else all who came to a meeting are read again for each of its documents.
    came = came.prefix_with("MATERIALIZED")
    return select(
        came.c.person_id, at_meetings.c.document_id, at_meetings.c.held_on.label("studied_on")
    ).join_from(came, at_meetings, at_meetings.c.meeting_id == came.c.meeting_id)


def made_up(at_meetings: CTE, as_of: date) -> Select[Any]:
    """Return who made up for the meetings: person_id, document_id, studied_on."""
    return (
        select(StudyEntry.person_id, at_meetings.c.document_id, StudyEntry.studied_on)
        .select_from(at_meetings)
        .join(StudyEntry, StudyEntry.meeting_id == at_meetings.c.meeting_id)
        .where(StudyEntry.studied_on <= as_of)
    )


def studied_alone(required: CTE, year: int, as_of: date) -> Any:
    """Return who studied required documents alone: person_id, document_id, studied_on."""
    return select(StudyEntry.person_id, StudyEntry.document_id, StudyEntry.studied_on).where(
        StudyEntry.document_id.in_(select(required.c.document_id)),
        StudyEntry.studied_on.between(date(year, 1, 1), min(as_of, date(year, 12, 31))),
    )
