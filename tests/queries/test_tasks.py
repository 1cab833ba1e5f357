"""The lists a secretary works through: overdue, due soon, not reported, open, done."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from deskapp.database import insert_rows
from deskapp.queries.branch_tasks import (
    TASK_LISTS,
    count_branch_tasks,
    counts_of_lists,
    list_branch_tasks,
)
from deskapp.queries.key_tasks import list_key_tasks
from deskapp.queries.lists import Order
from deskapp.records.task import BranchTask
from deskapp.rules.task_states import ColourRules, task_colour
from deskapp.usecases.branch_tasks import set_task_state
from deskapp.usecases.facts import save_colour_rules
from deskapp.usecases.key_tasks import (
    KeyTaskDraft,
    generate_branch_tasks,
    next_number,
    save_key_task,
)
from deskapp.usecases.progress import ProgressDraft, report_progress

TODAY = date(2021, 8, 20)
QUARTER = date(2021, 7, 1)
_DAYS = st.dates(date(2021, 6, 1), date(2021, 11, 30))


def make_task(desk: Any, number: int, deadline: date | None, units: list[int]) -> list[int]:
    """Make a key task with a branch task for each unit; return the branch tasks."""
    draft = KeyTaskDraft(
        year=2021, number=number, text=f"任务{number}", deadline_text=str(deadline or "")
    )
    key_task = desk.do(save_key_task, draft)
    desk.do(generate_branch_tasks, key_task, unit_ids=units)
    rows = desk.ask(list_branch_tasks, 2021, today=TODAY, key_task_id=key_task)
    return [row.id for row in rows]


def chosen(desk: Any, name: str) -> list[int]:
    return [row.number for row in desk.ask(list_branch_tasks, 2021, today=TODAY, chosen=name)]


@pytest.mark.parametrize(
    ("days", "lists"),
    [
        (-1, {"overdue"}),
        (0, {"due_soon"}),
        (14, {"due_soon"}),
        (15, set()),
        (None, set()),
    ],
)
def test_a_deadline_puts_an_open_task_into_its_list(
    desk: Any, days: int | None, lists: set[str]
) -> None:
    deadline = None if days is None else TODAY + timedelta(days=days)
    make_task(desk, 1, deadline, [desk.unit("办公室")])

    found = {name for name in TASK_LISTS if chosen(desk, name)}

    assert found == lists | {"open", "not_reported"}


def test_a_finished_task_is_in_no_list_but_done(desk: Any) -> None:
    (task,) = make_task(desk, 1, TODAY - timedelta(days=5), [desk.unit("办公室")])
    desk.do(set_task_state, [task], "in_progress", on=TODAY)
    desk.do(set_task_state, [task], "done", on=TODAY)

    assert {name for name in TASK_LISTS if chosen(desk, name)} == {"done"}


@pytest.mark.parametrize(("day", "listed"), [(QUARTER - timedelta(days=1), True), (QUARTER, False)])
def test_a_task_without_report_in_the_quarter_is_listed(desk: Any, day: date, listed: bool) -> None:
    (task,) = make_task(desk, 1, None, [desk.unit("办公室")])
    desk.do(
        report_progress,
        ProgressDraft(branch_task_id=task, reported_on=day, percent=10, text="进展"),
    )

    assert bool(chosen(desk, "not_reported")) is listed


@settings(
    max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    tasks=st.lists(
        st.tuples(st.none() | _DAYS, st.none() | _DAYS, st.integers(0, 100)),
        min_size=1,
        max_size=10,
    ),
    points=st.integers(0, 99),
)
def test_the_tasks_behind_are_the_yellow_ones(
    desk: Any, tasks: list[tuple[date | None, date | None, int]], points: int
) -> None:
    rules = ColourRules(14, points)
    number = desk.ask(next_number, 2021)
    key_task = desk.do(save_key_task, KeyTaskDraft(year=2021, number=number, text="任务"))
    units = [desk.unit(f"单位{number}-{place}") for place in range(len(tasks))]

    def write(session: Any) -> None:
        same = {"key_task_id": key_task, "state": "in_progress"}
        for unit_id, (deadline, assigned, percent) in zip(units, tasks, strict=True):
            days = {"deadline_on": deadline, "assigned_on": assigned, "percent": percent}
            insert_rows(session, BranchTask, [same | days | {"unit_id": unit_id}])

    desk.do(write)
    desk.do(save_colour_rules, rules)
    asked = {"today": TODAY, "key_task_id": key_task}
    rows = desk.ask(list_branch_tasks, 2021, **asked)
    yellow = [
        row.id
        for row in rows
        if task_colour(row.deadline_on, TODAY, row.percent, row.assigned_on, row.state, rules)
        == "yellow"
    ]
    behind = desk.ask(list_branch_tasks, 2021, chosen="behind", **asked)
    assert [row.id for row in behind] == yellow


def test_the_counts_of_the_lists_are_their_lengths(desk: Any) -> None:
    units = [desk.unit("甲"), desk.unit("乙")]
    make_task(desk, 1, TODAY - timedelta(days=1), units)
    make_task(desk, 2, TODAY + timedelta(days=3), units)
    done = make_task(desk, 3, TODAY, units)
    desk.do(set_task_state, done, "in_progress", on=TODAY)
    desk.do(set_task_state, done[:1], "done", on=TODAY)

    counts = desk.ask(counts_of_lists, 2021, TODAY)

    assert counts == {name: len(chosen(desk, name)) for name in TASK_LISTS}
    assert counts == {
        name: desk.ask(count_branch_tasks, 2021, today=TODAY, chosen=name) for name in TASK_LISTS
    }
    assert (counts["overdue"], counts["due_soon"], counts["done"]) == (2, 3, 1)


def test_other_years_are_not_in_the_lists(desk: Any) -> None:
    make_task(desk, 1, TODAY, [desk.unit("办公室")])

    assert desk.ask(list_branch_tasks, 2022, today=TODAY) == []
    assert set(desk.ask(counts_of_lists, 2022, TODAY).values()) == {0}


@pytest.mark.parametrize("key", ["text", "unit", "state", "percent", "deadline_on", "unheard_of"])
@pytest.mark.parametrize("descending", [False, True])
def test_every_sorting_shows_every_task_once_over_its_pages(
    desk: Any, key: str, descending: bool
) -> None:
    units = [desk.unit("甲"), desk.unit("乙"), desk.unit("丙")]
    for number in range(1, 5):
        make_task(desk, number, TODAY, units)
    order = Order(key, descending=descending)

    whole = [row.id for row in desk.ask(list_branch_tasks, 2021, today=TODAY, order=order)]
    pages = [
        row.id
        for offset in range(0, 12, 5)
        for row in desk.ask(
            list_branch_tasks, 2021, today=TODAY, order=order, offset=offset, limit=5
        )
    ]

    assert len(set(whole)) == 12
    assert pages == whole


def test_the_last_report_is_the_newest_by_day(desk: Any) -> None:
    (task,) = make_task(desk, 1, None, [desk.unit("办公室")])
    for day, words in ((date(2021, 8, 2), "后"), (date(2021, 8, 1), "先")):
        draft = ProgressDraft(branch_task_id=task, reported_on=day, percent=1, text=words)
        desk.do(report_progress, draft)

    (row,) = desk.ask(list_branch_tasks, 2021, today=TODAY)
    assert (row.last_report_on, row.last_report) == (date(2021, 8, 2), "后")


def test_a_search_finds_text_unit_and_initials(desk: Any) -> None:
    make_task(desk, 1, None, [desk.unit("科普部")])

    for search in ("任务1", "科普", "kpb", "任务 kpb"):
        assert desk.ask(count_branch_tasks, 2021, search, today=TODAY) == 1
    assert desk.ask(count_branch_tasks, 2021, "别的", today=TODAY) == 0


def test_a_key_task_counts_its_branch_tasks(desk: Any) -> None:
    units = [desk.unit("甲"), desk.unit("乙")]
    done = make_task(desk, 1, None, units)
    desk.do(set_task_state, done[:1], "in_progress", on=TODAY)
    desk.do(set_task_state, done[:1], "done", on=TODAY)
    make_task(desk, 2, None, units[:1])

    rows = desk.ask(list_key_tasks, 2021)
    assert [(row.number, row.branch_tasks, row.done) for row in rows] == [(1, 2, 1), (2, 1, 0)]


def test_a_cancelled_branch_task_keeps_no_key_task_open(desk: Any) -> None:
    first, second = make_task(desk, 1, None, [desk.unit("甲"), desk.unit("乙")])
    desk.do(set_task_state, [first, second], "in_progress", on=TODAY)
    desk.do(set_task_state, [first], "done", on=TODAY)
    desk.do(set_task_state, [second], "cancelled", on=TODAY)

    (row,) = desk.ask(list_key_tasks, 2021)

    assert (row.branch_tasks, row.done, row.cancelled) == (1, 1, 1)
