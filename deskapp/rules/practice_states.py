"""The states of a practice, and which may follow which."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from deskapp.i18n import N_

PRACTICE_STATES: Mapping[str, str] = MappingProxyType(
    {
        "noted": N_("Noted"),
        "combed": N_("Combed through"),
        "summarised": N_("Summarised"),
        "adopted": N_("Adopted as distinctive experience"),
    }
)

# From the lowest to the highest.
ADOPTION_LEVELS: Mapping[str, str] = MappingProxyType(
    {
        "own": N_("Own unit"),
        "association": N_("Association"),
        "municipal": N_("Municipal"),
        "national": N_("National"),
    }
)

# One step on, or back: a practice that was adopted can be taken up again.
MAY_FOLLOW: Mapping[str, frozenset[str]] = MappingProxyType(
    {
        "noted": frozenset({"combed"}),
        "combed": frozenset({"noted", "summarised"}),
        "summarised": frozenset({"combed", "adopted"}),
        "adopted": frozenset({"summarised"}),
    }
)

SUMMARISED = ("summarised", "adopted")


def may_follow(old: str, new: str) -> bool:
    """Say whether a practice may go from one state to the other."""
    return new in MAY_FOLLOW.get(old, frozenset())
