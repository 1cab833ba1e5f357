"""Open and create ledgers, and carry out one action in one transaction."""

from __future__ import annotations

import getpass
import os
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Concatenate, Generic, ParamSpec, TypeVar

from sqlalchemy import Engine, insert, text
from sqlalchemy.orm import Session, configure_mappers

from deskapp.database import schema, search_index
from deskapp.database.apart import engine_on_copy
from deskapp.database.connection import (
    APPLICATION_ID,
    LOCATION,
    WRITING,
    is_server,
    server_engine,
    sqlite_engine,
)
from deskapp.database.failures import told_in_words
from deskapp.database.finals import refuse_changed_finals
from deskapp.database.history import WritingSession, write_change_set
from deskapp.database.network_path import refuse_network_path
from deskapp.database.seals import refuse_sealed_years
from deskapp.errors import CannotWrite, LedgerError
from deskapp.i18n import _
from deskapp.records.fact import Fact

Given = ParamSpec("Given")
Result = TypeVar("Result")


@dataclass(frozen=True, slots=True)
class Outcome(Generic[Result]):
    """What an action returned, which tables it changed, and its place in the history."""

    result: Result
    kinds: frozenset[str]
    change_set_id: int | None


class Database:
    """An open ledger: short sessions to read, one transaction for every action."""

    def __init__(self, engine: Engine, location: str | Path, *, read_only: bool = False) -> None:
        self.location = location
        self.read_only = read_only
        self._engine = engine
        self._reader = engine
        if is_server(location):
            # Else each statement of a reader would see another state.
            self._reader = engine.execution_options(isolation_level="REPEATABLE READ")
        self._writer = engine.execution_options(**{WRITING: True})
        self._file = _identity(location)
        # Here and not with the first query: two threads may ask theirs at the same moment.
        configure_mappers()

    @contextmanager
    def reading(self) -> Iterator[Session]:
        """Yield a session that sees one state of the ledger and writes nothing."""
        with told_in_words(), self._session_on(self._reader) as session:
            yield session

    @contextmanager
    def reading_long(self) -> Iterator[Session]:
        """Yield a session as `reading` does, which keeps nobody from writing meanwhile.

        For work of more than a few seconds. Raises LedgerError where that cannot be had.
        """
        if is_server(self.location):
            with self.reading() as session:
                yield session
            return
        with (
            told_in_words(),
            engine_on_copy(Path(self.location)) as engine,
            self._session_on(engine) as session,
        ):
            yield session

    def _session_on(self, engine: Engine) -> Session:
        return Session(engine, autoflush=False, info={LOCATION: self.location})

    def do(
        self,
        use_case: Callable[Concatenate[Session, Given], Result],
        /,
        *args: Given.args,
        **kwargs: Given.kwargs,
    ) -> Outcome[Result]:
        """Carry out a use case in one transaction and write its change set.

        Raises LedgerError when it cannot be done; nothing is written then.
        """
        with self._writing() as session:
            result = use_case(session, *args, **kwargs)
            session.flush()
            # First, so that on a server it waits for whoever is making scores final just now.
            change_set_id = write_change_set(session, actor())
            refuse_sealed_years(session, session.journal.changes)
            refuse_changed_finals(session, session.journal)
            kinds = frozenset(change.table for change in session.journal.changes.values())
            if change_set_id is not None:
                search_index.follow(session, session.journal.changes.values(), change_set_id)
        return Outcome(result, kinds, change_set_id)

    def fill(
        self,
        use_case: Callable[Concatenate[Session, Given], Result],
        /,
        *args: Given.args,
        **kwargs: Given.kwargs,
    ) -> Result:
        """Carry out a use case that fills a new ledger, which leaves no history."""
        with self._writing() as session:
            result = use_case(session, *args, **kwargs)
            session.flush()
            search_index.rebuild(session)
        return result

    def index_anew(self) -> None:
        """Make the index of the search anew, as after an upgrade."""
        with self._writing() as session:
            search_index.rebuild(session)

    @contextmanager
    def _writing(self) -> Iterator[WritingSession]:
        self._refuse_moved_file()
        with told_in_words(), WritingSession(self._writer) as session, session.begin():
            yield session

    def _refuse_moved_file(self) -> None:
        """Refuse to write when another file is at the ledger's place, or none."""
        if self.read_only:
            raise CannotWrite(
                _("This ledger was opened to be read only."),
                _("Save a copy under another name to change it."),
            )
        if self._file is not None and _identity(self.location) != self._file:
            raise CannotWrite(
                _("The ledger file was moved, replaced or deleted while it was open."),
                _("Nothing was saved. Put the file back, or open it from its new place."),
            )

    def close(self) -> None:
        """Close all connections."""
        self._engine.dispose()


