"""What the rule computes for one of the appraised under one indicator."""

from __future__ import annotations

from decimal import Decimal

from sqlalchemy.orm import Session

from deskapp.queries.appraisal.schemes import list_indicators, list_schemes
from deskapp.queries.appraisal.scoring import ScoreCell, score_cell
from deskapp.queries.facts import working_day
from deskapp.queries.measures import MEASURES
from deskapp.records.scheme import Indicator
from deskapp.rules.points import Counted


def computed_points(session: Session, indicator_id: int, subject_id: int) -> Decimal | None:
    """Return the points of the rule as of the working day; None where they are by hand."""
    computed = _computed_cell(session, indicator_id, subject_id).computed
    return None if computed is None else computed.points


def _computed_cell(session: Session, indicator_id: int, subject_id: int) -> ScoreCell:
    scheme_id = session.get_one(Indicator, indicator_id).scheme_id
    scheme = next(one for one in list_schemes(session) if one.id == scheme_id)
    indicator = next(one for one in list_indicators(session, scheme_id) if one.id == indicator_id)
    if indicator.by_hand:
        return score_cell(indicator, None)
    counted = MEASURES[indicator.measure].counted(
        session,
        scheme.year,
        working_day(session, scheme.year),
        indicator.measure_parameters,
        scheme.appraised,
        subject_id=subject_id,
    )
    return score_cell(indicator, counted.get(subject_id, Counted(0, 0)))
