"""The states of a practice, and which may follow which."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
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
        "provincial": N_("Provincial"),
        "national": N_("National"),
    }
)

# A practice begins as a note. The import and the sample are the exception: they write down
# practices that are further already.
FIRST_STATES = frozenset({"noted"})

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

# The usual way on.
NEXT_STATE: Mapping[str, str] = MappingProxyType(
    {"noted": "combed", "combed": "summarised", "summarised": "adopted"}
)

# What must be written down before a practice is in a state; a level is asked for besides.
NEEDED: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "noted": (),
        "combed": (),
        "summarised": ("background", "approach", "effect"),
        "adopted": ("background", "approach", "effect"),
    }
)


def may_follow(old: str, new: str) -> bool:
    """Say whether a practice may go from one state to the other."""
    return new in MAY_FOLLOW.get(old, frozenset())


def missing_for(state: str, texts: Mapping[str, str]) -> tuple[str, ...]:
    """Return the names of the texts that are still empty but needed in a state."""
    return tuple(name for name in NEEDED[state] if not texts.get(name, "").strip())


def is_in_time(
    state: str, due_on: date | None, summarised_on: date | None, judged: date
) -> bool | None:
    """Say whether a practice was summarised in time; None when that cannot be told (yet).

    The day it was first summarised decides; the due day itself is in time. It cannot be told
    without a due day, before that day is over, or when nobody wrote down the day of summary.
    `judged` is what `judged_on` says of the day looked at.
    """
    if due_on is None:
        return None
    if summarised_on is not None:
        return summarised_on <= due_on
    if state in SUMMARISED or due_on >= judged:
        return None
    return False
