"""Which years are sealed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from deskapp.records.year_seal import YearSeal


@dataclass(frozen=True, slots=True)
class SealRow:
    """A sealed year and the day it was sealed."""

    year: int
    sealed_on: date


def sealed_years(session: Session) -> dict[int, SealRow]:
    """Return the seals by their year."""
    statement = select(YearSeal.year, YearSeal.sealed_on).order_by(YearSeal.year)
    return {row.year: SealRow(*row) for row in session.execute(statement)}
