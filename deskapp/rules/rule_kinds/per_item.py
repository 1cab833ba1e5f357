"""Points for every item, the same for all or by its level."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any, ClassVar

from deskapp.errors import LedgerError
from deskapp.i18n import N_, _
from deskapp.rules.count_words import CountWords, points_in_words
from deskapp.rules.points import Counted, plain
from deskapp.rules.rule_kinds.levels import levels_counted, table_of_levels, weighted_formula
from deskapp.rules.rule_kinds.parameters import (
    CountRefs,
    number,
    optional_number,
    points_of_levels,
)

ZERO = Decimal(0)

# The sentence by the section of the scheme: the same points for all, or by level.
_ALIKE = {
    "ordinary": N_("{points} for each {counted}, at most {most}."),
    "bonus": N_("{points} more for each {counted}, at most {most} more."),
    "deduction": N_("{points} off for each {counted}, at most {most}."),
}
_BY_LEVEL = {
    "ordinary": N_("For each {counted}: {table}; at most {most}."),
    "bonus": N_("For each {counted}: {table}; at most {most} more."),
    "deduction": N_("For each {counted}: {table}; at most {most} off."),
}


@dataclass(frozen=True, slots=True)
class PerItem:
    """`each` points for every item, or those of its level; never more than `cap`.

    In a section of deductions they are points off.
    """

    full_when_nothing: ClassVar[bool] = False
    each: Decimal = ZERO
    levels: Mapping[str, Decimal] = field(default_factory=dict)
    cap: Decimal | None = None

    @classmethod
    def parsed(cls, mapping: Mapping[str, object]) -> PerItem:
        """Return the rule from its stored form; raise LedgerError for a wrong value."""
        levels = points_of_levels(mapping)
        each = number(mapping, "each", ZERO if levels else None)
        cap = optional_number(mapping, "cap")
        if each < 0 or (each == 0 and not levels) or (cap is not None and cap <= 0):
            raise LedgerError(
                _("An item that brings nothing brings no points."),
                _("Give the points of each item, such as 0.5, and a cap above 0."),
            )
        return cls(each, levels, cap)

    def stored(self) -> dict[str, Any]:
        """Return the rule as a JSON object."""
        stored: dict[str, Any] = {"each": plain(self.each)} if self.each else {}
        if self.levels:
            stored["levels"] = {level: plain(points) for level, points in self.levels.items()}
        return stored if self.cap is None else stored | {"cap": plain(self.cap)}

    def earned(self, points: Decimal, counted: Counted) -> Decimal:
        """Return the points of all items, up to the cap."""
        earned = self._uncapped(counted)
        return earned if self.cap is None else min(earned, self.cap)

    def _uncapped(self, counted: Counted) -> Decimal:
        if not self.levels:
            return self.each * counted.numerator
        return sum(
            (self.levels.get(level, self.each) * n for level, n in counted.levels.items()), ZERO
        )

    def limited(self, points: Decimal, counted: Counted) -> bool:
        """Say whether the cap, or what the indicator is worth, ended the points."""
        return self._uncapped(counted) > (points if self.cap is None else min(points, self.cap))

    def why(self, counted: Counted, section: str) -> str:
        """Return in words how many items there are."""
        if self.levels:
            return levels_counted(counted.levels)
        if not counted.numerator:
            return _("Nothing was counted.")
        if section == "deduction":
            text = _("{times} counted, {points} off for each.")
        else:
            text = _("{times} counted, {points} for each.")
        return text.format(times=plain(counted.numerator), points=points_in_words(self.each))

    def sentence(self, points: Decimal, section: str, words: CountWords) -> str:
        """Return the rule in words."""
        by_level, at_most = self.levels, _BY_LEVEL if self.levels else _ALIKE
        return _(at_most.get(section, at_most["ordinary"])).format(
            counted=words.counted_in_words(),
            table=table_of_levels(by_level, section, self.each) if by_level else "",
            points=points_in_words(self.each),
            most=points_in_words(points if self.cap is None else min(points, self.cap)),
        )

    def formula(self, points: str, refs: CountRefs) -> str:
        """Return the Excel expression of `earned`."""
        if self.levels:
            earned = weighted_formula(self.levels, self.each, refs)
        else:
            earned = f"{plain(self.each)}*{refs.numerator}"
        return earned if self.cap is None else f"MIN({plain(self.cap)},{earned})"
