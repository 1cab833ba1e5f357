"""Points of the highest level alone: 就高不累计."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, ClassVar

from deskapp.errors import LedgerError
from deskapp.i18n import _
from deskapp.rules.count_words import CountWords
from deskapp.rules.points import Counted, plain
from deskapp.rules.rule_kinds.levels import levels_counted, table_of_levels
from deskapp.rules.rule_kinds.parameters import CountRefs, points_of_levels

ZERO = Decimal(0)


@dataclass(frozen=True, slots=True)
class HighestOnly:
    """The points of the highest level reached, whatever else there is."""

    full_when_nothing: ClassVar[bool] = False
    levels: Mapping[str, Decimal]

    @classmethod
    def parsed(cls, mapping: Mapping[str, object]) -> HighestOnly:
        """Return the rule from its stored form; raise LedgerError for a wrong value."""
        levels = points_of_levels(mapping)
        if not levels:
            raise LedgerError(
                _("The rule names no level."), _("Give the points of at least one level.")
            )
        return cls(levels)

    def stored(self) -> dict[str, Any]:
        """Return the rule as a JSON object."""
        return {"levels": {level: plain(points) for level, points in self.levels.items()}}

    def earned(self, points: Decimal, counted: Counted) -> Decimal:
        """Return the points of the highest level there is."""
        reached = (self.levels.get(level, ZERO) for level, n in counted.levels.items() if n)
        return max(reached, default=ZERO)

    def limited(self, points: Decimal, counted: Counted) -> bool:
        """Say whether what the indicator is worth ended the points."""
        return self.earned(points, counted) > points

    def why(self, counted: Counted, section: str) -> str:
        """Return in words what there is at each level."""
        return levels_counted(counted.levels)

    def sentence(self, points: Decimal, section: str, words: CountWords) -> str:
        """Return the rule in words."""
        table = table_of_levels(self.levels, section)
        text = _("Of the {counted} only the highest level counts: {table}.")
        return text.format(counted=words.together_in_words(), table=table)

    def formula(self, points: str, refs: CountRefs) -> str:
        """Return the Excel expression of `earned`."""
        expression = "0"
        for level, worth in sorted(self.levels.items(), key=lambda pair: pair[1]):
            if level in refs.levels:
                expression = f"IF({refs.levels[level]}>0,{plain(worth)},{expression})"
        return expression
