"""What is written is what openpyxl, calamine and LibreOffice read."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, datetime, time
from decimal import Decimal
from pathlib import Path
from zipfile import ZipFile

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet
from python_calamine import CalamineWorkbook

from deskapp.errors import LedgerError
from deskapp.excel.cell_text import clean_text
from deskapp.excel.reader import read_workbook
from deskapp.excel.sheet import Cell, Column, Formula, Link, Sheet, Tinted
from deskapp.excel.writer import write_workbook
from deskapp.i18n import language

Write = Callable[..., Path]

INJECTIONS = [
    "=1+1",
    "=cmd|'/c calc'!A0",
    "+1",
    "-2+3",
    "@SUM(A1)",
    "#N/A",
    "\t=1+1",
    "\n=1",
    "\uff1d1+1",
    "{=1+1}",
    "'=1",
    "=",
    "TRUE",
]


def scores() -> Sheet:
    units = ["办公室", "人事部", "宣传部"]
    rows: list[list[Cell]] = [
        [unit, Decimal("20.50"), Decimal("7.25"), Formula(f"SUM(B{row}:C{row})", Decimal("27.75"))]
        for row, unit in enumerate(units, start=4)
    ]
    columns = [
        Column("单位", 20),
        Column("会议", 10, "points", "年度"),
        Column("学习", 10, "points", "年度"),
        Column("总分", 10, "points"),
    ]
    totals = [["合计", None, None, Formula("SUM(D4:D6)", Decimal("83.25"))]]
    return Sheet("得分", "考核汇总表", columns, rows, totals=totals, footer=["填表人:"])


def opened(path: Path, name: str = "") -> Worksheet:
    workbook = load_workbook(path, data_only=True)
    return workbook[name] if name else workbook.worksheets[0]


def test_first_row_is_where_the_first_row_stands(write: Write) -> None:
    sheet = scores()
    assert opened(write(sheet)).cell(sheet.first_row(), 1).value == "办公室"


def test_title_heads_and_foot_are_merged_as_an_office_does(write: Write) -> None:
    merges = {str(area) for area in opened(write(scores())).merged_cells.ranges}
    assert merges == {"A1:D1", "A2:A3", "B2:C2", "D2:D3", "A8:D8"}


def test_formulas_carry_their_value_and_their_expression(write: Write) -> None:
    path = write(scores())
    assert opened(path)["D4"].value == 27.75
    assert load_workbook(path).worksheets[0]["D7"].value == "=SUM(D4:D6)"
    assert opened(path)["D7"].value == 83.25


def test_calamine_reads_the_same_values(write: Write) -> None:
    rows = CalamineWorkbook.from_path(str(write(scores()))).get_sheet_by_index(0).to_python()
    assert rows[3] == ["办公室", 20.5, 7.25, 27.75]


def test_libreoffice_computes_the_values_that_were_written(
    write: Write, recalculated: Callable[[Path], Path]
) -> None:
    path = write(scores())
    written, computed = opened(path), opened(recalculated(path))
    for row in written.iter_rows():
        for cell in row:
            assert computed[cell.coordinate].value == cell.value, cell.coordinate


def test_libreoffice_corrects_a_value_that_was_written_wrong(
    one_column: Write, recalculated: Callable[[Path], Path]
) -> None:
    path = one_column(Formula("1+1", 3), Formula('"a"&"b"', "x"))
    sheet = opened(recalculated(path))
    assert [sheet["A2"].value, sheet["A3"].value] == [2, "ab"]


def test_a_formula_may_give_text_or_have_no_value_yet(one_column: Write) -> None:
    sheet = opened(one_column(Formula('"优"&"秀"', "优秀"), Formula("1/4", None)))
    assert [sheet["A2"].value, sheet["A3"].value] == ["优秀", None]


@pytest.mark.parametrize("text", INJECTIONS)
def test_text_never_becomes_a_formula(one_column: Write, text: str) -> None:
    path = one_column(text)
    cell = load_workbook(path).worksheets[0]["A2"]
    assert (cell.data_type, cell.value) == ("s", text)
    with ZipFile(path) as archive:
        assert b"<f>" not in archive.read("xl/worksheets/sheet1.xml")


def test_text_that_looks_like_a_formula_stays_text_when_it_is_edited(one_column: Write) -> None:
    sheet = opened(one_column("=1+1", "001", "普通"))
    assert [sheet[cell].quotePrefix for cell in ("A2", "A3", "A4")] == [True, True, False]


def test_injections_stay_text_in_libreoffice(
    one_column: Write, recalculated: Callable[[Path], Path]
) -> None:
    workbook = load_workbook(recalculated(one_column(*INJECTIONS)))
    values = [cell.value for cell in workbook.worksheets[0]["A"][1:]]
    assert values == INJECTIONS


def test_days_moments_and_times_are_real_dates(one_column: Write) -> None:
    moments = [date(2021, 4, 20), datetime(2021, 4, 20, 9, 30), time(14, 15), date(1900, 3, 1)]
    sheet = opened(one_column(*moments))
    assert [sheet.cell(row, 1).value for row in range(2, 6)] == [
        datetime(2021, 4, 20),
        datetime(2021, 4, 20, 9, 30),
        time(14, 15),
        datetime(1900, 3, 1),
    ]
    assert sheet["A2"].number_format == "yyyy-mm-dd"


def test_a_day_that_excel_cannot_count_stays_readable(one_column: Write) -> None:
    assert opened(one_column(date(1899, 1, 5)))["A2"].value == "1899-01-05"


def test_decimals_keep_their_digits_in_the_file(one_column: Write) -> None:
    path = one_column(Decimal("0.10"), Decimal("1E+2"), kind="points")
    with ZipFile(path) as archive:
        xml = archive.read("xl/worksheets/sheet1.xml").decode()
    assert "<v>0.10</v>" in xml
    assert "<v>100</v>" in xml
    assert opened(path)["A2"].number_format == "0.00"


def test_a_number_longer_than_excel_can_keep_is_written_as_text(one_column: Write) -> None:
    sheet = opened(one_column(1101011990030712, 20_210_420, kind="whole"))
    assert [sheet["A2"].value, sheet["A3"].value] == ["1101011990030712", 20_210_420]


def test_true_is_not_taken_for_one(one_column: Write) -> None:
    sheet = opened(one_column(1, True, 0, False, Decimal(1), 1.0))
    values = [cell.value for cell in sheet["A"][1:]]
    assert [type(value) for value in values] == [int, bool, int, bool, int, float]


def test_a_number_that_is_none_is_shown_as_an_error(one_column: Write) -> None:
    assert opened(one_column(float("nan"), Decimal("Infinity")))["A2"].value == "#NUM!"


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
@given(texts=st.lists(st.text(st.characters(), max_size=30), min_size=1, max_size=40))
def test_any_text_reads_back_as_its_cleaned_self(tmp_path: Path, texts: list[str]) -> None:
    path = tmp_path / "texts.xlsx"
    write_workbook(path, [Sheet("Sheet", "", [Column("Text")], [[text] for text in texts])])
    kept = [clean_text(text) for text in texts]
    rows = read_workbook(path).sheets[0].rows[1:]
    read = [row[0] or "" for row in rows]
    assert read + [""] * (len(kept) - len(read)) == kept


def test_what_excel_reads_as_an_escape_is_spelled_out(one_column: Write) -> None:
    path = one_column("_x0041_ and _x000D_")
    assert opened(path)["A2"].value == "_x0041_ and _x000D_"
    rows = CalamineWorkbook.from_path(str(path)).get_sheet_by_index(0).to_python()
    assert rows[1] == ["_x0041_ and _x000D_"]


def test_control_characters_and_half_characters_do_not_break_the_file(one_column: Write) -> None:
    assert opened(one_column("a\x00b\x0bc\ud800d\r\ne"))["A2"].value == "abc\ufffdd\ne"


def test_a_text_too_long_for_its_cell_is_refused_by_its_place(one_column: Write) -> None:
    with pytest.raises(LedgerError, match="Sheet!A3") as refusal:
        one_column("short", "长" * 32_768)
    assert refusal.value.advice


def test_the_longest_text_is_kept_whole(one_column: Write) -> None:
    assert opened(one_column("长" * 32_767))["A2"].value == "长" * 32_767


def test_links_lead_to_cells_and_to_files(write: Write) -> None:
    rows: list[list[Cell]] = [
        [Link("见得分", "#'得分'!D4"), Link(Formula("1+1", 2), "附件/会议 纪要.pdf")],
        [None, Link(Decimal("3.50"), "#'得分'!D5")],
    ]
    sheet = Sheet("首页", "", [Column("a"), Column("b", kind="points")], rows)
    page = opened(write(sheet, scores()))
    assert page["A2"].hyperlink.location == "'得分'!D4"
    assert page["B2"].hyperlink.target.endswith("%20%E7%BA%AA%E8%A6%81.pdf")
    assert [page["B2"].value, page["B3"].value] == [2, 3.5]
    assert page["B3"].hyperlink.location == "'得分'!D5"


def test_a_cell_is_never_lost_behind_a_wrong_dimension(write: Write) -> None:
    path = write(scores())
    for sheet in load_workbook(path, read_only=True).worksheets:
        assert sheet.calculate_dimension() == "A1:D8"


def test_rows_from_a_generator_have_no_dimension_rather_than_a_wrong_one(write: Write) -> None:
    rows = ([number] for number in range(5_000))
    path = write(Sheet("Sheet", "", [Column("n", kind="whole")], rows))
    with ZipFile(path) as archive:
        assert b"<dimension" not in archive.read("xl/worksheets/sheet1.xml")
    assert opened(path).max_row == 5_001


def test_choices_come_from_a_hidden_sheet(write: Write) -> None:
    choices = [f"支部{number}" for number in range(200)]
    rows: list[list[Cell]] = [["支部1", "是"], ["支部2", "否"]]
    columns = [Column("支部"), Column("到会")]
    path = write(Sheet("表", "", columns, rows, lists={0: choices, 1: ["=是", "否"]}))
    workbook = load_workbook(path)
    rules = workbook["表"].data_validations.dataValidation
    assert [(str(rule.sqref), rule.formula1) for rule in rules] == [
        ("A2:A3", "'Lists'!$A$1:$A$200"),
        ("B2:B3", "'Lists'!$B$1:$B$2"),
    ]
    assert workbook["Lists"].sheet_state == "hidden"
    assert workbook["Lists"]["B1"].data_type == "s"


def test_choices_of_numbers_are_numbers(write: Write) -> None:
    path = write(Sheet("表", "", [Column("计", kind="whole")], [[1], [0]], lists={0: (1, 0)}))
    listed = [cell.value for (cell,) in load_workbook(path)["Lists"]["A1:A2"]]
    assert listed == [1, 0]


def test_filters_cover_the_rows_without_the_totals(write: Write) -> None:
    assert opened(write(scores())).auto_filter.ref == "A3:D6"


def test_the_page_is_set_up_for_a4(write: Write) -> None:
    sheet = scores()
    sheet.freeze_columns = 1
    page = opened(write(sheet))
    assert (page.page_setup.paperSize, page.page_setup.orientation) == (9, "landscape")
    assert (page.page_setup.fitToWidth, page.page_setup.fitToHeight) == (1, 0)
    assert page.print_title_rows == "$2:$3"
    assert page.freeze_panes == "B4"
    assert page.oddFooter.center.text == "Page &P of &N"


def test_each_of_several_sheets_counts_its_own_pages(write: Write) -> None:
    first, second = scores(), scores()
    second.name = "二"
    for sheet in load_workbook(write(first, second)):
        assert sheet.oddFooter.center.text == "Page &P"
        assert sheet.page_setup.useFirstPageNumber
        assert sheet.page_setup.firstPageNumber == 1


def test_a_form_to_sign_fits_one_page_and_counts_none(write: Write) -> None:
    sheet = scores()
    sheet.one_page = True
    page = opened(write(sheet))
    assert (page.page_setup.fitToWidth, page.page_setup.fitToHeight) == (1, 1)
    assert not page.oddFooter.center.text


def test_chinese_sheets_have_chinese_typefaces(write: Write) -> None:
    with language("zh_CN"):
        page = opened(write(scores()))
    assert [page["A1"].font.name, page["A4"].font.name] == ["黑体", "宋体"]


def test_every_cell_of_the_table_has_its_border(write: Write) -> None:
    page = opened(write(scores()))
    for row in page["A4:D7"]:
        assert all(cell.border.left.style == "thin" for cell in row)


def test_wrapped_texts_get_the_height_they_need(write: Write) -> None:
    rows: list[list[Cell]] = [["短"], ["一段很长的文字" * 10]]
    page = opened(write(Sheet("表", "", [Column("任务", 20, "wrapped")], rows)))
    assert page.row_dimensions[3].height > 4 * page.row_dimensions[2].height / 2


def test_equal_neighbours_are_merged_down(write: Write) -> None:
    rows: list[list[Cell]] = [["学习", 1], ["学习", 2], ["任务", 3]]
    sheet = Sheet("表", "", [Column("类别"), Column("n", kind="whole")], rows, merge_down=[0])
    assert {str(area) for area in opened(write(sheet)).merged_cells.ranges} == {"A2:A3"}


def test_a_sheet_without_rows_is_a_head(write: Write) -> None:
    page = opened(write(Sheet("表", "空表", [Column("a"), Column("b")], [])))
    assert [page["A2"].value, page["B2"].value, page.max_row] == ["a", "b", 2]


def test_a_row_of_another_length_is_a_mistake_of_the_program(write: Write) -> None:
    with pytest.raises(ValueError, match="row 2"):
        write(Sheet("表", "", [Column("a"), Column("b")], [["only one"]]))


def test_a_sheet_name_that_excel_refuses_is_a_mistake_of_the_program(write: Write) -> None:
    with pytest.raises(ValueError, match="name of a sheet"):
        write(Sheet("a/b", "", [Column("a")], []))


def test_progress_is_told_while_rows_are_written(tmp_path: Path) -> None:
    heard: list[int] = []
    rows: Iterator[list[Cell]] = ([number] for number in range(4_500))
    sheet = Sheet("表", "", [Column("n", kind="whole")], rows)
    write_workbook(tmp_path / "p.xlsx", [sheet, scores()], progress=heard.append)
    assert heard == [2_000, 4_000, 4_500, 4_503]


def test_a_tinted_cell_keeps_its_word_on_the_ground_of_its_colour(tmp_path: Path) -> None:
    path = tmp_path / "tinted.xlsx"
    rows = [[Tinted("蓝单", "blue")], [Tinted("红单", "red")]]
    write_workbook(path, [Sheet("单", "", [Column("等级")], rows)])

    sheet = load_workbook(path)["单"]

    assert [sheet.cell(row, 1).value for row in (2, 3)] == ["蓝单", "红单"]
    assert [sheet.cell(row, 1).fill.fgColor.rgb for row in (2, 3)] == ["FFCFE4F5", "FFF8CDB5"]


def test_a_long_group_heading_gets_a_row_as_tall_as_its_lines(tmp_path: Path) -> None:
    sheets = [
        Sheet("组", "", [Column("姓名", 10), Column("日期", 12, group=group)], [["张三", ""]])
        for group in ("文件", "关于学习宣传贯彻条例的分工方案和任务清单")
    ]
    heights = []
    for place, sheet in enumerate(sheets):
        write_workbook(tmp_path / f"{place}.xlsx", [sheet])
        heights.append(load_workbook(tmp_path / f"{place}.xlsx").active.row_dimensions[1].height)
    assert heights[1] >= 3 * heights[0]
