"""The year's appraisal: every unit's points by indicator, totals and ranks."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from deskapp.queries.measures import MEASURES, EvidenceRow
from deskapp.queries.office_order import UNIT_ORDER
from deskapp.records.appraisal import HandScore, Indicator, Scheme
from deskapp.records.unit import Unit
from deskapp.rules.scoring import (
    Counted,
    Parameters,
    Scored,
    parameters_from,
    ranks,
    rule_sentence,
    score,
)


@dataclass(frozen=True, slots=True)
class SchemeRow:
    """One appraisal scheme."""

    id: int
    year: int
    title: str
    appraised: str


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
        """Return whether the assessor gives the points."""
        return self.measure == ""

    def sentence(self) -> str:
        """Return the rule in words, in the language in force."""
        return rule_sentence(self.rule, self.parameters, self.points)


@dataclass(frozen=True, slots=True)
class AppraisedUnit:
    """A unit that the scheme appraises."""

    id: int
    name: str
    kind: str


@dataclass(frozen=True, slots=True)
class ScoreCell:
    """The points of one unit under one indicator; `counted` is None where nobody has counted."""

    scored: Scored
    counted: Counted | None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Scoring:
    """All scores of a scheme: units in office order x indicators."""

    scheme: SchemeRow
    as_of: date
    indicators: tuple[IndicatorRow, ...]
    units: tuple[AppraisedUnit, ...]
    cells: Mapping[tuple[int, int], ScoreCell]
    totals: Mapping[int, Decimal] = field(default_factory=dict)
    ranks: Mapping[int, int] = field(default_factory=dict)

    def cell(self, unit_id: int, indicator_id: int) -> ScoreCell:
        """Return the score of a unit under an indicator."""
        return self.cells[unit_id, indicator_id]


def list_schemes(session: Session, year: int | None = None) -> list[SchemeRow]:
    """Return the schemes, of one year or all, the latest first."""
    statement = select(Scheme.id, Scheme.year, Scheme.title, Scheme.appraised)
    if year is not None:
        statement = statement.where(Scheme.year == year)
    statement = statement.order_by(Scheme.year.desc(), Scheme.id)
    return [SchemeRow(*row) for row in session.execute(statement)]


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


def appraised_units(session: Session, year: int) -> list[AppraisedUnit]:
    """Return the units that existed in the year, in office order."""
    statement = (
        select(Unit.id, Unit.name, Unit.kind)
        .where(
            or_(Unit.active_from.is_(None), Unit.active_from <= date(year, 12, 31)),
            or_(Unit.active_until.is_(None), Unit.active_until >= date(year, 1, 1)),
        )
        .order_by(*UNIT_ORDER)
    )
    return [AppraisedUnit(*row) for row in session.execute(statement)]


def score_units(session: Session, scheme: SchemeRow, as_of: date) -> Scoring:
    """Return the score of every unit under every indicator, with totals and ranks."""
    indicators = list_indicators(session, scheme.id)
    units = appraised_units(session, scheme.year)
    cells: dict[tuple[int, int], ScoreCell] = {}
    for indicator in indicators:
        if indicator.by_hand:
            counted_by_unit, reasons = _by_hand(session, indicator.id)
        else:
            counted_by_unit, reasons = _measured(session, scheme, indicator, as_of), {}
        for unit in units:
            counted = counted_by_unit.get(unit.id, None if indicator.by_hand else Counted(0, 0))
            scored = score(indicator.rule, indicator.parameters, indicator.points, counted)
            cells[unit.id, indicator.id] = ScoreCell(scored, counted, reasons.get(unit.id, ""))
    totals = {unit.id: _total(unit.id, indicators, cells) for unit in units}
    places = dict(zip(totals, ranks(list(totals.values())), strict=True))
    return Scoring(scheme, as_of, tuple(indicators), tuple(units), cells, totals, places)


def _total(
    unit_id: int,
    indicators: list[IndicatorRow],
    cells: Mapping[tuple[int, int], ScoreCell],
) -> Decimal:
    """Add a unit's points; the points of a deduction section are taken off."""
    return sum(
        (
            -cells[unit_id, i.id].scored.points
            if i.section == "deduction"
            else cells[unit_id, i.id].scored.points
            for i in indicators
        ),
        Decimal(0),
    )


def _measured(
    session: Session, scheme: SchemeRow, indicator: IndicatorRow, as_of: date
) -> dict[int, Counted]:
    measure = MEASURES[indicator.measure]
    return measure.counted(session, scheme.year, as_of, indicator.measure_parameters)


def _by_hand(session: Session, indicator_id: int) -> tuple[dict[int, Counted], dict[int, str]]:
    statement = select(HandScore.unit_id, HandScore.points, HandScore.reason).where(
        HandScore.indicator_id == indicator_id
    )
    rows = session.execute(statement).all()
    return (
        {row.unit_id: Counted(row.points, 1) for row in rows},
        {row.unit_id: row.reason for row in rows},
    )


def evidence_of(
    session: Session, scheme: SchemeRow, indicator: IndicatorRow, as_of: date, unit_id: int
) -> list[EvidenceRow]:
    """Return the rows behind one unit's points under one indicator; none where by hand."""
    if indicator.by_hand:
        return []
    measure = MEASURES[indicator.measure]
    parameters = indicator.measure_parameters
    return list(measure.evidence(session, scheme.year, as_of, parameters, unit_id=unit_id))
