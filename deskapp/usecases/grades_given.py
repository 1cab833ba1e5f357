"""Decide on a grade for one of the appraised, and take the decision back."""

from __future__ import annotations

from decimal import Decimal

from sqlalchemy import select
from sqlalchemy.orm import Session

from deskapp.database import delete_rows, name_action
from deskapp.errors import FieldProblems
from deskapp.i18n import N_, _
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
    scheme = open_scheme(session, scheme_id)
    name = appraised_name(session, scheme, subject_id)
    _check_grade(scheme, grade)
    if not reason.strip():
        if total is None:
            total = live_scoring_of(session, scheme).total(subject_id)
        _check_reached(scheme, grade, total)
    name_action(session, N_("Give {subject} the grade {grade}"), subject=name, grade=grade)
    given = _given(session, scheme, subject_id)
    if given is None:
        column = SUBJECT_COLUMNS[scheme.appraised]
        given = GradeGiven(scheme_id=scheme_id, **{column: subject_id})
        session.add(given)
    given.grade, given.reason = grade, reason.strip()


def take_grade_back(session: Session, scheme_id: int, subject_id: int) -> None:
    """Forget the decision on a grade: the one that the total reaches stands again."""
    scheme = open_scheme(session, scheme_id)
    name = appraised_name(session, scheme, subject_id)
    name_action(session, N_("Take back the grade of {subject}"), subject=name)
    given = _given(session, scheme, subject_id)
    if given is not None:
        delete_rows(session, GradeGiven, [given.id])


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
