"""Whole, checked copies of a ledger, and putting one back."""

from __future__ import annotations

import sqlite3
import stat
import sys
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from deskapp.database import Database, create_ledger, open_ledger
from deskapp.database.backup import (
    Backup,
    backup_if_changed,
    backups_folder,
    list_backups,
    make_backup,
    no_longer_needed,
    restore_backup,
)
from deskapp.errors import CannotWrite, DamagedLedger, LedgerError
from deskapp.queries.units import list_units
from deskapp.usecases.units import UnitDraft, save_unit

NOW = datetime(2021, 11, 10, 9, 30)


def names(path: Path) -> list[str]:
    database = open_ledger(path)
    try:
        with database.reading() as session:
            return [row.name for row in list_units(session)]
    finally:
        database.close()


@pytest.fixture
def database(path: Path) -> Database:
    """Return an open ledger with one unit."""
    database = create_ledger(path)
    database.do(save_unit, UnitDraft(name="办公室", kind="department"))
    return database


def test_a_backup_is_a_whole_ledger_that_can_be_opened(database: Database, path: Path) -> None:
    backup = make_backup(path, NOW)
    assert names(backup.path) == ["办公室"]
    assert list_backups(path) == [backup]


def test_a_backup_is_made_while_the_ledger_is_being_read(database: Database, path: Path) -> None:
    with database.reading() as session:
        list_units(session)
        assert make_backup(path).size > 0


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such file modes")
def test_a_backup_is_nobody_elses_to_read(database: Database, path: Path) -> None:
    backup = make_backup(path)
    assert stat.S_IMODE(backup.path.stat().st_mode) == 0o600


def test_no_second_backup_is_made_while_nothing_changed(database: Database, path: Path) -> None:
    assert backup_if_changed(path, NOW) is not None
    assert backup_if_changed(path, NOW) is None
    database.do(save_unit, UnitDraft(name="人事处", kind="department"))
    assert backup_if_changed(path, NOW) is not None


def test_backups_are_in_order_even_when_the_clock_was_set_back(
    database: Database, path: Path
) -> None:
    first = make_backup(path, NOW)
    second = make_backup(path, NOW - timedelta(days=400))
    assert [backup.number for backup in list_backups(path)] == [second.number, first.number]


def test_a_damaged_ledger_is_not_backed_up_and_no_backup_goes(
    database: Database, path: Path
) -> None:
    make_backup(path, NOW)
    database.close()
    raw = sqlite3.connect(path)
    raw.execute("PRAGMA foreign_keys=OFF")
    raw.execute(
        "INSERT INTO branch (name, unit_id, office_order) VALUES ('第一党支部', 4711, 1)",
    )
    raw.commit()
    raw.close()
    with pytest.raises(DamagedLedger):
        make_backup(path, NOW)
    assert [backup.path.suffix for backup in list_backups(path)] == [".ledger"]
    assert len(list(backups_folder(path).iterdir())) == 1


def test_a_backup_put_back_undoes_what_came_later_and_keeps_it(
    database: Database, path: Path
) -> None:
    before = make_backup(path, NOW)
    database.do(save_unit, UnitDraft(name="人事处", kind="department"))
    database.close()
    kept = restore_backup(before, path)
    assert names(path) == ["办公室"]
    assert kept is not None
    assert names(kept.path) == ["办公室", "人事处"]


def test_a_backup_takes_the_place_of_a_ledger_that_cannot_be_read(
    database: Database, path: Path
) -> None:
    backup = make_backup(path, NOW)
    database.close()
    path.write_bytes(b"no ledger any more")
    assert restore_backup(backup, path) is None
    assert names(path) == ["办公室"]
    assert path.with_name(f"{path.stem}.damaged.ledger").read_bytes() == b"no ledger any more"


def test_a_damaged_backup_is_not_put_back(database: Database, path: Path) -> None:
    backup = make_backup(path, NOW)
    database.close()
    backup.path.write_bytes(backup.path.read_bytes()[:5000])
    with pytest.raises(DamagedLedger):
        restore_backup(backup, path)
    assert names(path) == ["办公室"]
    assert not list(path.parent.glob("*.restoring"))


def test_a_folder_that_cannot_be_made_is_told_in_words(database: Database, path: Path) -> None:
    backups_folder(path).write_text("a file is in the way")
    with pytest.raises(CannotWrite, match="No backup"):
        make_backup(path)


def test_a_server_keeps_its_own_backups() -> None:
    assert backup_if_changed("postgresql://office/ledger") is None
    with pytest.raises(LedgerError, match="server"):
        make_backup("postgresql://office/ledger")


@given(st.lists(st.integers(0, 24 * 800), max_size=80))
def test_thinning_never_lets_go_of_the_newest_five_nor_of_two_days(hours: list[int]) -> None:
    backups = [
        Backup(Path(f"{n}"), n, NOW - timedelta(hours=age), 0)
        for n, age in enumerate(sorted(hours, reverse=True), start=1)
    ][::-1]
    gone = {backup.number for backup in no_longer_needed(backups, NOW)}
    assert not gone & {backup.number for backup in backups[:5]}
    assert not [b for b in backups if b.number in gone and NOW - b.made_at < timedelta(days=2)]
    months = {(b.made_at.year, b.made_at.month) for b in backups}
    kept = {(b.made_at.year, b.made_at.month) for b in backups if b.number not in gone}
    assert len(kept) >= min(12, len(months))


def test_a_backup_each_hour_for_a_year_stays_a_handful() -> None:
    backups = [Backup(Path(f"{n}"), 9000 - n, NOW - timedelta(hours=n), 0) for n in range(8000)]
    assert len(backups) - len(no_longer_needed(backups, NOW)) < 48 + 7 + 5 + 12
