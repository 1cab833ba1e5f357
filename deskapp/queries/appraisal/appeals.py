"""The appeals against scores: what was said, and how each was answered."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from sqlalchemy import ColumnElement, Select, select
from sqlalchemy.orm import Session

from deskapp.queries.appraisal.given import subject_column
from deskapp.queries.appraisal.schemes import SchemeRow
from deskapp.queries.appraisal.subjects import appraised_subjects
from deskapp.records.branch import Branch
from deskapp.records.scheme import Indicator
from deskapp.records.score import Appeal
from deskapp.records.unit import Unit


@dataclass(frozen=True, slots=True)
class AppealRow:
    """One appeal: whose, against which points, and the answer; open without an outcome."""

    id: int
    version: int
    subject_id: int
    subject: str
    indicator_id: int
    section: str
    level1: str
    level2: str
    raised_on: date
    text: str
    points_then: Decimal
    answered_on: date | None
    outcome: str | None
    answer: str

    @property
    def is_open(self) -> bool:
        """Return whether nobody has answered yet."""
        return self.outcome is None

    @property
    def was_answered(self) -> bool:
        """Return whether it was ever answered, also where it was opened again since."""
        return bool(self.answer)


def list_appeals(
    session: Session, scheme: SchemeRow, *, answered: bool | None = None, outcome: str | None = None
) -> list[AppealRow]:
    """Return the appeals against a scheme's scores, the open ones and the latest first.

    `answered` is False for the open ones alone; `outcome` a key of OUTCOMES.
    """
    statement = _appeals(scheme).order_by(
        Appeal.outcome.is_not(None), Appeal.raised_on.desc(), Appeal.id.desc()
    )
    if answered is not None:
        statement = statement.where(Appeal.outcome.is_not(None) == answered)
    if outcome is not None:
        statement = statement.where(Appeal.outcome == outcome)
    return [AppealRow(*row) for row in session.execute(statement)]


def appeals_of(
    session: Session, scheme: SchemeRow, indicator_id: int, subject_id: int
) -> list[AppealRow]:
    """Return the appeals against one score in the order in which they were raised."""
    statement = _appeals(scheme).where(
        Appeal.indicator_id == indicator_id,
        subject_column(Appeal, scheme.appraised) == subject_id,
    )
    statement = statement.order_by(Appeal.raised_on, Appeal.id)
    return [AppealRow(*row) for row in session.execute(statement)]


def count_open_appeals(session: Session, scheme: SchemeRow) -> int:
    """Return how many appeals against a scheme's scores nobody has answered yet.

    Those of whoever left the scheme since are not counted: there are no such scores any more.
    """
    appraised = {subject.id for subject in appraised_subjects(session, scheme)}
    open_ones = list_appeals(session, scheme, answered=False)
    return sum(appeal.subject_id in appraised for appeal in open_ones)


def _of(scheme: SchemeRow) -> list[ColumnElement[bool]]:
    subject = subject_column(Appeal, scheme.appraised)
    return [Indicator.scheme_id == scheme.id, subject.is_not(None)]


def _appeals(scheme: SchemeRow) -> Select[Any]:
    appraised: Any = Branch if scheme.appraised == "branches" else Unit
    subject = subject_column(Appeal, scheme.appraised)
    return (
        select(
            Appeal.id,
            Appeal.version,
            subject,
            appraised.name,
            Appeal.indicator_id,
            Indicator.section,
            Indicator.level1,
            Indicator.level2,
            Appeal.raised_on,
            Appeal.text,
            Appeal.points_then,
            Appeal.answered_on,
            Appeal.outcome,
            Appeal.answer,
        )
        .join(Indicator, Indicator.id == Appeal.indicator_id)
        .join(appraised, appraised.id == subject)
        .where(*_of(scheme))
    )
