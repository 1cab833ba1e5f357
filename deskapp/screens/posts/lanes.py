"""The time line of a branch as plain data: a lane a post, with terms and the gaps between."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from deskapp.dates import shown_date
from deskapp.i18n import _, ngettext
from deskapp.queries.appointments import AppointmentRow
from deskapp.records.appointment import POSTS
from deskapp.rules.tenures import Period, gaps, is_in_force

_BEFORE = timedelta(days=2 * 365)
_AFTER = timedelta(days=180)
_FURTHEST = timedelta(days=2 * 365)


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a lane: a term by the id of its appointment, or a gap without one.

    `text` is what fits into a bar, `sentence` what it says when it is pointed at or chosen.
    """

    period: Period
    text: str
    sentence: str
    tone: str
    appointment_id: int | None = None


@dataclass(frozen=True, slots=True)
class Lane:
    """One post of the branch with its pieces, from the earliest on."""

    label: str
    pieces: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class Lanes:
    """The lanes of a branch, the days they span, and the day that is looked at."""

    span: Period
    day: date
    lanes: tuple[Lane, ...]

    def pieces(self) -> list[Piece]:
        """Return the pieces of all lanes, lane after lane."""
        return [piece for lane in self.lanes for piece in lane.pieces]


def lanes_of(rows: Sequence[AppointmentRow], needed: Sequence[str], day: date) -> Lanes:
    """Return the lanes of a branch whose posts `needed` must be held, as seen on a day."""
    span = _span(rows, day)
    posts = [post for post in POSTS if post in needed or any(row.post == post for row in rows)]
    return Lanes(
        span, day, tuple(_lane(post, rows, span, day, is_needed=post in needed) for post in posts)
    )


def _span(rows: Sequence[AppointmentRow], day: date) -> Period:
    """Return the days to show: some years back, and what is known of the time to come."""
    first = min([day - _BEFORE, *(row.starts_on for row in rows)])
    known = [row.ends_on for row in rows if row.ends_on is not None]
    return Period(first, min(max([day + _AFTER, *known]), day + _FURTHEST))


def _lane(
    post: str, rows: Sequence[AppointmentRow], span: Period, day: date, *, is_needed: bool
) -> Lane:
    terms = [row for row in rows if row.post == post]
    pieces = [_term(row, span, day) for row in terms]
    if is_needed:
        pieces += _gaps(terms, span, day, _(POSTS[post]))
    return Lane(_(POSTS[post]), tuple(sorted(pieces, key=lambda piece: piece.period.first)))


def _term(row: AppointmentRow, span: Period, day: date) -> Piece:
    if row.ends_on is None:
        time = _("from {from} on").format(**{"from": shown_date(row.starts_on)})
    else:
        times = {"from": shown_date(row.starts_on), "until": shown_date(row.ends_on)}
        time = _("from {from} until {until}").format(**times)
    post = row.title or _(POSTS[row.post])
    sentence = _("{post}: {name}, {time}").format(post=post, name=row.person, time=time)
    held = replace(row, ends_on=row.last_day)
    last = span.last if held.ends_on is None else min(held.ends_on, span.last)
    tone = "blue" if is_in_force(held, day) else ""
    period = Period(min(row.starts_on, span.last), max(last, min(row.starts_on, span.last)))
    return Piece(period, row.person, sentence, tone, row.id)


def _gaps(terms: Sequence[AppointmentRow], span: Period, day: date, post: str) -> list[Piece]:
    """Return the gaps since the first term: of the time before it nothing is known."""
    if not terms:
        never = _("{post}: nobody was ever recorded").format(post=post)
        return [Piece(Period(span.first, day), _("Never recorded"), never, "red")]
    found = gaps(
        [replace(row, ends_on=row.last_day) for row in terms],
        min(row.starts_on for row in terms),
        day,
    )
    return [_gap(period, post) for period in found]


def _gap(period: Period, post: str) -> Piece:
    number = period.days
    days = ngettext("{number} day", "{number} days", number).format(number=number)
    times = {"from": shown_date(period.first), "until": shown_date(period.last)}
    sentence = _("{post}: vacant from {from} until {until}, {days}")
    return Piece(period, days, sentence.format(post=post, days=days, **times), "red")
