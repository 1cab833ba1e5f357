"""The schemes of the years and their indicators."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from deskapp.queries.measures import words_of
from deskapp.records.scheme import Indicator, Scheme
from deskapp.rules.grades import Grade, grades_from
from deskapp.rules.scoring import Parameters, parameters_from, rule_sentence


@dataclass(frozen=True, slots=True)
class SchemeRow:
    """One appraisal scheme; `appraised` is "units" or "branches", `scope` a key of SCOPES."""

    id: int
    year: int
    title: str
    appraised: str
    scope: str = "all"
    bonus_cap: Decimal | None = None
    deduction_cap: Decimal | None = None
    grades: tuple[Grade, ...] = ()


@dataclass(frozen=True, slots=True)
class IndicatorRow:
    """One indicator with its rule read from the stored parameters."""

    id: int
    section: str
    level1: str
    level2: str
    points: Decimal
    criteria: str
    measure: str
    measure_parameters: Mapping[str, Any]
    rule: str
    parameters: Parameters

    @property
    def by_hand(self) -> bool:
        """Return whether the assessors give the points."""
        return self.measure == ""

    def sentence(self) -> str:
        """Return the rule in words, in the language in force."""
        words = words_of(self.measure, self.measure_parameters)
        return rule_sentence(self.rule, self.parameters, self.points, self.section, words)


def list_schemes(session: Session, year: int | None = None) -> list[SchemeRow]:
    """Return the schemes, of one year or all, the latest first."""
    statement = select(
        Scheme.id,
        Scheme.year,
        Scheme.title,
        Scheme.appraised,
        Scheme.scope,
        Scheme.bonus_cap,
        Scheme.deduction_cap,
        Scheme.grades,
    )
    if year is not None:
        statement = statement.where(Scheme.year == year)
    statement = statement.order_by(Scheme.year.desc(), Scheme.id)
    rows = session.execute(statement)
    return [_scheme(*row) for row in rows]


def _scheme(
    scheme_id: int,
    year: int,
    title: str,
    appraised: str,
    scope: str,
    bonus_cap: Decimal | None,
    deduction_cap: Decimal | None,
    grades: list[dict[str, Any]],
) -> SchemeRow:
    caps = bonus_cap, deduction_cap
    return SchemeRow(scheme_id, year, title, appraised, scope, *caps, grades_from(grades))


def list_indicators(session: Session, scheme_id: int) -> list[IndicatorRow]:
    """Return the indicators of a scheme in its order."""
    statement = (
        select(
            Indicator.id,
            Indicator.section,
            Indicator.level1,
            Indicator.level2,
            Indicator.points,
            Indicator.criteria,
            Indicator.measure,
            Indicator.measure_parameters,
            Indicator.rule,
            Indicator.rule_parameters,
        )
        .where(Indicator.scheme_id == scheme_id)
        .order_by(Indicator.position, Indicator.id)
    )
    return [
        IndicatorRow(*row[:9], parameters_from(row.rule, row.rule_parameters))
        for row in session.execute(statement)
    ]
