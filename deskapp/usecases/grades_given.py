"""Decide on a grade for one of the appraised, and take the decision back."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from deskapp.database import delete_rows, name_action
from deskapp.errors import FieldProblems
from deskapp.i18n import N_, _
from deskapp.queries.appraisal import SchemeRow, list_schemes
from deskapp.queries.appraisal.standing import live_scoring_of
from deskapp.records.branch import Branch
from deskapp.records.scheme import Scheme
from deskapp.records.score import SUBJECT_COLUMNS, GradeGiven
from deskapp.records.unit import Unit
from deskapp.rules.grades import grade_of
from deskapp.usecases.saving import existing
from deskapp.usecases.scored_place import refuse_final


def give_grade(
    session: Session, scheme_id: int, subject_id: int, grade: str, reason: str = ""
) -> None:
    """Decide on a grade for a unit or branch, in place of an earlier decision.

    Raises FieldProblems for a grade that the scheme does not have, and without a reason where
    the total reaches another; LedgerError when the scores are final.
    """
    scheme = _scheme(session, scheme_id)
    _check(session, scheme, subject_id, grade, reason)
    name_action(
        session,
        N_("Give {subject} the grade {grade}"),
        subject=_name(session, scheme, subject_id),
        grade=grade,
    )
    given = _given(session, scheme, subject_id)
    if given is None:
        column = SUBJECT_COLUMNS[scheme.appraised]
        given = GradeGiven(scheme_id=scheme_id, **{column: subject_id})
        session.add(given)
    given.grade, given.reason = grade, reason.strip()


def take_grade_back(session: Session, scheme_id: int, subject_id: int) -> None:
    """Forget the decision on a grade: the one that the total reaches stands again."""
    scheme = _scheme(session, scheme_id)
    name = _name(session, scheme, subject_id)
    name_action(session, N_("Take back the grade of {subject}"), subject=name)
    given = _given(session, scheme, subject_id)
    if given is not None:
        delete_rows(session, GradeGiven, [given.id])


def _scheme(session: Session, scheme_id: int) -> SchemeRow:
    year = existing(session, Scheme, scheme_id).year
    refuse_final(session, scheme_id)
    return next(scheme for scheme in list_schemes(session, year) if scheme.id == scheme_id)


def _check(session: Session, scheme: SchemeRow, subject_id: int, grade: str, reason: str) -> None:
    if grade not in {one.name for one in scheme.grades}:
        complaint = _("The scheme has no grade “{grade}”.").format(grade=grade)
        raise FieldProblems(complaint, {"grade": complaint})
    if reason.strip():
        return
    reached = grade_of(live_scoring_of(session, scheme).total(subject_id), scheme.grades)
    if grade != reached:
        complaint = _("Say why the grade is not the one that the total reaches.")
        raise FieldProblems(complaint, {"reason": complaint})


def _given(session: Session, scheme: SchemeRow, subject_id: int) -> GradeGiven | None:
    column = getattr(GradeGiven, SUBJECT_COLUMNS[scheme.appraised])
    statement = select(GradeGiven).where(GradeGiven.scheme_id == scheme.id, column == subject_id)
    return session.execute(statement).scalar()


def _name(session: Session, scheme: SchemeRow, subject_id: int) -> str:
    if scheme.appraised == "branches":
        return existing(session, Branch, subject_id).name
    return existing(session, Unit, subject_id).name
