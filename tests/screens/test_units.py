"""The units page, used as a person does: click, type, save, undo."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QInputDialog

from deskapp.queries.people import list_people
from deskapp.queries.units import list_units
from deskapp.usecases.units import UnitDraft, save_unit

CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def screen(window):
    window.show_page("units")
    return window.current_screen()


def _choose(qtbot, screen, row):
    table = screen.table
    place = table.visualRect(table.rows.index(row, 1)).center()
    qtbot.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=place)


def test_the_first_unit_is_open_at_once(screen, workspace):
    units = workspace.ask(list_units)
    assert screen.table.rows.rowCount() == len(units)
    assert screen.detail.heading() == units[0].name


def test_choosing_another_row_saves_what_was_typed(screen, workspace, qtbot, type_into):
    type_into(screen.detail.form.editors["short_name"].control, "KP")
    _choose(qtbot, screen, 1)
    units = workspace.ask(list_units)
    assert units[0].short_name == "KP"
    assert screen.detail.heading() == units[1].name


def test_what_cannot_be_saved_keeps_the_row_and_says_why(screen, workspace, qtbot, type_into):
    first = screen.current_id
    type_into(screen.detail.form.editors["name"].control, " ")
    _choose(qtbot, screen, 1)
    assert screen.current_id == first
    assert screen.table.selected_ids() == [first]
    assert "name" in screen.detail.form.complaints()


def test_a_name_that_is_taken_is_told_in_the_message_bar(screen, window, workspace, type_into):
    type_into(screen.detail.form.editors["name"].control, workspace.ask(list_units)[1].name)
    assert not screen.leave()
    assert window.message_bar.notice is not None
    assert screen.detail.is_dirty()


def test_a_new_unit_is_saved_by_ctrl_s_and_chosen_in_the_list(screen, workspace, qtbot, type_into):
    screen.new_action.trigger()
    type_into(screen.detail.form.editors["name"].control, "Media office")
    qtbot.keyClick(screen.detail.form.editors["name"].control, Qt.Key.Key_S, CTRL)
    assert workspace.ask(list_units)[-1].name == "Media office"
    assert screen.table.selected_ids() == [screen.current_id]
    assert "Saved" in screen.panel.note.text()


def test_a_duplicate_waits_for_another_name(screen, workspace):
    before = len(workspace.ask(list_units))
    screen.duplicate_action.trigger()
    assert screen.current_id is None
    assert screen.detail.is_dirty()
    screen.revert()
    assert len(workspace.ask(list_units)) == before


def test_a_deleted_unit_comes_back_with_undo(screen, window, workspace, type_into):
    screen.new_action.trigger()
    type_into(screen.detail.form.editors["name"].control, "Media office")
    screen.save()
    before = len(workspace.ask(list_units))
    screen.delete_action.trigger()
    assert len(workspace.ask(list_units)) == before - 1
    assert window.toast.text
    workspace.undo()
    assert len(workspace.ask(list_units)) == before


def test_searching_counts_what_is_shown(screen):
    screen.search.setText("办公室")
    screen.refresh()
    assert screen.table.rows.rowCount() < screen.count_all()
    assert "of" in screen.status


def test_alt_down_moves_a_unit_in_the_office_order(screen, workspace, qtbot):
    first, second = (row.id for row in workspace.ask(list_units)[:2])
    screen.table.select_ids([first])
    qtbot.keyClick(screen.table, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    assert [row.id for row in workspace.ask(list_units)[:2]] == [second, first]


def test_a_chip_shows_one_kind_of_unit(screen):
    screen.chips.press("kind", "institution")
    kinds = {screen.table.rows.row_at(n).kind for n in range(screen.table.rows.rowCount())}
    assert kinds == {"institution"}


def test_several_people_get_the_same_rank(window, workspace):
    window.show_page("people")
    people = window.current_screen()
    ids = [row.id for row in workspace.ask(list_people, limit=3)]
    people.table.selectAll()
    people.table.select_ids(ids)
    people.table.selection_changed.emit(ids)
    people.bulk.form.editors["rank"].set_value("bureau")
    people.bulk.apply()
    assert {row.rank for row in workspace.ask(list_people, limit=3)} == {"bureau"}


def test_a_person_is_found_by_initials_and_gets_a_unit_by_initials(window, workspace, type_into):
    window.show_page("people")
    people = window.current_screen()
    unit = people.detail.form.editors["unit_id"]
    other = next(row for row in workspace.ask(list_units) if row.id != unit.value())
    type_into(unit.control, other.name)
    assert people.save()
    row = people.table.rows.row_of(people.current_id)
    assert people.table.rows.row_at(row).unit == other.name


def test_cells_pasted_into_the_list_are_shown_before_anything_is_saved(
    screen, window, workspace, qtbot
):
    before = workspace.ask(list_units)
    QGuiApplication.clipboard().setText("单位名称\t单位类别\n示例市科学馆二馆\t直属单位\n")
    screen.table.setFocus()
    qtbot.keyClick(screen.table, Qt.Key.Key_V, CTRL)
    exchange = window.current_screen()
    assert window.current_page() == "exchange"
    qtbot.waitUntil(lambda: exchange.preview is not None, timeout=20_000)
    assert [row.status for row in exchange.preview.reading.rows] == ["new"]
    assert workspace.ask(list_units) == before


def test_a_unit_is_put_at_a_place_of_the_office_order_by_its_number(
    screen, workspace, qtbot, monkeypatch
):
    before = [row.name for row in workspace.ask(list_units)]
    monkeypatch.setattr(QInputDialog, "getInt", lambda *_asked: (3, True))
    screen.table.setFocus()
    qtbot.keyClick(screen.table, Qt.Key.Key_M, CTRL)
    after = [row.name for row in workspace.ask(list_units)]
    assert after == [before[1], before[2], before[0], *before[3:]]


def test_what_was_deleted_is_named(screen, window, workspace, qtbot):
    workspace.do(save_unit, UnitDraft(name="临时机构"))
    unit = next(row for row in workspace.ask(list_units) if row.name == "临时机构")
    screen.select(unit.id)
    screen.table.setFocus()
    qtbot.keyClick(screen.table, Qt.Key.Key_Delete)
    assert window.toast.text == "Delete unit 临时机构"
