"""Supervision slips: numbered, in the order of their colours, answered, closed, deleted last."""

from __future__ import annotations

from contextlib import suppress
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import event, select
from sqlalchemy.engine import Engine

from deskapp.database.undo import undo
from deskapp.errors import FieldProblems, LedgerError
from deskapp.queries.branch_tasks import list_branch_tasks
from deskapp.queries.key_tasks import list_key_tasks
from deskapp.queries.slips_to_issue import overdue_without_slip
from deskapp.queries.supervision import list_slips, slips_overdue
from deskapp.records.attachment import Attachment
from deskapp.rules.slips import SLIP_COLOURS, first_out_of_order
from deskapp.usecases.branch_tasks import set_task_state
from deskapp.usecases.key_tasks import (
    KeyTaskDraft,
    delete_branch_tasks,
    delete_key_tasks,
    generate_branch_tasks,
    next_number,
    save_key_task,
)
from deskapp.usecases.slip_closing import close_slips, delete_slips, reopen_slips
from deskapp.usecases.supervision import (
    answer_slip,
    issue_slips,
    open_slip,
    propose_slip,
    save_slip,
)
from deskapp.usecases.units import UnitDraft, save_unit

TODAY = date(2021, 8, 20)
REPLY = TODAY + timedelta(days=7)


def make_tasks(world: Any, deadline: str, *units: str) -> list[int]:
    number = world.ask(next_number, 2021)
    draft = KeyTaskDraft(year=2021, number=number, text="任务", deadline_text=deadline)
    key_task = world.do(save_key_task, draft)
    ids = [world.do(save_unit, UnitDraft(name=f"{one}{number}")) for one in units]
    world.do(generate_branch_tasks, key_task, unit_ids=ids)
    rows = world.ask(list_branch_tasks, 2021, today=TODAY, key_task_id=key_task)
    tasks = [row.id for row in rows]
    world.do(set_task_state, tasks, "in_progress", on=TODAY)
    return tasks


def slips(world: Any, **more: Any) -> list[Any]:
    return list(world.ask(list_slips, 2021, today=TODAY, **more))


def issue(world: Any, task: int, colour: str) -> int:
    draft = world.ask(propose_slip, task, TODAY)
    draft.colour = colour
    return int(world.do(save_slip, draft))


def test_a_proposed_slip_says_what_it_needs(world: Any) -> None:
    (task,) = make_tasks(world, "2021-08-01", "甲")

    draft = world.ask(propose_slip, task, TODAY)

    assert (draft.year, draft.number, draft.colour) == (2021, 1, "blue")
    assert (draft.issued_on, draft.reply_due_on) == (TODAY, REPLY)
    assert "1 August 2021" in draft.demand
    assert "27 August 2021" in draft.demand


def test_numbers_run_through_the_year(world: Any) -> None:
    tasks = make_tasks(world, "2021-08-01", "甲", "乙", "丙")

    world.do(issue_slips, tasks[:2], issued_on=TODAY)
    world.do(issue_slips, tasks[2:], issued_on=TODAY)

    assert [(slip.number, slip.branch_task_id) for slip in reversed(slips(world))] == [
        (1, tasks[0]), (2, tasks[1]), (3, tasks[2]),
    ]  # fmt: skip


def test_the_next_colour_comes_only_after_the_last_slip(world: Any) -> None:
    (task,) = make_tasks(world, "2021-08-01", "甲")
    with pytest.raises(FieldProblems) as first:
        issue(world, task, "red")
    issue(world, task, "blue")
    with pytest.raises(FieldProblems) as second:
        issue(world, task, "red")

    assert first.value.by_field == {"colour": "The first slip of a task is a blue one."}
    assert second.value.by_field == {
        "colour": "The last slip is Supervision slip [2021] No. 1, a Blue slip: the next one is "
        "a Blue slip or Yellow slip."
    }


def test_a_slip_cannot_be_made_paler_than_a_later_one_needs(world: Any) -> None:
    (task,) = make_tasks(world, "2021-08-01", "甲")
    for colour in ("blue", "yellow", "red"):
        last = issue(world, task, colour)
    second = world.ask(open_slip, last - 1)
    second.colour = "blue"

    with pytest.raises(FieldProblems) as refused:
        world.do(save_slip, second)
    assert "No. 3" in refused.value.by_field["colour"]


