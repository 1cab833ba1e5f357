"""The appraisal page, used as a person does: choose a cell, read why, give points."""

from __future__ import annotations

from decimal import Decimal

import pytest
from openpyxl import load_workbook
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QComboBox, QLineEdit

from deskapp.errors import FieldProblems
from deskapp.queries.appraisal import list_indicators, list_schemes
from deskapp.records.scheme import Indicator, Scheme
from deskapp.records.score import AssessorScore
from deskapp.screens.appraisal.screen import AppraisalScreen
from deskapp.usecases.assessor_scores import give_points
from deskapp.usecases.schemes import delete_schemes

ENTER, ESCAPE = Qt.Key.Key_Return, Qt.Key.Key_Escape


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
    page = whole.part("scores")
    page.whole, page.notices, page.errors = whole, notices, errors
    page.scheme_box = whole.scheme_box
    _wait_for_points(qtbot, page)
    return page


def _wait_for_points(qtbot, page):
    qtbot.waitUntil(lambda: page.scoring is not None and not page.scorer.is_running)


def _by_hand(page):
    return next(one for one in page.scoring.indicators if one.by_hand)


def _measured(page, measure="meeting_attendance"):
    return next(one for one in page.scoring.indicators if one.measure == measure)


def _text_of(page, unit, indicator):
    return page.grid.grid.index_of(unit.id, indicator.id).data()


def _type_points(qtbot, page, text):
    page.panel.form.points_line.selectAll()
    QTest.keyClicks(page.panel.form.points_line, text)
    qtbot.keyClick(page.panel.form.points_line, ENTER)


def _begin_giving(page, place=0):
    indicator = _by_hand(page)
    page.grid.choose(page.scoring.subjects[place].id, indicator.id)
    page.panel.enter()
    return indicator


def _given(workspace, indicator, unit):
    def ask(session):
        found = session.query(AssessorScore).filter_by(indicator_id=indicator.id, unit_id=unit.id)
        return [(one.points, one.reason) for one in found]

    return workspace.ask(ask)


def test_every_unit_has_a_cell_under_every_indicator(screen):
    scoring = screen.scoring
    assert screen.grid.grid.rowCount() == len(scoring.subjects)
    for unit in scoring.subjects:
        for indicator in scoring.indicators:
            cell = scoring.cell(unit.id, indicator.id)
            points = cell.scored.points
            taken = indicator.section == "deduction" and points > 0
            shown = f"{-points if taken else points:.2f}" if cell.is_assessed else "unset"
            assert _text_of(screen, unit, indicator) == shown


def test_the_scheme_its_points_and_its_day_are_said(screen):
    assert screen.scheme_box.currentText() == screen.scoring.scheme.title
    assert "100 ordinary points" in screen.summary.text()
    assert "2021" in screen.summary.text()


def test_the_first_cell_is_explained_at_once(screen):
    unit, indicator = screen.scoring.subjects[0], screen.scoring.indicators[0]
    assert screen.grid.chosen() == (unit.id, indicator.id)
    assert screen.panel.unit.text() == unit.name
    assert indicator.criteria in screen.panel.facts.text()
    assert indicator.sentence() in screen.panel.facts.text()
    assert screen.scoring.cell(unit.id, indicator.id).computed.why in screen.panel.facts.text()


def test_lost_points_have_a_sign_as_well_as_a_colour(screen):
    cells = screen.grid.grid
    for unit in screen.scoring.subjects:
        for indicator in screen.scoring.indicators:
            cell = cells.cell(cells.index_of(unit.id, indicator.id))
            scored = screen.scoring.cell(unit.id, indicator.id)
            if scored.is_assessed:
                assert bool(cell.sign) == bool(cell.tone)
                assert any(sign in cell.sign for sign in "▽▼") == (scored.scored.lost > 0)


def _evidence(qtbot, screen):
    """Return the evidence of the chosen cell once it is read."""
    qtbot.waitUntil(lambda: screen.panel.evidence.is_read)
    return screen.panel.evidence


def test_the_evidence_is_waited_for_without_holding_the_window(screen, qtbot):
    indicator = _measured(screen)
    _evidence(qtbot, screen)
    first, second = [
        unit for unit in screen.scoring.subjects
        if screen.scoring.cell(unit.id, indicator.id).counted.denominator
    ][-2:]  # fmt: skip
    for unit in (first, second):
        screen.grid.choose(unit.id, indicator.id)
        assert (screen.panel.evidence.count.text(), screen.panel.evidence.rows) == ("…", [])
    evidence = _evidence(qtbot, screen)
    assert {row.subject_id for row in evidence.rows} == {second.id}
    assert str(len(evidence.rows)) in evidence.count.text()
    qtbot.waitUntil(lambda: not screen.panel.reader.is_running)
    assert {row.subject_id for row in evidence.rows} == {second.id}


