"""What keeps a scheme from being made final."""

from __future__ import annotations

from sqlalchemy.orm import Session

from deskapp.queries.appraisal.schemes import IndicatorRow, SchemeRow, list_indicators
from deskapp.queries.measures import MEASURES
from deskapp.rules.scheme_checks import CheckedIndicator, scheme_problems
from deskapp.rules.scoring import parameters_to


def problems_of_scheme(session: Session, scheme: SchemeRow) -> list[str]:
    """Return what is wrong with a scheme, one sentence each; none when it may be made final."""
    indicators = list_indicators(session, scheme.id)
    return scheme_problems([_checked(indicator) for indicator in indicators])


def _checked(indicator: IndicatorRow) -> CheckedIndicator:
    measure = MEASURES.get(indicator.measure)
    return CheckedIndicator(
        indicator.level1,
        indicator.level2,
        indicator.section,
        indicator.points,
        indicator.measure,
        indicator.rule,
        parameters_to(indicator.parameters),
        measure.levels if measure else {},
    )
