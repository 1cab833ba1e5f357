"""Which slips and which quarters count for a unit, and the rows behind them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from deskapp.database import Database, create_ledger, insert_rows
from deskapp.queries.measures import MEASURES
from deskapp.queries.quarters import quarters_of_task
from deskapp.records.supervision import SupervisionSlip
from deskapp.records.task import BranchTask, KeyTask, ProgressEntry
from deskapp.records.unit import Unit
from deskapp.rules.points import Counted

AS_OF = date(2021, 11, 10)


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Database]:
    database = create_ledger(tmp_path / "slips.ledger")
    database.do(_fill)
    yield database
    database.close()


def _fill(session: Any) -> None:
    unit = {"name": "办公室", "office_order": 1, "kind": "department"}
    [unit_id] = insert_rows(session, Unit, [unit])
    [task] = insert_rows(session, KeyTask, [{"year": 2021, "number": 1, "text": "办"}])
    insert_rows(
        session,
        BranchTask,
        [
            {
                "key_task_id": task,
                "unit_id": unit_id,
                "state": "in_progress",
                "assigned_on": date(2021, 4, 26),
            }
        ],
    )


def counted(database: Database, measure: str, as_of: date = AS_OF, **more: Any) -> tuple[int, int]:
    with database.reading() as session:
        found = MEASURES[measure].counted(session, 2021, as_of, more)
        (one,) = found.values() or [Counted(0, 0)]
        rows = list(MEASURES[measure].evidence(session, 2021, as_of, more))
    assert len(rows) == one.denominator
    assert sum(row.counts for row in rows) == one.numerator
    return int(one.numerator), one.denominator


def add_slips(database: Database, *slips: tuple[str, date | None]) -> None:
    rows = [
        {
            "year": 2021,
            "number": number,
            "branch_task_id": 1,
            "colour": colour,
            "issued_on": date(2021, 10, number),
            "reply_due_on": date(2021, 10, 20),
            "demand": "请抓紧",
            "answer": "" if answered is None else "已办",
            "answered_on": answered,
        }
        for number, (colour, answered) in enumerate(slips, start=1)
    ]
    database.do(lambda session: insert_rows(session, SupervisionSlip, rows))


def test_slips_count_by_the_colours_of_the_scheme(ledger: Database) -> None:
    add_slips(ledger, ("blue", None), ("yellow", None), ("red", None))

    assert counted(ledger, "supervision_slips") == (3, 3)
    assert counted(ledger, "supervision_slips", colours=["yellow", "red"]) == (2, 3)
    assert counted(ledger, "supervision_slips", date(2021, 10, 2), colours=["red"]) == (0, 2)


def test_a_reply_after_its_day_or_missing_then_is_late(ledger: Database) -> None:
    on_time, late = date(2021, 10, 20), date(2021, 10, 21)
    add_slips(ledger, ("blue", on_time), ("blue", late), ("blue", None))

    assert counted(ledger, "slips_answered_late") == (2, 3)
    assert counted(ledger, "slips_answered_late", date(2021, 10, 20)) == (1, 3)


def report(database: Database, day: date) -> None:
    row = {"branch_task_id": 1, "reported_on": day, "percent": 10, "text": "进展"}
    database.do(lambda session: insert_rows(session, ProgressEntry, [row]))


def test_every_quarter_gone_by_while_the_task_was_open_asks_for_a_report(ledger: Database) -> None:
    assert counted(ledger, "progress_reported_each_quarter") == (0, 2)

    report(ledger, date(2021, 6, 30))
    report(ledger, date(2021, 10, 1))

    assert counted(ledger, "progress_reported_each_quarter") == (1, 2)
    # The last day of the quarter may still bring the report.
    assert counted(ledger, "progress_reported_each_quarter", date(2021, 9, 30)) == (1, 1)
    assert counted(ledger, "progress_reported_each_quarter", date(2021, 12, 31)) == (2, 3)


def test_a_task_done_within_a_quarter_owes_none_for_it(ledger: Database) -> None:
    def finish(session: Any) -> None:
        task = session.get(BranchTask, 1)
        task.state, task.done_on = "done", date(2021, 9, 30)

    ledger.do(finish)

    assert counted(ledger, "progress_reported_each_quarter", date(2021, 12, 31)) == (0, 1)


def test_the_quarters_of_a_task_are_told_apart(ledger: Database) -> None:
    report(ledger, date(2021, 9, 1))

    with ledger.reading() as session:
        quarters = quarters_of_task(session, 1, AS_OF)

    assert [(one.quarter, one.state) for one in quarters] == [
        (1, "not_asked"),
        (2, "missing"),
        (3, "reported"),
        (4, "running"),
    ]
