"""The history says who did what, shows before and after, and undoes one action."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication

from deskapp.queries.appraisal import list_schemes
from deskapp.queries.history import name_of_row
from deskapp.queries.units import list_units
from deskapp.records.meeting import Attendance
from deskapp.usecases.finalising import finalise_appraisal, reopen_appraisal
from deskapp.usecases.units import open_unit, save_unit


@pytest.fixture
def screen(window, workspace):
    units = workspace.ask(list_units)
    for row, name in ((units[0], "KP"), (units[1], "ZZ"), (units[0], "KP2")):
        draft = workspace.ask(open_unit, row.id)
        draft.short_name = name
        workspace.do(save_unit, draft)
    window.show_page("history")
    return window.current_screen()


def _choose(screen, row):
    screen.table.select_ids([screen.table.rows.row_at(row).id])
    screen.table.selection_changed.emit([])


def test_the_last_action_comes_first_with_its_field_before_and_after(screen):
    assert screen.table.rows.rowCount() == 3
    line = screen.lines.rows.row_at(0)
    assert (line.field, line.before, line.after) == ("Short name", "KP", "KP2")


def test_an_action_out_of_the_middle_is_undone(screen, workspace):
    _choose(screen, 1)
    screen.undo_button.click()
    assert workspace.ask(list_units)[1].short_name != "ZZ"
    assert workspace.ask(list_units)[0].short_name == "KP2"


def test_what_a_later_change_touched_is_refused_with_a_sentence(screen, window, workspace):
    _choose(screen, 2)
    screen.undo_button.click()
    assert "later change" in window.message_bar.notice.text
    assert workspace.ask(list_units)[0].short_name == "KP2"


def test_what_is_undone_cannot_be_undone_again(screen, workspace):
    workspace.undo()
    undone = [row for row in range(4) if screen.table.rows.row_at(row).state]
    _choose(screen, undone[0])
    assert not screen.undo_button.isEnabled()


def test_the_actions_are_found_by_their_words(screen, workspace):
    screen.search.setText(workspace.ask(list_units)[1].name)
    screen.refresh()
    assert screen.table.rows.rowCount() == 1


def test_a_mark_says_whose_it_is_and_that_the_person_was_late(screen, workspace, window):
    def mark_one(session):
        row = session.query(Attendance).filter_by(state="present", late=False).first()
        row.late = True
        return row.person_id

    person = workspace.ask(name_of_row, "person", workspace.do(mark_one))
    window.show_page("history")
    screen.refresh()
    _choose(screen, 0)
    line = screen.lines.rows.row_at(0)
    assert f"Attendance {person} · " in line.record
    assert (line.field, line.before, line.after) == ("Late", "", "Yes")


def test_reopening_final_scores_is_told_as_what_it_is_not_as_a_deletion(window, workspace):
    scheme = workspace.ask(list_schemes, 2021)[0]
    workspace.do(finalise_appraisal, scheme.id, allow_missing=True)
    workspace.do(reopen_appraisal, scheme.id, "A unit handed in late")
    window.show_page("history")
    screen = window.current_screen()

    assert screen._title.text().startswith("Reopen the appraisal")
    assert "A unit handed in late" in screen._title.text()
    shown = [screen.lines.rows.row_at(n) for n in range(screen.lines.rows.rowCount())]
    assert [line.operation for line in shown] == ["reopened"]
    assert screen.lines.rows.index(0, 0).data() == "Reopened"
    assert shown[0].record.startswith("Final scores")
    _choose(screen, 1)
    assert screen.lines.rows.index(0, 0).data() == "Made final"


def test_the_words_of_an_action_have_room(window, screen):
    column = next(n for n, one in enumerate(screen.table.rows.columns) if one.key == "text")
    words = screen.table.rows.row_at(0).text
    window.resize(1366, 768)
    QApplication.processEvents()
    room = screen.table.columnWidth(column)
    assert room >= screen.table.fontMetrics().horizontalAdvance(words)
    assert room > screen.table.viewport().width() / 2
