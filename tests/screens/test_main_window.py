"""The window: its pages, its keys, undo, and that nothing typed is lost."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtWidgets import QLabel, QPushButton, QScrollBar, QWidget

from deskapp.i18n import use_language
from deskapp.queries.units import list_units
from deskapp.screens.pages import PAGES
from deskapp.settings import load_settings
from deskapp.usecases.meetings import MeetingDraft, save_meeting
from deskapp.usecases.units import UnitDraft, save_unit
from deskapp.widgets.notice import Notice, NoticeAction
from deskapp.workspace.workspace import Workspace

NAMES = [page.name for page in PAGES]


@pytest.mark.parametrize("name", NAMES)
def test_a_page_opens_without_complaint(window, name):
    window.show_page(name)
    assert window.current_screen() is not None
    assert window.message_bar.notice is None


@pytest.mark.parametrize("name", NAMES)
def test_every_focusable_widget_of_a_page_has_an_accessible_name(window, name):
    window.show_page(name)
    nameless = [
        f"{type(widget).__name__} in {type(widget.parentWidget()).__name__}"
        for widget in window.findChildren(QWidget)
        if widget.isVisibleTo(window) and _takes_focus(widget) and not _name_of(widget)
    ]
    assert nameless == []


def _takes_focus(widget: QWidget) -> bool:
    if isinstance(widget, QLabel | QScrollBar) or widget.focusProxy() is not None:
        return False
    return bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus)


def _name_of(widget: QWidget) -> str:
    text = getattr(widget, "text", None)
    title = getattr(widget, "title", None)
    return widget.accessibleName() or (text() if text else "") or (title() if title else "")


def test_ctrl_and_a_number_opens_the_page_of_that_number(window, qtbot):
    window.show_page(NAMES[-1])
    qtbot.keyClick(window, Qt.Key.Key_2, Qt.KeyboardModifier.ControlModifier)
    assert window.current_page() == NAMES[1]


def test_the_office_and_the_badge_of_the_sample_are_shown(window, workspace):
    assert window.top_bar.office.text() == workspace.office_name
    assert not window.top_bar.badge.isHidden()


def test_undo_names_what_it_undoes_and_redo_brings_it_back(window, workspace):
    workspace.do(save_unit, UnitDraft(name="新媒体部"))
    assert window.top_bar.undo_action.isEnabled()
    assert "新媒体部" in window.top_bar.undo_action.toolTip()
    window.top_bar.undo_action.trigger()
    assert "新媒体部" in window.top_bar.redo_action.toolTip()
    window.top_bar.redo_action.trigger()
    assert not window.top_bar.redo_action.isEnabled()


def test_the_year_is_chosen_in_the_top_bar(window, workspace, qtbot):
    other = window.top_bar.year.findData(2022)
    with qtbot.waitSignal(workspace.year_changed):
        window.top_bar.year.setCurrentIndex(other)
        window.top_bar.year.activated.emit(other)
    assert workspace.year == 2022


def test_a_page_with_what_cannot_be_saved_is_not_left(window):
    window.show_page("units")
    screen = window.current_screen()
    screen.detail.form.editors["name"].control.clear()
    screen.detail.form.editors["name"].control.textEdited.emit("")
    window.show_page("people")
    assert window.current_screen() is screen
    assert "name" in screen.detail.form.complaints()
    assert not window.leave()
    screen.revert()
    assert window.leave()


def test_the_sidebar_speaks_chinese(qtbot, settings):
    from deskapp.screens.main_window import MainWindow

    use_language("zh_CN")
    try:
        window = MainWindow(settings)
        qtbot.addWidget(window)
        words = [window.sidebar.item(row).text() for row in range(window.sidebar.count())]
    finally:
        use_language("en")
    assert "单位" in words


@pytest.mark.parametrize("name", NAMES)
def test_a_page_opens_no_window_of_its_own(window, qapp, name):
    window.show_page(name)
    shown = [widget for widget in qapp.topLevelWidgets() if widget.isVisible()]
    assert shown == [window]


@pytest.mark.parametrize("name", ["meetings", "key_tasks", "branch_tasks", "people", "history"])
def test_ctrl_f_finds_the_search_box_right_after_the_page_was_chosen(window, qtbot, name):
    window.show_page("settings")
    window.show_page(name)
    qtbot.keyClick(window, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    assert window.current_screen().search.isAncestorOf(window.focusWidget()) or (
        window.current_screen().search is window.focusWidget()
    )


def test_ctrl_n_begins_a_record_wherever_the_keyboard_is(window, qtbot):
    window.show_page("units")
    window.top_bar.year.setFocus()
    qtbot.keyClick(window.top_bar.year, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    assert window.current_screen().current_id is None
    assert window.current_screen().detail.isAncestorOf(window.focusWidget())


def test_ctrl_y_redoes(window, workspace, qtbot):
    workspace.do(save_unit, UnitDraft(name="监察室"))
    workspace.undo()
    qtbot.keyClick(window, Qt.Key.Key_Y, Qt.KeyboardModifier.ControlModifier)
    assert "监察室" in [row.name for row in workspace.ask(list_units)]


def test_the_year_box_follows_a_meeting_that_was_planned_for_the_next_year(window, workspace):
    workspace.year = 2022
    assert window.top_bar.year.currentData() == 2022


def test_the_year_one_worked_in_is_there_again_at_the_next_start(window, workspace, settings):
    workspace.do(save_meeting, MeetingDraft(title="工作会议", year=2023))
    workspace.year = 2021
    window.detach()
    again = Workspace(workspace.database)
    window.attach(again)
    assert again.year == 2021


def test_a_chosen_year_is_kept_over_closing_the_window(window, workspace, settings, qtbot):
    assert workspace.year != 2020
    workspace.do(save_meeting, MeetingDraft(title="工作会议", year=2020))
    workspace.year = 2020
    window.close()
    assert load_settings(settings.path).year == 2020


@pytest.mark.parametrize("width", [1024, 1366, 1920])
def test_a_toast_covers_nothing_that_is_clicked_on_or_typed_into(window, qtbot, width):
    window.resize(width, 700)
    window.show_page("key_tasks")
    undo = NoticeAction("Undo", window.workspace.undo)
    window.toast.show_notice(
        Notice("Deleted: key task no. 12 and 24 branch tasks", "done", (undo,))
    )
    page = window.current_screen()
    controls = [
        *(window.top_bar.search, window.top_bar.undo_button, window.top_bar.year),
        window.top_bar.office,
        *(page.search, page.panel.save_button, page.panel.revert_button),
    ]
    for control in controls:
        place = QRect(control.mapTo(window, QPoint()), control.size())
        assert not place.intersects(window.toast.geometry()), control
    assert window.rect().contains(window.toast.geometry())


def delete_units(window, *names: str) -> None:
    window.show_page("units")
    page = window.current_screen()
    ids = {row.name: row.id for row in window.workspace.ask(list_units)}
    for name in names:
        page.table.select_ids([ids[name]])
        page.delete_selected()


def test_the_undo_of_a_toast_undoes_what_it_was_offered_for(window, workspace):
    for name in ("新媒体部", "监察室"):
        workspace.do(save_unit, UnitDraft(name=name))
    offers = []
    window.show_page("units")
    window.current_screen().told.connect(offers.append)
    delete_units(window, "新媒体部", "监察室")
    first, _second = offers

    first.actions[0].run()

    names = [row.name for row in workspace.ask(list_units)]
    assert "新媒体部" in names
    assert "监察室" not in names
    first.actions[0].run()
    assert [row.name for row in workspace.ask(list_units)] == names, "it is undone only once"


@pytest.mark.parametrize("turn", ["undo", "save", "page"])
def test_a_toast_goes_with_an_undo_with_the_next_save_and_with_its_page(window, workspace, turn):
    workspace.do(save_unit, UnitDraft(name="新媒体部"))
    delete_units(window, "新媒体部")
    assert "新媒体部" in window.toast.text
    if turn == "undo":
        window.top_bar.undo_action.trigger()
    elif turn == "save":
        workspace.do(save_unit, UnitDraft(name="监察室"))
    else:
        window.show_page("people")
    assert window.toast.text == ""


def test_the_undo_button_of_a_toast_brings_the_record_back(window, workspace, qtbot):
    workspace.do(save_unit, UnitDraft(name="新媒体部"))
    delete_units(window, "新媒体部")
    button = next(b for b in window.toast.findChildren(QPushButton) if b.text() == "Undo")
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert "新媒体部" in [row.name for row in workspace.ask(list_units)]
    assert window.toast.text == ""
