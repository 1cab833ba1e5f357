"""Keep files with meetings, documents, branch tasks and practices, and take them off again."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from deskapp.database import delete_rows, insert_rows, name_action
from deskapp.database.bulk import batched_ids
from deskapp.database.file_store import StoredFile
from deskapp.i18n import N_
from deskapp.records.attachment import Attachment
from deskapp.records.document import Document
from deskapp.records.practice import Practice
from deskapp.records.record import Record
from deskapp.records.scheme import Indicator
from deskapp.records.score import SelfScore
from deskapp.records.task import BranchTask, KeyTask
from deskapp.usecases.meetings import open_for_changes
from deskapp.usecases.saving import existing
from deskapp.usecases.scored_place import refuse_final

_RECORDS: dict[str, type[Record]] = {
    "document_id": Document,
    "branch_task_id": BranchTask,
    "practice_id": Practice,
    "self_score_id": SelfScore,
}


def attach_files(
    session: Session, owner: str, record_id: int, files: Sequence[StoredFile]
) -> list[int]:
    """Keep files with a record; return the ids of the attachments.

    `owner` is the column of the record's kind (`attachment.OWNERS`). The files are in the store
    already: copying them would keep others from writing meanwhile. Raises LedgerError for a
    closed meeting, ChangedElsewhere when the record is gone.
    """
    title = _title_to_change(session, owner, record_id)
    name_action(session, N_("Attach files to {title}"), title=title)
    return insert_rows(
        session,
        Attachment,
        [
            {owner: record_id, "name": file.name, "sha256": file.sha256, "size": file.size}
            for file in files
        ],
    )


def detach_files(
    session: Session, owner: str, record_id: int, attachment_ids: Sequence[int]
) -> int:
    """Take files off a record; return how many. The copies stay, so that undo has them.

    Raises LedgerError for a closed meeting, ChangedElsewhere when the record is gone.
    """
    title = _title_to_change(session, owner, record_id)
    name_action(session, N_("Take files off {title}"), title=title)
    wanted = set(attachment_ids)
    kept = [one for one in _attachments(session, owner, [record_id]) if one in wanted]
    return delete_rows(session, Attachment, kept)


def delete_files_of(session: Session, owner: str, record_ids: Sequence[int]) -> int:
    """Take all files off records that are being deleted; return how many. Names no action."""
    return delete_rows(session, Attachment, _attachments(session, owner, record_ids))


def _attachments(session: Session, owner: str, record_ids: Sequence[int]) -> list[int]:
    column = getattr(Attachment, owner)
    return [
        attachment_id
        for ids in batched_ids(record_ids)
        for attachment_id in session.execute(
            select(Attachment.id).where(column.in_(ids)).order_by(Attachment.id)
        ).scalars()
    ]


def _indicator_to_change(session: Session, record: SelfScore) -> str:
    """Return what a self-score is about; refuse one of an appraisal that is final."""
    indicator = existing(session, Indicator, record.indicator_id)
    refuse_final(session, indicator.scheme_id)
    return indicator.level2


def _title_to_change(session: Session, owner: str, record_id: int) -> str:
    """Return what the owner of files is called; refuse a closed meeting."""
    if owner == "meeting_id":
        return open_for_changes(session, record_id).title
    record = existing(session, _RECORDS[owner], record_id)
    if isinstance(record, BranchTask):
        return existing(session, KeyTask, record.key_task_id).text
    if isinstance(record, SelfScore):
        return _indicator_to_change(session, record)
    title: str = getattr(record, "title")  # noqa: B009 - the others have one
    return title
