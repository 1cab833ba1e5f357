"""How much was given under indicators: what goes along when they are taken out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from deskapp.records.attachment import Attachment
from deskapp.records.scheme import Indicator
from deskapp.records.score import Appeal, AssessorScore, SelfScore


@dataclass(frozen=True, slots=True)
class GivenUnder:
    """How many scores, self-scores with how many files, and appeals there are."""

    scores: int
    self_scores: int
    files: int
    appeals: int

    @property
    def is_nothing(self) -> bool:
        """Return whether nothing was given."""
        return not (self.scores or self.self_scores or self.appeals)


def given_under_indicator(session: Session, indicator_id: int) -> GivenUnder:
    """Return what was given under one indicator."""
    return _given(session, [indicator_id])


def given_under_scheme(session: Session, scheme_id: int) -> GivenUnder:
    """Return what was given under all indicators of a scheme."""
    statement = select(Indicator.id).where(Indicator.scheme_id == scheme_id)
    return _given(session, list(session.execute(statement).scalars()))


def _given(session: Session, indicator_ids: Sequence[int]) -> GivenUnder:
    def number(record: Any) -> int:
        statement = select(func.count(record.id)).where(record.indicator_id.in_(indicator_ids))
        return session.execute(statement).scalar_one()

    files = (
        select(func.count(Attachment.id))
        .join(SelfScore, SelfScore.id == Attachment.self_score_id)
        .where(SelfScore.indicator_id.in_(indicator_ids))
    )
    return GivenUnder(
        number(AssessorScore),
        number(SelfScore),
        session.execute(files).scalar_one(),
        number(Appeal),
    )
