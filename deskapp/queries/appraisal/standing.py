"""The scores that stand: final ones where the scheme is final, else live ones."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from deskapp.queries.appraisal.frozen import thawed
from deskapp.queries.appraisal.schemes import SchemeRow
from deskapp.queries.appraisal.scoring import Finality, Scoring, score_subjects
from deskapp.queries.facts import working_day
from deskapp.records.final_scoring import FinalScoring


def scoring_of(session: Session, scheme: SchemeRow) -> Scoring:
    """Return the scores that stand for a scheme: as they were made final, or as of today.

    Raises DamagedLedger when final scores are not what was frozen.
    """
    return final_scoring_of(session, scheme.id) or live_scoring_of(session, scheme)


def live_scoring_of(session: Session, scheme: SchemeRow) -> Scoring:
    """Return the scores that the records give today, whether the scheme is final or not."""
    return score_subjects(session, scheme, working_day(session, scheme.year))


def final_scoring_of(session: Session, scheme_id: int) -> Scoring | None:
    """Return the scores of a scheme as they were made final; None where they are not."""
    statement = select(
        FinalScoring.finalised_on,
        FinalScoring.as_of,
        FinalScoring.program_version,
        FinalScoring.content,
        FinalScoring.sha256,
    ).where(FinalScoring.scheme_id == scheme_id)
    final = session.execute(statement).first()
    return None if final is None else thawed(final)


def final_of(session: Session, scheme_id: int) -> Finality | None:
    """Return when the scores of a scheme were made final, and by what; None where they are not."""
    statement = select(
        FinalScoring.finalised_on, FinalScoring.program_version, FinalScoring.sha256
    ).where(FinalScoring.scheme_id == scheme_id)
    row = session.execute(statement).first()
    return None if row is None else Finality(*row)
