"""The practices page, used as a person does: note, write, bring on, adopt, compare, undo."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton

from deskapp.database import open_ledger
from deskapp.queries.key_tasks import list_key_tasks
from deskapp.queries.meetings import list_meetings
from deskapp.queries.practices import counts_of_practice_lists, list_practices
from deskapp.screens.practices.lines import ALL_AT_ONCE, lines_of, practice_line
from deskapp.screens.practices.new_practice import NewPractice
from deskapp.screens.practices.screen import PracticesScreen
from deskapp.screens.practices.words import time_in_words, time_tone
from deskapp.usecases.practices import (
    open_practice,
    save_practice,
    set_practice_state,
    update_practices,
)
from deskapp.workspace.workspace import Workspace

DAY = date(2021, 11, 10)


@pytest.fixture
def screen(window):
    window.show_page("practices")
    return window.current_screen()


@pytest.fixture
def rows(workspace):
    def ask(**filters):
        return workspace.ask(list_practices, 2021, today=DAY, **filters)

    return ask


def _lines(screen):
    return [screen.table.rows.row_at(n) for n in range(screen.table.rows.rowCount())]


def _open_in_state(screen, rows, state):
    row = rows(chosen=state)[0]
    screen.select(row.id)
    return row.id


def _press(qtbot, button):
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def _state(workspace, practice_id):
    return workspace.ask(open_practice, practice_id).state


# --- the list


def test_the_chips_show_the_way_with_numbers(screen, workspace):
    numbers = workspace.ask(counts_of_practice_lists, 2021, DAY)
    for name, number in numbers.items():
        assert screen.lists.buttons[name].text().endswith(f" {number}")
    row = screen.chips.layout()
    texts = [row.itemAt(n).widget().text() for n in range(row.count()) if row.itemAt(n).widget()]
    assert [text.split()[0] for text in texts[-7:]] == [
        "Noted", "→", "Combed", "→", "Summarised", "→", "Adopted",
    ]  # fmt: skip


def test_a_chip_filters_and_a_second_press_shows_all_again(screen, qtbot, rows):
    _press(qtbot, screen.lists.buttons["past_due"])
    assert [line.id for line in _lines(screen)] == [row.id for row in rows(chosen="past_due")]
    assert {line.time for line in _lines(screen)} == {"10 days overdue"}
    _press(qtbot, screen.lists.buttons["past_due"])
    assert len(_lines(screen)) == len(rows())
    assert screen.lists.buttons[None].isChecked()


@pytest.mark.parametrize(
    ("state", "due", "summarised", "words", "colour"),
    [
        ("adopted", DAY, DAY, "In time", "green"),
        ("summarised", date(2021, 11, 1), DAY, "9 days overdue", "yellow"),
        ("combed", date(2021, 11, 9), None, "1 day overdue", "red"),
        ("noted", DAY, None, "Due today", "blue"),
        ("noted", date(2021, 11, 20), None, "10 days left", "blue"),
        ("noted", date(2021, 12, 30), None, "50 days left", ""),
        ("noted", None, None, "", ""),
        ("summarised", DAY, None, "", ""),
    ],
)
def test_in_time_is_said_in_words_and_in_a_tone(qapp, state, due, summarised, words, colour):
    assert time_in_words(state, due, summarised, DAY) == words
    assert time_tone(state, due, summarised, DAY, 14) == colour


def test_a_long_list_is_read_a_page_at_a_time(rows):
    row, asked = rows()[0], []

    def page(offset, limit):
        asked.append((offset, limit))
        return [row] * (limit or 0)

    lines = lines_of(ALL_AT_ONCE + 5000, page, DAY, 14)
    assert lines[ALL_AT_ONCE + 4999] == practice_line(row, DAY, 14)
    assert len(asked) == 2


def test_sorting_by_time_is_by_the_due_day(screen):
    screen.table.sort_requested.emit("time", True)
    days = [line.due_on for line in _lines(screen) if line.due_on]
    assert days == sorted(days, reverse=True)


def test_an_empty_year_says_what_belongs_there(screen, workspace, qtbot):
    workspace.year = 1990
    assert "adopted as distinctive experience" in screen.table.empty.text
    buttons = screen.table.empty.findChildren(QAbstractButton)
    _press(qtbot, next(button for button in buttons if button.isVisible()))
    assert screen.detail.heading() == "New practice"
    assert screen.detail.draft.year == 1990


# --- one practice


def test_a_practice_is_noted_with_a_title_and_a_unit(screen, type_into, rows, workspace):
    unit = rows()[0]
    screen.new_record()
    assert not screen.detail.bar.isVisible()
    assert not screen.detail.tabs.isTabEnabled(3)
    type_into(screen.detail.facts.editors["title"].control, "新的做法")
    assert not screen.save()
    assert "unit_id" in screen.detail.facts.complaints()
    screen.detail.facts.editors["unit_id"].set_value(unit.unit_id)
    assert screen.save()
    assert workspace.ask(open_practice, screen.current_id).title == "新的做法"
    assert screen.detail.badge()[0] == "Noted"
    assert screen.detail.tabs.isTabEnabled(3)


def test_the_bar_says_what_is_missing_and_leads_to_it(screen, qtbot, rows, workspace):
    practice = _open_in_state(screen, rows, "combed")
    assert screen.detail.bar.said.text().endswith("Next: Summarised. Still missing: Effect.")
    _press(qtbot, screen.detail.bar.on)
    assert _state(workspace, practice) == "combed"
    assert screen.detail.tabs.currentIndex() == 1
    assert set(screen.detail.texts.complaints()) == {"effect"}


def test_what_is_written_now_counts_at_once_and_the_step_saves_it(
    screen, qtbot, rows, workspace, type_into
):
    practice = _open_in_state(screen, rows, "combed")
    type_into(screen.detail.texts.editors["effect"].control, "效果明显")
    assert "missing" not in screen.detail.bar.said.text()
    assert screen.detail.tabs.tabText(1) == "Texts 3/4"
    _press(qtbot, screen.detail.bar.on)
    saved = workspace.ask(open_practice, practice)
    assert (saved.state, saved.effect, saved.summarised_on) == ("summarised", "效果明显", DAY)
    assert screen.detail.badge()[0] == "Summarised"
    assert screen.detail.facts.editors["summarised_on"].value() == DAY


def test_adopting_asks_for_the_level_and_can_be_undone(screen, qtbot, rows, workspace):
    practice = _open_in_state(screen, rows, "summarised")
    bar = screen.detail.bar
    _press(qtbot, bar.on)
    assert _state(workspace, practice) == "summarised"
    bar.level.hidePopup()
    bar.level.setCurrentIndex(bar.level.findData("municipal"))
    _press(qtbot, bar.on)
    assert workspace.ask(open_practice, practice).adoption_level == "municipal"
    assert not bar.on.isVisible()
    workspace.undo()
    assert _state(workspace, practice) == "summarised"
    assert bar.on.isVisible()


def test_an_adopted_practice_can_be_taken_back(screen, qtbot, rows, workspace):
    practice = _open_in_state(screen, rows, "adopted")
    assert screen.detail.bar.said.text().startswith(("In time", "8 days overdue"))
    _press(qtbot, screen.detail.bar.back)
    assert _state(workspace, practice) == "summarised"


def test_a_text_a_state_needs_cannot_be_emptied(screen, rows, type_into):
    _open_in_state(screen, rows, "summarised")
    type_into(screen.detail.texts.editors["approach"].control, "")
    screen.detail.texts.editors["approach"].control.setPlainText("")
    assert not screen.save()
    assert "approach" in screen.detail.texts.complaints()
    assert screen.detail.tabs.currentIndex() == 1
    assert screen.detail.is_dirty()


# --- where it comes from


def test_sources_are_chosen_from_the_list_saved_and_opened(screen, rows, workspace, qtbot):
    practice = _open_in_state(screen, rows, "noted")
    sources = screen.detail.sources
    before = sources.tasks.ids()
    task = next(row for row in workspace.ask(list_key_tasks, 2021) if row.id not in before)
    screen.detail.show_tab("sources")
    sources.tasks.line.setFocus()
    sources.tasks.line.setText(str(task.number))
    sources.tasks.line.offer(str(task.number))
    qtbot.keyClick(sources.tasks.line, Qt.Key.Key_Return)
    assert sources.tasks.ids() == [*before, task.id]
    assert screen.detail.is_dirty()
    assert screen.save()
    assert task.id in workspace.ask(open_practice, practice).key_task_ids
    asked = []
    screen.page_requested.connect(lambda name, target: asked.append((name, target)))
    sources.tasks.list.setCurrentRow(sources.tasks.ids().index(task.id))
    _press(qtbot, sources.tasks.open_button)
    assert asked == [("key_tasks", task.id)]


def test_a_source_is_removed_with_delete(screen, rows, workspace, qtbot):
    practice = _open_in_state(screen, rows, "adopted")
    sources = screen.detail.sources
    screen.detail.show_tab("sources")
    sources.tasks.list.setFocus()
    qtbot.keyClick(sources.tasks.list, Qt.Key.Key_Delete)
    gone = set(workspace.ask(open_practice, practice).key_task_ids) - set(sources.tasks.ids())
    assert len(gone) == 1
    assert screen.save()
    assert not gone & set(workspace.ask(open_practice, practice).key_task_ids)


def test_another_page_begins_a_practice_from_its_meeting(window, rows, workspace):
    meeting = workspace.ask(list_meetings, year=2021)[0]
    unit_id = rows()[0].unit_id
    window.show_page(
        "practices", NewPractice(unit_id=unit_id, meeting_id=meeting.id, title="新做法")
    )
    screen = window.current_screen()
    assert screen.detail.is_dirty()
    assert screen.detail.tabs.tabText(2) == "Grew from 1"
    assert screen.save()
    saved = workspace.ask(open_practice, screen.current_id)
    assert (saved.unit_id, saved.meeting_ids, saved.title) == (unit_id, [meeting.id], "新做法")


@pytest.mark.parametrize("page", ["key_tasks", "branch_tasks", "meetings"])
def test_a_task_or_meeting_begins_a_practice_with_its_button(window, workspace, qtbot, page):
    window.show_page(page)
    origin = window.current_screen()
    if page == "meetings":
        origin.select(workspace.ask(list_meetings, year=2021)[0].id)
        origin.detail.show_tab("minutes")
    button = (origin.detail.minutes if page == "meetings" else origin).practice_button
    draft = origin.detail.draft

    _press(qtbot, button)

    screen = window.current_screen()
    assert isinstance(screen, PracticesScreen)
    assert screen.detail.draft.id is None
    assert screen.detail.tabs.tabText(2) == "Grew from 1"
    unit_id = screen.detail.facts.editors["unit_id"].value()
    if page == "key_tasks":
        assert unit_id == draft.lead_unit_ids[0]
    elif page == "branch_tasks":
        assert unit_id == draft.unit_id
        assert screen.detail.facts.editors["branch_id"].value() == draft.branch_id
    else:
        assert unit_id == draft.host_unit_id


def test_another_page_can_ask_for_a_list_or_for_one_practice(screen, rows):
    screen.show_target("past_due")
    assert len(_lines(screen)) == len(rows(chosen="past_due"))
    adopted = rows(chosen="adopted")[0]
    screen.show_target(adopted.id)
    assert screen.current_id == adopted.id


# --- doubles


def test_a_possible_double_is_pointed_out_and_opened(screen, rows, qtbot):
    first, second = (row for row in rows() if "科普日" in row.title)
    screen.select(first.id)
    assert [hint.practice_id for hint in screen.detail.duplicates.hints] == [second.id]
    _press(qtbot, screen.detail.duplicates.buttons()[0])
    assert screen.current_id == second.id


def test_the_notice_follows_the_typing(screen, rows, qtbot, type_into):
    first = next(row for row in rows() if "科普日" in row.title)
    screen.select(first.id)
    type_into(screen.detail.facts.editors["title"].control, "别的事情")
    qtbot.waitUntil(lambda: not screen.detail.duplicates.hints, timeout=3000)
    assert not screen.detail.duplicates.isVisible()


# --- many at once


def _choose(screen, ids):
    screen.table.select_ids(ids)
    screen.table.selection_changed.emit(ids)
    assert screen.bulk.ids == ids


def test_many_get_the_same_due_day(screen, rows, qtbot, workspace):
    ids = [row.id for row in rows(chosen="noted")]
    _choose(screen, ids)
    assert not screen.bulk.set_due_button.isEnabled()
    screen.bulk.due.set_value(date(2021, 12, 1))
    screen.bulk.due.changed.emit()
    _press(qtbot, screen.bulk.set_due_button)
    assert {row.due_on for row in rows(chosen="noted")} == {date(2021, 12, 1)}
    workspace.undo()
    assert {row.due_on for row in rows(chosen="noted")} != {date(2021, 12, 1)}


def test_many_go_to_a_state_that_all_may_go_to(screen, rows, qtbot):
    ids = [row.id for row in rows(chosen="noted")]
    _choose(screen, ids)
    box = screen.bulk.state
    assert [box.itemData(n) for n in range(box.count())] == ["combed"]
    assert not screen.bulk.level.isVisible()
    box.setCurrentIndex(0)
    _press(qtbot, screen.bulk.set_state_button)
    assert {row.state for row in rows() if row.id in ids} == {"combed"}


def test_adopting_many_asks_for_their_level(screen, rows, qtbot, workspace):
    one = workspace.ask(open_practice, rows(chosen="summarised")[0].id)
    one.id, one.title, one.state = None, "另一项做法", "noted"
    another = workspace.do(save_practice, one)
    for state in ("combed", "summarised"):
        workspace.do(set_practice_state, [another], state, on=DAY)
    ids = [row.id for row in rows(chosen="summarised")]
    _choose(screen, ids)
    screen.bulk.state.setCurrentIndex(screen.bulk.state.findData("adopted"))
    assert screen.bulk.level.isVisible()
    assert not screen.bulk.set_state_button.isEnabled()
    screen.bulk.level.setCurrentIndex(screen.bulk.level.findData("association"))
    _press(qtbot, screen.bulk.set_state_button)
    assert {row.adoption_level for row in rows() if row.id in ids} == {"association"}


def test_what_somebody_else_changed_is_not_overwritten(screen, rows, workspace, window):
    row = rows(chosen="noted")[0]
    screen.select(row.id)
    other = Workspace(open_ledger(workspace.database.location))
    other.do(update_practices, [row.id], {"due_on": None})
    other.close()
    screen.detail.bar.on.click()
    assert _state(workspace, row.id) == "noted"
    assert "changed elsewhere" in window.message_bar.notice.text


def test_deleting_can_be_undone(screen, rows, workspace):
    row = rows(chosen="adopted")[0]
    screen.select(row.id)
    screen.delete_selected()
    assert row.id not in {one.id for one in rows()}
    workspace.undo()
    assert row.id in {one.id for one in rows()}


def test_a_ledger_opened_to_be_read_offers_no_step(qtbot, qapp, ledger_file, settings):
    database = open_ledger(ledger_file)
    database.read_only = True
    workspace = Workspace(database)
    screen = PracticesScreen(workspace, settings)
    qtbot.addWidget(screen)
    screen.show()
    screen.shown()
    practice = workspace.ask(list_practices, 2021, today=DAY, chosen="summarised")[0]
    screen.select(practice.id)
    assert not screen.detail.bar.on.isVisible()
    assert not screen.detail.sources.tasks.line.isVisible()
    workspace.close()
