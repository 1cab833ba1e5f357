"""Shares in percent as offices read them: rounded half up, yet all and nothing are only that."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal


def percent_of(part: int, whole: int, places: int = 1) -> Decimal | None:
    """Return the part as a percent of the whole, such as 87.5; None of nothing.

    It has so many decimal places, and is 100 only where nothing is missing and 0 only where
    nothing is there: 1999 of 2000 are 99.9, and 1 of 5000 is 0.1.
    """
    if not whole:
        return None
    step = Decimal(1).scaleb(-places)
    rounded = (Decimal(part) * 100 / Decimal(whole)).quantize(step, rounding=ROUND_HALF_UP)
    if part < whole and rounded == 100:
        return 100 - step
    return step if part > 0 and rounded == 0 else rounded
