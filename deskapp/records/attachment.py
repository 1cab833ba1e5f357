"""Files kept in the ledger's own folder, named by their content."""

from __future__ import annotations

from sqlalchemy.orm import Mapped, mapped_column

from deskapp.records.record import Record, refers_to


class Attachment(Record):
    """A file of a meeting: its name as given, its size, and the hash it is stored under."""

    __tablename__ = "attachment"

    meeting_id: Mapped[int] = refers_to("meeting")
    name: Mapped[str]
    sha256: Mapped[str] = mapped_column(index=True)
    size: Mapped[int]
