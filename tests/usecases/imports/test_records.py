"""Documents, appointments, practices and meetings as offices list them."""

from __future__ import annotations

from datetime import date, time
from typing import Any

import pytest

from deskapp.database.undo import next_undo, undo
from deskapp.queries.documents import list_documents
from deskapp.usecases.appointments import AppointmentDraft, save_appointment
from deskapp.usecases.imports import answer_doubts
from deskapp.usecases.meetings import MeetingDraft, close_meeting, open_meeting, save_meeting


def statuses(reading: Any) -> list[str]:
    return [row.status for row in reading.rows]


def sentences(reading: Any) -> list[str]:
    return [str(problem) for problem in reading.problems]


# --- documents

DOCUMENTS = [
    ["文件台账", None, None, None],
    ["文件名称", "文号", "发文单位", "发文日期"],
    ["《统一战线工作条例》", None, "中共中央", "2020.12.21"],
    ["分工方案", "示统组发[2021]5号", "领导小组", "２０２１年３月２６日"],
]


def test_documents_are_known_by_their_number_however_its_brackets_are_typed(office: Any) -> None:
    office.take("documents", DOCUMENTS)
    rows = [DOCUMENTS[1], ["分工方案(修订)", "示统组发〔2021〕5号", "领导小组", "2021-3-26"]]
    reading = office.read("documents", rows)
    assert statuses(reading) == ["changed"]
    assert list(reading.rows[0].changes) == ["title"]


def test_documents_without_a_number_are_known_by_their_title(office: Any) -> None:
    office.take("documents", DOCUMENTS)
    rows = [DOCUMENTS[1], ["统一战线工作条例", "中发〔2020〕1号", "中共中央", ""]]
    reading = office.read("documents", rows)
    assert statuses(reading) == ["changed"]
    assert list(reading.rows[0].changes) == ["number"]


def test_two_documents_of_one_title_and_different_numbers_are_two(office: Any) -> None:
    rows = [
        ["文件名称", "文号"],
        ["工作要点", "示发〔2020〕1号"],
        ["工作要点", "示发〔2021〕1号"],
    ]
    assert office.take("documents", rows).new == 2
    assert len(office.ask(list_documents)) == 2
    assert statuses(office.read("documents", rows)) == ["same", "same"]


# --- appointments

POSTS = ["党支部", "支部职务", "姓名", "职务", "任职时间", "免职时间", "任命文号"]


def appointment(*rows: list[object]) -> list[list[object]]:
    return [["支部委员名册", *[None] * 6], POSTS, *rows]


def test_appointments_find_the_person_in_the_unit_of_the_branch(office: Any) -> None:
    office.person("李四", office.science)
    mine = office.person("李四", office.office)
    row = ["机关第一党支部", "书记", "李 四", "主任", "2021年3月", "2024年2月", "示机〔2021〕1号"]
    reading = office.read("appointments", appointment(row))
    values = reading.rows[0].values
    assert sentences(reading) == []
    assert (values["person_id"], values["post"]) == (mine, "secretary")
    assert (values["starts_on"], values["ends_on"]) == (date(2021, 3, 1), date(2024, 2, 29))
    assert office.apply(reading).new == 1
    assert statuses(office.read("appointments", appointment(row))) == ["same"]


def test_a_post_without_a_code_is_kept_as_written(office: Any) -> None:
    office.person("李四", office.office)
    row = ["机关第一党支部", "青年委员", "李四", "", "2021-3-1", "至今", ""]
    values = office.read("appointments", appointment(row)).rows[0].values
    assert (values["post"], values["title"]) == ("other", "青年委员")
    assert "ends_on" not in values


def test_two_holders_of_one_post_are_refused_by_name(office: Any) -> None:
    first, second = office.person("李四", office.office), office.person("王五", office.office)
    draft = AppointmentDraft(
        branch_id=office.branch, post="secretary", person_id=first, starts_on=date(2020, 1, 1)
    )
    office.database.do(save_appointment, draft)
    row = ["机关第一党支部", "党支部书记", "王五", "", "2021-03-01", "", ""]
    reading = office.read("appointments", appointment(row))
    assert reading.rows[0].values["person_id"] == second
    assert "李四" in sentences(reading)[0]
    assert sentences(reading)[0].startswith("名单!E3")


def test_a_name_of_two_people_is_asked_about_with_their_units(office: Any) -> None:
    museum = office.unit("科技馆")
    office.person("李四", office.science, post="部长")
    wanted = office.person("李四", museum, post="馆长")
    row = ["机关第一党支部", "联络员", "李四", "", "2021-03-01", "", ""]
    reading = office.read("appointments", appointment(row))
    ((doubt,),) = reading.doubts.values()
    assert [choice.label for choice in doubt.choices] == [
        "李四（科学技术普及部 部长）", "李四（科技馆 馆长）",
    ]  # fmt: skip
    with office.database.reading() as session:
        reading = answer_doubts(session, reading, {doubt.key: str(wanted)})
    assert reading.rows[0].values["person_id"] == wanted


# --- practices

