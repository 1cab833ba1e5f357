"""Points that the assessors give."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, ClassVar

from deskapp.i18n import _
from deskapp.rules.count_words import CountWords, points_in_words
from deskapp.rules.points import Counted
from deskapp.rules.rule_kinds.parameters import CountRefs


@dataclass(frozen=True, slots=True)
class ByHand:
    """The points are what the assessors gave; they stand as the numerator."""

    full_when_nothing: ClassVar[bool] = False

    @classmethod
    def parsed(cls, mapping: Mapping[str, object]) -> ByHand:
        """Return the rule; it has no parameters."""
        return cls()

    def stored(self) -> dict[str, Any]:
        """Return an empty JSON object."""
        return {}

    def earned(self, points: Decimal, counted: Counted) -> Decimal:
        """Return the points given."""
        return Decimal(counted.numerator)

    def limited(self, points: Decimal, counted: Counted) -> bool:
        """Say whether more was given than the indicator is worth."""
        return counted.numerator > points

    def why(self, counted: Counted, section: str) -> str:
        """Return in words who gave the points, or took them off."""
        given = points_in_words(Decimal(counted.numerator))
        if section == "deduction":
            return _("The assessors took {points} off.").format(points=given)
        return _("The assessors gave {points}.").format(points=given)

    def sentence(self, points: Decimal, section: str, words: CountWords) -> str:
        """Return the rule in words."""
        most = points_in_words(points)
        if section == "bonus":
            return _("Given by the assessors, at most {points} more.").format(points=most)
        if section == "deduction":
            return _("Taken off by the assessors, at most {points}.").format(points=most)
        return _("Given by the assessors, at most {points}.").format(points=most)

    def formula(self, points: str, refs: CountRefs) -> str:
        """Return the cell that holds the points given."""
        return refs.numerator
