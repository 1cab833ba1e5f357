"""Points as offices count them: decimal, two places, rounded half up, in this one place."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Context, Decimal

_CENT = Decimal("0.01")
_EXACT = Context(prec=50)


@dataclass(frozen=True, slots=True)
class Counted:
    """What a measure counted: so many of so many, and of the first how many at each level."""

    numerator: Decimal | int
    denominator: int
    levels: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Scored:
    """The points given and lost, whether a limit cut what was counted short, and why in words.

    The limit may be the rule's cap, what the indicator is worth, or zero.
    """

    points: Decimal
    lost: Decimal
    capped: bool
    why: str


def rounded(points: Decimal) -> Decimal:
    """Return the points with two places, half up: 2.675 gives 2.68."""
    return points.quantize(_CENT, rounding=ROUND_HALF_UP, context=_EXACT)


def divided(dividend: Decimal, divisor: Decimal | int) -> Decimal:
    """Return the quotient exact enough that rounding it is rounding the true one."""
    return _EXACT.divide(dividend, Decimal(divisor))


def plain(number: Decimal | int) -> str:
    """Return the number without needless zeros: 0.20 is 0.2, 10.00 is 10."""
    text = format(Decimal(number), "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def ranks(totals: Sequence[Decimal]) -> list[int]:
    """Return the rank of each total, the highest first; equal ones share it: 1, 2, 2, 4."""
    first_place: dict[Decimal, int] = {}
    for place, total in enumerate(sorted(totals, reverse=True), start=1):
        first_place.setdefault(total, place)
    return [first_place[total] for total in totals]
