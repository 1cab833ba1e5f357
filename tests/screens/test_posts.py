"""The posts page, used as a person does: read a day's roster, fill a vacancy, let one follow."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from PySide6.QtCore import Qt

from deskapp.database import create_ledger, open_ledger
from deskapp.queries.appointments import (
    count_appointments,
    list_appointments,
    roster,
    tenures_of_branch,
    vacancies,
)
from deskapp.queries.people import list_people
from deskapp.queries.vacancies import posts_needed
from deskapp.rules.tenures import gaps
from deskapp.screens.posts.dialogs import ending_dialog, successor_dialog
from deskapp.screens.posts.lanes import lanes_of
from deskapp.screens.posts.lines import vacancy_id
from deskapp.screens.posts.screen import PostsScreen
from deskapp.usecases.appointments import (
    appoint_successor,
    end_appointments,
    open_appointment,
)
from deskapp.workspace.workspace import Workspace

DAY = date(2021, 11, 10)


@pytest.fixture
def screen(window) -> PostsScreen:
    window.show_page("posts")
    return window.current_screen()


def _lines(screen):
    return [screen.table.rows.row_at(n) for n in range(screen.table.rows.rowCount())]


def _press(qtbot, button):
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def test_the_roster_of_the_working_day_is_shown_first(screen, workspace):
    assert [line.id for line in _lines(screen)] == [row.id for row in workspace.ask(roster, DAY)]
    assert screen.as_of.text() == "2021-11-10"
    for name, button in screen.lists.buttons.items():
        assert button.text()[-1].isdigit(), name


def test_another_day_shows_the_roster_of_that_day(screen, workspace, type_into):
    screen.as_of.setText("2021-6-1")
    screen.as_of.textEdited.emit("2021-6-1")

    day = date(2021, 6, 1)
    assert [line.id for line in _lines(screen)] == [row.id for row in workspace.ask(roster, day)]
    assert screen.detail.day == day


def test_a_day_that_cannot_be_read_changes_nothing(screen):
    before = [line.id for line in _lines(screen)]
    screen.as_of.setText("2021-99")
    screen.as_of.textEdited.emit("2021-99")
    assert [line.id for line in _lines(screen)] == before


def test_vacancies_say_for_how_many_days(screen, qtbot):
    _press(qtbot, screen.lists.buttons["no_secretary"])
    (line,) = _lines(screen)
    assert line.state == "■ Vacant 133 days"
    assert line.since == date(2021, 7, 1)
    assert screen.detail.said.text() == "Vacant since 2021-07-01."


def test_a_vacancy_opens_a_form_in_which_only_the_name_is_missing(screen, qtbot, workspace):
    _press(qtbot, screen.lists.buttons["no_secretary"])
    (gap,) = workspace.ask(vacancies, DAY, "secretary")
    editors = screen.detail.form.editors
    assert editors["branch_id"].value() == gap.branch_id
    assert editors["post"].value() == "secretary"
    assert not screen.detail.is_dirty()

    person = workspace.ask(list_people)[0]
    editors["person_id"].set_value(person.id)
    editors["starts_on"].set_value(DAY)
    screen.detail.form.mark_dirty()
    assert screen.save()

    assert workspace.ask(vacancies, DAY, "secretary") == []
    assert screen.table.empty.text == "Every branch has a secretary on 2021-11-10."


def test_a_target_opens_a_list_or_a_vacancy(screen, workspace):
    (gap,) = workspace.ask(vacancies, DAY, "secretary")
    screen.show_target(("vacancy", gap.branch_id, "secretary"))
    assert screen.lists.chosen == "no_secretary"
    assert screen.table.selected_ids() == [vacancy_id(gap.branch_id, "secretary")]
    screen.show_target("ending")
    assert screen.lists.chosen == "ending"
    ended = next(
        row for row in workspace.ask(list_appointments) if row.ends_on == date(2021, 6, 30)
    )
    screen.show_target(ended.id)
    assert screen.current_id == ended.id
    assert screen.lists.chosen == "all"


def test_two_in_one_post_are_complained_about_beside_the_date(screen, workspace):
    holder = workspace.ask(roster, DAY)[0]
    screen.new_record()
    editors = screen.detail.form.editors
    values = {
        "branch_id": holder.branch_id, "post": holder.post, "person_id": holder.person_id,
        "starts_on": DAY,
    }  # fmt: skip
    for name, value in values.items():
        editors[name].set_value(value)
    screen.detail.form.mark_dirty()

    assert not screen.save()

    assert holder.person in screen.detail.form.complaints()["starts_on"]


def test_a_successor_closes_the_term_before_in_one_step(screen, workspace, qtbot):
    before = next(row for row in workspace.ask(roster, DAY) if row.post == "secretary")
    screen.select(before.id)
    draft = workspace.ask(open_appointment, before.id)
    other = next(row for row in workspace.ask(list_people) if row.id != before.person_id)
    dialog = successor_dialog(
        draft, before.person, screen.detail.lookups, 2021,
        lambda new: workspace.do(appoint_successor, before.id, new), screen,
    )  # fmt: skip
    qtbot.addWidget(dialog)
    dialog.form.set_values({"person_id": other.id, "starts_on": DAY})
    dialog.accept()

    rows = workspace.ask(tenures_of_branch, before.branch_id)
    closed = next(row for row in rows if row.id == before.id)
    assert closed.ends_on == DAY - timedelta(days=1)
    assert any(row.id == dialog.result_of_run for row in rows)
    workspace.undo()
    assert workspace.ask(open_appointment, before.id).ends_on == before.ends_on


def test_ending_says_in_the_dialog_why_it_cannot_be(screen, workspace, qtbot):
    row = workspace.ask(roster, DAY)[0]
    dialog = ending_dialog(
        1, date(1990, 1, 1), 2021, lambda on: workspace.do(end_appointments, [row.id], on), screen
    )
    qtbot.addWidget(dialog)
    dialog.accept()
    assert row.person in dialog.form.complaints()["ends_on"]


def test_several_are_ended_together_and_vacancies_are_not_among_them(screen, workspace):
    ids = [row.id for row in workspace.ask(roster, DAY)][:2]
    screen.bulk.set_ids([*ids, -7])
    assert screen.bulk.ids == ids
    assert screen.bulk.end_button.isEnabled()


def test_deleting_is_undone(screen, workspace):
    number = workspace.ask(count_appointments)
    screen.select(_lines(screen)[0].id)
    screen.delete_selected()
    assert workspace.ask(count_appointments) == number - 1
    workspace.undo()
    assert workspace.ask(count_appointments) == number


def test_a_ledger_that_is_read_only_offers_nothing_that_writes(qapp, ledger_file, settings, qtbot):
    database = open_ledger(ledger_file)
    database.read_only = True
    opened = Workspace(database)
    screen = PostsScreen(opened, settings)
    qtbot.addWidget(screen)
    screen.show()
    screen.shown()
    assert _lines(screen)
    assert not screen.new_action.isEnabled()
    assert screen.detail.actions_bar.isHidden()
    screen.bulk.set_ids([1, 2])
    assert not screen.bulk.end_button.isEnabled()
    opened.close()


def test_an_empty_ledger_says_what_belongs_here(qapp, settings, qtbot, tmp_path):
    opened = Workspace(create_ledger(tmp_path / "empty.ledger"))
    screen = PostsScreen(opened, settings)
    qtbot.addWidget(screen)
    screen.show()
    screen.shown()
    assert screen.table.empty.text.startswith("Who holds which post of a branch")
    screen.show_target("no_liaison")
    assert screen.table.empty.text.startswith("Who holds which post of a branch")
    opened.close()


# --- the time line


def test_the_lanes_of_a_branch_show_terms_and_gaps(workspace):
    (gap,) = workspace.ask(vacancies, DAY, "secretary")
    rows = workspace.ask(tenures_of_branch, gap.branch_id)
    lanes = lanes_of(rows, workspace.ask(posts_needed, gap.branch_id, DAY), DAY)

    secretary = lanes.lanes[0]
    assert [piece.text for piece in secretary.pieces][-1] == "133 days"
    assert secretary.pieces[-1].appointment_id is None
    terms = [row for row in rows if row.post == "secretary"]
    empty = gaps(terms, terms[0].starts_on, DAY)
    assert [p.period for p in secretary.pieces if p.appointment_id is None] == empty


def test_a_post_that_nobody_ever_held_says_so():
    lanes = lanes_of([], ("liaison",), DAY)
    (piece,) = lanes.pieces()
    assert piece.sentence == "Liaison: nobody was ever recorded"


def test_the_time_line_is_walked_by_keys_and_spoken_in_words(screen, workspace, qtbot):
    row = next(row for row in workspace.ask(roster, DAY) if row.post == "secretary")
    screen.select(row.id)
    line = screen.detail.time_line
    assert row.person in line.accessibleDescription()

    qtbot.keyClick(line, Qt.Key.Key_Right)
    first = line.current_piece()
    assert screen.detail.said.text() == first.sentence
    qtbot.keyClick(line, Qt.Key.Key_Right)
    assert line.current_piece() is not first
    last = next(n for n, p in enumerate(line.pieces) if p.appointment_id not in (None, row.id))
    qtbot.mouseClick(line, Qt.MouseButton.LeftButton, pos=line.rooms()[last].center().toPoint())
    assert screen.current_id == line.pieces[last].appointment_id or screen.current_id != row.id
