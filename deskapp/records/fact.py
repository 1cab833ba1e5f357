"""Facts about the ledger itself, such as the office's name."""

from __future__ import annotations

from sqlalchemy.orm import Mapped, mapped_column

from deskapp.records.record import Record, text_column

OFFICE_NAME = "office_name"
# Present in a ledger made from the worked example, so that the window can say so.
SAMPLE = "sample"
# The day a sample stands on: its tasks are due and overdue as they were then.
WORKING_DAY = "working_day"
# When a task calls for attention: so many days before its deadline, so many points behind.
DUE_SOON_DAYS = "due_soon_days"
BEHIND_POINTS = "behind_points"


class Fact(Record):
    """One named fact about the ledger."""

    __tablename__ = "fact"

    name: Mapped[str] = mapped_column(unique=True)
    value: Mapped[str] = text_column(1000)
