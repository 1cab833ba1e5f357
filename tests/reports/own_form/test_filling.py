"""Forms are filled for everybody appraised, each a new file, and the form stays as it was."""

from __future__ import annotations

import subprocess
from dataclasses import replace

import pytest
from openpyxl import load_workbook

from deskapp.errors import CannotWrite, LedgerError
from deskapp.excel.cancelled import Cancelled
from deskapp.excel.writer import write_workbook
from deskapp.i18n import language
from deskapp.reports.own_form.examples import EXAMPLES, example_sheet
from deskapp.reports.own_form.filling import (
    fill_all,
    form_language,
    form_values,
    preview,
    read_form,
    safe_file_name,
    unknown_marks,
)


def test_every_unit_gets_a_file_of_its_own(session, scoring, form_file, tmp_path):
    path = form_file({"A1": "{{单位}}", "B1": "{{总分}}"})
    before = path.read_bytes()
    steps = []
    made = fill_all(
        session, read_form(path), scoring, tmp_path / "to", progress=lambda *at: steps.append(at)
    )
    assert path.read_bytes() == before
    assert len(made) == len(scoring.subjects)
    assert made[0].name == f"01 {scoring.subjects[0].name}.xlsx"
    assert sorted(made) == sorted((tmp_path / "to").iterdir())
    assert steps[-1] == (len(made), len(made))
    for file, subject in zip(made, scoring.subjects, strict=True):
        sheet = load_workbook(file).active
        assert sheet["A1"].value == subject.name
        assert sheet["B1"].value == float(scoring.total(subject.id))


def test_a_form_about_all_becomes_one_file(session, scoring, form_file, tmp_path):
    form = read_form(form_file({"A1": "{{年度}}", "A3": "{{排名.名次}}", "B3": "{{排名.单位}}"}))
    assert form.is_summary
    (made,) = fill_all(session, form, scoring, tmp_path / "to")
    sheet = load_workbook(made).active
    names = [sheet[f"B{3 + n}"].value for n in range(len(scoring.subjects))]
    assert sorted(names) == sorted(subject.name for subject in scoring.subjects)


def test_unknown_marks_are_listed_with_their_cell(scoring, form_file):
    form = read_form(form_file({"B7": "{{总份}} {{单位}}", "C8": "{{得分:九九}}"}))
    found = [(one.where, one.text, one.nearest) for one in unknown_marks(form, scoring)]
    assert found[0] == ("Form!B7", "{{总份}}", "{{总分}}")
    assert found[1][:2] == ("Form!C8", "{{得分:九九}}")


def test_a_name_of_several_indicators_is_told_with_their_numbers(scoring, form_file):
    first, second, *rest = scoring.indicators
    twice = replace(scoring, indicators=(first, replace(second, level2=first.level2), *rest))
    name = first.level2
    form = read_form(form_file({"A1": f"{{{{得分:{name}}}}}", "A2": f"{{{{汇总.得分:{name}}}}}"}))
    unknown = unknown_marks(form, twice)
    assert [one.choices for one in unknown] == [
        ("{{得分:1}}", "{{得分:2}}"),
        ("{{汇总.得分:1}}", "{{汇总.得分:2}}"),
    ]
    assert "write the number: {{得分:1}} or {{得分:2}}." in unknown[0].sentence()
    assert unknown_marks(form, scoring) == []


def test_halves_of_marks_are_listed_too(scoring, form_file):
    form = read_form(form_file({"A1": "{{总分}", "A2": "{{单位}} 总分}}"}))
    found = [(one.where, one.text, one.nearest) for one in unknown_marks(form, scoring)]
    assert found == [("Form!A1", "{{总分}", "{{总分}}"), ("Form!A2", "总分}}", "{{总分}}")]


def test_the_preview_shows_what_will_stand_in_the_file(session, scoring, form_file):
    form = read_form(form_file({"A1": "{{单位}}", "A2": "{{指标.二级指标}}"}))
    lines = preview(form, form_values(session, scoring, scoring.subjects[0]))
    assert [(one.where, one.value, one.rows) for one in lines] == [
        ("Form!A1", scoring.subjects[0].name, 0),
        ("Form!A2", scoring.indicators[0].level2, len(scoring.indicators)),
    ]


