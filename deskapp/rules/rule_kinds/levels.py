"""What the rules with levels share: their words and their formula."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from deskapp.i18n import _
from deskapp.rules.count_words import points_in_words
from deskapp.rules.points import plain
from deskapp.rules.practice_states import ADOPTION_LEVELS
from deskapp.rules.rule_kinds.parameters import CountRefs
from deskapp.rules.slips import SLIP_COLOURS

_LEVELS = {**ADOPTION_LEVELS, **SLIP_COLOURS}


def level_label(level: str) -> str:
    """Return a level in the language in force; one that is not known stands as written."""
    if level in _LEVELS:
        return _(_LEVELS[level])
    return level or _("Level not said")


def levels_counted(levels: Mapping[str, int]) -> str:
    """Return in words how many there are at each level."""
    parts = [
        _("{level}: {number}").format(level=level_label(level), number=number)
        for level, number in levels.items()
        if number
    ]
    return _(", ").join(parts) if parts else _("Nothing was counted.")


def table_of_levels(
    levels: Mapping[str, Decimal], section: str, otherwise: Decimal = Decimal(0)
) -> str:
    """Return the points of each level in words, and those of all others where they have any."""
    rows = [(level_label(level), points) for level, points in levels.items()]
    if otherwise:
        rows.append((_("any other level"), otherwise))
    text = _("{level} {points} off") if section == "deduction" else _("{level} {points}")
    return _(", ").join(
        text.format(level=level, points=points_in_words(points)) for level, points in rows
    )


def weighted_formula(levels: Mapping[str, Decimal], each: Decimal, refs: CountRefs) -> str:
    """Return the Excel expression that adds the points of every item by its level."""
    terms = [f"{plain(levels.get(level, each))}*{ref}" for level, ref in refs.levels.items()]
    return f"({'+'.join(terms)})" if terms else "0"
