"""Bring an older ledger up to this program's version, on a copy that is swapped in whole."""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import suppress
from pathlib import Path

from sqlalchemy import URL, Connection, Engine, create_engine, event
from sqlalchemy.exc import SQLAlchemyError

from deskapp.database import schema
from deskapp.errors import CannotWrite, DamagedLedger
from deskapp.i18n import _

MIGRATIONS = Path(__file__).parent / "migrations"


def upgrade_if_older(path: Path) -> Path | None:
    """Upgrade the ledger when its tables are older; return where the old file was kept."""
    version = schema.file_version(path)
    if version == schema.HEAD:
        return None
    return upgrade_file(path, keep_as=path.with_name(f"{path.stem}.before-{schema.HEAD}.ledger"))


def upgrade_file(path: Path, *, keep_as: Path, scripts: Path = MIGRATIONS) -> Path:
    """Upgrade a copy, check it, and swap it in; a crash at any point leaves the old file.

    Raises CannotWrite when there is no room or right to write beside the ledger, and
    DamagedLedger when the copy does not pass its checks; the ledger is untouched then.
    """
    copy = path.with_name(f"{path.name}.upgrading")
    try:
        _copy_whole(path, copy)
        rows = _row_counts(copy)
        run_migrations(copy, scripts)
        _check(copy, rows)
        shutil.copy2(path, keep_as)
        copy.replace(path)
    except (OSError, sqlite3.Error, SQLAlchemyError) as error:
        raise CannotWrite(
            _("{ledger} is from an earlier version and could not be upgraded.").format(
                ledger=path.name
            ),
            _("It needs room for two copies in its folder, and the right to write there."),
        ) from error
    finally:
        with suppress(OSError):
            copy.unlink(missing_ok=True)
    return keep_as


def _copy_whole(path: Path, copy: Path) -> None:
    copy.unlink(missing_ok=True)
    # SQLite would make a file that everybody may read; the ledger names people.
    copy.touch(mode=0o600)
    shutil.copymode(path, copy)
    source, target = sqlite3.connect(path), sqlite3.connect(copy)
    try:
        source.backup(target)
    finally:
        source.close()
        target.close()


def run_migrations(path: Path, scripts: Path, to: str = "head") -> None:
    """Bring the tables of a file to a revision, the newest if none is named, in one transaction."""
    from alembic import command
    from alembic.config import Config

    engine = _migration_engine(path)
    try:
        with engine.connect() as connection, connection.begin():
            config = Config()
            config.set_main_option("script_location", str(scripts).replace("%", "%%"))
            config.attributes["connection"] = connection
            command.upgrade(config, to)
    finally:
        engine.dispose()


def _migration_engine(path: Path) -> Engine:
    """Return an engine with foreign keys off: with them on, a batch ALTER deletes child rows."""
    engine = create_engine(URL.create("sqlite", database=str(path)))

    def prepare(connection: sqlite3.Connection, _record: object) -> None:
        connection.isolation_level = None
        connection.execute("PRAGMA foreign_keys=OFF")

    def begin(connection: Connection) -> None:
        connection.exec_driver_sql("BEGIN IMMEDIATE")

    event.listen(engine, "connect", prepare)
    event.listen(engine, "begin", begin)
    return engine


def _row_counts(path: Path) -> dict[str, int]:
    raw = sqlite3.connect(path)
    try:
        names = raw.execute("SELECT name FROM sqlite_master WHERE type='table'").fetchall()
        return {
            name: raw.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0]  # noqa: S608
            for (name,) in names
            # The index of the search is made anew after an upgrade.
            if name not in ("alembic_version", "sqlite_sequence") and not name.startswith("search_")
        }
    finally:
        raw.close()


def _check(path: Path, rows_before: dict[str, int]) -> None:
    rows = _row_counts(path)
    lost = [name for name, count in rows_before.items() if rows.get(name, count) != count]
    raw = sqlite3.connect(path)
    try:
        sound = raw.execute("PRAGMA integrity_check").fetchone()[0] == "ok"
        orphans = raw.execute("PRAGMA foreign_key_check").fetchall()
    finally:
        raw.close()
    if lost or not sound or orphans:
        raise DamagedLedger(
            _("{ledger} could not be upgraded without loss; it was left as it was.").format(
                ledger=path.stem
            ),
            _("Keep the file, and open it with the earlier version of the program."),
        )
