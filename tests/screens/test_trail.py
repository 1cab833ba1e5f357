"""From a record back to what it was opened from, and from part to part by F6."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from deskapp.queries.meetings import list_meetings
from deskapp.queries.units import list_units
from deskapp.widgets.chip_row import ChipRow

ALT = Qt.KeyboardModifier.AltModifier


@pytest.fixture
def meetings(workspace):
    return [row.id for row in workspace.ask(list_meetings, year=2021)]


def test_alt_left_leads_back_to_the_page_the_tab_and_the_record(window, meetings, qtbot):
    window.show_page("meetings", (meetings[1], "agenda"))
    page = window.current_screen()
    page.page_requested.emit("units", window.workspace.ask(list_units)[2].id)
    assert window.current_page() == "units"
    button = window.top_bar.back_button
    assert not button.isHidden()
    assert button.text() == "Meetings"
    assert "Alt+Left" in button.toolTip()

    page.show_target((meetings[0], "facts"))
    qtbot.keyClick(window, Qt.Key.Key_Left, ALT)

    assert window.current_page() == "meetings"
    assert page.current_id == meetings[1]
    assert page.detail.tabs.currentIndex() == 1
    assert button.isHidden()


def test_the_way_back_goes_step_by_step_also_within_a_page(window, meetings, qtbot):
    window.show_page("home")
    window.current_screen().page_requested.emit("meetings", meetings[0])
    window.current_screen().page_requested.emit("meetings", meetings[1])
    qtbot.mouseClick(window.top_bar.back_button, Qt.MouseButton.LeftButton)
    assert window.current_screen().current_id == meetings[0]
    qtbot.mouseClick(window.top_bar.back_button, Qt.MouseButton.LeftButton)
    assert window.current_page() == "home"


def test_back_leads_to_the_year_one_worked_in(window, workspace):
    window.show_page("units")
    window.current_screen().page_requested.emit("meetings", None)
    workspace.year = 2020
    window.go_back()
    assert workspace.year == 2021


def test_a_page_chosen_by_its_name_ends_the_way_back(window, qtbot):
    window.show_page("units")
    window.current_screen().page_requested.emit("people", None)
    qtbot.keyClick(window, Qt.Key.Key_1, Qt.KeyboardModifier.ControlModifier)
    assert window.top_bar.back_button.isHidden()


def test_back_stays_where_something_cannot_be_saved(window):
    window.show_page("units")
    window.current_screen().page_requested.emit("people", None)
    screen = window.current_screen()
    screen.detail.form.editors["name"].control.clear()
    screen.detail.form.editors["name"].control.textEdited.emit("")
    window.go_back()
    assert window.current_page() == "people"
    assert not window.top_bar.back_button.isHidden()
    screen.revert()


def test_the_chips_of_a_row_keep_alt_and_an_arrow_for_themselves(window, qtbot):
    window.show_page("units")
    window.current_screen().page_requested.emit("people", None)
    row = ChipRow(numbered=False)
    row.setParent(window)
    row.show()
    row.setFocus()
    qtbot.keyClick(row, Qt.Key.Key_Left, ALT)
    assert window.current_page() == "people"
    row.setParent(None)
    row.deleteLater()


# --- F6


@pytest.mark.parametrize("name", ["meetings", "branch_tasks", "history", "people"])
def test_f6_goes_from_the_side_bar_to_tools_list_and_detail(window, qtbot, name):
    window.show_page(name)
    QApplication.processEvents()
    window.sidebar.setFocus()
    visited = []
    for _turn in range(3):
        qtbot.keyClick(window, Qt.Key.Key_F6)
        visited.append(window.focusWidget())
    page = window.current_screen()
    left, right = page.splitter.widget(0), page.splitter.widget(1)
    assert not page.splitter.isAncestorOf(visited[0])
    assert visited[1] is left or left.isAncestorOf(visited[1])
    assert right.isAncestorOf(visited[2])
    qtbot.keyClick(window, Qt.Key.Key_F6, Qt.KeyboardModifier.ShiftModifier)
    assert window.focusWidget() is visited[1]
    qtbot.keyClick(window, Qt.Key.Key_F6)
    qtbot.keyClick(window, Qt.Key.Key_F6)
    assert window.focusWidget() is window.sidebar


@pytest.mark.parametrize("name", ["home", "exchange", "settings", "appraisal"])
def test_f6_comes_back_to_the_side_bar_on_every_page(window, qtbot, name):
    window.show_page(name)
    QApplication.processEvents()
    window.sidebar.setFocus()
    for _turn in range(6):
        qtbot.keyClick(window, Qt.Key.Key_F6)
        if window.focusWidget() is window.sidebar:
            break
    else:
        pytest.fail("the side bar was not reached again")
