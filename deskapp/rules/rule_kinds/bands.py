"""Points by the band in which the share lies."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, ClassVar

from deskapp.errors import LedgerError
from deskapp.i18n import _
from deskapp.rules.points import Counted, divided, plain
from deskapp.rules.rule_kinds.parameters import CountRefs, number, percent

ZERO = Decimal(0)


@dataclass(frozen=True, slots=True)
class Band:
    """So many points from this share on; the share is a fraction of one."""

    at_least: Decimal
    points: Decimal


@dataclass(frozen=True, slots=True)
class Bands:
    """The points of the highest band that the share reaches, else `otherwise`."""

    full_when_nothing: ClassVar[bool] = True
    bands: tuple[Band, ...]
    otherwise: Decimal = ZERO

    @classmethod
    def parsed(cls, mapping: Mapping[str, object]) -> Bands:
        """Return the rule from its stored form; raise LedgerError for a wrong value."""
        stored = mapping.get("bands")
        rows = stored if isinstance(stored, Sequence) and not isinstance(stored, str) else ()
        bands = tuple(
            Band(number(row, "at_least"), number(row, "points"))
            for row in rows
            if isinstance(row, Mapping)
        )
        otherwise = number(mapping, "otherwise", ZERO)
        _refuse_disorder(bands, otherwise)
        return cls(bands, otherwise)

    def stored(self) -> dict[str, Any]:
        """Return the rule as a JSON object."""
        bands = [{"at_least": plain(b.at_least), "points": plain(b.points)} for b in self.bands]
        return {"bands": bands, "otherwise": plain(self.otherwise)}

    def earned(self, points: Decimal, counted: Counted) -> Decimal:
        """Return the points of the band reached."""
        for band in self.bands:
            # Compared as products: a quotient such as 2/3 would not be exact.
            if counted.numerator >= band.at_least * counted.denominator:
                return band.points
        return self.otherwise

    def limited(self, points: Decimal, counted: Counted) -> bool:
        """Say no: a band has no cap."""
        return False

    def why(self, counted: Counted) -> str:
        """Return the share in words."""
        share = divided(Decimal(100) * counted.numerator, counted.denominator)
        return _("{counted} of {expected}, that is {percent} %.").format(
            counted=plain(counted.numerator),
            expected=counted.denominator,
            percent=plain(round(share, 1)),
        )

    def sentence(self, points: Decimal) -> str:
        """Return the rule in words."""
        parts = [
            _("{points} points from {share} %").format(
                points=plain(band.points), share=percent(band.at_least)
            )
            for band in self.bands
        ]
        rest = _("none below") if self.otherwise == 0 else _("{points} points below")
        parts.append(rest.format(points=plain(self.otherwise)))
        return _("{parts}.").format(parts=_(", ").join(parts))

    def formula(self, points: str, refs: CountRefs) -> str:
        """Return the Excel expression of `earned`."""
        expression = plain(self.otherwise)
        for band in reversed(self.bands):
            # The quotient of 7 by 100 is the same number as a written 0.07; 0.07*100 is not 7.
            reached = f"{refs.numerator}/{refs.denominator}>={plain(band.at_least)}"
            expression = f"IF({reached},{plain(band.points)},{expression})"
        return expression


def _refuse_disorder(bands: Sequence[Band], otherwise: Decimal) -> None:
    shares = [band.at_least for band in bands]
    points = [*(band.points for band in bands), otherwise]
    falls = shares == sorted(set(shares), reverse=True) and points == sorted(points, reverse=True)
    if not bands or not falls or points[-1] < 0 or not 0 < shares[-1] <= shares[0] <= 1:
        raise LedgerError(
            _("The bands of this rule do not fall from high to low."),
            _("Begin with the highest share, and give each lower one fewer points."),
        )
