"""Shares in percent as offices print them: one decimal, rounded half up."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal

_TENTH = Decimal("0.1")


def percent_of(part: int, whole: int) -> Decimal | None:
    """Return the part as a percent of the whole, such as 87.5; None of nothing."""
    if not whole:
        return None
    return (Decimal(part) * 100 / Decimal(whole)).quantize(_TENTH, rounding=ROUND_HALF_UP)
