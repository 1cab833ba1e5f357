"""Years that are sealed: what belongs to them can only be read."""

from __future__ import annotations

from datetime import date

from sqlalchemy.orm import Mapped, mapped_column

from deskapp.records.record import Record


class YearSeal(Record):
    """A sealed year; taking the seal away reopens it, with a reason in the history."""

    __tablename__ = "year_seal"

    year: Mapped[int] = mapped_column(unique=True)
    sealed_on: Mapped[date]
