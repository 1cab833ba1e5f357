"""Points that the assessors give."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, ClassVar

from deskapp.i18n import _
from deskapp.rules.points import Counted, plain
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
        """Say no: nothing is deducted by rule."""
        return False

    def why(self, counted: Counted) -> str:
        """Return in words who gave the points."""
        given = plain(counted.numerator)
        return _("The assessors gave {points} points.").format(points=given)

    def sentence(self, points: Decimal) -> str:
        """Return the rule in words."""
        return _("Given by the assessors, at most {points} points.").format(points=plain(points))

    def formula(self, points: str, refs: CountRefs) -> str:
        """Return the cell that holds the points given."""
        return refs.numerator
