"""A scoring table read into a scheme: looked at, taken, changed, saved."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QMessageBox, QWidget

from deskapp.queries.appraisal import list_schemes
from deskapp.screens.appraisal.scheme.part import SchemePart
from deskapp.screens.appraisal.scheme_import.dialog import SchemeImportDialog
from deskapp.screens.appraisal.screen import AppraisalScreen
from deskapp.settings import Settings
from deskapp.usecases.schemes import open_scheme
from deskapp.workspace.workspace import Workspace

LEFT = Qt.MouseButton.LeftButton
ROWS: list[tuple[Any, ...]] = [
    ("2022年度考核评分表",),
    ("一级指标", "二级指标", "分值", "评分标准"),
    ("组织领导", "会议纪律", 60, "无故缺席会议的，每1人次扣0.2分"),
    ("学习教育", "学习篇目", 40, "要求学习篇目缺失的扣0.1分/篇；迟学的酌情扣分"),
    ("加分项", "到会", 2, "到会率每提高1个百分点加0.5分"),
    ("加分项", "成效", 3, "由考核组综合评定"),
]


@pytest.fixture
def window(qtbot) -> QWidget:
    """Return what the dialog opens over; were it let go of, the dialog would go along."""
    window = QWidget()
    window.resize(1366, 768)
    qtbot.addWidget(window)
    return window


@pytest.fixture
def dialog(window: QWidget, workspace: Workspace, settings: Settings) -> SchemeImportDialog:
    shown = SchemeImportDialog(workspace, settings, window)
    shown.show()
    return shown


@pytest.fixture
def read(qtbot, dialog: SchemeImportDialog, tmp_path: Path) -> Any:
    def read(rows: list[tuple[Any, ...]] = ROWS) -> SchemeImportDialog:
        dialog.choose_file = lambda: str(table(tmp_path, rows))
        qtbot.mouseClick(dialog.zone.choose_button, LEFT)
        qtbot.waitUntil(lambda: dialog.stack.currentIndex() == 1 or not dialog.complaint.isHidden())
        return dialog

    return read


def table(folder: Path, rows: list[tuple[Any, ...]]) -> Path:
    book = Workbook()
    assert book.active is not None
    for row in rows:
        book.active.append(row)
    path = folder / "scheme.xlsx"
    book.save(path)
    return path


def column(dialog: SchemeImportDialog, key: str) -> list[str]:
    model = dialog.page.table.rows
    place = [one.key for one in model.columns].index(key)
    return [model.index(row, place).data() or "" for row in range(model.rowCount())]


def saved_rules(workspace: Workspace) -> list[tuple[str, str]]:
    [scheme] = workspace.ask(list_schemes, 2022)
    draft = workspace.ask(open_scheme, scheme.id)
    return [(one.measure, one.rule) for one in draft.indicators]


def test_every_line_says_what_was_read_in_words(read: Any) -> None:
    dialog = read()
    assert column(dialog, "state") == [
        "Taken over",
        "Please check: Not read: 迟学的酌情扣分.",
        "By hand: not understood",
        "Taken over",
    ]
    assert column(dialog, "figures")[0] == "Absence from meetings"
    assert column(dialog, "rule")[0].startswith("0.2 points off for each absence")
    assert dialog.page.head.editors["title"].value() == "2022年度考核评分表"
    assert dialog.page.head.editors["year"].value() == 2022
    assert dialog.page.sums.ordinary.accessibleName() == "Ordinary points 100 of 100"


def test_what_was_read_whole_is_in_force_and_all_else_by_hand(
    qtbot, read: Any, workspace: Workspace
) -> None:
    dialog = read()
    assert dialog.left.text().startswith("3 of 4")
    assert dialog.page.form.measure.code == "absences"
    assert dialog.page.form.sentence.text().startswith("0.2 points off for each absence")
    assert dialog.page.note.take_button.isHidden()
    with qtbot.waitSignal(dialog.saved) as told:
        qtbot.mouseClick(dialog.save_button, LEFT)
    assert saved_rules(workspace) == [("absences", "deduct_per_missing"), *[("", "by_hand")] * 3]
    assert told.args == [workspace.ask(list_schemes, 2022)[0].id]
    assert dialog.saved_year == 2022


def test_a_rule_without_figures_is_not_taken_before_they_are_chosen(
    qtbot, read: Any, workspace: Workspace
) -> None:
    dialog = read([*ROWS[:3], ("学习教育", "理论宣讲", 40, "未到联系单位宣讲的扣0.5分/人次")])
    dialog.page.table.selectRow(1)
    qtbot.mouseClick(dialog.page.note.take_button, LEFT)
    assert column(dialog, "state")[1].startswith("Please check: A rule needs figures to count")
    assert dialog.page.note.take_button.isHidden()
    dialog.page.table.selectRow(0)
    qtbot.mouseClick(dialog.save_button, LEFT)
    assert dialog.complaint.text().startswith("“理论宣讲”: A rule needs figures")
    assert dialog.page.form.draft.level2 == "理论宣讲"
    box = dialog.page.form.measure.box
    box.setCurrentIndex(box.findData("meeting_attendance"))
    box.activated.emit(box.currentIndex())
    assert column(dialog, "state")[1] == "Taken over"
    qtbot.mouseClick(dialog.save_button, LEFT)
    assert saved_rules(workspace)[1] == ("meeting_attendance", "deduct_per_missing")


def test_a_doubtful_rule_is_taken_after_a_look(qtbot, read: Any, workspace: Workspace) -> None:
    dialog = read()
    dialog.page.table.selectRow(1)
    assert dialog.page.note.title.text() == "学习篇目"
    assert "Not read: 迟学的酌情扣分" in dialog.page.note.said.text()
    qtbot.mouseClick(dialog.page.note.take_button, LEFT)
    assert dialog.page.form.measure.code == "branch_study_coverage"
    qtbot.mouseClick(dialog.save_button, LEFT)
    assert saved_rules(workspace)[1] == ("branch_study_coverage", "deduct_per_missing")


def test_what_was_not_understood_is_filled_in_by_picking(
    qtbot, read: Any, workspace: Workspace
) -> None:
    dialog = read()
    dialog.page.table.selectRow(2)
    assert dialog.page.note.take_button.isHidden()
    box = dialog.page.form.measure.box
    box.setCurrentIndex(box.findData("meeting_attendance"))
    box.activated.emit(box.currentIndex())
    assert column(dialog, "figures")[2] == "Meeting attendance"
    box = dialog.page.form.rule.kind_box
    box.setCurrentIndex(box.findData("share"))
    box.activated.emit(box.currentIndex())
    assert column(dialog, "state")[2] == "Taken over"
    qtbot.mouseClick(dialog.save_button, LEFT)
    assert saved_rules(workspace)[2] == ("meeting_attendance", "share")


def test_what_is_missing_is_asked_for_at_its_indicator(
    qtbot, read: Any, workspace: Workspace, type_into
) -> None:
    dialog = read([*ROWS[:2], ("组织领导", "作风", None, "工作扎实"), *ROWS[2:]])
    assert "C3" in dialog.page.note.wrong.text()
    dialog.page.table.selectRow(2)
    qtbot.mouseClick(dialog.save_button, LEFT)
    assert not dialog.complaint.isHidden()
    assert dialog.page.form.draft.level2 == "作风"
    assert workspace.ask(list_schemes, 2022) == []
    type_into(dialog.page.form.form.editors["points"].control, "5")
    qtbot.mouseClick(dialog.save_button, LEFT)
    assert len(saved_rules(workspace)) == 5


def test_a_file_may_be_dropped(qtbot, dialog: SchemeImportDialog, tmp_path: Path) -> None:
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(table(tmp_path, ROWS)))])
    event = QDropEvent(
        QPointF(5, 5), Qt.DropAction.CopyAction, mime, LEFT, Qt.KeyboardModifier.NoModifier
    )
    dialog.zone.dropEvent(event)
    qtbot.waitUntil(lambda: dialog.stack.currentIndex() == 1)
    assert len(dialog.page.review.lines) == 4


def test_a_workbook_without_a_scoring_table_is_refused_in_words(read: Any) -> None:
    dialog = read([("姓名", "单位"), ("张三", "办公室")])
    assert dialog.stack.currentIndex() == 0
    assert "scheme.xlsx holds no table" in dialog.complaint.text()


def test_a_table_to_fill_in_is_written(qtbot, dialog: SchemeImportDialog, tmp_path: Path) -> None:
    path = tmp_path / "form.xlsx"
    dialog.choose_target = lambda: str(path)
    qtbot.mouseClick(dialog.template_button, LEFT)
    assert path.exists()


def test_what_was_decided_is_not_given_up_without_a_question(qtbot, read: Any) -> None:
    dialog = read()
    dialog.page.table.selectRow(1)
    qtbot.mouseClick(dialog.page.note.take_button, LEFT)
    qtbot.mouseClick(dialog.cancel_button, LEFT)
    assert dialog.isVisible()
    [question] = dialog.findChildren(QMessageBox)
    [discard] = [one for one in question.buttons() if one.text() == "Discard"]
    qtbot.mouseClick(discard, LEFT)
    assert not dialog.isVisible()


def test_a_table_that_was_only_looked_at_is_closed_at_once(qtbot, read: Any) -> None:
    dialog = read()
    qtbot.mouseClick(dialog.cancel_button, LEFT)
    assert not dialog.isVisible()


def test_the_scheme_that_was_saved_opens_in_the_editor(
    qtbot, workspace: Workspace, settings: Settings, tmp_path: Path
) -> None:
    page = AppraisalScreen(workspace, settings)
    qtbot.addWidget(page)
    page.resize(1366, 768)
    page.show()
    page.shown()
    page.show_part("scheme")
    part = page.part("scheme")
    assert isinstance(part, SchemePart)
    part.import_action.trigger()
    dialog = part.dialogs.dialog
    assert isinstance(dialog, SchemeImportDialog)
    dialog.take_file(table(tmp_path, [("2021年度考核评分表",), *ROWS[1:]]))
    qtbot.waitUntil(lambda: dialog.stack.currentIndex() == 1)
    qtbot.mouseClick(dialog.save_button, LEFT)
    assert part.detail.draft.title == "2021年度考核评分表"
    assert part.detail.draft.indicators[0].level2 == "会议纪律"


def other_table(folder: Path, name: str, level2: str) -> Path:
    (folder / name).mkdir()
    rows = [*ROWS[:2], ("组织领导", level2, 60, "无故缺席会议的，每1人次扣0.2分")]
    return table(folder / name, rows)


def test_another_file_is_read_only_once_what_was_decided_may_go(
    qtbot, read: Any, tmp_path: Path
) -> None:
    dialog = read()
    dialog.page.table.selectRow(1)
    qtbot.mouseClick(dialog.page.note.take_button, LEFT)
    dialog.choose_file = lambda: str(other_table(tmp_path, "other", "新指标"))
    qtbot.mouseClick(dialog.other_button, LEFT)
    box = dialog.findChild(QMessageBox)
    assert box is not None
    box.escapeButton().click()
    assert column(dialog, "level2")[0] == "会议纪律"
    assert dialog.page.review.state(2) == "taken"


def test_of_two_files_chosen_at_once_the_last_is_shown(
    qtbot, dialog: SchemeImportDialog, tmp_path: Path
) -> None:
    first, second = (other_table(tmp_path, name, name) for name in ("甲", "乙"))
    dialog.take_file(first)
    dialog.take_file(second)
    assert not dialog.save_button.isEnabled()
    qtbot.waitUntil(lambda: dialog.stack.currentIndex() == 1)
    assert column(dialog, "level2") == ["乙"]
    assert dialog.save_button.isEnabled()


def test_a_table_that_another_page_found_is_read_at_once(
    qtbot, workspace: Workspace, settings: Settings, tmp_path: Path
) -> None:
    screen = AppraisalScreen(workspace, settings)
    qtbot.addWidget(screen)
    screen.show()
    screen.shown()
    screen.show_target(("scheme", ("import", table(tmp_path, ROWS))))
    part = screen.part("scheme")
    assert isinstance(part, SchemePart)
    dialog = part.dialogs.dialog
    assert isinstance(dialog, SchemeImportDialog)
    qtbot.waitUntil(lambda: dialog.stack.currentIndex() == 1)
    assert column(dialog, "level2")[0] == "会议纪律"
    dialog.reject()
