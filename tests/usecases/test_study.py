"""What has to be studied is kept, and studies outside meetings are entered once."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from sqlalchemy import event

from deskapp.errors import ChangedElsewhere, FieldProblems, LedgerError
from deskapp.queries.attendance import list_attendance
from deskapp.queries.meetings import list_agenda, list_meetings
from deskapp.queries.study import coverage, list_requirements, list_study_entries
from deskapp.queries.study.planned import PlannedStudy
from deskapp.usecases.attendance import AttendanceMark, invite_people, mark_attendance
from deskapp.usecases.branches import BranchDraft, save_branch
from deskapp.usecases.documents import DocumentDraft, save_document
from deskapp.usecases.study import (
    RequirementDraft,
    delete_requirements,
    delete_study_entries,
    enter_self_study,
    make_up_study,
    open_requirement,
    plan_branch_study,
    save_requirement,
)
from deskapp.usecases.undo import undo_action

DAY, AS_OF = date(2021, 4, 20), date(2021, 6, 1)


@pytest.fixture
def document(world: Any) -> int:
    return int(world.do(save_document, DocumentDraft(title="条例", number="1号")))


def require(world: Any, document: int, **more: Any) -> int:
    draft = RequirementDraft(year=2021, document_id=document, **more)
    return int(world.do(save_requirement, draft))


def test_a_requirement_names_its_units(world: Any, document: int) -> None:
    found = require(world, document, audience="units", unit_ids=[world.science, world.office])

    draft = world.ask(open_requirement, found)

    assert set(draft.unit_ids) == {world.office, world.science}
    (row,) = world.ask(list_requirements, 2021, AS_OF)
    assert row.audience_text == "办公室, 科普部"


def test_names_that_the_audience_does_not_use_are_dropped(world: Any, document: int) -> None:
    found = require(world, document, audience="units", unit_ids=[world.office])
    draft = world.ask(open_requirement, found)
    draft.audience, draft.ranks = "ranks", ["section"]

    world.do(save_requirement, draft)

    again = world.ask(open_requirement, found)
    assert (again.unit_ids, again.ranks) == ([], ["section"])


@pytest.mark.parametrize(
    ("more", "field"),
    [
        ({"audience": "units"}, "unit_ids"),
        ({"audience": "ranks"}, "ranks"),
        ({"due_on": date(2022, 1, 1)}, "due_on"),
        ({"audience": None}, "audience"),
    ],
)
def test_what_does_not_fit_is_said_at_its_field(
    world: Any, document: int, more: dict[str, Any], field: str
) -> None:
    with pytest.raises(FieldProblems) as caught:
        require(world, document, **more)
    assert field in caught.value.by_field


def test_a_document_is_required_of_all_branches_only_once_a_year(world: Any, document: int) -> None:
    first = require(world, document)
    with pytest.raises(FieldProblems) as caught:
        require(world, document)
    assert "document_id" in caught.value.by_field
    world.do(save_requirement, world.ask(open_requirement, first))
    require(world, document, audience="top_leaders")


def test_a_requirement_saved_from_before_another_s_change_is_refused(
    world: Any, document: int
) -> None:
    found = require(world, document, audience="units", unit_ids=[world.office])
    mine, theirs = world.ask(open_requirement, found), world.ask(open_requirement, found)
    theirs.unit_ids = [world.science]
    world.do(save_requirement, theirs)
    with pytest.raises(ChangedElsewhere):
        world.do(save_requirement, mine)


def test_deleted_requirements_come_back_with_their_units(world: Any, document: int) -> None:
    found = require(world, document, audience="units", unit_ids=[world.office])

    outcome = world.database.do(delete_requirements, [found])
    assert world.ask(list_requirements, 2021, AS_OF) == []
    world.do(undo_action, outcome.change_set_id)

    assert world.ask(open_requirement, found).unit_ids == [world.office]


def miss(world: Any, *people: int, state: str = "absent") -> None:
    """Let people be invited to the meeting and not come, or as the state says."""
    world.do(invite_people, world.meeting, people)
    rows = {row.person_id: row.id for row in world.ask(list_attendance, world.meeting)}
    marks = [AttendanceMark(rows[person], state, "出差") for person in people]
    world.do(mark_attendance, world.meeting, marks)


def test_who_was_there_or_not_invited_has_nothing_to_make_up_for(world: Any) -> None:
    miss(world, world.chief, state="present")
    for person in (world.chief, world.clerk):
        with pytest.raises(LedgerError, match="did not miss"):
            world.do(make_up_study, [(person, world.meeting)], DAY)


def test_making_up_for_a_meeting_is_entered_once_for_each_person(world: Any) -> None:
    miss(world, world.chief, world.clerk)
    pairs = [(world.chief, world.meeting), (world.clerk, world.meeting)]
    assert world.do(make_up_study, pairs[:1], DAY) == 1

    assert world.do(make_up_study, pairs, date(2021, 4, 27), "自学") == 1

    rows = world.ask(list_study_entries, 2021)
    assert [(row.person, row.kind) for row in rows] == [("李四", "make_up"), ("曾国庆", "make_up")]
    assert rows[0].note == "自学"


@pytest.mark.parametrize("day", [None, date(2021, 4, 19), date(2999, 1, 1)])
def test_nobody_makes_up_before_the_meeting_nor_in_days_to_come(
    world: Any, day: date | None
) -> None:
    miss(world, world.chief)
    with pytest.raises(FieldProblems) as caught:
        world.do(make_up_study, [(world.chief, world.meeting)], day)
    assert list(caught.value.by_field) == ["studied_on"]


def test_self_study_is_entered_for_many_and_undone_in_one_step(world: Any, document: int) -> None:
    people = [world.chief, world.clerk, world.chief]
    outcome = world.database.do(enter_self_study, people, document, DAY)
    assert outcome.result == 2
    assert world.do(enter_self_study, people, document, DAY) == 0

    world.do(undo_action, outcome.change_set_id)

    assert world.ask(list_study_entries, 2021) == []


def test_self_study_needs_a_document_and_somebody(world: Any, document: int) -> None:
    with pytest.raises(FieldProblems):
        world.do(enter_self_study, [world.chief], None, DAY)
    with pytest.raises(LedgerError):
        world.do(enter_self_study, [], document, DAY)


def test_entries_are_found_by_name_and_deleted(world: Any, document: int) -> None:
    world.do(enter_self_study, [world.chief, world.clerk], document, DAY)
    (row,) = world.ask(list_study_entries, 2021, "李四")

    world.do(delete_study_entries, [row.id])

    assert [row.person for row in world.ask(list_study_entries, 2021)] == ["曾国庆"]


def test_a_planned_branch_study_has_its_document_and_its_members(world: Any, document: int) -> None:
    outcome = world.database.do(
        plan_branch_study, [world.branch], document, date(2021, 5, 10), 2021
    )
    (meeting_id,) = outcome.result

    (meeting,) = world.ask(list_meetings, meeting_id=meeting_id)
    assert (meeting.kind, meeting.state, meeting.host) == ("branch_study", "planned", "第一党支部")
    (item,) = world.ask(list_agenda, meeting_id)
    assert item.documents == ((document, "条例"),)
    assert [row.name for row in world.ask(list_attendance, meeting_id)] == ["曾国庆"]
    world.do(undo_action, outcome.change_set_id)
    assert world.ask(list_meetings, meeting_id=meeting_id) == []


def test_a_branch_study_is_planned_in_the_year_looked_at(world: Any, document: int) -> None:
    with pytest.raises(FieldProblems) as caught:
        world.do(plan_branch_study, [world.branch], document, date(2022, 1, 1), 2021)
    assert list(caught.value.by_field) == ["on"]


def test_the_same_study_is_not_planned_twice(world: Any, document: int) -> None:
    (first,) = world.do(plan_branch_study, [world.branch], document, date(2021, 5, 10), 2021)
    with pytest.raises(LedgerError, match="planned already"):
        world.do(plan_branch_study, [world.branch], document, None, 2021)
    require(world, document)
    (row,) = world.ask(coverage, 2021, AS_OF).rows
    assert row.cells[0].planned == PlannedStudy(first, date(2021, 5, 10))


def test_however_many_branches_the_statements_are_few(world: Any, document: int) -> None:
    branches = [
        world.do(save_branch, BranchDraft(name=f"第{n}支部", unit_id=world.office))
        for n in range(20)
    ]
    statements: list[str] = []
    engine = world.database._writer
    event.listen(engine, "before_cursor_execute", lambda *given: statements.append(given[2]))
    assert len(world.do(plan_branch_study, branches, document, None, 2021)) == 20
    assert len(statements) < 40


def test_several_documents_stand_on_the_agenda_of_one_planned_study(
    world: Any, document: int
) -> None:
    other = int(world.do(save_document, DocumentDraft(title="要点")))
    plan = (plan_branch_study, [world.branch], document, date(2021, 5, 10), 2021)
    (meeting_id,) = world.do(*plan, more_document_ids=[other])
    items = world.ask(list_agenda, meeting_id)
    assert [item.documents for item in items] == [((document, "条例"),), ((other, "要点"),)]
    (meeting,) = world.ask(list_meetings, meeting_id=meeting_id)
    assert "2" in meeting.title
