"""The results page, used as a person does: decide on grades, make final, compare, reopen."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog
from sqlalchemy import select, text

from deskapp.database import delete_rows, update_rows
from deskapp.queries.appraisal import list_schemes
from deskapp.queries.appraisal.finality import finalisable
from deskapp.queries.appraisal.standing import final_of, live_scoring_of
from deskapp.records.change import ChangeSet
from deskapp.records.meeting import Attendance
from deskapp.records.scheme import Indicator, Scheme
from deskapp.records.score import AssessorScore, GradeGiven
from deskapp.screens.appraisal.results.rows import ResultRow, level1_names, result_rows
from deskapp.screens.appraisal.screen import AppraisalScreen
from deskapp.usecases.finalising import finalise_appraisal

ENTER, ESCAPE = Qt.Key.Key_Return, Qt.Key.Key_Escape
GRADES = [
    {"name": "优秀", "at_least": "60", "quota": "50"},
    {"name": "合格", "at_least": "0"},
]


@pytest.fixture
def open_page(qtbot, workspace, settings):
    """Return how the page of results is opened on the year's first scheme."""

    def show():
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
        whole.show_part("results")
        page = whole.part("results")
        page.whole, page.notices, page.errors = whole, notices, errors
        qtbot.waitUntil(lambda: not page.scorer.is_running)
        return page

    return show


@pytest.fixture
def scheme(workspace):
    """Return the first scheme, with two grades of which one has a quota, decided for nobody."""
    found = workspace.ask(list_schemes, workspace.year)[0]
    given = workspace.ask(lambda s: list(s.execute(select(GradeGiven.id)).scalars()))
    workspace.do(delete_rows, GradeGiven, given)
    workspace.do(update_rows, Scheme, {found.id: {"grades": GRADES}})
    return workspace.ask(list_schemes, workspace.year)[0]


@pytest.fixture
def page(open_page, scheme):
    return open_page()


def _settle(qtbot, page):
    qtbot.waitUntil(lambda: not page.scorer.is_running and page.scoring is not None)


def _dialog(qtbot):
    def shown():
        return [
            one
            for one in QApplication.topLevelWidgets()
            if isinstance(one, QDialog) and one.isVisible()
        ]

    qtbot.waitUntil(lambda: bool(shown()))
    return shown()[0]


def _press(qtbot, button):
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def _rows(page):
    return [page.table.rows.row_at(n) for n in range(page.table.rows.rowCount())]


def _cell(page, row, key):
    place = next(n for n, one in enumerate(page.table.rows.columns) if one.key == key)
    return page.table.rows.text_at(row, place)


def _make_final(qtbot, page):
    _press(qtbot, page.finalise_button)
    dialog = _dialog(qtbot)
    _press(qtbot, dialog.accept_button)
    qtbot.waitUntil(lambda: page.reopen_button.isVisible() and not page.scorer.is_running)


def test_the_ranking_goes_from_the_first_place_down(page):
    rows, scoring = _rows(page), page.scoring
    assert [row.place for row in rows] == sorted(scoring.ranks.values())
    for row in rows:
        assert row.total == scoring.total(row.id)
        assert sum(row.parts) == scoring.totals[row.id].ordinary
    assert len(rows) == len(scoring.subjects)


def test_every_level1_indicator_has_its_subtotal(page):
    headings = [column.heading for column in page.table.rows.columns]
    names = level1_names(page.scoring)
    assert [name for name in headings if name in names] == names
    assert _cell(page, 0, "level1_0") == f"{_rows(page)[0].parts[0]:.2f}"


def test_a_press_on_the_head_sorts_and_the_place_stays(page):
    page.table.sort_requested.emit("subject", False)
    assert [row.id for row in _rows(page)] == [one.id for one in page.scoring.subjects]
    page.table.sort_requested.emit("total", False)
    totals = [row.total for row in _rows(page)]
    assert totals == sorted(totals)


def test_the_quota_is_shown_in_words_and_applied_to_nobody(page):
    states = [row.quota for row in _rows(page)]
    assert "beyond" in states or "tied" in states
    words = {_cell(page, place, "quota") for place in range(len(states))}
    assert words & {"Beyond", "Tied"}
    assert "50 %" in page.lines.text()
    assert {row.reached for row in _rows(page)} == {"优秀"}


