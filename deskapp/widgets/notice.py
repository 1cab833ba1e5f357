"""What a screen tells the person: a quiet notice, or a message with what to do."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

Severity = Literal["info", "done", "warning", "error"]


@dataclass(frozen=True, slots=True)
class NoticeAction:
    """A button of a notice: its words, already translated, and what it does."""

    text: str
    run: Callable[[], object]


@dataclass(frozen=True, slots=True)
class Notice:
    """A sentence, how grave it is, and up to three buttons."""

    text: str
    severity: Severity = "info"
    actions: tuple[NoticeAction, ...] = ()
