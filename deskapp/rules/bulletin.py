"""The fixed sentences of a quarter's bulletin: numbers are put in, nothing is made up.

Every number in them names the figure it is, so that it can lead to the list it counts.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from string import Formatter
from typing import Literal, NamedTuple

from deskapp.dates import long_date
from deskapp.i18n import N_, _
from deskapp.rules.shares import percent_of

Style = Literal["title", "heading", "body", "signature"]

QUARTER_NAMES = {
    1: N_("the first quarter"),
    2: N_("the second quarter"),
    3: N_("the third quarter"),
    4: N_("the fourth quarter"),
}
_TITLE = N_("Bulletin on the key tasks in {quarter} of {year}")

_OVERALL = N_("1. Progress of the whole year")
_BROKEN_DOWN = N_(
    "As of {day}, the year {year} has {key_tasks} key tasks, broken down into {expected} tasks of "
    "units and branches: {done} are done, {done_share} of all; {open} are open, {open_share}."
)
_NOT_BROKEN_DOWN = N_(
    "As of {day}, the year {year} has {key_tasks} key tasks; none is broken down into tasks of "
    "units and branches yet."
)
_DONE = N_("Tasks done in {quarter}: {done_now}.")
_NONE_DONE = N_("No task was done in {quarter}.")
_BEHIND = N_("Tasks overdue now: {overdue}, in office order at {units}.")
_NONE_BEHIND = N_("No task is overdue.")

_DUE_HEADING = N_("2. Tasks due in the quarter")
_DUE = N_(
    "Of the tasks of {quarter}, {due_now} were due or done before: {on_time_now} were done on "
    "time, {on_time_share}."
)
_LATE = N_("Done late: {late_now}.")
_NONE_LATE = N_("None of them was done late.")
_NOT_DONE = N_("Not done yet: {overdue_now}.")
_ALL_DONE = N_("None of them is still to be done.")
_NONE_DUE = N_("No task was due in {quarter}.")

_REPORTS = N_("3. Progress reports")
_SILENT = N_("Tasks without a report in {quarter}: {not_reported_now}, in office order at {units}.")
_SILENT_SO_FAR = N_(
    "Tasks without a report in {quarter} so far: {not_reported_now}, in office order at {units}."
)
_NONE_SILENT = N_("All tasks that had to be reported in {quarter} were reported.")

_SUPERVISION = N_("4. Supervision")
_SLIPS = N_(
    "Supervision slips issued in {quarter}: {slips}, of these {slips_blue} blue, {slips_yellow} "
    "yellow and {slips_red} red."
)
_NO_SLIPS = N_("No supervision slip was issued in {quarter}.")
_REPLIED = N_("Replies received: {slips_replied}.")
_NONE_REPLIED = N_("No reply has been received.")
_REPLIES_OVERDUE = N_("Replies overdue: {slips_overdue}.")
_NO_REPLY_OVERDUE = N_("No reply is overdue.")
_CLOSED = N_("Slips closed: {slips_closed}.")
_NONE_CLOSED = N_("None of them is closed yet.")
_AT_UNIT = N_("{unit} {number}")

_SHARES = {
    "done_share": ("done", "expected"),
    "open_share": ("open", "expected"),
    "on_time_share": ("on_time_now", "due_now"),
}


class UnitFigure(NamedTuple):
    """How many tasks of one unit a sentence speaks of, and the name of that figure."""

    unit_id: int
    unit: str
    number: int
    figure: str


class Part(NamedTuple):
    """A piece of a sentence; a number names the figure it is, other words none."""

    text: str
    figure: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph of the bulletin in its style."""

    style: Style
    parts: Sequence[Part]

    def text(self) -> str:
        """Return the paragraph as plain text."""
        return "".join(part.text for part in self.parts)


@dataclass(frozen=True, slots=True)
class Told:
    """What a bulletin tells of: its quarter, the day, and what was counted."""

    year: int
    quarter: int
    as_of: date
    is_over: bool
    office: str
    numbers: Mapping[str, int]
    units_behind: Sequence[UnitFigure]
    units_silent: Sequence[UnitFigure]


def bulletin_lines(told: Told) -> list[Line]:
    """Return the bulletin; where nothing was counted, a sentence of its own says so."""
    lines = [Line("title", list(_parts(_TITLE, told)))]
    for heading, *sentences in (_overall(told), _due(told), _reports(told), _supervision(told)):
        lines.append(Line("heading", [Part(_(heading))]))
        lines += [Line("body", list(_parts(sentence, told))) for sentence in sentences]
    lines += [Line("signature", [Part(told.office)])] if told.office else []
    return [*lines, Line("signature", [Part(long_date(told.as_of))])]


def _overall(told: Told) -> tuple[str, ...]:
    n = told.numbers
    return (
        _OVERALL,
        _BROKEN_DOWN if n["expected"] else _NOT_BROKEN_DOWN,
        _DONE if n["done_now"] else _NONE_DONE,
        _BEHIND if n["overdue"] else _NONE_BEHIND,
    )


def _due(told: Told) -> tuple[str, ...]:
    n = told.numbers
    if not n["due_now"]:
        return _DUE_HEADING, _NONE_DUE
    late = _LATE if n["late_now"] else _NONE_LATE
    return _DUE_HEADING, _DUE, late, _NOT_DONE if n["overdue_now"] else _ALL_DONE


def _reports(told: Told) -> tuple[str, ...]:
    if not told.numbers["not_reported_now"]:
        return _REPORTS, _NONE_SILENT
    return _REPORTS, _SILENT if told.is_over else _SILENT_SO_FAR


def _supervision(told: Told) -> tuple[str, ...]:
    n = told.numbers
    if not n["slips"]:
        return _SUPERVISION, _NO_SLIPS
    return (
        _SUPERVISION,
        _SLIPS,
        _REPLIED if n["slips_replied"] else _NONE_REPLIED,
        _REPLIES_OVERDUE if n["slips_overdue"] else _NO_REPLY_OVERDUE,
        _CLOSED if n["slips_closed"] else _NONE_CLOSED,
    )


def _parts(sentence: str, told: Told) -> Iterator[Part]:
    """Yield the sentence in pieces, each place in it filled."""
    words = {
        "quarter": _(QUARTER_NAMES[told.quarter]),
        "year": str(told.year),
        "day": long_date(told.as_of),
    }
    for text, place, _spec, _conversion in Formatter().parse(_(sentence)):
        if text:
            yield Part(text)
        if place == "units":
            yield from _units(told.units_behind if sentence == _BEHIND else told.units_silent)
        elif place in words:
            yield Part(words[place])
        elif place:
            yield _number(place, told.numbers)


def _number(place: str, numbers: Mapping[str, int]) -> Part:
    if place not in _SHARES:
        return Part(str(numbers[place]), place)
    part, whole = _SHARES[place]
    return Part(f"{percent_of(numbers[part], numbers[whole])}%", part)


def _units(units: Sequence[UnitFigure]) -> Iterator[Part]:
    for place, one in enumerate(units):
        if place:
            yield Part(_(", "))
        for text, name, _spec, _conversion in Formatter().parse(_(_AT_UNIT)):
            if text:
                yield Part(text)
            if name:
                yield Part(one.unit) if name == "unit" else Part(str(one.number), one.figure)
