"""The cell of an appraisal that a score is given to: an indicator, and who is appraised."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from deskapp.errors import LedgerError
from deskapp.fields import FieldSet
from deskapp.i18n import _
from deskapp.queries.appraisal import SchemeRow, appraised_subjects, list_schemes
from deskapp.records.branch import Branch
from deskapp.records.final_scoring import FinalScoring
from deskapp.records.scheme import Indicator, Scheme
from deskapp.records.score import SUBJECT_COLUMNS
from deskapp.records.unit import Unit
from deskapp.rules.points import plain
from deskapp.usecases.saving import existing


@dataclass(frozen=True, slots=True)
class ScoredPlace:
    """An indicator and the unit or branch that is appraised under it."""

    indicator: Indicator
    subject_id: int
    subject: str
    column: str

    def keys(self) -> dict[str, int]:
        """Return the columns by which a record of this cell is told from others."""
        return {"indicator_id": self.indicator.id, self.column: self.subject_id}

    def find(self, session: Session, record: type[Any]) -> Any | None:
        """Return the one record of this cell, or None."""
        conditions = [getattr(record, name) == value for name, value in self.keys().items()]
        return session.execute(select(record).where(*conditions)).scalar()


def scored_place(session: Session, indicator_id: int, subject_id: int) -> ScoredPlace:
    """Return a cell for writing.

    Raises LedgerError where its scores are final or the scheme does not appraise the subject.
    """
    indicator = existing(session, Indicator, indicator_id)
    scheme = open_scheme(session, indicator.scheme_id)
    subject = appraised_name(session, scheme, subject_id)
    return ScoredPlace(indicator, subject_id, subject, SUBJECT_COLUMNS[scheme.appraised])


def open_scheme(session: Session, scheme_id: int) -> SchemeRow:
    """Return a scheme for writing; raise LedgerError where its scores are final."""
    year = existing(session, Scheme, scheme_id).year
    refuse_final(session, scheme_id)
    return next(scheme for scheme in list_schemes(session, year) if scheme.id == scheme_id)


def appraised_name(session: Session, scheme: SchemeRow, subject_id: int) -> str:
    """Return the name of one that a scheme appraises; raise LedgerError for anybody else."""
    subjects = appraised_subjects(session, scheme)
    name = next((subject.name for subject in subjects if subject.id == subject_id), None)
    if name is not None:
        return name
    record: type[Unit | Branch] = Branch if scheme.appraised == "branches" else Unit
    raise LedgerError(
        _("This scheme does not appraise “{subject}”.").format(
            subject=existing(session, record, subject_id).name
        ),
        _("Look at whom the scheme appraises, or choose another scheme."),
    )


def refuse_final(session: Session, scheme_id: int) -> None:
    """Raise LedgerError when the scores of a scheme are final."""
    statement = select(FinalScoring.id).where(FinalScoring.scheme_id == scheme_id)
    if session.execute(statement).first() is not None:
        raise LedgerError(
            _("The scores of this scheme are final."),
            _("Reopen the appraisal with a reason to change them."),
        )


def complaints_of_points(
    fields: FieldSet, indicator: Indicator, values: Mapping[str, object]
) -> dict[str, str]:
    """Return what is wrong with `points`, or another field, of what is said under an indicator."""
    found = {field.name: field.complaint(values[field.name]) for field in fields}
    points = values["points"]
    if not found["points"] and isinstance(points, Decimal) and points > indicator.points:
        found["points"] = _("The indicator is worth {points} points at most.").format(
            points=plain(indicator.points)
        )
    return {name: complaint for name, complaint in found.items() if complaint}
