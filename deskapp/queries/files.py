"""The files that a record keeps."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from deskapp.records.attachment import Attachment


@dataclass(frozen=True, slots=True)
class FileRow:
    """One file of a record: its name as given, and the content it is kept under."""

    id: int
    name: str
    sha256: str
    size: int


def list_files(session: Session, owner: str, record_id: int) -> list[FileRow]:
    """Return the files of a record; `owner` is the column of its kind (`attachment.OWNERS`)."""
    statement = (
        select(Attachment.id, Attachment.name, Attachment.sha256, Attachment.size)
        .where(getattr(Attachment, owner) == record_id)
        .order_by(Attachment.id)
    )
    return [FileRow(*row) for row in session.execute(statement)]
