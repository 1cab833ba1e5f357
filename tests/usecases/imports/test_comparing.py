"""Each row of a file is compared with what the ledger holds, before anything is written."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from deskapp.queries.people import list_people


def problems(reading: Any) -> list[str]:
    return [str(problem) for problem in reading.problems]


def test_a_name_with_blanks_and_full_width_digits_is_read_clean(office: Any) -> None:
    reading = office.read("people", [["姓名", "单位"], [" 张 三 ", "办公室"]])
    branches = office.read("branches", [["支部名称", "所属单位"], ["机关第2党支部", "办公室"]])

    assert reading.rows[0].values["name"] == "张三"
    assert reading.rows[0].written["name"] == "张 三"
    assert branches.rows[0].values["name"] == "机关第2党支部"


@pytest.mark.parametrize("written", ["办公室", "市科协办公室", "市科协 办公室", " 市科协办公室"])
def test_a_unit_is_found_by_its_name_and_its_short_name(office: Any, written: str) -> None:
    reading = office.read("people", [["姓名", "单位"], ["张三", written]])

    assert reading.rows[0].values["unit_id"] == office.office
    assert reading.rows[0].shown["unit_id"] == "市科协办公室"


def test_an_unknown_unit_names_its_cell_and_the_nearest_known_ones(office: Any) -> None:
    reading = office.read("people", [["姓名", "单位"], ["张三", "科学普及部"]])

    assert problems(reading) == [
        "名单!B2: There is no “科学普及部” in the ledger; known are 科学技术普及部."
    ]
    assert reading.rows[0].status == "problem"
    assert reading.rows[0].shown["unit_id"] == "科学普及部"


def test_a_short_name_of_two_units_is_not_guessed(office: Any) -> None:
    office.unit("科普中心筹备处", "科普部")

    reading = office.read("people", [["姓名", "单位"], ["张三", "科普部"]])

    assert "Several records are called “科普部”" in problems(reading)[0]


def test_an_unknown_rank_lists_the_known_ones(office: Any) -> None:
    reading = office.read("people", [["姓名", "单位", "职级"], ["张三", "办公室", "上将"]])

    assert problems(reading)[0].startswith("名单!C2: “上将” is not known here")


@pytest.mark.parametrize(
    ("written", "rank"),
    [("处级", "section"), ("正处级", "section"), ("局级", "bureau"), ("Section level", "section"),
     ("科员", "below"), ("其他", "other"), ("", "other"), (None, "other"), ("—", "other")],
)  # fmt: skip
def test_ranks_are_read_as_offices_write_them(office: Any, written: Any, rank: str) -> None:
    reading = office.read("people", [["姓名", "单位", "职级"], ["张三", "办公室", written]])

    assert not reading.problems
    assert reading.rows[0].values["rank"] == rank


def test_a_missing_column_of_ranks_is_remarked(office: Any) -> None:
    reading = office.read("people", [["姓名", "单位"], ["张三", "办公室"]])

    assert "There is no column “Rank”; new rows get “Other rank”." in reading.remarks


def test_dates_without_a_year_take_the_year_of_the_call(office: Any) -> None:
    rows = [["姓名", "单位", "到岗日期"], ["张三", "办公室", "4月20日"]]

    assert office.read("people", rows, year=2021).rows[0].values["joined"] == date(2021, 4, 20)
    assert "名单!C2" in problems(office.read("people", rows))[0]


def test_a_row_without_a_name_is_a_problem(office: Any) -> None:
    reading = office.read("people", [["姓名", "单位"], [None, "办公室"]])

    assert problems(reading) == ["名单!A2: Please fill in “Name”."]


def test_a_known_person_with_the_same_values_is_unchanged(office: Any) -> None:
    office.person("张三", office.office, post="主任", rank="section")

    reading = office.read(
        "people", [["姓名", "单位", "职务", "职级"], ["张 三", "办公室", "主任", "处级"]]
    )

    assert reading.counts() == {"new": 0, "changed": 0, "same": 1, "problem": 0}


def test_only_columns_of_the_file_change_and_empty_cells_leave_as_is(office: Any) -> None:
    person_id = office.person("张三", office.office, post="主任", rank="section")

    reading = office.read(
        "people", [["姓名", "单位", "职务", "职级"], ["张三", "办公室", None, "局级"]]
    )

    (row,) = reading.rows
    assert row.existing_id == person_id
    assert row.status == "changed"
    assert {n: (c.before, c.after) for n, c in row.changes.items()} == {
        "rank": ("Section level", "Bureau level")
    }


def test_a_reference_is_shown_by_name_before_and_after(office: Any) -> None:
    office.person("张三", office.office)

    reading = office.read(
        "people", [["姓名", "单位", "党支部"], ["张三", "办公室", "机关第一党支部"]]
    )

    change = reading.rows[0].changes["branch_id"]
    assert (change.before, change.after) == ("", "机关第一党支部")


def test_a_namesake_in_another_unit_is_new_with_a_hint(office: Any) -> None:
    office.person("张三", office.science)

    (row,) = office.read("people", [["姓名", "单位"], ["张三", "办公室"]]).rows

    assert row.status == "new"
    assert "科学技术普及部" in row.hints[0]


def test_two_of_one_name_in_a_unit_cannot_be_told_apart(office: Any) -> None:
    office.person("张三", office.office)
    office.person("张三", office.office)

    reading = office.read("people", [["姓名", "单位", "职务"], ["张三", "办公室", "主任"]])

    assert "The ledger has 2 people called “张三” in this unit" in problems(reading)[0]


def test_the_second_row_of_one_person_is_a_problem(office: Any) -> None:
    reading = office.read(
        "people", [["姓名", "单位"], ["张三", "办公室"], ["张 三", "市科协办公室"]]
    )

    assert problems(reading) == [
        "名单!A3: “张三” stands in row 2 already; delete one, or write another name."
    ]


def test_a_unit_under_its_short_and_its_full_name_is_one(office: Any) -> None:
    reading = office.read(
        "units", [["单位名称", "单位类别"], ["办公室", "机关"], ["市科协办公室", "机关"]]
    )

    assert [row.status for row in reading.rows] == ["same", "problem"]


def test_leaving_before_joining_is_a_problem_also_across_file_and_ledger(office: Any) -> None:
    office.person("张三", office.office, joined=date(2021, 3, 1))

    reading = office.read(
        "people",
        [
            ["姓名", "单位", "到岗日期", "离岗日期"],
            ["张三", "办公室", None, "2020-12-31"],
            ["李四", "办公室", "2021-05-01", "2021-04-01"],
        ],
    )

    assert problems(reading) == [
        "名单!D2: The end lies before the start.",
        "名单!D3: The end lies before the start.",
    ]


def test_a_branch_must_name_its_unit(office: Any) -> None:
    reading = office.read("branches", [["支部名称", "党总支"], ["第二党支部", None]])

    assert problems(reading) == ["名单!A2: Please fill in “Unit”."]


def test_a_branch_may_stand_under_a_branch_of_the_same_file(office: Any) -> None:
    reading = office.read(
        "branches",
        [
            ["支部名称", "所属单位", "党总支"],
            ["第二党支部", "办公室", "机关党总支"],
            ["机关党总支", "办公室", None],
        ],
    )

    assert not reading.problems
    assert reading.rows[0].shown["parent_id"] == "机关党总支"


def test_branches_that_stand_over_each_other_are_a_problem(office: Any) -> None:
    reading = office.read(
        "branches",
        [
            ["支部名称", "所属单位", "党总支"],
            ["甲支部", "办公室", "乙支部"],
            ["乙支部", "办公室", "甲支部"],
            ["丙支部", "办公室", "丙支部"],
            ["丁支部", "办公室", "甲支部"],
        ],
    )

    assert [row.status for row in reading.rows] == ["problem"] * 4
    assert "cannot be its own general branch" in problems(reading)[0]
    assert "The general branch in row 2 has problems" in problems(reading)[-1]


def test_nothing_is_written_by_a_preview(office: Any) -> None:
    office.read("people", [["姓名", "单位"], ["张三", "办公室"]])

    assert office.ask(list_people) == []
