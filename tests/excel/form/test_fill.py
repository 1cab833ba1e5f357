"""Forms are filled: marks give way to values, rows to lists, and the rest stays as it is."""

from __future__ import annotations

import re
import zipfile
from contextlib import suppress
from datetime import date
from decimal import Decimal

import pytest
from openpyxl import load_workbook
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.chart import BarChart, Reference
from openpyxl.comments import Comment
from openpyxl.formatting.rule import FormulaRule
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.pagebreak import Break
from openpyxl.worksheet.table import Table

from deskapp.errors import CannotWrite, LedgerError
from deskapp.excel.form.fill import found_marks
from deskapp.excel.form.package import read_package, refuse_own_target
from deskapp.excel.reader import read_workbook
from deskapp.excel.unreadable import UnreadableWorkbook

ROW = {"A5": "{{list.no}}", "B5": "{{list.name}}", "C5": "{{list.points}}"}


def _items(count):
    return [{"no": n + 1, "name": f"item {n + 1}", "points": n + 1} for n in range(count)]


def _values(sheet, column, first, last):
    return [sheet[f"{column}{row}"].value for row in range(first, last + 1)]


# --- single marks


def test_a_mark_alone_gives_a_number_and_inside_a_text_gives_text(form, filled):
    book = form({"A1": "{{total}}", "A2": "Total: {{total}} of {{worth}}"})
    book.active["A1"].number_format = "0.00"
    sheet = filled(book, {"total": Decimal("96.50"), "worth": 100}).active
    assert sheet["A1"].value == 96.5
    assert sheet["A1"].number_format == "0.00"
    assert sheet["A2"].value == "Total: 96.5 of 100"


def test_full_width_braces_and_blanks_are_understood(form, filled):
    sheet = filled(form({"A1": "｛｛ 总 分 ｝｝", "A2": "{ {总分} }"}), {"总分": 7}).active
    assert sheet["A1"].value == 7
    assert sheet["A2"].value == 7


def test_a_day_is_a_date_where_the_cell_shows_dates_and_words_elsewhere(form, filled):
    book = form({"A1": "{{day}}", "A2": "{{day}}"})
    book.active["A1"].number_format = 'yyyy"年"m"月"d"日"'
    sheet = filled(book, {"day": date(2021, 11, 10)}).active
    assert sheet["A1"].value.date() == date(2021, 11, 10)
    assert sheet["A2"].value == "10 November 2021"


@pytest.mark.parametrize("text", ["=1+1", "+1", "@x", "_x0041_", "a\nb", " lead", "<&>", "0012"])
def test_a_text_stays_the_text_it_is(form, filled, tmp_path, text):
    cell = filled(form({"A1": "{{name}}"}), {"name": text}).active["A1"]
    assert cell.data_type == "s"
    assert read_workbook(tmp_path / "filled.xlsx").sheets[0].rows == [[text]]


def test_an_empty_value_leaves_an_empty_cell_with_its_looks(form, filled):
    book = form({"A1": "{{name}}", "A2": "{{none}}"})
    book.active["A1"].fill = PatternFill("solid", fgColor="FFEEDD")
    sheet = filled(book, {"name": "", "none": None}).active
    assert sheet["A1"].value is None
    assert sheet["A1"].fill.fgColor.rgb == "00FFEEDD"
    assert sheet["A2"].value is None


def test_unknown_marks_stay_as_they_are(form, filled):
    sheet = filled(form({"A1": "{{nobody}} {{total}}", "A2": "{{x.y}}"}), {"total": 1}).active
    assert sheet["A1"].value == "{{nobody}} 1"
    assert sheet["A2"].value == "{{x.y}}"


def test_a_text_longer_than_a_cell_holds_is_refused_with_its_cell(form, filled, tmp_path):
    with pytest.raises(LedgerError, match="Form!B2"):
        filled(form({"B2": "{{name}}"}), {"name": "字" * 40_000})
    assert not (tmp_path / "filled.xlsx").exists()


def test_a_mark_split_over_runs_keeps_the_looks_of_each(form, filled, tmp_path):
    bold = TextBlock(InlineFont(b=True), "{{na")
    book = form({"A1": CellRichText("Unit: ", bold, TextBlock(InlineFont(i=True), "me}} (end)"))})
    filled(book, {"name": "Press office"})
    rich = load_workbook(tmp_path / "filled.xlsx", rich_text=True).active["A1"].value
    assert str(rich) == "Unit: Press office (end)"
    assert rich[1].font.b
    assert rich[1].text == "Press office"


