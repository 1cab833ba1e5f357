"""deskapp fill: the office's own form from the command line."""

from __future__ import annotations

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.chart import BarChart, Reference


@pytest.fixture
def template(tmp_path):
    """Return a form with a chart and a mark that nobody knows."""
    book = Workbook()
    sheet = book.active
    sheet.title = "Form"
    sheet["A1"], sheet["B1"] = "{{unit}}", "{{total}}"
    sheet["A2"], sheet["B2"] = "{{indicators.level2}}", "{{indicators.score}}"
    sheet["C1"] = "{{totall}}"
    chart = BarChart()
    chart.add_data(Reference(sheet, min_col=2, min_row=2))
    sheet.add_chart(chart, "E2")
    path = tmp_path / "form.xlsx"
    book.save(path)
    return path


def _fill(call, ledger, template, *more):
    return call("fill", template, "--ledger", ledger, "--year", "2021", "--scheme", "1", *more)


def test_every_unit_gets_a_filled_form(call, ledger, template, tmp_path):
    before = template.read_bytes()
    answer = _fill(call, ledger, template, "--to", tmp_path / "to")
    assert answer.status == 0
    made = sorted((tmp_path / "to").iterdir())
    assert len(made) == len(answer.out.splitlines())
    assert load_workbook(made[0]).active["A1"].value in made[0].name
    assert template.read_bytes() == before


def test_what_is_in_the_form_and_unknown_marks_are_said(call, ledger, template, tmp_path):
    answer = _fill(call, ledger, template, "--to", tmp_path / "to")
    assert "Sheet “Form”: 1 chart: kept" in answer.err
    assert "Form!C1: {{totall}} is unknown and stays as it is; perhaps {{total}}" in answer.err


def test_only_one_unit_is_filled_where_it_is_named(call, ledger, template, tmp_path):
    _fill(call, ledger, template, "--to", tmp_path / "all")
    names = [path.stem.partition(" ")[2] for path in sorted((tmp_path / "all").iterdir())]
    answer = _fill(call, ledger, template, "--unit", names[1], "--to", tmp_path / "one")
    assert answer.status == 0
    assert [path.name for path in (tmp_path / "one").iterdir()] == [f"02 {names[1]}.xlsx"]


def test_filled_forms_of_before_are_kept_unless_they_may_be_replaced(
    call, ledger, template, tmp_path
):
    _fill(call, ledger, template, "--to", tmp_path / "to")
    first, *others = sorted((tmp_path / "to").iterdir())
    first.write_text("signed by hand")
    for other in others:
        other.unlink()
    answer = _fill(call, ledger, template, "--to", tmp_path / "to")
    assert answer.status == 1
    assert f"1 file of this name is there already: {first}" in answer.err
    assert "--replace" in answer.err
    assert first.read_text() == "signed by hand"
    assert list((tmp_path / "to").iterdir()) == [first]
    assert _fill(call, ledger, template, "--to", tmp_path / "to", "--replace").status == 0
    assert load_workbook(first).active["A1"].value in first.name


@pytest.mark.parametrize(("more", "count"), [((), None), (("--summary",), 1)])
def test_an_example_form_is_written_that_can_be_filled(call, ledger, tmp_path, more, count):
    path = tmp_path / "example.xlsx"
    answer = call("fill", "--example", path, "--ledger", ledger, "--scheme", "1", *more)
    assert (answer.status, answer.out) == (0, f"The example form is {path}\n")
    again = call("fill", "--example", path, "--ledger", ledger, "--scheme", "1", *more)
    assert again.status == 1
    assert "is there already" in again.err
    filled = _fill(call, ledger, path, "--to", tmp_path / "to")
    assert filled.status == 0
    assert "unknown" not in filled.err
    made = list((tmp_path / "to").iterdir())
    assert len(made) == (count or len(made))
    assert (len(made) == 1) is bool(more)


def test_without_a_form_one_is_asked_for(call, ledger, tmp_path):
    answer = call("fill", "--ledger", ledger, "--to", tmp_path / "to")
    assert answer.status == 2
    assert "TEMPLATE is missing." in answer.err
    assert "--example" in answer.err


def test_the_preview_writes_nothing(call, ledger, template, tmp_path):
    answer = _fill(call, ledger, template, "--preview")
    assert answer.status == 0
    assert "Form!A1\t{{unit}}\t" in answer.out
    assert [path.name for path in tmp_path.iterdir() if path.suffix == ".xlsx"] == ["form.xlsx"]


def test_a_folder_is_asked_for(call, ledger, template):
    answer = _fill(call, ledger, template)
    assert answer.status == 2
    assert "--to is missing." in answer.err


def test_an_unknown_unit_is_said(call, ledger, template, tmp_path):
    answer = _fill(call, ledger, template, "--unit", "Nobody", "--to", tmp_path / "to")
    assert answer.status == 2
    assert "Nobody" in answer.err
    assert not (tmp_path / "to").exists()


@pytest.mark.parametrize("content", [b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"a,b\n1,2\n"])
def test_what_is_no_xlsx_is_refused_with_what_to_do(call, ledger, tmp_path, content):
    path = tmp_path / "form.xlsx"
    path.write_bytes(content)
    answer = _fill(call, ledger, path, "--to", tmp_path / "to")
    assert answer.status == 1
    assert "Save As" in answer.err


def test_the_marks_are_listed_with_their_explanation(call):
    answer = call("list", "marks")
    assert "{{总分}}\t{{total}}\tThe total" in answer.out.splitlines()


def test_a_file_in_place_of_the_folder_is_refused(call, ledger, template, tmp_path):
    target = tmp_path / "already.xlsx"
    target.write_bytes(b"x")
    answer = _fill(call, ledger, template, "--to", target)
    assert answer.status == 2
    assert "is a file" in answer.err
    assert target.read_bytes() == b"x"
