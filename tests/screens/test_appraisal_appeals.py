"""The list of all appeals of a scheme: filtered, answered, reopened, followed to the score."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication

from deskapp.database import delete_rows
from deskapp.queries.appraisal import list_appeals
from deskapp.records.score import Appeal
from deskapp.screens.appraisal.screen import AppraisalScreen
from deskapp.usecases.appeals import raise_appeal
from deskapp.usecases.assessor_scores import points_given
from deskapp.usecases.finalising import finalise_appraisal

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def screen(qtbot, workspace, settings):
    whole = AppraisalScreen(workspace, settings)
    qtbot.addWidget(whole)
    notices, errors = [], []
    whole.told.connect(notices.append)
    whole.failed.connect(errors.append)
    whole.resize(1180, 680)
    whole.show()
    whole.activateWindow()
    qtbot.waitUntil(whole.isActiveWindow)
    whole.shown()
    scores = whole.part("scores")
    qtbot.waitUntil(lambda: scores.scoring is not None and not scores.scorer.is_running)
    subject = scores.scoring.subjects[0]
    indicator = next(
        one
        for one in scores.scoring.indicators
        if scores.scoring.cell(subject.id, one.id).given is None
    )
    for day in (1, 2):
        points = scores.scoring.cell(subject.id, indicator.id).scored.points
        raised_on = date(2021, 11, day)
        workspace.do(raise_appeal, indicator.id, subject.id, raised_on, f"No. {day}", points)
    whole.show_part("appeals")
    page = whole.part("appeals")
    page.whole, page.notices, page.errors, page.scores = whole, notices, errors, scores
    _wait(qtbot, page)
    return page


def _wait(qtbot, page):
    qtbot.waitUntil(lambda: bool(page.points_now) and not page.scorer.is_running)


def _lines(page):
    return [page.table.rows.row_at(n) for n in range(page.table.rows.rowCount())]


def _choose(page, text):
    row = next(one for one in _lines(page) if one.text == text)
    page.table.select_ids([row.id])
    page.table.selection_changed.emit([row.id])
    return row


def _answer(page, qtbot, outcome, words):
    page.panel.form.editors["outcome"].set_value(outcome)
    QTest.keyClicks(page.panel.form.editors["answer"].control, words)
    page.panel.form.mark_dirty()
    qtbot.mouseClick(page.panel.answer_button, LEFT)


def test_the_open_appeals_come_first_with_the_points_then_and_now(screen, workspace):
    rows = _lines(screen)
    assert [row.id for row in rows] == [r.id for r in workspace.ask(list_appeals, screen.scheme)]
    assert rows[0].is_open
    _choose(screen, "No. 2")
    assert "then" in screen.panel.facts.text()
    assert "No. 2" in screen.panel.facts.text()
    assert screen.panel.badge.accessibleName() == "Appeal open"


def test_an_answer_is_given_beside_the_list_and_leads_to_the_points(screen, workspace, qtbot):
    row = _choose(screen, "No. 1")
    assert screen.panel.adjust_button.isHidden()
    _answer(screen, qtbot, "partly", "In part.")
    (answered,) = [r for r in workspace.ask(list_appeals, screen.scheme) if r.id == row.id]
    assert (answered.outcome, answered.answer) == ("partly", "In part.")
    assert "Give points anew…" in [action.text for action in screen.notices[-1].actions]
    assert screen.panel.adjust_button.isVisible()
    qtbot.mouseClick(screen.panel.adjust_button, LEFT)
    form = screen.scores.panel.form
    qtbot.waitUntil(lambda: form.place == (row.subject_id, row.indicator_id))
    qtbot.waitUntil(lambda: form.words_line.text() == "Adjusted after the appeal of 2021-11-01")
    form.revert()


def test_an_answer_takes_the_new_points_with_it(screen, workspace, qtbot):
    row = _choose(screen, "No. 1")
    form = screen.panel.form
    assert form.editors["points"].isHidden()
    outcome = form.editors["outcome"]
    outcome.set_value("upheld")
    outcome.changed.emit()
    assert not form.editors["points"].isHidden()
    QTest.keyClicks(form.editors["points"].control, "0.1")
    _answer(screen, qtbot, "upheld", "Agreed.")
    assert "Give points anew…" not in [action.text for action in screen.notices[-1].actions]
    said = workspace.ask(points_given, row.indicator_id, row.subject_id)
    assert (said.points, said.words) == (
        Decimal("0.1"),
        "Adjusted after the appeal of 2021-11-01",
    )


def test_an_answer_without_its_outcome_is_complained_about_and_the_list_stays(screen, qtbot):
    row = _choose(screen, "No. 1")
    QTest.keyClicks(screen.panel.form.editors["answer"].control, "Hm.")
    other = next(one for one in _lines(screen) if one.text == "No. 2")
    screen.table.select_ids([other.id])
    screen.table.selection_changed.emit([other.id])
    assert screen.table.selected_ids() == [row.id]
    assert "outcome" in screen.panel.form.complaints()
    assert not screen.leave()
    qtbot.mouseClick(screen.panel.discard_button, LEFT)
    assert screen.leave()


def test_appeals_are_filtered_by_state(screen, qtbot):
    screen.chips.press("state", "open")
    assert all(row.is_open for row in _lines(screen))
    screen.chips.press("state", "upheld")
    assert {row.outcome for row in _lines(screen)} <= {"upheld"}
    assert screen.status == f"{len(_lines(screen))} of {len(screen._rows)} shown"


def test_an_answered_appeal_is_reopened_with_its_words_kept(screen, qtbot):
    _choose(screen, "No. 1")
    _answer(screen, qtbot, "rejected", "No ground.")
    qtbot.mouseClick(screen.panel.reopen_button, LEFT)
    assert screen.panel.row.is_open
    assert screen.panel.form.values()["answer"] == "No ground."


def test_an_open_appeal_is_changed_in_a_dialog(screen, qtbot):
    row = _choose(screen, "No. 1")

    def fill():
        dialog = QApplication.activeModalWidget()
        dialog.form.set_values({"text": "No. 1, with the minutes"})
        dialog.accept_button.click()

    QTimer.singleShot(0, fill)
    qtbot.mouseClick(screen.panel.change_button, LEFT)
    assert screen.panel.row.id == row.id
    assert screen.panel.row.text == "No. 1, with the minutes"


def test_a_withdrawn_appeal_can_be_brought_back_from_the_toast(screen, qtbot):
    row = _choose(screen, "No. 1")
    qtbot.mouseClick(screen.panel.withdraw_button, LEFT)
    assert row.id not in [one.id for one in _lines(screen)]
    screen.notices[-1].actions[-1].run()
    assert row.id in [one.id for one in _lines(screen)]


def test_an_answered_appeal_is_not_withdrawn_even_when_it_is_opened_again(screen, qtbot):
    row = _choose(screen, "No. 1")
    assert screen.panel.withdraw_button.isVisible()
    screen.panel.form.set_values({"outcome": "rejected", "answer": "No."})
    screen.panel.form.mark_dirty()
    qtbot.mouseClick(screen.panel.answer_button, LEFT)
    assert screen.panel.withdraw_button.isHidden()
    qtbot.mouseClick(screen.panel.reopen_button, LEFT)
    assert screen.panel.row.id == row.id
    assert screen.panel.row.is_open
    assert screen.panel.withdraw_button.isHidden()


def test_enter_leads_to_the_score_and_the_score_leads_back(screen, qtbot):
    row = _choose(screen, "No. 2")
    screen.table.row_activated.emit(row.id)
    place = (row.subject_id, row.indicator_id)
    qtbot.waitUntil(lambda: screen.scores.grid.chosen() == place)
    screen.scores.panel.appeals.table.row_activated.emit(row.id)
    assert screen.isVisible()
    assert screen.panel.row.id == row.id


def test_final_scores_let_appeals_only_be_read(screen, workspace, qtbot):
    workspace.do(finalise_appraisal, screen.scheme.id, allow_missing=True)
    qtbot.waitUntil(screen.final_line.isVisible)
    assert screen.panel.answer_button.isHidden() or not screen.panel.answer_button.isVisible()
    assert screen.panel.withdraw_button.isHidden()


def test_without_appeals_the_list_says_where_they_are_raised(screen, workspace, qtbot):
    workspace.do(delete_rows, Appeal, [row.id for row in _lines(screen)])
    assert "raised at the score" in screen.table.empty.text
    assert screen.panel.isHidden()
    buttons = screen.table.empty.findChildren(QAbstractButton)
    qtbot.mouseClick(next(one for one in buttons if one.isVisible()), LEFT)
    assert screen.scores.isVisible()
