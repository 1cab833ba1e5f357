"""What a preview showed is written in one step."""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy import func, select

from deskapp.database.undo import next_undo, undo
from deskapp.errors import ChangedElsewhere, InputProblems
from deskapp.queries.branches import list_branches
from deskapp.queries.people import list_people
from deskapp.queries.units import list_units
from deskapp.records.person import Person

PEOPLE = [
    ["姓名", "单位", "职务", "主要负责人", "党支部"],
    ["曾国庆", "办公室", "主任", "是", "机关第一党支部"],
    ["单小红", "科普部", "科员", "", ""],
    ["李四", "办公室", "科员", "否", None],
]


def test_new_people_are_found_by_the_right_reading_and_keep_the_order_of_the_file(
    office: Any,
) -> None:
    result = office.take("people", PEOPLE)

    assert (result.new, result.changed, result.same, result.left_out) == (3, 0, 0, 0)
    people = office.ask(list_people)
    assert [(p.name, p.unit, p.post, p.is_top_leader, p.branch) for p in people] == [
        ("曾国庆", "市科协办公室", "主任", True, "机关第一党支部"),
        ("李四", "市科协办公室", "科员", False, None),
        ("单小红", "科学技术普及部", "科员", False, None),
    ]
    assert [p.name for p in office.ask(list_people, "zgq")] == ["曾国庆"]
    assert [p.name for p in office.ask(list_people, "sxh")] == ["单小红"]


def test_a_corrected_reading_is_kept(office: Any) -> None:
    office.take("people", [["姓名", "单位", "拼音"], ["重山", "办公室", "zhong shan"]])

    (person,) = office.ask(list_people, "zs")
    assert person.pinyin == "zhong shan"

    office.take("people", [["姓名", "单位", "拼音"], ["重山", "办公室", "chong shan"]])

    (person,) = office.ask(list_people, "cs")
    assert person.pinyin == "chong shan"


def test_importing_the_same_file_again_changes_nothing_and_leaves_no_history(office: Any) -> None:
    office.take("people", PEOPLE)
    before = office.ask(next_undo)

    result = office.take("people", PEOPLE)

    assert (result.new, result.changed, result.same) == (0, 0, 3)
    assert office.ask(next_undo) == before


def test_changed_rows_are_updated_and_others_left_alone(office: Any) -> None:
    office.take("people", PEOPLE)

    result = office.take(
        "people",
        [["姓名", "单位", "职务"], ["曾国庆", "办公室", "调研员"], ["李四", "办公室", None]],
    )

    assert (result.new, result.changed, result.same) == (0, 1, 1)
    assert [p.post for p in office.ask(list_people)] == ["调研员", "科员", "科员"]


def test_one_undo_takes_a_whole_import_back(office: Any) -> None:
    office.person("李四", office.office, post="主任")
    office.take("people", PEOPLE)

    step = office.ask(next_undo)
    assert step.action == "Import {number} people from {file}"
    assert step.parameters == {"number": 3, "file": "名单.xlsx"}
    office.database.do(undo, step.id)

    assert [(p.name, p.post) for p in office.ask(list_people)] == [("李四", "主任")]


def test_problems_stop_the_whole_import(office: Any) -> None:
    reading = office.read("people", [["姓名", "单位"], ["张三", "办公室"], ["李四", "无此处"]])

    with pytest.raises(InputProblems, match="1 problem; nothing was written"):
        office.apply(reading)

    assert office.ask(list_people) == []


def test_skipping_problems_writes_the_good_rows_and_counts_the_others(office: Any) -> None:
    reading = office.read("people", [["姓名", "单位"], ["张三", "办公室"], ["李四", "无此处"]])

    result = office.apply(reading, skip_problems=True)

    assert (result.new, result.left_out) == (1, 1)
    assert [p.name for p in office.ask(list_people)] == ["张三"]


def test_a_ledger_that_changed_since_the_preview_is_not_written_over(office: Any) -> None:
    reading = office.read("people", [["姓名", "单位"], ["张三", "办公室"]])
    office.person("张三", office.office)

    with pytest.raises(ChangedElsewhere, match="since the file was compared"):
        office.apply(reading)

    assert office.ask(lambda s: s.execute(select(func.count(Person.id))).scalar()) == 1


def test_units_go_behind_those_there_are_in_the_order_of_the_file(office: Any) -> None:
    office.take(
        "units",
        [
            ["单位名称", "简称", "单位类别"],
            ["信息中心", "", "直属单位"],
            ["学会学术部", "学会部", "机关部门"],
        ],
    )

    units = office.ask(list_units)
    assert [(u.name, u.kind) for u in units[2:]] == [
        ("信息中心", "institution"),
        ("学会学术部", "department"),
    ]
    assert [u.name for u in office.ask(list_units, "xxzx")] == ["信息中心"]


def test_general_branches_of_the_file_are_made_before_those_under_them(office: Any) -> None:
    office.take(
        "branches",
        [
            ["支部名称", "所属单位", "党总支"],
            ["第三党支部", "科普部", "第二党总支"],
            ["第二党总支", "办公室", "机关党委"],
            ["机关党委", "办公室", ""],
            ["机关第一党支部", "办公室", "机关党委"],
        ],
    )

    parents = {b.name: b.parent for b in office.ask(list_branches)}
    assert parents == {
        "第三党支部": "第二党总支",
        "第二党总支": "机关党委",
        "机关党委": None,
        "机关第一党支部": "机关党委",
    }


def test_twenty_thousand_people_are_imported_and_undone(office: Any) -> None:
    rows = [
        [f"张{chr(0x4E00 + n % 200)}{chr(0x5000 + n // 200)}", "办公室" if n % 2 else "科普部"]
        for n in range(20_000)
    ]

    assert office.take("people", [["姓名", "单位"], *rows]).new == 20_000
    office.database.do(undo, office.ask(next_undo).id)

    assert office.ask(lambda s: s.execute(select(func.count(Person.id))).scalar()) == 0