def test_a_mark_whose_pieces_differ_in_fonts_only_takes_the_looks_of_its_cell(
    form, filled, tmp_path
):
    latin = InlineFont(rFont="Calibri", color="FF000000", sz=11)
    chinese = InlineFont(rFont="Noto Sans CJK SC", color="FF000000", sz=11)
    pieces = [TextBlock(latin, "{{"), TextBlock(chinese, "单位"), TextBlock(latin, "}}")]
    red = TextBlock(InlineFont(color="FFFF0000", sz=11), "}}")
    book = form({"A1": CellRichText(*pieces), "A2": CellRichText(*pieces[:2], red)})
    filled(book, {"单位": "办公室"})
    sheet = load_workbook(tmp_path / "filled.xlsx", rich_text=True).active
    assert sheet["A1"].value == "办公室"
    assert isinstance(sheet["A2"].value, CellRichText)
    assert str(sheet["A2"].value) == "办公室"


def test_headers_and_footers_are_filled(form, filled):
    book = form({"A1": "x"})
    book.active.oddHeader.center.text = "{{name}}"
    book.active.oddFooter.center.text = "{{year}}"
    book.active.oddFooter.center.size = 12
    sheet = filled(book, {"name": "R&D", "year": 2021}).active
    assert sheet.oddHeader.center.text == "R&&D"
    assert sheet.oddFooter.center.text.strip() == "2021"
    assert sheet.oddFooter.center.size == 12


# --- repeated rows


def test_a_row_of_a_list_stands_once_for_every_item(form, filled):
    sheet = filled(form({**ROW, "A6": "after"}), list=_items(4)).active
    assert _values(sheet, "A", 5, 9) == [1, 2, 3, 4, "after"]
    assert _values(sheet, "B", 5, 8) == ["item 1", "item 2", "item 3", "item 4"]


def test_an_empty_list_leaves_one_empty_row(form, filled):
    sheet = filled(form({**ROW, "A6": "after"}), list=[]).active
    assert _values(sheet, "A", 5, 6) == [None, "after"]


def test_looks_and_heights_are_those_of_the_repeated_row(form, filled):
    book = form(ROW)
    book.active["B5"].font = Font(name="FangSong", size=14, bold=True)
    book.active["B5"].border = Border(bottom=Side(style="double"))
    book.active.row_dimensions[5].height = 33
    book.active.row_dimensions[6].height = 50
    sheet = filled(book, list=_items(3)).active
    for row in (5, 6, 7):
        assert sheet[f"B{row}"].font.name == "FangSong"
        assert sheet[f"B{row}"].border.bottom.style == "double"
        assert sheet.row_dimensions[row].height == 33
    assert sheet.row_dimensions[8].height == 50


def test_a_row_grows_with_its_wrapped_text(form, filled):
    book = form(ROW)
    book.active["B5"].alignment = Alignment(wrap_text=True)
    book.active.row_dimensions[5].height = 20
    sheet = filled(
        book, list=[{"no": 1, "name": "字" * 60, "points": 1}, {"no": 2, "name": "b", "points": 2}]
    ).active
    assert sheet.row_dimensions[5].height > 100
    assert sheet.row_dimensions[6].height == 20


def test_sums_below_grow_and_everything_below_moves(form, filled):
    book = form({**ROW, "C6": "=SUM(C5:C5)", "C7": "=SUM(C5)", "C8": "=C6*2", "D1": "=C8"})
    sheet = filled(book, list=_items(3)).active
    assert _values(sheet, "C", 8, 10) == ["=SUM(C5:C7)", "=SUM(C5:C7)", "=C8*2"]
    assert sheet["D1"].value == "=C10"


def test_formulas_of_the_row_are_filled_down(form, filled):
    book = form({
        **ROW, "F4": 0, "D3": 2, "D5": "=C5*D3", "E5": "=RANK(C5,$C$5:$C$5)", "F5": "=F4+1",
        "G5": "=C5/C6", "C6": "=SUM(C5:C5)",
    })  # fmt: skip
    sheet = filled(book, list=_items(3)).active
    assert _values(sheet, "D", 5, 7) == ["=C5*D3", "=C6*D3", "=C7*D3"]
    assert _values(sheet, "E", 5, 7)[1] == "=RANK(C6,$C$5:$C$7)"
    assert _values(sheet, "F", 5, 7)[2] == "=F6+1"
    assert _values(sheet, "G", 5, 7)[1] == "=C6/C8"


