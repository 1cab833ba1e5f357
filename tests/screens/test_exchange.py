"""The exchange page, used as a person does: export, drop a workbook, look, import, undo."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QGuiApplication
from PySide6.QtWidgets import QAbstractButton, QApplication, QComboBox

from deskapp.database import create_ledger, open_ledger
from deskapp.database.backup import list_backups
from deskapp.queries.key_tasks import list_key_tasks
from deskapp.queries.people import list_people
from deskapp.queries.units import list_units
from deskapp.screens.exchange.outgoing_bar import Export
from deskapp.screens.exchange.screen import ExchangeScreen
from deskapp.usecases.imports import IMPORT_KINDS, likely_kind
from deskapp.usecases.meetings import MeetingDraft, save_meeting
from deskapp.usecases.units import UnitDraft, save_unit
from deskapp.widgets.job_indicator import JobIndicator
from deskapp.workspace.workspace import Workspace

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def screen(qtbot, workspace, settings):
    return _open(qtbot, workspace, settings)


def _open(qtbot, workspace, settings):
    page = ExchangeScreen(workspace, settings)
    qtbot.addWidget(page)
    page.notices, page.errors = [], []
    page.told.connect(page.notices.append)
    page.failed.connect(page.errors.append)
    page.resize(1180, 680)
    page.show()
    page.activateWindow()
    qtbot.waitUntil(page.isActiveWindow)
    page.shown()
    return page


@pytest.fixture
def workbook(tmp_path):
    """Return a function that writes rows under a title and a head to an .xlsx file."""

    def written(*rows, head=("单位名称", "简称", "类别"), name="units.xlsx"):
        book = Workbook()
        sheet = book.active
        sheet.title = "Units"
        sheet.append(["Units of the office"])
        sheet.append(list(head))
        for row in rows:
            sheet.append(list(row))
        book.save(tmp_path / name)
        return tmp_path / name

    return written


@pytest.fixture
def mixed(workbook, workspace):
    """Return a file with a new, a changed, an unchanged and two faulty rows."""
    first, second = workspace.ask(list_units)[:2]
    kind = {"department": "机关部门", "institution": "直属单位"}
    return workbook(
        ("Archive office", "Archive", "机关部门"),
        (first.name, "Another", kind[first.kind]),
        (second.name, second.short_name, kind[second.kind]),
        ("Odd office", "Odd", "no such kind"),
        ("", "Nameless", "机关部门"),
        ("合计", 5, None),
    )


def _read(qtbot, page, path):
    page.import_column.take_file(path)
    qtbot.waitUntil(lambda: page.preview is not None)
    return page.preview


def _rows(preview):
    return [preview.table.rows.row_at(n) for n in range(preview.table.rows.rowCount())]


def _press(qtbot, button):
    qtbot.mouseClick(button, LEFT)


def test_every_report_has_a_sentence_and_a_button_with_a_name(screen):
    names = [button.accessibleName() for button in screen.export_column.buttons.values()]
    assert len(names) == len(set(names)) >= 5
    assert all(name.startswith("Export ") for name in names)


def test_a_report_is_exported_with_the_year_and_language_chosen(screen, qtbot, tmp_path):
    column = screen.export_column
    target = tmp_path / "out.xlsx"
    column.bar.choose_file = lambda suggestion: str(target)
    column.language_box.setCurrentIndex(column.language_box.findData("zh_CN"))
    with qtbot.waitSignal(column.exported, timeout=30_000):
        _press(qtbot, column.buttons["meetings"])
    title = load_workbook(target).worksheets[0]["A1"].value
    assert "2021" in title
    assert any("\u4e00" <= character <= "\u9fff" for character in title)
    assert screen.notices[-1].text == "Exported: out.xlsx"
    assert screen.settings.last_folder == str(tmp_path)


def test_a_target_that_cannot_be_written_is_told_and_saved_elsewhere(screen, qtbot, tmp_path):
    bar = screen.export_column.bar
    bar.export(Export("meetings", 2021, path=tmp_path / "missing" / "out.xlsx"))
    qtbot.waitUntil(bar.save_as_button.isVisible)
    assert "missing does not exist" in bar.text.text()
    assert not bar.bar.isVisible()
    target = tmp_path / "elsewhere.xlsx"
    bar.choose_file = lambda suggestion: str(target)
    with qtbot.waitSignal(bar.done, timeout=30_000):
        _press(qtbot, bar.save_as_button)
    assert target.exists()
    assert bar.isHidden()


def test_a_year_without_data_is_told_in_the_message_bar(screen, qtbot, tmp_path):
    bar = screen.export_column.bar
    with qtbot.waitSignal(screen.failed, timeout=30_000):
        bar.export(Export("meetings", 1999, path=tmp_path / "out.xlsx"))
    assert "1999" in str(screen.errors[-1])
    assert not (tmp_path / "out.xlsx").exists()
    assert bar.isHidden()


def test_an_export_that_was_cancelled_leaves_nothing(screen, qtbot, tmp_path):
    bar = screen.export_column.bar
    bar.export(Export("attendance", 2021, path=tmp_path / "out.xlsx"))
    with qtbot.waitSignal(bar.cancelled, timeout=30_000):
        _press(qtbot, bar.cancel_button)
    assert not (tmp_path / "out.xlsx").exists()
    assert screen.notices[-1].text == "The export was cancelled."


def test_giving_no_name_exports_nothing(screen, qtbot):
    screen.export_column.bar.choose_scheme = lambda schemes: schemes[0]
    screen.export_column.bar.choose_file = lambda suggestion: ""
    _press(qtbot, screen.export_column.buttons["appraisal"])
    assert not screen.export_column.bar.is_running


def test_a_file_is_shown_as_what_it_would_change(screen, qtbot, mixed):
    preview = _read(qtbot, screen, mixed)
    assert [row.status for row in _rows(preview)] == [
        "+ New row",
        "→ Changed row",
        "= Unchanged row",
        "! Row with problems",
        "! Row with problems",
    ]
    changed = _rows(preview)[1]
    assert changed.field_short_name.endswith("→ Another")
    assert "Units!C6" in _rows(preview)[3].remarks
    assert "Units!A7" in _rows(preview)[4].remarks
    assert "left out" in preview.remarks.text()
    assert preview.import_button.text() == "Import the 2 rows without problems"


def test_nothing_is_written_before_the_button_is_pressed(screen, qtbot, mixed, workspace):
    before = workspace.ask(list_units)
    preview = _read(qtbot, screen, mixed)
    _press(qtbot, preview.back_button)
    assert screen.preview is None
    assert workspace.ask(list_units) == before


def test_the_rows_are_filtered_by_their_status(screen, qtbot, mixed):
    preview = _read(qtbot, screen, mixed)
    preview.chips.press("status", "problem")
    assert [row.number for row in _rows(preview)] == [6, 7]


def test_the_good_rows_are_imported_in_one_step_that_undo_takes_back(
    screen, qtbot, mixed, workspace, ledger_file
):
    before = workspace.ask(list_units)
    preview = _read(qtbot, screen, mixed)
    heard = []
    workspace.changed.connect(heard.append)
    _press(qtbot, preview.import_button)
    qtbot.waitUntil(lambda: bool(screen.notices))
    assert screen.notices[-1].text == "Imported: 1 new, 1 changed, 2 left out."
    assert heard == [frozenset({"unit"})]
    assert len(list_backups(ledger_file)) == 1, "what was there before is kept"
    after = workspace.ask(list_units)
    assert [unit.name for unit in after][-1] == "Archive office"
    assert after[0].short_name == "Another"
    screen.notices[-1].actions[0].run()
    assert workspace.ask(list_units) == before


def test_the_rows_with_problems_are_saved_with_what_is_wrong(screen, qtbot, mixed, tmp_path):
    preview = _read(qtbot, screen, mixed)
    target = tmp_path / "wrong.xlsx"
    screen.choose_target = lambda suggestion: str(target)
    _press(qtbot, preview.left_out_button)
    rows = list(load_workbook(target).active.iter_rows(values_only=True))
    assert rows[0][-1] == "What is wrong"
    assert [row[1] for row in rows[1:]] == ["Odd", "Nameless"]
    assert all(row[-1] for row in rows[1:])


def test_a_file_without_problems_says_how_many_rows_it_brings(screen, qtbot, workbook):
    preview = _read(qtbot, screen, workbook(("Archive office", "", "机关部门")))
    assert preview.import_button.text() == "Import 1 row"
    assert screen.focusWidget() is preview.import_button
    assert not preview.left_out_button.isVisible()


def test_a_file_that_changes_nothing_cannot_be_imported(screen, qtbot, workbook, workspace):
    unit = workspace.ask(list_units)[0]
    kind = "机关部门" if unit.kind == "department" else "直属单位"
    preview = _read(qtbot, screen, workbook((unit.name, unit.short_name, kind)))
    assert preview.import_button.text() == "Nothing to import"
    assert not preview.import_button.isEnabled()


def test_a_file_that_was_corrected_is_read_again(screen, qtbot, workbook):
    preview = _read(qtbot, screen, workbook(("Archive office", "", "no such kind")))
    workbook(("Archive office", "", "机关部门"))
    _press(qtbot, preview.reread_button)
    qtbot.waitUntil(lambda: screen.preview is not None)
    assert screen.preview.import_button.text() == "Import 1 row"


def test_a_ledger_that_changed_meanwhile_refuses_and_writes_nothing(
    screen, qtbot, workbook, workspace, ledger_file
):
    preview = _read(qtbot, screen, workbook(("Archive office", "", "机关部门")))
    other = Workspace(open_ledger(ledger_file))
    other.do(save_unit, UnitDraft(name="Archive office", kind="department"))
    other.close()
    number = len(workspace.ask(list_units))
    with qtbot.waitSignal(screen.failed):
        _press(qtbot, preview.import_button)
    assert "changed" in str(screen.errors[-1])
    assert len(workspace.ask(list_units)) == number
    assert preview.import_button.isEnabled()


def test_a_file_that_is_no_workbook_is_told_beside_the_drop_zone(screen, qtbot, tmp_path):
    path = tmp_path / "letter.xlsx"
    path.write_text("Dear colleagues")
    screen.import_column.take_file(path)
    qtbot.waitUntil(screen.import_column.complaint.isVisible)
    assert "letter.xlsx" in screen.import_column.complaint.text()
    assert screen.import_column.zone.isVisible()
    assert screen.preview is None


def test_a_table_of_another_kind_says_which_columns_are_needed(screen, qtbot, workbook):
    path = workbook(("a", "b", "c"), head=("one", "two", "three"))
    screen.import_column.take_file(path)
    qtbot.waitUntil(screen.import_column.complaint.isVisible)
    assert "Units!A1" in screen.import_column.complaint.text()


def test_a_workbook_is_dropped_on_the_page(screen, qtbot, mixed):
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(mixed))])
    action, keys = Qt.DropAction.CopyAction, Qt.KeyboardModifier.NoModifier
    zone = screen.import_column.zone
    QApplication.sendEvent(zone, QDragEnterEvent(QPoint(20, 20), action, data, LEFT, keys))
    QApplication.sendEvent(zone, QDropEvent(QPointF(20, 20), action, data, LEFT, keys))
    qtbot.waitUntil(lambda: screen.preview is not None)
    assert screen.preview.reading.file == mixed.name


def test_a_file_is_chosen_in_the_dialog(screen, qtbot, mixed):
    screen.import_column.choose_file = lambda: str(mixed)
    _press(qtbot, screen.import_column.zone.choose_button)
    qtbot.waitUntil(lambda: screen.preview is not None)
    assert Path(screen.settings.last_folder) == mixed.parent


def test_cells_copied_in_excel_are_pasted_with_their_head(screen, qtbot):
    QGuiApplication.clipboard().setText("单位名称\t类别\nArchive office\t机关部门\nOdd\tno such\n")
    _press(qtbot, screen.import_column.zone.paste_button)
    qtbot.waitUntil(lambda: screen.preview is not None)
    lines = _rows(screen.preview)
    assert [row.field_name for row in lines] == ["Archive office", "Odd"]
    assert "Pasted!B3" in lines[1].remarks


def test_a_clipboard_without_a_table_is_told(screen, qtbot):
    QGuiApplication.clipboard().setText("one word")
    screen.import_column.zone.choose_button.setFocus()
    qtbot.keyClick(
        screen.import_column.zone.choose_button, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier
    )
    assert "holds no table" in screen.import_column.complaint.text()


def test_a_reading_that_was_cancelled_is_not_shown(screen, qtbot, mixed, workspace):
    screen.import_column.take_file(mixed)
    assert screen.import_column.waiting.isVisible()
    _press(qtbot, screen.import_column.waiting.cancel_button)
    assert screen.import_column.zone.isVisible()
    qtbot.waitUntil(lambda: not workspace.is_busy())
    assert screen.preview is None


def test_another_page_chooses_what_is_imported(screen):
    screen.show_target("people")
    assert screen.import_column.kind == "people"


def test_a_ledger_that_is_read_only_takes_nothing(qtbot, ledger_file, settings):
    workspace = Workspace(open_ledger(ledger_file))
    workspace.database.read_only = True
    page = _open(qtbot, workspace, settings)
    assert not page.import_column.isEnabled()
    assert page.export_column.isEnabled()
    workspace.close()


def test_everything_that_takes_the_keyboard_has_a_name(screen, qtbot, mixed):
    _read(qtbot, screen, mixed)
    for kind in (QAbstractButton, QComboBox):
        for widget in screen.findChildren(kind):
            if widget.focusPolicy() != Qt.FocusPolicy.NoFocus:
                named = widget.accessibleName() or getattr(widget, "text", str)()
                assert named or widget.objectName().startswith("qt_"), widget


def test_the_problems_of_the_chosen_row_are_said_in_full(screen, qtbot, mixed):
    preview = _read(qtbot, screen, mixed)
    preview.table.selectRow(3)
    assert "Units!C6" in preview.chosen.text()
    preview.table.selectRow(0)
    assert preview.chosen.isHidden()


def test_a_roster_from_the_first_start_is_read_at_once(screen, qtbot, workbook):
    screen.show_target(workbook(("Li Si", "Office"), head=("姓名", "单位")))
    qtbot.waitUntil(lambda: screen.preview is not None)
    assert screen.preview.reading.kind == "people"


def test_cells_pasted_on_another_page_are_shown_here(screen, qtbot):
    screen.show_target(("units", [["单位名称", "类别"], ["Archive office", "机关部门"]]))
    qtbot.waitUntil(lambda: screen.preview is not None)
    assert screen.preview.import_button.text() == "Import 1 row"


# --- a first roster, and what the ledger does not have


@pytest.fixture
def empty_screen(qtbot, qapp, settings, tmp_path):
    """Return the page on a ledger that holds nothing yet."""
    database = create_ledger(tmp_path / "empty.ledger")
    workspace = Workspace(database)
    yield _open(qtbot, workspace, settings)
    workspace.close()


ROSTER_HEAD = ("姓名", "单位", "职务", "职级")


def test_an_ordinary_roster_fills_an_empty_ledger(empty_screen, qtbot, workbook):
    screen = empty_screen
    screen.show_target(
        workbook(("张三", "组织部", "部长", "处级"), ("李四", "宣传部", "", ""), head=ROSTER_HEAD)
    )
    qtbot.waitUntil(lambda: screen.preview is not None)
    assert screen.preview.reading.kind == "people"
    assert screen.preview.add_unknown.isChecked()
    assert "组织部、宣传部" in screen.preview.remarks.text()
    _press(qtbot, screen.preview.import_button)
    qtbot.waitUntil(lambda: len(screen.notices) == 1)
    assert "2 units, branches and documents were added." in screen.notices[0].text
    assert [unit.name for unit in screen.workspace.ask(list_units)] == ["组织部", "宣传部"]
    assert len(screen.workspace.ask(list_people)) == 2
    screen.notices[0].actions[0].run()
    assert screen.workspace.ask(list_units) == []


def test_units_the_ledger_does_not_have_are_added_when_ticked(screen, qtbot, workbook):
    screen.show_target(workbook(("张三", "新媒体处", "", ""), head=ROSTER_HEAD))
    qtbot.waitUntil(lambda: screen.preview is not None)
    first = screen.preview
    assert not first.import_button.isEnabled()
    first.add_unknown.click()
    qtbot.waitUntil(lambda: screen.preview is not None and screen.preview is not first)
    assert screen.preview.add_unknown.isChecked()
    assert screen.preview.import_button.text() == "Import 1 row"


def test_only_a_job_that_can_stop_is_shown_with_a_way_to_stop_it(qtbot, workspace):
    indicator = JobIndicator()
    qtbot.addWidget(indicator)
    workspace.job_started.connect(indicator.follow)
    indicator.show()
    shown = []
    for can_stop in (True, False):
        workspace.in_background(lambda _progress, _cancelled: None, title="x", can_stop=can_stop)
        shown.append(any(button.isVisible() for button in indicator.findChildren(QAbstractButton)))
    assert shown == [True, False]
    qtbot.waitUntil(lambda: not workspace.is_busy())


def test_an_import_that_is_stopped_says_so_and_writes_nothing(empty_screen, qtbot, workbook):
    screen = empty_screen
    rows = [(f"员工{number}", "组织部", "", "") for number in range(2000)]
    screen.show_target(workbook(*rows, head=ROSTER_HEAD))
    qtbot.waitUntil(lambda: screen.preview is not None, timeout=20_000)
    screen.workspace.job_started.connect(lambda job: job.cancel())
    _press(qtbot, screen.preview.import_button)
    qtbot.waitUntil(lambda: bool(screen.notices), timeout=20_000)
    assert "cancelled" in screen.notices[0].text
    assert screen.preview.import_button.isEnabled()
    assert screen.workspace.ask(list_people) == []


# --- divisions of work, and cells that are asked about


@pytest.fixture
def division(workbook, workspace):
    """Return a division of work with one unit that nobody has and one deadline without a day."""
    unit = workspace.ask(list_units)[0].name
    return workbook(
        ("摸清统战成员底数", f"{unit}、没有的处", "6月底前"),
        ("通报全年情况", unit, "按上级要求"),
        ("每季度报送进展", unit, "每季度末"),
        head=("具体任务", "责任单位", "完成时限"),
    )


def _answer(qtbot, page, text, value):
    preview = page.preview
    key = next(key for key, same in preview.reading.doubts.items() if same[0].text == text)
    box = preview.doubts.boxes[key]
    box.setCurrentIndex(box.findData(value))
    box.activated.emit(box.currentIndex())
    qtbot.waitUntil(lambda: page.preview is not preview)
    return page.preview


def test_a_division_of_work_is_known_by_its_headings(screen, qtbot, division):
    preview = _read(qtbot, screen, division)
    assert preview.reading.kind == "tasks"
    assert [row.field_deadline_on for row in _rows(preview)] == [
        "2021-06-30", "", "2021-12-31 · Every quarter",
    ]  # fmt: skip


def test_only_doubtful_cells_are_asked_about_and_the_keyboard_is_on_the_first(
    screen, qtbot, division
):
    preview = _read(qtbot, screen, division)
    assert "2 questions" in preview.doubts.title.text()
    assert screen.focusWidget() is next(iter(preview.doubts.boxes.values()))
    assert preview.import_button.text() == "Import the 1 row without problems"


def test_answered_cells_are_imported_and_one_undo_takes_them_back(
    screen, qtbot, division, workspace
):
    before = workspace.ask(list_key_tasks, 2021)
    _read(qtbot, screen, division)
    _answer(qtbot, screen, "没有的处", "out")
    preview = _answer(qtbot, screen, "按上级要求", "2021-12-31")
    assert preview.doubts.title.text() == "All doubtful cells are answered."
    assert preview.import_button.text() == "Import 3 rows"
    _press(qtbot, preview.import_button)
    qtbot.waitUntil(lambda: bool(screen.notices))
    new = workspace.ask(list_key_tasks, 2021)[len(before) :]
    assert [(task.text, str(task.deadline_on)) for task in new] == [
        ("摸清统战成员底数", "2021-06-30"),
        ("通报全年情况", "2021-12-31"),
        ("每季度报送进展", "2021-12-31"),
    ]
    screen.notices[-1].actions[0].run()
    assert workspace.ask(list_key_tasks, 2021) == before


def test_a_unit_that_is_meant_is_chosen_out_of_all_of_them(screen, qtbot, division, workspace):
    last = workspace.ask(list_units)[-1]
    _read(qtbot, screen, division)
    preview = _answer(qtbot, screen, "没有的处", str(last.id))
    assert _rows(preview)[0].field_cooperating_unit_ids == last.name


def test_an_answer_outlives_reading_the_file_again(screen, qtbot, division):
    _read(qtbot, screen, division)
    preview = _answer(qtbot, screen, "没有的处", "out")
    _press(qtbot, preview.reread_button)
    qtbot.waitUntil(lambda: screen.preview not in (None, preview))
    assert "1 question about" in screen.preview.doubts.title.text()


@pytest.fixture
def many_questions(workbook, workspace):
    """Return a division of work with fifteen units that nobody has."""
    unit = workspace.ask(list_units)[0].name
    rows = [(f"任务{n}", f"{unit}、没有的{n}处") for n in range(1, 16)]
    return workbook(*rows, head=("具体任务", "责任单位"))


def test_questions_stay_where_they_are_when_one_is_answered(screen, qtbot, many_questions):
    preview = _read(qtbot, screen, many_questions)
    keys = list(preview.doubts.boxes)
    scrolling = preview.doubts._area.verticalScrollBar()
    qtbot.waitUntil(lambda: scrolling.maximum() > 0)
    box = preview.doubts.boxes[keys[7]]
    preview.doubts._area.ensureWidgetVisible(box)
    scrolled, place, line = scrolling.value(), box.mapTo(screen, QPoint(0, 0)), box.height() + 8
    assert scrolled > 0
    preview = _answer(qtbot, screen, "没有的8处", "out")
    qtbot.wait(50)
    assert list(preview.doubts.boxes) == keys
    assert preview.doubts.boxes[keys[7]].currentData() == "out"
    assert screen.focusWidget() is preview.doubts.boxes[keys[8]]
    moved = place.y() - preview.doubts.boxes[keys[7]].mapTo(screen, QPoint(0, 0)).y()
    assert 0 <= moved <= line  # as far as the next one has to be seen


def test_a_cell_that_is_asked_about_leads_to_its_row(screen, qtbot, division):
    preview = _read(qtbot, screen, division)
    preview.chips.press("status", "new")
    preview.doubts.row_requested.emit(3)
    assert preview.table.selected_ids() == [3]
    assert "没有的处" in preview.chosen.text()


def test_the_rows_left_out_come_back_with_their_problems(screen, qtbot, division, tmp_path):
    preview = _read(qtbot, screen, division)
    target = tmp_path / "wrong.xlsx"
    screen.choose_target = lambda suggestion: str(target)
    _press(qtbot, preview.left_out_button)
    rows = list(load_workbook(target).active.iter_rows(values_only=True))
    assert [row[0] for row in rows[1:]] == ["摸清统战成员底数", "通报全年情况"]
    assert "没有的处" in rows[1][-1]


def test_a_sign_in_list_goes_to_the_meeting_that_is_chosen(screen, qtbot, workbook, workspace):
    draft = MeetingDraft(title="碰头会", held_on=date(2021, 5, 6))
    meeting = workspace.do(save_meeting, draft)
    person = workspace.ask(list_people, limit=1)[0]
    screen.refresh()
    kinds = screen.import_column.kinds
    kinds.choose("attendance")
    kinds.meeting_box.setCurrentIndex(kinds.meeting_box.findData(meeting))
    path = workbook((person.name, person.unit, "√"), head=("姓名", "单位", "签到"))
    preview = _read(qtbot, screen, path)
    assert preview.import_button.text() == "Import 1 row"
    assert any("碰头会" in remark for remark in preview.reading.remarks)


def test_the_meeting_is_only_asked_for_where_it_matters(screen):
    kinds = screen.import_column.kinds
    assert kinds.meeting_box.isHidden()
    kinds.choose("attendance")
    assert not kinds.meeting_box.isHidden()
    kinds.choose("tasks")
    assert kinds.meeting_box.isHidden()
    assert "2021" in kinds.year_label.text()


@pytest.mark.parametrize("kind", IMPORT_KINDS)
def test_a_form_to_fill_in_is_read_back_as_its_kind(screen, qtbot, tmp_path, kind):
    target = tmp_path / "form.xlsx"
    screen.choose_target = lambda suggestion: str(target)
    screen.import_column.kinds.choose(kind)
    _press(qtbot, screen.import_column.kinds.template_button)
    sheet = load_workbook(target).worksheets[0]
    assert any("example" in str(row[0].value) for row in sheet.iter_rows(max_row=4))
    assert likely_kind(target) == kind


def test_a_scoring_table_is_handed_to_the_import_of_schemes(qtbot, screen, workbook) -> None:
    path = workbook(
        ("组织领导", "会议", 5, "缺席扣1分"), head=("一级指标", "二级指标", "分值", "评分标准")
    )
    asked = []
    screen.page_requested.connect(lambda page, target: asked.append((page, target)))
    screen.import_column.take_file(path)
    qtbot.waitUntil(screen.import_column.scheme_button.isVisible)
    assert "scoring table" in screen.import_column.complaint.text()
    qtbot.mouseClick(screen.import_column.scheme_button, LEFT)
    assert asked == [("appraisal", ("scheme", ("import", path)))]
    screen.import_column.clear_complaint()
    assert not screen.import_column.scheme_button.isVisible()