def test_what_a_cap_cuts_is_said(workspace, open_page, scheme):
    bonus = workspace.ask(
        lambda s: s.execute(
            select(Indicator.id).where(
                Indicator.scheme_id == scheme.id, Indicator.section == "ordinary"
            )
        ).scalar()
    )
    workspace.do(update_rows, Indicator, {bonus: {"section": "bonus"}})
    workspace.do(update_rows, Scheme, {scheme.id: {"bonus_cap": 1}})
    page = open_page()
    assert any("capped" in row.bonus for row in _rows(page))


def test_a_grade_is_decided_by_keyboard_alone(page, workspace, qtbot, type_into):
    page.table.selectRow(0)
    page.table.setFocus()
    first, second = _rows(page)[:2]
    qtbot.keyClick(page.table, ENTER)
    assert page.grade_bar.box.hasFocus()
    QTest.keyClick(page.grade_bar.box, Qt.Key.Key_End)
    assert page.grade_bar.box.currentText() == "合格"
    QTest.keyClick(page.grade_bar.box, ENTER)
    assert page.grade_bar.reason.hasFocus()
    QTest.keyClick(page.grade_bar.reason, ENTER)
    assert "why" in page.grade_bar.complaint.text()
    assert page.grade_bar.complaint.isVisible()
    type_into(page.grade_bar.reason, "名额所限")
    QTest.keyClick(page.grade_bar.reason, ENTER)
    _settle(qtbot, page)
    decided = next(row for row in _rows(page) if row.id == first.id)
    assert (decided.decided, decided.reason) == ("合格", "名额所限")
    assert page.table.hasFocus()
    assert page.table.selected_ids() == [second.id]
    workspace.undo()
    _settle(qtbot, page)
    assert {row.decided for row in _rows(page)} == {""}


def test_a_decision_is_taken_back_by_choosing_what_the_total_reaches(page, qtbot):
    page.table.selectRow(0)
    page.grade_bar.box.setCurrentText("优秀")
    _press(qtbot, page.grade_bar.button)
    _settle(qtbot, page)
    assert _rows(page)[0].decided == "优秀"
    page.table.selectRow(0)
    page.grade_bar.box.setCurrentIndex(0)
    _press(qtbot, page.grade_bar.button)
    _settle(qtbot, page)
    assert _rows(page)[0].decided == ""


def _grades_given(workspace):
    return workspace.ask(
        lambda s: sorted((one.grade, one.reason) for one in s.execute(select(GradeGiven)).scalars())
    )


def test_deciding_nothing_new_is_said_keeps_the_reason_and_undoes_no_other_decision(
    page, workspace, qtbot
):
    page.table.selectRow(0)
    assert not page.grade_bar.button.isEnabled()
    page.grade_bar.box.setCurrentText("优秀")
    _press(qtbot, page.grade_bar.button)
    _settle(qtbot, page)
    assert page.table.selected_ids() == [_rows(page)[1].id]
    assert not page.grade_bar.button.isEnabled()
    page.notices.clear()
    QTest.keyClicks(page.grade_bar.reason, "late")
    _press(qtbot, page.grade_bar.button)
    assert page.notices == []
    assert "choose a grade" in page.grade_bar.complaint.text()
    assert page.grade_bar.reason.text() == "late"
    assert _grades_given(workspace) == [("优秀", "")]


