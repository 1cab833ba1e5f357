"""A sheet's chart is native, follows its cells and is legible."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from zipfile import ZipFile

from openpyxl import load_workbook

from deskapp.excel.sheet import BarChart, Cell, Column, Formula, Link, Sheet

Write = Callable[..., Path]
COLUMNS = [Column("Rank", 6, "whole"), Column("Unit", 26), Column("Total", 10, "points")]
CHART = BarChart("Totals by rank", 1, 2, "Units", "Points")


def ranking(rows: list[list[Cell]]) -> Sheet:
    return Sheet("It's", "Ranking", COLUMNS, rows, notes=["As of today"], chart=CHART)


def units(number: int) -> list[list[Cell]]:
    return [
        [i, Link(f"单位{i}", "#'It''s'!A1"), Formula(f"{100 - i}.5", Decimal(f"{100 - i}.5"))]
        for i in range(1, number + 1)
    ]


def chart_xml(path: Path) -> str:
    with ZipFile(path) as archive:
        return archive.read("xl/charts/chart1.xml").decode()


def test_the_chart_takes_names_and_values_from_the_rows(write: Write) -> None:
    xml = chart_xml(write(ranking(units(3))))
    assert "'It''s'!$B$4:$B$6" in xml
    assert "'It''s'!$C$4:$C$6" in xml


def test_the_chart_keeps_the_values_of_now_for_viewers_that_read_no_cells(write: Write) -> None:
    xml = chart_xml(write(ranking(units(2))))
    assert "<v>单位1</v>" in xml
    assert "<v>99.5</v>" in xml


def test_the_chart_names_both_axes_and_itself(write: Write) -> None:
    xml = chart_xml(write(ranking(units(2))))
    for title in ("Totals by rank", "Units", "Points"):
        assert f">{title}<" in xml


def test_the_chart_grows_with_its_rows(write: Write) -> None:
    heights = [
        load_workbook(write(ranking(units(number))))["It's"]._charts[0].anchor.ext.height
        for number in (10, 80)
    ]
    assert heights[1] > 4 * heights[0]


def test_a_sheet_without_rows_has_no_chart(write: Write) -> None:
    with ZipFile(write(ranking([]))) as archive:
        assert not [name for name in archive.namelist() if "chart" in name]


def test_a_row_can_look_as_the_totals_do(write: Write) -> None:
    sheet = Sheet("a", "", [Column("x")], [["一"], ["二"]], strong_rows=[1])
    cells = load_workbook(write(sheet))["a"]
    assert [cells["A2"].font.b, cells["A3"].font.b] == [False, True]


def test_what_is_printed_on_every_page_keeps_its_signs(write: Write) -> None:
    sheet = Sheet("a", "", [Column("x")], [["一"]], page_note="A & B")
    assert load_workbook(write(sheet))["a"].oddFooter.left.text == "A && B"


def test_the_title_spans_the_table_and_its_chart(write: Write) -> None:
    areas = load_workbook(write(ranking(units(2))))["It's"].merged_cells.ranges
    assert sorted(str(area) for area in areas) == ["A1:L1", "A2:C2"]


def test_a_wide_sheet_repeats_its_frozen_columns_on_every_page(write: Write) -> None:
    columns = [Column("x"), Column("y"), Column("z")]
    sheet = Sheet("a", "", columns, [["一", "二", "三"]], freeze_columns=2, pages_wide=3)
    page = load_workbook(write(sheet))["a"]
    assert page.page_setup.fitToWidth == 3
    assert page.print_title_cols == "$A:$B"


def test_the_chart_leaves_the_border_of_the_last_column_in_sight(write: Write) -> None:
    anchor = load_workbook(write(ranking(units(3))))["It's"]._charts[0].anchor
    assert anchor._from.col == len(ranking(units(3)).columns)
    assert anchor._from.colOff > 0