def test_issuing_for_many_takes_each_to_its_next_colour_at_most(world: Any) -> None:
    overdue, soon = (
        make_tasks(world, "2021-08-01", "甲")[0],
        make_tasks(world, "2021-08-25", "乙")[0],
    )
    for _step in range(3):
        world.do(issue_slips, [overdue, soon], issued_on=TODAY)

    found = [(slip.branch_task_id, slip.colour) for slip in reversed(slips(world))]
    assert [colour for task, colour in found if task == overdue] == ["blue", "yellow", "red"]
    assert [colour for task, colour in found if task == soon] == ["blue", "blue", "blue"]


def test_a_finished_task_gets_no_slip(world: Any) -> None:
    done, left = make_tasks(world, "2021-08-01", "甲", "乙")
    world.do(set_task_state, [done], "done", on=TODAY)

    assert len(world.do(issue_slips, [done, left], issued_on=TODAY)) == 1
    with pytest.raises(LedgerError):
        world.do(issue_slips, [done], issued_on=TODAY)
    with pytest.raises(FieldProblems) as refused:
        issue(world, done, "blue")
    assert set(refused.value.by_field) == {"branch_task_id"}


def test_a_slip_goes_from_open_over_overdue_and_answered_to_closed_and_back(world: Any) -> None:
    (task,) = make_tasks(world, "2021-08-01", "甲")
    slip = issue(world, task, "blue")

    def state(day: date) -> str:
        (row,) = world.ask(list_slips, 2021, today=day)
        return str(row.state)

    assert [state(REPLY), state(REPLY + timedelta(days=1))] == ["open", "overdue"]
    assert len(world.ask(slips_overdue, 2021, REPLY + timedelta(days=1))) == 1
    world.do(answer_slip, slip, "已整改", TODAY)
    assert state(REPLY + timedelta(days=1)) == "answered"
    world.do(close_slips, [slip], closed_on=TODAY, task_done=True)
    assert state(TODAY) == "closed"
    (row,) = world.ask(list_branch_tasks, 2021, today=TODAY)
    assert (row.state, row.done_on) == ("done", TODAY)
    with pytest.raises(LedgerError):
        world.do(answer_slip, slip, "再答", TODAY)
    world.do(reopen_slips, [slip])
    assert state(TODAY) == "answered"


def test_a_slip_is_not_issued_before_the_one_it_follows(world: Any) -> None:
    (task,) = make_tasks(world, "2021-08-01", "甲")
    first, second = issue(world, task, "blue"), issue(world, task, "yellow")
    before = TODAY - timedelta(days=1)

    late, early = world.ask(open_slip, first), world.ask(open_slip, second)
    late.issued_on, early.issued_on = TODAY + timedelta(days=1), before
    for draft in (late, early):
        with pytest.raises(FieldProblems) as refused:
            world.do(save_slip, draft)
        assert set(refused.value.by_field) == {"issued_on"}
    with pytest.raises(FieldProblems, match=r"No\. 1 was issued later"):
        world.do(issue_slips, [task], issued_on=before)


def test_a_slip_is_not_closed_before_its_reply(world: Any) -> None:
    (task,) = make_tasks(world, "2021-08-01", "甲")
    slip = issue(world, task, "blue")
    world.do(answer_slip, slip, "已整改", TODAY + timedelta(days=2))

    with pytest.raises(FieldProblems) as refused:
        world.do(close_slips, [slip], closed_on=TODAY + timedelta(days=1))
    assert set(refused.value.by_field) == {"closed_on"}
    assert world.do(close_slips, [slip], closed_on=TODAY + timedelta(days=2)) == 1


def test_a_closed_slip_is_reopened_before_it_is_changed(world: Any) -> None:
    (task,) = make_tasks(world, "2021-08-01", "甲")
    slip = issue(world, task, "blue")
    world.do(close_slips, [slip], closed_on=TODAY)
    draft = world.ask(open_slip, slip)
    draft.closed_on = None

    with pytest.raises(LedgerError, match="is closed"):
        world.do(save_slip, draft)


def test_a_task_that_cannot_be_done_yet_is_named(world: Any) -> None:
    tasks = make_tasks(world, "2021-08-01", "甲", "乙")
    ids = world.do(issue_slips, tasks, issued_on=TODAY)
    world.do(set_task_state, tasks[1:], "adjustment_asked", on=TODAY)

    with pytest.raises(FieldProblems) as refused:
        world.do(close_slips, ids, closed_on=TODAY, task_done=True)

    assert refused.value.by_field == {
        "task_done": "“乙2 · No. 2”: A task cannot go from “Adjustment asked” to “Done”."
    }


