"""The files behind scores: of the records that were counted, and of self-scores."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, func, or_, select
from sqlalchemy.orm import Session

from deskapp.database.bulk import batched_ids
from deskapp.queries.appraisal.given import subject_column
from deskapp.queries.appraisal.schemes import SchemeRow
from deskapp.records.attachment import Attachment
from deskapp.records.document import Document
from deskapp.records.meeting import AgendaDocument, AgendaItem, Meeting
from deskapp.records.practice import Practice
from deskapp.records.scheme import Indicator
from deskapp.records.score import SelfScore
from deskapp.records.study import StudyRequirement
from deskapp.records.supervision import SupervisionSlip
from deskapp.records.task import BranchTask, KeyTask

_OWNERS = {
    "meeting": Attachment.meeting_id,
    "document": Attachment.document_id,
    "branch_task": Attachment.branch_task_id,
    "practice": Attachment.practice_id,
}


@dataclass(frozen=True, slots=True)
class OwnedFile:
    """One file with the record it belongs to: the record's table, and what it is called."""

    id: int
    name: str
    sha256: str
    size: int
    table: str
    owner: str


@dataclass(frozen=True, slots=True)
class OwnFile:
    """One file of a self-score, and which score it is about."""

    indicator_id: int
    subject_id: int
    file: OwnedFile


def files_behind(session: Session, table: str, record_ids: Iterable[int]) -> list[OwnedFile]:
    """Return the files that belong to records of evidence; none where such records keep none.

    A study requirement has those of its document and of the meetings that studied it, a
    supervision slip those of its branch task.
    """
    if table not in _BEHIND:
        return []
    found = {
        file.id: file
        for ids in batched_ids(sorted(set(record_ids)))
        for file in read_files(session, select_files().where(_BEHIND[table](ids)))
    }
    return [found[file_id] for file_id in sorted(found)]


def own_files(session: Session, scheme: SchemeRow) -> list[OwnFile]:
    """Return the files of the self-scores of a scheme."""
    subject = subject_column(SelfScore, scheme.appraised)
    statement = (
        select(
            SelfScore.indicator_id,
            subject,
            Attachment.id,
            Attachment.name,
            Attachment.sha256,
            Attachment.size,
        )
        .select_from(Attachment)
        .join(SelfScore, SelfScore.id == Attachment.self_score_id)
        .join(Indicator, Indicator.id == SelfScore.indicator_id)
        .where(Indicator.scheme_id == scheme.id, subject.is_not(None))
        .order_by(Attachment.id)
    )
    return [
        OwnFile(row[0], row[1], OwnedFile(row[2], row[3], row[4], row[5], "self_score", ""))
        for row in session.execute(statement)
    ]


def select_files() -> Any:
    """Select every file of a meeting, document, branch task or practice with its owner."""
    return (
        select(
            Attachment.id,
            Attachment.name,
            Attachment.sha256,
            Attachment.size,
            *_OWNERS.values(),
            func.coalesce(Meeting.title, Document.title, Practice.title, KeyTask.text),
        )
        .outerjoin(Meeting, Meeting.id == Attachment.meeting_id)
        .outerjoin(Document, Document.id == Attachment.document_id)
        .outerjoin(Practice, Practice.id == Attachment.practice_id)
        .outerjoin(BranchTask, BranchTask.id == Attachment.branch_task_id)
        .outerjoin(KeyTask, KeyTask.id == BranchTask.key_task_id)
        .order_by(Attachment.id)
    )


def read_files(session: Session, statement: Any) -> Iterator[OwnedFile]:
    """Yield the files of a statement that `select_files` began."""
    return (owned_file(*row) for row in session.execute(statement))


def owned_file(file_id: int, name: str, sha256: str, size: int, *owner: Any) -> OwnedFile:
    """Return the file of a row that `select_files` reads."""
    *ids, title = owner
    table = next(table for table, one in zip(_OWNERS, ids, strict=True) if one is not None)
    return OwnedFile(file_id, name, sha256, size, table, title or "")


def _of_requirements(ids: Sequence[int]) -> ColumnElement[bool]:
    """Return the condition of the files of documents that must be studied, and of the studies."""
    documents = select(StudyRequirement.document_id).where(StudyRequirement.id.in_(ids))
    meetings = (
        select(AgendaItem.meeting_id)
        .join(AgendaDocument, AgendaDocument.agenda_item_id == AgendaItem.id)
        .join(Meeting, Meeting.id == AgendaItem.meeting_id)
        .join(StudyRequirement, StudyRequirement.document_id == AgendaDocument.document_id)
        .where(StudyRequirement.id.in_(ids), StudyRequirement.year == Meeting.year)
    )
    return or_(Attachment.document_id.in_(documents), Attachment.meeting_id.in_(meetings))


def _of_slips(ids: Sequence[int]) -> ColumnElement[bool]:
    tasks = select(SupervisionSlip.branch_task_id).where(SupervisionSlip.id.in_(ids))
    return Attachment.branch_task_id.in_(tasks)


# The condition of the files behind records of a table, by their ids.
_BEHIND: Mapping[str, Callable[[Sequence[int]], ColumnElement[bool]]] = {
    "meeting": Attachment.meeting_id.in_,
    "branch_task": Attachment.branch_task_id.in_,
    "practice": Attachment.practice_id.in_,
    "document": Attachment.document_id.in_,
    "study_requirement": _of_requirements,
    "supervision_slip": _of_slips,
}
