"""Write down what the appraised give themselves, explained, and take it back."""

from __future__ import annotations

from decimal import Decimal

from sqlalchemy.orm import Session

from deskapp.i18n import N_, _
from deskapp.records.scheme import Indicator
from deskapp.records.score import SELF_SCORE_FIELDS, SelfScore
from deskapp.usecases.files import delete_files_of
from deskapp.usecases.said_points import SaidBy, SaidPoints
from deskapp.usecases.scored_place import scored_place


def own_points(session: Session, indicator_id: int, subject_id: int) -> SaidPoints:
    """Return the self-score so far."""
    return _THEMSELVES.said(session, scored_place(session, indicator_id, subject_id))


def save_own_score(
    session: Session,
    indicator_id: int,
    subject_id: int,
    points: Decimal,
    explanation: str,
    *,
    in_place_of: SaidPoints | None = None,
    computed: Decimal | None = None,
) -> int:
    """Save the self-score of a unit or branch, in place of an earlier one; return its id.

    `computed` are the points of the rule that were seen; without them they are counted anew.
    Raises FieldProblems when the points exceed what the indicator is worth, or differ from what
    the rule computes without an explanation; ChangedElsewhere when the earlier ones are not
    those seen; LedgerError when the scores are final or the scheme appraises others.
    """
    place = scored_place(session, indicator_id, subject_id)
    return _THEMSELVES.save(
        session, place, points, explanation, in_place_of=in_place_of, computed=computed
    )


def take_own_score_back(
    session: Session, indicator_id: int, subject_id: int, *, in_place_of: SaidPoints | None = None
) -> None:
    """Forget a self-score and take off the files that it rests on.

    Raises ChangedElsewhere when it is not the one seen, LedgerError when the scores are final.
    """
    place = scored_place(session, indicator_id, subject_id)
    own = place.find(session, SelfScore)
    if own is not None:
        delete_files_of(session, "self_score_id", [own.id])
    _THEMSELVES.take_back(session, place, in_place_of)


def _needs_explanation(indicator: Indicator, points: Decimal, computed: Decimal | None) -> str:
    if computed is None or points == computed:
        return ""
    return _("Explain why the self-score differs from the computed points.")


_THEMSELVES = SaidBy(
    SelfScore,
    SELF_SCORE_FIELDS,
    words="explanation",
    saving=N_("Self-score of {unit} for {indicator}"),
    taking_back=N_("Take back the self-score of {unit}"),
    changed_meanwhile=N_("Somebody else saved a self-score of {unit} here meanwhile."),
    needs_words=_needs_explanation,
)
