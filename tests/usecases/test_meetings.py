"""Meetings are planned, held, closed, reopened, repeated and deleted."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time
from typing import Any

import pytest
from sqlalchemy import select

from deskapp.database.undo import next_undo, undo
from deskapp.errors import ChangedElsewhere, FieldProblems, LedgerError
from deskapp.queries.attendance import list_attendance
from deskapp.queries.completeness import missing_in_meeting
from deskapp.queries.meetings import list_agenda, list_decisions, list_meetings
from deskapp.queries.study import list_study_entries
from deskapp.records.change import ChangeSet
from deskapp.usecases.agenda import (
    AgendaItemDraft,
    DecisionDraft,
    make_task_of_decision,
    save_agenda,
    save_decisions,
)
from deskapp.usecases.attendance import (
    AttendanceMark,
    add_walk_ins,
    invite_people,
    mark_attendance,
    mark_rest_present,
    set_role,
    take_off_list,
)
from deskapp.usecases.documents import DocumentDraft, save_document
from deskapp.usecases.meetings import (
    MeetingDraft,
    close_meeting,
    delete_meetings,
    duplicate_meeting,
    hold_meeting,
    open_meeting,
    reopen_meeting,
    save_meeting,
)
from deskapp.usecases.people import open_person, save_person
from deskapp.usecases.study import make_up_study
from deskapp.usecases.undo import undo_action


def meeting_row(world: Any, meeting_id: int) -> Any:
    return next(m for m in world.ask(list_meetings) if m.id == meeting_id)


def attendance_of(world: Any) -> list[Any]:
    """Return the attendance of the meeting, whatever its versions."""
    return [replace(row, version=0) for row in world.ask(list_attendance, world.meeting)]


def complete(world: Any) -> None:
    """Fill in whatever the meeting needs to be closed."""
    draft = world.ask(open_meeting, world.meeting)
    world.do(
        save_meeting,
        replace(draft, presider_id=world.chief, recorder_id=world.clerk, minutes="会议记录"),
    )
    world.do(save_agenda, world.meeting, [AgendaItemDraft(kind="study", title="学习条例")])
    world.do(invite_people, world.meeting, [world.chief, world.clerk])
    world.do(mark_rest_present, world.meeting)


def test_the_year_comes_from_the_date_where_none_is_given(world: Any) -> None:
    assert meeting_row(world, world.meeting).year == 2021


def test_a_meeting_without_date_needs_a_year(world: Any) -> None:
    with pytest.raises(FieldProblems) as refused:
        world.do(save_meeting, MeetingDraft(title="会"))

    assert list(refused.value.by_field) == ["year"]


def test_a_meeting_does_not_end_before_it_starts(world: Any) -> None:
    draft = MeetingDraft(title="会", year=2021, starts_at=time(10), ends_at=time(9))

    with pytest.raises(FieldProblems) as refused:
        world.do(save_meeting, draft)

    assert list(refused.value.by_field) == ["ends_at"]


def test_a_second_save_of_the_same_opening_is_refused(world: Any) -> None:
    draft = world.ask(open_meeting, world.meeting)
    world.do(save_meeting, replace(draft, place="一号会议室"))

    with pytest.raises(ChangedElsewhere):
        world.do(save_meeting, replace(draft, place="二号会议室"))

    assert meeting_row(world, world.meeting).place == "一号会议室"


def test_a_meeting_is_held_only_with_its_date(world: Any) -> None:
    planned = world.do(save_meeting, MeetingDraft(title="会", year=2021))

    with pytest.raises(FieldProblems) as refused:
        world.do(hold_meeting, planned)
    assert list(refused.value.by_field) == ["held_on"]

    world.do(hold_meeting, world.meeting)
    assert meeting_row(world, world.meeting).state == "held"


def test_closing_names_what_is_missing_and_changes_nothing(world: Any) -> None:
    with pytest.raises(LedgerError) as refused:
        world.do(close_meeting, world.meeting)

    for gap in ("no presider", "no recorder", "no agenda", "nobody was invited", "no minutes"):
        assert gap in refused.value.what
    assert meeting_row(world, world.meeting).state == "planned"


def test_a_complete_meeting_closes_and_an_incomplete_one_when_told_so(world: Any) -> None:
    unfinished = world.do(save_meeting, MeetingDraft(title="会", year=2021))
    world.do(close_meeting, unfinished, despite_gaps=True)
    complete(world)
    assert world.ask(missing_in_meeting, world.meeting) == []
    world.do(close_meeting, world.meeting)

    assert [m.state for m in world.ask(list_meetings)] == ["closed", "closed"]


def test_a_closed_meeting_can_only_be_read(world: Any) -> None:
    complete(world)
    draft = world.ask(open_meeting, world.meeting)
    (first, *_rest) = world.ask(list_attendance, world.meeting)
    world.do(save_decisions, world.meeting, [DecisionDraft(text="办")])
    (decision,) = world.ask(list_decisions, world.meeting)
    world.do(close_meeting, world.meeting, despite_gaps=True)

    attempts: list[tuple[Any, ...]] = [
        (save_meeting, draft),
        (save_agenda, world.meeting, []),
        (save_decisions, world.meeting, []),
        (make_task_of_decision, decision.id),
        (invite_people, world.meeting, [world.other]),
        (add_walk_ins, world.meeting, [world.other]),
        (mark_attendance, world.meeting, [AttendanceMark(first.id, "absent")]),
        (mark_rest_present, world.meeting),
        (set_role, world.meeting, [first.id], "presides"),
        (take_off_list, world.meeting, [first.id]),
        (hold_meeting, world.meeting),
        (close_meeting, world.meeting),
        (delete_meetings, [world.meeting]),
    ]
    for use_case, *arguments in attempts:
        with pytest.raises(LedgerError, match="is closed and can only be read"):
            world.do(use_case, *arguments)


def test_reopening_needs_a_reason_which_the_history_keeps(world: Any) -> None:
    world.do(close_meeting, world.meeting, despite_gaps=True)
    with pytest.raises(FieldProblems):
        world.do(reopen_meeting, world.meeting, "  ")

    world.do(reopen_meeting, world.meeting, "补充签到")

    assert meeting_row(world, world.meeting).state == "held"
    reasons = world.ask(lambda s: s.execute(select(ChangeSet.reason)).scalars().all())
    assert reasons[-1] == "补充签到"


def test_a_meeting_is_repeated_with_agenda_and_people_but_not_with_what_happened(
    world: Any,
) -> None:
    complete(world)
    world.do(add_walk_ins, world.meeting, [world.other])

    new = world.do(duplicate_meeting, world.meeting, 2022)

    row = meeting_row(world, new)
    assert (row.title, row.year, row.state) == ("2022年工作会议", 2022, "planned")
    assert (row.held_on, row.presider) == (None, "曾国庆")
    assert world.ask(open_meeting, new).minutes == ""
    assert [item.title for item in world.ask(list_agenda, new)] == ["学习条例"]
    assert [(a.name, a.state) for a in world.ask(list_attendance, new)] == [
        ("曾国庆", "expected"),
        ("李四", "expected"),
    ]


def test_a_repeated_meeting_keeps_its_documents_and_neither_guests_nor_who_has_left(
    world: Any,
) -> None:
    complete(world)
    document = world.do(save_document, DocumentDraft(title="统战工作条例"))
    world.do(
        save_agenda,
        world.meeting,
        [AgendaItemDraft(kind="study", title="学习条例", document_ids=[document])],
    )
    world.do(save_meeting, replace(world.ask(open_meeting, world.meeting), outsiders=5))
    clerk = world.ask(open_person, world.clerk)
    world.do(save_person, replace(clerk, left=date(2021, 6, 30)))

    new = world.do(duplicate_meeting, world.meeting, 2022)

    assert meeting_row(world, new).outsiders == 0
    assert [item.documents for item in world.ask(list_agenda, new)] == [
        ((document, "统战工作条例"),)
    ]
    assert [a.name for a in world.ask(list_attendance, new)] == ["曾国庆"]


def test_only_a_closed_meeting_is_reopened(world: Any) -> None:
    with pytest.raises(LedgerError, match="not closed"):
        world.do(reopen_meeting, world.meeting, "补充签到")

    assert meeting_row(world, world.meeting).state == "planned"


def test_the_date_of_a_meeting_lies_in_its_year(world: Any) -> None:
    with pytest.raises(FieldProblems) as refused:
        world.do(save_meeting, MeetingDraft(title="会", year=2021, held_on=date(2019, 3, 1)))

    assert refused.value.by_field == {"year": "The meeting is dated 2019-03-01, in another year."}


def test_a_closed_meeting_can_be_repeated(world: Any) -> None:
    world.do(close_meeting, world.meeting, despite_gaps=True)

    new = world.do(duplicate_meeting, world.meeting, 2022)

    assert meeting_row(world, new).state == "planned"


def test_a_deleted_meeting_comes_back_with_all_it_held(world: Any) -> None:
    complete(world)
    world.do(save_decisions, world.meeting, [DecisionDraft(text="办", state="note")])
    attendance = attendance_of(world)

    assert world.do(delete_meetings, [world.meeting]) == 1
    assert world.ask(list_meetings) == []
    world.do(undo, world.ask(next_undo).id)

    assert attendance_of(world) == attendance
    assert [d.text for d in world.ask(list_decisions, world.meeting)] == ["办"]
    assert len(world.ask(list_agenda, world.meeting)) == 1


def test_the_newest_meetings_come_first_and_those_without_date_before_them(world: Any) -> None:
    later = world.do(save_meeting, MeetingDraft(title="后", held_on=date(2021, 6, 1)))
    planned = world.do(save_meeting, MeetingDraft(title="未定", year=2021))

    assert [m.id for m in world.ask(list_meetings)] == [planned, later, world.meeting]


def test_deleting_a_meeting_takes_make_up_studies_along_and_undo_brings_them_back(
    world: Any,
) -> None:
    document = world.do(save_document, DocumentDraft(title="条例"))
    item = AgendaItemDraft(kind="study", title="学习条例", document_ids=[document])
    world.do(save_agenda, world.meeting, [item])
    world.do(invite_people, world.meeting, [world.clerk])
    (row,) = world.ask(list_attendance, world.meeting)
    world.do(mark_attendance, world.meeting, [AttendanceMark(row.id, state="absent")])
    world.do(hold_meeting, world.meeting)
    world.do(make_up_study, [(world.clerk, world.meeting)], date(2021, 4, 27))
    assert len(world.ask(list_study_entries, 2021)) == 1
    world.do(delete_meetings, [world.meeting])
    assert world.ask(list_study_entries, 2021) == []
    world.do(undo_action, world.ask(next_undo).id)
    assert len(world.ask(list_study_entries, 2021)) == 1
