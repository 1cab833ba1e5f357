"""The kinds of scoring rule: each one class whose fields are the rule's parameters.

A new kind is one more class here and its line in RULES: its points, its sentence, and the
Excel formula that gives the same points when the workbook is calculated again.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from types import MappingProxyType
from typing import Literal, Protocol

from deskapp.errors import LedgerError
from deskapp.i18n import N_, _
from deskapp.rules.points import Counted, divided, plain

_ONE = Decimal(1)
_ZERO = Decimal(0)


class Parameters(Protocol):
    """What every kind of rule can do; a parameter object is the rule itself."""

    @classmethod
    def parsed(cls, mapping: Mapping[str, object]) -> Parameters:
        """Return the rule from its stored form; raise LedgerError for a wrong value."""

    def stored(self) -> dict[str, str]:
        """Return the rule as a JSON object of texts, which `parsed` reads back."""

    def earned(self, points: Decimal, counted: Counted) -> Decimal:
        """Return the points, neither limited nor rounded; something was expected."""

    def limited(self, points: Decimal, counted: Counted) -> bool:
        """Say whether a cap, or zero, kept the deduction smaller than was counted."""

    def why(self, counted: Counted) -> str:
        """Return in words what was counted."""

    def sentence(self, points: Decimal) -> str:
        """Return the rule in words, as a scheme prints it."""

    def formula(self, points: str, numerator: str, denominator: str) -> str:
        """Return the Excel expression of `earned`, for the cells named."""


@dataclass(frozen=True, slots=True)
class Share:
    """Points by the share reached: none below `floor`, all of them from `full_at`.

    Both are fractions of one.
    """

    floor: Decimal = _ZERO
    full_at: Decimal = _ONE

    @classmethod
    def parsed(cls, mapping: Mapping[str, object]) -> Share:
        """Return the rule from its stored form; raise LedgerError for a wrong value."""
        floor = _number(mapping, "floor", _ZERO)
        full_at = _number(mapping, "full_at", _ONE)
        if not 0 <= floor <= full_at <= 1 or full_at == 0:
            raise LedgerError(
                _("The shares of this rule do not fit together."),
                _("Give shares between 0 and 1, the lower one first."),
            )
        return cls(floor, full_at)

    def stored(self) -> dict[str, str]:
        """Return the rule as a JSON object of texts."""
        return {"floor": plain(self.floor), "full_at": plain(self.full_at)}

    def earned(self, points: Decimal, counted: Counted) -> Decimal:
        """Return points x share, between floor and full."""
        # Compared as products: a quotient such as 2/3 would not be exact.
        if counted.numerator < self.floor * counted.denominator:
            return _ZERO
        if counted.numerator >= self.full_at * counted.denominator:
            return points
        return divided(points * counted.numerator, counted.denominator)

    def limited(self, points: Decimal, counted: Counted) -> bool:
        """Say no: a share has no cap."""
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
        floor, full_at = _percent(self.floor), _percent(self.full_at)
        if self.floor and self.full_at < 1:
            text = _("Points by share; none below {floor} %, full points from {full} %.")
        elif self.floor:
            return _("Points by share; none below {floor} %.").format(floor=floor)
        elif self.full_at < 1:
            return _("Points by share; full points from {full} %.").format(full=full_at)
        else:
            return _("Points by share.")
        return text.format(floor=floor, full=full_at)

    def formula(self, points: str, numerator: str, denominator: str) -> str:
        """Return the Excel expression of `earned`."""
        share = f"{numerator}/{denominator}"
        by_share = f"{points}*{numerator}/{denominator}"
        full = f"IF({share}>={plain(self.full_at)},{points},{by_share})"
        return f"IF({share}<{plain(self.floor)},0,{full})" if self.floor else full


@dataclass(frozen=True, slots=True)
class DeductPerMissing:
    """`each` points off for every one missing, never more than `cap`, never below zero.

    With counts "numerator" the measure counts what is bad, such as tasks overdue.
    """

    each: Decimal
    cap: Decimal | None = None
    counts: Literal["missing", "numerator"] = "missing"

    @classmethod
    def parsed(cls, mapping: Mapping[str, object]) -> DeductPerMissing:
        """Return the rule from its stored form; raise LedgerError for a wrong value."""
        each = _number(mapping, "each", None)
        cap = _number(mapping, "cap", None) if mapping.get("cap") not in (None, "") else None
        counts = mapping.get("counts") or "missing"
        if each <= 0 or (cap is not None and cap <= 0):
            raise LedgerError(
                _("A deduction of nothing or less is no deduction."),
                _("Give the points taken off each time, such as 0.2."),
            )
        if counts == "missing":
            return cls(each, cap, "missing")
        if counts == "numerator":
            return cls(each, cap, "numerator")
        raise LedgerError(
            _("The rule does not say what it deducts for."),
            _("Choose either what is missing or what was counted."),
        )

    def stored(self) -> dict[str, str]:
        """Return the rule as a JSON object of texts."""
        stored = {"each": plain(self.each), "counts": self.counts}
        return stored if self.cap is None else stored | {"cap": plain(self.cap)}

    def earned(self, points: Decimal, counted: Counted) -> Decimal:
        """Return the points less the deduction."""
        deduction = self.each * self._times(counted)
        return points - (deduction if self.cap is None else min(deduction, self.cap))

    def limited(self, points: Decimal, counted: Counted) -> bool:
        """Say whether the cap, or zero points, ended the deduction."""
        limit = points if self.cap is None else min(points, self.cap)
        return self.each * self._times(counted) > limit

    def why(self, counted: Counted) -> str:
        """Return in words how many were deducted for."""
        times = plain(self._times(counted))
        if self.counts == "numerator":
            return _("{times} counted, {each} points off for each.").format(
                times=times, each=plain(self.each)
            )
        return _("{times} missing of {expected}, {each} points off for each.").format(
            times=times, expected=counted.denominator, each=plain(self.each)
        )

    def sentence(self, points: Decimal) -> str:
        """Return the rule in words."""
        each = plain(self.each)
        if self.counts == "missing":
            if self.cap is None:
                return _("{each} points off for each one missing, down to 0.").format(each=each)
            text = _("{each} points off for each one missing, at most {cap}.")
        else:
            if self.cap is None:
                return _("{each} points off for each one, down to 0.").format(each=each)
            text = _("{each} points off for each one, at most {cap}.")
        return text.format(each=each, cap=plain(self.cap))

    def formula(self, points: str, numerator: str, denominator: str) -> str:
        """Return the Excel expression of `earned`."""
        bad = self.counts == "numerator"
        times = f"MAX(0,{numerator})" if bad else f"MAX(0,{denominator}-{numerator})"
        deduction = f"{plain(self.each)}*{times}"
        return f"{points}-" + (
            deduction if self.cap is None else f"MIN({plain(self.cap)},{deduction})"
        )

    def _times(self, counted: Counted) -> Decimal:
        bad = self.counts == "numerator"
        times = counted.numerator if bad else counted.denominator - counted.numerator
        return max(_ZERO, Decimal(times))


@dataclass(frozen=True, slots=True)
class ByHand:
    """The points are what the assessors gave; they stand as the numerator."""

    @classmethod
    def parsed(cls, mapping: Mapping[str, object]) -> ByHand:
        """Return the rule; it has no parameters."""
        return cls()

    def stored(self) -> dict[str, str]:
        """Return an empty JSON object."""
        return {}

    def earned(self, points: Decimal, counted: Counted) -> Decimal:
        """Return the points given."""
        return Decimal(counted.numerator)

    def limited(self, points: Decimal, counted: Counted) -> bool:
        """Say no: nothing is deducted by rule."""
        return False

    def why(self, counted: Counted) -> str:
        """Return in words who gave the points."""
        given = plain(counted.numerator)
        return _("The assessors gave {points} points.").format(points=given)

    def sentence(self, points: Decimal) -> str:
        """Return the rule in words."""
        return _("Given by the assessors, at most {points} points.").format(points=plain(points))

    def formula(self, points: str, numerator: str, denominator: str) -> str:
        """Return the cell that holds the points given."""
        return numerator


RULES: Mapping[str, type[Parameters]] = MappingProxyType(
    {"share": Share, "deduct_per_missing": DeductPerMissing, "by_hand": ByHand}
)

# Shown where a rule is chosen, in this order.
RULE_KINDS: Mapping[str, str] = MappingProxyType(
    {
        "share": N_("Share of points"),
        "deduct_per_missing": N_("Deduct per missing"),
        "by_hand": N_("By hand"),
    }
)


def _percent(share: Decimal) -> str:
    return plain(share * 100)


def _number(mapping: Mapping[str, object], name: str, default: Decimal | None) -> Decimal:
    value = mapping.get(name)
    if value in (None, "") and default is not None:
        return default
    try:
        number = Decimal(str(value))
    except InvalidOperation:
        number = Decimal("NaN")
    if number.is_finite() and not isinstance(value, bool):
        return number
    raise LedgerError(
        _("The rule has no number for {name}.").format(name=_(_NAMES[name])),
        _("Enter it in digits, such as 0.2."),
    )


_NAMES = {
    "floor": N_("the share below which there are no points"),
    "full_at": N_("the share from which points are full"),
    "each": N_("the points off each time"),
    "cap": N_("the most that is taken off"),
}
