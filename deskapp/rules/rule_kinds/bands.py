"""Points by the band in which the share lies."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, ClassVar

from deskapp.errors import LedgerError
from deskapp.i18n import N_, _
from deskapp.rules.count_words import CountWords, clauses, points_in_words
from deskapp.rules.points import Counted, plain
from deskapp.rules.rule_kinds.parameters import CountRefs, number, percent, share_counted

ZERO = Decimal(0)

_FIRST = N_("{points} where the {share} is {percent} % or more")
_NEXT = N_("{points} where it is {percent} % or more")
_REST = N_("otherwise {points}")
_FIRST_MORE = N_("{points} more where the {share} is {percent} % or more")
_NEXT_MORE = N_("{points} more where it is {percent} % or more")
_REST_MORE = N_("otherwise {points} more")
_NONE = N_("otherwise none")


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
        """Say whether the band reached gives more than the indicator is worth."""
        return self.earned(points, counted) > points

    def why(self, counted: Counted, section: str) -> str:
        """Return the share in words."""
        return share_counted(counted, [band.at_least for band in self.bands])

    def sentence(self, points: Decimal, section: str, words: CountWords) -> str:
        """Return the rule in words."""
        more = section == "bonus"
        first = _FIRST_MORE if more else _FIRST
        parts: list[str] = []
        for band in self.bands:
            text = _(first if not parts else _NEXT_MORE if more else _NEXT)
            part = text.format(
                share=words.share_in_words(),
                percent=percent(band.at_least),
                points=points_in_words(band.points),
            )
            parts.append(part)
        rest = _(_REST_MORE if more else _REST) if self.otherwise else _(_NONE)
        parts.append(rest.format(points=points_in_words(self.otherwise)))
        return clauses(parts)

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
