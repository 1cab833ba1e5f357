"""Which years the ledger keeps anything of."""

from __future__ import annotations

from sqlalchemy import select, union
from sqlalchemy.orm import Session

from deskapp.records.appraisal import Scheme
from deskapp.records.meeting import Meeting
from deskapp.records.practice import Practice
from deskapp.records.study import StudyRequirement
from deskapp.records.supervision import SupervisionSlip
from deskapp.records.task import KeyTask
from deskapp.records.year_seal import YearSeal

_KEPT_BY_YEAR = (Meeting, KeyTask, StudyRequirement, SupervisionSlip, Practice, Scheme, YearSeal)


def years_kept(session: Session) -> list[int]:
    """Return the years that have records of their own or are sealed, the latest first."""
    years = union(*(select(record.year) for record in _KEPT_BY_YEAR))
    return sorted(session.execute(years).scalars(), reverse=True)
