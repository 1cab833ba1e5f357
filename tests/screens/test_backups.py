"""Copies of the ledger: kept by themselves, and put back from the window."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication, QMessageBox

from deskapp.app import Program
from deskapp.database import open_ledger
from deskapp.database.backup import list_backups, make_backup
from deskapp.i18n import use_language
from deskapp.queries.units import list_units
from deskapp.records.fact import Fact
from deskapp.screens.backups import BackupsDialog
from deskapp.usecases.units import UnitDraft, save_unit


@pytest.fixture
def own_file(ledger_file):
    """Return a ledger that is no sample any more: samples are not backed up by themselves."""
    database = open_ledger(ledger_file)
    database.fill(lambda session: session.query(Fact).filter_by(name="sample").delete())
    database.close()
    return ledger_file


@pytest.fixture
def program(qapp, settings):
    made = Program(qapp, settings)
    yield made
    made.close_ledger()
    made.window.hide()
    made.window.deleteLater()
    use_language("en")


def start(program, path, qtbot):
    program.start(str(path))
    qtbot.waitUntil(lambda: program.window.workspace is not None)
    qtbot.waitUntil(lambda: not program.window.workspace.is_busy())


def unit_names(program):
    return [row.name for row in program.window.workspace.ask(list_units)]


def test_opening_a_ledger_keeps_a_copy_of_it(program, own_file, qtbot):
    start(program, own_file, qtbot)
    qtbot.waitUntil(lambda: len(list_backups(own_file)) == 1)


def test_a_sample_is_not_backed_up(program, ledger_file, qtbot):
    start(program, ledger_file, qtbot)
    assert list_backups(ledger_file) == []


def test_the_dialog_makes_a_copy_and_lists_it(qtbot, ledger_file):
    dialog = BackupsDialog(ledger_file)
    qtbot.addWidget(dialog)
    assert not dialog.restore_button.isEnabled()
    qtbot.mouseClick(dialog.make_button, Qt.MouseButton.LeftButton)
    assert dialog.table.rowCount() == 1
    assert "1" in dialog.note.text()
    assert dialog.restore_button.isEnabled()


def test_putting_a_copy_back_asks_first(qtbot, ledger_file):
    make_backup(ledger_file)
    dialog = BackupsDialog(ledger_file)
    qtbot.addWidget(dialog)
    asked = []
    dialog.restore_requested.connect(asked.append)
    dialog.show()
    qtbot.mouseClick(dialog.restore_button, Qt.MouseButton.LeftButton)
    box = dialog.findChild(QMessageBox)
    assert "Put the ledger back" in box.text()
    box.defaultButton().click()
    assert asked == []


def test_a_copy_put_back_takes_back_what_came_later(program, own_file, qtbot):
    start(program, own_file, qtbot)
    before = unit_names(program)
    backup = list_backups(own_file)[0]
    program.window.workspace.do(save_unit, UnitDraft(name="新设处", kind="department"))

    def put_back():
        dialog = QApplication.activeModalWidget()
        dialog.restore_requested.emit(backup)
        dialog.accept()

    QTimer.singleShot(0, put_back)
    program.window.backups_requested.emit()
    assert unit_names(program) == before
    assert "again. What was there before is kept as backup" in program.window.toast.text
    program.window.workspace.do(save_unit, UnitDraft(name="再设处", kind="department"))
    assert "再设处" in unit_names(program)
