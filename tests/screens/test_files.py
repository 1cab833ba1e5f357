"""The files of a record: added, opened, saved under another name, taken off."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QUrl
from PySide6.QtGui import QGuiApplication

from deskapp.queries.documents import list_documents
from deskapp.queries.files import list_files
from deskapp.screens.files import FilesPanel
from deskapp.workspace.workspace import Workspace


@pytest.fixture
def document(workspace: Workspace) -> int:
    return workspace.ask(list_documents)[0].id


@pytest.fixture
def panel(qtbot, workspace: Workspace, document: int) -> FilesPanel:
    shown = FilesPanel(workspace, "document_id")
    qtbot.addWidget(shown)
    shown.resize(500, 300)
    shown.show()
    shown.open_record(document)
    return shown


@pytest.fixture
def scan(tmp_path: Path) -> Path:
    path = tmp_path / "条例.pdf"
    path.write_bytes(b"%PDF")
    return path


def add(qtbot, panel: FilesPanel, *paths: Path) -> None:
    before = panel.table.rows.rowCount()
    panel.add_files(paths)
    qtbot.waitUntil(lambda: panel.table.rows.rowCount() == before + len(paths))


def texts(panel: FilesPanel) -> list[list[str]]:
    rows = panel.table.rows
    return [
        [rows.index(row, column).data() for column in range(rows.columnCount())]
        for row in range(rows.rowCount())
    ]


def test_files_are_counted_and_listed(qtbot, panel, scan):
    counts: list[int] = []
    panel.count_changed.connect(counts.append)
    add(qtbot, panel, scan)
    assert counts[-1] == 1
    assert texts(panel) == [["条例.pdf", "1 KB", ""]]


def test_a_copied_file_is_pasted(qtbot, panel, scan):
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(scan))])
    QGuiApplication.clipboard().setMimeData(mime)
    panel.paste_action.trigger()
    qtbot.waitUntil(lambda: panel.table.rows.rowCount() == 1)


def test_pasting_without_a_file_says_what_to_do(panel):
    said: list[str] = []
    panel.told.connect(said.append)
    QGuiApplication.clipboard().setText("text")
    panel.paste_action.trigger()
    assert "copy one in its folder first" in said[0]


def test_a_file_whose_content_is_gone_is_marked_in_words(qtbot, panel, scan, document):
    add(qtbot, panel, scan)
    panel.table.rows.row_at(0).path.unlink()
    panel.open_record(document)
    panel.table.selectRow(0)
    assert texts(panel)[0][2] == "file is gone"
    assert not panel.open_action.isEnabled()
    assert panel.remove_action.isEnabled()


def test_a_copy_is_saved_under_another_name(qtbot, panel, scan, tmp_path, workspace):
    add(qtbot, panel, scan)
    panel.table.selectRow(0)
    panel.save_copy(tmp_path / "副本.pdf")
    qtbot.waitUntil(lambda: not workspace.is_busy())
    assert (tmp_path / "副本.pdf").read_bytes() == b"%PDF"


def test_a_copy_that_cannot_be_written_is_told(qtbot, panel, scan, tmp_path):
    add(qtbot, panel, scan)
    panel.table.selectRow(0)
    with qtbot.waitSignal(panel.failed):
        panel.save_copy(tmp_path / "no folder" / "副本.pdf")


def test_what_is_chosen_is_removed_by_the_key(qtbot, panel, scan, workspace, document):
    add(qtbot, panel, scan)
    panel.table.selectRow(0)
    panel.remove_action.trigger()
    assert workspace.ask(list_files, "document_id", document) == []


def test_before_a_record_is_saved_no_file_can_be_added(panel):
    panel.open_record(None)
    assert not panel.add_action.isEnabled()
    assert "Save the new record first" in panel.table.empty.text


def test_a_ledger_that_is_read_only_lets_files_be_opened_only(qtbot, panel, scan, document):
    add(qtbot, panel, scan)
    panel.set_read_only(True)
    panel.table.selectRow(0)
    assert panel.open_action.isEnabled()
    assert not panel.add_action.isEnabled()
    assert not panel.remove_action.isEnabled()
    assert not panel.acceptDrops()
