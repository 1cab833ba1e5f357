"""Sign-in lists as they come back from a meeting."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from deskapp.errors import LedgerError
from deskapp.queries.attendance import list_attendance
from deskapp.usecases.attendance import invite_people
from deskapp.usecases.meetings import MeetingDraft, close_meeting, save_meeting

HEAD = ["序号", "姓名", "单位", "职务", "签到", "备注"]
TITLE = ["统战工作会议签到表", *[None] * 5]
TIME = ["时间:2021年4月20日 9:00", *[None] * 5]


@pytest.fixture
def meeting(office: Any) -> Any:
    """Return the office with a meeting and the people invited to it."""
    office.people = {
        name: office.person(name, unit)
        for name, unit in (
            ("张三", office.office),
            ("李四", office.office),
            ("王五", office.science),
            ("赵六", office.science),
            ("钱七", office.science),
        )
    }
    draft = MeetingDraft(title="统战工作会议", held_on=date(2021, 4, 20))
    office.meeting = office.database.do(save_meeting, draft).result
    invited = [office.people[name] for name in ("张三", "李四", "王五")]
    office.database.do(invite_people, office.meeting, invited)
    return office


ROWS = [
    [1, "张 三", "办公室", "主任", "√", ""],
    [2, "李四", "办公室", "", "请假", "出差"],
    [3, "王五", "科普部", "", "代", "赵六代会"],
    [4, "钱七", "科普部", "", "钱七", "迟到"],
    ["合计", "4人", None, None, None, None],
]


def listed(office: Any) -> list[tuple[Any, ...]]:
    return [
        (row.name, row.state, row.reason, row.stand_in, row.late, row.invited)
        for row in office.ask(list_attendance, office.meeting)
    ]


def test_a_list_is_marked_as_it_was_signed(meeting: Any) -> None:
    reading = meeting.read("attendance", [TITLE, TIME, HEAD, *ROWS], merged=["A1:F1"])
    assert [str(problem) for problem in reading.problems] == []
    assert [row.status for row in reading.rows] == ["changed", "changed", "changed", "new"]
    meeting.apply(reading)
    assert listed(meeting) == [
        ("张三", "present", "", None, False, True),
        ("李四", "excused", "出差", None, False, True),
        ("王五", "stood_in", "", "赵六", False, True),
        ("钱七", "present", "", None, True, False),
    ]


def test_the_same_list_again_changes_nothing(meeting: Any) -> None:
    rows = [TITLE, HEAD, *ROWS]
    meeting.take("attendance", rows)
    again = meeting.read("attendance", rows)
    assert {row.status for row in again.rows} == {"same"}


def test_the_meeting_is_chosen_by_id_or_title_or_stands_over_the_list(meeting: Any) -> None:
    rows = [HEAD, *ROWS[:1]]
    for chosen in (meeting.meeting, "统战工作会议"):
        assert meeting.read("attendance", rows, meeting=chosen).rows[0].status == "changed"
    assert meeting.read("attendance", [TIME, *rows]).rows[0].status == "changed"
    with pytest.raises(LedgerError, match="does not say of which meeting"):
        meeting.read("attendance", rows)
    with pytest.raises(LedgerError, match="no meeting"):
        meeting.read("attendance", rows, meeting="研讨会")


def test_a_closed_meeting_is_refused(meeting: Any) -> None:
    meeting.database.do(close_meeting, meeting.meeting, despite_gaps=True)
    with pytest.raises(LedgerError, match="is closed"):
        meeting.read("attendance", [HEAD, *ROWS], meeting=meeting.meeting)


def test_several_meetings_in_one_file_say_theirs_in_each_row(meeting: Any) -> None:
    draft = MeetingDraft(title="第一季度学习", held_on=date(2021, 3, 5))
    meeting.database.do(save_meeting, draft)
    head = ["会议名称", "会议时间", "姓名", "出席情况"]
    rows = [
        head,
        ["统战工作会议", "2021-4-20", "张三", "到会"],
        ["第一季度学习", "2021-3-5", "张三", "缺席"],
        ["研讨会", "2021-5-5", "张三", "到会"],
        ["", "2021年3月5日", "李四", "病假"],
    ]
    reading = meeting.read("attendance", rows, merged=[])
    assert [row.status for row in reading.rows] == ["changed", "new", "problem", "new"]
    assert "名单!A4" in str(reading.problems[0])
    assert reading.rows[3].values["reason"] == "病假"


def test_a_cell_that_says_nothing_clear_is_a_problem(meeting: Any) -> None:
    reading = meeting.read("attendance", [TITLE, HEAD, [1, "张三", "办公室", "", "妙", ""]])
    assert "does not say who was present" in str(reading.problems[0])


def test_an_empty_signature_leaves_the_mark_as_it_is(meeting: Any) -> None:
    meeting.take("attendance", [TITLE, HEAD, *ROWS])
    row = [1, "张三", "办公室", "", "", ""]
    assert meeting.read("attendance", [TITLE, HEAD, row]).rows[0].status == "same"


def test_who_stands_in_for_two_or_was_absent_is_refused(meeting: Any) -> None:
    rows = [
        [1, "张三", "办公室", "", "由赵六代会", ""],
        [2, "李四", "办公室", "", "由赵六代会", ""],
        [3, "王五", "科普部", "", "由钱七代会", ""],
        [4, "钱七", "科普部", "", "缺席", ""],
    ]
    reading = meeting.read("attendance", [TITLE, HEAD, *rows])
    assert [row.status for row in reading.rows] == ["changed", "problem", "problem", "new"]


def test_an_unknown_name_offers_who_is_nearly_called_so(meeting: Any) -> None:
    meeting.person("欧阳明", meeting.office)
    reading = meeting.read("attendance", [TITLE, HEAD, [1, "欧阳朋", "办公室", "", "√", ""]])
    ((doubt,),) = reading.doubts.values()
    assert [choice.label for choice in doubt.choices] == ["欧阳明（市科协办公室）"]
    assert "perhaps 欧阳明" in doubt.what
