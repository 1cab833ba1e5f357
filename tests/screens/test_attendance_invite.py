"""People are invited by rule or by pasted names, after it is said how many."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import Qt

from deskapp.queries.attendance import list_attendance
from deskapp.queries.people import list_people
from deskapp.queries.units import list_units
from deskapp.screens.attendance.invite import InviteDialog
from deskapp.usecases.attendance import invite_people
from deskapp.usecases.meetings import MeetingDraft, save_meeting


@pytest.fixture
def meeting(workspace) -> int:
    return workspace.do(save_meeting, MeetingDraft(title="会议", year=2021))


@pytest.fixture
def dialog(workspace, meeting, window, qtbot) -> InviteDialog:
    first = workspace.ask(list_people, limit=1)[0].id
    workspace.do(invite_people, meeting, [first])
    made = InviteDialog(workspace, meeting, date(2021, 4, 20), frozenset({first}), window)
    qtbot.addWidget(made)
    made.show()
    return made


def invited(workspace, meeting) -> list[str]:
    return [row.name for row in workspace.ask(list_attendance, meeting)]


def test_everybody_is_counted_while_no_unit_is_ticked(dialog, workspace):
    everybody = len(dialog.rule.person_ids())
    assert f"Adds {everybody - 1} people" in dialog.said.text()
    assert "1 is on the list already" in dialog.said.text()


def test_ticking_a_unit_and_top_leaders_narrows_the_rule(dialog, workspace, meeting, qtbot):
    unit = workspace.ask(list_units)[1]
    dialog.rule.tick_unit(unit.id)
    dialog.rule.leaders.click()
    leaders = [one.name for one in workspace.ask(list_people, unit_id=unit.id, top_leaders=True)]
    assert dialog.invite_button.text().startswith(f"Invite {len(leaders)}")
    qtbot.mouseClick(dialog.invite_button, Qt.MouseButton.LeftButton)
    assert sorted(invited(workspace, meeting)[1:]) == sorted(leaders)
    assert not dialog.isVisible()


def test_a_ticked_kind_ticks_its_units(dialog):
    head = dialog.rule.units.topLevelItem(0)
    head.setCheckState(0, Qt.CheckState.Checked)
    assert len(dialog.rule.rule().unit_ids) == head.childCount()


def test_a_rank_and_above_is_invited(dialog, workspace):
    everybody = len(dialog.chosen())
    dialog.rule.rank.setCurrentIndex(1)
    assert 0 < len(dialog.chosen()) < everybody


def test_pasted_names_are_shown_and_invited(dialog, workspace, meeting, qtbot):
    people = workspace.ask(list_people, limit=4)[1:]
    dialog.tabs.setCurrentWidget(dialog.names)
    dialog.names.text.setPlainText("、".join([*(one.name for one in people), "某某某"]))
    dialog.names.read()
    assert "Not among the staff" in dialog.names.found.item(0, 1).text()
    assert dialog.invite_button.text() == "Invite 3 people"
    qtbot.mouseClick(dialog.invite_button, Qt.MouseButton.LeftButton)
    assert set(invited(workspace, meeting)) >= {one.name for one in people}


def test_nothing_is_invited_while_nobody_is_named(dialog):
    dialog.tabs.setCurrentWidget(dialog.names)
    assert not dialog.invite_button.isEnabled()
