"""Points off for every one missing, or for every one counted."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, ClassVar, Literal

from deskapp.errors import LedgerError
from deskapp.i18n import _
from deskapp.rules.count_words import ANY_COUNT, CountWords, points_in_words
from deskapp.rules.points import Counted, plain
from deskapp.rules.rule_kinds.parameters import CountRefs, number, optional_number

ZERO = Decimal(0)


@dataclass(frozen=True, slots=True)
class DeductPerMissing:
    """`each` points off for every one missing, never more than `cap`, never below zero.

    With counts "numerator" the measure counts what is bad, such as tasks overdue.
    """

    full_when_nothing: ClassVar[bool] = True
    each: Decimal
    cap: Decimal | None = None
    counts: Literal["missing", "numerator"] = "missing"

    @classmethod
    def parsed(cls, mapping: Mapping[str, object]) -> DeductPerMissing:
        """Return the rule from its stored form; raise LedgerError for a wrong value."""
        each = number(mapping, "each")
        cap = optional_number(mapping, "cap")
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

    def stored(self) -> dict[str, Any]:
        """Return the rule as a JSON object of texts."""
        stored = {"each": plain(self.each), "counts": self.counts}
        return stored if self.cap is None else stored | {"cap": plain(self.cap)}

    def earned(self, points: Decimal, counted: Counted) -> Decimal:
        """Return the points less the deduction."""
        return points - self.deducted(counted)

    def deducted(self, counted: Counted) -> Decimal:
        """Return what is taken off, up to the cap: the points of a section of deductions."""
        deduction = self.each * self._times(counted)
        return deduction if self.cap is None else min(deduction, self.cap)

    def limited(self, points: Decimal, counted: Counted) -> bool:
        """Say whether the cap, or zero points, ended the deduction."""
        limit = points if self.cap is None else min(points, self.cap)
        return self.each * self._times(counted) > limit

    def why(self, counted: Counted, section: str) -> str:
        """Return in words how many were deducted for."""
        times = self._times(counted)
        if not times:
            return self._why_nothing(counted)
        words = {"times": plain(times), "points": points_in_words(self.each)}
        if self.counts == "numerator":
            return _("{times} counted, {points} off for each.").format(**words)
        text = _("{times} missing of {expected}, {points} off for each.")
        return text.format(expected=counted.denominator, **words)

    def _why_nothing(self, counted: Counted) -> str:
        if self.counts == "numerator":
            return _("Nothing was counted.")
        return _("None missing of {expected}.").format(expected=counted.denominator)

    def sentence(self, points: Decimal, section: str, words: CountWords) -> str:
        """Return the rule in words."""
        is_missing = self.counts == "missing"
        counted = words.missing_in_words() if is_missing else words.counted_in_words()
        most = points if self.cap is None else min(self.cap, points)
        if self.is_once:
            return self._once_in_words(most, counted)
        if section == "deduction":
            text = _("{points} off for each {counted}, at most {most}.")
        elif most == points:
            text = _("{points} off for each {counted}, down to 0.")
        else:
            text = _("{points} off for each {counted}, at most {most} in all.")
        return text.format(
            points=points_in_words(self.each), counted=counted, most=points_in_words(most)
        )

    @property
    def is_once(self) -> bool:
        """Say whether the first one missing, or counted, already takes off all there is."""
        return self.cap is not None and self.each >= self.cap

    def _once_in_words(self, most: Decimal, counted: str) -> str:
        if counted == _(ANY_COUNT.missing):
            return _("{points} off when it is not done.").format(points=points_in_words(most))
        text = _("{points} off for any {counted}, once only.")
        return text.format(points=points_in_words(most), counted=counted)

    def formula(self, points: str, refs: CountRefs) -> str:
        """Return the Excel expression of `earned`."""
        # Binary numbers of nearly one size leave dust behind, which could tip half a hundredth.
        return f"ROUND({points}-{self.deducted_formula(refs)},9)"

    def deducted_formula(self, refs: CountRefs) -> str:
        """Return the Excel expression of `deducted`."""
        bad = self.counts == "numerator"
        times = refs.numerator if bad else f"{refs.denominator}-{refs.numerator}"
        deduction = f"{plain(self.each)}*MAX(0,{times})"
        return deduction if self.cap is None else f"MIN({plain(self.cap)},{deduction})"

    def _times(self, counted: Counted) -> Decimal:
        bad = self.counts == "numerator"
        times = counted.numerator if bad else counted.denominator - counted.numerator
        return max(ZERO, Decimal(times))
