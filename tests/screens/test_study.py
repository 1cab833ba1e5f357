"""The study page, used as a person does: read a cell, plan a study, enter make-up study."""

from __future__ import annotations

from datetime import date

import pytest
from openpyxl import load_workbook
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog

from deskapp.queries.documents import list_documents
from deskapp.queries.meetings import list_agenda
from deskapp.queries.study.coverage import coverage
from deskapp.queries.study.entries import list_study_entries
from deskapp.queries.study.make_up import not_made_up
from deskapp.queries.study.requirements import list_requirements
from deskapp.records.person import RANKS
from deskapp.screens.study import coverage_answer
from deskapp.screens.study.coverage_cells import WAITING, CoverageCells, state_of
from deskapp.screens.study.dialogs import PlanStudyDialog, SelfStudyDialog
from deskapp.screens.study.entry_dialog import EntryDialog
from deskapp.usecases.meetings import MeetingDraft, hold_meeting, save_meeting
from deskapp.usecases.sample import make_sample
from deskapp.usecases.seals import seal_year
from deskapp.usecases.study import RequirementDraft, open_requirement, save_requirement
from deskapp.widgets.form_dialog import FormDialog

YEAR = 2021


@pytest.fixture(scope="module")
def sample_file(tmp_path_factory):
    """Return the sample of a whole office: the small one misses and breaks too little."""
    path = tmp_path_factory.mktemp("sample") / "office.ledger"
    make_sample(path).close()
    return path


@pytest.fixture
def screen(window, workspace, qtbot):
    window.show_page("study")
    qtbot.waitUntil(lambda: not workspace.is_busy(), timeout=20_000)
    return window.current_screen()


@pytest.fixture
def part(screen, workspace, qtbot):
    """Return how a part is shown and waited for."""

    def show(name):
        screen.show_part(name)
        qtbot.waitUntil(lambda: not workspace.is_busy(), timeout=20_000)
        return screen.part(name)

    return show


@pytest.fixture
def grid(part):
    return part("coverage")


@pytest.fixture
def settled(workspace, qtbot):
    """Return how one waits until what runs in the background has ended."""
    return lambda: qtbot.waitUntil(lambda: not workspace.is_busy(), timeout=20_000)


def place_of(workspace, fits, by="branches"):
    """Return row and requirement of the first cell that fits."""
    found = workspace.ask(coverage, YEAR, workspace.today, by)
    for row in found.rows:
        for column, cell in zip(found.columns, row.cells, strict=True):
            if fits(column, cell):
                return row, column
    raise AssertionError("the sample has no such cell")


def is_gap_of_branch(column, cell):
    return column.audience == "branches" and cell.missing and cell.is_due


@pytest.fixture
def choose(qtbot):
    """Return how a cell is chosen and its records are waited for."""

    def choose_cell(grid, row, column):
        grid.grid.choose(row.id, column.requirement_id)
        qtbot.waitUntil(lambda: not grid.panel.is_waiting())

    return choose_cell


@pytest.fixture
def gap_of_person(grid, workspace, choose, settled):
    """Return the column of a gap that the grid of people shows as chosen."""
    grid.bar.by.choose("people")
    settled()
    row, column = place_of(workspace, is_gap_of_branch, "people")
    choose(grid, row, column)
    return column


def dialog_of(part, kind=FormDialog):
    return next(one for one in part.findChildren(QDialog) if isinstance(one, kind))


def lines(part):
    rows = part.table.rows
    return [rows.row_at(place) for place in range(rows.rowCount())]


# --- coverage


def test_every_state_of_a_cell_is_said_by_sign_and_words(grid, workspace):
    cells = {state_of(cell) for row in grid.answer.coverage.rows for cell in row.cells}
    assert cells == {"done", "late", "missing", "not_required", WAITING}
    for state, sign in (("late", "over"), ("missing", "gap")):
        row, column = place_of(workspace, lambda _c, cell, state=state: state_of(cell) == state)
        index = grid.grid.grid.index_of(row.id, column.requirement_id)
        assert grid.grid.grid.cell(index).sign == sign
        assert index.data(Qt.ItemDataRole.ToolTipRole)


def test_a_clicked_cell_explains_itself_with_its_records(grid, workspace, qtbot):
    row, column = place_of(
        workspace, lambda column, cell: cell.state == "late" and column.audience == "branches"
    )
    index = grid.grid.grid.index_of(row.id, column.requirement_id)
    grid.grid.scrollTo(index)
    qtbot.mouseClick(
        grid.grid.viewport(), Qt.MouseButton.LeftButton, pos=grid.grid.visualRect(index).center()
    )
    panel = grid.panel
    qtbot.waitUntil(lambda: not panel.is_waiting())
    assert panel.row.text() == row.name
    assert "after the day set" in panel.sentence.text()
    assert panel.events.rows.rowCount() >= 1
    assert panel.plan_button.isHidden()