def test_one_grade_and_one_reason_are_given_to_several_lines_at_once(page, workspace, qtbot):
    ids = [row.id for row in _rows(page)[:3]]
    page.table.selectRow(0)
    page.table.setFocus()
    for _step in range(2):
        qtbot.keyClick(page.table, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    assert "3 lines" in page.grade_bar.title.text()
    page.grade_bar.box.setCurrentText("合格")
    _press(qtbot, page.grade_bar.button)
    assert page.grade_bar.complaint.isVisible()
    QTest.keyClicks(page.grade_bar.reason, "quota")
    _press(qtbot, page.grade_bar.button)
    _settle(qtbot, page)
    assert _grades_given(workspace) == [("合格", "quota")] * 3
    assert page.table.selected_ids() == ids
    workspace.undo()
    _settle(qtbot, page)
    assert _grades_given(workspace) == []


def test_a_reason_takes_no_room_from_the_points_before_it(page, qtbot):
    page.table.selectRow(0)
    page.grade_bar.box.setCurrentText("合格")
    QTest.keyClicks(page.grade_bar.reason, "quota")
    _press(qtbot, page.grade_bar.button)
    _settle(qtbot, page)
    assert page.table.rows.columns[-1].key == "reason"


def test_the_day_that_is_offered_for_final_scores_is_the_working_day(page, workspace, qtbot):
    _press(qtbot, page.finalise_button)
    dialog = _dialog(qtbot)
    assert dialog.form.values()["finalised_on"] == workspace.today
    dialog.reject()


def test_escape_takes_back_what_was_typed(page, qtbot):
    page.table.selectRow(0)
    page.grade_bar.begin()
    page.grade_bar.box.setCurrentText("合格")
    QTest.keyClicks(page.grade_bar.reason, "late")
    QTest.keyClick(page.grade_bar.reason, ESCAPE)
    assert page.grade_bar.box.currentIndex() == 0
    assert page.grade_bar.reason.text() == ""
    assert page.table.hasFocus()


def test_the_dialog_says_in_numbers_what_is_frozen_and_what_is_missing(
    workspace, open_page, scheme, qtbot
):
    given = workspace.ask(lambda s: list(s.execute(select(AssessorScore.id)).scalars()))
    workspace.do(delete_rows, AssessorScore, given)
    page = open_page()
    scoring = workspace.ask(live_scoring_of, scheme)
    found = workspace.ask(finalisable, scheme, scoring)
    assert found.missing_scores
    assert str(found.missing_scores) in page.state.text()
    _press(qtbot, page.finalise_button)
    dialog = _dialog(qtbot)
    said = "\n".join(label.text() for label in dialog.findChildren(type(dialog.missing)))
    for number in (found.subjects, found.indicators, f"{found.evidence_rows:,}"):
        assert f"{number} " in said
    assert f"{found.missing_scores} scores by hand are missing" in said
    assert dialog.accept_button.text() == "Make final as they are"
    dialog.reject()
    assert workspace.ask(final_of, scheme.id) is None


def test_a_scheme_that_is_wrong_is_not_made_final(workspace, open_page, scheme, qtbot):
    indicator = workspace.ask(
        lambda s: s.execute(
            select(Indicator.id, Indicator.points).where(
                Indicator.scheme_id == scheme.id, Indicator.section == "ordinary"
            )
        ).first()
    )
    workspace.do(update_rows, Indicator, {indicator.id: {"points": indicator.points - 1}})
    page = open_page()
    _press(qtbot, page.finalise_button)
    dialog = _dialog(qtbot)
    assert "99" in dialog.blocking.text()
    assert not dialog.accept_button.isEnabled()
    dialog.reject()


def test_made_final_the_page_and_the_scores_say_so_by_themselves(page, workspace, scheme, qtbot):
    _make_final(qtbot, page)
    final = workspace.ask(final_of, scheme.id)
    assert final is not None
    assert final.sha256[:8] in page.state.text()
    assert final.program_version in page.state.text()
    assert final.sha256 in page.state.toolTip()
    assert not page.finalise_button.isVisible()
    assert not page.grade_bar.isVisible()
    assert any("final" in notice.text for notice in page.notices)
    page.whole.show_part("scores")
    scores = page.whole.part("scores")
    qtbot.waitUntil(lambda: scores.scoring is not None and scores.scoring.final is not None)
    assert scores.final_line.isVisible()


def test_right_after_nothing_is_different(page, qtbot):
    _make_final(qtbot, page)
    _press(qtbot, page.differences_button)
    dialog = _dialog(qtbot)
    qtbot.waitUntil(lambda: dialog.comparison is not None)
    assert "Nothing changed" in dialog.summary.text()
    assert not dialog.splitter.isVisible()
    dialog.accept()


def _set_absent(workspace):
    ids = workspace.ask(lambda s: list(s.execute(select(Attendance.id)).scalars()))
    absent = {"state": "absent"}
    workspace.do(update_rows, Attendance, dict.fromkeys(ids, absent))


def test_what_moved_since_then_is_shown_with_the_evidence_behind_it(page, workspace, qtbot):
    _make_final(qtbot, page)
    before = [(row.id, row.total) for row in _rows(page)]
    _set_absent(workspace)
    _settle(qtbot, page)
    assert [(row.id, row.total) for row in _rows(page)] == before
    _press(qtbot, page.differences_button)
    dialog = _dialog(qtbot)
    qtbot.waitUntil(lambda: dialog.comparison is not None)
    assert dialog.moved.rows.rowCount() == len(dialog.comparison.moved) > 0
    assert dialog.scores.rows.rowCount() == len(dialog.comparison.differences)
    dialog.chips.press("moved", True)
    moved = [one for one in dialog.comparison.differences if one.moved]
    assert dialog.scores.rows.rowCount() == len(moved)
    first = dialog.scores.rows.row_at(0)
    assert first.then != first.now
    assert first.move.startswith(("+", "−"))
    assert dialog.changes.rows.rowCount() == len(moved[0].evidence) > 0
    change = dialog.changes.rows.row_at(0)
    assert (change.kind, "yes" in change.then, "no" in change.now) == ("changed", True, True)
    pages = []
    page.page_requested.connect(lambda name, target: pages.append(name))
    dialog.changes.setCurrentIndex(dialog.changes.rows.index(0, 0))
    qtbot.keyClick(dialog.changes, ENTER)
    assert pages


def test_a_record_that_is_gone_is_said_to_be_gone(page, qtbot):
    pages = []
    page.page_requested.connect(lambda name, target: pages.append(name))
    page.open_record("meeting", 987_654)
    assert not pages
    assert "no longer in the ledger" in page.notices[-1].text


def test_reopening_asks_for_the_reason(page, workspace, scheme, qtbot):
    _make_final(qtbot, page)
    _press(qtbot, page.reopen_button)
    dialog = _dialog(qtbot)
    _press(qtbot, dialog.accept_button)
    assert "reason" in dialog.form.complaints()
    dialog.form.set_values({"reason": "漏算一项"})
    _press(qtbot, dialog.accept_button)
    qtbot.waitUntil(lambda: page.finalise_button.isVisible())
    assert workspace.ask(final_of, scheme.id) is None
    reasons = workspace.ask(lambda s: list(s.execute(select(ChangeSet.reason)).scalars()))
    assert reasons[-1] == "漏算一项"
    _settle(qtbot, page)
    assert page.grade_bar.isVisible()


def test_undo_points_to_reopening(page, workspace, qtbot):
    from deskapp.errors import FinalScores

    _make_final(qtbot, page)
    with pytest.raises(FinalScores, match="Reopen"):
        workspace.undo()


def test_damaged_final_scores_are_said_and_can_be_reopened(workspace, open_page, scheme, qtbot):
    workspace.do(finalise_appraisal, scheme.id, allow_missing=True)
    with workspace.database._writer.begin() as connection:
        connection.execute(text("UPDATE final_scoring SET sha256 = 'no hash'"))
    page = open_page()
    qtbot.waitUntil(lambda: bool(page.errors))
    assert "hash" in page.state.text()
    assert page.reopen_button.isEnabled()


def test_a_scheme_without_grades_has_no_decision_on_one(workspace, open_page, scheme):
    workspace.do(update_rows, Scheme, {scheme.id: {"grades": []}})
    page = open_page()
    assert not page.grade_bar.isVisible()
    assert "reached" not in [column.key for column in page.table.rows.columns]


def test_a_year_without_a_scheme_says_what_belongs_here(open_page, workspace):
    workspace.year = 2030
    page = open_page()
    assert page.nothing.isVisible()


def test_the_points_of_a_level_are_read_by_its_place(page):
    row = result_rows(page.scoring)[0]
    assert isinstance(row, ResultRow)
    assert row.level1_0 == row.parts[0]
    with pytest.raises(AttributeError):
        _ = row.no_such_thing


def test_a_reason_that_is_being_typed_outlives_a_scoring(page, workspace, qtbot):
    page.table.selectRow(0)
    row = _rows(page)[0]
    QTest.keyClicks(page.grade_bar.reason, "Quota")
    workspace.do(update_rows, Scheme, {page.scheme.id: {"title": "Another title"}})
    qtbot.waitUntil(lambda: page.scoring.scheme.title == "Another title")
    _settle(qtbot, page)
    assert page.grade_bar.reason.text() == "Quota"
    assert row.subject in page.grade_bar.title.text()
    page.grade_bar.reason.setFocus()
    QTest.keyClick(page.grade_bar.reason, ESCAPE)
    assert page.grade_bar.reason.text() == ""


def test_nobody_decides_on_the_rows_of_another_scheme(page, workspace, qtbot):
    page.table.selectRow(0)
    other = next(one for one in workspace.ask(list_schemes, workspace.year) if one != page.scheme)
    page.whole.choose_scheme(other.id)
    assert page.scoring is None
    assert page.found is None
    assert _rows(page) == []
    assert page.grade_bar.isHidden()
    assert not page.finalise_button.isEnabled()
    _settle(qtbot, page)
    assert page.scoring.scheme.id == other.id
    assert len(_rows(page)) == len(page.scoring.subjects)
