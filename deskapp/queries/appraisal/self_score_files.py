"""The names of the files that the appraised put beside their self-scores."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from deskapp.queries.appraisal.schemes import SchemeRow
from deskapp.records.attachment import Attachment
from deskapp.records.scheme import Indicator
from deskapp.records.score import SelfScore


def self_score_files(session: Session, scheme: SchemeRow) -> dict[int, list[str]]:
    """Return the names of the files by the id of their self-score."""
    statement = (
        select(SelfScore.id, Attachment.name)
        .join(Attachment, Attachment.self_score_id == SelfScore.id)
        .join(Indicator, Indicator.id == SelfScore.indicator_id)
        .where(Indicator.scheme_id == scheme.id)
        .order_by(Attachment.id)
    )
    found: dict[int, list[str]] = {}
    for self_score_id, name in session.execute(statement):
        found.setdefault(self_score_id, []).append(name)
    return found
