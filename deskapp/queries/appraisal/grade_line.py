"""Who is within a grade's quota, at its line, and beyond it: told, and never applied."""

from __future__ import annotations

from dataclasses import dataclass

from deskapp.i18n import N_, _
from deskapp.queries.appraisal.scoring import Scoring
from deskapp.queries.appraisal.subjects import Subject
from deskapp.rules.grades import Grade, line, places

WITHIN, AT_LINE, OVER = "within", "at_line", "over"
QUOTA_WORDS = {
    WITHIN: "",
    AT_LINE: N_("at the line of the quota"),
    OVER: N_("beyond the quota, to be decided"),
}
"""What a list says beside a grade; a place that is certain needs no word."""


@dataclass(frozen=True, slots=True)
class GradeLine:
    """How the places of a grade are taken, the best first.

    `within` have a place for certain; `at_line` all have the total at which the last place
    goes, and are more than the places left where `is_tied`; `over` reached the grade and are
    beyond its places. `reached` is how many there are of all three.
    """

    grade: Grade
    places: int
    reached: int
    within: tuple[Subject, ...]
    at_line: tuple[Subject, ...]
    over: tuple[Subject, ...]

    @property
    def is_tied(self) -> bool:
        """Return whether the last place has more at the line than it can take."""
        return len(self.within) + len(self.at_line) > self.places

    @property
    def is_exceeded(self) -> bool:
        """Return whether more reached the grade than may get it."""
        return self.reached > self.places


def grade_lines(scoring: Scoring) -> list[GradeLine]:
    """Return the line of each grade that has a quota, the best grade first."""
    return [
        _line(scoring, grade, places(grade.quota, len(scoring.subjects)))
        for grade in scoring.scheme.grades
        if grade.quota is not None
    ]


def quota_states(scoring: Scoring) -> dict[int, str]:
    """Return how all of the appraised whose grade has a quota stand to its places."""
    found: dict[int, str] = {}
    for one in grade_lines(scoring):
        for state, subjects in (WITHIN, one.within), (AT_LINE, one.at_line), (OVER, one.over):
            found |= {subject.id: state for subject in subjects}
    return found


def quota_words(scoring: Scoring) -> dict[int, str]:
    """Return what is to be said beside the grades of those whose place is not certain."""
    return {
        subject_id: _(QUOTA_WORDS[state])
        for subject_id, state in quota_states(scoring).items()
        if state != WITHIN
    }


def grades_in_words(scoring: Scoring) -> dict[int, str]:
    """Return everybody's grade, with what is to be said beside it where it is not certain."""
    words = quota_words(scoring)
    marked = _("{grade} ({quota})")
    return {
        subject_id: marked.format(grade=grade, quota=words[subject_id])
        if subject_id in words
        else grade
        for subject_id, grade in scoring.grades.items()
    }


def _line(scoring: Scoring, grade: Grade, number: int) -> GradeLine:
    """Give those first a place for whom the grade was decided on, whatever their total."""
    reached = [one for one in scoring.subjects if scoring.grades[one.id] == grade.name]
    decided = [one for one in reached if one.id in scoring.decided]
    others = {one: scoring.total(one.id) for one in reached if one.id not in scoring.decided}
    found = line(others, max(0, number - len(decided)))
    within = (*decided, *found.above)
    return GradeLine(grade, number, len(reached), within, found.at_line, found.below)
