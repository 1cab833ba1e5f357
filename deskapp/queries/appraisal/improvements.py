"""What would still change a score, and by how much: computed by scoring again, never guessed."""

from __future__ import annotations

from collections import Counter
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
_Group = Sequence[IndicatorRow]


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

    Looked at is only what can still be mended; nothing of scores that are final. All indicators
    of a measure are scored again together, whatever else they narrow it to.
    """
    if scoring.final is not None:
        return []
    found: list[Improvement] = []
    for group in _computed_by_measure(scoring, subject_id):
        found += _mended(session, scoring, subject_id, group)
        found += _one_more(scoring, subject_id, group)
    return sorted(found, key=lambda one: -one.points)


def _computed_by_measure(scoring: Scoring, subject_id: int) -> Iterator[_Group]:
    """Yield together the indicators of one measure whose computed points stand."""
    computed = [
        indicator
        for indicator in scoring.indicators
        if not indicator.by_hand and scoring.cell(subject_id, indicator.id).given is None
    ]
    for _measure, of_it in groupby(sorted(computed, key=counted_alike), lambda i: i.measure):
        yield list(of_it)


def _mended(
    session: Session, scoring: Scoring, subject_id: int, group: _Group
) -> Iterator[Improvement]:
    """Yield what mending rows would bring: as few of them as bring the most."""
    remedy = MEASURES[group[0].measure].remedy
    if remedy is None:
        return
    mendable = {
        counted_alike(indicator): _mendable(session, scoring, subject_id, indicator)
        for indicator in group
    }
    told: set[tuple[Decimal, int]] = set()
    for alike, rows in mendable.items():
        shared = {other: (rows & those).total() for other, those in mendable.items()}
        best, number = _best(scoring, subject_id, group, shared, rows.total())
        if best > 0 and (best, number) not in told:
            told.add((best, number))
            first = next(i for i in group if counted_alike(i) == alike)
            yield Improvement(first.id, remedy.words(number), best, number)


def _mendable(
    session: Session, scoring: Scoring, subject_id: int, indicator: IndicatorRow
) -> Counter[tuple[int, int | None]]:
    """Return the rows that can be mended by their record and branch, which tell them apart."""
    measure, scheme = MEASURES[indicator.measure], scoring.scheme
    rows = measure.mendable(
        session,
        scheme.year,
        scoring.as_of,
        indicator.measure_parameters,
        scheme.appraised,
        subject_id,
    )
    return Counter(rows)


def _best(
    scoring: Scoring,
    subject_id: int,
    group: _Group,
    shared: Mapping[tuple[str, str], int],
    number: int,
) -> tuple[Decimal, int]:
    """Return the most points that mending some of the rows brings, and the fewest that bring it.

    `shared` says how many of them each narrowing of the measure counts. Where one counts some
    of them alone, it matters which are mended: only all of them are looked at.
    """
    is_even = all(those in (0, number) for those in shared.values())
    best, fewest = Decimal(0), 0
    for step in range(1 if is_even else max(number, 1), number + 1):
        changed = {}
        for indicator in group:
            counted = _counted(scoring, subject_id, indicator)
            more = min(step, shared[counted_alike(indicator)])
            changed[indicator.id] = replace(counted, numerator=counted.numerator + more)
        gain = _gain(scoring, subject_id, changed)
        if gain > best:
            best, fewest = gain, step
    return best, fewest


def _one_more(scoring: Scoring, subject_id: int, group: _Group) -> Iterator[Improvement]:
    """Yield what one more item would bring, by its level where the rules tell levels apart."""
    measure = MEASURES[group[0].measure]
    by_item = [indicator for indicator in group if indicator.rule in _BY_ITEM]
    if measure.one_more is None or not by_item:
        return
    best = Decimal(0)
    for level in _levels_told(measure, by_item):
        gain = _gain(
            scoring,
            subject_id,
            {i.id: _with_one_more(_counted(scoring, subject_id, i), i, level) for i in group},
        )
        # A higher level that brings no more, as where a cap cuts it, need not be told.
        if gain > best:
            best = gain
            yield Improvement(by_item[0].id, measure.one_more(level), gain, 1)


def _levels_told(measure: Measure, indicators: Sequence[IndicatorRow]) -> Sequence[str]:
    """Return the levels at which one more would count, the lowest first; "" for whatever level."""
    told: set[str] = set()
    for indicator in indicators:
        named = set(indicator.parameters.stored().get("levels", ()))
        chosen = set(_levels_chosen(indicator))
        told |= (named & chosen if named and chosen else named | chosen) or {""}
    return [level for level in ("", *measure.levels) if level in told]


def _levels_chosen(indicator: IndicatorRow) -> Sequence[str]:
    chosen = indicator.measure_parameters.get("levels")
    return chosen if isinstance(chosen, list) else ()


def _with_one_more(counted: Counted, indicator: IndicatorRow, level: str) -> Counted:
    """Return the counts with one more row, which counts where the level is one that does."""
    chosen = _levels_chosen(indicator)
    if chosen and level not in chosen:
        return replace(counted, denominator=counted.denominator + 1)
    levels = {**counted.levels, level: counted.levels.get(level, 0) + 1}
    return Counted(counted.numerator + 1, counted.denominator + 1, levels)


def _counted(scoring: Scoring, subject_id: int, indicator: IndicatorRow) -> Counted:
    return scoring.cell(subject_id, indicator.id).counted or Counted(0, 0)


def _gain(scoring: Scoring, subject_id: int, changed: Mapping[int, Counted]) -> Decimal:
    """Return by how much the total rises when these indicators count something else."""
    points = (
        (
            indicator.section,
            score_cell(indicator, changed[indicator.id]).scored.points
            if indicator.id in changed
            else scoring.cell(subject_id, indicator.id).scored.points,
        )
        for indicator in scoring.indicators
    )
    scheme = scoring.scheme
    return add_up(points, scheme.bonus_cap, scheme.deduction_cap).total - scoring.total(subject_id)