def test_enter_opens_the_meeting_behind_a_cell(grid, workspace, window, qtbot, choose):
    row, column = place_of(
        workspace, lambda column, cell: cell.state == "done" and column.audience == "branches"
    )
    choose(grid, row, column)
    meeting = grid.panel.events.rows.row_at(0).event.record_id
    qtbot.keyClick(grid.grid, Qt.Key.Key_Return)
    assert window.current_page() == "meetings"
    assert window.current_screen().current_id == meeting


def test_a_gap_of_a_sealed_year_offers_nothing_that_fills_it(grid, workspace, choose, settled):
    row, column = place_of(workspace, is_gap_of_branch)
    choose(grid, row, column)
    assert not grid.panel.plan_button.isHidden()
    workspace.do(seal_year, YEAR)
    settled()
    choose(grid, row, column)
    assert grid.panel.plan_button.isHidden()


def test_a_gap_is_planned_and_done_once_the_meeting_is_held(
    grid, workspace, window, choose, settled
):
    row, column = place_of(workspace, is_gap_of_branch)
    choose(grid, row, column)
    grid.panel.plan_button.click()
    dialog = dialog_of(grid)
    dialog.form.set_values({"on": workspace.today})
    dialog.accept()
    assert window.current_page() == "meetings"
    planned = window.current_screen().current_id
    settled()
    cell = grid.chosen_cell(row.id, column.requirement_id).cell
    assert (cell.state, cell.planned.meeting_id) == ("missing", planned)
    window.show_page("study")
    settled()
    choose(grid, row, column)
    assert "A study is planned for" in grid.panel.sentence.text()
    grid.panel.plan_button.click()
    assert window.current_page() == "meetings"
    assert window.current_screen().current_id == planned
    workspace.do(hold_meeting, planned)
    window.show_page("study")
    settled()
    cell = grid.chosen_cell(row.id, column.requirement_id).cell
    assert cell.state == "late"
    assert cell.studied_on == workspace.today


def test_what_people_study_alone_is_not_offered_for_a_branch(grid, workspace, choose):
    row, column = place_of(workspace, is_gap_of_branch)
    choose(grid, row, column)
    assert grid.panel.enter_button.isHidden()
    assert not grid.panel.plan_button.isHidden()


def test_what_people_study_alone_is_offered_for_a_person(grid, gap_of_person):
    assert not grid.panel.enter_button.isHidden()
    assert grid.panel.plan_button.isHidden()


def test_a_day_of_another_year_is_complained_about_in_the_dialog(grid, workspace, choose):
    row, column = place_of(workspace, is_gap_of_branch)
    choose(grid, row, column)
    grid.panel.plan_button.click()
    dialog = dialog_of(grid)
    dialog.form.set_values({"on": date(2022, 1, 5)})
    dialog.accept()
    assert dialog.isVisible()
    assert "2021" in dialog.form.complaints()["on"]


def test_self_study_is_entered_for_all_who_are_missing(
    grid, workspace, gap_of_person, settled, qtbot
):
    column = gap_of_person
    missing = [person.person_id for person in grid.panel.missing_people]
    assert missing
    grid.panel.enter_button.click()
    dialog = dialog_of(grid, SelfStudyDialog)
    assert dialog.people.ids() == missing
    dialog.form.set_values({"studied_on": date(2021, 11, 5), "note": "自学"})
    dialog.accept()
    settled()
    qtbot.waitUntil(lambda: not grid.panel.is_waiting())
    entered = workspace.ask(list_study_entries, YEAR, document_id=column.document_id)
    assert set(missing) <= {entry.person_id for entry in entered}
    assert grid.panel.missing_people == []


def test_who_is_taken_out_of_the_list_is_not_entered(grid, gap_of_person):
    grid.panel.enter_button.click()
    dialog = dialog_of(grid, SelfStudyDialog)
    dialog.people.none_button.click()
    assert not dialog.accept_button.isEnabled()
    dialog.people.list.item(0).setCheckState(Qt.CheckState.Checked)
    assert dialog.people.ids() == [grid.panel.missing_people[0].person_id]
    assert dialog.accept_button.isEnabled()


