"""How far a scheme is from being handed in: is it final, and what is still missing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy.orm import Session

from deskapp.queries.appraisal import Finality, SchemeRow, scoring_of
from deskapp.queries.appraisal.finality import OverQuota, finalisable, over_quota
from deskapp.queries.completeness.year import gap_counts
from deskapp.queries.facts import working_day


@dataclass(frozen=True, slots=True)
class HandInState:
    """What stands before the hand-in of a scheme; a final one lacks no scores any more.

    Grades may stand over their quotas in a final one too. `cut_scores` were given more points
    than their indicators are worth now; `gaps` holds how many gaps of each kind the year has,
    without the kinds that have none.
    """

    final: Finality | None
    missing_scores: int
    cut_scores: int
    open_appeals: int
    problems: tuple[str, ...]
    gaps: Mapping[str, int]
    over_quota: tuple[OverQuota, ...] = ()


def state_of_hand_in(session: Session, scheme: SchemeRow) -> HandInState:
    """Return what a scheme and its year still lack."""
    scoring = scoring_of(session, scheme)
    today = working_day(session, scheme.year)
    counts = gap_counts(session, scheme.year, today)
    gaps = {kind: number for kind, number in counts.items() if number}
    if scoring.final is not None:
        return HandInState(scoring.final, 0, 0, 0, (), gaps, over_quota(scoring))
    found = finalisable(session, scheme, scoring)
    return HandInState(
        None,
        found.missing_scores,
        len(found.cut),
        found.open_appeals,
        found.problems,
        gaps,
        found.over_quota,
    )
