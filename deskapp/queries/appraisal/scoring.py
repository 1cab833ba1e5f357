"""All scores of a scheme: every unit's or branch's points by indicator, totals and ranks."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from sqlalchemy.orm import Session

from deskapp.queries.appraisal.attached_files import OwnedFile, OwnFile
from deskapp.queries.appraisal.frozen_rows import FrozenRows
from deskapp.queries.appraisal.given import Given, OwnScore, given_scores, own_scores
from deskapp.queries.appraisal.grades_given import DecidedGrade, grades_given
from deskapp.queries.appraisal.schemes import IndicatorRow, SchemeRow, list_indicators
from deskapp.queries.appraisal.subjects import Subject, appraised_subjects
from deskapp.queries.measures import MEASURES
from deskapp.rules.grades import grade_of
from deskapp.rules.points import Counted, Scored, ranks
from deskapp.rules.scoring import parameters_from, score
from deskapp.rules.totals import Totals, add_up


@dataclass(frozen=True, slots=True)
class ScoreCell:
    """What one of the appraised has under an indicator: counted, computed, given, their own.

    `scored` is what counts: what the assessors gave, else what the rule computes. `counted` and
    `computed` are None where the points are by hand.
    """

    scored: Scored
    counted: Counted | None = None
    computed: Scored | None = None
    given: Given | None = None
    own: OwnScore | None = None

    @property
    def is_assessed(self) -> bool:
        """Return whether there are points: a cell by hand has none until they are given."""
        return self.computed is not None or self.given is not None

    @property
    def differs(self) -> bool:
        """Return whether the assessors gave other points than the rule computes."""
        return bool(self.given and self.computed and self.given.points != self.computed.points)

    @property
    def reason(self) -> str:
        """Return the assessors' reason, empty where they gave none."""
        return self.given.reason if self.given else ""


@dataclass(frozen=True, slots=True)
class Finality:
    """When scores were made final, by which program, and the hash of what was frozen."""

    finalised_on: date
    program_version: str
    sha256: str


@dataclass(frozen=True, slots=True)
class FrozenEvidence:
    """The evidence of one indicator as it was made final: headings as (label, width, kind).

    `language` is the one in which headings and cells are worded; `files` are those that the
    records behind the rows had.
    """

    columns: tuple[tuple[str, int, str], ...]
    rows: FrozenRows
    language: str
    files: tuple[OwnedFile, ...] = ()


@dataclass(frozen=True, slots=True)
class Scoring:
    """All scores of a scheme: the appraised in office order x indicators.

    `final` tells that they are frozen; then `frozen` holds the evidence by indicator id, and
    `own_files` the files of the self-scores.
    """

    scheme: SchemeRow
    as_of: date
    indicators: tuple[IndicatorRow, ...]
    subjects: tuple[Subject, ...]
    cells: Mapping[tuple[int, int], ScoreCell]
    totals: Mapping[int, Totals] = field(default_factory=dict)
    ranks: Mapping[int, int] = field(default_factory=dict)
    grades: Mapping[int, str] = field(default_factory=dict)
    """The grade decided on, else the one that the total reaches; before any quota.

    Empty while points are missing, for until then a total reaches none.
    """
    decided: Mapping[int, DecidedGrade] = field(default_factory=dict)
    final: Finality | None = None
    frozen: Mapping[int, FrozenEvidence] = field(default_factory=dict, repr=False)
    own_files: tuple[OwnFile, ...] = field(default=(), repr=False)

    def cell(self, subject_id: int, indicator_id: int) -> ScoreCell:
        """Return the score of one of the appraised under an indicator."""
        return self.cells[subject_id, indicator_id]

    def total(self, subject_id: int) -> Decimal:
        """Return the total of one of the appraised."""
        return self.totals[subject_id].total


