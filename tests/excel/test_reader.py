"""Workbooks as people send them are read as they look."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from zipfile import ZipFile

import pytest
from openpyxl import Workbook

from deskapp.excel.reader import FormulaWithoutValue, UnreadableWorkbook, read_workbook
from deskapp.excel.sheet_part import place

Handmade = Callable[..., Path]


def saved(workbook: Workbook, tmp_path: Path) -> Path:
    path = tmp_path / "sent.xlsx"
    workbook.save(path)
    return path


def test_rows_keep_the_numbers_they_have_in_excel(tmp_path: Path) -> None:
    workbook = Workbook()
    workbook.active["B3"] = "姓名"
    workbook.active["C5"] = 7
    sheet = read_workbook(saved(workbook, tmp_path)).sheets[0]
    assert sheet.rows[2][1] == "姓名"
    assert sheet.rows[4][2] == 7
    assert [len(row) for row in sheet.rows] == [3] * 5


def test_empty_rows_and_columns_at_the_end_are_trimmed(handmade: Handmade) -> None:
    path = handmade(
        '<sheetData><row r="1"><c r="A1"><v>1</v></c><c r="Z1" s="1"/></row>'
        '<row r="900"><c r="A900" s="1"/><c r="B900" t="str"><v></v></c></row></sheetData>'
    )
    assert read_workbook(path).sheets[0].rows == [[1]]


def test_a_wrong_dimension_hides_nothing(handmade: Handmade) -> None:
    path = handmade(
        '<dimension ref="A1"/><sheetData><row r="1"><c r="A1"><v>1</v></c><c r="B1"><v>2</v></c>'
        '</row><row r="2"><c r="A2"><v>3</v></c></row></sheetData>'
    )
    assert read_workbook(path).sheets[0].rows == [[1, 2], [3, None]]


def test_cells_without_references_follow_each_other(handmade: Handmade) -> None:
    path = handmade(
        "<sheetData><row><c><v>1</v></c><c><v>2</v></c></row><row><c><v>3</v></c></row></sheetData>"
    )
    assert read_workbook(path).sheets[0].rows == [[1, 2], [3, None]]


def test_a_merge_fills_all_its_cells_and_says_which(tmp_path: Path) -> None:
    workbook = Workbook()
    sheet = workbook.active
    sheet.append(["2021年度分工表"])
    sheet.append(["类别", "任务"])
    for task in ("一", "二", "三"):
        sheet.append(["学习", task])
    sheet.merge_cells("A1:B1")
    sheet.merge_cells("A3:A5")
    read = read_workbook(saved(workbook, tmp_path)).sheets[0]
    assert read.rows == [
        ["2021年度分工表", "2021年度分工表"],
        ["类别", "任务"],
        ["学习", "一"],
        ["学习", "二"],
        ["学习", "三"],
    ]
    assert read.filled == {(1, 2), (4, 1), (5, 1)}


def test_a_merge_of_the_whole_sheet_fills_only_what_is_used(handmade: Handmade) -> None:
    path = handmade(
        '<sheetData><row r="1"><c r="A1"><v>1</v></c></row><row r="2"><c r="B2"><v>2</v></c></row>'
        '</sheetData><mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>'
    )
    assert read_workbook(path).sheets[0].rows == [[1, 1], [1, 1]]


def test_hidden_sheets_are_skipped_with_a_remark(tmp_path: Path) -> None:
    workbook = Workbook()
    workbook.active["A1"] = 1
    workbook.create_sheet("参数").sheet_state = "veryHidden"
    path = saved(workbook, tmp_path)
    read = read_workbook(path)
    assert [sheet.name for sheet in read.sheets] == ["Sheet"]
    assert read.remarks == ["The hidden sheet 参数 was skipped."]
    assert [sheet.hidden for sheet in read_workbook(path, include_hidden=True).sheets] == [0, 1]


def test_a_formula_that_was_never_calculated_is_not_empty(tmp_path: Path) -> None:
    workbook = Workbook()
    workbook.active["B2"] = "=1+1"
    read = read_workbook(saved(workbook, tmp_path))
    assert read.sheets[0].rows[1][1] == FormulaWithoutValue("1+1")
    assert read.remarks[0].startswith("Sheet!B2: 1 formula was saved without its value.")


def test_a_formula_whose_result_is_an_empty_text_is_empty(handmade: Handmade) -> None:
    path = handmade(
        '<sheetData><row r="1"><c r="A1" t="str"><f>""</f><v></v></c>'
        '<c r="B1" t="str"><f>"a"</f><v>a</v></c></row></sheetData>'
    )
    read = read_workbook(path)
    assert (read.sheets[0].rows, read.remarks) == ([[None, "a"]], [])


def test_a_picture_in_a_cell_is_left_out_with_a_remark(handmade: Handmade) -> None:
    path = handmade(
        '<sheetData><row r="1"><c r="A1" t="str"><f>_xlfn.DISPIMG("ID_1",1)</f>'
        '<v>=DISPIMG("ID_1",1)</v></c><c r="B1"><v>1</v></c></row></sheetData>'
    )
    read = read_workbook(path)
    assert read.sheets[0].rows == [[None, 1]]
    assert read.remarks == ["Sheet!A1: 1 picture in a cell was left out."]


def test_errors_are_read_as_empty_with_one_remark(handmade: Handmade) -> None:
    path = handmade(
        '<sheetData><row r="1"><c r="A1" t="e"><v>#N/A</v></c>'
        '<c r="B1" t="e"><f>1/0</f><v>#DIV/0!</v></c><c r="C1"><v>1</v></c></row>'
        "</sheetData>"
    )
    read = read_workbook(path)
    assert read.sheets[0].rows == [[None, None, 1]]
    assert read.remarks[0].startswith("Sheet!A1 and others: 2 cells show an error")


def test_dates_are_dates_in_chinese_formats_too(handmade: Handmade) -> None:
    path = handmade(
        '<sheetData><row r="1"><c r="A1" s="1"><v>44306</v></c>'
        '<c r="B1" s="2"><v>44306</v></c><c r="C1" s="3"><v>44306.375</v></c>'
        '<c r="D1"><v>44306</v></c></row></sheetData>'
    )
    day = date(2021, 4, 20)
    assert read_workbook(path).sheets[0].rows == [[day, day, datetime(2021, 4, 20, 9), 44306]]


def test_a_number_that_is_no_date_stays_a_number(handmade: Handmade) -> None:
    path = handmade('<sheetData><row r="1"><c r="A1" s="1"><v>1E+99</v></c></row></sheetData>')
    assert read_workbook(path).sheets[0].rows == [[1e99]]


def test_full_width_digits_are_left_as_written(tmp_path: Path) -> None:
    workbook = Workbook()
    workbook.active["A1"] = "\uff11\uff12 张 三 "
    assert read_workbook(saved(workbook, tmp_path)).sheets[0].rows == [["\uff11\uff12 张 三 "]]


def test_how_a_word_is_spoken_is_no_part_of_it(handmade: Handmade) -> None:
    path = handmade(
        '<sheetData><row r="1"><c r="A1" t="inlineStr"><is><r><t>课</t></r><r><t>题</t>'
        '</r><rPh sb="0" eb="1"><t>ke</t></rPh></is></c></row></sheetData>'
    )
    assert read_workbook(path).sheets[0].rows == [["课题"]]


def test_strict_open_xml_is_read_like_any_other(tmp_path: Path) -> None:
    workbook = Workbook()
    workbook.active["A1"] = "姓名"
    workbook.active["B1"] = date(2021, 4, 20)
    plain, strict = saved(workbook, tmp_path), tmp_path / "strict.xlsx"
    office, purl = b"http://schemas.openxmlformats.org/", b"http://purl.oclc.org/ooxml/"
    with ZipFile(plain) as source, ZipFile(strict, "w") as archive:
        for name in source.namelist():
            data = source.read(name).replace(
                office + b"spreadsheetml/2006", purl + b"spreadsheetml"
            )
            relations = b"officeDocument/2006/relationships"
            data = data.replace(office + relations, purl + b"officeDocument/relationships")
            archive.writestr(name, data)
    assert read_workbook(strict).sheets[0].rows == [["姓名", date(2021, 4, 20)]]


def test_macros_are_left_alone_and_mentioned(handmade: Handmade) -> None:
    path = handmade("<sheetData/>", more={"xl/vbaProject.bin": "x"})
    assert read_workbook(path).remarks == ["The workbook has macros; they were left alone."]


@pytest.mark.parametrize(
    "inside",
    [
        "<sheetData><row r='1'><c r='A1' t='s'><v>99</v></c></row></sheetData>",
        "<sheetData><row r='1'><c r='A1'><v>one</v></c></row></sheetData>",
        "<sheetData><row r='1'><c r='11'><v>1</v></c></row></sheetData>",
        "<sheetData><row r='1'>",
        "<mergeCells><mergeCell ref='nowhere'/></mergeCells>",
        "<mergeCells><mergeCell/></mergeCells>",
    ],
)
def test_contradictions_in_a_sheet_are_damage_in_words(handmade: Handmade, inside: str) -> None:
    with pytest.raises(UnreadableWorkbook, match="damaged"):
        read_workbook(handmade(inside))


@pytest.mark.parametrize("cell", ["A1048576", "XFD1"])
def test_a_cell_far_outside_any_list_is_too_big(handmade: Handmade, cell: str) -> None:
    inside = f'<sheetData><row><c r="{cell}"><v>1</v></c></row></sheetData>'
    with pytest.raises(UnreadableWorkbook, match="far more data"):
        read_workbook(handmade(inside))


def test_many_huge_merges_are_too_big(handmade: Handmade) -> None:
    corner = '<row r="5000"><c r="AA5000"><v>1</v></c></row>'
    merges = '<mergeCell ref="A1:AA5000"/>' * 100
    with pytest.raises(UnreadableWorkbook, match="far more data"):
        read_workbook(handmade(f"<sheetData>{corner}</sheetData><mergeCells>{merges}</mergeCells>"))


def test_a_document_type_is_refused(handmade: Handmade) -> None:
    bomb = '<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><worksheet>&b;</worksheet>'
    with pytest.raises(UnreadableWorkbook, match="damaged"):
        read_workbook(handmade("", more={"xl/worksheets/a.xml": bomb}))


def test_a_reference_is_read_as_row_and_column() -> None:
    assert [place("A1"), place("$B$7"), place("XFD1048576")] == [(1, 1), (7, 2), (1048576, 16384)]
