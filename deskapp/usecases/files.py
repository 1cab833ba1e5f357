"""Attach files to meetings and take them off again."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from sqlalchemy.orm import Session

from deskapp.database import delete_rows, insert_rows, name_action
from deskapp.database.file_store import FileStore
from deskapp.i18n import N_
from deskapp.records.attachment import Attachment
from deskapp.usecases.meetings import open_for_changes


def attach_files(
    session: Session, store: FileStore, meeting_id: int, paths: Sequence[Path]
) -> list[int]:
    """Keep copies of files with a meeting; return the ids of the attachments."""
    meeting = open_for_changes(session, meeting_id)
    name_action(session, N_("Attach files to {title}"), title=meeting.title)
    kept = [store.add(path) for path in paths]
    return insert_rows(
        session,
        Attachment,
        [
            {"meeting_id": meeting_id, "name": file.name, "sha256": file.sha256, "size": file.size}
            for file in kept
        ],
    )


def detach_files(session: Session, meeting_id: int, attachment_ids: Sequence[int]) -> int:
    """Take files off a meeting; return how many. The copies stay, so that undo has them."""
    meeting = open_for_changes(session, meeting_id)
    name_action(session, N_("Take files off {title}"), title=meeting.title)
    return delete_rows(session, Attachment, attachment_ids)
