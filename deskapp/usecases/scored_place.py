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
    """Return a cell for writing; raise LedgerError where its scores are final."""
    indicator = existing(session, Indicator, indicator_id)
    scheme = existing(session, Scheme, indicator.scheme_id)
    refuse_final(session, scheme.id)
    subject = _subject(session, scheme.appraised, subject_id)
    return ScoredPlace(indicator, subject_id, subject.name, SUBJECT_COLUMNS[scheme.appraised])


def _subject(session: Session, appraised: str, subject_id: int) -> Unit | Branch:
    if appraised == "branches":
        return existing(session, Branch, subject_id)
    return existing(session, Unit, subject_id)


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
