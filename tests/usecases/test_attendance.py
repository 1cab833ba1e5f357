"""People are invited by rule or by name, and marked as the signed sheet says."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from deskapp.errors import ChangedElsewhere, FieldProblems, LedgerError
from deskapp.queries.attendance import InviteRule, list_attendance
from deskapp.queries.meetings import counts_of_meeting, list_meetings
from deskapp.usecases.attendance import (
    AttendanceMark,
    add_walk_ins,
    invite_by_rule,
    invite_people,
    mark_attendance,
    mark_rest_present,
    set_role,
    take_off_list,
)
from deskapp.usecases.meetings import (
    MeetingDraft,
    close_meeting,
    open_meeting,
    reopen_meeting,
    save_meeting,
)
from deskapp.usecases.people import open_person, save_person


def invited(world: Any) -> list[str]:
    return [row.name for row in world.ask(list_attendance, world.meeting)]


def rows(world: Any) -> dict[str, Any]:
    return {row.name: row for row in world.ask(list_attendance, world.meeting)}


@pytest.mark.parametrize(
    ("rule", "expected"),
    [
        (lambda w: InviteRule(), ["曾国庆", "李四", "王五"]),
        (lambda w: InviteRule(unit_ids=(w.science,)), ["王五"]),
        (lambda w: InviteRule(branch_id=w.branch), ["曾国庆"]),
        (lambda w: InviteRule(rank="section"), ["曾国庆", "王五"]),
        (lambda w: InviteRule(rank="bureau"), ["王五"]),
        (lambda w: InviteRule(rank="below"), ["曾国庆", "李四", "王五"]),
        (lambda w: InviteRule(top_leaders_only=True), ["曾国庆"]),
        (lambda w: InviteRule(unit_ids=(w.office,), rank="bureau"), []),
    ],
)
def test_a_rule_invites_whom_it_names_in_office_order(
    world: Any, rule: Any, expected: list[str]
) -> None:
    assert world.do(invite_by_rule, world.meeting, rule(world)) == len(expected)
    assert invited(world) == expected


@pytest.mark.parametrize(
    ("joined", "left", "is_invited"),
    [
        (date(2021, 4, 20), None, True),
        (date(2021, 4, 21), None, False),
        (None, date(2021, 4, 20), True),
        (None, date(2021, 4, 19), False),
    ],
)
def test_only_those_in_office_on_the_day_are_invited(
    world: Any, joined: date | None, left: date | None, is_invited: bool
) -> None:
    world.do(save_person, replace(world.ask(open_person, world.clerk), joined=joined, left=left))

    world.do(invite_by_rule, world.meeting, InviteRule())

    assert ("李四" in invited(world)) is is_invited


def test_nobody_is_invited_twice(world: Any) -> None:
    assert world.do(invite_people, world.meeting, [world.clerk, world.clerk]) == 1
    assert world.do(invite_by_rule, world.meeting, InviteRule()) == 2
    assert world.do(invite_people, world.meeting, [world.clerk]) == 0


def test_marking_all_present_then_the_few(world: Any) -> None:
    world.do(invite_by_rule, world.meeting, InviteRule())
    assert world.do(mark_rest_present, world.meeting) == 3

    found = rows(world)
    marks = [
        AttendanceMark(found["李四"].id, "excused", reason="出差", late=True),
        AttendanceMark(found["王五"].id, "stood_in", stand_in_id=world.chief),
    ]
    assert world.do(mark_attendance, world.meeting, marks) == 2

    found = rows(world)
    assert (found["李四"].state, found["李四"].reason, found["李四"].late) == (
        "excused",
        "出差",
        False,
    )
    assert (found["王五"].state, found["王五"].stand_in) == ("stood_in", "曾国庆")
    (meeting,) = world.ask(list_meetings)
    assert (meeting.expected, meeting.present) == (3, 2)


def test_marking_the_rest_leaves_marks_alone(world: Any) -> None:
    world.do(invite_by_rule, world.meeting, InviteRule())
    world.do(mark_attendance, world.meeting, [AttendanceMark(rows(world)["李四"].id, "absent")])

    assert world.do(mark_rest_present, world.meeting) == 2

    assert rows(world)["李四"].state == "absent"


def test_a_mark_that_changes_drops_what_no_longer_fits(world: Any) -> None:
    world.do(invite_people, world.meeting, [world.clerk])
    row_id = rows(world)["李四"].id
    away = AttendanceMark(row_id, "stood_in", reason="病", stand_in_id=world.chief)
    world.do(mark_attendance, world.meeting, [away])

    world.do(mark_attendance, world.meeting, [replace(away, state="present", late=True)])

    row = rows(world)["李四"]
    assert (row.state, row.reason, row.stand_in_id, row.late) == ("present", "", None, True)


def test_a_stand_in_must_be_somebody_else(world: Any) -> None:
    world.do(invite_people, world.meeting, [world.clerk])
    row_id = rows(world)["李四"].id

    for stand_in in (None, world.clerk):
        with pytest.raises(FieldProblems) as refused:
            world.do(
                mark_attendance,
                world.meeting,
                [AttendanceMark(row_id, "stood_in", stand_in_id=stand_in)],
            )
        assert list(refused.value.by_field) == ["stand_in_id"]


def test_an_unknown_mark_or_role_is_refused(world: Any) -> None:
    world.do(invite_people, world.meeting, [world.clerk])
    row_id = rows(world)["李四"].id

    with pytest.raises(LedgerError):
        world.do(mark_attendance, world.meeting, [AttendanceMark(row_id, "asleep")])
    with pytest.raises(LedgerError):
        world.do(set_role, world.meeting, [row_id], "king")


def test_walk_ins_come_last_are_present_and_not_expected(world: Any) -> None:
    world.do(invite_people, world.meeting, [world.other])
    world.do(add_walk_ins, world.meeting, [world.chief, world.other])

    assert invited(world) == ["王五", "曾国庆"]
    assert rows(world)["曾国庆"].state == "present"
    counts = world.ask(counts_of_meeting, world.meeting)
    assert (counts.expected, counts.present, counts.unmarked) == (1, 0, 1)


def test_people_are_taken_off_the_list(world: Any) -> None:
    world.do(invite_by_rule, world.meeting, InviteRule())

    assert world.do(take_off_list, world.meeting, [rows(world)["李四"].id]) == 1

    assert invited(world) == ["曾国庆", "王五"]


def test_marks_of_another_meeting_are_refused(world: Any) -> None:
    other = world.do(save_meeting, MeetingDraft(title="另一次会议", year=2021))
    world.do(invite_people, world.meeting, [world.clerk])
    (row,) = world.ask(list_attendance, world.meeting)
    with pytest.raises(ChangedElsewhere):
        world.do(mark_attendance, other, [AttendanceMark(row.id, "present")])
    assert world.ask(list_attendance, world.meeting) == [row]


def test_a_mark_that_somebody_else_made_meanwhile_is_not_written_over(world: Any) -> None:
    world.do(invite_people, world.meeting, [world.clerk])
    seen = rows(world)["李四"]
    world.do(mark_attendance, world.meeting, [AttendanceMark(seen.id, "excused", "出差")])

    mine = AttendanceMark(seen.id, "present", version=seen.version)
    with pytest.raises(ChangedElsewhere):
        world.do(mark_attendance, world.meeting, [mine])
    assert rows(world)["李四"].reason == "出差"

    again = replace(mine, version=rows(world)["李四"].version)
    assert world.do(mark_attendance, world.meeting, [again]) == 1


def test_a_stand_in_stands_in_for_one_only(world: Any) -> None:
    world.do(invite_people, world.meeting, [world.clerk, world.other])
    marks = [
        AttendanceMark(row.id, "stood_in", stand_in_id=world.chief) for row in rows(world).values()
    ]

    with pytest.raises(FieldProblems, match="曾国庆 stands in for two"):
        world.do(mark_attendance, world.meeting, marks)

    world.do(mark_attendance, world.meeting, marks[:1])
    with pytest.raises(FieldProblems, match="for two"):
        world.do(mark_attendance, world.meeting, marks[1:])


@pytest.mark.parametrize("away", ["excused", "absent", "stood_in"])
def test_a_stand_in_was_there_himself(world: Any, away: str) -> None:
    world.do(invite_people, world.meeting, [world.clerk, world.other])
    clerk, other = rows(world)["李四"], rows(world)["王五"]
    standing_in = AttendanceMark(clerk.id, "stood_in", stand_in_id=world.other)
    stand_in = world.chief if away == "stood_in" else None
    gone = AttendanceMark(other.id, away, stand_in_id=stand_in)

    for first, second in ((standing_in, gone), (gone, standing_in)):
        world.do(mark_attendance, world.meeting, [first])
        with pytest.raises(FieldProblems, match="王五 stands in, but was not there"):
            world.do(mark_attendance, world.meeting, [second])
        world.do(mark_attendance, world.meeting, [AttendanceMark(first.attendance_id, "present")])

    world.do(mark_attendance, world.meeting, [standing_in, AttendanceMark(other.id, "present")])


def test_a_reason_longer_than_its_field_is_refused(world: Any) -> None:
    world.do(invite_people, world.meeting, [world.clerk])
    mark = AttendanceMark(rows(world)["李四"].id, "excused", "因" * 201)
    with pytest.raises(FieldProblems, match="200 characters") as refused:
        world.do(mark_attendance, world.meeting, [mark])
    assert list(refused.value.by_field) == ["reason"]


def test_a_reason_of_reopening_that_the_history_cannot_hold_is_refused(world: Any) -> None:
    world.do(close_meeting, world.meeting, despite_gaps=True)
    with pytest.raises(FieldProblems, match="500 characters"):
        world.do(reopen_meeting, world.meeting, "补" * 501)


def test_who_presides_and_who_records_is_invited_in_that_role(world: Any) -> None:
    draft = world.ask(open_meeting, world.meeting)
    draft.presider_id, draft.recorder_id = world.chief, world.clerk
    world.do(save_meeting, draft)
    world.do(invite_by_rule, world.meeting, InviteRule())
    roles = {row.name: row.role for row in world.ask(list_attendance, world.meeting)}
    assert roles == {"曾国庆": "presides", "李四": "records", "王五": "attends"}