def test_the_evidence_has_as_many_rows_as_were_counted(screen, qtbot):
    indicator = _measured(screen)
    scoring = screen.scoring
    unit = next(u for u in scoring.subjects if scoring.cell(u.id, indicator.id).scored.lost)
    counted = screen.scoring.cell(unit.id, indicator.id).counted
    screen.grid.choose(unit.id, indicator.id)
    evidence = _evidence(qtbot, screen)
    assert evidence.table.rows.rowCount() == counted.denominator
    evidence.chips.press("counts", False)
    assert evidence.table.rows.rowCount() == counted.denominator - counted.numerator
    assert {row.mark for row in map(evidence.table.rows.row_at, range(1))} == {"× no"}


def test_a_row_of_the_evidence_opens_its_meeting(screen, qtbot):
    pages = []
    screen.page_requested.connect(lambda name, target: pages.append((name, target)))
    screen.grid.choose(screen.scoring.subjects[0].id, _measured(screen).id)
    table = _evidence(qtbot, screen).table
    screen.panel.enter()
    assert table.hasFocus()
    table.setCurrentIndex(table.rows.index(0, 0))
    qtbot.keyClick(table, ENTER)
    (first, *_others) = screen.panel.evidence.rows
    assert pages == [("meetings", first.record_id)]


def test_points_are_typed_down_the_column_with_enter_alone(screen, workspace, qtbot):
    indicator = _begin_giving(screen)
    full = f"{indicator.points:f}"
    units = screen.scoring.subjects[:3]
    for unit in units:
        assert screen.panel.unit.text() == unit.name
        _type_points(qtbot, screen, full)
    assert [_given(workspace, indicator, unit)[0][0] for unit in units] == [indicator.points] * 3
    assert screen.panel.unit.text() == screen.scoring.subjects[3].name
    _wait_for_points(qtbot, screen)
    assert [_text_of(screen, unit, indicator) for unit in units] == [f"{indicator.points:.2f}"] * 3


def test_enter_goes_to_the_reason_first_when_points_are_taken_off(screen, workspace, qtbot):
    indicator = _begin_giving(screen)
    unit = screen.scoring.subjects[0]
    reason = screen.panel.form.form.editors["reason"].control
    reason.clear()
    _type_points(qtbot, screen, "1")
    assert reason.hasFocus()
    QTest.keyClicks(reason, "late")
    qtbot.keyClick(reason, ENTER)
    assert _given(workspace, indicator, unit) == [(Decimal(1), "late")]
    assert screen.panel.form.points_line.hasFocus()


def test_too_many_points_are_complained_about_and_the_unit_stays(screen, workspace, qtbot):
    indicator = _begin_giving(screen)
    unit = screen.scoring.subjects[0]
    before = _given(workspace, indicator, unit)
    _type_points(qtbot, screen, "99")
    assert "points" in screen.panel.form.form.complaints()
    screen.grid.choose(screen.scoring.subjects[1].id, indicator.id)
    assert screen.grid.chosen() == (unit.id, indicator.id)
    assert _given(workspace, indicator, unit) == before
    assert screen.panel.form.points_line.text().startswith("99")
    assert not screen.leave()


def test_escape_takes_back_what_was_typed_and_leads_to_the_grid(screen, qtbot):
    _begin_giving(screen)
    line = screen.panel.form.points_line
    before = line.text()
    line.selectAll()
    QTest.keyClicks(line, "3")
    qtbot.keyClick(line, ESCAPE)
    assert line.text() == before
    assert screen.grid.hasFocus()
    assert screen.leave()


def test_enter_in_the_grid_leads_into_the_points(screen, qtbot):
    screen.grid.choose(screen.scoring.subjects[0].id, _by_hand(screen).id)
    screen.grid.setFocus()
    qtbot.keyClick(screen.grid, ENTER)
    assert screen.panel.form.points_line.hasFocus()


def test_a_digit_in_the_grid_begins_the_points_of_the_chosen_unit(screen, qtbot):
    unit, indicator = screen.scoring.subjects[0], _begin_giving(screen)
    screen.grid.setFocus()
    qtbot.keyClick(screen.grid, Qt.Key.Key_9)
    assert screen.grid.chosen() == (unit.id, indicator.id)
    assert screen.panel.form.points_line.text() == "9"
    assert screen.panel.form.points_line.hasFocus()


