"""Read one state of a ledger for long without keeping anybody from writing meanwhile."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from sqlalchemy import Engine

from deskapp.database.connection import sqlite_engine, uri_path
from deskapp.errors import CannotWrite
from deskapp.i18n import _

_COPY = "reading.ledger"


@contextmanager
def engine_on_copy(ledger: Path) -> Iterator[Engine]:
    """Yield an engine on a copy of a ledger file, which is gone afterwards.

    SQLite lets nobody save while somebody reads: reading for half a minute would make every
    save wait, and fail. Raises CannotWrite where there is no room for the copy.
    """
    # The ledger names people: the folder is its owner's alone.
    with TemporaryDirectory(prefix="deskapp-", ignore_cleanup_errors=True) as folder:
        copy = Path(folder) / _COPY
        _copy(ledger, copy)
        engine = sqlite_engine(copy, read_only=True)
        try:
            yield engine
        finally:
            engine.dispose()


def _copy(ledger: Path, copy: Path) -> None:
    try:
        os.close(os.open(copy, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))
        with (
            closing(sqlite3.connect(f"file:{uri_path(ledger)}?mode=ro", uri=True)) as old,
            closing(sqlite3.connect(copy)) as new,
        ):
            # Nobody waits for the disk to keep what is thrown away in a minute.
            new.execute("PRAGMA synchronous=OFF")
            old.backup(new)
    except OSError as error:
        raise CannotWrite(
            _("{ledger} could not be copied to be read.").format(ledger=ledger.name),
            _("Make room on the disk of the system, then try again."),
        ) from error
