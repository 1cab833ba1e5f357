"""Give and take back the assessors' points, by hand or in place of computed ones."""

from __future__ import annotations

from decimal import Decimal

from sqlalchemy.orm import Session

from deskapp.i18n import N_, _
from deskapp.records.scheme import Indicator
from deskapp.records.score import ASSESSOR_SCORE_FIELDS, AssessorScore
from deskapp.usecases.said_points import SaidBy, SaidPoints
from deskapp.usecases.scored_place import scored_place


def points_given(session: Session, indicator_id: int, subject_id: int) -> SaidPoints:
    """Return the points given so far."""
    return _ASSESSORS.said(session, scored_place(session, indicator_id, subject_id))


def give_points(
    session: Session,
    indicator_id: int,
    subject_id: int,
    points: Decimal,
    reason: str,
    *,
    in_place_of: SaidPoints | None = None,
    computed: Decimal | None = None,
) -> None:
    """Give a unit or branch the assessors' points under an indicator, in place of earlier ones.

    `computed` are the points of the rule that the giver saw; without them they are counted anew.
    Raises FieldProblems when the points exceed what the indicator is worth, when points are
    taken off without a reason or differ from what the rule computes without one; ChangedElsewhere
    when the earlier ones are not those seen; LedgerError when the scores are final or the scheme
    appraises others.
    """
    place = scored_place(session, indicator_id, subject_id)
    _ASSESSORS.save(session, place, points, reason, in_place_of=in_place_of, computed=computed)


def take_points_back(
    session: Session, indicator_id: int, subject_id: int, *, in_place_of: SaidPoints | None = None
) -> None:
    """Forget the assessors' points: computed ones count again, others are not assessed.

    Raises ChangedElsewhere when they are not those seen, LedgerError when the scores are final.
    """
    _ASSESSORS.take_back(session, scored_place(session, indicator_id, subject_id), in_place_of)


def _needs_reason(indicator: Indicator, points: Decimal, computed: Decimal | None) -> str:
    if computed is not None:
        differs = _("Say why the points differ from the computed ones.")
        return "" if points == computed else differs
    if indicator.section == "ordinary" and points < indicator.points:
        return _("Say why points are taken off.")
    if indicator.section != "ordinary" and points > 0:
        return _("Say what the points are for.")
    return ""


_ASSESSORS = SaidBy(
    AssessorScore,
    ASSESSOR_SCORE_FIELDS,
    words="reason",
    saving=N_("Give {unit} points for {indicator}"),
    taking_back=N_("Take back points of {unit}"),
    changed_meanwhile=N_("Somebody else gave {unit} points here meanwhile."),
    needs_words=_needs_reason,
)
