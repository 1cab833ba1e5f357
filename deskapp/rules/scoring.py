"""Score an indicator: pure decimal arithmetic over what a measure counted.

`points` is what the indicator is worth. The result is never below 0 and never above it. When
nothing was expected (an empty denominator) ordinary points are given in full, and the sentence
says so; there is no bonus then and no deduction. The points of a deduction are those taken off.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from deskapp.errors import LedgerError
from deskapp.i18n import _
from deskapp.rules.count_words import ANY_COUNT, CountWords
from deskapp.rules.points import Counted, Scored, plain, ranks, rounded
from deskapp.rules.rule_kinds import (
    RULE_KINDS,
    RULES,
    CountRefs,
    DeductPerMissing,
    Parameters,
)

__all__ = [
    "RULE_KINDS",
    "SECTION_RULES",
    "CountRefs",
    "CountWords",
    "Counted",
    "Parameters",
    "Scored",
    "excel_formula",
    "parameters_from",
    "parameters_to",
    "ranks",
    "rounded",
    "rule_sentence",
    "score",
]

# The kinds of rule that make sense in each section of a scheme.
SECTION_RULES: Mapping[str, tuple[str, ...]] = {
    "ordinary": tuple(RULE_KINDS),
    "bonus": ("per_item", "highest_only", "share", "bands", "by_hand"),
    "deduction": ("deduct_per_missing", "per_item", "highest_only", "by_hand"),
}


def parameters_from(kind: str, mapping: Mapping[str, object]) -> Parameters:
    """Return the parameters of a rule from their stored form.

    Raises LedgerError, in sentences, for an unknown kind and for values that make no rule.
    """
    if kind not in RULES:
        raise LedgerError(
            _("There is no rule of the kind {kind}.").format(kind=kind),
            _("Choose one of the kinds in the list."),
        )
    return RULES[kind].parsed(mapping)


def parameters_to(parameters: Parameters) -> dict[str, Any]:
    """Return the parameters as a JSON object, which `parameters_from` reads back."""
    return parameters.stored()


def score(
    kind: str,
    parameters: Parameters,
    points: Decimal,
    counted: Counted | None,
    section: str = "ordinary",
) -> Scored:
    """Return the points for what was counted, the points lost, and why.

    `counted` is None while nobody has counted or assessed yet: no points. A bonus that is not
    earned is not lost; what a deduction takes off is.
    """
    _check_kind(kind, parameters)
    full, none = rounded(points), rounded(Decimal(0))
    if counted is None:
        return Scored(none, _lost(section, full, none), False, _("Not assessed yet."))
    if _nothing_expected(parameters, counted):
        if section != "ordinary":
            return Scored(none, none, False, _("Nothing was expected."))
        return Scored(full, none, False, _("Nothing was expected: full points."))
    if section == "deduction" and isinstance(parameters, DeductPerMissing):
        earned = parameters.deducted(counted)
    else:
        earned = parameters.earned(full, counted)
    earned = rounded(min(full, max(Decimal(0), earned)))
    limited = parameters.limited(full, counted)
    return Scored(earned, _lost(section, full, earned), limited, parameters.why(counted, section))


def _lost(section: str, full: Decimal, points: Decimal) -> Decimal:
    if section == "ordinary":
        return full - points
    return points if section == "deduction" else rounded(Decimal(0))


def rule_sentence(
    kind: str,
    parameters: Parameters,
    points: Decimal,
    section: str = "ordinary",
    words: CountWords | None = None,
) -> str:
    """Return the rule in words, in the language in force, as a section of a scheme prints it.

    `words` are what the measure calls what it counts; without them the sentence says no more
    than the rule does.
    """
    _check_kind(kind, parameters)
    return parameters.sentence(points, section, words or ANY_COUNT)


def excel_formula(
    kind: str, parameters: Parameters, points: Decimal, refs: CountRefs, section: str = "ordinary"
) -> str:
    """Return the formula, without "=", whose recalculation gives the points of `score`.

    The references may be cells or, in parentheses, whole expressions.
    """
    _check_kind(kind, parameters)
    full = plain(rounded(points))
    if section == "deduction" and isinstance(parameters, DeductPerMissing):
        earned = parameters.deducted_formula(refs)
    else:
        earned = parameters.formula(full, refs)
    scored = f"ROUND(MIN({full},MAX(0,{earned})),2)"
    if not parameters.full_when_nothing:
        return scored
    nothing = full if section == "ordinary" else "0"
    return f"IF({refs.denominator}=0,{nothing},{scored})"


def _nothing_expected(parameters: Parameters, counted: Counted) -> bool:
    return counted.denominator == 0 and parameters.full_when_nothing


def _check_kind(kind: str, parameters: Parameters) -> None:
    if type(parameters) is not RULES.get(kind):
        raise TypeError(f"{type(parameters).__name__} are no parameters of {kind}")
