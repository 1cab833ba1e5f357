"""The page of own forms, used as a person does: choose a form, look, fill it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook
from PySide6.QtCore import QMimeData, QPoint, Qt, QUrl
from PySide6.QtGui import QDropEvent, QGuiApplication
from PySide6.QtWidgets import QMessageBox

from deskapp.reports.own_form.filling import UnknownMark
from deskapp.screens.appraisal.screen import AppraisalScreen


@pytest.fixture
def page(qtbot, workspace, settings, tmp_path):
    whole = AppraisalScreen(workspace, settings)
    qtbot.addWidget(whole)
    whole.resize(1180, 680)
    whole.show()
    whole.shown()
    whole.show_part("forms")
    part = whole.part("forms")
    part.whole, part.notices, part.errors = whole, [], []
    whole.told.connect(part.notices.append)
    whole.failed.connect(part.errors.append)
    part.choose_folder = lambda folder: str(tmp_path / "filled")
    yield part
    qtbot.waitUntil(lambda: not part.reader.is_running and not part.filler.is_running)


@pytest.fixture
def form(tmp_path):
    book = Workbook()
    sheet = book.active
    sheet["A1"], sheet["B1"], sheet["C1"] = "{{unit}}", "{{total}}", "{{totall}}"
    sheet["A3"] = "{{indicators.level2}}"
    path = tmp_path / "own form.xlsx"
    book.save(path)
    return path


def _use(qtbot, page, form):
    page.choose_form = lambda folder: str(form)
    qtbot.mouseClick(page.bar.choose_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: page.looked is not None)


def _cells(page):
    model = page.preview.rows
    rows, columns = range(model.rowCount()), range(model.columnCount())
    return [[model.index(row, column).data() for column in columns] for row in rows]


def test_an_empty_page_says_what_belongs_there(page):
    assert "Drop the department's own form here" in page.preview.empty.text
    assert not page.foot.all_button.isEnabled()
    assert not page.foot.one_button.isVisible()


def test_a_form_shows_its_marks_with_their_values(qtbot, page, form):
    _use(qtbot, page, form)
    subject = page.looked.scoring.subjects[0]
    cells = _cells(page)
    assert cells[0] == ["C1", "{{totall}}", "△ unknown mark: perhaps {{total}}"]
    assert cells[1] == ["A1", "{{unit}}", subject.name]
    assert cells[3][2].startswith(page.looked.scoring.indicators[0].level2)
    assert page.bar.box.currentText() == "own form.xlsx"
    assert not page.contents.isVisible()


def test_a_name_of_several_indicators_is_told_with_what_to_write(qtbot, page, form):
    _use(qtbot, page, form)
    mark = UnknownMark("Sheet!C1", "{{score:Study}}", "", ("{{score:3}}", "{{score:7}}"))
    page._on_looked(replace(page.looked, unknown=[mark]))
    assert _cells(page)[0][2] == (
        "△ several indicators: write the number: {{score:3}} or {{score:7}}"
    )


def test_another_unit_shows_other_values(qtbot, page, form):
    _use(qtbot, page, form)
    other = page.looked.scoring.subjects[1]
    page.foot.subject_box.setCurrentIndex(1)
    page.foot.subject_box.activated.emit(1)
    qtbot.waitUntil(lambda: page.looked.subject == other)
    assert _cells(page)[1][2] == other.name
    assert page.foot.subject_id == other.id


def test_the_form_is_filled_for_all(qtbot, page, form, tmp_path):
    _use(qtbot, page, form)
    count = len(page.looked.scoring.subjects)
    assert str(count) in page.foot.all_button.text()
    before = form.read_bytes()
    with qtbot.waitSignal(page.filler.done):
        qtbot.mouseClick(page.foot.all_button, Qt.MouseButton.LeftButton)
    assert len(list((tmp_path / "filled").iterdir())) == count
    assert form.read_bytes() == before
    assert page.notices[-1].text == f"{count} forms are filled in filled"
    assert [action.text for action in page.notices[-1].actions] == ["Open file", "Open folder"]


def test_the_form_is_filled_for_the_unit_shown(qtbot, page, form, tmp_path):
    _use(qtbot, page, form)
    with qtbot.waitSignal(page.filler.done):
        qtbot.mouseClick(page.foot.one_button, Qt.MouseButton.LeftButton)
    (made,) = (tmp_path / "filled").iterdir()
    assert load_workbook(made).active["A1"].value == page.looked.subject.name


def test_files_of_before_are_replaced_only_when_the_person_says_so(qtbot, page, form, tmp_path):
    _use(qtbot, page, form)
    taken = tmp_path / "filled" / f"01 {page.looked.scoring.subjects[0].name}.xlsx"
    taken.parent.mkdir()
    taken.write_text("by hand")
    qtbot.mouseClick(page.foot.one_button, Qt.MouseButton.LeftButton)
    box = page.findChild(QMessageBox)
    qtbot.mouseClick(box.escapeButton(), Qt.MouseButton.LeftButton)
    assert taken.read_text() == "by hand"
    qtbot.mouseClick(page.foot.one_button, Qt.MouseButton.LeftButton)
    box = [one for one in page.findChildren(QMessageBox) if one.isVisible()][-1]
    replace = next(one for one in box.buttons() if one is not box.escapeButton())
    with qtbot.waitSignal(page.filler.done):
        qtbot.mouseClick(replace, Qt.MouseButton.LeftButton)
    assert load_workbook(taken).active["A1"].value == page.looked.subject.name


def test_a_form_is_dropped_onto_the_page(qtbot, page, form):
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(form))])
    event = QDropEvent(
        QPoint(9, 9), Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )  # fmt: skip
    page.dropEvent(event)
    qtbot.waitUntil(lambda: page.looked is not None)
    assert page.looked.form.path == form


def test_what_is_no_form_is_refused_in_words(qtbot, page, tmp_path):
    path = tmp_path / "old.xlsx"
    path.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")
    page.use_form(path)
    qtbot.waitUntil(lambda: bool(page.errors))
    assert "old format" in str(page.errors[0])
    assert page.looked is None
    assert not page.foot.all_button.isEnabled()


def test_a_form_without_marks_says_what_to_do(qtbot, page, tmp_path):
    Workbook().save(tmp_path / "bare.xlsx")
    _use(qtbot, page, tmp_path / "bare.xlsx")
    assert "holds no marks yet" in page.preview.empty.text
    assert not page.foot.all_button.isEnabled()


def test_a_mark_is_found_and_copied(qtbot, page):
    page.marks.search.setText("ranking.grade")
    qtbot.waitUntil(lambda: page.marks.table.rows.rowCount() == 2)
    page.marks.search.setText("{{total}}")
    assert page.marks.table.rows.rowCount() == 1
    page.marks.table.activated.emit(page.marks.table.rows.index(0, 0))
    assert QGuiApplication.clipboard().text() == "{{total}}"
    assert page.notices[-1].text == "Copied: {{total}}"


@pytest.mark.parametrize("place", [0, 1])
def test_an_example_form_is_saved_and_shown(qtbot, page, tmp_path, place):
    page.choose_new_file = lambda suggestion: str(tmp_path / Path(suggestion).name)
    page.bar.example_button.menu().actions()[place].trigger()
    qtbot.waitUntil(lambda: page.looked is not None)
    assert page.looked.unknown == []
    assert page.looked.form.is_summary is (place == 1)
    assert page.foot.one_button.isVisible() is (place == 0)


def test_forms_used_last_are_offered(qtbot, page, form, settings):
    _use(qtbot, page, form)
    assert settings.forms == [str(form)]
    settings.save()
    page.bar.show_forms(None)
    page.bar.box.setCurrentIndex(0)
    page.looked = None
    page.bar.box.activated.emit(0)
    qtbot.waitUntil(lambda: page.looked is not None)
