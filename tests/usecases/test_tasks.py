"""Key tasks are kept, and branch tasks made from them and followed."""

from __future__ import annotations

import sqlite3
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from deskapp.database import insert_rows, name_action, update_rows
from deskapp.database.undo import next_undo, undo
from deskapp.errors import ChangedElsewhere, FieldProblems, LedgerError
from deskapp.queries.branch_tasks import list_branch_tasks, list_progress
from deskapp.queries.key_tasks import list_key_tasks
from deskapp.records.task import BranchTask, KeyTask
from deskapp.usecases.branch_tasks import (
    BranchTaskDraft,
    extend_deadline,
    open_branch_task,
    save_branch_task,
    set_task_state,
    update_branch_tasks,
)
from deskapp.usecases.key_tasks import (
    KeyTaskDraft,
    delete_branch_tasks,
    delete_key_tasks,
    generate_branch_tasks,
    next_number,
    open_key_task,
    save_key_task,
)
from deskapp.usecases.progress import ProgressDraft, delete_progress, report_progress

TODAY = date(2021, 9, 1)
DEADLINE = date(2021, 11, 30)


def tasks(world: Any) -> list[Any]:
    return list(world.ask(list_branch_tasks, 2021, today=TODAY))


@pytest.fixture
def made(world: Any) -> list[int]:
    """Return the branch tasks of both units and the branch."""
    world.do(
        generate_branch_tasks,
        world.task,
        unit_ids=[world.office, world.science],
        branch_ids=[world.branch],
        assigned_on=date(2021, 5, 1),
    )
    return [task.id for task in tasks(world)]


def report(world: Any, task_id: int, day: date, percent: int) -> int:
    draft = ProgressDraft(branch_task_id=task_id, reported_on=day, percent=percent, text="进展")
    return int(world.do(report_progress, draft))


@pytest.mark.parametrize(
    ("written", "due"),
    [
        ("2021-11-30", DEADLINE),
        ("12月底前", date(2021, 12, 31)),
        ("全年", date(2021, 12, 31)),
        ("", None),
    ],
)
def test_a_deadline_is_kept_as_written_with_the_date_it_means(
    world: Any, written: str, due: date | None
) -> None:
    draft = world.ask(open_key_task, world.task)

    world.do(save_key_task, replace(draft, deadline_text=written))

    (row,) = world.ask(list_key_tasks, 2021)
    assert (row.deadline_text, row.deadline_on) == (written, due)


def test_units_of_a_key_task_keep_the_order_written(world: Any) -> None:
    draft = world.ask(open_key_task, world.task)

    world.do(save_key_task, replace(draft, lead_unit_ids=[world.science, world.office]))

    assert world.ask(list_key_tasks, 2021)[0].lead_units == "科普部、办公室"
    assert world.ask(open_key_task, world.task).lead_unit_ids == [world.science, world.office]


def test_a_unit_does_not_lead_and_cooperate_at_once(world: Any) -> None:
    draft = world.ask(open_key_task, world.task)

    with pytest.raises(FieldProblems) as refused:
        world.do(save_key_task, replace(draft, cooperating_unit_ids=[world.office]))

    assert list(refused.value.by_field) == ["cooperating_unit_ids"]


def test_saving_an_unchanged_key_task_leaves_no_history(world: Any) -> None:
    draft = world.ask(open_key_task, world.task)

    assert world.database.do(save_key_task, draft).change_set_id is None


def test_numbers_go_on_within_the_year(world: Any) -> None:
    assert world.ask(next_number, 2021) == 2
    assert world.ask(next_number, 2022) == 1


def test_a_number_is_given_once_in_a_year(world: Any) -> None:
    again = KeyTaskDraft(year=2021, number=1, text="另一项")

    with pytest.raises(FieldProblems) as refused:
        world.do(save_key_task, again)
    assert refused.value.by_field == {"number": "Another key task of 2021 has number 1."}

    world.do(save_key_task, replace(again, year=2022))
    world.do(save_key_task, replace(world.ask(open_key_task, world.task), goal="全员"))


def test_branch_tasks_are_made_once_for_each_carrier(world: Any, made: list[int]) -> None:
    assert [(t.unit, t.branch, t.deadline_on, t.state) for t in tasks(world)] == [
        ("办公室", None, DEADLINE, "to_confirm"),
        ("办公室", "第一党支部", DEADLINE, "to_confirm"),
        ("科普部", None, DEADLINE, "to_confirm"),
    ]
    again = world.do(
        generate_branch_tasks, world.task, unit_ids=[world.office], branch_ids=[world.branch]
    )
    assert again == 0
    assert len(tasks(world)) == 3


