"""What making scores final would freeze, and what is still missing."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from sqlalchemy.orm import Session

from deskapp.queries.appraisal.appeals import count_open_appeals
from deskapp.queries.appraisal.grade_line import GradeLine, grade_lines
from deskapp.queries.appraisal.problems import problems_of_scheme
from deskapp.queries.appraisal.schemes import SchemeRow
from deskapp.queries.appraisal.scoring import Scoring, counted_alike


@dataclass(frozen=True, slots=True)
class Missing:
    """One of the appraised and how many of its scores by hand are not given yet."""

    subject: str
    scores: int


@dataclass(frozen=True, slots=True)
class Cut:
    """Points that the assessors gave and that count for less: the indicator is worth less now."""

    subject: str
    indicator: str
    given: Decimal
    counts: Decimal


@dataclass(frozen=True, slots=True)
class OverQuota:
    """A grade in which more stand than may get it; `names` are those whose place is in doubt."""

    grade: str
    places: int
    reached: int
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Finalisable:
    """What would be frozen in numbers, what is missing, and what is wrong with the scheme."""

    subjects: int
    indicators: int
    evidence_rows: int
    missing: tuple[Missing, ...] = ()
    open_appeals: int = 0
    problems: tuple[str, ...] = ()
    cut: tuple[Cut, ...] = ()
    over_quota: tuple[OverQuota, ...] = ()

    @property
    def missing_scores(self) -> int:
        """Return how many scores by hand are not given yet."""
        return sum(one.scores for one in self.missing)

    @property
    def is_complete(self) -> bool:
        """Return whether nothing is missing that one would wait for."""
        return not any(self.lacks)

    @property
    def lacks(self) -> tuple[object, ...]:
        """Return all that one would wait for: who makes scores final has agreed to this."""
        return self.missing, self.open_appeals, self.cut, self.over_quota


def finalisable(session: Session, scheme: SchemeRow, scoring: Scoring) -> Finalisable:
    """Return what making the live scores of a scheme final would freeze."""
    return Finalisable(
        len(scoring.subjects),
        len(scoring.indicators),
        _evidence_rows(scoring),
        tuple(_missing(scoring)),
        count_open_appeals(session, scheme),
        tuple(problems_of_scheme(session, scheme)),
        tuple(_cut(scoring)),
        over_quota(scoring),
    )


def over_quota(scoring: Scoring) -> tuple[OverQuota, ...]:
    """Return the grades in which more stand than their quotas let in, the best first."""
    return tuple(
        OverQuota(line.grade.name, line.places, line.reached, tuple(_in_doubt(line)))
        for line in grade_lines(scoring)
        if line.is_exceeded
    )


def _in_doubt(line: GradeLine) -> list[str]:
    """Name those beyond the quota and those tied at its line; all where all were decided on."""
    tied = line.at_line if line.is_tied else ()
    return [one.short_name or one.name for one in (*tied, *line.over) or line.within]


def _evidence_rows(scoring: Scoring) -> int:
    """Count the rows behind the points; indicators that count the same share them."""
    alike = {counted_alike(i): i.id for i in scoring.indicators if not i.by_hand}
    cells = (scoring.cell(s.id, i) for s in scoring.subjects for i in alike.values())
    return sum(cell.counted.denominator for cell in cells if cell.counted is not None)


def _cut(scoring: Scoring) -> Iterator[Cut]:
    for subject in scoring.subjects:
        for indicator in scoring.indicators:
            cell = scoring.cell(subject.id, indicator.id)
            if cell.given is not None and cell.scored.points < cell.given.points:
                name = subject.short_name or subject.name
                yield Cut(name, indicator.level2, cell.given.points, cell.scored.points)


def _missing(scoring: Scoring) -> list[Missing]:
    found = [
        Missing(
            subject.short_name or subject.name,
            sum(not scoring.cell(subject.id, i.id).is_assessed for i in scoring.indicators),
        )
        for subject in scoring.subjects
    ]
    return [one for one in found if one.scores]