@pytest.mark.parametrize("by", ["people", "ranks", "units"])
def test_the_rows_are_switched_and_each_cell_explains_itself(grid, settled, by):
    grid.bar.by.choose(by)
    settled()
    assert grid.answer.by == by
    rows = grid.grid.grid.rows
    assert rows
    assert len(rows[0].heads) == (1 if by in ("ranks", "units") else 2)
    chosen = grid.panel.chosen
    assert chosen is not None
    assert chosen.by == by


def test_the_sums_by_rank_are_asked_for_when_looked_at(grid, settled):
    assert grid.totals.table.rows.row_at(0).total.id in {
        row.unit_id for row in grid.answer.coverage.rows
    }
    grid.totals.chips.choose("ranks")
    settled()
    rows = grid.totals.table.rows
    assert {rows.row_at(n).total.id for n in range(rows.rowCount())} <= set(RANKS)
    assert rows.rowCount() > 1


def test_only_gaps_leaves_rows_that_miss_what_was_due(grid):
    everything = len(grid.grid.grid.rows)
    grid.bar.gaps.press("gaps", True)
    assert 0 < len(grid.grid.grid.rows) < everything


def test_a_total_of_a_unit_narrows_the_grid_to_it(grid, settled):
    line = grid.totals.table.rows.row_at(1)
    grid.totals.table.row_activated.emit(line.id)
    settled()
    assert {row.unit_id for row in grid.answer.coverage.rows} == {line.total.id}
    grid.bar.clear()
    settled()
    assert len({row.unit_id for row in grid.answer.coverage.rows}) > 1


def test_a_document_narrows_the_columns(grid, settled):
    column = grid.answer.columns[-1]
    grid.bar.document.setCurrentIndex(grid.bar.document.findData(column.document_id))
    grid.bar.document.activated.emit(grid.bar.document.currentIndex())
    settled()
    assert {one.document_id for one in grid.answer.coverage.columns} == {column.document_id}
    assert grid.bar.document.count() > 2


def test_the_heads_stay_in_sight_while_the_cells_scroll(grid):
    view = grid.grid
    view.horizontalScrollBar().setValue(view.horizontalScrollBar().maximum())
    view.verticalScrollBar().setValue(view.verticalScrollBar().maximum())
    assert view.verticalScrollBar().value() > 0
    assert view.verticalHeader().x() == view.corner.x()
    assert view.verticalHeader().width() == view.corner.width()


def test_a_year_without_requirements_says_what_to_do(screen, workspace, grid, settled):
    workspace.year = 2022
    settled()
    assert "No document is required" in grid.grid.empty.text


def test_the_export_has_the_face_of_the_grid(grid, settled, tmp_path):
    grid.bar.by.choose("units")
    grid.bar.gaps.press("gaps", True)
    settled()
    target = tmp_path / "seen.xlsx"
    grid.export_bar.choose_file = lambda _suggested: str(target)
    grid.bar.export_button.click()
    settled()
    sheet = load_workbook(target).worksheets[0]
    names = {cell.value for row in sheet.iter_rows(max_col=2) for cell in row}
    assert {row.heads[0] for row in grid.grid.grid.rows} <= names
    assert len(grid.grid.grid.rows) > 1


def test_of_many_people_one_unit_is_shown_at_a_time(grid, settled, monkeypatch):
    monkeypatch.setattr(coverage_answer, "_MOST_PEOPLE", 3)
    grid.bar.by.choose("people")
    settled()
    assert grid.bar.unit.unit_id is not None
    assert {row.unit_id for row in grid.answer.coverage.rows} == {grid.bar.unit.unit_id}


# --- requirements


def test_a_requirement_asks_for_ranks_only_where_ranks_are_chosen(part, workspace):
    requirements = part("requirements")
    requirements.new_record()
    detail = requirements.detail
    document = workspace.ask(list_documents)[0].id
    detail.whom.editors["document_id"].set_value(document)
    assert detail.audience.ranks.isHidden()
    box = detail.whom.editors["audience"].control
    box.setCurrentIndex(box.findData("ranks"))
    box.activated.emit(box.currentIndex())
    assert not detail.audience.ranks.isHidden()
    assert detail.audience.units.isHidden()
    assert not requirements.save()
    detail.audience.ranks.boxes["section"].click()
    assert requirements.save()
    assert workspace.ask(open_requirement, requirements.current_id).ranks == ["section"]


def test_the_list_shows_how_far_a_requirement_is(part, workspace):
    requirements = part("requirements")
    row = next(r for r in workspace.ask(list_requirements, YEAR, workspace.today) if r.expected)
    line = next(one for one in lines(requirements) if one.id == row.id)
    assert line.progress == f"{row.done + row.late}/{row.expected}"
    assert line.share == (row.done + row.late) / row.expected


