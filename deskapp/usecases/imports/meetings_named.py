"""Find the meeting that a sign-in list, or a row of one, belongs to."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from deskapp.errors import LedgerError
from deskapp.i18n import _
from deskapp.records.meeting import Meeting
from deskapp.rules.meeting_times import read_meeting_time
from deskapp.rules.sources import title_key

_SHORTEST = 4  # characters of a title that is found inside another text


@dataclass(frozen=True, slots=True)
class MeetingKnown:
    """A meeting as it is looked for."""

    id: int
    year: int
    title: str
    held_on: date | None
    state: str


def meetings_to_sign(session: Session, year: int) -> list[tuple[int, str, date | None]]:
    """Return the meetings of a year that are not closed, the latest first: id, title, day."""
    statement = (
        select(Meeting.id, Meeting.title, Meeting.held_on)
        .where(Meeting.year == year, Meeting.state != "closed")
        .order_by(Meeting.held_on.desc(), Meeting.id.desc())
    )
    return [(row.id, row.title, row.held_on) for row in session.execute(statement)]


class MeetingsNamed:
    """Looks for meetings by id, by title and by day."""

    def __init__(self, session: Session) -> None:
        statement = select(
            Meeting.id, Meeting.year, Meeting.title, Meeting.held_on, Meeting.state
        ).order_by(Meeting.held_on, Meeting.id)
        self._meetings = [MeetingKnown(*row) for row in session.execute(statement)]

    def chosen(self, wanted: int | str, year: int | None) -> MeetingKnown:
        """Return the meeting of an id or a title; raise LedgerError when it is not one alone."""
        found = [one for one in self._meetings if str(one.id) == str(wanted)]
        if not found:
            found = self.find(str(wanted), None, year)
        if len(found) == 1:
            return found[0]
        if found:
            raise LedgerError(
                _("{n} meetings fit “{title}”.").format(n=len(found), title=wanted),
                _("Say which one by its number: {numbers}.").format(
                    numbers=", ".join(str(one.id) for one in found)
                ),
            )
        raise LedgerError(
            _("There is no meeting “{title}”.").format(title=wanted),
            _("Write its title as the ledger has it."),
        )

    def find(self, title: str, day: date | None, year: int | None) -> list[MeetingKnown]:
        """Return the meetings of a title, of a day, or of both; of the year if any is."""
        found = self._meetings
        if day is not None:
            found = [one for one in found if one.held_on == day]
        if title:
            key = title_key(title)
            same = [one for one in found if title_key(one.title) == key]
            found = same or [one for one in found if _holds(key, title_key(one.title))]
        of_year = [one for one in found if one.year == year]
        return of_year if day is None and of_year else found

    def told_by(self, texts: Iterable[str], year: int | None) -> MeetingKnown | None:
        """Return the one meeting whose title, or day, stands over a list; None if in doubt."""
        lines = [title_key(text) for text in texts]
        days = {time.day for text in texts if (time := read_meeting_time(_after(text), year)).day}
        found = [
            one
            for one in self._meetings
            if any(_holds(line, title_key(one.title)) for line in lines)
        ]
        if len(found) != 1 and days:
            on_day = [one for one in found or self._meetings if one.held_on in days]
            found = on_day or found
        if len(found) != 1:
            found = [one for one in found if one.year == year]
        return found[0] if len(found) == 1 else None


def _holds(text: str, title: str) -> bool:
    return (len(title) >= _SHORTEST and title in text) or (len(text) >= _SHORTEST and text in title)


def _after(text: str) -> str:
    """Return what stands behind 时间: or 日期:."""
    for mark in (":", "："):
        if mark in text and text.index(mark) <= _SHORTEST:
            return text.split(mark, 1)[1].strip().split("  ")[0]
    return text