def test_a_unit_carries_a_key_task_once(world: Any, made: list[int]) -> None:
    draft = BranchTaskDraft(key_task_id=world.task, unit_id=world.office)

    with pytest.raises(FieldProblems) as refused:
        world.do(save_branch_task, replace(draft))
    assert list(refused.value.by_field) == ["unit_id"]

    with pytest.raises(FieldProblems) as refused:
        world.do(save_branch_task, replace(draft, branch_id=world.branch))
    assert list(refused.value.by_field) == ["branch_id"]


def test_the_ledger_itself_keeps_a_unit_from_carrying_a_key_task_twice(
    world: Any, made: list[int]
) -> None:
    with pytest.raises(LedgerError, match="already a record"):
        world.do(insert_rows, BranchTask, [{"key_task_id": world.task, "unit_id": world.office}])


def test_a_branch_of_another_unit_is_refused(world: Any) -> None:
    draft = BranchTaskDraft(key_task_id=world.task, unit_id=world.science, branch_id=world.branch)

    with pytest.raises(FieldProblems) as refused:
        world.do(save_branch_task, draft)

    assert refused.value.by_field == {"branch_id": "This branch belongs to another unit."}


def test_branch_tasks_for_nobody_are_refused(world: Any) -> None:
    with pytest.raises(LedgerError, match="at least one"):
        world.do(generate_branch_tasks, world.task)


def test_deleting_a_key_task_takes_its_tasks_and_reports_and_undo_brings_them_back(
    world: Any, made: list[int]
) -> None:
    report(world, made[0], TODAY, 40)
    before = [replace(task, version=0) for task in tasks(world)]

    world.do(delete_key_tasks, [world.task])
    assert world.ask(list_key_tasks, 2021) == []
    world.do(undo, world.ask(next_undo).id)

    assert [replace(task, version=0) for task in tasks(world)] == before
    assert world.ask(open_key_task, world.task).lead_unit_ids == [world.office]


def test_the_first_report_starts_the_task_and_the_newest_sets_the_percent(
    world: Any, made: list[int]
) -> None:
    report(world, made[0], date(2021, 8, 1), 60)
    report(world, made[0], date(2021, 7, 1), 30)

    task = tasks(world)[0]
    assert (task.state, task.percent, task.last_report_on) == (
        "in_progress",
        60,
        date(2021, 8, 1),
    )
    days = [entry.reported_on for entry in world.ask(list_progress, made[0])]
    assert days == [date(2021, 8, 1), date(2021, 7, 1)]


def test_deleting_the_newest_report_goes_back_to_the_one_before(
    world: Any, made: list[int]
) -> None:
    report(world, made[0], date(2021, 7, 1), 30)
    newest = report(world, made[0], date(2021, 8, 1), 60)

    assert world.do(delete_progress, [newest]) == 1

    assert tasks(world)[0].percent == 30


def test_a_report_on_a_finished_task_is_refused(world: Any, made: list[int]) -> None:
    world.do(set_task_state, made[:1], "in_progress", on=TODAY)
    world.do(set_task_state, made[:1], "done", on=TODAY)

    with pytest.raises(LedgerError, match="done or cancelled"):
        report(world, made[0], TODAY, 80)

    assert (tasks(world)[0].state, tasks(world)[0].percent) == ("done", 100)


def test_a_report_of_a_day_to_come_is_refused(world: Any, made: list[int]) -> None:
    today = date.today()

    with pytest.raises(FieldProblems) as refused:
        report(world, made[0], today + timedelta(days=1), 80)

    assert set(refused.value.by_field) == {"reported_on"}
    report(world, made[0], today, 80)


def test_a_new_task_does_not_begin_as_done(world: Any) -> None:
    draft = BranchTaskDraft(key_task_id=world.task, unit_id=world.office)
    for state in ("done", "submitted", "extended", "cancelled"):
        with pytest.raises(FieldProblems) as refused:
            world.do(save_branch_task, replace(draft, state=state))
        assert set(refused.value.by_field) == {"state"}
    world.do(save_branch_task, replace(draft, state="in_progress"))


