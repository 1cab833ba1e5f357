"""Make what people say of the sample's scores: the appraised, the assessors, an appeal."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Any

from sqlalchemy.orm import Session

from deskapp.queries.appraisal import Scoring, Subject, list_schemes, score_subjects
from deskapp.queries.appraisal.schemes import IndicatorRow
from deskapp.records.score import SUBJECT_COLUMNS, Appeal, AssessorScore, SelfScore
from deskapp.usecases.sample.sizes import RECORDED_UNTIL, SEED, YEAR
from deskapp.usecases.sample.writing import SampleWriter

# One in so many was not assessed yet, so that the gap shows.
_NOT_YET_EVERY = 23
# Of a hundred cells so many have a self-score, and so many of these claim more than is computed.
_OWN, _CLAIMING = 70, 20
_CLAIM = Decimal("0.5")


def make_scores(
    session: Session, writer: SampleWriter, scheme_id: int, text: dict[str, Any]
) -> None:
    """Write assessors' points, self-scores and appeals beside the points computed so far."""
    scheme = next(one for one in list_schemes(session, YEAR) if one.id == scheme_id)
    computed = score_subjects(session, scheme, RECORDED_UNTIL)
    maker = _ScoreMaker(computed, text)
    writer.write(AssessorScore, [*maker.by_hand(), *maker.in_place()])
    writer.write(SelfScore, list(maker.own()))
    writer.write(Appeal, list(maker.appeals()))


class _ScoreMaker:
    """Draws the scores of a scheme from what the rules compute and what its texts say."""

    def __init__(self, computed: Scoring, text: dict[str, Any]) -> None:
        self._computed = computed
        self._text = text
        self._chance = random.Random(SEED)  # noqa: S311 - the same points every time
        self._texts = list(zip(computed.indicators, text["indicators"], strict=True))
        self._given: dict[tuple[int, int], Decimal] = {}

    def by_hand(self) -> Iterator[dict[str, Any]]:
        """Yield the points given where nothing is computed, each with its reason."""
        place = 0
        for indicator, text in self._texts:
            for subject in self._computed.subjects if indicator.by_hand else ():
                place += 1
                points, reason = self._chance.choice(text["by_hand"])
                if place % _NOT_YET_EVERY:
                    self._given[subject.id, indicator.id] = Decimal(points)
                    yield self._row(subject, indicator, points=Decimal(points), reason=reason)

    def in_place(self) -> Iterator[dict[str, Any]]:
        """Yield the few points that the assessors gave in place of computed ones."""
        for text in self._text["in_place"]:
            subject, indicator = self._cell_of(text)
            points = self._points(subject, indicator) + Decimal(text["change"])
            within = min(indicator.points, max(Decimal(0), points))
            yield self._row(subject, indicator, points=within, reason=text["reason"])

    def own(self) -> Iterator[dict[str, Any]]:
        """Yield self-scores: mostly what is computed or given, now and then a claim to more."""
        for subject in self._computed.subjects:
            for indicator, text in self._texts:
                if self._chance.randrange(100) >= _OWN:
                    continue
                points = self._points(subject, indicator)
                if self._chance.randrange(100) < _CLAIMING:
                    claim = -_CLAIM if indicator.section == "deduction" else _CLAIM
                    points = min(indicator.points, max(Decimal(0), points + claim))
                explanation = self._chance.choice(text["own"])
                yield self._row(subject, indicator, points=points, explanation=explanation)

    def appeals(self) -> Iterator[dict[str, Any]]:
        """Yield the appeals, each against the points of the day on which it was raised."""
        for text in self._text["appeals"]:
            subject, indicator = self._cell_of(text)
            answered_on = text.get("answered_on")
            yield self._row(
                subject,
                indicator,
                raised_on=date.fromisoformat(text["raised_on"]),
                text=text["text"],
                points_then=self._points(subject, indicator),
                answered_on=answered_on and date.fromisoformat(answered_on),
                answer=text.get("answer", ""),
                outcome=text.get("outcome"),
            )

    def _cell_of(self, text: dict[str, Any]) -> tuple[Subject, IndicatorRow]:
        """Return whom and what a text is about: one who lost points and has some.

        A small sample has fewer units to choose from.
        """
        indicator = next(one for one, _ in self._texts if one.level2 == text["indicator"])
        subjects = self._computed.subjects
        losing = [one for one in subjects if 0 < self._points(one, indicator) < indicator.points]
        chosen = losing or subjects
        return chosen[text["place"] % len(chosen)], indicator

    def _points(self, subject: Subject, indicator: IndicatorRow) -> Decimal:
        """Return the points that were computed or given by hand."""
        computed = self._computed.cell(subject.id, indicator.id).scored.points
        return self._given.get((subject.id, indicator.id), computed)

    def _row(self, subject: Subject, indicator: IndicatorRow, **values: object) -> dict[str, Any]:
        column = SUBJECT_COLUMNS[self._computed.scheme.appraised]
        return {"indicator_id": indicator.id, column: subject.id, **values}
