"""The entries of the calendar in words, and the pages on which they are opened."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from types import MappingProxyType

from deskapp.dates import shown_time
from deskapp.i18n import N_, _, current_language
from deskapp.queries.calendar import CALENDAR_KINDS, CalendarRow

WEEKDAYS = (N_("Mon"), N_("Tue"), N_("Wed"), N_("Thu"), N_("Fri"), N_("Sat"), N_("Sun"))

KIND_ICONS: Mapping[str, str] = MappingProxyType(
    {
        "meeting": "calendar-days",
        "task_deadline": "clipboard-check",
        "slip_reply": "triangle-alert",
        "practice_due": "lightbulb",
        "study_due": "book-open",
        "term_end": "user-check",
    }
)
_NOT_DONE = {"red": N_("Overdue"), "blue": N_("Due soon")}
_MEETING = {"red": N_("Past, not marked as held"), "blue": N_("Soon")}


def month_in_words(month: date) -> str:
    """Return a month as the head of the page has it: 2021年4月, in English 2021-04."""
    if current_language().startswith("zh"):
        return f"{month.year}年{month.month}月"
    return f"{month.year}-{month.month:02d}"


def state_of(row: CalendarRow) -> tuple[str, str, str]:
    """Return how an entry stands: in words, as a sign, and its tone."""
    is_meeting = row.kind == "meeting"
    if row.is_done:
        return _("Held") if is_meeting else _("Completed"), "✓", "green"
    words = (_MEETING if is_meeting else _NOT_DONE).get(row.colour, "")
    return _(words), {"red": "▲", "blue": "◆"}.get(row.colour, ""), row.colour


def sentence_of(row: CalendarRow) -> str:
    """Return an entry in words: its kind, title, unit, hours, place and state."""
    hours = "-".join(shown_time(hour) for hour in (row.starts_at, row.ends_at) if hour)
    parts = (row.unit, hours, row.place, state_of(row)[0])
    more = " · ".join(part for part in parts if part)
    head = _("{kind}: {title}").format(kind=_(CALENDAR_KINDS[row.kind]), title=row.title)
    return f"{head} · {more}" if more else head