def test_merged_cells_in_the_row_are_repeated_and_those_below_move(form, filled):
    book = form({**ROW, "A7": "sign", "A1": "head"})
    for area in ("A1:D1", "C5:D5", "A7:D8", "E3:E7"):
        book.active.merge_cells(area)
    sheet = filled(book, list=_items(3)).active
    merged = {str(area) for area in sheet.merged_cells.ranges}
    assert merged == {"A1:D1", "C5:D5", "C6:D6", "C7:D7", "A9:D10", "E3:E9"}


def test_a_cell_merged_over_two_rows_makes_them_one_block(form, filled):
    book = form({"A5": "{{list.no}}", "B5": "{{list.name}}", "B6": "{{list.points}}", "A7": "end"})
    book.active.merge_cells("A5:A6")
    sheet = filled(book, list=_items(2)).active
    assert _values(sheet, "B", 5, 8) == ["item 1", 1, "item 2", 2]
    assert sheet["A9"].value == "end"
    assert {str(area) for area in sheet.merged_cells.ranges} == {"A5:A6", "A7:A8"}


def test_a_label_beside_the_list_grows_and_repeats_nothing(form, filled):
    book = form({"A5": "label", "B5": "{{list.name}}", "B6": "total", "B7": "end"})
    book.active.merge_cells("A5:A6")
    sheet = filled(book, list=_items(3)).active
    assert _values(sheet, "B", 5, 9) == ["item 1", "item 2", "item 3", "total", "end"]
    assert {str(area) for area in sheet.merged_cells.ranges} == {"A5:A8"}


def test_rows_between_the_edges_of_a_list_are_one_block(form, filled):
    book = form({"A5": "{{#list}}{{list.no}}", "A6": "points: {{list.points}}",
                 "A7": "{{/list}}", "A8": "end"})  # fmt: skip
    sheet = filled(book, list=_items(2)).active
    assert _values(sheet, "A", 5, 11) == [
        "1", "points: 1", None, "2", "points: 2", None, "end",
    ]  # fmt: skip


def test_two_lists_on_a_sheet_do_not_disturb_each_other(form, filled):
    book = form({"A2": "{{one.no}}", "A3": "=SUM(A2:A2)", "A4": "{{two.no}}", "A5": "=SUM(A4:A4)"})
    sheet = filled(book, one=_items(2), two=_items(3)).active
    assert _values(sheet, "A", 2, 8) == [1, 2, "=SUM(A2:A3)", 1, 2, 3, "=SUM(A5:A7)"]


def test_equal_neighbours_become_one_tall_cell_where_the_mark_asks_for_it(form, filled):
    book = form({"A5": "{{list.one|merge}}", "B5": "{{list.two|合并}}", "C5": "{{list.no}}"})
    rows = [("x", "p"), ("x", "p"), ("x", "q"), ("y", "q"), ("y", "r")]
    found = [{"one": a, "two": b, "no": n} for n, (a, b) in enumerate(rows)]
    sheet = filled(book, list=found).active
    merged = {str(area) for area in sheet.merged_cells.ranges}
    assert merged == {"A5:A7", "B5:B6", "A8:A9"}
    assert _values(sheet, "C", 5, 9) == [0, 1, 2, 3, 4]


# --- what lies around


def test_rules_and_print_set_up_grow_with_the_rows(form, filled):
    book = form({**ROW, "C6": "=SUM(C5:C5)"})
    sheet = book.active
    red = PatternFill("solid", bgColor="FF0000")
    sheet.conditional_formatting.add("A5:C5", FormulaRule(formula=["$C5<2"], fill=red))
    sheet.conditional_formatting.add("C6", FormulaRule(formula=["C6>SUM($C$5:$C$5)"], fill=red))
    choices = DataValidation("list", formula1="$F$8:$F$9")
    choices.add("B5")
    sheet.add_data_validation(choices)
    sheet.print_area = "A1:D8"
    sheet.print_title_rows = "3:4"
    sheet.row_breaks.append(Break(6))
    sheet.auto_filter.ref = "A4:C5"
    sheet.freeze_panes = "B5"
    sheet.page_setup.orientation = "landscape"
    book.defined_names["points"] = DefinedName("points", attr_text="Form!$C$5")
    made = filled(book, list=_items(4))
    sheet = made.active
    rules = {str(found.sqref): found.rules[0].formula for found in sheet.conditional_formatting}
    assert rules == {"A5:C8": ["$C5<2"], "C9": ["C9>SUM($C$5:$C$8)"]}
    (validation,) = sheet.data_validations.dataValidation
    assert (str(validation.sqref), validation.formula1) == ("B5:B8", "$F$11:$F$12")
    assert sheet.print_area == "'Form'!$A$1:$D$11"
    assert sheet.print_title_rows == "$3:$4"
    assert [one.id for one in sheet.row_breaks.brk] == [9]
    assert sheet.auto_filter.ref == "A4:C8"
    assert sheet.freeze_panes == "B5"
    assert sheet.page_setup.orientation == "landscape"
    assert made.defined_names["points"].attr_text == "Form!$C$5:$C$8"


