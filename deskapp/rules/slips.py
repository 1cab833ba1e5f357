"""Which supervision slip may follow which: blue, then yellow, then red."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType

from deskapp.i18n import N_

# In the order in which they are issued for one task.
SLIP_COLOURS: Mapping[str, str] = MappingProxyType(
    {"blue": N_("Blue slip"), "yellow": N_("Yellow slip"), "red": N_("Red slip")}
)


def next_colours(issued: Sequence[str]) -> tuple[str, ...]:
    """Return the colours that the next slip of a task may have, after those issued so far.

    A colour may be issued again; the next one only after the last, and none goes back.
    """
    colours = tuple(SLIP_COLOURS)
    if not issued:
        return colours[:1]
    reached = max(colours.index(colour) for colour in issued)
    return colours[reached : reached + 2]
