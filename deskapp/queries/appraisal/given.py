"""What people say of scores: the points the assessors gave, and those of the appraised."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from deskapp.queries.appraisal.schemes import SchemeRow
from deskapp.records.attachment import Attachment
from deskapp.records.scheme import Indicator
from deskapp.records.score import SUBJECT_COLUMNS, AssessorScore, SelfScore


@dataclass(frozen=True, slots=True)
class Given:
    """The points that the assessors gave, and why."""

    points: Decimal
    reason: str = ""


@dataclass(frozen=True, slots=True)
class OwnScore:
    """The points that the appraised gave themselves, how they explain them, how many files."""

    id: int
    points: Decimal
    explanation: str = ""
    files: int = 0


def subject_column(record: Any, appraised: str) -> Any:
    """Return the column of a record that names the unit, or the branch, it is about."""
    return getattr(record, SUBJECT_COLUMNS[appraised])


def given_scores(session: Session, scheme: SchemeRow) -> dict[tuple[int, int], Given]:
    """Return what the assessors gave by (subject id, indicator id)."""
    subject = subject_column(AssessorScore, scheme.appraised)
    statement = (
        select(subject, AssessorScore.indicator_id, AssessorScore.points, AssessorScore.reason)
        .join(Indicator, Indicator.id == AssessorScore.indicator_id)
        .where(Indicator.scheme_id == scheme.id, subject.is_not(None))
    )
    return {(row[0], row[1]): Given(row[2], row[3]) for row in session.execute(statement)}


def own_scores(session: Session, scheme: SchemeRow) -> dict[tuple[int, int], OwnScore]:
    """Return the self-scores by (subject id, indicator id)."""
    subject = subject_column(SelfScore, scheme.appraised)
    files = (
        select(func.count(Attachment.id))
        .where(Attachment.self_score_id == SelfScore.id)
        .scalar_subquery()
    )
    statement = (
        select(
            subject,
            SelfScore.indicator_id,
            SelfScore.id,
            SelfScore.points,
            SelfScore.explanation,
            files,
        )
        .join(Indicator, Indicator.id == SelfScore.indicator_id)
        .where(Indicator.scheme_id == scheme.id, subject.is_not(None))
    )
    return {(row[0], row[1]): OwnScore(*row[2:]) for row in session.execute(statement)}
