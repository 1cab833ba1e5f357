"""The documents page: numbers, files, where a document is used, and deleting."""

from __future__ import annotations

import pytest

from deskapp.database.file_store import StoredFile
from deskapp.queries.documents import list_documents_in_use
from deskapp.usecases.documents import DocumentDraft, save_document
from deskapp.usecases.files import attach_files


@pytest.fixture
def screen(window):
    window.show_page("documents")
    return window.current_screen()


@pytest.fixture
def used(workspace):
    """Return a document that a meeting studied and a key task comes from."""
    rows = workspace.ask(list_documents_in_use)
    return max(rows, key=lambda row: (row.studied > 0, row.key_tasks > 0, row.studied))


def tab_texts(screen):
    tabs = screen.detail.tabs
    return [tabs.tabText(place) for place in range(tabs.count())]


def uses(screen):
    table = screen.detail.uses.table
    return [table.rows.row_at(row) for row in range(table.rows.rowCount())]


def test_a_document_is_entered_and_found_by_its_number(screen, type_into):
    screen.new_action.trigger()
    editors = screen.detail.form.editors
    type_into(editors["title"].control, "关于加强学习的通知")
    type_into(editors["number"].control, "示统发〔2021〕30号")
    assert screen.save()
    screen.search.setText("30号")
    screen.refresh()
    assert [row.title for row in screen.list_rows("30号")] == ["关于加强学习的通知"]


def test_without_documents_a_workbook_of_them_can_be_taken_over(screen):
    actions = {action.text: action for action in screen.empty_actions()}
    asked = []
    screen.page_requested.connect(lambda page, target: asked.append((page, target)))

    actions["Import from Excel"].run()

    assert list(actions) == ["New document", "Import from Excel"]
    assert asked == [("exchange", "documents")]


def test_a_number_that_is_taken_is_complained_about_at_its_field(screen, workspace, type_into):
    workspace.do(save_document, DocumentDraft(title="旧通知", number="示统发〔2021〕31号"))
    screen.new_action.trigger()
    editors = screen.detail.form.editors
    type_into(editors["title"].control, "新通知")
    type_into(editors["number"].control, "示统发[2021]31号")
    assert not screen.save()
    assert screen.detail.form.complaints() == {"number": "“旧通知” has this document number."}


def test_files_and_uses_are_counted_on_their_tabs(screen, workspace, used):
    workspace.do(attach_files, "document_id", used.id, [StoredFile("条例.pdf", "ab" * 32, 4)])
    screen.select(used.id)
    assert tab_texts(screen) == ["Files 1", f"Used in {len(uses(screen))}"]


def test_a_use_opens_its_record(screen, window, used):
    screen.select(used.id)
    line = next(line for line in uses(screen) if line.use.table == "meeting")
    screen.detail.uses.table.select_ids([line.id])
    screen.detail.uses.open_button.setEnabled(True)
    screen.detail.uses.open_button.click()
    assert window.current_page() == "meetings"
    assert window.current_screen().current_id == line.use.record_id


def test_a_used_document_is_not_deleted_and_the_bar_says_where_it_is_used(
    screen, window, workspace, used
):
    said = []
    screen.failed.connect(said.append)
    screen.select(used.id)
    screen.delete_action.trigger()
    assert f"“{used.title}” is in use:" in str(said[0])
    assert used.id in {row.id for row in workspace.ask(list_documents_in_use)}


def test_an_unused_document_is_deleted_at_once(screen, workspace):
    unused = workspace.do(save_document, DocumentDraft(title="废止的通知"))
    screen.select(unused)
    screen.delete_action.trigger()
    assert unused not in {row.id for row in workspace.ask(list_documents_in_use)}


def test_a_new_document_takes_files_once_it_is_saved(screen, type_into):
    screen.new_action.trigger()
    assert not screen.detail.files.add_action.isEnabled()
    type_into(screen.detail.form.editors["title"].control, "通知")
    assert screen.save()
    assert screen.detail.files.add_action.isEnabled()


def test_a_read_only_ledger_lets_documents_be_read_only(window, workspace, used):
    workspace.database.read_only = True
    window.show_page("documents")
    screen = window.current_screen()
    screen.select(used.id)
    assert not screen.new_action.isEnabled()
    assert not screen.require_button.isEnabled()
    assert not screen.detail.files.add_action.isEnabled()
