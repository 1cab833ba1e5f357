"""What every list with its form keeps: what was typed, whatever happens meanwhile."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QAbstractButton, QMessageBox

from deskapp.database import open_ledger
from deskapp.queries.people import count_people, list_people
from deskapp.queries.units import list_units
from deskapp.usecases.branch_tasks import open_branch_task, save_branch_task
from deskapp.usecases.imports import IMPORT_KINDS
from deskapp.usecases.units import delete_units, open_unit, save_unit

CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def units(window):
    window.show_page("units")
    return window.current_screen()


@pytest.fixture
def elsewhere(ledger_file, workspace):
    """Return how a colleague's program changes the same ledger."""
    colleague = open_ledger(ledger_file)
    yield colleague
    colleague.close()


def _do(database, use_case, *given):
    return database.do(use_case, *given).result


def _change_unit(database, unit_id, **values):
    with database.reading() as session:
        draft = open_unit(session, unit_id)
    _do(database, save_unit, replace(draft, **values))


def _save(qtbot, screen):
    qtbot.mouseClick(screen.panel.save_button, Qt.MouseButton.LeftButton)


def test_the_second_save_wins_over_a_colleagues_change(
    units, workspace, elsewhere, qtbot, type_into
):
    unit = units.current_id
    type_into(units.detail.form.editors["short_name"].control, "KP")
    _change_unit(elsewhere, unit, short_name="XX")
    with qtbot.waitSignal(units.failed) as failed:
        _save(qtbot, units)
    assert "changed elsewhere" in str(failed.args[0])
    assert units.detail.form.values()["short_name"] == "KP"
    _save(qtbot, units)
    assert workspace.ask(open_unit, unit).short_name == "KP"
    assert not units.detail.is_dirty()


def test_a_branch_task_is_saved_over_a_colleagues_change_at_the_second_time(
    window, workspace, elsewhere, qtbot
):
    window.show_page("branch_tasks")
    screen = window.current_screen()
    task = screen.current_id
    form = screen.detail.form
    person = workspace.ask(list_people, limit=1)[0].id
    form.editors["responsible_id"].set_value(person)
    form.mark_dirty()
    with elsewhere.reading() as session:
        draft = open_branch_task(session, task)
    _do(elsewhere, save_branch_task, replace(draft, responsible_id=None))
    with qtbot.waitSignal(screen.failed):
        _save(qtbot, screen)
    _save(qtbot, screen)
    assert workspace.ask(open_branch_task, task).responsible_id == person


def test_a_record_deleted_elsewhere_can_be_left_by_revert(
    units, window, workspace, elsewhere, qtbot, type_into
):
    unit = _do(elsewhere, save_unit, replace(workspace.ask(open_unit, units.current_id),
                                             id=None, version=0, name="新媒体部"))  # fmt: skip
    units.refresh()
    units.select(unit)
    type_into(units.detail.form.editors["short_name"].control, "KP")
    _do(elsewhere, delete_units, [unit])
    assert not window.leave()
    qtbot.mouseClick(units.panel.revert_button, Qt.MouseButton.LeftButton)
    assert window.leave()


def test_what_was_typed_stays_when_the_row_cannot_be_deleted(units, workspace, qtbot, type_into):
    people = workspace.ask(count_people)
    unit = units.current_id
    type_into(units.detail.form.editors["short_name"].control, "KP")
    units.table.setFocus()
    with qtbot.waitSignal(units.failed):
        qtbot.keyClick(units.table, Qt.Key.Key_Delete)
    assert workspace.ask(count_people) == people
    assert units.current_id == unit
    assert units.detail.form.values()["short_name"] == "KP"
    assert units.detail.is_dirty()
    units.revert()


def test_a_row_that_is_being_edited_can_be_deleted(units, workspace, qtbot, type_into):
    units.new_action.trigger()
    type_into(units.detail.form.editors["name"].control, "新媒体部")
    _save(qtbot, units)
    unit = units.current_id
    type_into(units.detail.form.editors["short_name"].control, "KP")
    units.table.setFocus()
    qtbot.keyClick(units.table, Qt.Key.Key_Delete)
    assert unit not in {row.id for row in workspace.ask(list_units)}
    assert not units.detail.is_dirty()
    assert units.current_id == units.table.rows.row_at(0).id


# --- giving a new record up


