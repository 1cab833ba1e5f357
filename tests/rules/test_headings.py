from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from deskapp.rules.headings import (
    HeadRow,
    find_head_row,
    is_total_row,
    match_headings,
    split_units,
    without_count,
)

WANTED = {
    "number": ["序号", "No."],
    "text": ["具体任务", "任务", "任务内容"],
    "lead": ["牵头部门", "牵头单位", "主办", "责任部门"],
    "cooperating": ["配合部门", "配合单位", "协办", "责任单位"],
    "deadline": ["完成时限", "时限", "截止时间"],
}


def test_synonyms_and_the_way_they_are_typed_make_no_difference() -> None:
    cells = ["序 号", "任务内容*", "牵头\n单位", "协办：", "完成时限（月/日）", None, 3]
    assert match_headings(cells, WANTED) == {
        0: "number", 1: "text", 2: "lead", 3: "cooperating", 4: "deadline",
    }  # fmt: skip


def test_equal_words_win_over_contained_ones() -> None:
    assert match_headings(["任务牵头人", "任务"], WANTED) == {1: "text"}


def test_the_longest_contained_word_wins() -> None:
    cells = ["主要任务内容", "计划完成时限要求"]
    assert match_headings(cells, WANTED) == {0: "text", 1: "deadline"}


def test_a_field_is_given_to_one_column_only() -> None:
    assert match_headings(["牵头单位", "主办"], WANTED) == {0: "lead"}


def test_a_title_row_above_the_head_is_skipped() -> None:
    rows = [
        ["2021年重点任务分工表", None, None],
        [],
        ["序号", "具体任务", "牵头部门"],
        [1, "组织学习任务", "科普部"],
    ]
    assert find_head_row(rows, WANTED) == HeadRow(2, {0: "number", 1: "text", 2: "lead"})


def test_a_head_of_two_merged_rows_is_read_as_one() -> None:
    rows = [
        ["分工表"],
        ["序号", "具体任务", "责任分工", None, "完成时限"],
        [None, None, "牵头部门", "配合部门", None],
        [1, "学习", "科普部", "学会部", "年底前"],
    ]
    columns = {0: "number", 1: "text", 2: "lead", 3: "cooperating", 4: "deadline"}
    assert find_head_row(rows, WANTED) == HeadRow(2, columns, height=2)


def test_the_first_row_of_data_is_no_part_of_the_head() -> None:
    rows = [["序号", "任务", "备注"], [1, "落实责任单位的任务", "请各责任单位抓紧"]]
    assert find_head_row(rows, WANTED) == HeadRow(0, {0: "number", 1: "text"})


def test_a_sheet_without_a_head_has_none() -> None:
    assert find_head_row([["牵头单位"], [1, 2]], WANTED) is None
    assert find_head_row([], WANTED) is None


@pytest.mark.parametrize(
    ("text", "units"),
    [
        ("科普部、学会部", ["科普部", "学会部"]),
        ("科普部，学会部；办公室,人事部;科普部", ["科普部", "学会部", "办公室", "人事部"]),
        ("科普部/学会部\n办公室", ["科普部", "学会部", "办公室"]),
        ("机关党委(人事处、财务处)、科普部", ["机关党委(人事处、财务处)", "科普部"]),
        ("科普部（宣传处）。", ["科普部（宣传处）"]),
        ("", []),
        (" 、 ", []),
    ],
)
def test_units_in_one_cell_are_told_apart(text: str, units: list[str]) -> None:
    assert split_units(text) == units


@given(st.text())
def test_splitting_keeps_every_unit_once(text: str) -> None:
    units = split_units(text)
    assert len(units) == len(set(units))
    assert all(unit in text and unit.strip() for unit in units)


@pytest.mark.parametrize(
    ("cells", "total"),
    [
        (["合 计", None, 120], True),
        ([None, "总计", 3], True),
        ([12, "小计", 3], True),
        (["合计(分)", 100], True),
        (["本页小计：", 4], True),
        (["Total", 1], True),
        (["总分", None, 100], True),
        ([None, "满分", 100], True),
        (["分值合计", 100], True),
        (["总分值：", 100], True),
        (["满分管理", 2], False),
        (["1", "统计合计数", 2], False),
        (["科普部", "合计", 2], False),
        ([None, None], False),
        ([], False),
    ],
)
def test_a_total_row_is_known_by_its_first_words(cells: list[object], total: bool) -> None:
    assert is_total_row(cells) is total


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("一、组织领导", "组织领导"),
        ("1.会议到会", "会议到会"),
        ("1、会议到会", "会议到会"),
        ("（2）会议到会", "会议到会"),
        ("1.1 会议到会", "会议到会"),
        ("①会议到会", "会议到会"),
        ("0.5分/次", "0.5分/次"),
        ("1.5分的做法", "1.5分的做法"),
        ("2021年度计划", "2021年度计划"),
        ("3项任务", "3项任务"),
    ],
)
def test_what_a_name_is_counted_by_is_left_out(written: str, name: str) -> None:
    assert without_count(written) == name
