"""Attach files to meetings and take them off again."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy.orm import Session

from deskapp.database import delete_rows, insert_rows, name_action
from deskapp.database.file_store import StoredFile
from deskapp.i18n import N_
from deskapp.records.attachment import Attachment
from deskapp.usecases.meetings import open_for_changes


def attach_files(session: Session, meeting_id: int, files: Sequence[StoredFile]) -> list[int]:
    """Keep files with a meeting; return the ids of the attachments.

    The files are in the store already: copying them would keep others from writing meanwhile.
    """
    meeting = open_for_changes(session, meeting_id)
    name_action(session, N_("Attach files to {title}"), title=meeting.title)
    return insert_rows(
        session,
        Attachment,
        [
            {"meeting_id": meeting_id, "name": file.name, "sha256": file.sha256, "size": file.size}
            for file in files
        ],
    )


def detach_files(session: Session, meeting_id: int, attachment_ids: Sequence[int]) -> int:
    """Take files off a meeting; return how many. The copies stay, so that undo has them."""
    meeting = open_for_changes(session, meeting_id)
    name_action(session, N_("Take files off {title}"), title=meeting.title)
    return delete_rows(session, Attachment, attachment_ids)
