"""What the parts of a meeting are called, and where a gap in it is mended."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from deskapp.i18n import N_

STATE_TONES = {"planned": "blue", "held": "green", "closed": "grey"}
TABS = ("facts", "agenda", "attendance", "decisions", "minutes", "files")
TAB_WORDS = {
    "facts": N_("Basics"),
    "agenda": N_("Agenda"),
    "attendance": N_("Attendance"),
    "decisions": N_("Decisions"),
    "minutes": N_("Minutes"),
    "files": N_("Files"),
}

# The tab, and the field of the basics, where each kind of gap is mended.
GAP_PLACES: dict[str, tuple[str, str]] = {
    "no_date": ("facts", "held_on"),
    "no_presider": ("facts", "presider_id"),
    "no_recorder": ("facts", "recorder_id"),
    "no_agenda": ("agenda", ""),
    "nobody_invited": ("attendance", ""),
    "not_marked": ("attendance", ""),
    "no_minutes": ("minutes", ""),
    "decision_open": ("decisions", ""),
}


@dataclass(slots=True)
class MeetingState:
    """What the detail shows of a meeting besides its form."""

    id: int | None = None
    version: int = 0
    year: int = 0
    title: str = ""
    state: str = "planned"
    held_on: date | None = None
