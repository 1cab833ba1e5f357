"""The agenda and the decisions of a meeting are kept in their order."""

from __future__ import annotations

from typing import Any

import pytest

from deskapp.errors import ChangedElsewhere, FieldProblems, LedgerError
from deskapp.queries.key_tasks import list_key_tasks
from deskapp.queries.meetings import list_agenda, list_decisions
from deskapp.usecases.agenda import (
    AgendaItemDraft,
    DecisionDraft,
    make_task_of_decision,
    open_agenda,
    open_decisions,
    save_agenda,
    save_decisions,
)
from deskapp.usecases.documents import DocumentDraft, save_document
from deskapp.usecases.key_tasks import delete_key_tasks
from deskapp.usecases.meetings import delete_meetings


def titles(world: Any) -> list[str]:
    return [item.title for item in world.ask(list_agenda, world.meeting)]


def save(world: Any, *items: AgendaItemDraft) -> None:
    world.do(save_agenda, world.meeting, list(items))


def test_items_are_moved_changed_added_and_removed_in_one_save(world: Any) -> None:
    save(world, *(AgendaItemDraft(title=t) for t in "甲乙丙"))
    first, second, third = world.ask(open_agenda, world.meeting)
    second.title = "乙改"

    save(world, third, second, AgendaItemDraft(title="丁"))

    assert titles(world) == ["丙", "乙改", "丁"]
    rows = world.ask(list_agenda, world.meeting)
    assert [row.id for row in rows[:2]] == [third.id, second.id]
    assert [row.position for row in rows] == [1, 2, 3]
    assert first.id not in [row.id for row in rows]


def test_documents_of_an_item_follow_the_draft(world: Any) -> None:
    documents = [world.do(save_document, DocumentDraft(title=t)) for t in ("条例", "要点", "分工")]
    save(world, AgendaItemDraft(title="学习", document_ids=[documents[0], documents[1]]))
    (item,) = world.ask(open_agenda, world.meeting)
    assert item.document_ids == documents[:2]

    item.document_ids = [documents[2], documents[1], documents[1]]
    save(world, item)

    (row,) = world.ask(list_agenda, world.meeting)
    assert sorted(title for _, title in row.documents) == ["分工", "要点"]


def test_saving_an_unchanged_agenda_leaves_no_history(world: Any) -> None:
    document = world.do(save_document, DocumentDraft(title="条例"))
    save(world, AgendaItemDraft(title="学习", document_ids=[document]))

    outcome = world.database.do(save_agenda, world.meeting, world.ask(open_agenda, world.meeting))

    assert outcome.change_set_id is None


def test_an_item_without_title_stops_the_whole_save(world: Any) -> None:
    save(world, AgendaItemDraft(title="甲"))

    with pytest.raises(FieldProblems):
        save(world, AgendaItemDraft(title="乙"), AgendaItemDraft(title=" "))

    assert titles(world) == ["甲"]


def test_a_decision_becomes_one_key_task_however_often_it_is_asked(world: Any) -> None:
    world.do(save_decisions, world.meeting, [DecisionDraft(text="抓好学习")])
    (decision,) = world.ask(list_decisions, world.meeting)

    task = world.do(make_task_of_decision, decision.id)
    assert world.do(make_task_of_decision, decision.id) == task

    (decision,) = world.ask(list_decisions, world.meeting)
    assert (decision.state, decision.key_task_id) == ("task", task)
    assert [(t.number, t.text) for t in world.ask(list_key_tasks, 2021)] == [
        (1, "学习条例"),
        (2, "抓好学习"),
    ]


def test_a_decision_with_a_key_task_stays_until_the_task_is_gone(world: Any) -> None:
    world.do(save_decisions, world.meeting, [DecisionDraft(text="抓好学习")])
    (decision,) = world.ask(list_decisions, world.meeting)
    task = world.do(make_task_of_decision, decision.id)

    with pytest.raises(LedgerError, match="became a key task"):
        world.do(save_decisions, world.meeting, [])

    world.do(delete_key_tasks, [task])
    assert world.ask(open_decisions, world.meeting)[0].state == "open"
    world.do(save_decisions, world.meeting, [])
    assert world.ask(list_decisions, world.meeting) == []


def test_an_agenda_that_somebody_else_saved_is_not_written_over(world: Any) -> None:
    save(world, AgendaItemDraft(kind="study", title="学习"))
    mine, theirs = (world.ask(open_agenda, world.meeting) for _ in range(2))
    theirs[0].title = "学习《条例》"
    world.do(save_agenda, world.meeting, theirs)

    mine[0].title = "传达"
    with pytest.raises(ChangedElsewhere):
        world.do(save_agenda, world.meeting, mine)
    assert titles(world) == ["学习《条例》"]


def test_a_meeting_is_kept_while_a_key_task_rests_on_its_decision(world: Any) -> None:
    world.do(save_decisions, world.meeting, [DecisionDraft(text="抓好学习")])
    (decision,) = world.ask(list_decisions, world.meeting)
    task = world.do(make_task_of_decision, decision.id)

    with pytest.raises(LedgerError, match="key task 2"):
        world.do(delete_meetings, [world.meeting])

    world.do(delete_key_tasks, [task])
    assert world.do(delete_meetings, [world.meeting]) == 1


def versions(drafts: Any) -> dict[int, int]:
    return {draft.id: draft.version for draft in drafts}


@pytest.mark.parametrize(
    ("open_all", "save_all", "draft"),
    [
        (open_agenda, save_agenda, lambda text: AgendaItemDraft(title=text)),
        (open_decisions, save_decisions, lambda text: DecisionDraft(text=text)),
    ],
)
def test_what_somebody_else_added_or_changed_meanwhile_is_not_removed(
    world: Any, open_all: Any, save_all: Any, draft: Any
) -> None:
    world.do(save_all, world.meeting, [draft("甲"), draft("乙")])
    mine, theirs = (world.ask(open_all, world.meeting) for _ in range(2))
    opened = versions(mine)
    world.do(save_all, world.meeting, [*theirs, draft("丙")], opened=opened)
    added = world.ask(open_all, world.meeting)

    with pytest.raises(ChangedElsewhere):
        world.do(save_all, world.meeting, mine, opened=opened)

    opened = versions(added)
    changed = world.ask(open_all, world.meeting)
    if save_all is save_agenda:
        changed[0].title = "甲改"
    else:
        changed[0].text = "甲改"
    world.do(save_all, world.meeting, changed, opened=opened)
    with pytest.raises(ChangedElsewhere):
        world.do(save_all, world.meeting, added[1:], opened=opened)
    assert len(world.ask(open_all, world.meeting)) == 3


def test_documents_that_somebody_else_chose_are_not_wiped(world: Any) -> None:
    document = world.do(save_document, DocumentDraft(title="条例"))
    save(world, AgendaItemDraft(title="学习"))
    mine, theirs = (world.ask(open_agenda, world.meeting) for _ in range(2))
    theirs[0].document_ids = [document]
    world.do(save_agenda, world.meeting, theirs)

    with pytest.raises(ChangedElsewhere):
        world.do(save_agenda, world.meeting, mine)

    (row,) = world.ask(list_agenda, world.meeting)
    assert row.documents