def test_what_was_typed_is_saved_when_another_cell_is_chosen(screen, workspace, qtbot):
    indicator = _begin_giving(screen)
    unit = screen.scoring.subjects[0]
    line = screen.panel.form.points_line
    line.selectAll()
    QTest.keyClicks(line, f"{indicator.points:f}")
    screen.grid.choose(screen.scoring.subjects[1].id, indicator.id)
    assert _given(workspace, indicator, unit)[0][0] == indicator.points


def test_points_that_were_taken_back_are_not_assessed(screen, workspace, qtbot):
    indicator = _begin_giving(screen)
    unit = screen.scoring.subjects[0]
    _type_points(qtbot, screen, f"{indicator.points:f}")
    _wait_for_points(qtbot, screen)
    screen.grid.choose(unit.id, indicator.id)
    qtbot.mouseClick(screen.panel.form.take_back_button, Qt.MouseButton.LeftButton)
    assert _given(workspace, indicator, unit) == []
    _wait_for_points(qtbot, screen)
    assert _text_of(screen, unit, indicator) == "unset"
    assert screen.panel.badge.accessibleName() == "Not assessed"
    assert "counts 0" in screen.board.note.text() or "count 0" in screen.board.note.text()


def test_the_last_unit_of_the_column_says_so(screen, qtbot):
    indicator = _begin_giving(screen, place=-1)
    _type_points(qtbot, screen, f"{indicator.points:f}")
    assert screen.notices[-1].text == "That was the last one of the column."
    assert screen.grid.hasFocus()


def test_points_given_elsewhere_appear_without_disturbing_what_is_typed(screen, workspace, qtbot):
    indicator = _begin_giving(screen)
    other = screen.scoring.subjects[1]
    line = screen.panel.form.points_line
    line.selectAll()
    QTest.keyClicks(line, "2")
    workspace.do(give_points, indicator.id, other.id, indicator.points, "")
    _wait_for_points(qtbot, screen)
    assert _text_of(screen, other, indicator) == f"{indicator.points:.2f}"
    assert line.text() == "2"
    assert screen.grid.chosen() == (screen.scoring.subjects[0].id, indicator.id)


def test_undo_brings_the_points_back_into_the_grid(screen, workspace, qtbot):
    indicator = _begin_giving(screen)
    unit = screen.scoring.subjects[0]
    before = _text_of(screen, unit, indicator)
    screen.panel.form.form.editors["reason"].control.setText("why")
    _type_points(qtbot, screen, "0.5")
    _wait_for_points(qtbot, screen)
    assert _text_of(screen, unit, indicator) == "0.50"
    workspace.undo()
    _wait_for_points(qtbot, screen)
    assert _text_of(screen, unit, indicator) == before


def test_the_units_are_sorted_by_total_at_a_press_on_its_head(screen, qtbot):
    heads = screen.grid.corner.columns
    before = sum(column.width for column in heads[: [h.key for h in heads].index("total")])
    place = QPoint(before + 10, 10)
    qtbot.mouseClick(screen.grid.corner, Qt.MouseButton.LeftButton, pos=place)
    totals = [Decimal(row.heads[2]) for row in screen.grid.grid.rows]
    assert totals == sorted(totals, reverse=True)
    assert screen.filters.order_box.currentData() == "total"
    screen.filters.order_box.setCurrentIndex(0)
    screen.filters.order_box.activated.emit(0)
    assert [row.id for row in screen.grid.grid.rows] == [u.id for u in screen.scoring.subjects]


def test_only_the_units_of_a_kind_are_shown(screen):
    screen.filters.kinds.press("kind", "institution")
    shown = {row.id for row in screen.grid.grid.rows}
    assert shown == {u.id for u in screen.scoring.subjects if u.kind == "institution"}
    assert screen.status == f"{len(shown)} of {len(screen.scoring.subjects)} shown"


def test_a_year_without_a_scheme_says_so_and_offers_the_sample(screen, workspace, qtbot):
    workspace.year = 2019
    assert "2019 has no appraisal scheme" in screen.nothing.empty.text
    button = screen.nothing.empty.findChildren(QAbstractButton)[-1]
    with qtbot.waitSignal(screen.sample_requested):
        qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    workspace.year = 2021
    _wait_for_points(qtbot, screen)
    assert screen.grid.isVisible()


