"""Make the tables, and tell which version of them a ledger has."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from sqlalchemy import inspect, text
from sqlalchemy.orm import Session

from deskapp.database.connection import APPLICATION_ID, uri_path
from deskapp.database.failures import locked
from deskapp.database.search_index import make_index
from deskapp.errors import DamagedLedger, NewerLedger
from deskapp.i18n import _
from deskapp.locations import without_password
from deskapp.records.registry import METADATA

# The newest revision in migrations/versions; a test holds the two together, so that opening
# a ledger need not load Alembic to know it.
HEAD = "0003"
OLDER = frozenset({"0001", "0002"})

_SQLITE_MAGIC = b"SQLite format 3\x00"


def create_tables(session: Session) -> None:
    """Make all tables in an empty ledger and note their version."""
    connection = session.connection()
    METADATA.create_all(connection)
    make_index(session)
    connection.execute(
        text("CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL PRIMARY KEY)")
    )
    connection.execute(text("INSERT INTO alembic_version VALUES (:head)"), {"head": HEAD})


def version_of(session: Session) -> str | None:
    """Return the revision of the tables, or None where there are none of ours."""
    if not inspect(session.connection()).has_table("alembic_version"):
        return None
    version: str | None = session.execute(text("SELECT version_num FROM alembic_version")).scalar()
    return version


def refuse_other_version(session: Session, location: str) -> None:
    """Refuse a server's ledger whose tables are not exactly this program's."""
    version = version_of(session)
    if version is None:
        raise DamagedLedger(
            _("There is no ledger in this database."),
            _("Make one with: deskapp sample LEDGER, or check the address."),
        )
    if version != HEAD:
        raise _newer(without_password(location))


def file_version(path: Path) -> str | None:
    """Return the revision of a ledger file; None when it cannot be told.

    Raises CannotWrite while another program holds the file for itself.
    """
    try:
        raw = sqlite3.connect(f"file:{uri_path(path)}?mode=ro", uri=True)
    except sqlite3.Error:
        return None
    try:
        row = raw.execute("SELECT version_num FROM alembic_version").fetchone()
        return row[0] if row else None
    except sqlite3.Error as error:
        if "locked" in str(error):
            raise locked() from error
        return None
    finally:
        raw.close()


def refuse_what_is_no_ledger(path: Path) -> None:
    """Refuse a file that is missing, empty, foreign, damaged at its head, or newer."""
    if not path.is_file():
        raise DamagedLedger(
            _("There is no ledger at {path}.").format(path=path),
            _("Check the path, or make a ledger there first."),
        )
    try:
        with path.open("rb") as stream:
            head = stream.read(100)
    except OSError as error:
        raise DamagedLedger(
            _("{path} cannot be read.").format(path=path),
            _("Ask whoever keeps the folder for the right to read it."),
        ) from error
    if not head.startswith(_SQLITE_MAGIC) or _application_id(head) != APPLICATION_ID:
        raise DamagedLedger(
            _("{path} is not a ledger of this program.").format(path=path),
            _("Choose a file that ends in .ledger, or the newest backup of it."),
        )
    version = file_version(path)
    if version is None:
        raise DamagedLedger(
            _("{path} is damaged: its tables cannot be read.").format(path=path),
            _("Make a copy of it now, then open the newest backup."),
        )
    if version != HEAD and version not in OLDER:
        raise _newer(str(path))


def _application_id(head: bytes) -> int:
    # Offset 68 of the header, https://www.sqlite.org/fileformat.html
    return int.from_bytes(head[68:72], "big")


def _newer(location: str) -> NewerLedger:
    return NewerLedger(
        _("{ledger} was written by a later version of this program.").format(ledger=location),
        _("Install that version to open it; the file was not touched."),
    )
