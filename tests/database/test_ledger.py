"""Ledgers are created, opened and refused."""

from __future__ import annotations

import hashlib
import os
import shutil
import sqlite3
import sys
import tempfile
from pathlib import Path
from typing import Any

import pytest

from deskapp.database import Database, create_ledger, open_ledger
from deskapp.database.connection import APPLICATION_ID, LOCATION
from deskapp.database.ledger import quick_check
from deskapp.errors import CannotWrite, DamagedLedger, LedgerError, NewerLedger
from deskapp.queries.units import list_units
from deskapp.usecases.units import UnitDraft, save_unit

ODD_NAMES = ("台账 2021.ledger", "100%.ledger", "a%20b.ledger", "why?.ledger", "no#1.ledger",
             "it's.ledger", "a;b&c=d.ledger")  # fmt: skip


def digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def add_unit(database: Database, name: str = "办公室") -> int:
    return database.do(save_unit, UnitDraft(name=name)).result


def unit_names(database: Database) -> list[str]:
    with database.reading() as session:
        return [unit.name for unit in list_units(session)]


@pytest.mark.parametrize("name", ODD_NAMES)
def test_any_name_of_a_file_will_do(tmp_path: Path, name: str) -> None:
    path = tmp_path / "新 文件夹 %41" / name
    database = create_ledger(path)
    add_unit(database)
    database.close()

    again = open_ledger(path)

    assert unit_names(again) == ["办公室"]
    assert quick_check(again) == []
    # The journal is cut to nothing after every save and stays beside the ledger.
    assert {p.name for p in path.parent.iterdir()} <= {name, f"{name}-journal"}
    again.close()


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no modes")
def test_nobody_but_the_owner_reads_a_ledger(path: Path, ledger: Database) -> None:
    add_unit(ledger)

    assert path.stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize("content", [b"", b"anything"])
def test_a_file_that_exists_is_never_made_a_ledger(path: Path, content: bytes) -> None:
    path.write_bytes(content)

    with pytest.raises(LedgerError, match="There is already a file"):
        create_ledger(path)

    assert path.read_bytes() == content


def test_a_ledger_cannot_be_made_inside_a_file(tmp_path: Path) -> None:
    (tmp_path / "file").touch()

    with pytest.raises(LedgerError):
        create_ledger(tmp_path / "file" / "x.ledger")


def foreign(path: Path) -> None:
    with sqlite3.connect(path) as raw:
        raw.execute("CREATE TABLE t (x)")
        raw.execute("CREATE TABLE alembic_version (version_num)")
        raw.execute("INSERT INTO alembic_version VALUES ('0001')")
    raw.close()


def only_an_id(path: Path) -> None:
    with sqlite3.connect(path) as raw:
        raw.execute(f"PRAGMA application_id={APPLICATION_ID}")
        raw.execute("CREATE TABLE t (x)")
    raw.close()


def newer(path: Path) -> None:
    create_ledger(path).close()
    with sqlite3.connect(path) as raw:
        raw.execute("UPDATE alembic_version SET version_num = '9999'")
    raw.close()


def truncated(path: Path) -> None:
    create_ledger(path).close()
    os.truncate(path, 3 * 4096 + 17)


REFUSED = {
    "zero bytes": (lambda path: path.touch(), DamagedLedger),
    "text": (lambda path: path.write_text("会议"), DamagedLedger),
    "header only": (lambda path: path.write_bytes(b"SQLite format 3\0" * 6), DamagedLedger),
    "foreign database": (foreign, DamagedLedger),
    "an id without tables": (only_an_id, DamagedLedger),
    "newer": (newer, NewerLedger),
    "truncated": (truncated, DamagedLedger),
    "folder": (lambda path: path.mkdir(), DamagedLedger),
    "missing": (lambda path: None, DamagedLedger),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_is_no_ledger_of_ours_is_refused_and_left_as_it_is(path: Path, name: str) -> None:
    make, error = REFUSED[name]
    make(path)
    before = digest(path) if path.is_file() else None

    with pytest.raises(error) as refused:
        open_ledger(path)

    assert refused.value.what
    assert refused.value.advice
    assert (digest(path) if path.is_file() else None) == before
    assert not [p for p in path.parent.iterdir() if p != path and p.stat().st_size]


def test_a_ledger_that_is_being_written_is_not_called_damaged(path: Path, ledger: Database) -> None:
    raw = sqlite3.connect(path, isolation_level=None)
    raw.execute("BEGIN EXCLUSIVE")

    with pytest.raises(CannotWrite, match="Another program is writing"):
        open_ledger(path)
    raw.close()


def test_damage_inside_the_file_is_told_in_words(path: Path, ledger: Database) -> None:
    for n in range(200):
        add_unit(ledger, f"第{n}处")
    ledger.close()
    content = bytearray(path.read_bytes())
    content[6 * 4096 : 20 * 4096] = b"\x55" * (14 * 4096)
    path.write_bytes(content)

    with pytest.raises(DamagedLedger, match="damaged"):
        quick_check(open_ledger(path))


@pytest.mark.parametrize("change", ["moved", "deleted", "replaced by a copy"])
def test_a_ledger_that_is_not_at_its_place_any_more_takes_no_save(
    path: Path, ledger: Database, tmp_path: Path, change: str
) -> None:
    add_unit(ledger, "先前的单位")
    if change == "replaced by a copy":
        shutil.copy(path, tmp_path / "copy")
        (tmp_path / "copy").replace(path)
    elif change == "moved":
        path.rename(tmp_path / "elsewhere.ledger")
    else:
        path.unlink()
    before = {p.name: digest(p) for p in tmp_path.iterdir()}

    with pytest.raises(CannotWrite, match="moved, replaced or deleted"):
        add_unit(ledger, "新单位")

    assert {p.name: digest(p) for p in tmp_path.iterdir()} == before


def test_a_use_case_that_fails_leaves_nothing(ledger: Database) -> None:
    def fails(session: Any) -> None:
        save_unit(session, UnitDraft(name="一半"))
        raise LedgerError("no")

    with pytest.raises(LedgerError):
        ledger.do(fails)

    assert unit_names(ledger) == []


def test_two_records_of_one_name_are_refused_in_words(ledger: Database) -> None:
    add_unit(ledger)

    with pytest.raises(LedgerError, match="already a record of this name"):
        add_unit(ledger)

    assert unit_names(ledger) == ["办公室"]


@pytest.mark.skipif(sys.platform == "win32", reason="only here a file's size can be limited")
@pytest.mark.parametrize("room", [0, 20_000])
def test_a_ledger_that_finds_no_room_leaves_no_stub(tmp_path: Path, room: int) -> None:
    import resource

    usual = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (room, usual[1]))
    try:
        with pytest.raises(CannotWrite):
            create_ledger(tmp_path / "new.ledger")
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, usual)

    assert list(tmp_path.iterdir()) == []
    create_ledger(tmp_path / "new.ledger").close()


def test_who_reads_for_long_keeps_nobody_from_saving_and_leaves_no_copy(
    ledger: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    there = sorted(tmp_path.iterdir())
    with ledger.reading_long() as session:
        before = list_units(session)
        ledger.do(save_unit, UnitDraft(name="办公室"))
        assert list_units(session) == before
        assert session.info[LOCATION] == ledger.location
    with ledger.reading_long() as session:
        assert [unit.name for unit in list_units(session)] == ["办公室"]
    assert sorted(tmp_path.iterdir()) == there
