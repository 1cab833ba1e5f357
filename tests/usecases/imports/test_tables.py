"""Tables are found in workbooks whatever stands around them."""

from __future__ import annotations

from typing import Any

import pytest
from openpyxl import Workbook

from deskapp.errors import InputProblems
from deskapp.excel.reader import UnreadableWorkbook

HEAD = ["序号", "姓名", "单位", "职务"]


def names(reading: Any) -> list[str]:
    return [row.shown["name"] for row in reading.rows]


def test_title_rows_above_the_heading_are_skipped(office: Any) -> None:
    reading = office.read(
        "people",
        [["2021年工作人员名单"], ["填报单位:办公室"], HEAD, [1, "张三", "办公室", "主任"]],
    )

    assert names(reading) == ["张三"]
    assert reading.rows[0].number == 4
    assert reading.columns == {"name": "B", "unit_id": "C", "post": "D"}


def test_a_heading_of_two_merged_rows_is_read(office: Any) -> None:
    reading = office.read(
        "people",
        [
            ["序号", "基本情况", None, "任职情况", None],
            [None, "姓名", "单位", "职务", "职级"],
            [1, "张三", "办公室", "主任", "处级"],
        ],
        merged=["A1:A2", "B1:C1", "D1:E1"],
    )

    assert names(reading) == ["张三"]
    assert reading.rows[0].values["rank"] == "section"


def test_total_rows_blank_rows_and_notes_are_left_out_and_counted(office: Any) -> None:
    reading = office.read(
        "people",
        [
            HEAD,
            [1, "张三", "办公室", "主任"],
            [],
            [2, None, None, None],
            ["合计", "1人", None, None],
            ["备注:以上人员截至年底"],
            [None, "注:不含借调人员"],
        ],
    )

    assert names(reading) == ["张三"]
    assert any(remark.startswith("2 rows that sum up") for remark in reading.remarks)


def test_a_repeated_heading_on_the_next_page_is_left_out(office: Any) -> None:
    reading = office.read(
        "people", [HEAD, [1, "张三", "办公室", ""], HEAD, [2, "李四", "办公室", ""]]
    )

    assert names(reading) == ["张三", "李四"]


def test_a_heading_merged_across_the_table_is_no_row(office: Any) -> None:
    reading = office.read(
        "people",
        [HEAD, ["一、机关部门"], [1, "张三", "办公室", ""]],
        merged=["A2:D2"],
    )

    assert names(reading) == ["张三"]


def test_a_unit_merged_over_several_people_belongs_to_each_of_them(office: Any) -> None:
    reading = office.read(
        "people",
        [HEAD, [1, "张三", "办公室", ""], [2, "李四", None, ""], [3, "王五", None, ""]],
        merged=["C2:C4"],
    )

    assert [row.values["unit_id"] for row in reading.rows] == [office.office] * 3


def test_the_first_sheet_with_a_fitting_heading_is_read_and_the_others_are_named(
    office: Any,
) -> None:
    book = Workbook()
    book.active.title = "说明"
    book.active.append(["本表由各单位填报"])
    roster = book.create_sheet("花名册")
    roster.append(["姓名", "单位"])
    roster.append(["张三", "办公室"])
    book.create_sheet("附表").append(["姓名", "单位"])
    path = office.folder / "several.xlsx"
    book.save(path)

    reading = office.read_file("people", path)

    assert reading.sheet == "花名册"
    assert "Only the sheet 花名册 was read; not read: 说明、附表." in reading.remarks


def test_columns_that_the_ledger_does_not_keep_are_named(office: Any) -> None:
    reading = office.read(
        "people", [["序号", "姓名", "单位", "手机号码"], [1, "张三", "办公室", "13900000000"]]
    )

    assert reading.remarks[0] == "These columns are not kept and were left out: D 手机号码."
    assert "13900000000" not in repr(reading.rows)


@pytest.mark.parametrize("heading", ["名字", "人员姓名", "姓 名", "姓名(必填)", "Name", "*姓名"])
def test_a_column_is_found_under_the_words_offices_use(office: Any, heading: str) -> None:
    assert names(office.read("people", [[heading, "部门"], ["张三", "办公室"]])) == ["张三"]


def test_a_workbook_without_the_columns_is_refused_with_what_is_needed(office: Any) -> None:
    with pytest.raises(InputProblems) as refused:
        office.read("people", [["项目", "金额"], ["纸张", 100]])

    assert str(refused.value.problems[0]).startswith("名单!A1: ")
    assert "Name、Unit" in str(refused.value.problems[0])


@pytest.mark.parametrize("content", [b"", b"name,unit\n", b"PK\x03\x04 broken"])
def test_what_is_no_workbook_is_refused_in_words(office: Any, content: bytes) -> None:
    path = office.folder / "x.xlsx"
    path.write_bytes(content)

    with pytest.raises(UnreadableWorkbook):
        office.read_file("people", path)
