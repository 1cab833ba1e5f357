"""Lists of make-up and self studies."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session

from deskapp.queries.lists import Order, in_order, matches
from deskapp.records.branch import Branch
from deskapp.records.document import Document
from deskapp.records.meeting import Meeting
from deskapp.records.person import Person
from deskapp.records.study import StudyEntry
from deskapp.records.unit import Unit

EntryKind = Literal["make_up", "self_study"]


@dataclass(frozen=True, slots=True)
class StudyEntryRow:
    """One study entry: made up for a meeting, or of a document alone."""

    id: int
    person_id: int
    person: str
    unit: str
    branch: str | None
    meeting_id: int | None
    meeting: str | None
    document_id: int | None
    document: str | None
    number: str | None
    studied_on: date
    note: str

    @property
    def kind(self) -> EntryKind:
        """Return whether a meeting was made up for, or a document studied alone."""
        return "self_study" if self.meeting_id is None else "make_up"


_COLUMNS: dict[str, Any] = {
    "person_id": StudyEntry.person_id,
    "person": Person.name,
    "unit": Unit.name,
    "branch": Branch.name,
    "meeting_id": StudyEntry.meeting_id,
    "meeting": Meeting.title,
    "document_id": StudyEntry.document_id,
    "document": Document.title,
    "number": Document.number,
    "studied_on": StudyEntry.studied_on,
    "note": StudyEntry.note,
}
_SORTED_BY = {**_COLUMNS, "person": Person.pinyin, "unit": Unit.office_order}


def list_study_entries(
    session: Session,
    year: int,
    search: str = "",
    *,
    kind: EntryKind | None = None,
    unit_id: int | None = None,
    meeting_id: int | None = None,
    document_id: int | None = None,
    order: Order | None = None,
) -> list[StudyEntryRow]:
    """Return the entries of a year, the latest first.

    A make-up study is of the year of its meeting, whenever it was made up.
    """
    statement = (
        select(StudyEntry.id, *_COLUMNS.values())
        .join(Person, Person.id == StudyEntry.person_id)
        .join(Unit, Unit.id == Person.unit_id)
        .outerjoin(Branch, Branch.id == Person.branch_id)
        .outerjoin(Meeting, Meeting.id == StudyEntry.meeting_id)
        .outerjoin(Document, Document.id == StudyEntry.document_id)
        .where(
            or_(
                Meeting.year == year,
                StudyEntry.document_id.is_not(None)
                & StudyEntry.studied_on.between(date(year, 1, 1), date(year, 12, 31)),
            ),
            _is_searched(search),
        )
    )
    if kind is not None:
        is_self_study = StudyEntry.meeting_id.is_(None)
        statement = statement.where(is_self_study if kind == "self_study" else ~is_self_study)
    for column, value in (
        (Person.unit_id, unit_id),
        (StudyEntry.meeting_id, meeting_id),
        (StudyEntry.document_id, document_id),
    ):
        if value is not None:
            statement = statement.where(column == value)
    usual = (StudyEntry.studied_on.desc(), Unit.office_order, Person.office_order, StudyEntry.id)
    rows = session.execute(in_order(statement, order, _SORTED_BY, usual))
    return [StudyEntryRow(*row) for row in rows]


def _is_searched(search: str) -> Any:
    return matches(
        search,
        Person.name,
        Unit.name,
        func.coalesce(Meeting.title, Document.title),
        StudyEntry.note,
        initials=[Person.initials],
    )
