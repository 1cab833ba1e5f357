"""The files that are handed in with an appraisal: behind its scores, and of the whole year."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import extract, func, or_, select
from sqlalchemy.orm import Session

from deskapp.database.bulk import batched_ids
from deskapp.queries.appraisal import IndicatorRow, Scoring
from deskapp.queries.appraisal.attached_files import (
    OwnedFile,
    OwnFile,
    files_behind,
    own_files,
    owned_file,
    read_files,
    select_files,
)
from deskapp.queries.documents import DocumentRow
from deskapp.queries.measures import MEASURES
from deskapp.records.attachment import Attachment
from deskapp.records.document import Document
from deskapp.records.meeting import AgendaDocument, AgendaItem, Meeting
from deskapp.records.practice import Practice
from deskapp.records.study import StudyRequirement
from deskapp.records.task import KeyTask


def own_files_of(session: Session, scoring: Scoring) -> Sequence[OwnFile]:
    """Return the files of self-scores: as they were frozen where the scores are final."""
    return own_files(session, scoring.scheme) if scoring.final is None else scoring.own_files


def files_behind_score(
    session: Session, scoring: Scoring, indicator: IndicatorRow, record_ids: Iterable[int]
) -> Sequence[OwnedFile]:
    """Return the files of an indicator's evidence: as they were frozen where it is final."""
    if indicator.by_hand:
        return []
    if scoring.final is not None:
        return scoring.frozen[indicator.id].files
    return files_behind(session, MEASURES[indicator.measure].table, record_ids)


def files_attached_later(
    session: Session, scoring: Scoring, indicator: IndicatorRow, record_ids: Iterable[int]
) -> Sequence[OwnedFile]:
    """Return the files that final evidence got since it was frozen; none of live evidence."""
    if scoring.final is None or indicator.by_hand or indicator.measure not in MEASURES:
        return []
    frozen = {file.id for one in scoring.frozen.values() for file in one.files}
    now = files_behind(session, MEASURES[indicator.measure].table, record_ids)
    return [file for file in now if file.id not in frozen]


def still_attached(session: Session, file_ids: Iterable[int]) -> frozenset[int]:
    """Return which of some files are still attached to a record."""
    found: set[int] = set()
    for ids in batched_ids(sorted(set(file_ids))):
        found |= set(session.execute(select(Attachment.id).where(Attachment.id.in_(ids))).scalars())
    return frozenset(found)


def files_of_year(session: Session, year: int) -> list[OwnedFile]:
    """Return the files of the meetings, branch tasks and practices of a year."""
    of_year = func.coalesce(Meeting.year, Practice.year, KeyTask.year) == year
    return list(read_files(session, select_files().where(of_year)))


def documents_of_year(session: Session, year: int) -> list[DocumentRow]:
    """Return the documents that were issued in a year, or that its work rests on."""
    studied = (
        select(AgendaDocument.document_id)
        .join(AgendaItem, AgendaItem.id == AgendaDocument.agenda_item_id)
        .join(Meeting, Meeting.id == AgendaItem.meeting_id)
        .where(Meeting.year == year)
    )
    required = select(StudyRequirement.document_id).where(StudyRequirement.year == year)
    source = select(KeyTask.source_document_id).where(
        KeyTask.year == year, KeyTask.source_document_id.is_not(None)
    )
    statement = (
        select(
            Document.id,
            Document.title,
            Document.number,
            Document.issuer,
            Document.issued_on,
            Document.kind,
        )
        .where(
            or_(
                extract("year", Document.issued_on) == year,
                *(Document.id.in_(used) for used in (studied, required, source)),
            )
        )
        .order_by(Document.issued_on, Document.id)
    )
    return [DocumentRow(*row) for row in session.execute(statement)]


def files_of_documents(session: Session, ids: Sequence[int]) -> Mapping[int, list[OwnedFile]]:
    """Return the files of documents by the documents' ids."""
    found: dict[int, list[OwnedFile]] = {}
    for some in batched_ids(ids):
        statement = select_files().add_columns(Attachment.document_id)
        rows = session.execute(statement.where(Attachment.document_id.in_(some)))
        for *row, document_id in rows:
            found.setdefault(document_id, []).append(owned_file(*row))
    return found


def minutes_of_year(session: Session, year: int) -> list[tuple[int, str, Any]]:
    """Return id, title and day of the meetings of a year that have minutes."""
    statement = (
        select(Meeting.id, Meeting.title, Meeting.held_on)
        .where(Meeting.year == year, Meeting.state != "planned", Meeting.minutes != "")
        .order_by(Meeting.held_on, Meeting.id)
    )
    return [(row[0], row[1], row[2]) for row in session.execute(statement)]
