"""Give and take back points by hand."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from sqlalchemy import select
from sqlalchemy.orm import Session

from deskapp.database import delete_rows, name_action
from deskapp.errors import ChangedElsewhere, FieldProblems
from deskapp.i18n import N_, _
from deskapp.records.appraisal import HAND_SCORE_FIELDS, HandScore, Indicator
from deskapp.records.unit import Unit
from deskapp.usecases.saving import existing


@dataclass(frozen=True, slots=True)
class GivenPoints:
    """The points that a unit has by hand under an indicator, and why; None: not assessed."""

    points: Decimal | None = None
    reason: str = ""


def points_given(session: Session, indicator_id: int, unit_id: int) -> GivenPoints:
    """Return the points given by hand so far."""
    given = _given(session, indicator_id, unit_id)
    return GivenPoints() if given is None else GivenPoints(given.points, given.reason)


def give_points(
    session: Session,
    indicator_id: int,
    unit_id: int,
    points: Decimal,
    reason: str,
    *,
    in_place_of: GivenPoints | None = None,
) -> None:
    """Give a unit points by hand under an indicator, in place of earlier ones.

    Raises FieldProblems when the points exceed what the indicator is worth, or when points
    are taken off without a reason; ChangedElsewhere when the earlier ones are not those seen.
    """
    indicator = existing(session, Indicator, indicator_id)
    unit = existing(session, Unit, unit_id)
    _check_points(indicator, points, reason)
    if in_place_of is not None and points_given(session, indicator_id, unit_id) != in_place_of:
        raise ChangedElsewhere(
            _("Somebody else gave {unit} points here meanwhile.").format(unit=unit.name),
            _("What you typed is still here: look at those points, then save again."),
        )
    name_action(
        session,
        N_("Give {unit} points for {indicator}"),
        unit=unit.name,
        indicator=indicator.level2,
    )
    given = _given(session, indicator_id, unit_id)
    if given is None:
        given = HandScore(indicator_id=indicator_id, unit_id=unit_id)
        session.add(given)
    given.points, given.reason = points, reason.strip()


def take_points_back(session: Session, indicator_id: int, unit_id: int) -> None:
    """Forget the points given by hand, so that the indicator counts as not assessed."""
    unit = existing(session, Unit, unit_id)
    name_action(session, N_("Take back points of {unit}"), unit=unit.name)
    given = _given(session, indicator_id, unit_id)
    if given is not None:
        delete_rows(session, HandScore, [given.id])


def _given(session: Session, indicator_id: int, unit_id: int) -> HandScore | None:
    return session.execute(
        select(HandScore).where(
            HandScore.indicator_id == indicator_id, HandScore.unit_id == unit_id
        )
    ).scalar()


def _check_points(indicator: Indicator, points: Decimal, reason: str) -> None:
    values = {"points": points, "reason": reason}
    found = {f.name: c for f in HAND_SCORE_FIELDS if (c := f.complaint(values[f.name]))}
    if not found and points > indicator.points:
        found["points"] = _("The indicator is worth {points} points at most.").format(
            points=indicator.points
        )
    if not found and points < indicator.points and not reason.strip():
        found["reason"] = _("Say why points are taken off.")
    if found:
        raise FieldProblems(next(iter(found.values())), found)
