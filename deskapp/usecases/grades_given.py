"""Decide on a grade for some of the appraised, and take the decision back."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal

from sqlalchemy import select
from sqlalchemy.orm import Session

from deskapp.database import delete_rows, name_action
from deskapp.errors import FieldProblems
from deskapp.i18n import N_, _, ngettext
from deskapp.queries.appraisal import SchemeRow
from deskapp.queries.appraisal.standing import live_scoring_of
from deskapp.records.score import SUBJECT_COLUMNS, GradeGiven
from deskapp.rules.grades import grade_of
from deskapp.usecases.scored_place import appraised_name, open_scheme


def give_grade(
    session: Session,
    scheme_id: int,
    subject_id: int,
    grade: str,
    reason: str = "",
    *,
    total: Decimal | None = None,
) -> None:
    """Decide on a grade for a unit or branch, in place of an earlier decision.

    `total` is the one that the person saw; without it everybody is scored anew. Raises
    FieldProblems for a grade that the scheme does not have, and without a reason where the total
    reaches another; LedgerError when the scores are final or the scheme appraises others.
    """
    totals = None if total is None else {subject_id: total}
    give_grades(session, scheme_id, [subject_id], grade, reason, totals=totals)


def give_grades(
    session: Session,
    scheme_id: int,
    subject_ids: Sequence[int],
    grade: str,
    reason: str = "",
    *,
    totals: Mapping[int, Decimal] | None = None,
) -> None:
    """Decide on one grade for several units or branches, with one reason, as `give_grade` does.

    Nobody's is decided where one of them is refused.
    """
    scheme = open_scheme(session, scheme_id)
    names = [appraised_name(session, scheme, subject_id) for subject_id in subject_ids]
    _check_grade(scheme, grade)
    if not reason.strip():
        known = live_scoring_of(session, scheme).total if totals is None else totals.__getitem__
        for subject_id in subject_ids:
            _check_reached(scheme, grade, known(subject_id))
    name_action(
        session, N_("Give {subject} the grade {grade}"), subject=_together(names), grade=grade
    )
    for subject_id in subject_ids:
        _write(session, scheme, subject_id, grade, reason.strip())


def _write(session: Session, scheme: SchemeRow, subject_id: int, grade: str, reason: str) -> None:
    given = _given(session, scheme, subject_id)
    if given is None:
        column = SUBJECT_COLUMNS[scheme.appraised]
        given = GradeGiven(scheme_id=scheme.id, **{column: subject_id})
        session.add(given)
    given.grade, given.reason = grade, reason


def take_grade_back(session: Session, scheme_id: int, subject_id: int) -> None:
    """Forget the decision on a grade: the one that the total reaches stands again."""
    take_grades_back(session, scheme_id, [subject_id])


def take_grades_back(session: Session, scheme_id: int, subject_ids: Sequence[int]) -> None:
    """Forget the decisions on the grades of several units or branches."""
    scheme = open_scheme(session, scheme_id)
    names = [appraised_name(session, scheme, subject_id) for subject_id in subject_ids]
    name_action(session, N_("Take back the grade of {subject}"), subject=_together(names))
    found = [_given(session, scheme, subject_id) for subject_id in subject_ids]
    delete_rows(session, GradeGiven, [given.id for given in found if given is not None])


def _together(names: Sequence[str]) -> str:
    """Return the first name, and how many more there are."""
    more = len(names) - 1
    if more < 1:
        return "".join(names)
    text = ngettext("{name} and {n} more", "{name} and {n} more", more)
    return text.format(name=names[0], n=more)


def _check_grade(scheme: SchemeRow, grade: str) -> None:
    if grade not in {one.name for one in scheme.grades}:
        complaint = _("The scheme has no grade “{grade}”.").format(grade=grade)
        raise FieldProblems(complaint, {"grade": complaint})


def _check_reached(scheme: SchemeRow, grade: str, total: Decimal) -> None:
    if grade != grade_of(total, scheme.grades):
        complaint = _("Say why the grade is not the one that the total reaches.")
        raise FieldProblems(complaint, {"reason": complaint})


def _given(session: Session, scheme: SchemeRow, subject_id: int) -> GradeGiven | None:
    column = getattr(GradeGiven, SUBJECT_COLUMNS[scheme.appraised])
    statement = select(GradeGiven).where(GradeGiven.scheme_id == scheme.id, column == subject_id)
    return session.execute(statement).scalar()
