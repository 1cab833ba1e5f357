"""Shares of something done: in percent, in words, and in the tone that they have everywhere."""

from __future__ import annotations

from dataclasses import dataclass

from deskapp.i18n import N_, _
from deskapp.rules.shares import percent_of

# From which percent on a share has which tone, and what the legend says of it.
STEPS = (
    (90, "green", N_("90 % and more")),
    (75, "blue", N_("75 % and more")),
    (60, "yellow", N_("60 % and more")),
    (0, "red", N_("less than 60 %")),
)


@dataclass(frozen=True, slots=True)
class Share:
    """So many done of so many expected."""

    done: int
    expected: int

    def percent(self) -> int | None:
        """Return the share in whole percent; None where nothing is due."""
        percent = percent_of(self.done, self.expected, places=0)
        return None if percent is None else int(percent)

    def percent_text(self) -> str:
        """Return the share as it is read; a dash where nothing is due."""
        percent = self.percent()
        return "—" if percent is None else f"{percent} %"

    def numbers(self) -> str:
        """Return how many of how many, or that nothing is due."""
        if not self.expected:
            return _("nothing due yet")
        return _("{done} of {expected}").format(done=self.done, expected=self.expected)

    def in_words(self) -> str:
        """Return the share with its numbers."""
        return f"{self.numbers()} ({self.percent_text()})" if self.expected else self.numbers()


def share_tone(percent: int | None) -> str:
    """Return the tone of a share; none where nothing is due."""
    if percent is None:
        return ""
    return next(name for least, name, _words in STEPS if percent >= least)
