"""What one clause of a criteria sentence can say."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Kind = Literal[
    "off each time",
    "off once",
    "all lost",
    "for each item",
    "for something",
    "level",
    "band",
    "below",
    "share",
    "full",
    "worth",
    "most off",
    "most on",
    "most",
    "down to nothing",
    "highest",
    "cumulative",
    "by hand",
    "nothing of points",
    "unread",
]


@dataclass(frozen=True, slots=True)
class Said:
    """What a clause says: the points, the share from which (a fraction of one), the levels.

    `upto` is where a band ends. Without points a band gives all of them.
    """

    kind: Kind
    words: str
    points: str = ""
    share: str = ""
    upto: str = ""
    levels: tuple[str, ...] = ()
