"""What the index of a box tells of each thing in it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the index: to what part it belongs, what it is, and the file where it lies.

    Without a `path` nothing lies anywhere, and the `remark` says why.
    """

    part: str
    what: str
    path: str = ""
    size: int = 0
    sha256: str = ""
    remark: str = ""
    is_loss: bool = False
    """Whether the ledger does not hold the file any more, or not as it was attached."""


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the box: its heading in the index, and its folder; the top has none."""

    heading: str
    folder: str = ""

    def inner(self, heading: str, folder: str = "") -> Part:
        """Return a part of this part; without a folder of its own it lies in this one's."""
        whole = f"{self.heading} · {heading}" if self.heading else heading
        return Part(whole, folder or self.folder)


TOP = Part("")
"""The box itself."""
