"""The branch tasks page, used as a person does: filter, report, change one or many, undo."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QScrollArea

from deskapp.database import open_ledger
from deskapp.i18n import use_language
from deskapp.queries.branch_tasks import counts_of_lists, list_branch_tasks, list_progress
from deskapp.queries.completeness.year import gaps_of
from deskapp.queries.people import list_people
from deskapp.queries.supervision import list_slips
from deskapp.rules.task_states import MAY_FOLLOW
from deskapp.screens.tasks.branch_tasks import BranchTasksScreen
from deskapp.screens.tasks.delegates import in_full
from deskapp.screens.tasks.extension import extension_dialog
from deskapp.screens.tasks.lines import ALL_AT_ONCE, lines_of, task_line
from deskapp.screens.tasks.target import TaskTarget
from deskapp.screens.tasks.words import colour_in_words, deadline_in_words
from deskapp.usecases.branch_tasks import extend_deadline, open_branch_task, update_branch_tasks
from deskapp.usecases.slip_closing import delete_slips
from deskapp.widgets.theme import base_font
from deskapp.workspace.workspace import Workspace

CTRL = Qt.KeyboardModifier.ControlModifier
DAY = date(2021, 11, 10)


@pytest.fixture
def screen(window):
    window.show_page("branch_tasks")
    return window.current_screen()


@pytest.fixture
def rows(workspace):
    def ask(**filters):
        return workspace.ask(list_branch_tasks, 2021, today=DAY, **filters)

    return ask


def _open_in_state(screen, rows, state):
    row = next(row for row in rows() if row.state == state)
    screen.select(row.id)
    return row.id


def _lines(screen):
    return [screen.table.rows.row_at(n) for n in range(screen.table.rows.rowCount())]


def _press(qtbot, button):
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def _first_offer(screen):
    buttons = screen.table.empty.findChildren(QAbstractButton)
    return next(button for button in buttons if button.isVisible())


# --- the list


def test_the_chips_say_how_many_and_on_which_day(screen, workspace):
    numbers = workspace.ask(counts_of_lists, 2021, DAY)
    for name, number in numbers.items():
        assert screen.lists.buttons[name].text().endswith(f" {number}")
    assert screen.lists.buttons[None].isChecked()
    assert screen.day_note.text() == "As of 2021-11-10"


def test_a_chip_filters_and_a_second_press_shows_all_again(screen, qtbot, rows):
    _press(qtbot, screen.lists.buttons["overdue"])
    assert {line.id for line in _lines(screen)} == {row.id for row in rows(chosen="overdue")}
    assert [line.deadline_on for line in _lines(screen)] == sorted(
        line.deadline_on for line in _lines(screen)
    )
    _press(qtbot, screen.lists.buttons["overdue"])
    assert len(_lines(screen)) == len(rows())
    assert screen.lists.buttons[None].isChecked()


def test_a_task_is_seen_whole_with_large_letters_on_a_small_screen(qapp, rows, request):
    usual = qapp.font()
    qapp.setFont(base_font(125))
    use_language("zh_CN")
    try:
        window = request.getfixturevalue("window")
        window.show_page("branch_tasks", TaskTarget("not_reported", quarter=4))
        screen = window.current_screen()
        screen.select(next(row.id for row in rows(chosen="not_reported", quarter=4)))
        window.resize(1366, 768)
        qapp.processEvents()
        assert window.minimumSizeHint().width() <= 1366
        for area in screen.detail.findChildren(QScrollArea):
            if area.isVisible() and area.widget() is not None:
                assert area.widget().width() <= area.viewport().width()
        keys = [column.key for column in screen.columns]
        state = keys.index("state")
        right = screen.table.columnViewportPosition(state) + screen.table.columnWidth(state)
        assert right <= screen.table.viewport().width()
    finally:
        qapp.setFont(usual)
        use_language("en")


def test_a_line_names_who_carries_the_task_in_short_and_its_tooltip_in_full(screen, rows):
    row = next(row for row in rows() if row.branch is None and row.short_unit != row.unit)
    line = task_line(row, DAY)
    assert line.carrier == row.short_unit
    assert in_full(line) == row.unit
    of_branch = task_line(replace(row, branch="第一党支部"), DAY)
    assert of_branch.carrier == "第一党支部"
    assert in_full(of_branch) == f"{row.unit} · 第一党支部"


def test_what_is_overdue_says_so_in_words_and_with_a_sign(screen, qtbot):
    _press(qtbot, screen.lists.buttons["overdue"])
    assert {line.colour_word for line in _lines(screen)} == {"▲ Overdue"}
    assert len({colour_in_words(one)[0] for one in ("red", "yellow", "blue")}) == 3


def test_an_extended_deadline_keeps_the_original_one_in_the_text():
    assert deadline_in_words(date(2022, 1, 31), DAY) == "2022-01-31 (was 2021-11-10)"
    assert deadline_in_words(DAY, None) == "2021-11-10"
    assert deadline_in_words(None, None) == ""


def test_state_and_unit_filter_together_and_are_cleared_together(screen, rows):
    row = rows()[0]
    screen.filters.unit.control.setText(row.unit)
    screen.filters.state.setCurrentIndex(screen.filters.state.findData(row.state))
    expected = rows(unit_id=row.unit_id, state=row.state)
    assert [line.id for line in _lines(screen)] == [one.id for one in expected]
    assert screen.is_filtered()
    screen.show_everything()
    assert len(_lines(screen)) == len(rows())


def test_filters_that_find_nothing_offer_to_show_everything(screen, qtbot, rows):
    screen.filters.state.setCurrentIndex(screen.filters.state.findData("done"))
    _press(qtbot, screen.lists.buttons["overdue"])
    assert _lines(screen) == []
    _press(qtbot, _first_offer(screen))
    assert len(_lines(screen)) == len(rows())


def test_a_long_list_is_read_a_page_at_a_time(rows):
    row, asked = rows()[0], []

    def page(offset, limit):
        asked.append((offset, limit))
        return [row] * (limit or 0)

    lines = lines_of(100_000, page, DAY)
    assert len(lines) == 100_000
    assert lines[99_999] == task_line(row, DAY)
    assert len(asked) == 2
    assert len(lines_of(ALL_AT_ONCE, lambda _o, _n: [row], DAY)) == 1


def test_sorting_by_the_deadline_is_done_in_the_query(screen):
    screen.table.sort_requested.emit("deadline", True)
    days = [line.deadline_on for line in _lines(screen) if line.deadline_on]
    assert days == sorted(days, reverse=True)


def test_another_page_can_ask_for_a_list_or_for_one_task(screen, rows):
    screen.show_target("not_reported")
    assert len(_lines(screen)) == len(rows(chosen="not_reported"))
    done = next(row for row in rows() if row.state == "done")
    screen.show_target(done.id)
    assert screen.current_id == done.id


def test_a_list_that_another_page_opened_is_let_go_with_the_page(screen, rows, window):
    window.show_page("branch_tasks", TaskTarget("not_reported", rows()[0].unit_id, quarter=4))
    assert screen.is_narrowed()
    window.show_page("practices")
    window.show_page("branch_tasks")
    assert not screen.is_narrowed()
    assert len(_lines(screen)) == len(rows())


def test_a_list_that_another_page_opened_is_let_go_with_the_year(screen, workspace):
    screen.show_target(TaskTarget("late"))
    workspace.year = 2022
    assert not screen.is_narrowed()


def test_open_tasks_without_a_person_responsible_are_listed(screen, rows, workspace):
    screen.show_target(TaskTarget("no_responsible"))
    gaps = workspace.ask(gaps_of, "no_responsible", 2021, DAY)
    assert [line.id for line in _lines(screen)] == [gap.record_id for gap in gaps]
    assert screen.part.text().startswith("Nobody is responsible")


def test_an_empty_year_sends_to_the_key_tasks_first(screen, workspace, window, qtbot):
    workspace.year = 1990
    assert "key task" in screen.table.empty.text
    _press(qtbot, _first_offer(screen))
    assert window.current_screen() is not screen


# --- one task


@pytest.mark.parametrize("state", ["to_confirm", "in_progress", "done"])
def test_only_the_states_that_may_follow_are_offered(screen, rows, state):
    _open_in_state(screen, rows, state)
    buttons = screen.detail.states.buttons
    shown = {name for name, button in buttons.items() if button.isVisible()}
    assert shown == set(MAY_FOLLOW[state])


def test_a_state_is_set_by_its_button_and_taken_back_from_the_toast(
    screen, rows, workspace, window, qtbot
):
    task_id = _open_in_state(screen, rows, "in_progress")
    _press(qtbot, screen.detail.states.buttons["done"])
    assert workspace.ask(open_branch_task, task_id).state == "done"
    assert screen.detail.badge() == ("Done", "green")
    _press(qtbot, window.toast.findChild(QAbstractButton))
    assert workspace.ask(open_branch_task, task_id).state == "in_progress"


def test_what_is_typed_is_saved_before_the_state_is_changed(screen, rows, workspace, qtbot):
    task_id = _open_in_state(screen, rows, "in_progress")
    person = workspace.ask(list_people)[0]
    screen.detail.form.editors["responsible_id"].set_value(person.id)
    screen.detail.form.mark_dirty()
    _press(qtbot, screen.detail.states.buttons["submitted"])
    draft = workspace.ask(open_branch_task, task_id)
    assert (draft.state, draft.responsible_id) == ("submitted", person.id)


def test_a_new_deadline_asks_for_its_reason_and_keeps_the_old_one(
    screen, rows, workspace, type_into
):
    row = next(r for r in rows() if r.state == "in_progress" and r.deadline_on)
    screen.select(row.id)
    reason = screen.detail.form.editors["extension_reason"]
    assert not reason.isVisible()
    type_into(screen.detail.form.editors["deadline_on"].control, "2022-03-31")
    assert reason.isVisible()
    assert not screen.save()
    assert "extension_reason" in screen.detail.form.complaints()
    type_into(reason.control, "Building works")
    assert screen.save()
    draft = workspace.ask(open_branch_task, row.id)
    assert draft.deadline_on == date(2022, 3, 31)
    assert draft.original_deadline_on == (row.original_deadline_on or row.deadline_on)
    assert "Building works" in screen.detail.history.text()


def test_the_reason_of_the_last_extension_stays_when_the_date_does(screen, rows, workspace):
    row = next(r for r in rows() if r.extension_reason)
    screen.select(row.id)
    screen.detail.form.mark_dirty()
    assert screen.save()
    assert workspace.ask(open_branch_task, row.id).extension_reason == row.extension_reason


def test_a_report_is_saved_by_ctrl_enter_and_stands_first(
    screen, rows, workspace, qtbot, type_into
):
    task_id = _open_in_state(screen, rows, "in_progress")
    progress = screen.detail.progress
    text = progress.form.editors["text"].control
    type_into(text, "Studied together")
    progress.percent.control.setValue(85)
    qtbot.keyClick(text, Qt.Key.Key_Return, CTRL)
    newest = workspace.ask(list_progress, task_id)[0]
    assert (newest.reported_on, newest.percent, newest.text) == (DAY, 85, "Studied together")
    assert "Studied together" in progress.reports.item(0).text()
    assert text.toPlainText() == ""
    assert not screen.detail.is_dirty()


def test_slider_and_box_show_the_same_percent(screen, rows):
    _open_in_state(screen, rows, "in_progress")
    percent = screen.detail.progress.percent
    percent.slider.setValue(40)
    assert percent.value() == 40
    percent.control.setValue(65)
    assert percent.slider.value() == 65
    screen.revert()


def test_a_report_without_text_is_complained_about_and_nothing_is_lost(
    screen, rows, qtbot, type_into
):
    task_id = _open_in_state(screen, rows, "in_progress")
    progress = screen.detail.progress
    type_into(progress.form.editors["problems"].control, "No room")
    _press(qtbot, progress.report_button)
    assert "text" in progress.form.complaints()
    assert not screen.leave()
    assert screen.current_id == task_id
    assert progress.form.editors["problems"].value() == "No room"
    screen.revert()
    assert not screen.detail.is_dirty()


def test_a_report_of_nothing_is_complained_about(screen, rows, qtbot):
    _open_in_state(screen, rows, "in_progress")
    _press(qtbot, screen.detail.progress.report_button)
    assert set(screen.detail.progress.form.complaints()) == {"text"}


def test_a_change_elsewhere_does_not_take_a_half_typed_report_away(
    screen, rows, workspace, type_into
):
    task_id = _open_in_state(screen, rows, "in_progress")
    progress = screen.detail.progress
    type_into(progress.form.editors["text"].control, "Half a sentence")
    workspace.changed.emit(frozenset({"branch_task"}))
    assert screen.current_id == task_id
    assert progress.form.editors["text"].value() == "Half a sentence"
    screen.revert()


def test_a_report_is_deleted_by_its_key_and_comes_back(screen, rows, workspace, window, qtbot):
    row = next(row for row in rows() if row.last_report)
    screen.select(row.id)
    before = workspace.ask(list_progress, row.id)
    reports = screen.detail.progress.reports
    reports.setCurrentRow(0)
    reports.setFocus()
    qtbot.keyClick(reports, Qt.Key.Key_Delete)
    assert workspace.ask(list_progress, row.id) == before[1:]
    _press(qtbot, window.toast.findChild(QAbstractButton))
    again = workspace.ask(list_progress, row.id)
    assert [replace(one, version=0) for one in again] == [replace(one, version=0) for one in before]


def test_an_extension_must_be_later_and_give_a_reason(screen, workspace, rows, qtbot, type_into):
    row = next(row for row in rows(chosen="open") if row.deadline_on)

    def extend(day, why):
        return workspace.do(extend_deadline, [row.id], day, why)

    dialog = extension_dialog([row.deadline_on], 2021, extend, screen)
    qtbot.addWidget(dialog)
    dialog.show()
    type_into(dialog.form.editors["deadline_on"].control, "2021-01-30")
    type_into(dialog.form.editors["extension_reason"].control, "Building works")
    _press(qtbot, dialog.accept_button)
    assert f"later than {row.deadline_on}" in dialog.form.complaints()["deadline_on"]
    assert workspace.ask(open_branch_task, row.id).deadline_on == row.deadline_on
    type_into(dialog.form.editors["deadline_on"].control, "2022-1-31")
    _press(qtbot, dialog.accept_button)
    extended = workspace.ask(open_branch_task, row.id)
    assert extended.deadline_on == date(2022, 1, 31)
    assert extended.extension_reason == "Building works"


def test_a_new_branch_task_says_whose_it_is(screen, workspace, rows, type_into):
    row = rows()[0]
    person = workspace.ask(list_people)[0]
    screen.new_action.trigger()
    form = screen.detail.form
    assert form.editors["key_task_id"].isVisible()
    assert not screen.detail.progress.isVisible()
    form.editors["key_task_id"].set_value(row.key_task_id)
    form.editors["unit_id"].set_value(person.unit_id)
    assert form.editors["key_task_id"].control.text().startswith(f"{row.number}. ")
    screen.revert()


# --- many tasks


@pytest.fixture
def bulk(screen, rows):
    ids = [row.id for row in rows() if row.state == "in_progress"][:3]
    screen.table.clearSelection()
    screen.table.select_ids(ids)
    screen.table.selection_changed.emit(screen.table.selected_ids())
    return screen.bulk


def test_several_rows_turn_the_form_into_a_panel_for_all(bulk):
    assert bulk.isVisible()
    assert bulk.title.text() == "3 tasks chosen"
    offered = {bulk.state.itemData(n) for n in range(bulk.state.count())}
    assert offered == set(MAY_FOLLOW["in_progress"]) - {"extended"}
    assert not bulk.set_state_button.isEnabled()


def test_the_state_of_all_is_set_and_taken_back_in_one_step(bulk, workspace, window, qtbot):
    ids = list(bulk.ids)
    bulk.state.setCurrentIndex(bulk.state.findData("submitted"))
    _press(qtbot, bulk.set_state_button)
    assert {workspace.ask(open_branch_task, one).state for one in ids} == {"submitted"}
    assert window.toast.text == "3 tasks changed"
    _press(qtbot, window.toast.findChild(QAbstractButton))
    assert {workspace.ask(open_branch_task, one).state for one in ids} == {"in_progress"}


def test_the_person_and_the_percent_of_all_are_set(bulk, workspace, qtbot, type_into):
    ids = list(bulk.ids)
    person = workspace.ask(list_people)[0]
    assert not bulk.set_responsible_button.isEnabled()
    type_into(bulk.responsible.control, person.name)
    _press(qtbot, bulk.set_responsible_button)
    assert not bulk.set_percent_button.isEnabled()
    bulk.percent.control.setValue(55)
    _press(qtbot, bulk.set_percent_button)
    drafts = [workspace.ask(open_branch_task, one) for one in ids]
    assert {(draft.responsible_id, draft.percent) for draft in drafts} == {(person.id, 55)}


def test_many_are_deleted_and_undone_together(bulk, screen, workspace, window, qtbot, rows):
    workspace.do(delete_slips, [slip.id for slip in workspace.ask(list_slips, 2021, today=DAY)])
    before = [replace(row, version=0) for row in rows()]
    _press(qtbot, bulk.delete_button)
    assert len(rows()) == len(before) - 3
    _press(qtbot, window.toast.findChild(QAbstractButton))
    assert [replace(row, version=0) for row in rows()] == before


def test_what_a_colleague_changed_meanwhile_is_not_written_over(bulk, workspace, qtbot):
    ids = list(bulk.ids)
    person = workspace.ask(list_people)[0]
    workspace.database.do(update_branch_tasks, ids[:1], {"responsible_id": person.id})
    bulk.percent.control.setValue(57)
    _press(qtbot, bulk.set_percent_button)
    assert 57 not in {workspace.ask(open_branch_task, one).percent for one in ids}
    bulk.percent.control.setValue(57)
    _press(qtbot, bulk.set_percent_button)
    assert {workspace.ask(open_branch_task, one).percent for one in ids} == {57}


# --- a ledger that may only be read


def test_a_read_only_ledger_offers_nothing_to_press(qtbot, ledger_file, settings):
    ledger_file.chmod(0o444)
    database = open_ledger(ledger_file)
    database.read_only = True
    workspace = Workspace(database)
    screen = BranchTasksScreen(workspace, settings)
    qtbot.addWidget(screen)
    screen.show()
    screen.shown()
    assert not screen.detail.states.isVisible()
    assert not screen.detail.progress.report_button.isVisible()
    assert not screen.bulk.isEnabled()
    assert not screen.new_action.isEnabled()
    workspace.close()


def test_a_report_is_taken_up_again_and_changed(screen, rows, workspace, qtbot):
    row = next(row for row in rows(chosen="open") if row.last_report)
    screen.select(row.id)
    progress, before = screen.detail.progress, workspace.ask(list_progress, row.id)
    progress.reports.setCurrentRow(0)
    progress.edit_chosen()
    assert progress.form.editors["text"].value() == before[0].text
    assert not screen.detail.is_dirty()
    progress.form.editors["text"].control.setPlainText("改过的进展")
    _press(qtbot, progress.report_button)
    after = workspace.ask(list_progress, row.id)
    assert [one.id for one in after] == [one.id for one in before]
    assert after[0].text == "改过的进展"
    assert progress.form.editors["text"].value() == ""


def test_of_a_finished_task_nothing_more_is_reported(screen, rows):
    screen.select(next(row.id for row in rows(chosen="done") if row.last_report))
    progress = screen.detail.progress
    assert not progress.report_button.isVisibleTo(screen.detail)
    progress.reports.setCurrentRow(0)
    progress.edit_chosen()
    assert not screen.detail.is_dirty()
    screen.select(rows(chosen="open")[0].id)
    assert progress.report_button.isVisibleTo(screen.detail)


def test_the_quarters_of_a_task_say_in_words_what_was_reported(screen, rows):
    row = next(row for row in rows() if row.state == "in_progress")
    screen.select(row.id)
    tips = [badge.toolTip() for badge in screen.detail.quarters.badges]
    assert tips[0] == "No report is asked for in quarter 1"
    assert all(str(number) in tip for number, tip in enumerate(tips, start=1))


def test_the_leaders_comment_is_kept_with_the_task(screen, rows, workspace, qtbot):
    row = rows()[0]
    screen.select(row.id)
    screen.detail.form.editors["leader_comment"].control.setPlainText("抓紧办理")
    _press(qtbot, screen.panel.save_button)
    assert next(one for one in rows() if one.id == row.id).leader_comment == "抓紧办理"


def test_the_rules_of_the_colours_are_set_on_the_settings_page(window, workspace, qtbot):
    window.show_page("settings")
    editor = window.current_screen().colours
    editor.days.setValue(60)
    assert "within 60 days" in editor.sentence.text()
    editor.changed.emit()
    window.show_page("branch_tasks")
    button = window.current_screen().lists.buttons["due_soon"]
    due = workspace.ask(counts_of_lists, 2021, DAY)["due_soon"]
    assert due > 0
    assert button.text() == f"Due in 60 days {due}"
    workspace.undo()
    assert button.text().startswith("Due in 14 days")
