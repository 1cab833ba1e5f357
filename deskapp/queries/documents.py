"""Lists of documents, and where each of them is used."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

from sqlalchemy import Select, func, literal, null, select, union_all
from sqlalchemy.orm import Session

from deskapp.queries.lists import Order, in_order, matches
from deskapp.records.attachment import Attachment
from deskapp.records.document import Document
from deskapp.records.meeting import AgendaDocument, AgendaItem, Meeting
from deskapp.records.study import StudyEntry, StudyRequirement
from deskapp.records.task import KeyTask

UseKind = Literal["meeting", "study_requirement", "key_task", "study_entry"]
USE_KINDS: tuple[UseKind, ...] = ("meeting", "study_requirement", "key_task", "study_entry")


@dataclass(frozen=True, slots=True)
class DocumentRow:
    """One document as a list shows it."""

    id: int
    title: str
    number: str
    issuer: str
    issued_on: date | None
    kind: str


@dataclass(frozen=True, slots=True)
class DocumentUseRow:
    """One document with how often meetings studied it, and what else refers to it."""

    id: int
    title: str
    number: str
    issuer: str
    issued_on: date | None
    kind: str
    studied: int
    requirements: int
    key_tasks: int
    files: int


@dataclass(frozen=True, slots=True)
class DocumentUse:
    """One record that uses a document: its table, its id, and what a list says of it.

    `text` is a title; for a requirement it is the audience's code, for self study the number
    of entries.
    """

    table: UseKind
    record_id: int
    year: int | None
    on: date | None
    text: str


_FACTS = (
    Document.id,
    Document.title,
    Document.number,
    Document.issuer,
    Document.issued_on,
    Document.kind,
)
_USUAL = (Document.issued_on.desc(), Document.id)


def list_documents(session: Session, search: str = "") -> list[DocumentRow]:
    """Return the documents, the newest first, found by title, number or issuer."""
    statement = select(*_FACTS).where(_found(search)).order_by(*_USUAL)
    return [DocumentRow(*row) for row in session.execute(statement)]


def list_documents_in_use(
    session: Session, search: str = "", *, order: Order | None = None
) -> list[DocumentUseRow]:
    """Return the documents with how often each is used, the newest first."""
    counts = {
        "studied": _number(func.count(AgendaItem.meeting_id.distinct()), AgendaDocument)
        .join(AgendaItem, AgendaItem.id == AgendaDocument.agenda_item_id)
        .scalar_subquery(),
        "requirements": _number(func.count(), StudyRequirement).scalar_subquery(),
        "key_tasks": select(func.count())
        .select_from(KeyTask)
        .where(KeyTask.source_document_id == Document.id)
        .scalar_subquery(),
        "files": _number(func.count(), Attachment).scalar_subquery(),
    }
    columns = {column.key: column for column in _FACTS} | counts
    statement = in_order(
        select(*_FACTS, *counts.values()).where(_found(search)), order, columns, _USUAL
    )
    return [DocumentUseRow(*row) for row in session.execute(statement)]


def count_documents(session: Session) -> int:
    """Return how many documents there are."""
    return session.execute(select(func.count()).select_from(Document)).scalar_one()


def uses_of_document(session: Session, document_id: int) -> list[DocumentUse]:
    """Return what uses a document: meetings, requirements, key tasks and self study."""
    parts = (
        _meetings(document_id),
        _requirements(document_id),
        _key_tasks(document_id),
        _self_study(document_id),
    )
    rows = session.execute(union_all(*parts)).all()
    return sorted(
        (DocumentUse(*row) for row in rows),
        key=lambda use: (USE_KINDS.index(use.table), use.on or date.max, use.record_id),
    )


def _found(search: str) -> Any:
    return matches(search, Document.title, Document.number, Document.issuer)


def _number(count: Any, record: Any) -> Select[tuple[int]]:
    return select(count).select_from(record).where(record.document_id == Document.id)


def _meetings(document_id: int) -> Any:
    return (
        select(literal("meeting"), Meeting.id, Meeting.year, Meeting.held_on, Meeting.title)
        .distinct()
        .join(AgendaItem, AgendaItem.meeting_id == Meeting.id)
        .join(AgendaDocument, AgendaDocument.agenda_item_id == AgendaItem.id)
        .where(AgendaDocument.document_id == document_id)
    )


def _requirements(document_id: int) -> Any:
    return select(
        literal("study_requirement"),
        StudyRequirement.id,
        StudyRequirement.year,
        StudyRequirement.due_on,
        StudyRequirement.audience,
    ).where(StudyRequirement.document_id == document_id)


def _key_tasks(document_id: int) -> Any:
    return select(
        literal("key_task"), KeyTask.id, KeyTask.year, KeyTask.deadline_on, KeyTask.text
    ).where(KeyTask.source_document_id == document_id)


def _self_study(document_id: int) -> Any:
    """Return one row for all self study of a document: its newest day and how many entries."""
    return (
        select(
            literal("study_entry"),
            func.max(StudyEntry.id),
            null(),
            func.max(StudyEntry.studied_on),
            literal(""),
        )
        .where(StudyEntry.document_id == document_id)
        .having(func.count() > 0)
    )