def test_formulas_of_other_sheets_follow(form, filled):
    book = form(ROW)
    other = book.create_sheet("Other sheet")
    other["A1"] = "=SUM(Form!C5:C5)+Form!C9"
    other["A5"] = "=SUM(C5:C5)"
    sheet = filled(book, list=_items(3))["Other sheet"]
    assert sheet["A1"].value == "=SUM(Form!C5:C7)+Form!C11"
    assert sheet["A5"].value == "=SUM(C5:C5)"


def test_charts_tables_links_and_comments_move_with_the_rows(form, filled, tmp_path):
    book = form({**ROW, "A4": "no", "B4": "name", "C4": "points", "A9": "link"})
    sheet = book.active
    chart = BarChart()
    chart.add_data(Reference(sheet, min_col=3, min_row=5, max_row=5))
    sheet.add_chart(chart, "A12")
    sheet.add_table(Table(displayName="found", ref="A4:C5"))
    sheet["A9"].hyperlink = "https://example.org"
    sheet["A9"].comment = Comment("look", "me")
    made = filled(book, list=_items(3)).active
    assert made.tables["found"].ref == "A4:C7"
    assert made["A11"].hyperlink.target == "https://example.org"
    assert made["A11"].comment.text == "look"
    (chart,) = made._charts
    assert chart.anchor._from.row == 13
    assert chart.series[0].val.numRef.f == "'Form'!$C$5:$C$7"
    notes = zipfile.ZipFile(tmp_path / "filled.xlsx")
    vml = next(name for name in notes.namelist() if name.endswith(".vml"))
    assert b":Row>10</" in notes.read(vml)


def test_nothing_but_the_marks_changes(form, filled, tmp_path):
    book = form({"A1": "{{name}}", "B2": 3, "C3": "text", "D4": date(2021, 1, 2), "E5": True})
    sheet = book.active
    for place in ("A1", "B2", "C3", "D4", "E5"):
        sheet[place].font = Font(name="SimHei", size=9, color="00112233")
    sheet.column_dimensions["B"].width = 31
    sheet.merge_cells("A8:C9")
    made = filled(book, {"name": "x"}).active
    before = load_workbook(tmp_path / "form.xlsx").active
    for row in before.iter_rows():
        for cell in row:
            other = made[cell.coordinate]
            assert other._style == cell._style
            if cell.coordinate != "A1":
                assert other.value == cell.value
    assert made.column_dimensions["B"].width == 31
    untouched = set(zipfile.ZipFile(tmp_path / "form.xlsx").namelist())
    assert untouched == set(zipfile.ZipFile(tmp_path / "filled.xlsx").namelist())
    for name in ("xl/styles.xml", "xl/theme/theme1.xml", "docProps/core.xml"):
        parts = [zipfile.ZipFile(tmp_path / f"{n}.xlsx").read(name) for n in ("form", "filled")]
        assert parts[0] == parts[1]


def test_old_results_are_forgotten_so_that_all_is_calculated_anew(form, filled, tmp_path):
    filled(form({"A1": "{{n}}", "A2": "=A1*2"}), {"n": 4})
    archive = zipfile.ZipFile(tmp_path / "filled.xlsx")
    assert b"<f>A1*2</f></c>" in archive.read("xl/worksheets/sheet1.xml")
    assert b'fullCalcOnLoad="1"' in archive.read("xl/workbook.xml")


# --- files of other programs


def _rewritten(source, target, change):
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(target, "w") as new:
        for name in old.namelist():
            new.writestr(name, change(name, old.read(name).decode()))
    return target


def _with_prefix(name, content):
    """Return a sheet as the Open XML SDK writes it: every element with a prefix."""
    if not name.startswith("xl/worksheets/"):
        return content
    content = re.sub(r"<(/?)(?=[a-zA-Z])", r"<\1x:", content)
    return content.replace('xmlns="http', 'xmlns:x="http', 1)


