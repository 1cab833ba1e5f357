"""Points by the share reached."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, ClassVar

from deskapp.errors import LedgerError
from deskapp.i18n import _
from deskapp.rules.count_words import CountWords, clauses, points_in_words
from deskapp.rules.points import Counted, divided, plain
from deskapp.rules.rule_kinds.parameters import CountRefs, number, percent, share_counted

ZERO = Decimal(0)
ONE = Decimal(1)


@dataclass(frozen=True, slots=True)
class Share:
    """Points by the share reached: none below `floor`, all of them from `full_at`.

    Both are fractions of one.
    """

    full_when_nothing: ClassVar[bool] = True
    floor: Decimal = ZERO
    full_at: Decimal = ONE

    @classmethod
    def parsed(cls, mapping: Mapping[str, object]) -> Share:
        """Return the rule from its stored form; raise LedgerError for a wrong value."""
        floor = number(mapping, "floor", ZERO)
        full_at = number(mapping, "full_at", ONE)
        if not 0 <= floor <= full_at <= 1 or full_at == 0:
            raise LedgerError(
                _("The shares of this rule do not fit together."),
                _("Give shares between 0 and 1, the lower one first."),
            )
        return cls(floor, full_at)

    def stored(self) -> dict[str, Any]:
        """Return the rule as a JSON object of texts."""
        return {"floor": plain(self.floor), "full_at": plain(self.full_at)}

    def earned(self, points: Decimal, counted: Counted) -> Decimal:
        """Return points x share, between floor and full."""
        # Compared as products: a quotient such as 2/3 would not be exact.
        if counted.numerator < self.floor * counted.denominator:
            return ZERO
        if counted.numerator >= self.full_at * counted.denominator:
            return points
        return divided(points * counted.numerator, counted.denominator)

    def limited(self, points: Decimal, counted: Counted) -> bool:
        """Say no: a share has no cap."""
        return False

    def why(self, counted: Counted, section: str) -> str:
        """Return the share in words."""
        return share_counted(counted, (self.floor, self.full_at))

    def sentence(self, points: Decimal, section: str, words: CountWords) -> str:
        """Return the rule in words."""
        share = words.share_in_words()
        if section == "bonus":
            most = points_in_words(points)
            parts = [_("Up to {points} more by the {share}").format(points=most, share=share)]
        else:
            parts = [_("Points by the {share}").format(share=share)]
        if self.full_at < 1:
            parts.append(_("full points from {full} %").format(full=percent(self.full_at)))
        if self.floor:
            parts.append(_("none below {floor} %").format(floor=percent(self.floor)))
        return clauses(parts)

    def formula(self, points: str, refs: CountRefs) -> str:
        """Return the Excel expression of `earned`."""
        share = f"{refs.numerator}/{refs.denominator}"
        by_share = f"{points}*{share}"
        full = f"IF({share}>={plain(self.full_at)},{points},{by_share})"
        return f"IF({share}<{plain(self.floor)},0,{full})" if self.floor else full
