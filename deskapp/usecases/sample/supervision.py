"""Make the supervision slips of the sample: for tasks that came late, or have not come yet."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import count, cycle
from typing import Any

from sqlalchemy import Row, or_, select
from sqlalchemy.orm import Session

from deskapp.records.supervision import SupervisionSlip
from deskapp.records.task import BranchTask, KeyTask
from deskapp.rules.slips import REPLY_DAYS, SLIP_COLOURS
from deskapp.rules.task_states import OPEN_STATES
from deskapp.usecases.sample.sizes import RECORDED_UNTIL, SEED, YEAR
from deskapp.usecases.sample.texts import read_texts
from deskapp.usecases.sample.writing import SampleWriter

# From the deadline on, in days: when a slip of each colour is issued to whoever is behind.
_ISSUED = {"blue": -10, "yellow": 5, "red": 25}
_MOST_TASKS = 200
# One overdue task in so many was overlooked, so that slips are left to issue.
_FORGOTTEN_EVERY = 4
_SOON = RECORDED_UNTIL + timedelta(days=14)
# Of a hundred replies so many come late, and so many have not come at all.
_LATE, _MISSING = 25, 12


def make_supervision(writer: SampleWriter, session: Session) -> None:
    """Write the slips of the year in the order in which they were issued."""
    maker = _SlipMaker()
    behind, places = _tasks_behind(session), count(1)
    forgotten = {
        task.id for task in behind if _is_overdue(task) and next(places) % _FORGOTTEN_EVERY == 0
    }
    chosen = (task for task in behind if task.id not in forgotten)
    slips = [slip for task in chosen for slip in maker.slips(task)]
    slips.sort(key=lambda slip: slip.issued_on)
    rows = [slip.columns(number) for number, slip in enumerate(slips, start=1)]
    writer.write(SupervisionSlip, rows)


def _tasks_behind(session: Session) -> list[Row[Any]]:
    """Return tasks done late, overdue, or due soon after the day the sample stands on."""
    statement = (
        select(BranchTask.id, BranchTask.deadline_on, BranchTask.done_on)
        .join(KeyTask, KeyTask.id == BranchTask.key_task_id)
        .where(
            KeyTask.year == YEAR,
            or_(
                BranchTask.done_on > BranchTask.deadline_on,
                BranchTask.state.in_(OPEN_STATES) & (BranchTask.deadline_on <= _SOON),
            ),
        )
        .order_by(KeyTask.number, BranchTask.id)
        .limit(_MOST_TASKS)
    )
    return list(session.execute(statement))


def _is_overdue(task: Row[Any]) -> bool:
    return task.done_on is None and task.deadline_on < RECORDED_UNTIL


@dataclass(frozen=True, slots=True)
class _Slip:
    branch_task_id: int
    colour: str
    issued_on: date
    demand: str
    answer: str
    answered_on: date | None
    closed_on: date | None

    def columns(self, number: int) -> dict[str, Any]:
        """Return the row of a slip with its serial number."""
        return {
            "year": YEAR,
            "number": number,
            "branch_task_id": self.branch_task_id,
            "colour": self.colour,
            "issued_on": self.issued_on,
            "reply_due_on": self.issued_on + timedelta(days=REPLY_DAYS),
            "demand": self.demand,
            "answer": self.answer,
            "answered_on": self.answered_on,
            "closed_on": self.closed_on,
        }


class _SlipMaker:
    """Draws when a reply came, the same every time; the first slip is answered too late."""

    def __init__(self) -> None:
        texts = read_texts("supervision")
        self._chance = random.Random(SEED)  # noqa: S311 - the same replies every time
        self._demands: dict[str, str] = texts["demands"]
        self._answers = {colour: cycle(texts["answers"][colour]) for colour in SLIP_COLOURS}

    def slips(self, task: Row[Any]) -> Iterator[_Slip]:
        """Yield the slips of a task, one colour after the other, until it was done."""
        for colour, days in _ISSUED.items():
            issued = task.deadline_on + timedelta(days=days)
            if issued > (task.done_on or RECORDED_UNTIL):
                return
            reply_due = issued + timedelta(days=REPLY_DAYS)
            answered = self._answered(issued)
            yield _Slip(
                branch_task_id=task.id,
                colour=colour,
                issued_on=issued,
                demand=self._demands[colour].format(
                    deadline=_in_chinese(task.deadline_on), reply=_in_chinese(reply_due)
                ),
                answer=next(self._answers[colour]) if answered else "",
                answered_on=answered,
                closed_on=task.done_on,
            )

    def _answered(self, issued: date) -> date | None:
        """Return a day on which the reply came, most often within its time."""
        drawn = self._chance.random() * 100
        first, last = (8, 14) if drawn < _LATE else (2, REPLY_DAYS)
        day = issued + timedelta(days=self._chance.randint(first, last))
        return None if day > RECORDED_UNTIL or drawn > 100 - _MISSING else day


def _in_chinese(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"
