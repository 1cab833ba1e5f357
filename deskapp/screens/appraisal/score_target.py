"""A score that another part asks to see."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ScoreTarget:
    """A score to show; with a reason the assessors' points are begun with it.

    Without an indicator it is one of the appraised as a whole.
    """

    subject_id: int
    indicator_id: int | None = None
    reason: str = ""
