"""Give and take back the assessors' points, by hand or in place of computed ones."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from sqlalchemy.orm import Session

from deskapp.database import delete_rows, name_action
from deskapp.errors import ChangedElsewhere, FieldProblems
from deskapp.i18n import N_, _
from deskapp.queries.appraisal import computed_points
from deskapp.records.scheme import Indicator
from deskapp.records.score import ASSESSOR_SCORE_FIELDS, AssessorScore
from deskapp.usecases.scored_place import ScoredPlace, complaints_of_points, scored_place


@dataclass(frozen=True, slots=True)
class GivenPoints:
    """The points that the assessors gave under an indicator, and why; None: not assessed."""

    points: Decimal | None = None
    reason: str = ""


def points_given(session: Session, indicator_id: int, subject_id: int) -> GivenPoints:
    """Return the points given so far."""
    return _given(session, scored_place(session, indicator_id, subject_id))


def give_points(
    session: Session,
    indicator_id: int,
    subject_id: int,
    points: Decimal,
    reason: str,
    *,
    in_place_of: GivenPoints | None = None,
) -> None:
    """Give a unit or branch the assessors' points under an indicator, in place of earlier ones.

    Raises FieldProblems when the points exceed what the indicator is worth, when points are
    taken off without a reason or differ from what the rule computes without one; ChangedElsewhere
    when the earlier ones are not those seen; LedgerError when the scores are final.
    """
    place = scored_place(session, indicator_id, subject_id)
    _check_points(session, place, points, reason)
    if in_place_of is not None and _given(session, place) != in_place_of:
        raise ChangedElsewhere(
            _("Somebody else gave {unit} points here meanwhile.").format(unit=place.subject),
            _("What you typed is still here: look at those points, then save again."),
        )
    name_action(
        session,
        N_("Give {unit} points for {indicator}"),
        unit=place.subject,
        indicator=place.indicator.level2,
    )
    given = place.find(session, AssessorScore)
    if given is None:
        given = AssessorScore(**place.keys())
        session.add(given)
    given.points, given.reason = points, reason.strip()


def take_points_back(session: Session, indicator_id: int, subject_id: int) -> None:
    """Forget the assessors' points: computed ones count again, others are not assessed."""
    place = scored_place(session, indicator_id, subject_id)
    name_action(session, N_("Take back points of {unit}"), unit=place.subject)
    given = place.find(session, AssessorScore)
    if given is not None:
        delete_rows(session, AssessorScore, [given.id])


def _given(session: Session, place: ScoredPlace) -> GivenPoints:
    given = place.find(session, AssessorScore)
    return GivenPoints() if given is None else GivenPoints(given.points, given.reason)


def _check_points(session: Session, place: ScoredPlace, points: Decimal, reason: str) -> None:
    found = complaints_of_points(
        ASSESSOR_SCORE_FIELDS, place.indicator, {"points": points, "reason": reason}
    )
    if not found and not reason.strip():
        computed = computed_points(session, place.indicator.id, place.subject_id)
        found = _needs_reason(place.indicator, points, computed)
    if found:
        raise FieldProblems(next(iter(found.values())), found)


def _needs_reason(
    indicator: Indicator, points: Decimal, computed: Decimal | None
) -> dict[str, str]:
    if computed is not None:
        differs = _("Say why the points differ from the computed ones.")
        return {} if points == computed else {"reason": differs}
    if indicator.section == "ordinary" and points < indicator.points:
        return {"reason": _("Say why points are taken off.")}
    if indicator.section != "ordinary" and points > 0:
        return {"reason": _("Say what the points are for.")}
    return {}
