"""Say how far the branch tasks of the sample have come: their state, percent and dates."""

from __future__ import annotations

import random
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import cycle
from typing import Any

from deskapp.usecases.sample.sizes import RECORDED_UNTIL, SEED
from deskapp.usecases.sample.texts import read_texts

# How often each outcome comes, of a hundred tasks whose deadline has passed ...
_WHEN_DUE: Mapping[str, int] = {
    "done_on_time": 70,
    "done_late": 7,
    "overdue": 7,
    "submitted": 5,
    "extended": 5,
    "done_after_extension": 3,
    "cancelled": 1,
    "adjustment_asked": 1,
    "to_confirm": 1,
}
# ... and of a hundred that still have time.
_WITH_TIME_LEFT: Mapping[str, int] = {
    "in_progress": 34,
    "done_on_time": 40,
    "submitted": 8,
    "to_confirm": 8,
    "adjustment_asked": 4,
    "extended": 4,
    "cancelled": 2,
}
_MISSED = frozenset({"done_late", "overdue", "submitted"})
_STATES = {
    "done_on_time": "done",
    "done_late": "done",
    "done_after_extension": "done",
    "overdue": "in_progress",
}
# From the lowest to the highest percent that fits a state.
_PERCENTS = {
    "to_confirm": (0, 0),
    "adjustment_asked": (0, 20),
    "in_progress": (20, 85),
    "submitted": (95, 95),
    "done": (100, 100),
    "extended": (40, 90),
    "cancelled": (0, 40),
}
_EXTENSIONS = (30, 45, 60)


@dataclass(frozen=True, slots=True)
class Outcome:
    """Where a branch task stands, as the columns of its row."""

    state: str
    percent: int
    deadline_on: date | None
    original_deadline_on: date | None
    extension_reason: str
    assigned_on: date
    done_on: date | None

    def columns(self) -> dict[str, Any]:
        """Return the values by column."""
        return {name: getattr(self, name) for name in self.__slots__}


class OutcomeMaker:
    """Draws outcomes, the same ones every time; each kind comes up once before chance rules."""

    def __init__(self) -> None:
        self._chance = random.Random(SEED)  # noqa: S311 - the same outcomes every time
        self._reasons = cycle(read_texts("tasks")["extension_reasons"])
        self._not_yet = {True: list(_WHEN_DUE), False: list(_WITH_TIME_LEFT)}

    def outcome(self, deadline: date | None, assigned_on: date, diligence: float) -> Outcome:
        """Return how a task came out that was assigned on a day with a deadline."""
        name = self._draw(deadline, diligence)
        state = _STATES.get(name, name)
        due = deadline
        if "exten" in name and deadline is not None:
            due = deadline + timedelta(days=self._chance.choice(_EXTENSIONS))
        extended = due != deadline
        if state == "extended" and not extended:
            state = "in_progress"
        low, high = _PERCENTS[state]
        return Outcome(
            state=state,
            percent=self._chance.randint(low // 5, high // 5) * 5,
            deadline_on=due,
            original_deadline_on=deadline if extended else None,
            extension_reason=next(self._reasons) if extended else "",
            assigned_on=assigned_on,
            done_on=self._done_on(name, assigned_on, deadline, due) if state == "done" else None,
        )

    def _draw(self, deadline: date | None, diligence: float) -> str:
        due = deadline is not None and deadline <= RECORDED_UNTIL
        if self._not_yet[due]:
            return self._not_yet[due].pop(0)
        weights = _WHEN_DUE if due else _WITH_TIME_LEFT
        fitted = [
            weight / diligence**2 if name in _MISSED else weight for name, weight in weights.items()
        ]
        return self._chance.choices(list(weights), fitted)[0]

    def _done_on(
        self, name: str, assigned_on: date, deadline: date | None, due: date | None
    ) -> date:
        """Return a day between the assignment and the day it had to be done, or after it."""
        if name == "done_late" and deadline is not None:
            return self._day_between(deadline + timedelta(days=1), deadline + timedelta(days=40))
        if name == "done_after_extension" and deadline is not None and due is not None:
            return self._day_between(deadline + timedelta(days=1), due)
        return self._day_between(assigned_on + timedelta(days=20), due or RECORDED_UNTIL)

    def _day_between(self, first: date, last: date) -> date:
        last = min(last, RECORDED_UNTIL)
        first = min(first, last)
        return first + timedelta(days=self._chance.randint(0, (last - first).days))
