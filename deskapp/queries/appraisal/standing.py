"""The scores that stand: final ones where the scheme is final, else live ones."""

from __future__ import annotations

from sqlalchemy.orm import Session

from deskapp.queries.appraisal.schemes import SchemeRow
from deskapp.queries.appraisal.scoring import Scoring, score_subjects
from deskapp.queries.facts import working_day


def scoring_of(session: Session, scheme: SchemeRow) -> Scoring:
    """Return the scores that stand for a scheme: as they were made final, or as of today."""
    return score_subjects(session, scheme, working_day(session, scheme.year))