def test_a_requirement_begins_from_a_document(window, workspace, settled):
    window.show_page("documents")
    documents = window.current_screen()
    document = workspace.ask(list_documents)[-1]
    documents.select(document.id)
    documents.require_button.click()
    settled()
    assert window.current_page() == "study"
    detail = window.current_screen().part("requirements").detail
    assert detail.draft.id is None
    assert detail.whom.values()["document_id"] == document.id
    assert detail.is_dirty()


def test_a_part_with_what_cannot_be_saved_is_not_left(screen, part):
    requirements = part("requirements")
    requirements.new_record()
    requirements.detail.forms.mark_dirty()
    screen.tabs.setCurrentIndex(0)
    assert screen.current_part() is requirements
    assert not screen.leave()
    requirements.revert()


# --- leaders first, seminars


def test_leaders_are_listed_with_the_reason_in_words(part):
    leaders = part("leaders")
    by_outcome = {line.outcome: line for line in lines(leaders)}
    assert "after the branch" in by_outcome["broken"].reason
    assert by_outcome["cannot_tell"].reason
    leaders.outcome.choose("broken")
    assert {line.outcome for line in lines(leaders)} == {"broken"}


def test_a_line_of_leaders_opens_the_meeting_of_the_branch(part, window):
    leaders = part("leaders")
    line = next(one for one in lines(leaders) if one.branch_studied_on is not None)
    leaders.table.select_ids([line.id])
    leaders.enable()
    leaders.meeting_button.click()
    assert window.current_page() == "meetings"
    assert window.current_screen().detail.state.held_on == line.branch_studied_on


def test_a_seminar_without_the_document_opens_its_agenda(part, window):
    seminars = part("seminars")
    seminars.which.choose("missing")
    line = lines(seminars)[0]
    seminars.table.select_ids([line.id])
    seminars.enable()
    seminars.agenda_button.click()
    assert window.current_page() == "meetings"
    meetings = window.current_screen()
    assert meetings.current_id == line.row.meeting_id
    assert meetings.detail.tabs.currentWidget() is meetings.detail.agenda


def test_a_list_is_sorted_by_the_head_that_is_clicked(part):
    leaders = part("leaders")
    usual = [line.id for line in lines(leaders)]
    leaders.table.sort_requested.emit("branch", True)
    names = [line.branch for line in lines(leaders)]
    assert names == sorted(names, reverse=True)
    leaders.table.sort_requested.emit("branch_studied_on", False)
    days = [line.branch_studied_on for line in lines(leaders)]
    known = [day for day in days if day]
    assert days == sorted(known) + [None] * (len(days) - len(known))
    leaders.table.sort_requested.emit("", False)
    assert [line.id for line in lines(leaders)] == usual


def test_every_seminar_is_listed_the_one_ahead_and_the_one_without_host_too(
    part, workspace, settled
):
    draft = MeetingDraft(year=YEAR, kind="training", title="冬训班")
    workspace.do(save_meeting, draft)
    seminars = part("seminars")
    last = lines(seminars)[-1]
    assert (last.title, last.row.state, last.host) == ("冬训班", "planned", "No host")


# --- make-up and entries


def test_make_up_study_is_entered_for_several_at_once(part, workspace, settled):
    make_up = part("make_up")
    before = lines(make_up)
    make_up.table.select_ids([line.id for line in before[:3]])
    make_up.enable()
    people = len({line.row.person_id for line in before[:3]})
    assert make_up.enter_button.text().startswith(str(people))
    make_up.enter_button.click()
    dialog = dialog_of(make_up)
    dialog.form.set_values({"studied_on": date(2021, 11, 8), "note": "集中补学"})
    dialog.accept()
    settled()
    left = {
        (row.person_id, row.meeting_id) for row in workspace.ask(not_made_up, YEAR, workspace.today)
    }
    assert not left & {(line.row.person_id, line.row.meeting_id) for line in before[:3]}
    assert len(lines(make_up)) == len(before) - 3


def test_a_day_before_the_meeting_is_complained_about(part):
    make_up = part("make_up")
    make_up.table.select_ids([lines(make_up)[0].id])
    make_up.enable()
    make_up.enter_button.click()
    dialog = dialog_of(make_up)
    dialog.form.set_values({"studied_on": date(2020, 1, 1)})
    dialog.accept()
    assert dialog.isVisible()
    assert dialog.form.complaints()["studied_on"]


