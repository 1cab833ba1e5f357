"""What keeps a scheme from being made final."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Protocol

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from deskapp.i18n import ngettext
from deskapp.queries.appraisal.schemes import SchemeRow, list_indicators
from deskapp.queries.measures import MEASURES
from deskapp.records.score import GradeGiven
from deskapp.rules.scheme_checks import CheckedIndicator, scheme_problems
from deskapp.rules.scoring import parameters_to


class _Indicator(Protocol):
    """What an indicator that is saved and one that is edited have in common."""

    @property
    def level1(self) -> str: ...
    @property
    def level2(self) -> str: ...
    @property
    def section(self) -> str: ...
    @property
    def points(self) -> Decimal | None: ...
    @property
    def measure(self) -> str: ...
    @property
    def rule(self) -> str: ...


def problems_of_scheme(session: Session, scheme: SchemeRow) -> list[str]:
    """Return what is wrong with a scheme, one sentence each; none when it may be made final."""
    indicators = list_indicators(session, scheme.id)
    problems = scheme_problems([checked(one, parameters_to(one.parameters)) for one in indicators])
    return [*problems, *_problems_of_grades(session, scheme)]


def checked(indicator: _Indicator, rule_parameters: Mapping[str, object]) -> CheckedIndicator:
    """Return what the checks of a scheme look at in an indicator, saved or not."""
    measure = MEASURES.get(indicator.measure)
    return CheckedIndicator(
        indicator.level1,
        indicator.level2,
        indicator.section,
        indicator.points,
        indicator.measure,
        indicator.rule,
        rule_parameters,
        measure.levels if measure else {},
    )


def _problems_of_grades(session: Session, scheme: SchemeRow) -> list[str]:
    """Say which grades were decided on that the scheme does not have."""
    statement = (
        select(GradeGiven.grade, func.count(GradeGiven.id))
        .where(
            GradeGiven.scheme_id == scheme.id,
            GradeGiven.grade.not_in([grade.name for grade in scheme.grades]),
        )
        .group_by(GradeGiven.grade)
        .order_by(GradeGiven.grade)
    )
    return [
        ngettext(
            "{n} has the grade “{grade}”, which the scheme does not have.",
            "{n} have the grade “{grade}”, which the scheme does not have.",
            number,
        ).format(n=number, grade=grade)
        for grade, number in session.execute(statement)
    ]
