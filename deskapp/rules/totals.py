"""Add an appraised one's points up: ordinary and bonus points, less the deductions."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from deskapp.rules.points import rounded


@dataclass(frozen=True, slots=True)
class Totals:
    """The points of each section as they count, and the total, which is never below 0.

    Where a cap cut a section, `uncapped_bonus` or `uncapped_deduction` is more than what counts.
    """

    ordinary: Decimal
    bonus: Decimal
    deduction: Decimal
    uncapped_bonus: Decimal
    uncapped_deduction: Decimal
    total: Decimal


def add_up(
    points: Iterable[tuple[str, Decimal]],
    bonus_cap: Decimal | None = None,
    deduction_cap: Decimal | None = None,
) -> Totals:
    """Return the totals of (section, points) pairs; the points of a deduction are taken off."""
    sums = {"ordinary": Decimal(0), "bonus": Decimal(0), "deduction": Decimal(0)}
    for section, given in points:
        sums[section] += given
    bonus = sums["bonus"] if bonus_cap is None else min(sums["bonus"], bonus_cap)
    deduction = sums["deduction"]
    if deduction_cap is not None:
        deduction = min(deduction, deduction_cap)
    total = max(Decimal(0), sums["ordinary"] + bonus - deduction)
    return Totals(
        rounded(sums["ordinary"]),
        rounded(bonus),
        rounded(deduction),
        rounded(sums["bonus"]),
        rounded(sums["deduction"]),
        rounded(total),
    )