def test_people_who_missed_a_study_are_found_by_initials_and_unit(part, settled):
    make_up = part("make_up")
    line = lines(make_up)[0]
    make_up.search.setText(line.person)
    make_up.refresh()
    settled()
    assert {one.person for one in lines(make_up)} == {line.person}
    make_up.search.setText("no such name")
    make_up.refresh()
    settled()
    assert "Nothing fits" in make_up.table.empty.text


def test_self_study_is_entered_found_and_deleted(part, workspace, settled):
    entries = part("entries")
    before = len(lines(entries))
    entries.new_button.click()
    dialog = dialog_of(entries, EntryDialog)
    dialog.accept()
    assert dialog.isVisible()
    person = lines(entries)[0].row.person_id
    document = workspace.ask(list_documents)[0].id
    dialog.people.set_value([person])
    dialog.form.set_values({"document_id": document, "studied_on": date(2021, 11, 9)})
    dialog.accept()
    settled()
    assert len(lines(entries)) == before + 1
    new = next(line for line in lines(entries) if line.studied_on == date(2021, 11, 9))
    entries.table.select_ids([new.id])
    entries.delete_chosen()
    settled()
    assert len(lines(entries)) == before


def test_the_tabs_count_what_is_missing(screen, workspace):
    number = len(workspace.ask(not_made_up, YEAR, workspace.today))
    assert screen.tabs.tabText(4) == f"Make-up {number}"


def test_another_page_opens_a_part_and_a_cell(window, workspace, settled):
    row, column = place_of(workspace, is_gap_of_branch)
    window.show_page("study", ("coverage", (row.id, column.requirement_id)))
    settled()
    chosen = window.current_screen().part("coverage").panel.chosen
    assert (chosen.row.id, chosen.column.requirement_id) == (row.id, column.requirement_id)
    window.show_page("study", "make_up")
    assert window.current_screen().current_part().key == "not_made_up"


def test_a_read_only_ledger_offers_no_action(window, workspace, settled):
    workspace.database.read_only = True
    row, column = place_of(workspace, is_gap_of_branch)
    window.show_page("study", ("coverage", (row.id, column.requirement_id)))
    settled()
    panel = window.current_screen().part("coverage").panel
    assert panel.plan_button.isHidden()
    assert panel.enter_button.isHidden()
    for name in ("make_up", "entries"):
        window.show_page("study", name)
        current = window.current_screen().current_part()
        current.table.selectRow(0)
        button = current.enter_button if name == "make_up" else current.new_button
        assert not button.isEnabled()


def test_a_new_requirement_is_a_column_of_the_grid(grid, workspace, settled):
    number = len(grid.grid.grid.columns)
    document = workspace.ask(list_documents)[-1].id
    draft = RequirementDraft(year=YEAR, document_id=document, audience="branches")
    workspace.do(save_requirement, draft)
    settled()
    assert len(grid.grid.grid.columns) == number + 1


def test_the_gaps_of_the_year_open_filtered_and_on_the_first(window, workspace, settled):
    window.show_page("study", ("coverage", "gaps"))
    settled()
    part = window.current_screen().part("coverage")
    assert part.bar.only_gaps()
    cell = part.panel.chosen.cell
    assert cell.missing
    assert cell.is_due


def test_all_that_a_branch_lacks_is_planned_at_once(grid, workspace, choose, window):
    found = workspace.ask(coverage, YEAR, workspace.today)
    row = next(
        row
        for row in found.rows
        if sum(bool(c.missing and not c.planned) for c in row.cells if c.expected == 1) > 1
    )
    column = next(
        column
        for column, cell in zip(found.columns, row.cells, strict=True)
        if cell.missing and cell.expected == 1 and not cell.planned
    )
    choose(grid, row, column)
    grid.panel.plan_button.click()
    dialog = dialog_of(grid, PlanStudyDialog)
    ids = dialog.document_ids()
    assert len(ids) == len(dialog.documents) > 1
    assert ids[0] == column.document_id
    dialog.accept()
    meeting = window.current_screen().current_id
    items = workspace.ask(list_agenda, meeting)
    assert [item.documents[0][0] for item in items] == ids


def test_counts_are_told_from_days(grid, workspace):
    found = workspace.ask(coverage, YEAR, workspace.today)
    cells = CoverageCells(found, "branches")
    texts = {
        cells.get((row.id, column.requirement_id), None).text
        for row in found.rows
        for column, cell in zip(found.columns, row.cells, strict=True)
        if cell.expected > 1
    }
    assert texts
    assert all(text.endswith(" people") for text in texts)
