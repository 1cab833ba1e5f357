"""Write down what the appraised give themselves, explained, and take it back."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from sqlalchemy.orm import Session

from deskapp.database import delete_rows, name_action
from deskapp.errors import ChangedElsewhere, FieldProblems
from deskapp.i18n import N_, _
from deskapp.queries.appraisal import computed_points
from deskapp.records.score import SELF_SCORE_FIELDS, SelfScore
from deskapp.usecases.files import delete_files_of
from deskapp.usecases.scored_place import ScoredPlace, complaints_of_points, scored_place


@dataclass(frozen=True, slots=True)
class OwnPoints:
    """The points that the appraised gave themselves, and why; None: no self-score yet."""

    points: Decimal | None = None
    explanation: str = ""


def own_points(session: Session, indicator_id: int, subject_id: int) -> OwnPoints:
    """Return the self-score so far."""
    return _own(session, scored_place(session, indicator_id, subject_id))


def save_own_score(
    session: Session,
    indicator_id: int,
    subject_id: int,
    points: Decimal,
    explanation: str,
    *,
    in_place_of: OwnPoints | None = None,
) -> int:
    """Save the self-score of a unit or branch, in place of an earlier one; return its id.

    Raises FieldProblems when the points exceed what the indicator is worth, or differ from what
    the rule computes without an explanation; ChangedElsewhere when the earlier ones are not
    those seen; LedgerError when the scores are final.
    """
    place = scored_place(session, indicator_id, subject_id)
    _check(session, place, points, explanation)
    if in_place_of is not None and _own(session, place) != in_place_of:
        raise ChangedElsewhere(
            _("Somebody else saved a self-score of {unit} here meanwhile.").format(
                unit=place.subject
            ),
            _("What you typed is still here: look at those points, then save again."),
        )
    name_action(
        session,
        N_("Self-score of {unit} for {indicator}"),
        unit=place.subject,
        indicator=place.indicator.level2,
    )
    own = place.find(session, SelfScore)
    if own is None:
        own = SelfScore(**place.keys())
        session.add(own)
    own.points, own.explanation = points, explanation.strip()
    session.flush()
    return int(own.id)


def take_own_score_back(session: Session, indicator_id: int, subject_id: int) -> None:
    """Forget a self-score and take off the files that it rests on.

    Raises LedgerError when the scores are final.
    """
    place = scored_place(session, indicator_id, subject_id)
    name_action(session, N_("Take back the self-score of {unit}"), unit=place.subject)
    own = place.find(session, SelfScore)
    if own is not None:
        delete_files_of(session, "self_score_id", [own.id])
        delete_rows(session, SelfScore, [own.id])


def _own(session: Session, place: ScoredPlace) -> OwnPoints:
    own = place.find(session, SelfScore)
    return OwnPoints() if own is None else OwnPoints(own.points, own.explanation)


def _check(session: Session, place: ScoredPlace, points: Decimal, explanation: str) -> None:
    values = {"points": points, "explanation": explanation}
    found = complaints_of_points(SELF_SCORE_FIELDS, place.indicator, values)
    if not found and not explanation.strip():
        computed = computed_points(session, place.indicator.id, place.subject_id)
        if computed is not None and points != computed:
            found["explanation"] = _("Explain why the self-score differs from the computed points.")
    if found:
        raise FieldProblems(next(iter(found.values())), found)
