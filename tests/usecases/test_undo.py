"""What was done is undone and redone, but a closed meeting stays as it is."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from deskapp.errors import LedgerError
from deskapp.queries.attendance import list_attendance
from deskapp.queries.meetings import list_agenda, list_decisions
from deskapp.usecases.agenda import (
    AgendaItemDraft,
    DecisionDraft,
    make_task_of_decision,
    open_agenda,
    save_agenda,
    save_decisions,
)
from deskapp.usecases.attendance import AttendanceMark, invite_people, mark_attendance
from deskapp.usecases.documents import DocumentDraft, save_document
from deskapp.usecases.key_tasks import delete_key_tasks
from deskapp.usecases.meetings import (
    MeetingDraft,
    close_meeting,
    open_meeting,
    reopen_meeting,
    save_meeting,
)
from deskapp.usecases.undo import redo_action, undo_action


def done(world: Any, use_case: Callable[..., Any], *args: Any, **more: Any) -> int:
    """Carry out a use case; return the id of the action."""
    outcome = world.database.do(use_case, *args, **more)
    assert outcome.change_set_id is not None
    return int(outcome.change_set_id)


def mark(world: Any) -> int:
    world.do(invite_people, world.meeting, [world.clerk])
    (row,) = world.ask(list_attendance, world.meeting)
    return done(world, mark_attendance, world.meeting, [AttendanceMark(row.id, "absent")])


def decide(world: Any) -> int:
    return done(world, save_decisions, world.meeting, [DecisionDraft(text="办")])


def choose_documents(world: Any) -> int:
    document = world.do(save_document, DocumentDraft(title="条例"))
    world.do(save_agenda, world.meeting, [AgendaItemDraft(title="学习")])
    items = world.ask(open_agenda, world.meeting)
    items[0].document_ids = [document]
    return done(world, save_agenda, world.meeting, items)


def rename(world: Any) -> int:
    draft = world.ask(open_meeting, world.meeting)
    draft.title = "工作会"
    return done(world, save_meeting, draft)


def make_task(world: Any) -> int:
    decide(world)
    (decision,) = world.ask(list_decisions, world.meeting)
    return done(world, make_task_of_decision, decision.id)


@pytest.mark.parametrize("change", [mark, decide, choose_documents, rename, make_task])
def test_what_was_done_to_a_meeting_stays_once_it_is_closed(world: Any, change: Any) -> None:
    action = change(world)
    closing = done(world, close_meeting, world.meeting, despite_gaps=True)

    with pytest.raises(LedgerError, match="is closed"):
        world.do(undo_action, action)

    world.do(undo_action, closing)
    world.do(undo_action, action)


def test_what_was_undone_is_not_done_again_in_a_closed_meeting(world: Any) -> None:
    action = choose_documents(world)
    world.do(undo_action, action)
    world.do(close_meeting, world.meeting, despite_gaps=True)

    with pytest.raises(LedgerError, match="is closed"):
        world.do(redo_action, action)

    (item,) = world.ask(list_agenda, world.meeting)
    assert not item.documents


def test_closing_and_reopening_are_undone_and_redone(world: Any) -> None:
    closing = done(world, close_meeting, world.meeting, despite_gaps=True)
    reopening = done(world, reopen_meeting, world.meeting, "补记")

    world.do(undo_action, reopening)
    world.do(redo_action, reopening)
    world.do(undo_action, reopening)
    world.do(undo_action, closing)
    world.do(redo_action, closing)

    with pytest.raises(LedgerError, match="is closed"):
        world.do(save_decisions, world.meeting, [])


def test_a_new_meeting_is_taken_away_again(world: Any) -> None:
    made = done(world, save_meeting, MeetingDraft(title="另一次会议", year=2021))
    world.do(undo_action, made)
    world.do(redo_action, made)


def test_a_key_task_that_a_closed_meeting_decided_is_not_deleted(world: Any) -> None:
    decide(world)
    (decision,) = world.ask(list_decisions, world.meeting)
    task = world.do(make_task_of_decision, decision.id)
    world.do(close_meeting, world.meeting, despite_gaps=True)

    with pytest.raises(LedgerError, match="is closed"):
        world.do(delete_key_tasks, [task])

    assert world.ask(list_decisions, world.meeting)[0].state == "task"
