"""Grades by the total: from how many points each is given, and how many may get it."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_FLOOR, Decimal, InvalidOperation
from typing import Any, Generic, TypeVar

from deskapp.errors import LedgerError
from deskapp.i18n import _
from deskapp.rules.points import plain

_WHOLE = Decimal(100)
_MOST = Decimal(100_000)

Who = TypeVar("Who", bound=Hashable)


@dataclass(frozen=True, slots=True)
class Grade:
    """A grade: its name, the total from which it is given, and its quota.

    `quota` is the percentage of the appraised that may get the grade; None is no limit.
    """

    name: str
    at_least: Decimal
    quota: Decimal | None = None


def grades_from(stored: Iterable[Mapping[str, Any]]) -> tuple[Grade, ...]:
    """Return the grades of a scheme from their stored form, the best first.

    Raises LedgerError, in sentences, for grades without names, two of one name or one total, and
    numbers that do not fit.
    """
    grades = [
        Grade(
            str(one.get("name") or "").strip(),
            _number(one.get("at_least") or 0, _MOST),
            None if one.get("quota") in (None, "") else _number(one["quota"], _WHOLE),
        )
        for one in stored
    ]
    grades.sort(key=lambda grade: -grade.at_least)
    names = [grade.name for grade in grades]
    if not all(names) or len(set(names)) < len(names):
        raise LedgerError(
            _("A grade has no name, or one that another grade has."),
            _("Give each grade a name of its own."),
        )
    if len({grade.at_least for grade in grades}) < len(grades):
        raise LedgerError(
            _("Two grades begin at the same total."), _("Give each grade a total of its own.")
        )
    return tuple(grades)


def _number(value: object, most: Decimal) -> Decimal:
    try:
        read = Decimal(str(value))
    except InvalidOperation:
        read = Decimal("NaN")
    if read.is_finite() and 0 <= read <= most:
        return read
    raise LedgerError(
        _("The total or the quota of a grade is no number that fits."),
        _("Enter the total in digits, and the quota as a percentage from 0 to 100."),
    )


def grades_to(grades: Sequence[Grade]) -> list[dict[str, str]]:
    """Return the grades as they are stored, which `grades_from` reads back."""
    return [
        {"name": g.name, "at_least": plain(g.at_least)}
        | ({} if g.quota is None else {"quota": plain(g.quota)})
        for g in grades
    ]


def grade_of(total: Decimal, grades: Sequence[Grade]) -> str:
    """Return the name of the best grade that a total reaches, empty where there is none."""
    return next((grade.name for grade in grades if total >= grade.at_least), "")


def places(quota: Decimal, appraised: int) -> int:
    """Return how many of the appraised a quota lets in: not more than the percentage."""
    return int((quota * appraised / 100).to_integral_value(ROUND_FLOOR))


@dataclass(frozen=True, slots=True)
class Line(Generic[Who]):
    """Those who compete for places, the best first, cut at the total of the last place.

    Where there are places for all, everybody is above; without a place everybody is below.
    """

    above: tuple[Who, ...]
    at_line: tuple[Who, ...]
    below: tuple[Who, ...]


def line(totals: Mapping[Who, Decimal], places: int) -> Line[Who]:
    """Return who is above, at and below the total at which the last place goes.

    All who have that total are at the line, also where they are more than the places left.
    """
    best_first = sorted(totals, key=lambda who: -totals[who])
    if places >= len(best_first):
        return Line(tuple(best_first), (), ())
    if places <= 0:
        return Line((), (), tuple(best_first))
    last = totals[best_first[places - 1]]
    return Line(
        tuple(who for who in best_first if totals[who] > last),
        tuple(who for who in best_first if totals[who] == last),
        tuple(who for who in best_first if totals[who] < last),
    )
