"""Which branch tasks are expected of a unit on a day, and which of them count."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest

from deskapp.database import Database, create_ledger, insert_rows
from deskapp.queries.measures import MEASURES
from deskapp.records.task import BranchTask, KeyTask
from deskapp.records.unit import Unit
from deskapp.rules.points import Counted

TODAY = date(2021, 8, 20)
LAST_DAY = date(2021, 12, 31)


def counted(database: Database, measure: str, as_of: date) -> tuple[int, int]:
    """Return how many tasks count, and how many are expected."""
    with database.reading() as session:
        found = MEASURES[measure].counted(session, 2021, as_of, {})
    (one,) = found.values() or [Counted(0, 0)]
    return int(one.numerator), one.denominator


@pytest.fixture
def ledger(tmp_path: Path) -> Database:
    return create_ledger(tmp_path / "tasks.ledger")


def make_task(database: Database, deadline: date | None, done_on: date | None) -> None:
    def make(session: object) -> None:
        unit = {"name": "办公室", "office_order": 1, "kind": "department"}
        [unit_id] = insert_rows(session, Unit, [unit])
        [task_id] = insert_rows(session, KeyTask, [{"year": 2021, "number": 1, "text": "办"}])
        state = "in_progress" if done_on is None else "done"
        row = {"key_task_id": task_id, "unit_id": unit_id, "state": state}
        insert_rows(session, BranchTask, [{**row, "deadline_on": deadline, "done_on": done_on}])

    database.do(make)


@pytest.mark.parametrize(
    ("days", "done", "on_time", "overdue"),
    [
        (-1, None, (0, 1), (1, 1)),
        (0, None, (0, 0), (0, 0)),
        (0, 0, (1, 1), (0, 1)),
        (5, -3, (1, 1), (0, 1)),
        (5, None, (0, 0), (0, 0)),
        (-5, -2, (0, 1), (1, 1)),
    ],
)
def test_a_task_is_expected_once_its_deadline_has_passed_or_it_is_done(
    ledger: Database,
    days: int,
    done: int | None,
    on_time: tuple[int, int],
    overdue: tuple[int, int],
) -> None:
    done_on = None if done is None else TODAY + timedelta(days=done)
    make_task(ledger, TODAY + timedelta(days=days), done_on)

    assert counted(ledger, "tasks_on_time", TODAY) == on_time
    assert counted(ledger, "tasks_overdue", TODAY) == overdue


def test_a_task_due_on_the_last_day_of_a_year_that_is_over_is_overdue(ledger: Database) -> None:
    make_task(ledger, LAST_DAY, None)

    assert counted(ledger, "tasks_overdue", LAST_DAY) == (1, 1)


def test_a_task_without_deadline_is_never_expected(ledger: Database) -> None:
    make_task(ledger, None, TODAY)

    assert counted(ledger, "tasks_on_time", TODAY) == (0, 0)