def test_many_tasks_move_together_or_not_at_all(world: Any, made: list[int]) -> None:
    world.do(set_task_state, made[:1], "in_progress", on=TODAY)

    with pytest.raises(FieldProblems, match="“To confirm” to “Done”"):
        world.do(set_task_state, made, "done", on=TODAY)

    assert [t.state for t in tasks(world)] == ["in_progress", "to_confirm", "to_confirm"]


def test_a_task_that_is_done_has_its_day_and_all_its_percent(world: Any, made: list[int]) -> None:
    world.do(set_task_state, made, "in_progress", on=TODAY)
    world.do(set_task_state, made, "done", on=TODAY)
    assert {(t.percent, t.done_on) for t in tasks(world)} == {(100, TODAY)}

    world.do(set_task_state, made, "in_progress", on=TODAY)
    assert {t.done_on for t in tasks(world)} == {None}


def test_setting_the_state_they_have_changes_nothing(world: Any, made: list[int]) -> None:
    assert world.do(set_task_state, made, "to_confirm", on=TODAY) == 0


def test_an_extension_keeps_the_first_deadline_and_needs_a_reason(
    world: Any, made: list[int]
) -> None:
    with pytest.raises(FieldProblems) as refused:
        world.do(extend_deadline, made, date(2021, 12, 15), " ")
    assert list(refused.value.by_field) == ["extension_reason"]

    world.do(extend_deadline, made, date(2021, 12, 15), "疫情")
    world.do(extend_deadline, made, date(2021, 12, 31), "再延")

    for task in tasks(world):
        assert (task.state, task.deadline_on, task.original_deadline_on) == (
            "extended",
            date(2021, 12, 31),
            DEADLINE,
        )
        assert task.extension_reason == "再延"


def test_an_extension_to_an_earlier_day_is_refused(world: Any, made: list[int]) -> None:
    for day in (DEADLINE, date(2021, 11, 1)):
        with pytest.raises(FieldProblems) as refused:
            world.do(extend_deadline, made, day, "疫情")
        assert list(refused.value.by_field) == ["deadline_on"]

    assert {task.deadline_on for task in tasks(world)} == {DEADLINE}


def test_the_percent_of_a_closed_task_stays(world: Any, made: list[int]) -> None:
    world.do(set_task_state, made[:1], "cancelled", on=TODAY)

    with pytest.raises(LedgerError, match="done or cancelled"):
        world.do(update_branch_tasks, made, {"percent": 50})
    assert {task.percent for task in tasks(world)} == {0}

    world.do(update_branch_tasks, made, {"responsible_id": world.clerk})
    world.do(update_branch_tasks, made[1:], {"percent": 50})


def change_many(world: Any, ids: list[int], way: str, **more: Any) -> None:
    if way == "state":
        world.do(set_task_state, ids, "in_progress", on=TODAY, **more)
    elif way == "percent":
        world.do(update_branch_tasks, ids, {"percent": 10}, **more)
    else:
        world.do(extend_deadline, ids, date(2021, 12, 15), "疫情", **more)


@pytest.mark.parametrize("way", ["state", "percent", "deadline"])
def test_many_tasks_are_changed_only_as_they_were_seen(
    world: Any, made: list[int], way: str
) -> None:
    seen = {task.id: task.version for task in tasks(world)}
    world.do(update_branch_tasks, made[:1], {"responsible_id": world.clerk})

    with pytest.raises(ChangedElsewhere, match="changed elsewhere"):
        change_many(world, made, way, versions=seen)

    assert {(task.state, task.percent) for task in tasks(world)} == {("to_confirm", 0)}
    change_many(world, made, way, versions={task.id: task.version for task in tasks(world)})


@pytest.mark.parametrize("way", ["state", "percent", "deadline"])
def test_tasks_of_which_one_is_gone_are_left_alone(world: Any, made: list[int], way: str) -> None:
    world.do(delete_branch_tasks, made[:1])

    with pytest.raises(ChangedElsewhere, match="deleted elsewhere"):
        change_many(world, made, way)


def test_a_new_deadline_in_the_form_needs_a_reason_too(world: Any, made: list[int]) -> None:
    draft = world.ask(open_branch_task, made[0])
    draft.deadline_on = date(2021, 12, 31)

    with pytest.raises(FieldProblems) as refused:
        world.do(save_branch_task, replace(draft))
    assert list(refused.value.by_field) == ["extension_reason"]

    world.do(save_branch_task, replace(draft, extension_reason="疫情"))
    assert tasks(world)[0].original_deadline_on == DEADLINE


