"""What another page hands over when a practice is to be written down from it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class NewPractice:
    """A new practice of a unit or branch, and the key task or meeting it grows from.

    The unit of a branch need not be told. Another page asks for it with
    page_requested("practices", NewPractice(unit_id=3, ...)).
    """

    unit_id: int | None = None
    branch_id: int | None = None
    key_task_id: int | None = None
    meeting_id: int | None = None
    title: str = ""