def actor() -> str:
    """Return who is at the keyboard, as the system knows them."""
    try:
        return getpass.getuser()
    except (OSError, KeyError):
        return ""


def _identity(location: str | Path) -> tuple[int, int] | None:
    """Return what tells one file from another at the same path; None for a server."""
    if is_server(location):
        return None
    try:
        status = Path(location).stat()
    except OSError:
        return (0, 0)
    return (status.st_dev, status.st_ino)


def create_ledger(location: str | Path) -> Database:
    """Create an empty ledger and open it.

    Raises LedgerError when there is something at its place already: a file that exists is
    never initialised.
    """
    if is_server(location):
        return _create_on_server(str(location))
    path = Path(location)
    refuse_network_path(path)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        # The ledger names people: nobody but its owner reads it.
        os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))
    except FileExistsError:
        raise LedgerError(
            _("There is already a file at {path}.").format(path=path),
            _("Choose another name, or open that file."),
        ) from None
    except OSError as error:
        raise CannotWrite(
            _("No ledger can be made at {path}.").format(path=path),
            _("Choose a folder that exists and that you may write to."),
        ) from error
    try:
        return _fill_new_file(path)
    except BaseException:
        # Half a ledger would be in the way of the next try, its journal would spoil it.
        for part in (path, path.with_name(f"{path.name}-journal")):
            part.unlink(missing_ok=True)
        raise


def _fill_new_file(path: Path) -> Database:
    with told_in_words(), closing(sqlite3.connect(path)) as raw:
        raw.execute(f"PRAGMA application_id={APPLICATION_ID}")
    database = Database(sqlite_engine(path), path)
    try:
        database.fill(schema.create_tables)
    except BaseException:
        database.close()
        raise
    return database


def _create_on_server(location: str) -> Database:
    database = Database(server_engine(location), location)
    with database.reading() as session:
        if schema.version_of(session) is not None:
            raise LedgerError(
                _("There is already a ledger in this database."),
                _("Open it, or name an empty database."),
            )
    database.fill(schema.create_tables)
    return database


def open_ledger(location: str | Path) -> Database:
    """Open a ledger, brought up to this program's version first where it is older.

    Raises DamagedLedger for what is no ledger, NewerLedger for one from a later version.
    """
    from deskapp.database.upgrade import upgrade_if_older

    if is_server(location):
        database = Database(server_engine(str(location)), location)
        with database.reading() as session:
            schema.refuse_other_version(session, str(location))
        return database
    path = Path(location)
    refuse_network_path(path)
    schema.refuse_what_is_no_ledger(path)
    was_upgraded = upgrade_if_older(path) is not None
    read_only = not os.access(path, os.W_OK) or not os.access(path.parent, os.W_OK)
    database = Database(sqlite_engine(path, read_only=read_only), path, read_only=read_only)
    if was_upgraded and not read_only:
        database.index_anew()
    return database


def remember_fact(session: Session, name: str, value: str) -> None:
    """Write a fact into a new ledger, without history."""
    session.execute(insert(Fact), {"name": name, "value": value, "version": 1})


def quick_check(database: Database) -> list[str]:
    """Return what SQLite finds wrong with the file; an empty list when it is sound."""
    if is_server(database.location):
        return []
    with database.reading() as session:
        found = [row[0] for row in session.execute(text("PRAGMA integrity_check(20)"))]
        orphans = session.execute(text("PRAGMA foreign_key_check")).fetchall()
    problems = [line for line in found if line != "ok"]
    return problems + [f"{row[0]} #{row[1]} -> {row[2]}" for row in orphans]