def test_many_slips_are_issued_with_few_statements(world: Any) -> None:
    tasks = make_tasks(world, "2021-08-01", *(f"单位{n}" for n in range(40)))
    said: list[str] = []

    def note(_connection: Any, _cursor: Any, statement: str, *_more: Any) -> None:
        said.append(statement)

    event.listen(Engine, "before_cursor_execute", note)
    world.do(issue_slips, tasks, issued_on=TODAY)
    event.remove(Engine, "before_cursor_execute", note)

    assert len(said) < 30


def test_an_answer_needs_its_words_and_its_day(world: Any) -> None:
    (task,) = make_tasks(world, "2021-08-01", "甲")
    slip = issue(world, task, "blue")

    with pytest.raises(FieldProblems) as refused:
        world.do(answer_slip, slip, " ", None)
    assert set(refused.value.by_field) == {"answer", "answered_on"}
    with pytest.raises(FieldProblems) as early:
        world.do(answer_slip, slip, "已整改", TODAY - timedelta(days=1))
    assert set(early.value.by_field) == {"answered_on"}


def test_only_the_last_numbers_are_deleted(world: Any) -> None:
    tasks = make_tasks(world, "2021-08-01", "甲", "乙", "丙")
    first, second, third = world.do(issue_slips, tasks, issued_on=TODAY)

    with pytest.raises(LedgerError, match=r"No\. 3"):
        world.do(delete_slips, [second])
    assert world.do(delete_slips, [third, second]) == 2
    assert [slip.id for slip in slips(world)] == [first]


@pytest.mark.parametrize("way", ["the task", "its key task"])
def test_a_task_with_a_slip_is_not_deleted(world: Any, way: str) -> None:
    (task,) = make_tasks(world, "2021-08-01", "甲")
    issue(world, task, "blue")
    key_task = slips(world)[0].key_task_number
    ids = [row.id for row in world.ask(list_key_tasks, 2021) if row.number == key_task]

    delete, chosen = {
        "the task": (delete_branch_tasks, [task]),
        "its key task": (delete_key_tasks, ids),
    }[way]

    with pytest.raises(LedgerError, match=r"No\. 1 was issued for the task “甲2") as refused:
        world.do(delete, chosen)

    assert "Cancel the task" in refused.value.advice
    assert len(slips(world)) == 1


def test_a_task_takes_its_files_along_and_undo_brings_all_back(world: Any) -> None:
    (task,) = make_tasks(world, "2021-08-01", "甲")

    def attach(session: Any) -> None:
        session.add(Attachment(branch_task_id=task, name="a", sha256="0", size=1))

    world.do(attach)
    outcome = world.database.do(delete_branch_tasks, [task])

    def left(session: Any) -> int:
        return len(session.execute(select(Attachment.id)).all())

    assert world.ask(left) == 0
    world.database.do(undo, outcome.change_set_id)
    assert world.ask(left) == 1


def test_overdue_tasks_without_a_slip_are_found(world: Any) -> None:
    first, second = make_tasks(world, "2021-08-01", "甲", "乙")
    make_tasks(world, "2021-09-01", "丙")
    issue(world, first, "blue")

    assert world.ask(overdue_without_slip, 2021, TODAY) == [second]


@settings(
    max_examples=25,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(st.lists(st.tuples(st.sampled_from(["save", "many", "edit", "delete"]), st.integers(0, 8))))
def test_no_sequence_leaves_slips_out_of_order(world: Any, steps: list[tuple[str, int]]) -> None:
    (task,) = make_tasks(world, "2021-08-01", "甲")
    for step, n in steps:
        colour = tuple(SLIP_COLOURS)[n % 3]
        own = [slip.id for slip in slips(world, branch_task_id=task)]
        with suppress(LedgerError):
            if step == "save":
                issue(world, task, colour)
            elif step == "many":
                world.do(issue_slips, [task], issued_on=TODAY)
            elif step == "edit" and own:
                draft = world.ask(open_slip, own[n % len(own)])
                draft.colour = colour
                world.do(save_slip, draft)
            elif own:
                world.do(delete_slips, [own[n % len(own)]])
        found = slips(world, branch_task_id=task)
        assert first_out_of_order([slip.colour for slip in reversed(found)]) is None
