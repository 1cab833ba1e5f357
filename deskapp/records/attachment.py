"""Files kept in the ledger's own folder, named by their content."""

from __future__ import annotations

from sqlalchemy import CheckConstraint
from sqlalchemy.orm import Mapped, mapped_column

from deskapp.records.record import Record, refers_to

# The column that names the one record a file belongs to.
OWNERS = ("meeting_id", "document_id", "branch_task_id", "practice_id", "self_score_id")


class Attachment(Record):
    """A file of one record: its name as given, its size, and the hash it is stored under."""

    __tablename__ = "attachment"
    __table_args__ = (
        CheckConstraint(
            " + ".join(f"CASE WHEN {owner} IS NULL THEN 0 ELSE 1 END" for owner in OWNERS) + " = 1",
            name="one_owner",
        ),
        {"sqlite_autoincrement": True},
    )

    meeting_id: Mapped[int | None] = refers_to("meeting")
    document_id: Mapped[int | None] = refers_to("document")
    branch_task_id: Mapped[int | None] = refers_to("branch_task")
    practice_id: Mapped[int | None] = refers_to("practice")
    self_score_id: Mapped[int | None] = refers_to("self_score")
    name: Mapped[str]
    sha256: Mapped[str] = mapped_column(index=True)
    size: Mapped[int]
