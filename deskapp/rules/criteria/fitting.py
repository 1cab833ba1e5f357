"""Fit the rule that was guessed to the figures that were guessed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from deskapp.rules.criteria.guessed import Guess
from deskapp.rules.measure_guess import COUNTS_WHAT_IS_BAD, LEVELS_OF


def fitted(guess: Guess, measure: str, section: str) -> Guess:
    """Return the guess as it goes with a measure; what cannot go with it is left by hand."""
    if not guess.understood or guess.rule == "by_hand" or not measure:
        return guess
    is_bad = measure in COUNTS_WHAT_IS_BAD
    if guess.rule == "deduct_per_missing":
        return _deducting(guess, is_bad=is_bad)
    levels: Iterable[str] = guess.parameters.get("levels", {})
    if is_bad != (section == "deduction") or not set(levels) <= set(LEVELS_OF.get(measure, ())):
        return _left_by_hand(guess)
    return guess


def _deducting(guess: Guess, *, is_bad: bool) -> Guess:
    """Say what is deducted for: the figures tell whether they count what is good or bad."""
    missing = [name for name in guess.missing if name != "counts"]
    if "counts" not in guess.missing and guess.parameters["counts"] == "numerator" and not is_bad:
        missing.append("measure")
    parameters = guess.parameters | {"counts": "numerator" if is_bad else "missing"}
    return replace(guess, parameters=parameters, missing=tuple(missing))


def _left_by_hand(guess: Guess) -> Guess:
    left = (*guess.read, *guess.left)
    return Guess("by_hand", understood=False, left=left)
