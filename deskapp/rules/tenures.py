"""Times in a post: whether they overlap, which days they leave empty, how many days they are.

A tenure lasts from its first to its last day, both included; without a last day it goes on.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Protocol

ONE_DAY = timedelta(days=1)


class Tenure(Protocol):
    """Whatever has a first day and, once it is over or its end is known, a last one."""

    @property
    def starts_on(self) -> date:
        """Return the first day."""

    @property
    def ends_on(self) -> date | None:
        """Return the last day, None while there is no end."""


@dataclass(frozen=True, slots=True)
class Period:
    """Days from the first to the last, both included."""

    first: date
    last: date

    @property
    def days(self) -> int:
        """Return how many days it has."""
        return (self.last - self.first).days + 1


def is_in_force(tenure: Tenure, day: date) -> bool:
    """Say whether a tenure has begun by a day and is not over."""
    return tenure.starts_on <= day and (tenure.ends_on is None or tenure.ends_on >= day)


def overlap(one: Tenure, other: Tenure) -> bool:
    """Say whether two tenures have a day in common."""
    return (one.ends_on is None or other.starts_on <= one.ends_on) and (
        other.ends_on is None or one.starts_on <= other.ends_on
    )


def held(tenures: Iterable[Tenure], first: date, last: date) -> list[Period]:
    """Return the stretches of a period on which somebody is in post, in order and apart."""
    stretches: list[Period] = []
    for tenure in sorted(tenures, key=lambda one: one.starts_on):
        start = max(tenure.starts_on, first)
        end = last if tenure.ends_on is None else min(tenure.ends_on, last)
        if start > end:
            continue
        if stretches and start <= stretches[-1].last + ONE_DAY:
            before = stretches.pop()
            start, end = before.first, max(before.last, end)
        stretches.append(Period(start, end))
    return stretches


def gaps(tenures: Iterable[Tenure], first: date, last: date) -> list[Period]:
    """Return the stretches of a period on which nobody is in post, in order.

    The days of `held` and of `gaps` add up to those of the period.
    """
    found: list[Period] = []
    free_from = first
    for stretch in held(tenures, first, last):
        if free_from < stretch.first:
            found.append(Period(free_from, stretch.first - ONE_DAY))
        free_from = stretch.last + ONE_DAY
    if free_from <= last:
        found.append(Period(free_from, last))
    return found
