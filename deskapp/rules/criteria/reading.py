"""Read the criteria of an indicator whole: rule, figures, and what narrows them."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from deskapp.rules.criteria.fitting import fitted
from deskapp.rules.criteria.guess import guess_rule
from deskapp.rules.criteria.guessed import Guess
from deskapp.rules.criteria.narrowing import narrowed


def read_criteria(
    criteria: str,
    section: str,
    worth: Decimal | None,
    *,
    name: str = "",
    measure: str = "",
    is_sure: bool = True,
) -> Guess:
    """Return the rule that the criteria of an indicator seem to mean, as it goes with a measure.

    `is_sure` is False where the measure itself is but guessed from words that may mean others.
    """
    guess = narrowed(
        fitted(guess_rule(criteria, section, worth), measure, section), measure, name, criteria
    )
    if is_sure or not measure or not guess.understood or guess.rule == "by_hand":
        return guess
    return replace(guess, missing=tuple(dict.fromkeys((*guess.missing, "measure"))))
