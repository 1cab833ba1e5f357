"""Which years the ledger keeps anything of."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from deskapp.records.meeting import Meeting
from deskapp.records.practice import Practice
from deskapp.records.scheme import Scheme
from deskapp.records.study import StudyRequirement
from deskapp.records.supervision import SupervisionSlip
from deskapp.records.task import KeyTask
from deskapp.records.year_seal import YearSeal

_KEPT_BY_YEAR = (Meeting, KeyTask, StudyRequirement, SupervisionSlip, Practice, Scheme, YearSeal)


def years_in(session: Session, *selecting: Select[Any]) -> list[int]:
    """Return the years that statements select, each once, the latest first."""
    found: set[int] = set()
    for statement in selecting:
        found.update(int(year) for year in session.execute(statement.distinct()).scalars())
    return sorted(found, reverse=True)


def years_kept(session: Session) -> list[int]:
    """Return the years that have records of their own or are sealed, the latest first."""
    return years_in(session, *(select(record.year) for record in _KEPT_BY_YEAR))
