"""What would still change a score, and by how much: computed by scoring again, never guessed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import groupby

from sqlalchemy.orm import Session

from deskapp.i18n import _
from deskapp.queries.appraisal.schemes import IndicatorRow
from deskapp.queries.appraisal.scoring import Scoring, counted_alike, score_cell
from deskapp.queries.measures import MEASURES, Measure
from deskapp.rules.points import Counted
from deskapp.rules.totals import add_up

# One more item earns points by these rules alone; by the others it changes a share.
_BY_ITEM = ("per_item", "highest_only")


@dataclass(frozen=True, slots=True)
class Improvement:
    """What can be done in so many places, and the points that the total would gain."""

    indicator_id: int
    text: str
    points: Decimal
    number: int

    def sentence(self) -> str:
        """Return what to do and what it brings, in the language in force."""
        return _("{what}: +{points}").format(what=self.text, points=f"{self.points:.2f}")


def improvements(session: Session, scoring: Scoring, subject_id: int) -> list[Improvement]:
    """Return what would raise the total of one of the appraised, the most points first.

    Looked at is only what can still be mended; nothing of scores that are final. Indicators that
    count the same rise together.
    """
    if scoring.final is not None:
        return []
    found: list[Improvement] = []
    for alike in _computed_alike(scoring, subject_id):
        found += _mended(session, scoring, subject_id, alike)
        found += _one_more(scoring, subject_id, alike)
    return sorted(found, key=lambda one: -one.points)


def _computed_alike(scoring: Scoring, subject_id: int) -> Iterator[Sequence[IndicatorRow]]:
    """Yield together the indicators that count the same and whose computed points stand."""
    computed = [
        indicator
        for indicator in scoring.indicators
        if not indicator.by_hand and scoring.cell(subject_id, indicator.id).given is None
    ]
    for _alike, of_them in groupby(sorted(computed, key=counted_alike), counted_alike):
        yield list(of_them)


def _mended(
    session: Session, scoring: Scoring, subject_id: int, alike: Sequence[IndicatorRow]
) -> Iterator[Improvement]:
    """Yield what mending rows would bring: as few of them as bring the most."""
    measure, scheme = MEASURES[alike[0].measure], scoring.scheme
    if measure.remedy is None:
        return
    mendable = measure.mendable(
        session,
        scheme.year,
        scoring.as_of,
        alike[0].measure_parameters,
        scheme.appraised,
        subject_id,
    )
    counted = _counted(scoring, subject_id, alike)
    numerators = (counted.numerator + number for number in range(1, mendable + 1))
    gains = [
        _gain(scoring, subject_id, alike, replace(counted, numerator=numerator))
        for numerator in numerators
    ]
    most = max(gains, default=Decimal(0))
    if most > 0:
        number = gains.index(most) + 1
        yield Improvement(alike[0].id, measure.remedy.words(number), most, number)


def _one_more(
    scoring: Scoring, subject_id: int, alike: Sequence[IndicatorRow]
) -> Iterator[Improvement]:
    """Yield what one more item would bring, by its level where the rules tell levels apart."""
    measure = MEASURES[alike[0].measure]
    by_item = [indicator for indicator in alike if indicator.rule in _BY_ITEM]
    if measure.one_more is None or not by_item:
        return
    counted = _counted(scoring, subject_id, alike)
    best = Decimal(0)
    for level in _levels_told(measure, by_item):
        gain = _gain(scoring, subject_id, by_item, _with_one_more(counted, level))
        # A higher level that brings no more, as where a cap cuts it, need not be told.
        if gain > best:
            best = gain
            yield Improvement(by_item[0].id, measure.one_more(level), gain, 1)


def _levels_told(measure: Measure, indicators: Sequence[IndicatorRow]) -> Sequence[str]:
    """Return the levels that the rules name, the lowest first; "" where they name none."""
    named: set[str] = set()
    for indicator in indicators:
        named |= set(indicator.parameters.stored().get("levels", ()))
    if not named:
        return ("",)
    chosen = _levels_chosen(indicators[0].measure_parameters) or named
    return [level for level in measure.levels if level in named & set(chosen)]


def _levels_chosen(parameters: Mapping[str, object]) -> Sequence[str]:
    chosen = parameters.get("levels")
    return chosen if isinstance(chosen, list) else ()


def _with_one_more(counted: Counted, level: str) -> Counted:
    levels = {**counted.levels, level: counted.levels.get(level, 0) + 1}
    return Counted(counted.numerator + 1, counted.denominator + 1, levels)


def _counted(scoring: Scoring, subject_id: int, alike: Sequence[IndicatorRow]) -> Counted:
    return scoring.cell(subject_id, alike[0].id).counted or Counted(0, 0)


def _gain(
    scoring: Scoring, subject_id: int, changed: Sequence[IndicatorRow], counted: Counted
) -> Decimal:
    """Return by how much the total rises when these indicators count something else."""
    ids = {indicator.id for indicator in changed}
    points = (
        (
            indicator.section,
            score_cell(indicator, counted).scored.points
            if indicator.id in ids
            else scoring.cell(subject_id, indicator.id).scored.points,
        )
        for indicator in scoring.indicators
    )
    scheme = scoring.scheme
    return add_up(points, scheme.bonus_cap, scheme.deduction_cap).total - scoring.total(subject_id)
