"""The grades that were decided on."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from deskapp.queries.appraisal.given import subject_column
from deskapp.queries.appraisal.schemes import SchemeRow
from deskapp.records.score import GradeGiven


@dataclass(frozen=True, slots=True)
class DecidedGrade:
    """The grade decided on for one of the appraised, and why."""

    grade: str
    reason: str = ""


def grades_given(session: Session, scheme: SchemeRow) -> dict[int, DecidedGrade]:
    """Return the grades decided on by subject id."""
    subject = subject_column(GradeGiven, scheme.appraised)
    statement = select(subject, GradeGiven.grade, GradeGiven.reason).where(
        GradeGiven.scheme_id == scheme.id, subject.is_not(None)
    )
    return {row[0]: DecidedGrade(row[1], row[2]) for row in session.execute(statement)}
