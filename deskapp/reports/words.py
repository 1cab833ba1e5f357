"""Words and lines that the sheets of all reports share."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, time

from deskapp.dates import shown_date
from deskapp.i18n import _

BLANK = "\N{IDEOGRAPHIC SPACE}" * 8
"""Room to sign in, on a line to print."""


def when(held_on: date | None, starts_at: time | None, ends_at: time | None) -> str:
    """Return day and hours as 2021-04-20 09:00-11:30, as far as they are known."""
    hours = "-".join(f"{hour:%H:%M}" for hour in (starts_at, ends_at) if hour)
    return f"{shown_date(held_on) if held_on else ''} {hours}".strip()


def numbered(lines: Sequence[str]) -> str:
    """Return the lines under each other, numbered where there are several."""
    if len(lines) < 2:
        return "".join(lines)
    return "\n".join(f"{number}. {line}" for number, line in enumerate(lines, start=1))


def signature_line(*roles: str) -> str:
    """Return the line where those with these roles sign, with room for the date."""
    signers = [_("{role} (signature):").format(role=role) + BLANK for role in roles]
    return "".join([*signers, _("Date:")])