def test_a_form_without_marks_is_refused_in_words(session, scoring, form_file, tmp_path):
    with pytest.raises(LedgerError, match="holds no mark"):
        fill_all(session, read_form(form_file({"A1": "text"})), scoring, tmp_path)


def test_the_form_is_not_replaced_by_a_filled_one(session, scoring, form_file, tmp_path):
    path = form_file({"A1": "{{单位}}"})
    taken = path.rename(tmp_path / f"01 {scoring.subjects[0].name}.xlsx")
    with pytest.raises(CannotWrite):
        fill_all(session, read_form(taken), scoring, tmp_path)
    assert list(tmp_path.glob("*.xlsx")) == [taken]


def test_filling_stops_between_two_files(session, scoring, form_file, tmp_path):
    asked = []

    def cancelled():
        asked.append(1)
        return len(asked) > 2

    form = read_form(form_file({"A1": "{{单位}}"}))
    with pytest.raises(Cancelled):
        fill_all(session, form, scoring, tmp_path / "to", cancelled=cancelled)
    assert len(list((tmp_path / "to").iterdir())) == 2


def test_a_chinese_form_is_filled_in_chinese_whatever_the_window_speaks(form_file):
    assert form_language(read_form(form_file({"A1": "{{单位}}"}))) == "zh_CN"
    assert form_language(read_form(form_file({"A1": "{{unit}}"}))) == "en"


@pytest.mark.parametrize(
    ("name", "safe"),
    [
        ("01 办公室", "01 办公室"),
        ("a/b:c*", "a_b_c_"),
        (" x. ", "x"),
        ("..", "_"),
        ("一" * 99, None),
    ],
)
def test_names_of_files_are_safe(name, safe):
    made = safe_file_name(name)
    assert len(made.encode()) <= 180
    assert safe is None or made == safe


@pytest.mark.parametrize("name", EXAMPLES)
@pytest.mark.parametrize("code", ["en", "zh_CN"])
def test_the_examples_hold_only_known_marks(session, scoring, tmp_path, name, code):
    with language(code):
        write_workbook(tmp_path / "example.xlsx", [example_sheet(name, scoring)])
    form = read_form(tmp_path / "example.xlsx")
    assert form.marks
    assert unknown_marks(form, scoring) == []
    assert form.is_summary is (name == "summary")
    made = fill_all(session, form, scoring, tmp_path / "to", subjects=scoring.subjects[:1])
    texts = [cell.value for row in load_workbook(made[0]).active for cell in row]
    assert not [text for text in texts if isinstance(text, str) and "{{" in text]


def test_the_columns_of_the_summary_example_add_up_to_the_total(session, scoring, tmp_path):
    with language("zh_CN"):
        write_workbook(tmp_path / "example.xlsx", [example_sheet("summary", scoring)])
    form = read_form(tmp_path / "example.xlsx")
    listed = [found.mark for found in form.marks if found.mark.list]
    values = form_values(session, scoring, None)
    texts = [mark.text for mark in listed]
    assert texts[-5:] == [
        f"{{{{单位列表.{one}}}}}" for one in ("加分", "扣分", "总分", "名次", "等次")
    ]
    for item, subject in enumerate(scoring.subjects):
        points = [values.value(mark, item) for mark in listed[2:-3]]
        assert sum(points[:-1]) - points[-1] == scoring.total(subject.id)


@pytest.mark.libreoffice
def test_sums_over_repeated_rows_come_out_right(session, scoring, form_file, tmp_path, soffice):
    form = read_form(form_file({"A1": "{{单位}}", "B4": "{{指标.得分}}", "B5": "=SUM(B4:B4)"}))
    (made,) = fill_all(session, form, scoring, tmp_path / "to", subjects=scoring.subjects[:1])
    command = [soffice, f"-env:UserInstallation=file://{tmp_path}/profile", "--headless",
               "--convert-to", "csv", "--outdir", str(tmp_path), str(made)]  # fmt: skip
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    rows = (tmp_path / f"{made.stem}.csv").read_text(encoding="utf-8").splitlines()
    totals = scoring.totals[scoring.subjects[0].id]
    wanted = totals.ordinary + totals.uncapped_bonus - totals.uncapped_deduction
    assert float(rows[3 + len(scoring.indicators)].split(",")[1]) == pytest.approx(float(wanted))