def score_subjects(session: Session, scheme: SchemeRow, as_of: date) -> Scoring:
    """Return the live score of all appraised under every indicator, with totals and ranks."""
    indicators = tuple(list_indicators(session, scheme.id))
    subjects = tuple(appraised_subjects(session, scheme))
    cells = dict(_cells(session, scheme, indicators, subjects, as_of))
    return added_up(scheme, as_of, indicators, subjects, cells, grades_given(session, scheme))


def added_up(
    scheme: SchemeRow,
    as_of: date,
    indicators: tuple[IndicatorRow, ...],
    subjects: tuple[Subject, ...],
    cells: Mapping[tuple[int, int], ScoreCell],
    decided: Mapping[int, DecidedGrade],
) -> Scoring:
    """Return the scoring of cells with its totals, ranks and grades."""
    totals = {
        subject.id: add_up(
            ((i.section, cells[subject.id, i.id].scored.points) for i in indicators),
            scheme.bonus_cap,
            scheme.deduction_cap,
        )
        for subject in subjects
    }
    sums = {subject_id: found.total for subject_id, found in totals.items()}
    places = dict(zip(sums, ranks(list(sums.values())), strict=True))
    # A bonus or a deduction that nobody gave is none; only ordinary points are waited for.
    ordinary = {indicator.id for indicator in indicators if indicator.section == "ordinary"}
    unassessed = {
        subject_id
        for (subject_id, indicator_id), cell in cells.items()
        if indicator_id in ordinary and not cell.is_assessed
    }
    reached = {
        subject_id: "" if subject_id in unassessed else grade_of(total, scheme.grades)
        for subject_id, total in sums.items()
    }
    grades = reached | {one: decided[one].grade for one in sums if one in decided}
    return Scoring(scheme, as_of, indicators, subjects, cells, totals, places, grades, decided)


def _cells(
    session: Session,
    scheme: SchemeRow,
    indicators: Sequence[IndicatorRow],
    subjects: Sequence[Subject],
    as_of: date,
) -> Iterator[tuple[tuple[int, int], ScoreCell]]:
    given, own = given_scores(session, scheme), own_scores(session, scheme)
    counts: dict[tuple[str, str], Mapping[int, Counted]] = {}
    for indicator in indicators:
        alike = counted_alike(indicator)
        if not indicator.by_hand and alike not in counts:
            counts[alike] = _measured(session, scheme, indicator, as_of)
        for subject in subjects:
            place = subject.id, indicator.id
            counted = None
            if not indicator.by_hand:
                counted = counts[alike].get(subject.id, Counted(0, 0))
            yield place, score_cell(indicator, counted, given.get(place), own.get(place))


def score_cell(
    indicator: IndicatorRow,
    counted: Counted | None,
    given: Given | None = None,
    own: OwnScore | None = None,
) -> ScoreCell:
    """Return the cell of what was counted and given under an indicator."""
    rule, full, section = indicator.rule, indicator.points, indicator.section
    computed = None
    if not indicator.by_hand:
        computed = score(rule, indicator.parameters, full, counted, section)
    scored = computed
    if given is not None:
        scored = _given_points(indicator, given)
    if scored is None:
        scored = score(rule, indicator.parameters, full, None, section)
    return ScoreCell(scored, counted, computed, given, own)


def _given_points(indicator: IndicatorRow, given: Given) -> Scored:
    """Return points that the assessors gave, as the rule by hand scores them."""
    by_hand = parameters_from("by_hand", {})
    counted = Counted(given.points, 1)
    return score("by_hand", by_hand, indicator.points, counted, indicator.section)


def counted_alike(indicator: IndicatorRow) -> tuple[str, str]:
    """Return what tells indicators apart that count different things."""
    parameters = json.dumps(dict(indicator.measure_parameters), sort_keys=True)
    return indicator.measure, parameters


def _measured(
    session: Session, scheme: SchemeRow, indicator: IndicatorRow, as_of: date
) -> dict[int, Counted]:
    measure = MEASURES[indicator.measure]
    return measure.counted(
        session, scheme.year, as_of, indicator.measure_parameters, scheme.appraised
    )
