"""A list of people brings the units and branches that the ledger does not have."""

from __future__ import annotations

from typing import Any

import pytest

from deskapp.database import create_ledger
from deskapp.database.undo import next_undo, undo
from deskapp.i18n import language
from deskapp.queries.branches import list_branches
from deskapp.queries.people import list_people
from deskapp.queries.units import list_units
from deskapp.usecases.imports import (
    ImportCancelled,
    ScoringTable,
    apply_import,
    likely_kind,
    preview_import,
)

ROSTER = [
    ["姓名", "单位", "职务", "职级", "党支部"],
    ["张三", "组织部", "部长", "处级", "机关第一党支部"],
    ["李四", "宣传部", "部长", "处级", "机关第一党支部"],
    ["王五", "组织部", "干事", "科员", None],
    ["赵六", "档案馆", "馆长", "什么级", None],
]


@pytest.fixture
def empty(office: Any, tmp_path: Any) -> Any:
    """Return the office with a ledger that has no units yet."""
    with language("en"):
        office.database.close()
        office.database = create_ledger(tmp_path / "empty.ledger")
        return office


def test_an_empty_ledger_takes_the_units_from_the_list_of_people(empty: Any) -> None:
    reading = empty.read("people", ROSTER)

    assert [row.status for row in reading.rows] == ["new", "new", "new", "problem"]
    assert reading.remarks[:2] == [
        "2 units are added, of the kind “Headquarters department”: 组织部、宣传部",
        "1 branch is added: 机关第一党支部",
    ]
    result = empty.apply(reading, skip_problems=True)

    assert (result.new, result.left_out, result.added) == (3, 1, 3)
    assert [unit.name for unit in empty.ask(list_units)] == ["组织部", "宣传部"]
    assert [(b.name, b.unit) for b in empty.ask(list_branches)] == [("机关第一党支部", "组织部")]
    assert [(p.name, p.unit, p.branch) for p in empty.ask(list_people)] == [
        ("张三", "组织部", "机关第一党支部"),
        ("王五", "组织部", None),
        ("李四", "宣传部", "机关第一党支部"),
    ]


def test_what_was_added_goes_away_with_the_people_in_one_undo(empty: Any) -> None:
    empty.take("people", ROSTER[:3])
    empty.database.do(undo, empty.ask(next_undo).id)

    assert empty.ask(list_people) == []
    assert empty.ask(list_units) == []
    assert empty.ask(list_branches) == []


def test_a_ledger_with_units_takes_an_unknown_one_only_when_told_to(office: Any) -> None:
    rows = [ROSTER[0], ROSTER[1]]

    reading = office.read("people", rows)
    assert [row.status for row in reading.rows] == ["problem"]
    assert [one.name for one in reading.unknown] == ["组织部"]

    result = office.apply(office.read("people", rows, add_unknown=True))
    assert (result.new, result.added) == (1, 1)
    assert office.ask(list_people)[0].branch == "机关第一党支部"


def test_a_person_who_moves_to_a_new_branch_takes_it_along(office: Any) -> None:
    office.person("张三", office.office)
    rows = [["姓名", "单位", "党支部"], ["张三", "办公室", "机关第九党支部"]]

    result = office.apply(office.read("people", rows, add_unknown=True))

    assert (result.changed, result.added) == (1, 1)
    assert office.ask(list_people)[0].branch == "机关第九党支部"


@pytest.mark.parametrize("written", ["组织部、宣传部", "部" * 101])
def test_what_is_no_name_of_one_unit_stays_a_problem(empty: Any, written: str) -> None:
    reading = empty.read("people", [["姓名", "单位"], ["张三", written]])
    assert [row.status for row in reading.rows] == ["problem"]


@pytest.mark.parametrize(
    ("head", "kind"),
    [
        (["姓名", "单位", "职务", "职级"], "people"),
        (["单位名称", "简称", "单位类别"], "units"),
        (["支部名称", "所属单位"], "branches"),
        (["会议", "日期"], "people"),
        (["会议名称", "会议时间", "地点"], "meetings"),
        (["序号", "类别", "具体任务", "牵头部门", "配合部门", "完成时限"], "tasks"),
        (["重点任务", "责任单位", "责任人"], "tasks"),
        (["党支部", "姓名", "支部职务", "任职时间", "任命文号"], "appointments"),
        (["文件名称", "文号", "发文单位"], "documents"),
        (["做法名称", "单位", "主要做法", "成效"], "practices"),
        (["序号", "姓名", "单位", "职务", "签到", "备注"], "attendance"),
        (["会议名称", "会议时间", "姓名", "出席情况"], "attendance"),
        (["姓名", "单位", "党支部", "职务", "职级", "到岗时间"], "people"),
    ],
)
def test_the_headings_tell_what_a_workbook_holds(office: Any, head: list[str], kind: str) -> None:
    assert likely_kind(office.workbook([head, ["张三"] * len(head)])) == kind


@pytest.mark.parametrize(
    "head",
    [
        ["序号", "一级指标", "二级指标", "分值", "评分标准"],
        ["考核项目", "考核内容", "评分细则"],
        ["考核内容", "考核标准", "标准分"],
        ["一级指标", "二级指标", "分值"],
        ["Section of the scheme", "Level 1", "Level 2", "Worth", "Criteria"],
    ],
)
def test_a_scoring_table_is_told_apart_from_every_list(office: Any, head: list[str]) -> None:
    with pytest.raises(ScoringTable) as refused:
        likely_kind(office.workbook([head, ["会议"] * len(head)]))
    assert refused.value.path.suffix == ".xlsx"


# --- far, and stopped between two pieces


def _many(office: Any) -> Any:
    people = [[f"员工{number}", "办公室"] for number in range(500)]
    return office.workbook([["姓名", "单位"], *people])


def test_an_import_says_how_far_it_is(office: Any) -> None:
    heard: list[tuple[int, int]] = []

    def hear(done: int, total: int) -> None:
        heard.append((done, total))

    reading = office.read_file("people", _many(office), progress=hear)
    assert heard[0] == (0, 1000)
    assert heard[-1] == (1000, 1000)
    heard.clear()
    office.apply(reading, progress=hear)
    assert heard[-1] == (1000, 1000)


def test_a_reading_is_stopped_between_two_pieces(office: Any) -> None:
    with office.database.reading() as session, pytest.raises(ImportCancelled):
        preview_import(session, "people", _many(office), cancelled=lambda: True)


def test_an_import_that_is_stopped_writes_nothing(office: Any) -> None:
    reading = office.read_file("people", _many(office))
    answers = iter([False] * 4)  # stopped while the second half is being written

    with pytest.raises(ImportCancelled):
        office.database.do(apply_import, reading, cancelled=lambda: next(answers, True))
    assert office.ask(list_people) == []
