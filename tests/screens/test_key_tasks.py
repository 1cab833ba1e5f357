"""The key tasks page, used as a person does: choose units, hand a task down, undo."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QScrollArea, QToolButton, QWidget

from deskapp.queries.documents import list_documents
from deskapp.queries.key_tasks import carriers_of, list_key_tasks, units_of_key_task
from deskapp.queries.units import list_units
from deskapp.screens.tasks.day import as_of
from deskapp.screens.tasks.document import document_dialog
from deskapp.screens.tasks.generate import GenerateDialog
from deskapp.screens.tasks.key_lines import key_task_line
from deskapp.screens.tasks.words import deadline_reading
from deskapp.usecases.key_tasks import generate_branch_tasks, open_key_task

ALT = Qt.KeyboardModifier.AltModifier
CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def screen(window):
    window.show_page("key_tasks")
    return window.current_screen()


@pytest.fixture
def leads(screen):
    return screen.detail.forms.parts[2].editors["lead_unit_ids"]


@pytest.fixture
def generate(qtbot, screen, workspace):
    def open_dialog():
        day = workspace.today
        dialog = GenerateDialog(workspace, screen.current_id, "1. Task", day, screen)
        qtbot.addWidget(dialog)
        dialog.show()
        return dialog

    return open_dialog


def _pick(qtbot, editor, text):
    control = editor.picker.control
    control.setFocus()
    qtbot.keyClicks(control, text)
    editor.completer.popup().hide()
    qtbot.keyClick(control, Qt.Key.Key_Return)


def _editor(screen, name):
    return next(p.editors[name] for p in screen.detail.forms.parts if name in p.editors)


def _new_task(screen, type_into, text="Appoint liaisons"):
    screen.new_action.trigger()
    type_into(_editor(screen, "text").control, text)
    screen.save()
    return screen.current_id


def test_the_first_task_is_open_with_its_branch_tasks_below(screen, workspace):
    row = workspace.ask(list_key_tasks, workspace.year)[0]
    assert screen.detail.heading() == f"{row.number}. {row.text}"
    assert screen.tasks.table.rows.rowCount() == row.branch_tasks + row.cancelled
    assert f"{row.done} of {row.branch_tasks}" in screen.tasks.title.text()


@pytest.mark.parametrize(
    ("tasks", "done", "cancelled", "is_open"),
    [(0, 0, 0, True), (2, 1, 0, True), (2, 2, 1, False), (0, 0, 3, False)],
)
def test_work_is_left_until_all_that_is_not_cancelled_is_done(
    workspace, tasks, done, cancelled, is_open
):
    row = workspace.ask(list_key_tasks, workspace.year)[0]
    row = replace(row, branch_tasks=tasks, done=done, cancelled=cancelled)
    assert key_task_line(row).is_open is is_open


def test_the_list_says_how_many_branch_tasks_are_done(screen, workspace):
    row = workspace.ask(list_key_tasks, workspace.year)[0]
    place = [column.key for column in screen.columns].index("progress")
    assert screen.table.rows.text_at(0, place) == f"{row.done}/{row.branch_tasks}"


def test_a_new_task_gets_the_next_number_and_is_saved_by_ctrl_s(
    screen, workspace, qtbot, type_into
):
    numbers = [row.number for row in workspace.ask(list_key_tasks, workspace.year)]
    screen.new_action.trigger()
    control = _editor(screen, "text").control
    type_into(control, "Appoint liaisons")
    qtbot.keyClick(control, Qt.Key.Key_S, CTRL)
    row = workspace.ask(list_key_tasks, workspace.year)[-1]
    assert (row.number, row.text) == (max(numbers) + 1, "Appoint liaisons")
    assert screen.tasks.table.empty.text == "Nobody carries this task yet."


def test_a_task_without_text_is_not_saved_and_the_complaint_stands_in_the_form(screen):
    screen.new_action.trigger()
    screen.detail.forms.mark_dirty()
    assert not screen.save()
    assert "text" in screen.detail.forms.parts[1].complaints()
    screen.revert()


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("12月底前", "Read as 2021-12-31"),
        ("长期坚持", "Standing task without a fixed date"),
        ("每季度末", "Every quarter, for the last time on 2021-12-31"),
        ("全年", "All year, until 2021-12-31"),
        ("尽快", "No date read; kept as written"),
        (" ", ""),
    ],
)
def test_a_deadline_is_said_as_it_is_read(text, words):
    assert deadline_reading(text, 2021) == words


def test_the_reading_follows_the_typing(screen, qtbot):
    control = _editor(screen, "deadline_text").control
    control.clear()
    control.setFocus()
    qtbot.keyClicks(control, "11-30")
    assert screen.detail.reading.text() == "Read as 2021-11-30"
    screen.revert()


def test_a_unit_is_found_by_its_initials_and_becomes_a_chip(screen, workspace, qtbot, leads):
    screen.new_action.trigger()
    (office,) = workspace.ask(list_units, "bgs")
    _pick(qtbot, leads, "bgs")
    assert leads.value() == [office.id]
    assert leads.picker.control.text() == ""
    assert screen.detail.is_dirty()
    screen.revert()


def test_chips_are_moved_and_removed_by_keys_alone(screen, workspace, qtbot, leads):
    ids = [unit.id for unit in workspace.ask(list_units)[:3]]
    leads.set_value(ids)
    leads.chips.setFocus()
    leads.chips.setCurrentRow(2)
    qtbot.keyClick(leads.chips, Qt.Key.Key_Left, ALT)
    assert leads.value() == [ids[0], ids[2], ids[1]]
    assert leads.chips.item(1).text().startswith("2 ")
    qtbot.keyClick(leads.chips, Qt.Key.Key_Delete)
    assert leads.value() == [ids[0], ids[1]]
    screen.revert()


def test_the_order_of_the_lead_units_is_kept(screen, workspace, leads):
    ids = [unit.id for unit in workspace.ask(list_units)[:3]]
    _editor(screen, "cooperating_unit_ids").set_value([])
    leads.set_value([ids[2], ids[0]])
    screen.detail.forms.parts[2].mark_dirty()
    assert screen.save()
    saved = workspace.ask(units_of_key_task, screen.current_id, "leads")
    assert saved == [ids[2], ids[0]]
    assert leads.value() == saved


def test_a_unit_that_leads_cannot_cooperate_as_well(screen, workspace, leads):
    ids = [workspace.ask(list_units)[0].id]
    leads.set_value(ids)
    cooperating = _editor(screen, "cooperating_unit_ids")
    cooperating.set_value(ids)
    screen.detail.forms.parts[2].mark_dirty()
    assert not screen.save()
    assert screen.detail.is_dirty()
    assert cooperating.value() == ids
    screen.revert()


def test_a_name_that_is_no_unit_is_not_lost_but_complained_about(screen, qtbot, leads):
    _pick(qtbot, leads, "Ministry of nothing")
    assert leads.picker.control.text() == "Ministry of nothing"
    assert not screen.save()
    leads.picker.set_value(None)
    screen.revert()


def test_a_document_is_added_on_the_spot(screen, workspace, qtbot, type_into):
    dialog = document_dialog(workspace, "", screen)
    qtbot.addWidget(dialog)
    dialog.show()
    dialog.accept()
    assert dialog.isVisible()
    assert "title" in dialog.form.complaints()
    type_into(dialog.form.editors["title"].control, "Work essentials")
    dialog.accept()
    titles = {row.id: row.title for row in workspace.ask(list_documents)}
    assert titles[dialog.result_of_run] == "Work essentials"


def test_the_origin_of_a_task_leads_to_its_meeting(screen, qtbot):
    asked = []
    screen.page_requested.connect(lambda page, target: asked.append((page, target)))
    assert screen.detail.origin.isVisibleTo(screen)
    qtbot.mouseClick(screen.detail.origin, Qt.MouseButton.LeftButton)
    assert asked[0][0] == "meetings"


def test_a_task_is_handed_down_to_all_its_units_at_one_press(
    screen, workspace, qtbot, type_into, leads, generate
):
    task_id = _new_task(screen, type_into)
    ids = [unit.id for unit in workspace.ask(list_units)[:2]]
    leads.set_value(ids)
    screen.detail.forms.parts[2].mark_dirty()
    screen.save()
    dialog = generate()
    assert not dialog.make_button.isEnabled()
    qtbot.mouseClick(dialog.quick[0], Qt.MouseButton.LeftButton)
    assert dialog.make_button.text() == "Make 2 branch tasks"
    qtbot.mouseClick(dialog.make_button, Qt.MouseButton.LeftButton)
    assert dialog.made == 2
    assert workspace.ask(carriers_of, task_id) == {(ids[0], None), (ids[1], None)}
    assert screen.tasks.table.rows.rowCount() == 2


def test_who_has_the_task_is_ticked_and_cannot_be_ticked_again(screen, workspace, generate):
    there = workspace.ask(carriers_of, screen.current_id)
    dialog = generate()
    ticked = [carrier for carrier in dialog.tree.carriers() if carrier.is_there]
    assert len(ticked) == len(there)
    assert dialog.tree.chosen() == []
    assert f"{len(there)} made already, 0 to be made" in dialog.number.text()


def test_the_tree_shows_only_what_is_searched_for(screen, workspace, type_into, generate):
    dialog = generate()
    unit = workspace.ask(list_units)[1]
    type_into(dialog.search, unit.name)
    shown = [
        dialog.tree.topLevelItem(row)
        for row in range(dialog.tree.topLevelItemCount())
        if not dialog.tree.topLevelItem(row).isHidden()
    ]
    assert unit.name in [item.text(0) for item in shown]
    assert len(shown) < len(workspace.ask(list_units))


def test_branches_are_chosen_and_let_go_again(screen, type_into, generate):
    _new_task(screen, type_into)
    dialog = generate()
    branches = [c for c in dialog.tree.carriers() if c.key[0] == "branch" and not c.is_general]
    dialog.quick[2].click()
    assert len(dialog.tree.chosen()) == len(branches)
    dialog.quick[3].click()
    assert dialog.tree.chosen() == []


def test_deleting_a_task_can_be_undone_with_its_branch_tasks(screen, window, workspace, type_into):
    task = _new_task(screen, type_into)  # the sample's own rest on meetings that are closed
    unit = workspace.ask(list_units)[0]
    workspace.do(generate_branch_tasks, task, unit_ids=[unit.id])
    before = workspace.ask(list_key_tasks, workspace.year)
    screen.delete_action.trigger()
    assert len(workspace.ask(list_key_tasks, workspace.year)) == len(before) - 1
    window.toast.findChild(QAbstractButton).click()
    assert workspace.ask(list_key_tasks, workspace.year) == before


def test_a_chip_shows_what_is_overdue_on_the_day_the_ledger_stands_on(screen, workspace, qtbot):
    qtbot.mouseClick(screen.lists.buttons["overdue"], Qt.MouseButton.LeftButton)
    rows = [screen.table.rows.row_at(n) for n in range(screen.table.rows.rowCount())]
    assert screen.lists.buttons["overdue"].text() == f"Overdue {len(rows)}"
    assert all(row.deadline_on < workspace.today and row.is_open for row in rows)
    assert screen.day_note.text() == "As of 2021-11-10"


def test_a_sample_is_looked_at_as_of_the_day_it_stands_on_and_says_so(screen, workspace):
    assert workspace.today == date(2021, 11, 10)
    assert "2021-11-10" in screen.day_note.text()
    workspace.year = 2020
    assert workspace.today == date(2020, 12, 31)


def test_today_needs_no_words():
    assert as_of(date.today()) == ""


def test_sorting_by_deadline_goes_by_the_date_that_is_meant(screen):
    screen.table.sort_requested.emit("deadline_text", False)
    rows = [screen.table.rows.row_at(n) for n in range(screen.table.rows.rowCount())]
    days = [row.deadline_on for row in rows if row.deadline_on is not None]
    assert days == sorted(days)
    assert all(row.deadline_on is None for row in rows[len(days) :])


def test_a_year_without_tasks_says_what_belongs_here(screen, workspace):
    workspace.year = 1990
    assert screen.table.rows.rowCount() == 0
    assert "division of work" in screen.table.empty.text
    assert screen.tasks.table.empty.text.startswith("Choose a key task")
    screen.new_action.trigger()
    assert workspace.ask(open_key_task, 1).year == 2021
    assert screen.detail.draft.year == 1990


@pytest.mark.parametrize("page", ["key_tasks", "branch_tasks"])
def test_everything_that_takes_the_keyboard_has_a_name(window, page):
    window.show_page(page)
    screen = window.current_screen()
    nameless = [
        widget
        for widget in screen.findChildren(QWidget)
        if widget.isVisible()
        and widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        and widget.focusProxy() is None
        and not (widget.accessibleName() or getattr(widget, "text", str)())
    ]
    assert [widget for widget in nameless if not isinstance(widget, QScrollArea)] == []


def test_the_buttons_of_the_units_stay_quiet_until_a_chip_is_chosen(screen, workspace, leads):
    leads.set_value([unit.id for unit in workspace.ask(list_units)[:2]])
    buttons = [b for b in leads.findChildren(QToolButton) if ": " in b.accessibleName()]
    assert not any(button.isEnabled() for button in buttons)
    leads.chips.setCurrentRow(0)
    assert [button.isEnabled() for button in buttons] == [False, True, True]
    buttons[1].click()
    assert leads.chips.currentRow() == 1
    screen.revert()


def test_several_key_tasks_get_the_same_class_in_one_step(window, workspace, qtbot):
    window.show_page("key_tasks")
    screen = window.current_screen()
    before = workspace.ask(list_key_tasks, 2021)
    screen.table.select_ids([row.id for row in before[:2]])
    screen._on_selection([row.id for row in before[:2]])
    assert not screen.bulk.set_category_button.isEnabled()
    screen.bulk.category.control.setText("新的类别")
    screen.bulk.category.changed.emit()
    qtbot.mouseClick(screen.bulk.set_category_button, Qt.MouseButton.LeftButton)
    classes = [row.category for row in workspace.ask(list_key_tasks, 2021)]
    assert classes == ["新的类别", "新的类别", *(row.category for row in before[2:])]
    workspace.undo()
    assert workspace.ask(list_key_tasks, 2021) == before


def test_all_branches_are_those_with_members_unless_general_ones_are_asked_for(
    screen, generate, type_into
):
    _new_task(screen, type_into)
    dialog = generate()
    carriers = [one for one in dialog.tree.carriers() if one.key[0] == "branch"]
    general = sum(one.is_general for one in carriers)
    assert general > 0
    assert str(general) in dialog.general.text()
    all_branches = dialog.quick[2]
    all_branches.click()
    assert len(dialog.tree.chosen()) == len(carriers) - general
    dialog.general.click()
    all_branches.click()
    assert len(dialog.tree.chosen()) == len(carriers)
    dialog.general.click()
    assert len(dialog.tree.chosen()) == len(carriers) - general
