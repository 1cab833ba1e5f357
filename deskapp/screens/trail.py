"""The pages one came from by jumping to a record, and the way back to them."""

from __future__ import annotations

from dataclasses import dataclass

from deskapp.screens.seen import Seen

_LONGEST = 50


@dataclass(frozen=True, slots=True)
class Step:
    """A page that was left: its name, the year one worked in, and what was seen of it."""

    page: str
    year: int
    seen: Seen


class Trail:
    """Remembers the steps of a chain of jumps; going to a page by its name ends the chain."""

    def __init__(self) -> None:
        self._steps: list[Step] = []

    @property
    def last(self) -> Step | None:
        """Return the step that Back leads to; None where there was no jump."""
        return self._steps[-1] if self._steps else None

    def add(self, step: Step) -> None:
        """Remember a page that was left by a jump."""
        self._steps = [*self._steps[1 - _LONGEST :], step]

    def drop_last(self) -> None:
        """Forget the step that was gone back."""
        self._steps = self._steps[:-1]

    def clear(self) -> None:
        """Forget all steps."""
        self._steps = []
