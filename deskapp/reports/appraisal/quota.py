"""The formula that says beside a grade whether its place is certain."""

from __future__ import annotations

from dataclasses import dataclass

from deskapp.excel.sheet import Column
from deskapp.i18n import _
from deskapp.queries.appraisal import Scoring
from deskapp.queries.appraisal.grade_line import AT_LINE, OVER, QUOTA_WORDS
from deskapp.reports.appraisal.formulas import literal
from deskapp.rules.grades import Grade, places

_LONGEST = 8000
"""Characters of one formula: Excel takes 8192."""


@dataclass(frozen=True, slots=True)
class Standings:
    """Where grades and totals stand: the columns of everybody, and each one's total by id."""

    grades: str
    totals: str
    total_refs: dict[int, str]


def has_quota(scoring: Scoring) -> bool:
    """Return whether the scheme limits how many may get one of its grades."""
    return any(grade.quota is not None for grade in scoring.scheme.grades)


def quota_columns(scoring: Scoring) -> list[Column]:
    """Return the column beside the grades, where one of them has a quota."""
    return [Column(_("Quota"), 16)] if has_quota(scoring) else []


def quota_formula(scoring: Scoring, standings: Standings, grade_ref: str, total_ref: str) -> str:
    """Return the formula of the words beside a grade that was not decided on.

    Return nothing where it would be longer than a spreadsheet takes.
    """
    formula = '""'
    for grade in reversed(scoring.scheme.grades):
        if grade.quota is not None:
            words = _words(scoring, standings, grade, total_ref)
            formula = f"IF({grade_ref}={literal(grade.name)},{words},{formula})"
    return formula if len(formula) <= _LONGEST else ""


def _words(scoring: Scoring, standings: Standings, grade: Grade, total_ref: str) -> str:
    """Return the formula for those with the grade, by how many have it with the same or more."""
    assert grade.quota is not None
    refs = [
        ref
        for subject_id, ref in standings.total_refs.items()
        if subject_id in scoring.decided and scoring.decided[subject_id].grade == grade.name
    ]
    left = places(grade.quota, len(scoring.subjects)) - len(refs)
    over, at_line = (literal(_(QUOTA_WORDS[state])) for state in (OVER, AT_LINE))
    if left <= 0:
        return over
    have_it = f"({standings.grades}={literal(grade.name)})"

    def number(sign: str) -> str:
        """Return how many have such a total without a decision."""
        those = f"SUMPRODUCT({have_it}*({standings.totals}{sign}{total_ref}))"
        return those + "".join(f"-({ref}{sign}{total_ref})" for ref in refs)

    all_of_them = f"SUMPRODUCT(1*{have_it})-{len(refs)}"
    beyond = f"IF({number('>')}>={left},{over},{at_line})"
    return f'IF(OR({all_of_them}<={left},{number(">=")}<{left}),"",{beyond})'
