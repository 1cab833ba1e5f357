"""Tell which records may be about the same event: titles alike, days near, sources shared."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from datetime import date

_NOT_READ = re.compile(r"[\W_]+")

_NEAR_DAYS = 7
_FAR_DAYS = 45
_LEAST_ALIKE = 0.3
_ENOUGH = 0.7
_ENOUGH_ON_OTHER_DAYS = 1.0
_VERY_NEAR = 0.25
_SAME_UNIT = 0.15
_SHARED_SOURCE = 0.25


@dataclass(frozen=True, slots=True)
class Signs:
    """What speaks for two records being about the same event.

    `alike` is how alike the titles are, from 0 to 1; `days_apart` is None where a date is
    missing.
    """

    alike: float
    days_apart: int | None
    same_unit: bool
    shares_source: bool

    @property
    def is_near(self) -> bool:
        """Return whether both happened in the same week."""
        return self.days_apart is not None and self.days_apart <= _NEAR_DAYS

    def may_be_the_same(self) -> bool:
        """Return whether a person should look: titles somewhat alike, and more besides.

        Very like titles are enough alone, unless the days are apart: what is done every month
        is called the same each time.
        """
        if self.alike < _LEAST_ALIKE:
            return False
        if self.days_apart is not None and self.days_apart > _FAR_DAYS:
            return False
        sum_of_signs = self.alike + _SAME_UNIT * self.same_unit
        sum_of_signs += _VERY_NEAR * self.is_near + _SHARED_SOURCE * self.shares_source
        other_days = self.days_apart is not None and not self.is_near
        return sum_of_signs >= (_ENOUGH_ON_OTHER_DAYS if other_days else _ENOUGH)


def bigrams(text: str) -> frozenset[str]:
    """Return the pairs of neighbouring characters of a text, without punctuation and blanks.

    A text of one character is that character.
    """
    plain = _NOT_READ.sub("", unicodedata.normalize("NFKC", text)).casefold()
    if len(plain) < 2:
        return frozenset({plain} if plain else ())
    return frozenset(plain[place : place + 2] for place in range(len(plain) - 1))


def likeness(one: frozenset[str], other: frozenset[str]) -> float:
    """Return the share of the pairs that two texts have in common, from 0 to 1."""
    if not one or not other:
        return 0.0
    return 2 * len(one & other) / (len(one) + len(other))


def days_between(one: date | None, other: date | None) -> int | None:
    """Return how many days lie between two dates; None where one is not known."""
    return None if one is None or other is None else abs((one - other).days)
