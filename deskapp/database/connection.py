"""Open engines with the settings that were measured to lose no acknowledged save."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url
from sqlalchemy.exc import ArgumentError

from deskapp.errors import LedgerError
from deskapp.i18n import _

# "MTLG" as a 32-bit number: marks a SQLite file as one of ours.
APPLICATION_ID = 0x4D544C47

# TRUNCATE + EXTRA survives power loss and refuses a file that was moved away under the open
# program; WAL and EXCLUSIVE would acknowledge saves into the deleted file.
PRAGMAS = {
    "journal_mode": "TRUNCATE",
    "synchronous": "EXTRA",
    "locking_mode": "NORMAL",
    "foreign_keys": "ON",
    "busy_timeout": "5000",
    "trusted_schema": "OFF",
    "cell_size_check": "ON",
    "mmap_size": "0",
    "secure_delete": "ON",
    "temp_store": "MEMORY",
}
WRITING = "ledger_writing"
# Under which a session knows the place of its ledger.
LOCATION = "ledger_location"


def is_server(location: str | Path) -> bool:
    """Return whether the location names a PostgreSQL database rather than a file."""
    return str(location).startswith(("postgresql://", "postgresql+psycopg://"))


def sqlite_engine(path: Path, *, read_only: bool = False) -> Engine:
    """Return an engine on a ledger file.

    The file must exist: SQLite is told never to create one, so that a mistyped path does not
    turn into an empty ledger.
    """
    mode = "ro" if read_only else "rw"
    database = f"file:{uri_path(path)}"
    url = URL.create("sqlite", database=database, query={"mode": mode, "uri": "true"})
    engine = create_engine(url)
    event.listen(engine, "connect", _set_read_only if read_only else _set_pragmas)
    event.listen(engine, "begin", _begin)
    return engine


def server_engine(location: str) -> Engine:
    """Return an engine on a PostgreSQL database through psycopg 3.

    Raises LedgerError for an address that is none, and where psycopg is not installed.
    """
    try:
        url = make_url(location).set(drivername="postgresql+psycopg")
        return create_engine(url, pool_pre_ping=True, connect_args={"connect_timeout": 5})
    except (ArgumentError, ValueError) as error:
        raise LedgerError(
            _("This is not the address of a database."),
            _("Write it like postgresql://name@server/database."),
        ) from error
    except ModuleNotFoundError as error:
        raise LedgerError(
            _("The part of the program that speaks to PostgreSQL is not installed."),
            _("Install it with: pip install psycopg[binary]"),
        ) from error


def uri_path(path: Path) -> str:
    """Return the absolute path escaped for a SQLite URI: only %, ? and # mean something."""
    text = path.absolute().as_posix()
    for character in "%?#":
        text = text.replace(character, f"%{ord(character):02x}")
    return text if text.startswith("/") else f"/{text}"


def _set_pragmas(connection: Any, _record: object) -> None:
    connection.isolation_level = None  # the begin event opens transactions, not the driver
    for name, value in PRAGMAS.items():
        connection.execute(f"PRAGMA {name}={value}")


def _set_read_only(connection: Any, _record: object) -> None:
    connection.isolation_level = None
    for name in ("busy_timeout", "trusted_schema", "cell_size_check", "mmap_size", "temp_store"):
        connection.execute(f"PRAGMA {name}={PRAGMAS[name]}")


def _begin(connection: Connection) -> None:
    """Begin at once as a writer where writing follows: a deferred one fails when it upgrades."""
    writing = connection.get_execution_options().get(WRITING, False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writing else "BEGIN")
