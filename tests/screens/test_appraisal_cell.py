"""One score explained and argued about: self-score, override, marks, caps, summary, final."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication

from deskapp.database.file_store import StoredFile
from deskapp.queries.appraisal import list_schemes
from deskapp.records.scheme import Scheme
from deskapp.records.score import SelfScore
from deskapp.screens.appraisal.grid import SUBTOTALS
from deskapp.screens.appraisal.panel import APPEALS, ASSESSED, EVIDENCE, OWN
from deskapp.screens.appraisal.score_target import ScoreTarget
from deskapp.screens.appraisal.screen import AppraisalScreen
from deskapp.usecases.appeals import raise_appeal
from deskapp.usecases.assessor_scores import give_points, take_points_back
from deskapp.usecases.files import attach_files
from deskapp.usecases.finalising import finalise_appraisal, reopen_appraisal
from deskapp.usecases.self_scores import save_own_score, take_own_score_back

ENTER, ESCAPE = Qt.Key.Key_Return, Qt.Key.Key_Escape
LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def screen(qtbot, workspace, settings):
    whole = AppraisalScreen(workspace, settings)
    qtbot.addWidget(whole)
    errors, notices = [], []
    whole.failed.connect(errors.append)
    whole.told.connect(notices.append)
    whole.resize(1180, 680)
    whole.show()
    whole.activateWindow()
    qtbot.waitUntil(whole.isActiveWindow)
    whole.shown()
    page = whole.part("scores")
    page.whole, page.errors, page.notices = whole, errors, notices
    _wait(qtbot, page)
    return page


def _wait(qtbot, page):
    qtbot.waitUntil(lambda: page.scoring is not None and not page.scorer.is_running)


def _indicator(page, wanted):
    return next(one for one in page.scoring.indicators if wanted(one))


def _measured(page):
    return _indicator(page, lambda one: one.measure == "meeting_attendance")


def _place(page, wanted):
    """Return subject and indicator of the first cell that is wanted."""
    return _named(page, next(p for p, cell in page.scoring.cells.items() if wanted(cell)))


def _named(page, place):
    subjects = {one.id: one for one in page.scoring.subjects}
    return subjects[place[0]], _indicator(page, lambda one: one.id == place[1])


def _untouched(page):
    """Return a counted, ordinary cell that nobody has said anything of."""
    ordinary = {one.id for one in page.scoring.indicators if one.section == "ordinary"}
    place = next(
        place
        for place, cell in page.scoring.cells.items()
        if place[1] in ordinary
        and (cell.given, cell.own) == (None, None)
        and cell.counted
        and cell.counted.denominator
    )
    return _named(page, place)


def _cell(page, subject, indicator):
    return page.grid.grid.cell(page.grid.grid.index_of(subject.id, indicator.id))


def _type(qtbot, line, text):
    line.setFocus()
    line.selectAll()
    QTest.keyClicks(line, text)
    qtbot.keyClick(line, ENTER)


def _own_scores(workspace, indicator, subject):
    def ask(session):
        found = session.query(SelfScore).filter_by(indicator_id=indicator.id, unit_id=subject.id)
        return [(one.points, one.explanation) for one in found]

    return workspace.ask(ask)


# --- the explanation


def test_the_three_points_of_a_cell_are_compared_in_words(screen):
    subject, indicator = _place(screen, lambda cell: cell.differs)
    screen.grid.choose(subject.id, indicator.id)
    cell = screen.scoring.cell(subject.id, indicator.id)
    computed, _own, given = screen.panel.comparison.lines()
    assert f"{cell.computed.points:.2f}" in computed
    assert f"{cell.given.points:.2f}" in given
    assert "√ counts" in given
    assert "than computed" in given
    assert cell.reason in screen.panel.facts.text()


def test_what_was_counted_the_rule_and_the_measure_are_said(screen):
    subject, indicator = _untouched(screen)
    screen.grid.choose(subject.id, indicator.id)
    counted = screen.scoring.cell(subject.id, indicator.id).counted
    text = screen.panel.facts.text()
    assert str(counted.denominator) in text
    assert indicator.sentence() in text
    assert "Measure:" in text


def test_a_section_cut_by_its_cap_is_said_in_the_cell_the_sum_and_the_summary(
    screen, workspace, qtbot
):
    bonus = [one for one in screen.scoring.indicators if one.section == "bonus"]
    subject = screen.scoring.subjects[0]

    def cut(session):
        session.get_one(Scheme, screen.scoring.scheme.id).bonus_cap = Decimal("0.5")

    workspace.do(give_points, bonus[0].id, subject.id, bonus[0].points, "good")
    workspace.do(cut)
    qtbot.waitUntil(lambda: screen.scoring.scheme.bonus_cap == Decimal("0.5"))
    _wait(qtbot, screen)
    uncapped = f"{screen.scoring.totals[subject.id].uncapped_bonus.normalize():f}"
    screen.grid.choose(subject.id, bonus[0].id)
    assert f"All bonus points: {uncapped}, of which 0.5 count." in screen.panel.facts.text()
    screen.grid.choose(subject.id, SUBTOTALS["bonus"])
    assert screen.panel.shows_summary()
    assert f"cap cuts {uncapped} to this" in screen.panel.summary.facts.text()
    index = screen.grid.grid.index_of(subject.id, SUBTOTALS["bonus"])
    assert (index.data(), screen.grid.grid.cell(index).sign) == ("0.50", "▲")


def test_bonus_and_deductions_come_after_the_ordinary_points_and_then_the_sums(screen):
    sections = {one.id: one.section for one in screen.scoring.indicators}
    shown = [sections.get(column.id, "sum") for column in screen.grid.grid.columns]
    order = ["ordinary", "bonus", "deduction", "sum"]
    assert shown == sorted(shown, key=order.index)
    assert set(shown) == set(order)


def test_rank_total_and_grade_stay_in_sight(screen):
    keys = [head.key for head in screen.grid.corner.columns]
    assert keys == ["rank", "office", "total", "grade"]
    subject = screen.scoring.subjects[0]
    assert screen.grid.grid.rows[0].heads[3] == screen.scoring.grades[subject.id]


# --- one of the appraised as a whole


def test_a_press_on_a_unit_shows_its_summary_and_each_line_leads_to_its_indicator(screen, qtbot):
    head = screen.grid.verticalHeader()
    place = QPoint(head.width() // 2, head.sectionViewportPosition(0) + 5)
    qtbot.mouseClick(head.viewport(), LEFT, pos=place)
    subject, summary = screen.scoring.subjects[0], screen.panel.summary
    assert screen.panel.shows_summary()
    assert summary.name.text() == subject.name
    assert summary.total.text() == f"{screen.scoring.total(subject.id):.2f}"
    assert f"Rank {screen.scoring.ranks[subject.id]} of" in summary.rank.text()
    assert "Ordinary points" in summary.facts.text()
    qtbot.waitUntil(lambda: summary.table.rows.rowCount() > 0)
    wanted = summary.table.rows.row_at(0).indicator_id
    said = [summary.table.rows.text_at(n, 0) for n in range(summary.table.rows.rowCount())]
    assert any("too late to make good" in line for line in said)
    screen.panel.enter()
    summary.table.setCurrentIndex(summary.table.rows.index(0, 0))
    qtbot.keyClick(summary.table, ENTER)
    assert screen.grid.chosen() == (subject.id, wanted)
    assert not screen.panel.shows_summary()


def test_the_summary_button_and_a_press_on_the_cell_go_there_and_back(screen, qtbot):
    subject, indicator = _untouched(screen)
    screen.grid.choose(subject.id, indicator.id)
    qtbot.mouseClick(screen.panel.summary_button, LEFT)
    assert screen.panel.shows_summary()
    index = screen.grid.grid.index_of(subject.id, indicator.id)
    qtbot.mouseClick(screen.grid.viewport(), LEFT, pos=screen.grid.visualRect(index).center())
    assert not screen.panel.shows_summary()
    assert screen.panel.unit.text() == subject.name


# --- the self-score


def test_self_scores_are_typed_down_the_column_and_explained_where_they_differ(
    screen, workspace, qtbot
):
    subject, indicator = screen.scoring.subjects[0], _measured(screen)
    for one in screen.scoring.subjects[:2]:
        workspace.do(take_own_score_back, indicator.id, one.id)
    _wait(qtbot, screen)
    screen.grid.choose(subject.id, indicator.id)
    screen.panel.tabs.setCurrentIndex(OWN)
    form = screen.panel.own.form
    screen.panel.enter()
    assert form.points_line.hasFocus()
    _type(qtbot, form.points_line, "1")
    assert form.words_line.hasFocus()
    _type(qtbot, form.words_line, "modest")
    assert _own_scores(workspace, indicator, subject) == [(Decimal(1), "modest")]
    assert screen.panel.unit.text() == screen.scoring.subjects[1].name
    assert form.points_line.hasFocus()
    _wait(qtbot, screen)
    assert "self-score differs" in _cell(screen, subject, indicator).explained


def test_a_self_score_saved_on_the_spot_takes_files(screen, workspace, qtbot):
    subject, indicator = _untouched(screen)
    screen.grid.choose(subject.id, indicator.id)
    screen.panel.tabs.setCurrentIndex(OWN)
    own = screen.panel.own
    screen.panel.enter()
    computed = screen.scoring.cell(subject.id, indicator.id).computed.points
    QTest.keyClicks(own.form.points_line, f"{computed}")
    qtbot.mouseClick(own.form.stay_button, LEFT)
    assert screen.panel.unit.text() == subject.name
    assert own.files.add_action.isEnabled()
    file = StoredFile("notes.pdf", "a" * 64, 5)
    workspace.do(attach_files, "self_score_id", own.form.own_id, [file])
    assert own.files.table.rows.rowCount() == 1
    _wait(qtbot, screen)
    qtbot.mouseClick(own.form.take_back_button, LEFT)
    _wait(qtbot, screen)
    assert own.files.table.rows.rowCount() == 0
    assert _own_scores(workspace, indicator, subject) == []
    workspace.undo()
    _wait(qtbot, screen)
    assert own.files.table.rows.rowCount() == 1


def test_files_are_added_at_once_and_save_the_self_score_first(screen, workspace, qtbot, tmp_path):
    subject, indicator = _untouched(screen)
    screen.grid.choose(subject.id, indicator.id)
    screen.panel.tabs.setCurrentIndex(OWN)
    own, paper = screen.panel.own, tmp_path / "notes.txt"
    paper.write_text("notes")
    own.files.add_files([paper])
    assert _own_scores(workspace, indicator, subject) == []
    assert "points first" in screen.notices[-1].text
    screen.panel.enter()
    computed = screen.scoring.cell(subject.id, indicator.id).computed.points
    QTest.keyClicks(own.form.points_line, f"{computed}")
    assert own.files.add_action.isEnabled()
    own.files.add_files([paper])
    assert len(_own_scores(workspace, indicator, subject)) == 1
    qtbot.waitUntil(lambda: own.files.table.rows.rowCount() == 1)
    _wait(qtbot, screen)


def test_a_self_score_without_its_explanation_keeps_the_cell_and_its_tab(screen, qtbot):
    subject, indicator = _untouched(screen)
    screen.grid.choose(subject.id, indicator.id)
    screen.panel.tabs.setCurrentIndex(OWN)
    screen.panel.enter()
    QTest.keyClicks(screen.panel.own.form.points_line, "0.1")
    screen.panel.tabs.setCurrentIndex(EVIDENCE)
    other = next(one for one in screen.scoring.subjects if one.id != subject.id)
    screen.grid.choose(other.id, indicator.id)
    assert screen.grid.chosen() == (subject.id, indicator.id)
    assert screen.panel.tabs.currentIndex() == OWN
    assert "explanation" in screen.panel.own.form.form.complaints()
    qtbot.keyClick(screen.panel.own.form.points_line, ESCAPE)
    assert screen.leave()


# --- the assessors in place of the rule


def test_assessors_override_what_is_computed_and_use_it_again(screen, workspace, qtbot):
    subject, indicator = _untouched(screen)
    screen.grid.choose(subject.id, indicator.id)
    screen.panel.tabs.setCurrentIndex(ASSESSED)
    screen.panel.enter()
    form = screen.panel.form
    _type(qtbot, form.points_line, "1.5")
    assert form.words_line.hasFocus()
    _type(qtbot, form.words_line, "checked on paper")
    _wait(qtbot, screen)
    assert _cell(screen, subject, indicator).text == "1.50"
    assert _cell(screen, subject, indicator).sign.startswith("◆")
    assert "checked on paper" in _cell(screen, subject, indicator).explained
    screen.grid.choose(subject.id, indicator.id)
    assert form.take_back_button.text() == "Use the computed points again"
    qtbot.mouseClick(form.take_back_button, LEFT)
    _wait(qtbot, screen)
    assert "◆" not in _cell(screen, subject, indicator).sign


def test_a_digit_typed_on_a_computed_cell_begins_the_assessors_points(screen, qtbot):
    subject, indicator = _untouched(screen)
    screen.grid.choose(subject.id, indicator.id)
    assert screen.panel.tabs.currentIndex() == EVIDENCE
    screen.grid.setFocus()
    qtbot.keyClick(screen.grid, Qt.Key.Key_5)
    assert screen.panel.tabs.currentIndex() == ASSESSED
    assert screen.panel.form.points_line.text() == "5"
    assert screen.panel.form.points_line.hasFocus()
    qtbot.keyClick(screen.panel.form.points_line, ESCAPE)


def test_words_are_asked_for_in_their_field_as_soon_as_the_points_differ(screen, qtbot):
    subject, indicator = _untouched(screen)
    screen.grid.choose(subject.id, indicator.id)
    computed = screen.scoring.cell(subject.id, indicator.id).computed.points
    for tab, form in zip((OWN, ASSESSED), screen.panel.forms(), strict=True):
        screen.panel.tabs.setCurrentIndex(tab)
        screen.panel.enter()
        QTest.keyClicks(form.points_line, "0.1")
        assert "not the computed ones" in form.words_line.placeholderText()
        form.points_line.selectAll()
        QTest.keyClicks(form.points_line, f"{computed}")
        assert form.words_line.placeholderText() == ""
        qtbot.keyClick(form.points_line, ESCAPE)


def test_the_tabs_stay_where_they_are_whichever_is_shown(screen):
    subject, indicator = _untouched(screen)
    screen.grid.choose(subject.id, indicator.id)
    tops = set()
    for tab in (EVIDENCE, OWN, ASSESSED, APPEALS):
        screen.panel.tabs.setCurrentIndex(tab)
        QApplication.processEvents()
        tops.add(screen.panel.tabs.mapTo(screen.panel, QPoint(0, 0)).y())
    assert len(tops) == 1


def test_points_taken_back_are_offered_again(screen, workspace, qtbot):
    subject, indicator = _place(screen, lambda cell: cell.own is not None)
    screen.grid.choose(subject.id, indicator.id)
    screen.panel.tabs.setCurrentIndex(OWN)
    said = _own_scores(workspace, indicator, subject)
    qtbot.mouseClick(screen.panel.own.form.take_back_button, LEFT)
    assert _own_scores(workspace, indicator, subject) == []
    assert subject.name in screen.notices[-1].text
    assert screen.notices[-1].actions[0].text == "Undo"
    screen.notices[-1].actions[0].run()
    assert _own_scores(workspace, indicator, subject) == said


def test_a_press_elsewhere_while_points_are_refused_leaves_the_selection(screen, qtbot):
    subject, indicator = _untouched(screen)
    screen.grid.choose(subject.id, indicator.id)
    screen.panel.tabs.setCurrentIndex(OWN)
    screen.panel.enter()
    QTest.keyClicks(screen.panel.own.form.points_line, "999")
    chosen, view = screen.grid.currentIndex(), screen.grid
    other = chosen.siblingAtRow(0 if chosen.row() else 1)
    qtbot.mouseClick(view.viewport(), LEFT, pos=view.visualRect(other).center())
    qtbot.waitUntil(lambda: view.selectedIndexes() == [chosen])
    head = view.verticalHeader()
    place = QPoint(head.width() // 2, head.sectionViewportPosition(other.row()) + 5)
    qtbot.mouseClick(head.viewport(), LEFT, pos=place)
    qtbot.waitUntil(lambda: view.selectedIndexes() == [chosen])
    assert view.chosen() == (subject.id, indicator.id)
    qtbot.keyClick(screen.panel.own.form.points_line, ESCAPE)


def test_the_self_score_is_compared_with_the_points_that_count(screen, workspace, qtbot):
    subject, indicator = _untouched(screen)
    computed = screen.scoring.cell(subject.id, indicator.id).computed.points
    workspace.do(save_own_score, indicator.id, subject.id, computed, "as counted")
    workspace.do(give_points, indicator.id, subject.id, Decimal("0.1"), "checked")
    _wait(qtbot, screen)
    screen.grid.choose(subject.id, indicator.id)
    assert "self-score differs" in _cell(screen, subject, indicator).explained
    own = screen.panel.comparison.lines()[1]
    assert "than the assessors" in own
    assert "same" not in own


# --- those who are not assessed yet


def _take_points_back(screen, workspace, qtbot):
    """Let the fourth one lack points; return the place, the first that is missing."""
    by_hand = _indicator(screen, lambda one: one.by_hand)
    subject = screen.scoring.subjects[3]
    workspace.do(take_points_back, by_hand.id, subject.id)
    _wait(qtbot, screen)
    return next(p for p, cell in screen.scoring.cells.items() if not cell.is_assessed)


def _press_unset(screen):
    screen.filters.only.press("only", "unset")


def test_the_filter_of_those_not_assessed_begins_with_the_first_missing_points(
    screen, workspace, qtbot
):
    missing = _take_points_back(screen, workspace, qtbot)
    screen.grid.choose(screen.scoring.subjects[0].id, screen.scoring.indicators[0].id)
    _press_unset(screen)
    assert screen.grid.chosen() == missing
    shown = next(s for s in screen.scoring.subjects if s.id == screen.grid.chosen()[0])
    assert screen.panel.unit.text() == shown.name


def test_going_on_among_those_not_assessed_skips_who_has_points(screen, workspace, qtbot):
    by_hand = _indicator(screen, lambda one: one.by_hand)
    one, between, last = screen.scoring.subjects[:3]
    for other in screen.scoring.indicators:
        if other.by_hand:
            for subject in (one, between, last):
                if screen.scoring.cell(subject.id, other.id).given:
                    workspace.do(take_points_back, other.id, subject.id)
    workspace.do(give_points, by_hand.id, between.id, by_hand.points, "done")
    _wait(qtbot, screen)
    _press_unset(screen)
    screen.grid.choose(one.id, by_hand.id)
    assert between.id in {row.id for row in screen.grid.grid.rows}
    screen.panel.form.points_line.setText("")
    _type(qtbot, screen.panel.form.points_line, f"{by_hand.points}")
    if screen.panel.form.words_line.hasFocus():
        _type(qtbot, screen.panel.form.words_line, "done")
    assert screen.grid.chosen() == (last.id, by_hand.id)


def test_final_scores_can_neither_be_typed_nor_are_said_to_be_missing(screen, workspace, qtbot):
    _take_points_back(screen, workspace, qtbot)
    assert "counts 0" in screen.board.note.text()
    workspace.do(finalise_appraisal, screen.scoring.scheme.id, allow_missing=True)
    _wait(qtbot, screen)
    qtbot.waitUntil(lambda: screen.scoring.final is not None)
    assert "counts 0" not in screen.board.note.text()
    for form in screen.panel.forms():
        assert not form.points_line.isEnabled()
        assert not form.words_line.isEnabled()


def test_what_names_a_row_of_evidence_stands_right_after_its_mark(screen):
    screen.grid.choose(screen.scoring.subjects[0].id, _measured(screen).id)
    headings = [column.heading for column in screen.panel.evidence.table.rows.columns]
    assert headings[1:3] == ["Meeting", "Date"]


def test_cells_by_hand_open_on_their_points_and_measured_ones_on_their_rows(screen):
    by_hand = _indicator(screen, lambda one: one.by_hand)
    subject = screen.scoring.subjects[0]
    screen.grid.choose(subject.id, by_hand.id)
    assert screen.panel.tabs.currentIndex() == ASSESSED
    assert not screen.panel.tabs.isTabVisible(EVIDENCE)
    screen.grid.choose(subject.id, _measured(screen).id)
    assert screen.panel.tabs.currentIndex() == EVIDENCE


# --- what is shown


def test_only_what_differs_is_appealed_or_is_missing_can_be_shown(screen, workspace, qtbot):
    scoring = screen.scoring
    subject, indicator = _untouched(screen)
    workspace.do(raise_appeal, indicator.id, subject.id, date(2021, 11, 1), "again", Decimal(1))
    _wait(qtbot, screen)
    assert "※" in _cell(screen, subject, indicator).sign
    screen.filters.only.press("only", "appeals")
    assert subject.id in {row.id for row in screen.grid.grid.rows}
    assert len(screen.grid.grid.rows) < len(scoring.subjects)
    screen.filters.only.press("only", "differences")
    differing = {p[0] for p, c in scoring.cells.items() if c.differs}
    assert differing <= {row.id for row in screen.grid.grid.rows}
    screen.filters.only.press("only", "unset")
    missing = {p[0] for p, c in scoring.cells.items() if not c.is_assessed}
    assert {row.id for row in screen.grid.grid.rows} == missing


def test_a_unit_is_found_by_its_name_and_all_are_shown_again(screen, qtbot):
    subject = screen.scoring.subjects[2]
    screen.search.setText(subject.name)
    qtbot.keyClick(screen.search, ENTER)
    assert [row.id for row in screen.grid.grid.rows] == [subject.id]
    assert screen.grid.hasFocus()
    screen.search.setText("nobody is called so")
    qtbot.keyClick(screen.search, ENTER)
    assert screen.grid.empty.text == "Nobody is found this way."
    qtbot.mouseClick(screen.grid.empty.findChild(QAbstractButton), LEFT)
    assert len(screen.grid.grid.rows) == len(screen.scoring.subjects)


def test_another_part_can_ask_for_a_score_that_a_filter_hides(screen):
    subject, indicator = _place(screen, lambda cell: cell.is_assessed and not cell.scored.lost)
    screen.filters.only.press("only", "unset")
    screen.whole.show_part("scores", (subject.id, indicator.id))
    assert screen.grid.chosen() == (subject.id, indicator.id)
    assert screen.panel.unit.text() == subject.name
    screen.whole.show_part("scores", ScoreTarget(subject.id))
    assert screen.panel.shows_summary()


def test_a_scheme_of_branches_heads_them_as_branches_without_kinds_of_unit(
    screen, workspace, qtbot
):
    branches = next(s for s in workspace.ask(list_schemes, 2021) if s.appraised == "branches")
    screen.whole.choose_scheme(branches.id)
    qtbot.waitUntil(lambda: screen.scoring.scheme.id == branches.id)
    assert screen.grid.corner.columns[1].heading == "Branch"
    assert screen.filters.kinds.isVisible() == (branches.scope == "all")


def test_an_empty_year_leads_to_entering_importing_and_copying_a_scheme(screen, workspace, qtbot):
    asked = []
    screen.part_requested.disconnect()
    screen.part_requested.connect(lambda name, target: asked.append((name, target)))
    workspace.year = 2019
    buttons = screen.nothing.empty.findChildren(QAbstractButton)
    for button in buttons[:3]:
        qtbot.mouseClick(button, LEFT)
    assert asked == [("scheme", "new"), ("scheme", "import"), ("scheme", "copy")]


def test_a_scheme_without_indicators_says_so(screen, workspace, qtbot):
    def make(session):
        scheme = Scheme(year=2018, title="Bare", appraised="units")
        session.add(scheme)

    workspace.do(make)
    workspace.year = 2018
    qtbot.waitUntil(lambda: "Bare" in screen.nothing.empty.text)
    assert screen.nothing.isVisible()


# --- final scores


def test_final_scores_say_since_when_and_take_nothing_more(screen, workspace, qtbot):
    subject, indicator = _untouched(screen)
    scheme = screen.scoring.scheme.id
    workspace.do(finalise_appraisal, scheme, allow_missing=True, finalised_on=date(2021, 12, 20))
    qtbot.waitUntil(lambda: screen.scoring.final is not None)
    assert screen.final_line.isVisible()
    assert "2021" in screen.final_line.text()
    assert "Reopen" in screen.final_line.toolTip()
    screen.grid.choose(subject.id, indicator.id)
    qtbot.waitUntil(lambda: screen.panel.evidence.is_read)
    assert screen.panel.evidence.table.rows.rowCount() > 0
    for form in screen.panel.forms():
        assert form.points_line.isReadOnly()
        assert not form.save_button.isEnabled()
        assert not form.take_back_button.isEnabled()
    assert not screen.panel.appeals.new_button.isEnabled()
    screen.panel.tabs.setCurrentIndex(ASSESSED)
    screen.grid.setFocus()
    qtbot.keyClick(screen.grid, Qt.Key.Key_5)
    assert screen.leave()
    workspace.do(reopen_appraisal, scheme, "mistake")
    qtbot.waitUntil(lambda: screen.scoring.final is None)
    assert screen.final_line.isHidden()
    assert screen.panel.form.save_button.isEnabled()


def test_points_typed_while_the_scores_became_final_elsewhere_are_refused_in_words(
    screen, workspace, qtbot
):
    subject, indicator = _untouched(screen)
    screen.grid.choose(subject.id, indicator.id)
    screen.panel.tabs.setCurrentIndex(OWN)
    screen.panel.enter()
    workspace.database.do(finalise_appraisal, screen.scoring.scheme.id, allow_missing=True)
    _type(qtbot, screen.panel.own.form.words_line, "why")
    screen.panel.own.form.points_line.setText("1")
    screen.panel.own.form.form.mark_dirty()
    assert not screen.leave()
    assert "final" in str(screen.errors[-1])
    screen.panel.own.form.revert()
    assert screen.leave()


# --- appeals at the score


def test_an_appeal_is_raised_at_the_score_and_its_answer_leads_to_the_points(
    screen, workspace, qtbot
):
    subject, indicator = _untouched(screen)
    before = screen.scoring.cell(subject.id, indicator.id).scored.points
    screen.grid.choose(subject.id, indicator.id)
    screen.panel.tabs.setCurrentIndex(APPEALS)
    appeals = screen.panel.appeals

    def fill(values):
        dialog = QApplication.activeModalWidget()
        dialog.form.set_values(values)
        dialog.accept_button.click()
        assert not dialog.isVisible(), dialog.form.complaints()

    QTimer.singleShot(0, lambda: fill({"text": "The list was incomplete."}))
    qtbot.mouseClick(appeals.new_button, LEFT)
    _wait(qtbot, screen)
    assert screen.panel.tabs.tabText(APPEALS) == "Appeals 1"
    assert appeals.chosen().points_then == before
    assert "※" in _cell(screen, subject, indicator).sign
    answer = {"outcome": "upheld", "answer": "So it was."}
    QTimer.singleShot(0, lambda: fill(answer))
    qtbot.mouseClick(appeals.answer_button, LEFT)
    assert screen.panel.tabs.currentIndex() == ASSESSED
    assert screen.panel.form.words_line.text().startswith("Adjusted after the appeal of 2021-")
    assert screen.whole.focusWidget() is screen.panel.form.points_line
    _type(qtbot, screen.panel.form.points_line, "0.9")
    _wait(qtbot, screen)
    cell = screen.scoring.cell(subject.id, indicator.id)
    assert cell.scored.points == Decimal("0.9")
    screen.grid.choose(subject.id, indicator.id)
    assert appeals.chosen().points_then == before
    assert not appeals.answer_button.isEnabled()


def test_the_own_scores_of_the_sample_are_compared_with_what_is_computed(screen, workspace):
    subject, indicator = _place(screen, lambda cell: cell.own is not None)
    screen.grid.choose(subject.id, indicator.id)
    own = screen.panel.comparison.lines()[1]
    assert "Self-score" in own
    assert "none yet" not in own
    workspace.do(save_own_score, indicator.id, subject.id, Decimal(0), "none")
