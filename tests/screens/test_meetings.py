"""The meetings page, used as a person does: plan, hold, close, reopen, duplicate."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QObject, Qt, QUrl, Slot
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QApplication

from deskapp.queries.files import list_files
from deskapp.queries.meetings import (
    list_agenda,
    list_decisions,
    list_meetings,
)
from deskapp.queries.people import list_people
from deskapp.records.meeting import Meeting
from deskapp.screens.meetings.parts import MeetingState
from deskapp.usecases.agenda import (
    AgendaItemDraft,
    DecisionDraft,
    open_agenda,
    save_agenda,
    save_decisions,
)
from deskapp.usecases.attendance import invite_people
from deskapp.usecases.meetings import MeetingDraft, save_meeting
from deskapp.usecases.saving import open_draft

CTRL = Qt.KeyboardModifier.ControlModifier
ALT = Qt.KeyboardModifier.AltModifier


@pytest.fixture
def meeting(workspace) -> int:
    """Return a meeting with two agenda items, two decisions and three people invited."""
    made = workspace.do(save_meeting, MeetingDraft(title="2021年协调会", year=2021))
    items = [AgendaItemDraft(kind="convey", title="传达"), AgendaItemDraft(title="讨论")]
    workspace.do(save_agenda, made, items)
    workspace.do(save_decisions, made, [DecisionDraft(text="配齐联络员")])
    people = workspace.ask(list_people, limit=3)
    workspace.do(invite_people, made, [person.id for person in people])
    return made


@pytest.fixture
def screen(window, workspace, meeting):
    workspace.year = 2021
    window.show_page("meetings")
    shown = window.current_screen()
    shown.show_target(meeting)
    return shown


def state_of(workspace, meeting) -> str:
    return workspace.ask(open_draft, MeetingState, Meeting, meeting).state


def titles(workspace, meeting) -> list[str]:
    return [item.title for item in workspace.ask(list_agenda, meeting)]


def click(qtbot, button) -> None:
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def empty(qtbot, control) -> None:
    control.setFocus()
    control.selectAll()
    qtbot.keyClick(control, Qt.Key.Key_Delete)


def tab_texts(screen) -> list[str]:
    tabs = screen.detail.tabs
    return [tabs.tabText(place) for place in range(tabs.count())]


def test_the_tabs_count_what_the_meeting_holds(screen):
    assert tab_texts(screen) == [
        "Basics",
        "Agenda 2",
        "Attendance 0/3",
        "Decisions 1",
        "Minutes",
        "Files",
    ]


def test_the_list_shows_the_year_and_the_chips_filter_it(screen, workspace):
    of_year = workspace.ask(list_meetings, year=2021)
    assert screen.table.rows.rowCount() == len(of_year)
    screen.chips.press("state", "closed")
    closed = [row for row in of_year if row.state == "closed"]
    assert screen.table.rows.rowCount() == len(closed)


def test_a_new_meeting_is_typed_and_saved(screen, workspace, qtbot, type_into):
    screen.table.setFocus()
    qtbot.keyClick(screen.table, Qt.Key.Key_N, CTRL)
    facts = screen.detail.facts
    assert not screen.detail.tabs.isTabEnabled(1)
    type_into(facts.editors["title"].control, "务虚会")
    qtbot.keyClick(facts.editors["title"].control, Qt.Key.Key_S, CTRL)
    (row,) = workspace.ask(list_meetings, "务虚会")
    assert (row.year, row.state) == (2021, "planned")
    assert screen.detail.tabs.isTabEnabled(1)
    assert screen.current_id == row.id


def test_a_missing_title_is_said_under_the_field(screen, qtbot):
    empty(qtbot, screen.detail.facts.editors["title"].control)
    click(qtbot, screen.panel.save_button)
    assert "title" in screen.detail.facts.complaints()
    assert screen.detail.is_dirty()


def test_the_agenda_is_reordered_by_keyboard_and_saved_at_once(screen, workspace, meeting, qtbot):
    screen.detail.show_tab("agenda")
    table = screen.detail.agenda.editor.table
    table.setFocus()
    qtbot.keyClick(table, Qt.Key.Key_Down)
    qtbot.keyClick(table, Qt.Key.Key_Up, ALT)
    assert titles(workspace, meeting) == ["传达", "讨论"]
    qtbot.keyClick(table, Qt.Key.Key_S, CTRL)
    assert titles(workspace, meeting) == ["讨论", "传达"]


def test_an_item_is_added_typed_and_removed(screen, workspace, meeting, qtbot, type_into):
    screen.detail.show_tab("agenda")
    editor = screen.detail.agenda.editor
    editor.table.setFocus()
    qtbot.keyClick(editor.table, Qt.Key.Key_Insert)
    type_into(editor.form.editors["title"].control, "学习《条例》")
    assert editor.table.rows.text_at(1, 2) == "学习《条例》"
    click(qtbot, screen.panel.save_button)
    assert titles(workspace, meeting) == ["传达", "学习《条例》", "讨论"]
    editor.table.setFocus()
    qtbot.keyClick(editor.table, Qt.Key.Key_Delete)
    click(qtbot, screen.panel.save_button)
    assert titles(workspace, meeting) == ["传达", "讨论"]


def test_an_item_without_a_title_is_shown_with_its_complaint(
    screen, workspace, meeting, qtbot, type_into
):
    screen.detail.show_tab("agenda")
    editor = screen.detail.agenda.editor
    empty(qtbot, editor.form.editors["title"].control)
    screen.detail.show_tab("minutes")
    click(qtbot, screen.panel.save_button)
    assert screen.detail.tabs.currentWidget() is screen.detail.agenda
    assert "title" in editor.form.complaints()
    assert titles(workspace, meeting) == ["传达", "讨论"]


def test_a_document_is_chosen_for_an_item(screen, workspace, meeting, qtbot, type_into):
    screen.detail.show_tab("agenda")
    documents = screen.detail.agenda.documents
    type_into(documents.finder, "条例")
    offered = documents.finder.offered()
    assert offered
    qtbot.keyClick(documents.finder, Qt.Key.Key_Return)
    click(qtbot, screen.panel.save_button)
    (item, _other) = workspace.ask(list_agenda, meeting)
    assert [title for _id, title in item.documents] == [offered[0].text]


def test_a_document_is_added_on_the_spot(screen, workspace, meeting, qtbot):
    screen.detail.show_tab("agenda")
    documents = screen.detail.agenda.documents
    documents.add_new("新的通知")
    dialog = QApplication.activeModalWidget()
    click(qtbot, dialog.accept_button)
    click(qtbot, screen.panel.save_button)
    (item, _other) = workspace.ask(list_agenda, meeting)
    assert [title for _id, title in item.documents] == ["新的通知"]


def test_what_was_typed_in_a_tab_survives_the_others_and_is_saved_on_leaving(
    screen, workspace, meeting, type_into
):
    screen.detail.show_tab("minutes")
    type_into(screen.detail.minutes.editor.control, "会议认为……")
    screen.detail.show_tab("agenda")
    type_into(screen.detail.agenda.editor.form.editors["title"].control, "传达精神")
    screen.detail.show_tab("attendance")
    other = next(one for one in screen.table.rows.all_ids() if one != meeting)
    screen.show_target(other)
    assert titles(workspace, meeting)[0] == "传达精神"
    screen.show_target(meeting)
    assert screen.detail.minutes.text() == "会议认为……"


def test_marking_people_leaves_the_typed_minutes_alone(
    screen, workspace, meeting, qtbot, type_into
):
    screen.detail.show_tab("minutes")
    type_into(screen.detail.minutes.editor.control, "未保存的记录")
    screen.detail.show_tab("attendance")
    qtbot.keyClick(screen.detail.attendance.table, Qt.Key.Key_Space)
    assert screen.detail.minutes.text() == "未保存的记录"
    assert tab_texts(screen)[2] == "Attendance 1/3"


def test_ctrl_z_takes_a_mark_back(screen, qtbot):
    screen.detail.show_tab("attendance")
    table = screen.detail.attendance.table
    qtbot.keyClick(table, Qt.Key.Key_Space)
    qtbot.keyClick(table, Qt.Key.Key_Z, CTRL)
    assert tab_texts(screen)[2] == "Attendance 0/3"


def test_holding_asks_for_the_date_beside_the_field(screen, workspace, meeting, qtbot):
    click(qtbot, screen.hold_button)
    assert "held_on" in screen.detail.facts.complaints()
    assert state_of(workspace, meeting) == "planned"


def test_closing_lists_the_gaps_and_each_leads_to_its_place(screen, workspace, meeting, qtbot):
    click(qtbot, screen.close_button)
    bar = screen.detail.bar
    words = [button.text() for button in bar.buttons()]
    assert "→ No minutes" in words
    assert state_of(workspace, meeting) == "planned"
    click(qtbot, next(button for button in bar.buttons() if button.text() == "→ No minutes"))
    assert screen.detail.tabs.currentWidget() is screen.detail.minutes
    click(qtbot, next(b for b in bar.buttons() if b.text() == "→ No presider"))
    assert QApplication.focusWidget() is screen.detail.facts.editors["presider_id"].control


def test_a_gap_that_is_mended_leaves_the_list(screen, workspace, qtbot, type_into):
    click(qtbot, screen.close_button)
    type_into(screen.detail.minutes.editor.control, "记录")
    click(qtbot, screen.panel.save_button)
    words = [button.text() for button in screen.detail.bar.buttons()]
    assert "→ No minutes" not in words
    assert "→ No presider" in words


def test_a_closed_meeting_is_read_only_until_reopened_with_a_reason(
    screen, workspace, meeting, qtbot, type_into
):
    click(qtbot, screen.close_button)
    bar = screen.detail.bar
    click(qtbot, next(b for b in bar.buttons() if b.text() == "Close all the same"))
    assert state_of(workspace, meeting) == "closed"
    assert screen.detail.facts.editors["title"].control.isReadOnly()
    assert not screen.detail.agenda.editor.add_action.isEnabled()
    assert not screen.detail.attendance.walk_in.isEnabled()
    assert bar.mode == "closed"
    click(qtbot, screen.reopen_button)
    qtbot.keyClick(bar.reason, Qt.Key.Key_Return)
    assert state_of(workspace, meeting) == "closed"
    type_into(bar.reason, "补录会议记录")
    qtbot.keyClick(bar.reason, Qt.Key.Key_Return)
    assert state_of(workspace, meeting) == "held"
    assert not screen.detail.facts.editors["title"].control.isReadOnly()
    assert not bar.isVisible()


def test_undoing_the_close_opens_the_meeting_again(screen, workspace, meeting, qtbot):
    click(qtbot, screen.close_button)
    click(qtbot, next(b for b in screen.detail.bar.buttons() if b.text() == "Close all the same"))
    workspace.undo()
    assert state_of(workspace, meeting) == "planned"
    assert screen.detail.bar.mode == ""
    assert not screen.detail.facts.editors["title"].control.isReadOnly()


def test_a_decision_becomes_a_key_task_and_shows_its_number(screen, workspace, meeting, qtbot):
    screen.detail.show_tab("decisions")
    decisions = screen.detail.decisions
    decisions.to_task.trigger()
    (row,) = workspace.ask(list_decisions, meeting)
    assert row.state == "task"
    assert decisions.editor.table.rows.text_at(0, 3).startswith("No. ")
    assert not decisions.to_task.isEnabled()
    with qtbot.waitSignal(screen.page_requested) as asked:
        decisions.show_task.trigger()
    assert asked.args == ["key_tasks", row.key_task_id]


def test_a_typed_decision_is_saved_before_it_becomes_a_task(screen, workspace, meeting, type_into):
    screen.detail.show_tab("decisions")
    editor = screen.detail.decisions.editor
    editor.add()
    type_into(editor.form.editors["text"].control, "每季度通报一次")
    screen.detail.decisions.to_task.trigger()
    assert [row.state for row in workspace.ask(list_decisions, meeting)] == ["open", "task"]


def test_duplicating_plans_the_meeting_in_the_next_year(screen, workspace, meeting, qtbot):
    screen.table.setFocus()
    qtbot.keyClick(screen.table, Qt.Key.Key_D, CTRL)
    assert workspace.year == 2022
    assert screen.detail.heading() == "2022年协调会"
    assert titles(workspace, screen.current_id) == ["传达", "讨论"]
    assert screen.detail.state.state == "planned"
    assert tab_texts(screen)[2] == "Attendance 0/3"


def test_deleting_a_meeting_can_be_undone(screen, workspace, meeting, qtbot):
    screen.table.setFocus()
    qtbot.keyClick(screen.table, Qt.Key.Key_Delete)
    assert screen.table.rows.row_of(meeting) is None
    workspace.undo()
    assert screen.table.rows.row_of(meeting) is not None


def test_saving_over_somebody_elses_change_is_told_and_then_possible(
    screen, workspace, meeting, qtbot, type_into
):
    type_into(screen.detail.facts.editors["place"].control, "三楼")
    draft = screen.detail.draft
    workspace.database.do(save_meeting, MeetingDraft(**{**_values(draft), "place": "四楼"}))
    with qtbot.waitSignal(screen.failed) as failed:
        click(qtbot, screen.panel.save_button)
    assert "changed elsewhere" in str(failed.args[0])
    assert screen.detail.facts.values()["place"] == "三楼"
    click(qtbot, screen.panel.save_button)
    assert workspace.ask(list_meetings, "2021年协调会")[0].place == "三楼"


def test_an_agenda_changed_elsewhere_is_told_and_nothing_of_either_is_lost(
    screen, workspace, meeting, qtbot, type_into
):
    screen.detail.show_tab("agenda")
    type_into(screen.detail.agenda.editor.form.editors["title"].control, "传达精神")
    others = workspace.ask(open_agenda, meeting)
    others[0].title = "传达通知"
    others.append(AgendaItemDraft(title="总结"))
    workspace.database.do(save_agenda, meeting, others)
    with qtbot.waitSignal(screen.failed):
        click(qtbot, screen.panel.save_button)
    click(qtbot, screen.panel.save_button)
    assert titles(workspace, meeting) == ["传达精神", "讨论", "总结"]


def test_the_window_is_left_with_everything_saved(window, screen, workspace, meeting, type_into):
    screen.detail.show_tab("decisions")
    type_into(screen.detail.decisions.editor.form.editors["text"].control, "配齐配强联络员")
    window.show_page("units")
    (decision,) = workspace.ask(list_decisions, meeting)
    assert decision.text == "配齐配强联络员"


def _values(draft: MeetingDraft) -> dict[str, object]:
    return {name: getattr(draft, name) for name in MeetingDraft.__annotations__}


class Opener(QObject):
    """Takes what the desktop would open."""

    def __init__(self) -> None:
        super().__init__()
        self.opened: list[Path] = []

    @Slot(QUrl)
    def take(self, url: QUrl) -> None:
        self.opened.append(Path(url.toLocalFile()))


@pytest.fixture
def opener(qapp):
    made = Opener()
    QDesktopServices.setUrlHandler("file", made, "take")
    yield made
    QDesktopServices.unsetUrlHandler("file")


def test_a_file_is_kept_opened_and_removed(screen, workspace, meeting, qtbot, tmp_path, opener):
    scan = tmp_path / "签到表.pdf"
    scan.write_bytes(b"%PDF")
    screen.detail.show_tab("files")
    files = screen.detail.files
    files.add_files([scan])
    qtbot.waitUntil(lambda: files.table.rows.rowCount() == 1)
    assert tab_texts(screen)[5] == "Files 1"
    files.table.selectRow(0)
    files.open_action.trigger()
    assert opener.opened[0].read_bytes() == b"%PDF"
    files.remove_action.trigger()
    assert workspace.ask(list_files, "meeting_id", meeting) == []


def test_copying_that_is_stopped_keeps_no_file(screen, workspace, meeting, qtbot, tmp_path):
    scan = tmp_path / "签到表.pdf"
    scan.write_bytes(b"%PDF")
    workspace.job_started.connect(lambda job: job.cancel())
    screen.detail.files.add_files([scan])
    qtbot.waitUntil(lambda: not workspace.is_busy())
    assert workspace.ask(list_files, "meeting_id", meeting) == []


def test_a_program_is_never_opened_but_its_folder_is(screen, qtbot, tmp_path, opener):
    script = tmp_path / "清单.sh"
    script.write_text("rm", encoding="utf-8")
    files = screen.detail.files
    files.add_files([script])
    qtbot.waitUntil(lambda: files.table.rows.rowCount() == 1)
    files.table.selectRow(0)
    files.open_action.trigger()
    assert [path.is_dir() for path in opener.opened] == [True]


def test_every_part_that_takes_the_focus_has_a_name(screen):
    unnamed = [
        type(widget).__name__
        for widget in screen.detail.findChildren(object)
        if getattr(widget, "focusPolicy", None) is not None
        and widget.focusPolicy() != Qt.FocusPolicy.NoFocus
        and not (widget.accessibleName() or getattr(widget, "text", str)())
        and widget.focusProxy() is None
        and not widget.objectName().startswith("qt_")
        and widget.window() is screen.window()
    ]
    assert unnamed == []
