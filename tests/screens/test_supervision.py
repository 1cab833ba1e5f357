"""The supervision page, used as a person does: issue, answer, close, rank, read the bulletin."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt, QTimer, QUrl
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QApplication, QFileDialog, QListWidget

from deskapp.queries.branch_tasks import count_branch_tasks, list_branch_tasks
from deskapp.queries.bulletin import count_listed
from deskapp.queries.slips_to_issue import overdue_without_slip
from deskapp.queries.standings import unit_standings
from deskapp.queries.supervision import list_slips
from deskapp.reports.bulletin import read_bulletin
from deskapp.screens.tasks.target import TaskTarget
from deskapp.widgets.form_dialog import FormDialog
from deskapp.widgets.theme import palette

DAY = date(2021, 11, 10)


@pytest.fixture
def page(window):
    window.show_page("supervision")
    return window.current_screen()


@pytest.fixture
def slips(workspace):
    def ask(**filters):
        return workspace.ask(list_slips, 2021, today=DAY, **filters)

    return ask


def _press(qtbot, button):
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def _lines(table) -> list[Any]:
    return [table.rows.row_at(n) for n in range(table.rows.rowCount())]


def _in_dialog(qtbot, fill=lambda form: None):
    """Fill the dialog that is about to open, and press its button."""

    def act() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, FormDialog)
        fill(dialog.form)
        _press(qtbot, dialog.accept_button)
        if dialog.isVisible():
            dialog.reject()

    QTimer.singleShot(0, act)


# --- slips


def test_the_chips_filter_by_state_and_colour(page, slips, qtbot):
    part = page.slips
    _press(qtbot, part.lists.buttons["overdue"])
    assert [one.id for one in _lines(part.table)] == [one.id for one in slips(chosen="overdue")]
    part.chips.press("list", None)
    part.chips.press("colour", "red")
    assert {one.colour for one in _lines(part.table)} == {"red"}
    assert part.lists.buttons["answered"].text().endswith(f" {len(slips(chosen='answered'))}")


def test_a_slip_is_answered_in_its_form_and_closed_with_its_task(page, slips, qtbot, workspace):
    part = page.slips
    slip = next(one for one in slips(chosen="overdue"))
    part.select(slip.id)
    part.detail.form.editors["answer"].control.setPlainText("已整改完毕")
    assert part.detail.form.editors["answered_on"].value() == DAY  # filled in with the reply
    _press(qtbot, part.panel.save_button)
    assert next(one for one in slips() if one.id == slip.id).state == "answered"

    task = workspace.ask(list_branch_tasks, 2021, today=DAY)
    state = next(row.state for row in task if row.id == slip.branch_task_id)
    _in_dialog(qtbot, lambda form: form.editors["task_done"].set_value(state == "in_progress"))
    _press(qtbot, part.detail.close_button)
    assert next(one for one in slips() if one.id == slip.id).closed_on == DAY
    assert part.detail.form.editors["answer"].control.isReadOnly()
    _press(qtbot, part.detail.reopen_button)
    assert next(one for one in slips() if one.id == slip.id).state == "answered"


def test_a_reply_without_its_words_is_complained_about_at_the_field(page, slips, qtbot):
    part = page.slips
    part.select(slips(chosen="overdue")[0].id)
    part.detail.form.editors["answered_on"].control.set_value(DAY)
    part.detail.form.mark_dirty()
    _press(qtbot, part.panel.save_button)
    assert part.detail.form.complaints() == {"answer": "Say what was replied."}
    part.revert()


def test_all_overdue_tasks_without_a_slip_get_one_in_one_step(page, slips, qtbot, workspace):
    part, before = page.slips, len(slips())
    left = workspace.ask(overdue_without_slip, 2021, DAY)
    assert left
    urged: list[str] = []

    def read(form):
        tasks = form.window().findChild(QListWidget)
        urged.extend(tasks.item(row).text() for row in range(tasks.count()))

    _in_dialog(qtbot, read)
    _press(qtbot, part.overdue_button)
    assert len(slips()) == before + len(left)
    for slip in slips()[: len(left)]:
        assert any(slip.carrier in one and slip.task_text in one for one in urged)
    assert not part.overdue_button.isEnabled()
    workspace.undo()
    assert len(slips()) == before


def test_only_the_last_slip_is_deleted_and_the_refusal_names_it(page, slips, qtbot, window):
    part, rows = page.slips, slips()
    part.select(rows[-1].id)
    part.delete_action.trigger()
    assert f"No. {rows[0].number}" in window.message_bar.notice.text
    part.select(rows[0].id)
    part.delete_action.trigger()
    assert [one.id for one in slips()] == [one.id for one in rows[1:]]


def test_a_new_slip_takes_what_its_task_calls_for(page, workspace):
    part = page.slips
    part.new_record()
    task = workspace.ask(list_branch_tasks, 2021, today=DAY, chosen="open")[0]
    editor = part.detail.form.editors["branch_task_id"]
    editor.set_value(task.id)
    editor.changed.emit()
    values = part.detail.form.values()
    assert values["colour"] in ("blue", "yellow", "red")
    assert values["issued_on"] == DAY
    assert values["demand"]
    part.revert()


def test_a_slip_is_written_as_a_page(page, slips, qtbot, monkeypatch, tmp_path, workspace):
    target = tmp_path / "slip"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_args: (str(target), ""))
    page.slips.select(slips()[0].id)
    _press(qtbot, page.slips.print_button)
    qtbot.waitUntil(lambda: not workspace.is_busy())
    assert Path(f"{target}.xlsx").exists()


# --- from the branch tasks


def test_a_slip_is_issued_from_a_branch_task(window, workspace, slips, qtbot):
    window.show_page("branch_tasks")
    screen, before = window.current_screen(), len(slips())
    screen.select(workspace.ask(overdue_without_slip, 2021, DAY)[0])
    _in_dialog(qtbot)
    _press(qtbot, screen.slip_button)
    assert len(slips()) == before + 1
    assert screen.detail.slips.table.rows.rowCount() == 1
    assert screen.detail.tabs.tabText(1).endswith(" 1")


def test_a_colour_out_of_order_is_refused_in_the_dialog(window, workspace, slips, qtbot):
    window.show_page("branch_tasks")
    screen, before = window.current_screen(), len(slips())
    screen.select(workspace.ask(overdue_without_slip, 2021, DAY)[0])
    said = []

    def act() -> None:
        dialog = QApplication.activeModalWidget()
        dialog.form.editors["colour"].set_value("red")
        _press(qtbot, dialog.accept_button)
        said.append(dialog.form.complaints())
        dialog.reject()

    QTimer.singleShot(0, act)
    _press(qtbot, screen.slip_button)
    assert said == [{"colour": "The first slip of a task is a blue one."}]
    assert len(slips()) == before


def test_the_star_follows_a_task_and_the_chip_lists_it(window, workspace, qtbot):
    window.show_page("branch_tasks")
    screen = window.current_screen()
    row = next(one for one in workspace.ask(list_branch_tasks, 2021, today=DAY) if not one.followed)
    screen.select(row.id)
    _press(qtbot, screen.detail.follow)
    followed = workspace.ask(list_branch_tasks, 2021, today=DAY, chosen="followed")
    assert row.id in {one.id for one in followed}
    assert "★" in screen.detail.follow.text()
    screen.show_target("followed")
    place = screen.table.rows.row_of(row.id)
    rectangle = screen.table.visualRect(screen.table.rows.index(place, 0))
    qtbot.mouseClick(screen.table.viewport(), Qt.MouseButton.LeftButton, pos=rectangle.center())
    assert screen.table.rows.row_of(row.id) is None


# --- ranking


def test_the_ranking_opens_the_tasks_behind_each_number(page, window, workspace, qtbot):
    page.tabs.setCurrentIndex(1)
    part = page.ranking
    standings = workspace.ask(unit_standings, 2021, DAY)
    assert [line.id for line in _lines(part.table)] == [one.unit_id for one in standings]
    behind = next(one for one in standings if one.overdue)
    place = part.table.rows.row_of(behind.unit_id)
    part.table.clicked.emit(part.table.rows.index(place, 7))
    tasks = window.current_screen()
    assert window.current_page() == "branch_tasks"
    assert tasks.table.rows.rowCount() == behind.overdue


@pytest.mark.parametrize("name", ["expected", "due", "on_time", "late"])
def test_a_counted_list_is_named_by_a_chip_that_can_be_let_go(window, workspace, qtbot, name):
    window.show_page("branch_tasks", TaskTarget(name))
    screen = window.current_screen()
    number = workspace.ask(count_branch_tasks, 2021, today=DAY, chosen=name)
    assert screen.table.rows.rowCount() == number
    assert screen.part.isVisible()
    _press(qtbot, screen.part)
    assert screen.table.rows.rowCount() == workspace.ask(count_branch_tasks, 2021, today=DAY)


# --- bulletin


def test_every_number_of_the_bulletin_is_the_length_of_the_list_it_opens(page, window, workspace):
    page.tabs.setCurrentIndex(2)
    lines, figures = workspace.ask(read_bulletin, 2021, 4)
    parts = [part for line in lines for part in line.parts if part.figure]
    assert len(parts) > 10
    for part in parts:
        if not part.text.endswith("%"):
            listed = figures.lists[part.figure]
            number = workspace.ask(count_listed, 2021, DAY, listed)
            assert int(part.text) == number
            window.show_page("supervision", "bulletin")
            page.bulletin.text.anchorClicked.emit(QUrl(f"figure:{part.figure}"))
            assert window.current_page() == listed.page
            shown = window.current_screen()
            table = shown.slips.table if listed.page == "supervision" else shown.table
            assert table.rows.rowCount() == number


def test_another_quarter_is_read_and_none_that_has_not_begun(page, qtbot, workspace):
    page.tabs.setCurrentIndex(2)
    part = page.bulletin
    assert part.quarter() == 4
    _press(qtbot, part.quarters.button(2))
    assert "the second quarter of 2021" in part.text.toPlainText()
    workspace.year = 2030
    assert [part.quarters.button(n).isEnabled() for n in range(1, 5)] == [True, False, False, False]


def test_the_numbers_of_the_bulletin_have_the_colour_of_a_link_in_every_theme(page):
    page.tabs.setCurrentWidget(page.bulletin)
    for dark in (True, False):
        page.bulletin.setPalette(palette(dark=dark))
        link = palette(dark=dark).color(QPalette.ColorRole.Link).name()
        assert f"color:{link}" in page.bulletin.text.toHtml()


def test_the_bulletin_is_written_as_a_word_document(page, qtbot, monkeypatch, tmp_path, workspace):
    target = tmp_path / "bulletin.docx"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_args: (str(target), ""))
    page.tabs.setCurrentIndex(2)
    _press(qtbot, page.bulletin.word_button)
    qtbot.waitUntil(lambda: not workspace.is_busy())
    assert target.exists()
