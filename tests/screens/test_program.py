"""The start: which ledger is opened, what happens when it cannot be, and the settings."""

from __future__ import annotations

import shutil
from threading import Event

import pytest
from PySide6.QtWidgets import QDialog, QLabel
from shiboken6 import isValid

from deskapp import app as app_module
from deskapp.app import Program
from deskapp.i18n import use_language
from deskapp.queries.meetings import list_meetings
from deskapp.screens import ledger_in_window
from deskapp.screens.first_start import FirstStart
from deskapp.screens.meetings.parts import TABS
from deskapp.settings import load_settings


@pytest.fixture
def program(qapp, settings):
    made = Program(qapp, settings)
    yield made
    made.close_ledger()
    if made.window is not None:
        made.window.hide()
        made.window.deleteLater()
    for translator in made._translators:
        qapp.removeTranslator(translator)
    use_language("en")


def _opened(program):
    return program.window is not None and program.window.workspace is not None


def test_the_window_paints_before_the_ledger_is_opened(program, ledger_file, qtbot):
    assert program.start(str(ledger_file))
    assert not _opened(program)
    qtbot.waitUntil(lambda: _opened(program))
    assert program.window.current_page()


def test_the_ledger_is_opened_again_next_time(program, ledger_file, settings, qtbot):
    program.start(str(ledger_file))
    qtbot.waitUntil(lambda: _opened(program))
    assert load_settings(settings.path).ledger == str(ledger_file)
    assert settings.recent == [str(ledger_file)]


def test_a_relative_path_is_remembered_as_a_whole_one(
    program, ledger_file, settings, monkeypatch, qtbot
):
    monkeypatch.chdir(ledger_file.parent)
    program.start(ledger_file.name)
    qtbot.waitUntil(lambda: _opened(program))
    assert settings.ledger == str(ledger_file)


def test_another_language_does_not_lose_the_sample_that_is_being_made(
    program, ledger_file, tmp_path, monkeypatch, qtbot
):
    go_on = Event()

    def made_slowly(path, progress, cancelled):
        assert go_on.wait(20)
        shutil.copy(ledger_file, path)

    monkeypatch.setattr(ledger_in_window, "data_folder", lambda: tmp_path)
    monkeypatch.setattr(ledger_in_window, "_make_sample", made_slowly)
    program.start(str(ledger_file))
    qtbot.waitUntil(lambda: _opened(program))
    first = program.window
    first.sample_requested.emit()
    program._rebuild()
    qtbot.waitUntil(lambda: program.window is not first and _opened(program))
    qtbot.waitUntil(lambda: not isValid(first))
    go_on.set()
    sample = str(tmp_path / "sample-2021.ledger")
    qtbot.waitUntil(lambda: str(program.window.workspace.database.location) == sample)


@pytest.mark.parametrize("content", [None, b"", b"not a ledger"])
def test_what_is_no_ledger_is_told_in_words_with_what_else_to_open(
    program, tmp_path, content, qtbot
):
    path = tmp_path / "broken.ledger"
    if content is not None:
        path.write_bytes(content)
    program.start(str(path))
    qtbot.waitUntil(lambda: program.window.message_bar.notice is not None)
    assert len(program.window.message_bar.notice.actions) == 3
    assert not _opened(program)


def test_a_ledger_that_is_open_elsewhere_is_not_opened_twice(
    program, ledger_file, settings, qapp, qtbot
):
    program.start(str(ledger_file))
    qtbot.waitUntil(lambda: _opened(program))
    second = Program(qapp, settings)
    second.start(str(ledger_file))
    qtbot.waitUntil(lambda: second.window.message_bar.notice is not None)
    assert not _opened(second)
    second.window.deleteLater()


def test_another_language_makes_the_window_anew_on_the_same_ledger(
    program, ledger_file, settings, qtbot
):
    program.start(str(ledger_file))
    qtbot.waitUntil(lambda: _opened(program))
    first = program.window
    first.show_page("settings")
    page = first.current_screen()
    page.language.setCurrentIndex(page.language.findData("zh_CN"))
    page.language.activated.emit(page.language.currentIndex())
    qtbot.waitUntil(lambda: program.window is not first and _opened(program))
    words = [program.window.sidebar.item(n).text() for n in range(program.window.sidebar.count())]
    assert "重点任务" in words
    assert program.window.current_page() == "settings"


def test_the_size_of_the_text_is_in_force_in_the_whole_window_at_once(
    program, ledger_file, qapp, qtbot
):
    program.start(str(ledger_file))
    qtbot.waitUntil(lambda: _opened(program))
    first = program.window
    first.show_page("settings")
    sizes = _sizes_of_letters(first)
    page = first.current_screen()
    try:
        page.font_size.setCurrentIndex(page.font_size.findData(150))
        page.font_size.activated.emit(page.font_size.currentIndex())
        qtbot.waitUntil(lambda: program.window is not first and _opened(program))
        assert qapp.font().pointSizeF() == pytest.approx(15.75)
        larger = _sizes_of_letters(program.window)
        assert [max(larger), min(larger)] == pytest.approx([max(sizes) * 1.5, min(sizes) * 1.5])
    finally:
        app_module.apply_theme(qapp, "light", 100)


def test_another_size_of_the_text_forgets_neither_tab_nor_record(program, ledger_file, qapp, qtbot):
    program.start(str(ledger_file))
    qtbot.waitUntil(lambda: _opened(program))
    first = program.window
    meeting = first.workspace.ask(list_meetings, year=2021)[2].id
    first.show_page("study", "entries")
    first.show_page("meetings", (meeting, "agenda"))
    first.show_page("settings")
    page = first.current_screen()
    try:
        page.font_size.setCurrentIndex(page.font_size.findData(125))
        page.font_size.activated.emit(page.font_size.currentIndex())
        qtbot.waitUntil(lambda: program.window is not first and _opened(program))
    finally:
        app_module.apply_theme(qapp, "light", 100)
    new = program.window
    assert new.current_page() == "settings"
    new.show_page("meetings")
    assert new.current_screen().current_id == meeting
    assert new.current_screen().detail.tabs.currentIndex() == TABS.index("agenda")
    new.show_page("study")
    assert new.current_screen().tabs.currentIndex() == 5


def _sizes_of_letters(window):
    return {label.font().pointSizeF() for label in window.findChildren(QLabel)}


def test_the_first_start_makes_an_empty_ledger_in_the_documents(
    program, tmp_path, monkeypatch, qtbot
):
    monkeypatch.setattr("deskapp.screens.first_start.documents_folder", lambda: tmp_path)

    def answer(dialog):
        dialog.office.setText("市科协/办公室")
        dialog.starts.button(1).click()
        dialog.go.click()
        return QDialog.DialogCode(dialog.result())

    monkeypatch.setattr(FirstStart, "exec", answer)
    assert program.start(None)
    qtbot.waitUntil(lambda: _opened(program))
    assert program.window.workspace.office_name == "市科协/办公室"
    assert [path.suffix for path in tmp_path.glob("*市科协办公室*.ledger")] == [".ledger"]


def test_an_empty_ledger_needs_the_name_of_the_office(qtbot):
    dialog = FirstStart()
    qtbot.addWidget(dialog)
    dialog.starts.button(1).click()
    dialog.go.click()
    assert dialog.result() != QDialog.DialogCode.Accepted
    assert dialog._note.text()
