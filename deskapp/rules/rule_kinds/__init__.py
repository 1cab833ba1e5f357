"""The kinds of scoring rule: each one class whose fields are the rule's parameters.

A new kind is one more file here and its line in RULES: its points, its sentence, and the
Excel formula that gives the same points when the workbook is calculated again.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from deskapp.i18n import N_
from deskapp.rules.rule_kinds.bands import Band, Bands
from deskapp.rules.rule_kinds.by_hand import ByHand
from deskapp.rules.rule_kinds.deduct import DeductPerMissing
from deskapp.rules.rule_kinds.highest import HighestOnly
from deskapp.rules.rule_kinds.parameters import CountRefs, Parameters
from deskapp.rules.rule_kinds.per_item import PerItem
from deskapp.rules.rule_kinds.share import Share

__all__ = [
    "RULES",
    "RULE_KINDS",
    "Band",
    "Bands",
    "ByHand",
    "CountRefs",
    "DeductPerMissing",
    "HighestOnly",
    "Parameters",
    "PerItem",
    "Share",
]

RULES: Mapping[str, type[Parameters]] = MappingProxyType(
    {
        "share": Share,
        "deduct_per_missing": DeductPerMissing,
        "bands": Bands,
        "per_item": PerItem,
        "highest_only": HighestOnly,
        "by_hand": ByHand,
    }
)

# Shown where a rule is chosen, in this order.
RULE_KINDS: Mapping[str, str] = MappingProxyType(
    {
        "share": N_("Share of points"),
        "deduct_per_missing": N_("Deduct per missing"),
        "bands": N_("Bands of shares"),
        "per_item": N_("Points per item"),
        "highest_only": N_("Highest level only"),
        "by_hand": N_("By hand"),
    }
)
