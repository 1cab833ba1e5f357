"""Attached files are kept by their content and survive undo."""

from __future__ import annotations

from pathlib import Path

import pytest

from deskapp.database import Database, create_ledger
from deskapp.database.file_store import FileStore
from deskapp.database.undo import undo
from deskapp.errors import LedgerError
from deskapp.queries.meetings import list_attachments
from deskapp.usecases.files import attach_files, detach_files
from deskapp.usecases.meetings import MeetingDraft, save_meeting


@pytest.fixture
def ledger(tmp_path: Path) -> Database:
    return create_ledger(tmp_path / "台账.ledger")


@pytest.fixture
def meeting(ledger: Database) -> int:
    return ledger.do(save_meeting, MeetingDraft(title="工作会议", year=2021)).result


def scan(folder: Path, name: str = "签到表.PDF", content: bytes = b"scan") -> Path:
    path = folder / name
    path.write_bytes(content)
    return path


def test_a_file_stays_when_the_original_is_gone(
    ledger: Database, meeting: int, tmp_path: Path
) -> None:
    store = FileStore(ledger.location)
    original = scan(tmp_path)
    ledger.do(attach_files, meeting, [store.add(original)])
    original.unlink()
    with ledger.reading() as session:
        (file,) = list_attachments(session, meeting)
    assert file.name == "签到表.PDF"
    assert store.path_of(file.sha256, file.name).read_bytes() == b"scan"


def test_two_names_of_one_content_take_room_once(
    ledger: Database, meeting: int, tmp_path: Path
) -> None:
    store = FileStore(ledger.location)
    files = [store.add(scan(tmp_path)), store.add(scan(tmp_path, "副本.pdf"))]
    ledger.do(attach_files, meeting, files)
    assert len([path for path in store.folder.rglob("*") if path.is_file()]) == 1


def test_undo_brings_a_removed_file_back(ledger: Database, meeting: int, tmp_path: Path) -> None:
    store = FileStore(ledger.location)
    ids = ledger.do(attach_files, meeting, [store.add(scan(tmp_path))]).result
    removed = ledger.do(detach_files, meeting, ids)
    assert removed.change_set_id is not None
    ledger.do(undo, removed.change_set_id)
    with ledger.reading() as session:
        (file,) = list_attachments(session, meeting)
    assert store.path_of(file.sha256, file.name).exists()


def test_a_folder_is_refused_and_leaves_nothing_behind(ledger: Database, tmp_path: Path) -> None:
    store = FileStore(ledger.location)
    with pytest.raises(LedgerError):
        store.add(tmp_path)
    assert not store.folder.exists()
