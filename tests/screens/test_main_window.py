"""The window: its pages, its keys, undo, and that nothing typed is lost."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, QObject, QPoint, QRect, Qt
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QScrollBar, QTabBar, QWidget

from deskapp.i18n import use_language
from deskapp.queries.units import list_units
from deskapp.screens.main_window import MainWindow
from deskapp.screens.pages import PAGES
from deskapp.settings import load_settings
from deskapp.usecases.meetings import MeetingDraft, save_meeting
from deskapp.usecases.units import UnitDraft, save_unit
from deskapp.widgets.notice import Notice, NoticeAction
from deskapp.widgets.theme import apply_theme
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
    use_language("zh_CN")
    try:
        window = MainWindow(settings)
        qtbot.addWidget(window)
        words = [window.sidebar.item(row).text() for row in range(window.sidebar.count())]
    finally:
        use_language("en")
    assert "单位" in words


class _WindowsShown(QObject):
    """Notes every window that is shown, be it for a moment."""

    def __init__(self) -> None:
        super().__init__()
        self.names: list[str] = []

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        is_shown = event.type() == QEvent.Type.Show
        if is_shown and isinstance(watched, QWidget) and watched.isWindow():
            self.names.append(type(watched).__name__)
        return False


@pytest.mark.parametrize("name", NAMES)
def test_a_page_opens_no_window_of_its_own_not_even_for_a_moment(window, qapp, qtbot, name):
    watch = _WindowsShown()
    qapp.installEventFilter(watch)
    try:
        window.show_page(name)
        _open_every_tab(window, qtbot)
    finally:
        qapp.removeEventFilter(watch)
    shown = [widget for widget in qapp.topLevelWidgets() if widget.isVisible()]
    assert shown == [window]
    assert watch.names == []


def _open_every_tab(window, qtbot):
    for strip in window.current_screen().findChildren(QTabBar):
        for place in range(strip.count() if strip.isVisibleTo(window) else 0):
            strip.setCurrentIndex(place)
            qtbot.waitUntil(lambda: not window.workspace.is_busy(), timeout=20_000)


@pytest.mark.parametrize(("percent", "widest"), [(100, 1024), (125, 1180)])
def test_the_window_fits_a_small_screen(qtbot, qapp, workspace, settings, percent, widest):
    apply_theme(qapp, "light", percent)
    use_language("zh_CN")
    try:
        window = MainWindow(settings)
        qtbot.addWidget(window, before_close_func=lambda one: one.detach())
        window.resize(1366, 768)
        window.show()
        window.attach(workspace)
        for name in NAMES:
            window.show_page(name)
            _open_every_tab(window, qtbot)
            assert window.minimumSizeHint().width() <= widest, name
    finally:
        use_language("en")
        apply_theme(qapp, "light", 100)


def test_the_office_is_named_in_full_before_undo_is(qtbot, window, workspace):
    workspace.do(save_unit, UnitDraft(name="文化和旅游新闻出版广电联合办公室" * 2))
    workspace.undo()
    workspace.do(save_unit, UnitDraft(name="文化和旅游新闻出版广电联合办公室" * 2))
    bar = window.top_bar
    words, picture = (
        Qt.ToolButtonStyle.ToolButtonTextBesideIcon,
        Qt.ToolButtonStyle.ToolButtonIconOnly,
    )
    window.resize(1800, 768)
    assert bar.undo_button.toolButtonStyle() == words
    window.resize(1024, 768)
    QApplication.processEvents()
    assert bar.undo_button.toolButtonStyle() == picture
    assert "文化和旅游" in bar.undo_button.toolTip()
    assert bar.office.width() >= bar.office.sizeHint().width()


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


LONG = "Deleted: the sum of what was given up for the work of the branches in the third quarter, "


@pytest.mark.parametrize("width", [1024, 1366, 1920])
@pytest.mark.parametrize("times", [1, 3])
def test_a_toast_says_its_whole_sentence_and_covers_nothing(window, workspace, width, times):
    window.resize(width, 700)
    window.show_page("key_tasks")
    workspace.do(save_unit, UnitDraft(name="新媒体部"))
    undo = NoticeAction("Undo", window.workspace.undo)
    text = LONG * times + "and 24 branch tasks"
    window.toast.show_notice(Notice("Saved", "done", (undo,)))
    window.toast.show_notice(Notice(text, "done", (undo,)))
    QApplication.processEvents()

    label = next(one for one in window.toast.findChildren(QLabel) if one.text() == text)
    assert label.height() >= label.heightForWidth(label.width())
    assert len(window.toast.findChildren(QLabel)) == 2, "the picture and one sentence"
    page = window.current_screen()
    others = [
        *(window.top_bar.search, window.top_bar.undo_button, window.top_bar.year),
        *(window.top_bar.office, page.table, page.search),
        *(page.panel.save_button, page.panel.revert_button, window.foot._saved),
    ]
    toast = _place(window.toast, window)
    for other in others:
        assert not _place(other, window).intersects(toast), other
    assert window.rect().contains(toast)
    assert window.foot._saved.width() >= window.foot._saved.sizeHint().width()


def test_a_toast_of_one_line_does_not_move_the_page(window):
    window.show_page("key_tasks")
    QApplication.processEvents()
    before = _place(window.current_screen().panel.save_button, window)
    window.toast.show_notice(Notice("Saved", "done", (NoticeAction("Undo", list),)))
    QApplication.processEvents()
    assert _place(window.current_screen().panel.save_button, window) == before


def _place(widget: QWidget, window: QWidget) -> QRect:
    return QRect(widget.mapTo(window, QPoint()), widget.size())


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


@pytest.mark.parametrize("percent", [100, 125, 150])
@pytest.mark.parametrize("language", ["zh_CN", "en"])
def test_no_hint_of_the_settings_is_cut(qtbot, qapp, workspace, settings, percent, language):
    apply_theme(qapp, "light", percent)
    use_language(language)
    try:
        window = MainWindow(settings)
        qtbot.addWidget(window, before_close_func=lambda one: one.detach())
        window.resize(1366, 768)
        window.show()
        window.attach(workspace)
        window.show_page("settings")
        QApplication.processEvents()
        hints = [one for one in window.current_screen().findChildren(QLabel) if one.wordWrap()]
        assert len(hints) >= 3
        cut = [one.text() for one in hints if one.height() < one.heightForWidth(one.width())]
        assert cut == []
    finally:
        use_language("en")
        apply_theme(qapp, "light", 100)