@pytest.mark.parametrize("begins", ["new_action", "duplicate_action"])
def test_what_was_typed_into_a_new_record_is_discarded_only_when_told_to(
    units, qtbot, type_into, begins
):
    assert units.panel.revert_button.text() == "Revert"
    getattr(units, begins).trigger()
    type_into(units.detail.form.editors["name"].control, "新媒体部")
    assert units.panel.revert_button.text() == "Discard"

    qtbot.mouseClick(units.panel.revert_button, Qt.MouseButton.LeftButton)
    _press(qtbot, units, "Keep editing")
    assert units.detail.form.values()["name"] == "新媒体部"
    assert units.detail.is_dirty()
    qtbot.waitUntil(lambda: units.findChild(QMessageBox) is None)

    qtbot.mouseClick(units.panel.revert_button, Qt.MouseButton.LeftButton)
    _press(qtbot, units, "Discard")
    assert not units.detail.is_dirty()
    assert units.current_id is None


def test_an_empty_new_record_is_given_up_without_a_question(units, qtbot):
    units.new_action.trigger()
    assert units.panel.revert_button.isEnabled()
    qtbot.mouseClick(units.panel.revert_button, Qt.MouseButton.LeftButton)
    assert units.findChild(QMessageBox) is None
    assert not units.panel.isVisible()


# --- closing the window


@pytest.fixture
def stuck(units, window, type_into):
    """Return the window with what cannot be saved, asking whether to close all the same."""
    type_into(units.detail.form.editors["name"].control, " ")
    window.close()
    assert window.isVisible()
    return window


def _press(qtbot, window, words):
    box = window.findChild(QMessageBox)
    button = next(b for b in box.findChildren(QAbstractButton) if b.text() == words)
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def test_a_window_that_cannot_save_closes_when_told_to(stuck, qtbot):
    _press(qtbot, stuck, "Close without saving")
    qtbot.waitUntil(lambda: not stuck.isVisible())


def test_a_window_that_cannot_save_stays_open_when_told_to(stuck, units, qtbot):
    _press(qtbot, stuck, "Stay")
    assert stuck.isVisible()
    assert units.detail.is_dirty()
    units.revert()


# --- cells to and from other programs


def test_several_rows_are_copied_with_their_headings_and_can_be_pasted_back(
    window, workspace, qtbot
):
    window.show_page("people")
    screen = window.current_screen()
    ids = [row.id for row in workspace.ask(list_people, limit=3)]
    screen.table.select_ids(ids)
    screen.table.setFocus()
    qtbot.keyClick(screen.table, Qt.Key.Key_C, CTRL)
    assert QGuiApplication.clipboard().text().startswith("Name\tUnit")
    qtbot.keyClick(screen.table, Qt.Key.Key_V, CTRL)
    exchange = window.current_screen()
    qtbot.waitUntil(lambda: exchange.preview is not None, timeout=20_000)
    assert exchange.preview.reading.counts()["same"] == 3


def test_a_list_that_takes_no_cells_says_where_they_are_taken(window, qtbot):
    window.show_page("branch_tasks")
    screen = window.current_screen()
    QGuiApplication.clipboard().setText("任务\t日期\n学习\t4月20日\n")
    screen.table.setFocus()
    with qtbot.waitSignal(screen.told) as told:
        qtbot.keyClick(screen.table, Qt.Key.Key_V, CTRL)
    assert "cannot be pasted into this list" in told.args[0].text
    assert told.args[0].severity == "info"
    told.args[0].actions[0].run()
    assert window.current_page() == "exchange"


def test_the_lists_that_workbooks_fill_take_pasted_cells(window, workspace):
    for page in ("units", "branches", "people", "documents", "meetings", "posts", "practices"):
        window.show_page(page)
        assert window.current_screen().pastes_as in IMPORT_KINDS


# --- the order of the people of a unit


@pytest.fixture
def people_of_unit(window, workspace):
    """Return the people page while it shows one unit with several people."""
    window.show_page("people")
    screen = window.current_screen()
    unit = next(u for u in workspace.ask(list_units) if len(_people(workspace, u.id)) > 2)
    screen.unit.set_value(unit.id)
    assert screen.table.rows.rowCount() == len(_people(workspace, unit.id))
    screen.unit_shown = unit.id
    return screen


def _people(workspace, unit_id):
    return [row.id for row in workspace.ask(list_people, unit_id=unit_id)]


def test_alt_down_moves_a_person_within_the_unit_that_is_shown(people_of_unit, workspace, qtbot):
    screen = people_of_unit
    first, second, *others = _people(workspace, screen.unit_shown)
    screen.table.select_ids([first])
    screen.table.setFocus()
    qtbot.keyClick(screen.table, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    assert _people(workspace, screen.unit_shown) == [second, first, *others]


def test_people_of_several_units_are_not_put_into_order(people_of_unit, workspace, qtbot):
    people_of_unit.show_everything()
    assert people_of_unit.unit.unit_id is None
    before = workspace.ask(list_people, limit=5)
    people_of_unit.table.select_ids([before[0].id])
    people_of_unit.table.setFocus()
    qtbot.keyClick(people_of_unit.table, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    assert workspace.ask(list_people, limit=5) == before
