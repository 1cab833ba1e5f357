"""What the rules with levels share: their words and their formula."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from deskapp.i18n import _
from deskapp.rules.points import plain
from deskapp.rules.practice_states import ADOPTION_LEVELS
from deskapp.rules.rule_kinds.parameters import CountRefs
from deskapp.rules.slips import SLIP_COLOURS

_LEVELS = {**ADOPTION_LEVELS, **SLIP_COLOURS}


def level_label(level: str) -> str:
    """Return a level in the language in force; one that is not known stands as written."""
    return _(_LEVELS[level]) if level in _LEVELS else level


def levels_in_words(levels: Mapping[str, Decimal | int], *, as_points: bool = False) -> str:
    """Return the levels with their points, or with how many there are."""
    if not any(levels.values()):
        return _("Nothing was counted.")
    text = _("{level} {number} points") if as_points else _("{level}: {number}")
    parts = [
        text.format(level=level_label(level), number=plain(number))
        for level, number in levels.items()
        if number
    ]
    return _(", ").join(parts)


def weighted_formula(levels: Mapping[str, Decimal], each: Decimal, refs: CountRefs) -> str:
    """Return the Excel expression that adds the points of every item by its level."""
    terms = [f"{plain(levels.get(level, each))}*{ref}" for level, ref in refs.levels.items()]
    return f"({'+'.join(terms)})" if terms else "0"
