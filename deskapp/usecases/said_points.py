"""Points and words that somebody gives a cell of an appraisal, and takes back."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal

from sqlalchemy.orm import Session

from deskapp.database import delete_rows, name_action
from deskapp.errors import ChangedElsewhere, FieldProblems
from deskapp.fields import FieldSet
from deskapp.i18n import _
from deskapp.queries.appraisal import computed_points
from deskapp.records.scheme import Indicator
from deskapp.records.score import AssessorScore, SelfScore
from deskapp.usecases.scored_place import ScoredPlace, complaints_of_points


@dataclass(frozen=True, slots=True)
class SaidPoints:
    """The points that somebody gave a cell, and why; None where nothing is said yet."""

    points: Decimal | None = None
    words: str = ""


@dataclass(frozen=True, slots=True)
class SaidBy:
    """Who says points: the record that keeps them, its fields, and which of them the words are.

    `saving`, `taking_back` and `changed_meanwhile` have places for {unit}, the first for
    {indicator} too. `needs_words` says why points need words, given those that the rule computes
    (None where it computes none); it returns an empty text where they need none.
    """

    record: type[AssessorScore | SelfScore]
    fields: FieldSet
    words: str
    saving: str
    taking_back: str
    changed_meanwhile: str
    needs_words: Callable[[Indicator, Decimal, Decimal | None], str]

    def said(self, session: Session, place: ScoredPlace) -> SaidPoints:
        """Return what is said of a cell so far."""
        found = place.find(session, self.record)
        return SaidPoints() if found is None else SaidPoints(found.points, self._words_of(found))

    def save(
        self,
        session: Session,
        place: ScoredPlace,
        points: Decimal,
        words: str,
        *,
        in_place_of: SaidPoints | None,
        computed: Decimal | None,
    ) -> int:
        """Let a cell have these points and words; return the id of their record.

        `computed` are the points of the rule that were seen; without them they are counted anew.
        """
        self._check(session, place, points, words, computed)
        advice = _("What you typed is still here: look at those points, then save again.")
        self._refuse_changed(session, place, in_place_of, advice)
        unit, indicator = place.subject, place.indicator.level2
        name_action(session, self.saving, unit=unit, indicator=indicator)
        found = place.find(session, self.record)
        if found is None:
            found = self.record(**place.keys())
            session.add(found)
        found.points = points
        setattr(found, self.words, words.strip())
        session.flush()
        return int(found.id)

    def take_back(
        self, session: Session, place: ScoredPlace, in_place_of: SaidPoints | None
    ) -> None:
        """Forget what is said of a cell."""
        advice = _("Look at those points, then take them back if you still want to.")
        self._refuse_changed(session, place, in_place_of, advice)
        name_action(session, self.taking_back, unit=place.subject)
        found = place.find(session, self.record)
        if found is not None:
            delete_rows(session, self.record, [found.id])

    def _words_of(self, found: AssessorScore | SelfScore) -> str:
        return str(getattr(found, self.words))

    def _refuse_changed(
        self, session: Session, place: ScoredPlace, seen: SaidPoints | None, advice: str
    ) -> None:
        if seen is not None and self.said(session, place) != seen:
            raise ChangedElsewhere(_(self.changed_meanwhile).format(unit=place.subject), advice)

    def _check(
        self,
        session: Session,
        place: ScoredPlace,
        points: Decimal,
        words: str,
        computed: Decimal | None,
    ) -> None:
        values = {"points": points, self.words: words}
        found = complaints_of_points(self.fields, place.indicator, values)
        if not found and not words.strip():
            if computed is None:
                computed = computed_points(session, place.indicator.id, place.subject_id)
            if needed := self.needs_words(place.indicator, points, computed):
                found = {self.words: needed}
        if found:
            raise FieldProblems(next(iter(found.values())), found)
