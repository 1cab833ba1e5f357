"""Scores that are final: frozen with everything they rest on."""

from __future__ import annotations

from datetime import date

from sqlalchemy import Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from deskapp.records.record import Record, refers_to


class FinalScoring(Record):
    """The scores of a scheme as they were made final; taking it away reopens the appraisal.

    `content` holds scheme, scores and evidence rows as canonical JSON, compressed by zlib and
    written in base64; `sha256` is the hash of the JSON itself. `as_of` is the day of the figures.
    """

    __tablename__ = "final_scoring"
    __table_args__ = (UniqueConstraint("scheme_id"), {"sqlite_autoincrement": True})

    scheme_id: Mapped[int] = refers_to("scheme", indexed=False)
    finalised_on: Mapped[date]
    as_of: Mapped[date]
    program_version: Mapped[str]
    content: Mapped[str] = mapped_column(Text)
    sha256: Mapped[str]