def test_the_form_refuses_a_state_that_may_not_follow(world: Any, made: list[int]) -> None:
    draft = world.ask(open_branch_task, made[0])

    with pytest.raises(FieldProblems) as refused:
        world.do(save_branch_task, replace(draft, state="submitted"))

    assert list(refused.value.by_field) == ["state"]


def test_a_task_changed_elsewhere_is_not_saved_over(world: Any, made: list[int]) -> None:
    draft = world.ask(open_branch_task, made[0])
    world.do(set_task_state, made, "in_progress", on=TODAY)

    with pytest.raises(ChangedElsewhere):
        world.do(save_branch_task, replace(draft, percent=10, state="in_progress"))


def test_many_tasks_get_the_same_person(world: Any, made: list[int]) -> None:
    assert world.do(update_branch_tasks, made, {"responsible_id": world.clerk}) == 3
    assert {t.responsible for t in tasks(world)} == {"李四"}

    with pytest.raises(LedgerError):
        world.do(update_branch_tasks, made, {"state": "done"})


def test_more_tasks_than_a_statement_takes_are_changed_at_once(world: Any) -> None:
    """SQLite takes 32,766 values in one statement at most, and 1,000 here."""

    def take_fewer(session: Any) -> None:
        raw = session.connection().connection.dbapi_connection
        raw.setlimit(sqlite3.SQLITE_LIMIT_VARIABLE_NUMBER, 1_000)

    world.do(take_fewer)
    key_tasks = world.do(
        insert_rows, KeyTask, [{"year": 2021, "number": n, "text": "办"} for n in range(2, 3_002)]
    )
    rows = [{"key_task_id": task, "unit_id": world.office} for task in key_tasks]
    ids = world.do(insert_rows, BranchTask, rows)

    assert world.do(set_task_state, ids, "in_progress", on=TODAY) == len(ids)
    assert world.do(extend_deadline, ids, DEADLINE, "推迟") == len(ids)
    assert world.do(delete_branch_tasks, ids) == len(ids)


def test_a_key_task_asks_for_its_text_and_number(world: Any) -> None:
    with pytest.raises(FieldProblems) as refused:
        world.do(save_key_task, KeyTaskDraft(year=2021, text=" "))

    assert sorted(refused.value.by_field) == ["number", "text"]


def test_units_that_somebody_else_chose_are_not_written_over(world: Any) -> None:
    mine, theirs = (world.ask(open_key_task, world.task) for _ in range(2))
    world.do(save_key_task, replace(theirs, lead_unit_ids=[world.science]))

    with pytest.raises(ChangedElsewhere):
        world.do(save_key_task, replace(mine, goal="学完"))

    assert world.ask(open_key_task, world.task).lead_unit_ids == [world.science]


def test_a_reason_that_is_longer_than_its_field_does_not_extend_a_task(world: Any) -> None:
    world.do(generate_branch_tasks, world.task, unit_ids=[world.office])
    (task,) = world.ask(list_branch_tasks, 2021, today=date(2021, 6, 1))
    with pytest.raises(FieldProblems) as refused:
        world.do(extend_deadline, [task.id], date(2022, 1, 31), "因" * 201)
    assert set(refused.value.by_field) == {"extension_reason"}
    assert world.ask(list_branch_tasks, 2021, today=date(2021, 6, 1)) == [task]


def test_a_day_chosen_for_a_phrase_nobody_can_read_stays_while_the_phrase_does(
    world: Any,
) -> None:
    def choose(session: Any) -> None:
        name_action(session, "Choose a day")
        update_rows(session, KeyTask, {world.task: {"deadline_on": date(2021, 10, 8)}})

    draft = world.ask(open_key_task, world.task)
    draft.deadline_text = "尽快"
    world.do(save_key_task, draft)
    world.do(choose)
    draft = world.ask(open_key_task, world.task)
    draft.goal = "按时完成"
    world.do(save_key_task, draft)
    (row,) = world.ask(list_key_tasks, 2021)
    assert row.deadline_on == date(2021, 10, 8)
    draft = world.ask(open_key_task, world.task)
    draft.deadline_text = "12月底前"
    world.do(save_key_task, draft)
    (row,) = world.ask(list_key_tasks, 2021)
    assert row.deadline_on == date(2021, 12, 31)
