"""What a form holds besides its cells is told, and is still there when it is filled."""

from __future__ import annotations

import zipfile

import pytest
from openpyxl.chart import BarChart, Reference
from openpyxl.comments import Comment

from deskapp.excel.form.contents import contents_of
from deskapp.excel.form.fill import found_marks
from deskapp.excel.form.package import read_package

_SHAPES = """<xdr:wsDr xmlns:xdr="http://schemas.openxmlformats.org/drawingml/2006/\
spreadsheetDrawing" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main">
<xdr:twoCellAnchor><xdr:from><xdr:col>1</xdr:col><xdr:colOff>0</xdr:colOff><xdr:row>7</xdr:row>
<xdr:rowOff>0</xdr:rowOff></xdr:from><xdr:to><xdr:col>3</xdr:col><xdr:colOff>0</xdr:colOff>
<xdr:row>9</xdr:row><xdr:rowOff>0</xdr:rowOff></xdr:to><xdr:sp macro="" textlink=""><xdr:nvSpPr>
<xdr:cNvPr id="2" name="Box"/><xdr:cNvSpPr/></xdr:nvSpPr><xdr:spPr/><xdr:txBody><a:bodyPr/><a:p>
<a:r><a:t>Seal of {{na</a:t></a:r><a:r><a:t>me}}</a:t></a:r></a:p></xdr:txBody></xdr:sp>
<xdr:clientData/></xdr:twoCellAnchor><xdr:absoluteAnchor><xdr:pic/></xdr:absoluteAnchor>
</xdr:wsDr>"""
_TYPE = '<Override PartName="/xl/drawings/drawing1.xml" ContentType="application/vnd.\
openxmlformats-officedocument.drawing+xml"/></Types>'
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
_RELATIONS = f'<Relationships xmlns="{_PACKAGE}"><Relationship Id="rId1" Type="{_OFFICE}/drawing" \
Target="../drawings/drawing1.xml"/></Relationships>'


@pytest.fixture
def with_shape(form, tmp_path):
    """Return a form with a text box, which openpyxl cannot make."""
    form({"A5": "{{list.no}}", "A6": "end"}).save(tmp_path / "plain.xlsx")
    path = tmp_path / "shape.xlsx"
    with zipfile.ZipFile(tmp_path / "plain.xlsx") as old, zipfile.ZipFile(path, "w") as new:
        for name in old.namelist():
            content = old.read(name).decode()
            if name == "xl/worksheets/sheet1.xml":
                link = f'<drawing xmlns:r="{_OFFICE}" r:id="rId1"/></worksheet>'
                content = content.replace("</worksheet>", link)
            if name == "[Content_Types].xml":
                content = content.replace("</Types>", _TYPE)
            new.writestr(name, content)
        new.writestr("xl/drawings/drawing1.xml", _SHAPES)
        new.writestr("xl/worksheets/_rels/sheet1.xml.rels", _RELATIONS)
        new.writestr("xl/vbaProject.bin", b"macros")
        new.writestr("_xmlsignatures/sig1.xml", b"<Signature/>")
    return path


def _kinds(path):
    return {(one.sheet, one.kind): one.number for one in contents_of(read_package(path))}


def test_charts_comments_and_protection_are_told(form, tmp_path):
    book = form({"A1": 1, "C1": "{{name}}"})
    sheet = book.active
    chart = BarChart()
    chart.add_data(Reference(sheet, min_col=1, min_row=1))
    sheet.add_chart(chart, "E1")
    sheet["A1"].comment = Comment("why", "me")
    sheet.protection.sheet = True
    book.save(tmp_path / "form.xlsx")
    assert _kinds(tmp_path / "form.xlsx") == {
        ("Form", "chart"): 1,
        ("Form", "comment"): 1,
        ("Form", "protected"): 1,
    }


def test_a_chart_is_told_with_its_sheet(form, tmp_path):
    book = form({"A1": 1})
    chart = BarChart()
    chart.add_data(Reference(book.active, min_col=1, min_row=1))
    book.active.add_chart(chart, "E1")
    book.save(tmp_path / "form.xlsx")
    (content,) = contents_of(read_package(tmp_path / "form.xlsx"))
    assert content.fate == "kept"
    assert content.sentence() == "Sheet “Form”: 1 chart: kept; it shows the repeated rows."


def test_shapes_pictures_macros_and_signatures_are_told(with_shape):
    assert _kinds(with_shape) == {
        ("", "macros"): 1,
        ("", "signature"): 1,
        ("Form", "shape"): 1,
        ("Form", "picture"): 1,
    }


def test_shapes_are_kept_moved_and_their_marks_filled(with_shape, filled, tmp_path):
    filled(with_shape, {"name": "Press office"}, list=[{"no": 1}, {"no": 2}, {"no": 3}])
    made = zipfile.ZipFile(tmp_path / "filled.xlsx")
    drawing = made.read("xl/drawings/drawing1.xml").decode()
    assert "<a:t>Seal of Press office</a:t>" in drawing
    assert "<xdr:row>9</xdr:row>" in drawing
    assert "<xdr:row>11</xdr:row>" in drawing
    assert made.read("xl/vbaProject.bin") == b"macros"
    assert not [name for name in made.namelist() if name.startswith("_xmlsignatures")]


def test_a_plain_form_has_nothing_to_tell(form, tmp_path):
    form({"A1": "{{name}}"}).save(tmp_path / "form.xlsx")
    assert contents_of(read_package(tmp_path / "form.xlsx")) == []


def test_a_mark_in_a_formula_is_told(form, tmp_path):
    form({"A1": '="{{name}}"'}).save(tmp_path / "form.xlsx")
    assert _kinds(tmp_path / "form.xlsx") == {("Form", "formula_mark"): 1}


def test_marks_that_are_not_filled_are_told(form, tmp_path):
    workbook = form({"A1": "{{name}}"})
    workbook.active.title = "{{name}}"
    workbook.active.oddHeader.center.text = "{{units.name}} {{name}}"
    workbook.save(tmp_path / "form.xlsx")
    found = contents_of(read_package(tmp_path / "form.xlsx"))
    assert [one.kind for one in found] == ["tab_mark", "list_mark"]
    assert found[0].sentence() == (
        "Sheet “{{name}}”: the mark in the name of its tab is not filled."
    )


def test_the_title_of_a_chart_is_filled(form, fill_file, tmp_path):
    workbook = form({"A1": 1, "A2": 2})
    chart = BarChart()
    chart.title = "Scores of {{name}}"
    chart.add_data(Reference(workbook.active, min_col=1, min_row=1, max_row=2))
    workbook.active.add_chart(chart, "C3")
    workbook.save(tmp_path / "form.xlsx")
    (found,) = found_marks(read_package(tmp_path / "form.xlsx"))
    assert found.where == "Form!title of a chart"
    with zipfile.ZipFile(fill_file(tmp_path / "form.xlsx", {"name": "A & B"})) as made:
        text = made.read("xl/charts/chart1.xml").decode()
    assert "Scores of A &amp; B" in text