def _strict(_name, content):
    for old, new in (
        ("http://schemas.openxmlformats.org/spreadsheetml/2006/main",
         "http://purl.oclc.org/ooxml/spreadsheetml/main"),
        ("http://schemas.openxmlformats.org/officeDocument/2006/relationships",
         "http://purl.oclc.org/ooxml/officeDocument/relationships"),
    ):  # fmt: skip
        content = content.replace(old, new)
    return content


@pytest.mark.parametrize("change", [_with_prefix, _strict])
def test_forms_of_other_programs_are_filled(form, fill_file, tmp_path, change):
    book = form({**ROW, "A1": "of {{name}}", "A6": "end"})
    book.save(tmp_path / "plain.xlsx")
    source = _rewritten(tmp_path / "plain.xlsx", tmp_path / "form.xlsx", change)
    made = fill_file(source, {"name": "R&D"}, list=_items(2))
    rows = read_workbook(made).sheets[0].rows
    assert rows[0][0] == "of R&D"
    assert rows[4:] == [[1, "item 1", 1], [2, "item 2", 2], ["end", None, None]]


def test_a_template_becomes_a_workbook(form, filled, tmp_path):
    form({"A1": "{{name}}"}).save(tmp_path / "plain.xlsx")

    def change(_name, content):
        return content.replace("spreadsheetml.sheet.main+xml", "spreadsheetml.template.main+xml")

    source = _rewritten(tmp_path / "plain.xlsx", tmp_path / "form.xltx", change)
    assert filled(source, {"name": "x"}).active["A1"].value == "x"
    types = zipfile.ZipFile(tmp_path / "filled.xlsx").read("[Content_Types].xml")
    assert b"template" not in types


def test_shared_formulas_are_spelled_out_before_their_rows_move(form, filled, tmp_path):
    form({**ROW, "D7": "=C7*2", "D8": 1, "D9": 1}).save(tmp_path / "plain.xlsx")

    def change(name, content):
        if name != "xl/worksheets/sheet1.xml":
            return content
        shared = '<f t="shared" si="0" ref="D7:D9">C7*2</f>'
        content = content.replace("<f>C7*2</f>", shared)
        return re.sub(r'(<c r="D[89]"[^>]*>)<v>1</v>', r'\1<f t="shared" si="0"/>', content)

    source = _rewritten(tmp_path / "plain.xlsx", tmp_path / "form.xlsx", change)
    sheet = filled(source, list=_items(3)).active
    assert _values(sheet, "D", 9, 11) == ["=C9*2", "=C10*2", "=C11*2"]


# --- files


def test_the_form_itself_is_never_written(form, tmp_path):
    form({"A1": "{{n}}"}).save(tmp_path / "form.xlsx")
    with pytest.raises(CannotWrite):
        refuse_own_target(tmp_path / "form.xlsx", tmp_path / "sub" / ".." / "form.xlsx")


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04broken", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"])
def test_what_is_no_workbook_is_refused_in_words(tmp_path, content):
    path = tmp_path / "form.xlsx"
    path.write_bytes(content)
    with pytest.raises(UnreadableWorkbook):
        read_package(path)


def test_a_document_type_is_refused(form, tmp_path):
    form({"A1": "{{n}}"}).save(tmp_path / "good.xlsx")
    with (
        zipfile.ZipFile(tmp_path / "good.xlsx") as good,
        zipfile.ZipFile(tmp_path / "bad.xlsx", "w") as bad,
    ):
        for name in good.namelist():
            content = good.read(name)
            if name.endswith("sheet1.xml"):
                content = b'<!DOCTYPE x [<!ENTITY a "b">]>' + content
            bad.writestr(name, content)
    with pytest.raises(UnreadableWorkbook):
        read_package(tmp_path / "bad.xlsx")


@pytest.mark.parametrize(("old", "new"), [('r="1"', 'r="x"'), ('r="A1"', 'r="1A"'), ('s="0"', "")])
def test_cells_that_contradict_themselves_are_refused_or_read(form, tmp_path, old, new):
    form({"A1": "{{name}}"}).save(tmp_path / "plain.xlsx")

    def change(name, content):
        return content.replace(old, new) if name == "xl/worksheets/sheet1.xml" else content

    source = _rewritten(tmp_path / "plain.xlsx", tmp_path / "form.xlsx", change)
    with suppress(UnreadableWorkbook):
        assert [found.mark.name for found in found_marks(read_package(source))] == ["name"]