PRACTICES = ["做法名称", "单位", "日期", "背景", "做法", "成效", "推广价值", "状态", "采纳级别"]


def test_practices_are_known_by_unit_and_title(office: Any) -> None:
    row = ["三色督办", "办公室", "2021年5月1日", "背景", "做法", "成效", "价值", "", "市级"]
    reading = office.read("practices", [PRACTICES, row])
    assert sentences(reading) == []
    assert reading.rows[0].values["state"] == "adopted"
    assert reading.rows[0].values["year"] == 2021
    office.apply(reading)
    again = office.read("practices", [PRACTICES, [*row[:5], "新成效", *row[6:]]])
    assert list(again.rows[0].changes) == ["effect"]


def test_a_practice_lacks_nothing_that_its_state_needs(office: Any) -> None:
    row = ["三色督办", "办公室", "2021-5-1", "背景", "", "", "", "已总结提炼", ""]
    labelled = office.read("practices", [PRACTICES, [*row[:7], "Summarised", ""]])
    assert statuses(labelled) == ["problem"]
    assert any("is needed before" in sentence for sentence in sentences(labelled))


def test_a_practice_does_not_jump_over_its_states(office: Any) -> None:
    row = ["三色督办", "办公室", "2021-5-1", "背景", "做法", "成效", "价值", "Noted", ""]
    office.take("practices", [PRACTICES, row])
    reading = office.read("practices", [PRACTICES, [*row[:7], "Summarised", ""]])
    assert "cannot go from" in sentences(reading)[0]


def test_a_practice_without_a_date_is_of_the_year_that_was_chosen(office: Any) -> None:
    rows = [["标题", "单位", "主要做法"], ["三色督办", "办公室", "做法"]]
    assert office.read("practices", rows, year=2021).rows[0].values["year"] == 2021
    assert "which year" in sentences(office.read("practices", rows))[0]


# --- meetings

MEETINGS = [
    "会议名称",
    "会议类型",
    "会议时间",
    "地点",
    "主办单位",
    "主持人",
    "记录人",
    "外单位人数",
]


def test_meetings_are_read_with_their_times_and_hosts(office: Any) -> None:
    presider = office.person("李四", office.office)
    rows = [
        MEETINGS,
        ["统战工作会议", "工作会议", "2021-04-20 9:00-11:30", "报告厅", "办公室", "李四", ""],
        ["第一季度学习", "", "2021年3月5日下午2:30", "", "机关第一党支部", "", ""],
    ]
    reading = office.read("meetings", rows)
    assert sentences(reading) == []
    first, second = (row.values for row in reading.rows)
    assert (first["held_on"], first["starts_at"], first["ends_at"]) == (
        date(2021, 4, 20), time(9), time(11, 30),
    )  # fmt: skip
    assert (first["host_unit_id"], first["presider_id"], first["kind"]) == (
        office.office, presider, "work",
    )  # fmt: skip
    assert (second["host_branch_id"], second["starts_at"]) == (office.branch, time(14, 30))
    office.apply(reading)
    assert statuses(office.read("meetings", rows)) == ["same", "same"]


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("党组理论学习中心组学习会", "theory_study"),
        ("机关第一党支部主题党日", "branch_study"),
        ("统战工作领导小组第二次会议", "leading_group"),
        ("统战干部培训班", "training"),
        ("专题座谈会", "discussion"),
        ("年度统战工作会议", "work"),
        ("碰头会", "other"),
    ],
)
def test_the_title_tells_the_kind_of_a_meeting_that_is_not_said(
    office: Any, title: str, kind: str
) -> None:
    reading = office.read("meetings", [["会议名称", "会议时间"], [title, "2021-4-20"]])
    assert reading.rows[0].values["kind"] == kind


def test_a_planned_meeting_without_a_day_gets_its_day(office: Any) -> None:
    draft = MeetingDraft(title="统战工作会议", year=2021)
    meeting = office.database.do(save_meeting, draft).result
    reading = office.read("meetings", [["会议名称", "会议时间"], ["统战工作会议", "2021-4-20"]])
    assert reading.rows[0].existing_id == meeting
    office.apply(reading)
    assert office.ask(open_meeting, meeting).held_on == date(2021, 4, 20)


def test_a_closed_meeting_is_not_changed(office: Any) -> None:
    draft = MeetingDraft(title="统战工作会议", held_on=date(2021, 4, 20))
    meeting = office.database.do(save_meeting, draft).result
    office.database.do(close_meeting, meeting, despite_gaps=True)
    rows = [["会议名称", "会议时间", "地点"], ["统战工作会议", "2021-4-20", "报告厅"]]
    assert "is closed" in sentences(office.read("meetings", rows))[0]
    rows[1][2] = ""
    assert statuses(office.read("meetings", rows)) == ["same"]


def test_an_import_of_any_kind_is_one_step_of_undo(office: Any) -> None:
    office.take("documents", DOCUMENTS)
    step = office.ask(next_undo)
    assert step.parameters == {"number": 2, "file": "名单.xlsx"}
    office.database.do(undo, step.id)
    assert office.ask(list_documents) == []
