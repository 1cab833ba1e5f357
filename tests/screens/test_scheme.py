"""The scheme part of the appraisal page, used as a person does: entered, moved, saved, compared."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel
from sqlalchemy import select

from deskapp.database import insert_rows
from deskapp.queries.appraisal import list_indicators, list_schemes
from deskapp.records.final_scoring import FinalScoring
from deskapp.records.score import AssessorScore
from deskapp.records.unit import Unit
from deskapp.screens.appraisal.screen import AppraisalScreen
from deskapp.usecases.schemes import copy_scheme, open_scheme, save_scheme

ENTER, TAB = Qt.Key.Key_Return, Qt.Key.Key_Tab
EMPTY_YEAR = 2030


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
    whole.show_part("scheme")
    whole.shown()
    part = whole.part("scheme")
    part.whole, part.notices, part.errors = whole, notices, errors
    return part


@pytest.fixture
def empty_year(screen, workspace):
    """Return the part in a year without a scheme."""
    workspace.year = EMPTY_YEAR
    screen.whole.shown()
    return screen


def _press(widget, key, modifier=Qt.KeyboardModifier.NoModifier):
    QTest.keyClick(widget, key, modifier)


def _choose(box, code):
    """Choose in a combo box as the keyboard does."""
    box.setFocus()
    while box.currentData() != code:
        before = box.currentIndex()
        _press(box, Qt.Key.Key_Down if before < box.findData(code) else Qt.Key.Key_Up)
        assert box.currentIndex() != before
    box.activated.emit(box.currentIndex())


def _type_number(part, name, text):
    line = part.detail.indicators.form.rule.form.editors[name].control
    line.setFocus()
    line.selectAll()
    QTest.keyClicks(line, text)


def _enter_indicator(part, type_into, names, points):
    """Add an indicator and fill its names and its worth in, going on with Enter."""
    editor = part.detail.indicators
    _press(editor.table, Qt.Key.Key_Insert)
    level1, level2 = (editor.form.form.editors[name].control for name in ("level1", "level2"))
    for line, name in ((level1, names[0]), (level2, names[1])):
        type_into(line, name)
    _press(level2, ENTER)
    line = QApplication.focusWidget()
    assert line is editor.form.form.editors["points"].control
    line.selectAll()
    QTest.keyClicks(line, points)


def _said(part):
    return part.detail.sums.ordinary.accessibleName()


def _names(part):
    return [draft.level2 for draft in part.detail.indicators.sums()]


def _saved(part):
    [scheme] = part.workspace.ask(list_schemes, part.workspace.year)
    return part.workspace.ask(open_scheme, scheme.id)


def _choose_indicator(part, level2):
    table = part.detail.indicators.table
    row = _names(part).index(level2)
    table.setFocus()
    table.setCurrentIndex(table.rows.index(row, 0))


def _answer(part):
    """Press the button that does what the question is about."""
    box = part.dialogs.question
    words = box.windowTitle()
    next(button for button in box.buttons() if button.text() == words).click()


def test_a_whole_scheme_is_entered_by_keyboard_and_opened_again(empty_year, type_into) -> None:
    part = empty_year
    assert "no appraisal scheme yet" in part.empty.text
    part.new_action.trigger()
    _enter_indicator(part, type_into, ("学习", "到会"), "60")
    _choose(part.detail.indicators.form.measure.box, "meeting_attendance")
    _type_number(part, "floor", "60")
    _enter_indicator(part, type_into, ("任务", "逾期"), "30")
    assert _said(part) == "Ordinary points 90 of 100: 10 missing"
    _choose(part.detail.indicators.form.measure.box, "tasks_overdue")
    _choose(part.detail.indicators.form.rule.kind_box, "deduct_per_missing")
    _choose(part.detail.indicators.form.rule.form.editors["counts"].control, "numerator")
    _type_number(part, "each", "0.5")
    _enter_indicator(part, type_into, ("创新", "特色"), "10")
    assert _said(part) == "Ordinary points 100 of 100"
    _press(part.detail.indicators.table, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    assert not part.errors
    assert not part.detail.is_dirty()
    saved = _saved(part)
    assert [(i.level1, i.level2, i.points, i.rule) for i in saved.indicators] == [
        ("学习", "到会", 60, "share"),
        ("任务", "逾期", 30, "deduct_per_missing"),
        ("创新", "特色", 10, "by_hand"),
    ]
    assert saved.indicators[0].rule_parameters == {"floor": "0.6", "full_at": "1"}
    assert saved.indicators[1].rule_parameters == {"counts": "numerator", "each": "0.5"}
    assert part.scheme.id == saved.id
    assert _names(part) == ["到会", "逾期", "特色"]


def test_the_rule_is_said_in_words_while_it_is_typed(screen) -> None:
    _choose_indicator(screen, "书记配备")
    form = screen.detail.indicators.form
    _choose(form.rule.kind_box, "bands")
    assert "bands" in form.sentence.text()  # not one band yet: it says what is missing
    assert screen.detail.indicators.table.rows.row_at(1).wrong
    for name, text in (("at_least", "90"), ("points", "4")):
        line = form.rule.bands.editor(0, name).control
        line.setFocus()
        QTest.keyClicks(line, text)
    assert form.draft.rule_parameters == {"bands": [{"at_least": "0.9", "points": "4"}]}
    assert "90%" in form.sentence.text().replace(" ", "")
    assert form.trial.answer.text() == "would give 0.00 points"
    form.trial.counted.setValue(14)
    assert form.trial.answer.text() == "would give 4.00 points"


def test_only_rules_that_fit_section_and_figures_are_offered(screen) -> None:
    _choose_indicator(screen, "书记配备")
    form = screen.detail.indicators.form

    def offered():
        return [form.rule.kind_box.itemData(n) for n in range(form.rule.kind_box.count())]

    assert offered() == ["share", "deduct_per_missing", "bands", "per_item"]
    _choose(form.form.editors["section"].control, "bonus")
    assert offered() == ["per_item", "share", "bands"]
    _choose(form.measure.box, "practices_adopted")
    assert "highest_only" in offered()
    _choose(form.measure.box, "")
    assert offered() == ["by_hand"]
    assert form.rule.form is None


def test_levels_take_points_each(screen) -> None:
    _choose_indicator(screen, "书记配备")
    form = screen.detail.indicators.form
    _choose(form.measure.box, "practices_adopted")
    _choose(form.rule.kind_box, "highest_only")
    for code, text in (("national", "3"), ("municipal", "1")):
        line = form.rule.levels.editors[code].control
        line.setFocus()
        QTest.keyClicks(line, text)
    assert form.draft.rule_parameters == {"levels": {"municipal": "1", "national": "3"}}
    assert form.trial.answer.text() == "would give 3.00 points"


def test_figures_ask_only_what_they_know(screen) -> None:
    form = screen.detail.indicators.form
    assert set(form.measure.parts) == {"kinds", "stand_ins"}
    part = form.measure.parts["stand_ins"]
    QTest.mouseClick(part.box, Qt.MouseButton.LeftButton)
    assert form.draft.measure_parameters["stand_ins"] is False
    _choose(form.measure.box, "tasks_overdue")
    assert not form.measure.parts


def test_the_order_changes_by_alt_and_arrows_and_is_saved(screen) -> None:
    first, second, *_rest = _names(screen)
    ids = {i.level2: i.id for i in screen.detail.draft.indicators}
    table = screen.detail.indicators.table
    table.setFocus()
    _press(table, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    assert _names(screen)[:2] == [second, first]
    assert screen.save()
    rows = screen.workspace.ask(list_indicators, screen.scheme.id)
    assert [row.id for row in rows[:2]] == [ids[second], ids[first]]


def test_an_indicator_with_scores_is_taken_out_only_when_told_to(qtbot, screen) -> None:
    by_hand = next(i for i in screen.detail.draft.indicators if i.rule == "by_hand")
    before = len(_names(screen))
    _choose_indicator(screen, by_hand.level2)
    screen.detail.indicators.table.setFocus()
    _press(screen.detail.indicators.table, Qt.Key.Key_Delete)
    assert "assessors' score" in screen.dialogs.question.informativeText()
    assert len(_names(screen)) == before
    _answer(screen)
    assert len(_names(screen)) == before - 1


def test_a_copy_of_an_indicator_stands_under_it(screen) -> None:
    first = _names(screen)[0]
    screen.detail.indicators.copy_action.trigger()
    assert _names(screen)[:2] == [first, first]
    problems = screen.detail.sums.problems
    assert "to mend" in problems.text()
    said = [action.text() for action in problems.menu().actions()]
    assert any("more than once" in text for text in said)


def test_what_is_to_mend_leads_to_its_indicator(screen) -> None:
    _choose_indicator(screen, "书记配备")
    _choose(screen.detail.indicators.form.rule.kind_box, "bands")
    _choose_indicator(screen, _names(screen)[0])
    screen.detail.sums.problems.menu().actions()[-1].trigger()
    assert screen.detail.indicators.form.draft.level2 == "书记配备"


def test_a_year_without_a_scheme_offers_to_read_one(empty_year) -> None:
    empty_year.show_target("import")
    assert empty_year.dialogs.dialog.isVisible()
    empty_year.dialogs.dialog.reject()


def test_revert_goes_back_to_what_was_saved(screen, type_into) -> None:
    saved = _names(screen)
    type_into(screen.detail.indicators.form.form.editors["level2"].control, "另一指标")
    assert _names(screen) != saved
    screen.panel.revert_button.click()
    assert _names(screen) == saved
    assert not screen.detail.is_dirty()


def test_what_was_typed_is_saved_when_the_part_is_left(screen, type_into) -> None:
    type_into(screen.detail.indicators.form.form.editors["level2"].control, "另一指标")
    screen.whole.show_part("scores")
    [row, *_rest] = screen.workspace.ask(list_indicators, screen.scheme.id)
    assert row.level2 == "另一指标"


def test_a_half_filled_indicator_keeps_one_here_with_the_complaint(screen) -> None:
    screen.detail.indicators.add_action.trigger()
    _choose_indicator(screen, "书记配备")
    assert not screen.leave()
    form = screen.detail.indicators.form
    assert form.draft.level2 == ""
    assert "level2" in form.form.complaints()


def test_a_number_that_cannot_be_read_is_not_left_behind(screen) -> None:
    first = _names(screen)[0]
    _type_number(screen, "floor", "many")
    _choose_indicator(screen, "书记配备")
    assert screen.detail.indicators.form.draft.level2 == first
    assert "many" in screen.detail.indicators.form.sentence.text()


def test_grades_are_typed_and_say_when_they_are_none(screen) -> None:
    head = screen.detail.head
    head.fold_button.click()
    line = head.grades.editor(1, "at_least").control
    line.setFocus()
    line.selectAll()
    QTest.keyClicks(line, "90")
    assert not screen.leave()
    assert "same total" in head.grades_complaint.text()
    line.selectAll()
    QTest.keyClicks(line, "85")
    assert screen.leave()
    scheme = screen.workspace.ask(open_scheme, screen.scheme.id)
    assert scheme.grades[1].at_least == Decimal(85)


def test_a_rule_is_read_from_the_criteria_when_asked_for(screen, type_into) -> None:
    _choose_indicator(screen, "书记配备")
    form = screen.detail.indicators.form
    form.form.editors["criteria"].control.setPlainText("每少1人扣0.5分,扣完为止")
    assert form.guess.button.isVisible()
    QTest.mouseClick(form.guess.button, Qt.MouseButton.LeftButton)
    assert form.draft.rule == "deduct_per_missing"
    assert form.draft.rule_parameters["each"] == "0.5"
    assert not form.guess.isVisible()


def test_the_figures_are_offered_with_the_rule_where_none_are_chosen(empty_year, type_into) -> None:
    empty_year.new_scheme()
    _enter_indicator(empty_year, type_into, ("会议", "会议纪律"), "10")
    form = empty_year.detail.indicators.form
    form.form.editors["criteria"].control.setPlainText("工作会议无故缺席的，每1人次扣0.2分")
    assert "Absence from meetings" in form.guess.said.text()
    assert "Work meeting" in form.guess.said.text()
    QTest.mouseClick(form.guess.button, Qt.MouseButton.LeftButton)
    assert (form.draft.measure, form.draft.measure_parameters) == ("absences", {"kinds": ["work"]})
    assert form.draft.rule == "deduct_per_missing"
    assert form.measure.code == "absences"
    assert not form.guess.isVisible()


def test_a_sentence_that_means_less_than_the_figures_offers_no_rule(empty_year, type_into) -> None:
    empty_year.new_scheme()
    _enter_indicator(empty_year, type_into, ("会议", "会议纪律"), "10")
    form = empty_year.detail.indicators.form
    form.form.editors["criteria"].control.setPlainText("主要负责人无故缺席会议的，每次扣1分")
    assert not form.guess.button.isVisible()


def test_a_section_under_which_something_was_given_is_refused_at_its_field(
    screen, workspace
) -> None:
    _choose_indicator(screen, "书记配备")
    indicator = screen.detail.indicators.form.draft
    [unit] = workspace.ask(lambda session: session.execute(select(Unit.id).limit(1)).scalars())
    row = {"indicator_id": indicator.id, "unit_id": unit, "points": Decimal(1)}
    workspace.do(insert_rows, AssessorScore, [row])
    box = screen.detail.indicators.form.form.editors["section"].control
    _choose(box, "deduction")
    _type_number(screen, "each", "1")
    assert not screen.save()
    told = screen.detail.indicators.form.form.findChildren(QLabel)
    assert any("duplicate the indicator" in label.text() for label in told if label.isVisible())


def test_the_head_of_a_new_scheme_says_that_it_is_not_saved_yet(empty_year, workspace) -> None:
    empty_year.new_scheme()
    assert empty_year.panel.note.text() == "Not saved yet"
    assert empty_year.leave()  # nothing was typed: there is nothing to save
    assert workspace.ask(list_schemes, EMPTY_YEAR) == []
    assert empty_year.save()
    assert empty_year.panel.note.text() != "Not saved yet"


def test_final_scores_leave_the_scheme_read_only(screen, workspace) -> None:
    days = {"finalised_on": date(2021, 11, 10), "as_of": date(2021, 11, 10)}
    row = {"scheme_id": screen.scheme.id, "program_version": "1", "content": "", "sha256": "0"}
    workspace.do(insert_rows, FinalScoring, [row | days])
    screen.refresh()
    assert screen.detail.badge() == ("Final", "green")
    assert not screen.detail.indicators.add_action.isEnabled()
    assert not screen.delete_action.isEnabled()
    assert screen.detail.indicators.form.form.editors["level2"].control.isReadOnly()
    assert not screen.panel.save_button.isEnabled()


def test_a_scheme_is_copied_to_another_year_and_shown_there(screen, workspace) -> None:
    title = screen.scheme.title
    screen.copy_action.trigger()
    assert screen.dialogs.dialog.form.values() == {"year": screen.scheme.year + 1}
    screen.dialogs.dialog.accept_button.click()
    there = screen.notices[-1].actions[0]
    there.run()
    assert workspace.year == 2022
    assert screen.scheme.title == title.replace("2021", "2022")
    assert len(_names(screen)) == len(screen.detail.draft.indicators)


def test_an_empty_year_takes_a_scheme_over(empty_year, workspace) -> None:
    empty_year.show_target("copy")
    empty_year.dialogs.dialog.accept_button.click()
    assert empty_year.scheme is not None
    assert empty_year.scheme.year == EMPTY_YEAR
    assert _names(empty_year)


def test_deleting_asks_where_scores_were_given_and_can_be_undone(screen, workspace) -> None:
    scheme = screen.scheme
    screen.delete_action.trigger()
    assert "goes along" in screen.dialogs.question.informativeText()
    _answer(screen)
    assert scheme.id not in [one.id for one in workspace.ask(list_schemes)]
    workspace.undo()
    assert scheme.id in [one.id for one in workspace.ask(list_schemes)]


def test_two_schemes_are_compared_by_what_became_of_each_indicator(screen, workspace) -> None:
    new = workspace.do(copy_scheme, screen.scheme.id, 2022)
    draft = workspace.ask(open_scheme, new)
    gone = draft.indicators.pop(1).level2
    draft.indicators[0].points = Decimal(9)
    workspace.do(save_scheme, draft)
    screen.refresh()
    screen.compare_action.trigger()
    dialog = screen.dialogs.dialog
    place = next(
        n for n in range(dialog.other_box.count()) if "2022" in dialog.other_box.itemText(n)
    )
    dialog.other_box.setCurrentIndex(place)
    dialog.compare()
    marks = {row.level2: row.mark for row in _rows(dialog.table)}
    assert marks[gone] == "− gone"
    assert dialog.found.number("changed") == 1
    dialog.lists.buttons["changed"].click()
    [row] = _rows(dialog.table)
    assert (row.changes, row.one, row.other) == ("Worth", "8", "9")
    assert "before: 8" in dialog.said.text()
    assert dialog.other_box.itemText(place).count("2022") == 1
    dialog.accept()


def _heads(table):
    model = table.rows
    return [
        model.headerData(n, Qt.Orientation.Horizontal)
        for n in range(model.columnCount())
        if model.columns[n].key in ("one", "other")
    ]


def test_two_schemes_of_one_year_are_told_by_number(screen, workspace) -> None:
    new = workspace.do(copy_scheme, screen.scheme.id, 2021)
    draft = workspace.ask(open_scheme, new)
    draft.indicators[0].points = Decimal(9)
    workspace.do(save_scheme, draft)
    screen.refresh()
    screen.compare_action.trigger()
    dialog = screen.dialogs.dialog
    names = [dialog.other_box.itemText(n) for n in range(dialog.other_box.count())]
    dialog.other_box.setCurrentIndex(names.index(draft.title))
    dialog.compare()
    assert _heads(dialog.table) == _heads(dialog.totals) == ["Scheme 1", "Scheme 2"]
    dialog.lists.buttons["changed"].click()
    assert "scheme 1: 9" in dialog.said.text()
    dialog.accept()


def _worth(part, text):
    line = part.detail.indicators.form.form.editors["points"].control
    line.setFocus()
    line.selectAll()
    QTest.keyClicks(line, text)


def _press_in_question(words):
    """Press a button of the question that is asked next."""

    def press():
        box = QApplication.activeModalWidget()
        [button] = [one for one in box.buttons() if one.text() == words]
        button.click()

    QTimer.singleShot(0, press)


def _first_worth(part):
    return part.workspace.ask(list_indicators, part.scheme.id)[0].points


@pytest.mark.parametrize(
    ("answer", "part", "worth"),
    [("Cancel", "scheme", 8), ("Discard", "scores", 8), ("Save", "scores", 44)],
)
def test_points_that_stop_adding_up_are_not_saved_without_a_question(
    screen, answer, part, worth
) -> None:
    _worth(screen, "44")
    _press_in_question(answer)
    screen.whole.tabs.setCurrentIndex(list(screen.whole._names).index("scores"))
    assert screen.whole._shown == part
    assert _first_worth(screen) == worth
    assert screen.detail.is_dirty() == (answer == "Cancel")


def test_a_save_that_does_not_add_up_says_so(screen) -> None:
    _worth(screen, "9")
    assert screen.save()
    assert "101 (they should be 100)" in screen.notices[-1].text


def test_what_is_no_number_of_points_is_called_so(screen) -> None:
    _worth(screen, "many")
    [sentence] = screen.detail.sums.problems.toolTip().splitlines()
    assert sentence.endswith("What it is worth is left empty, or is no number.")
    screen.save()
    complaint = screen.detail.indicators.form.form.complaints()["points"]
    assert "many" in complaint


def test_a_new_scheme_is_called_as_it_is_typed(empty_year, type_into) -> None:
    empty_year.new_scheme()
    type_into(empty_year.detail.head.form.editors["title"].control, "直属单位考核方案")
    assert empty_year.detail.heading() == "直属单位考核方案"
    assert empty_year.panel._title.text() == "直属单位考核方案"


def _rows(table):
    return [table.rows.row_at(n) for n in range(table.rows.rowCount())]


def test_a_sealed_year_shows_its_scheme_but_changes_nothing(screen, workspace) -> None:
    from deskapp.usecases.seals import seal_year

    workspace.do(seal_year, screen.scheme.year)
    assert not screen.new_action.isEnabled()
    assert not screen.detail.indicators.add_action.isEnabled()
    assert screen.copy_action.isEnabled()


def test_a_scheme_saved_elsewhere_meanwhile_is_told_and_kept(screen, workspace, type_into) -> None:
    theirs = workspace.ask(open_scheme, screen.scheme.id)
    type_into(screen.detail.indicators.form.form.editors["level2"].control, "我的指标")
    theirs.indicators[1].level2 = "他人的指标"
    workspace.do(save_scheme, theirs)
    assert not screen.leave()
    assert "changed elsewhere" in screen.errors[-1].what
    assert screen.detail.indicators.form.draft.level2 == "我的指标"
    assert screen.leave()
    rows = workspace.ask(list_indicators, screen.scheme.id)
    assert rows[0].level2 == "我的指标"


def test_a_scheme_that_moves_to_another_year_says_where_it_is(screen, workspace) -> None:
    line = screen.detail.head.form.editors["year"].control
    screen.detail.head.unfold()
    line.setFocus()
    line.selectAll()
    QTest.keyClicks(line, "2022")
    moved = screen.scheme.id
    assert screen.save()
    assert screen.scheme is None or screen.scheme.id != moved
    screen.notices[-1].actions[0].run()
    assert workspace.year == 2022
    assert screen.scheme.id == moved
