"""Read when a meeting was: 2021-04-20 9:00-11:30, 4月20日下午2点半至4点."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from datetime import date, datetime, time

from deskapp.dates import read_date, read_time

_CLOCK = (
    r"(?:凌晨|清晨|早上|早晨|上午|中午|下午|傍晚|晚上|晚间|晚)?"
    r"\d{1,2}(?::\d{2}(?::\d{2})?|[点时](?:\d{1,2}分?|半|一刻|三刻|整|钟)?)"
)
_SPAN = re.compile(rf"(?P<starts>{_CLOCK})(?:[-~—–至到]+(?P<ends>{_CLOCK}))?$")
_HALF = re.compile("^(?:下午|傍晚|晚上|晚间|晚)")


@dataclass(frozen=True, slots=True)
class MeetingTime:
    """The day of a meeting, when it begins and when it ends, as far as a cell says."""

    day: date | None
    starts: time | None = None
    ends: time | None = None


def read_meeting_time(cell: object, year: int | None = None) -> MeetingTime:
    """Return the day and the times in a cell; no day when it cannot be read."""
    if isinstance(cell, datetime):
        starts = cell.time().replace(second=0, microsecond=0)
        return MeetingTime(cell.date(), starts if starts != time() else None)
    if not isinstance(cell, str):
        return MeetingTime(_day(cell, year))
    text = unicodedata.normalize("NFKC", cell).strip()
    compact = "".join(text.replace("T", " ").split())
    for found in [_SPAN.search(text), _SPAN.search(compact)]:
        if found is None:
            continue
        day = _day(found.string[: found.start()].rstrip(" ,"), year)
        if day is not None:
            return MeetingTime(day, read_time(found["starts"]), _end(found))
    return MeetingTime(_day(text, year))


def _end(found: re.Match[str]) -> time | None:
    """Return the end; 下午2点至4点 says afternoon once for both."""
    ends = found["ends"]
    if not ends:
        return None
    half = _HALF.match(found["starts"])
    return read_time(half[0] + ends if half and ends[0].isdigit() else ends)


def _day(cell: object, year: int | None) -> date | None:
    read = read_date(cell, year)
    return read.value if read.precision == "day" else None