def test_a_second_scheme_of_the_year_can_be_chosen(screen, workspace, qtbot):
    first = screen.scoring.scheme.id

    def copy(session):
        source = list_indicators(session, first)[0]
        scheme = Scheme(year=2021, title="Second", appraised="units")
        session.add(scheme)
        session.flush()
        session.add(
            Indicator(
                scheme_id=scheme.id,
                position=1,
                level1="Only",
                level2="One",
                points=source.points,
                rule="by_hand",
            )
        )

    workspace.do(copy)
    _wait_for_points(qtbot, screen)
    place = screen.scheme_box.findText("Second")
    screen.scheme_box.setCurrentIndex(place)
    screen.scheme_box.activated.emit(place)
    qtbot.waitUntil(lambda: screen.scoring.scheme.title == "Second")
    assert [column.heading for column in screen.grid.grid.columns] == ["One"]


def test_a_year_whose_schemes_are_deleted_is_empty(screen, workspace):
    workspace.do(delete_schemes, [scheme.id for scheme in workspace.ask(list_schemes, 2021)])
    assert "2021 has no appraisal scheme" in screen.nothing.empty.text


def test_the_appraisal_is_exported_and_the_toast_leads_to_it(screen, qtbot, tmp_path):
    target = tmp_path / "appraisal.xlsx"
    screen.export_bar.choose_file = lambda suggestion: str(target.with_suffix(""))
    with qtbot.waitSignal(screen.export_bar.done, timeout=30_000):
        qtbot.mouseClick(screen.export_button, Qt.MouseButton.LeftButton)
        assert screen.export_bar.isVisible()
    assert load_workbook(target, read_only=True).sheetnames
    assert screen.notices[-1].text == "Exported: appraisal.xlsx"
    assert [action.text for action in screen.notices[-1].actions] == ["Open file", "Open folder"]
    assert screen.export_bar.isHidden()


def test_the_suggested_name_is_office_content_and_day(screen, qtbot):
    suggested = []
    screen.export_bar.choose_file = lambda suggestion: suggested.append(suggestion) or ""
    qtbot.mouseClick(screen.export_button, Qt.MouseButton.LeftButton)
    assert screen.workspace.office_name in suggested[0]
    assert "2021" in suggested[0]
    assert suggested[0].endswith(".xlsx")
    assert not screen.export_bar.is_running


def test_everything_that_takes_the_keyboard_has_a_name(screen):
    for kind in (QAbstractButton, QComboBox, QLineEdit):
        for widget in screen.findChildren(kind):
            if widget.focusPolicy() != Qt.FocusPolicy.NoFocus and widget.isVisible():
                named = widget.accessibleName() or getattr(widget, "text", str)()
                assert named, widget


def test_points_given_in_another_window_are_told_before_they_are_written_over(
    screen, workspace, qtbot
):
    indicator = _begin_giving(screen)
    unit = screen.scoring.subjects[0]
    workspace.database.do(give_points, indicator.id, unit.id, Decimal("0.5"), "theirs")
    with qtbot.waitSignal(screen.panel.form.failed) as failed:
        _type_points(qtbot, screen, f"{indicator.points:f}")
    assert "meanwhile" in str(failed.args[0])
    assert _given(workspace, indicator, unit) == [(Decimal("0.5"), "theirs")]
    qtbot.keyClick(screen.panel.form.points_line, ENTER)
    assert _given(workspace, indicator, unit)[0][0] == indicator.points


def test_a_reason_longer_than_its_field_is_refused(screen, workspace):
    indicator = _begin_giving(screen)
    unit = screen.scoring.subjects[0]
    with pytest.raises(FieldProblems) as refused:
        workspace.do(give_points, indicator.id, unit.id, Decimal("0.5"), "因" * 501)
    assert list(refused.value.by_field) == ["reason"]


def test_points_of_another_window_are_not_taken_back_and_what_is_typed_stays(
    screen, workspace, qtbot
):
    indicator = _begin_giving(screen)
    unit, form = screen.scoring.subjects[0], screen.panel.form
    workspace.database.do(give_points, indicator.id, unit.id, Decimal("0.5"), "theirs")
    form.words_line.selectAll()
    qtbot.keyClicks(form.words_line, "mine")
    with qtbot.waitSignal(form.failed) as failed:
        form.take_back()
    assert "meanwhile" in str(failed.args[0])
    assert (form.words_line.text(), form.form.is_dirty) == ("mine", True)
    assert _given(workspace, indicator, unit) == [(Decimal("0.5"), "theirs")]
    form.take_back()
    assert _given(workspace, indicator, unit) == []
    assert (form.words_line.text(), form.form.is_dirty) == ("", False)
