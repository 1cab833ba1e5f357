"""Make up the dated reports of the branch tasks of the sample."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import cycle
from typing import Any

from deskapp.usecases.sample.outcomes import Outcome
from deskapp.usecases.sample.sizes import RECORDED_UNTIL, SEED
from deskapp.usecases.sample.texts import read_texts

_REPORTING = frozenset({"in_progress", "submitted", "done", "extended"})
_MOST_REPORTS = 3
# Of a hundred open tasks so many are silent since the last report before the quarter began.
_SILENT = 35
_QUARTER_ENDS = (date(RECORDED_UNTIL.year, 6, 28), date(RECORDED_UNTIL.year, 9, 28))
_QUARTER_BEGAN = date(RECORDED_UNTIL.year, 10, 1)


class ReportMaker:
    """Makes reports whose last percent is the task's own."""

    def __init__(self) -> None:
        texts = read_texts("tasks")
        self._chance = random.Random(SEED)  # noqa: S311 - the same reports every time
        self._stages = {
            stage: cycle(texts[stage]) for stage in ("started", "under_way", "finished")
        }
        self._problems = cycle(texts["problems"])
        self._next_steps = cycle(texts["next_steps"])

    def reports(
        self, task_id: int, outcome: Outcome, *, is_quarterly: bool = False
    ) -> Iterator[dict[str, Any]]:
        """Yield the reports of a task from the first to the last.

        A quarterly one is reported at the end of each quarter that was gone through.
        """
        if outcome.state not in _REPORTING:
            return
        days = self._days(outcome)
        if is_quarterly:
            days = sorted({*(day for day in _QUARTER_ENDS if day < days[-1]), days[-1]})
        for place, day in enumerate(days, start=1):
            percent = outcome.percent * place // len(days) // 5 * 5
            yield self._report(task_id, day, outcome.percent if place == len(days) else percent)

    def _days(self, outcome: Outcome) -> list[date]:
        """Return one to three days up to the last report, some of them in the last quarter."""
        last = outcome.done_on or RECORDED_UNTIL - timedelta(days=self._chance.randint(1, 30))
        if outcome.done_on is None and self._chance.random() * 100 < _SILENT:
            last = _QUARTER_BEGAN - timedelta(days=self._chance.randint(1, 60))
        count = self._chance.randint(1, _MOST_REPORTS)
        first = min(outcome.assigned_on + timedelta(days=15), last)
        step = (last - first).days // count
        return sorted({last - timedelta(days=step * back) for back in range(count)})

    def _report(self, task_id: int, day: date, percent: int) -> dict[str, Any]:
        stage = "finished" if percent == 100 else "under_way" if percent >= 30 else "started"
        troubled = percent < 100 and self._chance.random() < 0.3
        return {
            "branch_task_id": task_id,
            "reported_on": day,
            "percent": percent,
            "text": next(self._stages[stage]),
            "problems": next(self._problems) if troubled else "",
            "next_steps": next(self._next_steps) if percent < 100 else "",
        }
