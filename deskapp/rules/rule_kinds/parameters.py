"""What every kind of rule can do, and how its stored parameters are read."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from typing import Any, ClassVar, Protocol

from deskapp.errors import LedgerError
from deskapp.i18n import N_, _
from deskapp.rules.count_words import CountWords
from deskapp.rules.points import Counted, divided, plain


@dataclass(frozen=True, slots=True)
class CountRefs:
    """The cells, or whole expressions in parentheses, that hold what was counted."""

    numerator: str
    denominator: str
    levels: Mapping[str, str] = field(default_factory=dict)


class Parameters(Protocol):
    """What every kind of rule can do; a parameter object is the rule itself.

    `full_when_nothing` says that all points are given where nothing was expected.
    """

    full_when_nothing: ClassVar[bool]

    @classmethod
    def parsed(cls, mapping: Mapping[str, object]) -> Parameters:
        """Return the rule from its stored form; raise LedgerError for a wrong value."""

    def stored(self) -> dict[str, Any]:
        """Return the rule as a JSON object, which `parsed` reads back."""

    def earned(self, points: Decimal, counted: Counted) -> Decimal:
        """Return the points, neither limited nor rounded."""

    def limited(self, points: Decimal, counted: Counted) -> bool:
        """Say whether a cap, or zero, ended what was counted."""

    def why(self, counted: Counted, section: str) -> str:
        """Return in words what was counted."""

    def sentence(self, points: Decimal, section: str, words: CountWords) -> str:
        """Return the rule in words, as a section of a scheme prints it."""

    def formula(self, points: str, refs: CountRefs) -> str:
        """Return the Excel expression of `earned`, for the cells named."""


_NAMES = {
    "floor": N_("the share below which there are no points"),
    "full_at": N_("the share from which points are full"),
    "each": N_("the points each time"),
    "cap": N_("the most that counts"),
    "at_least": N_("the share from which a band counts"),
    "points": N_("the points of a band or level"),
    "otherwise": N_("the points below all bands"),
}


# No rule of any office has a larger number; one with hundreds of digits would stop the sums.
_MOST = Decimal(100_000)
_MOST_PLACES = 20


def number(mapping: Mapping[str, object], name: str, default: Decimal | None = None) -> Decimal:
    """Return a number of the stored form; raise LedgerError where it is none."""
    value = mapping.get(name)
    if value in (None, "") and default is not None:
        return default
    try:
        read = Decimal(str(value))
    except InvalidOperation:
        read = Decimal("NaN")
    if read.is_finite() and abs(read) <= _MOST and not isinstance(value, bool):
        return read
    raise LedgerError(
        _("The rule has no number for {name}.").format(name=_(_NAMES[name])),
        _("Enter it in digits, such as 0.2."),
    )


def optional_number(mapping: Mapping[str, object], name: str) -> Decimal | None:
    """Return a number of the stored form, or None where there is none."""
    return None if mapping.get(name) in (None, "") else number(mapping, name)


def percent(share: Decimal) -> str:
    """Return a fraction of one as the number before a percent sign."""
    return plain(share * 100)


def share_counted(counted: Counted, limits: Iterable[Decimal] = ()) -> str:
    """Return in words how many of how many were counted.

    `limits` are the shares that a rule judges by: the percentage is told exactly enough to be on
    the right side of each, and of 100.
    """
    share = divided(Decimal(100) * counted.numerator, counted.denominator)
    return _("{counted} of {expected}, that is {percent} %.").format(
        counted=plain(counted.numerator),
        expected=counted.denominator,
        percent=plain(_rounded_within(share, [*(limit * 100 for limit in limits), Decimal(100)])),
    )


def _rounded_within(share: Decimal, limits: Sequence[Decimal]) -> Decimal:
    """Return a share with one decimal, or as many as keep it on its side of every limit."""
    sides = [share >= limit for limit in limits]
    for places in range(1, _MOST_PLACES):
        told = round(share, places)
        if [told >= limit for limit in limits] == sides:
            return told
    return share


def points_of_levels(mapping: Mapping[str, object]) -> dict[str, Decimal]:
    """Return the points of each level of the stored form, the highest first."""
    levels = mapping.get("levels") or {}
    if not isinstance(levels, Mapping):
        levels = {}
    read = {str(level): number({"points": value}, "points") for level, value in levels.items()}
    if any(value <= 0 for value in read.values()):
        raise LedgerError(
            _("A level that brings no points is no level of this rule."),
            _("Give every level its points, or leave it out."),
        )
    return dict(sorted(read.items(), key=lambda pair: -pair[1]))
