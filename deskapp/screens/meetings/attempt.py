"""How the parts of a meeting carry out what may fail."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol, TypeVar

Result = TypeVar("Result")


class Attempt(Protocol):
    """Carries out an action; a failure is told in words, and None returned."""

    def __call__(self, action: Callable[[], Result]) -> Result | None:
        """Return what the action returns, or None when it failed."""
