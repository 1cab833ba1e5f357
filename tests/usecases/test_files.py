"""Attached files are kept by their content, with a record of any kind, and survive undo."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from sqlalchemy.orm import Session

from deskapp.database import Database, create_ledger, insert_rows
from deskapp.database.file_store import FileStore, StoredFile
from deskapp.database.undo import next_undo, undo
from deskapp.errors import ChangedElsewhere, LedgerError
from deskapp.queries.files import FileRow, list_files
from deskapp.records.attachment import OWNERS
from deskapp.records.document import Document
from deskapp.records.practice import Practice
from deskapp.records.scheme import Indicator, Scheme
from deskapp.records.score import SelfScore
from deskapp.records.task import BranchTask, KeyTask
from deskapp.records.unit import Unit
from deskapp.usecases.files import attach_files, delete_files_of, detach_files
from deskapp.usecases.meetings import MeetingDraft, close_meeting, hold_meeting, save_meeting

SCAN = StoredFile("扫描.pdf", "ab" * 32, 4)


@pytest.fixture
def ledger(tmp_path: Path) -> Database:
    return create_ledger(tmp_path / "台账.ledger")


@pytest.fixture
def meeting(ledger: Database) -> int:
    draft = MeetingDraft(title="工作会议", year=2021, held_on=date(2021, 4, 20))
    return ledger.do(save_meeting, draft).result


@pytest.fixture
def owners(ledger: Database, meeting: int) -> dict[str, int]:
    """Return a record of every kind that may keep files."""
    ledger.do(_fill)
    return {"meeting_id": meeting, "document_id": 1, "branch_task_id": 1, "practice_id": 1} | {
        "self_score_id": 1
    }


def _fill(session: Session) -> None:
    unit = {"id": 1, "name": "宣传部", "short_name": "", "kind": "department"}
    insert_rows(session, Unit, [unit | {"office_order": 1, "initials": "xcb"}])
    key_task = {"id": 1, "year": 2021, "number": 1, "category": "", "text": "学习条例"}
    insert_rows(session, KeyTask, [key_task])
    insert_rows(session, BranchTask, [{"id": 1, "key_task_id": 1, "unit_id": 1}])
    insert_rows(session, Document, [{"id": 1, "title": "条例"}])
    insert_rows(session, Practice, [{"id": 1, "year": 2021, "unit_id": 1, "title": "做法"}])
    insert_rows(session, Scheme, [{"id": 1, "year": 2021, "title": "方案"}])
    indicator = {"position": 1, "level1": "学习", "level2": "到会", "points": Decimal(5)}
    insert_rows(session, Indicator, [{"id": 1, "scheme_id": 1} | indicator])
    own = {"id": 1, "indicator_id": 1, "unit_id": 1, "points": Decimal(5)}
    insert_rows(session, SelfScore, [own])


def files_of(ledger: Database, owner: str, record_id: int) -> list[FileRow]:
    with ledger.reading() as session:
        return list_files(session, owner, record_id)


def scan(folder: Path, name: str = "签到表.PDF", content: bytes = b"scan") -> Path:
    path = folder / name
    path.write_bytes(content)
    return path


def test_a_file_stays_when_the_original_is_gone(
    ledger: Database, meeting: int, tmp_path: Path
) -> None:
    store = FileStore(ledger.location)
    original = scan(tmp_path)
    ledger.do(attach_files, "meeting_id", meeting, [store.add(original)])
    original.unlink()
    (file,) = files_of(ledger, "meeting_id", meeting)
    assert file.name == "签到表.PDF"
    assert store.path_of(file.sha256, file.name).read_bytes() == b"scan"


def test_two_names_of_one_content_take_room_once(
    ledger: Database, meeting: int, tmp_path: Path
) -> None:
    store = FileStore(ledger.location)
    files = [store.add(scan(tmp_path)), store.add(scan(tmp_path, "副本.pdf"))]
    ledger.do(attach_files, "meeting_id", meeting, files)
    assert len([path for path in store.folder.rglob("*") if path.is_file()]) == 1


def test_undo_brings_a_removed_file_back(ledger: Database, meeting: int, tmp_path: Path) -> None:
    store = FileStore(ledger.location)
    ids = ledger.do(attach_files, "meeting_id", meeting, [store.add(scan(tmp_path))]).result
    removed = ledger.do(detach_files, "meeting_id", meeting, ids)
    assert removed.change_set_id is not None
    ledger.do(undo, removed.change_set_id)
    (file,) = files_of(ledger, "meeting_id", meeting)
    assert store.path_of(file.sha256, file.name).exists()


def test_a_folder_is_refused_and_leaves_nothing_behind(ledger: Database, tmp_path: Path) -> None:
    store = FileStore(ledger.location)
    with pytest.raises(LedgerError):
        store.add(tmp_path)
    assert not store.folder.exists()


@pytest.mark.parametrize("owner", OWNERS)
def test_every_kind_of_record_keeps_its_own_files(
    ledger: Database, owners: dict[str, int], owner: str
) -> None:
    ids = ledger.do(attach_files, owner, owners[owner], [SCAN, SCAN]).result
    assert {name: len(files_of(ledger, name, record_id)) for name, record_id in owners.items()} == {
        name: 2 if name == owner else 0 for name in owners
    }
    assert ledger.do(detach_files, owner, owners[owner], ids[:1]).result == 1
    assert [file.id for file in files_of(ledger, owner, owners[owner])] == ids[1:]


def test_a_file_is_taken_off_by_its_own_record_only(
    ledger: Database, owners: dict[str, int]
) -> None:
    ids = ledger.do(attach_files, "document_id", 1, [SCAN]).result
    assert ledger.do(detach_files, "practice_id", 1, ids).result == 0
    assert len(files_of(ledger, "document_id", 1)) == 1


def test_what_is_deleted_takes_its_files_along(ledger: Database, owners: dict[str, int]) -> None:
    ledger.do(attach_files, "practice_id", 1, [SCAN, SCAN])
    ledger.do(attach_files, "document_id", 1, [SCAN])
    assert ledger.do(delete_files_of, "practice_id", [1]).result == 2
    assert files_of(ledger, "practice_id", 1) == []
    assert len(files_of(ledger, "document_id", 1)) == 1


def test_a_closed_meeting_takes_no_file_and_gives_none_away(ledger: Database, meeting: int) -> None:
    ids = ledger.do(attach_files, "meeting_id", meeting, [SCAN]).result
    ledger.do(hold_meeting, meeting)
    ledger.do(close_meeting, meeting, despite_gaps=True)
    with pytest.raises(LedgerError, match="closed"):
        ledger.do(attach_files, "meeting_id", meeting, [SCAN])
    with pytest.raises(LedgerError, match="closed"):
        ledger.do(detach_files, "meeting_id", meeting, ids)


def test_a_record_that_is_gone_takes_no_file(ledger: Database) -> None:
    with pytest.raises(ChangedElsewhere):
        ledger.do(attach_files, "document_id", 99, [SCAN])


def test_the_history_names_what_the_files_belong_to(
    ledger: Database, owners: dict[str, int]
) -> None:
    for owner, title in (("branch_task_id", "学习条例"), ("practice_id", "做法")):
        ledger.do(attach_files, owner, owners[owner], [SCAN])
        with ledger.reading() as session:
            turnable = next_undo(session)
        assert turnable is not None
        assert turnable.parameters == {"title": title}
