"""Units are ranked by what came on time, then by the days of delay; lists and measures agree."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from deskapp.database import insert_rows
from deskapp.queries.branch_tasks import count_branch_tasks, list_branch_tasks
from deskapp.queries.facts import colour_rules
from deskapp.queries.measures import MEASURES
from deskapp.queries.standings import unit_standings
from deskapp.records.task import BranchTask, KeyTask
from deskapp.rules.quarters import first_day, last_day
from deskapp.rules.task_states import ColourRules
from deskapp.usecases.facts import save_colour_rules

DAY = date(2021, 8, 20)


def add(desk: Any, unit_id: int, *tasks: tuple[date | None, date | None]) -> None:
    """Add branch tasks of a unit, each with its deadline and the day it was done."""

    def write(session: Any) -> None:
        for deadline, done in tasks:
            number = len(session.query(KeyTask).all()) + 1
            [key_task] = insert_rows(
                session, KeyTask, [{"year": 2021, "number": number, "text": "任务"}]
            )
            row = {
                "key_task_id": key_task,
                "unit_id": unit_id,
                "deadline_on": deadline,
                "done_on": done,
                "state": "done" if done else "in_progress",
            }
            insert_rows(session, BranchTask, [row])

    desk.do(write)


def test_the_better_rate_comes_first_and_fewer_days_break_the_tie(desk: Any) -> None:
    late, early, slow, idle = (desk.unit(name) for name in ("甲", "乙", "丙", "丁"))
    on_time = (date(2021, 8, 1), date(2021, 8, 1))
    add(desk, late, on_time, (date(2021, 8, 1), date(2021, 8, 5)))
    add(desk, early, on_time)
    add(desk, slow, on_time, (date(2021, 8, 1), None))
    add(desk, idle, (date(2021, 12, 1), None))

    rows = desk.ask(unit_standings, 2021, DAY)

    assert [(one.unit, one.rank, one.rate, one.days_of_delay) for one in rows] == [
        ("乙", 1, Decimal("100.0"), 0),
        ("甲", 2, Decimal("50.0"), 4),
        ("丙", 3, Decimal("50.0"), 19),
        ("丁", None, None, 0),
    ]
    assert [(one.due, one.on_time, one.late, one.overdue) for one in rows[1:3]] == [
        (2, 1, 1, 0),
        (2, 1, 0, 1),
    ]


def test_equal_units_share_a_rank_and_the_next_one_is_left_out(desk: Any) -> None:
    for name in ("甲", "乙"):
        add(desk, desk.unit(name), (date(2021, 8, 1), date(2021, 8, 1)))
    add(desk, desk.unit("丙"), (date(2021, 8, 1), None))

    assert [one.rank for one in desk.ask(unit_standings, 2021, DAY)] == [1, 1, 3]


def test_a_quarter_looks_at_the_deadlines_within_it(desk: Any) -> None:
    add(desk, desk.unit("甲"), (date(2021, 6, 30), None), (date(2021, 7, 1), None))
    first, last = first_day(2021, 3), last_day(2021, 3)

    (row,) = desk.ask(unit_standings, 2021, DAY, first=first, last=last)

    assert (row.tasks, row.overdue) == (1, 1)


def test_the_last_day_of_a_year_means_the_same_in_lists_measures_and_ranking(desk: Any) -> None:
    last = date(2021, 12, 31)
    add(desk, desk.unit("甲"), (last, None))

    overdue = desk.ask(count_branch_tasks, 2021, today=last, chosen="overdue")
    (standing,) = desk.ask(unit_standings, 2021, last)
    (counted,) = desk.ask(MEASURES["tasks_overdue"].counted, 2021, last, {}).values()

    assert (overdue, standing.overdue, counted.numerator) == (1, 1, 1)
    assert desk.ask(count_branch_tasks, 2021, today=last, chosen="due_soon") == 0


def test_the_rules_of_the_colours_say_what_is_due_soon(desk: Any) -> None:
    add(desk, desk.unit("甲"), (date(2021, 8, 25), None))
    assert desk.ask(colour_rules) == ColourRules(14, 20)
    assert len(desk.ask(list_branch_tasks, 2021, today=DAY, chosen="due_soon")) == 1

    desk.do(save_colour_rules, ColourRules(4, 10))

    assert desk.ask(colour_rules) == ColourRules(4, 10)
    assert desk.ask(list_branch_tasks, 2021, today=DAY, chosen="due_soon") == []
