"""Numbers as a scheme writes them: points without needless zeros, and percentages."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from deskapp.fields import PointsField
from deskapp.rules.points import plain


@dataclass(frozen=True, slots=True, kw_only=True)
class PlainPointsField(PointsField):
    """Points that are shown as they are typed: 0.2, not 0.20."""

    def shown(self, value: object) -> str:
        """Return the points without needless zeros."""
        return plain(value) if isinstance(value, Decimal) else ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PercentageField(PlainPointsField):
    """A percentage; the sign may be typed or not."""

    highest: Decimal = Decimal(100)

    def parsed(self, cell: object) -> Decimal | None:
        """Return the number before the percent sign."""
        text = str(cell or "").strip().removesuffix("%").removesuffix("％")
        return PointsField.parsed(self, text)
