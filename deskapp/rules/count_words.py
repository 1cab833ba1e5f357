"""What a measure's counts are called in the sentence of a rule, and points in words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from deskapp.i18n import N_, _, ngettext
from deskapp.rules.points import plain


@dataclass(frozen=True, slots=True)
class CountWords:
    """What a measure calls its share, one that is missing and one that is counted.

    All are marked with N_, singular, and read after "for each". `at_level` calls one of a
    {level}, where that says more than the level beside it; `together` calls all that are
    counted, read after "of the"; `only` is what a scheme says that narrows what is counted.
    """

    share: str
    missing: str
    counted: str
    at_level: str = ""
    together: str = N_("ones counted")
    only: tuple[str, ...] = ()

    def share_in_words(self) -> str:
        """Return what the share is called, in the language in force."""
        return self._narrowed(_(self.share))

    def missing_in_words(self) -> str:
        """Return what one that is missing is called."""
        return self._narrowed(_(self.missing))

    def counted_in_words(self) -> str:
        """Return what one that is counted is called."""
        if self.at_level and len(self.only) == 1:
            return _(self.at_level).format(level=_(self.only[0]))
        return self._narrowed(_(self.counted))

    def together_in_words(self) -> str:
        """Return what all that are counted are called together."""
        return self._narrowed(_(self.together))

    def _narrowed(self, text: str) -> str:
        if not self.only:
            return text
        listed = _(", ").join(_(one) for one in self.only)
        return _("{counted} ({only})").format(counted=text, only=listed)


# Where it is not known what is counted.
ANY_COUNT = CountWords(N_("share reached"), N_("one missing"), N_("one counted"))


def words_by_counter(counter: str) -> CountWords:
    """Return what is counted where a sentence says but its counter, such as 人次 or 篇."""
    if not counter:
        return ANY_COUNT
    return CountWords(
        ANY_COUNT.share,
        _("{counter} missing").format(counter=counter),
        _("{counter} counted").format(counter=counter),
    )


def points_in_words(points: Decimal) -> str:
    """Return so many points, such as 3 points or 3分."""
    # A part of a point is told in the plural, as in 0.2 points.
    text = ngettext("{points} point", "{points} points", 1 if points == 1 else 2)
    return text.format(points=plain(points))


def clauses(parts: Sequence[str]) -> str:
    """Return the parts of a sentence as the whole sentence."""
    text = parts[0]
    for part in parts[1:]:
        text = _("{clause}, {next}").format(clause=text, next=part)
    return _("{clause}.").format(clause=text)
