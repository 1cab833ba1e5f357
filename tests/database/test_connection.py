"""Every connection has the settings that lose no acknowledged save."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import text

from deskapp.database import Database
from deskapp.database.connection import APPLICATION_ID, sqlite_engine
from deskapp.errors import CannotWrite

EXPECTED = {
    "journal_mode": "truncate",
    "synchronous": 3,
    "locking_mode": "normal",
    "foreign_keys": 1,
    "busy_timeout": 5000,
    "trusted_schema": 0,
    "cell_size_check": 1,
    "mmap_size": 0,
    "secure_delete": 1,
    "temp_store": 2,
    "application_id": APPLICATION_ID,
}


def pragma(connection: Any, name: str) -> Any:
    return connection.execute(text(f"PRAGMA {name}")).scalar()


@pytest.mark.parametrize(("name", "value"), EXPECTED.items())
def test_every_connection_is_set_up(path: Path, ledger: Database, name: str, value: Any) -> None:
    engine = sqlite_engine(path)
    with engine.connect() as first, engine.connect() as second:
        assert [pragma(first, name), pragma(second, name)] == [value, value]
    engine.dispose()


def test_sessions_that_read_and_that_write_are_set_up_alike(ledger: Database) -> None:
    def settings(session: Any) -> dict[str, Any]:
        return {name: session.execute(text(f"PRAGMA {name}")).scalar() for name in EXPECTED}

    with ledger.reading() as session:
        assert settings(session) == EXPECTED
    assert ledger.do(settings).result == EXPECTED


def test_a_missing_file_is_not_made_by_connecting(tmp_path: Path) -> None:
    engine = sqlite_engine(tmp_path / "mistyped.ledger")

    with pytest.raises(Exception, match="unable to open"):
        engine.connect()

    assert list(tmp_path.iterdir()) == []


def test_a_connection_that_only_reads_cannot_write(path: Path, ledger: Database) -> None:
    reader = Database(sqlite_engine(path, read_only=True), path)

    with pytest.raises(CannotWrite, match="can only be read"):
        reader.do(lambda session: session.execute(text("DELETE FROM unit")))
    reader.close()


def test_a_writer_waits_for_no_reader_before_it_holds_the_lock(ledger: Database) -> None:
    """BEGIN IMMEDIATE: two writers meet at the begin, never in the middle of an action."""
    other = Database(sqlite_engine(Path(ledger.location)), ledger.location)

    def while_writing(session: Any) -> None:
        session.execute(text("SELECT name FROM unit"))
        with pytest.raises(CannotWrite, match="Another program is writing"):
            other.do(lambda second: second.execute(text("SELECT 1")))

    with other.reading() as session:
        session.execute(text("PRAGMA busy_timeout=50"))
    ledger.do(while_writing)
    other.close()
