from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from deskapp.rules.unit_lists import group_of_units, read_unit_list

KNOWN = ["办公室", "组织部", "宣传部", "人事部", "规划和建设部"]


def is_known(name: str) -> bool:
    return "".join(name.split()) in KNOWN


def named(text: str) -> list[tuple[str, str | None]]:
    return [(unit.text, unit.part) for unit in read_unit_list(text, is_known)]


@pytest.mark.parametrize(
    "text",
    [
        "办公室、组织部", "办公室，组织部", "办公室,组织部", "办公室;组织部", "办公室/组织部",
        "办公室\n组织部", "办公室 组织部", "办公室和组织部", "办公室会同组织部", "办公室、组织部。",
        "办公室、组织部等", "办公室、、组织部、办公室",
    ],
)  # fmt: skip
def test_units_in_one_cell_stand_apart_in_many_ways(text: str) -> None:
    assert named(text) == [("办公室", None), ("组织部", None)]


def test_a_name_may_hold_what_else_parts_names() -> None:
    assert named("规划和建设部") == [("规划和建设部", None)]
    assert named("组 织 部") == [("组 织 部", None)]


def test_an_unknown_name_stays_whole_and_is_asked_about() -> None:
    assert named("青年和志愿者处") == [("青年和志愿者处", None)]


@pytest.mark.parametrize(
    "text",
    [
        "牵头:办公室;配合:组织部、宣传部",
        "牵头单位:办公室\n配合单位:组织部、宣传部",
        "办公室(牵头)、组织部(配合)、宣传部(配合)",
        "办公室牵头,组织部、宣传部配合",
        "办公室（组织部、宣传部配合）",
        "办公室(配合单位:组织部、宣传部)",
        "办公室（具体负责）（组织部、宣传部配合）",
    ],
)
def test_the_part_of_a_unit_may_be_said_before_or_behind(text: str) -> None:
    assert named(text) == [
        ("办公室", "leads"), ("组织部", "cooperates"), ("宣传部", "cooperates"),
    ]  # fmt: skip


def test_each_unit_may_have_its_own_that_cooperate_in_brackets() -> None:
    assert named("办公室（组织部配合）、宣传部（人事部协办）") == [
        ("办公室", "leads"), ("组织部", "cooperates"),
        ("宣传部", "leads"), ("人事部", "cooperates"),
    ]  # fmt: skip
    assert named("组织部（办公室牵头）") == [("组织部", "cooperates"), ("办公室", "leads")]
    assert named("办公室（综合处）") == [("办公室（综合处）", None)]


@pytest.mark.parametrize(
    ("text", "group"),
    [
        ("机关各部门", "departments"),
        ("各部门", "departments"),
        ("其他各部门", "departments"),
        ("各处室", "departments"),
        ("各直属单位", "institutions"),
        ("各事业单位", "institutions"),
        ("各单位", "all"),
        ("各部门各单位", "all"),
        ("机关各部门和各直属单位", "all"),
        ("各党支部", "all"),
        ("全市科协各部门", "departments"),
        ("全省文联系统各单位", "all"),
        ("局机关各处室", "departments"),
        ("委属各单位", None),
        ("各有关部门", None),
        ("办公室", None),
    ],
)
def test_groups_of_units_are_understood(text: str, group: str | None) -> None:
    assert group_of_units(text) == group


@given(st.lists(st.sampled_from(KNOWN), unique=True), st.sampled_from("、，,;；/\n|"))
def test_what_was_joined_is_parted_again(units: list[str], separator: str) -> None:
    assert [name for name, _part in named(separator.join(units))] == units


@given(st.text())
def test_no_text_makes_reading_fail(text: str) -> None:
    assert all(unit.text for unit in read_unit_list(text, is_known))
