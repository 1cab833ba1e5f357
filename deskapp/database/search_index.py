"""The index of the search over everything: pairs of characters of every searched column.

It is written in the transaction of the change, out of the same journal as the history. Where
there is none (a server, or an SQLite without FTS5) searches read the columns themselves. It
notes the last change set it has seen: when that is not the ledger's last one, somebody wrote
without it, and it is made anew with the next change.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from functools import lru_cache
from hashlib import sha256
from itertools import groupby, islice
from typing import Any

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session

from deskapp.database.bulk import batched_ids
from deskapp.database.history import Change
from deskapp.records.change import ChangeSet
from deskapp.records.kind import Searched
from deskapp.records.registry import KINDS, METADATA
from deskapp.rules.searching import index_entry, index_expression

# The migration that brings the index to older ledgers says the same.
TABLES = (
    "CREATE VIRTUAL TABLE search_index USING "
    "fts5(pairs, content='', columnsize=0, tokenize='ascii')",
    "CREATE TABLE search_state (followed INTEGER NOT NULL, recipe TEXT NOT NULL)",
)
# An entry's number: the code of its table, then what is left to the highest id, so that an index
# read from its beginning gives the newest rows first.
_ID_BITS = 40
_HIGHEST_ID = (1 << _ID_BITS) - 1
# Rises when `index_entry` makes other pairs of the same text.
_FORMAT = 1
_AT_ONCE = 2_000
_DELETE = "INSERT INTO search_index (search_index, rowid, pairs) VALUES ('delete', ?, ?)"
_INSERT = "INSERT INTO search_index (rowid, pairs) VALUES (?, ?)"

_SEARCHED = {name: kind.searched for name, kind in KINDS.items() if kind.searched is not None}
_Entries = list[tuple[int, str]]


def make_index(session: Session) -> None:
    """Make the empty index where the database can have one."""
    if can_have_index(session):
        for statement in TABLES:
            session.connection().exec_driver_sql(statement)


def follow(session: Session, changes: Iterable[Change], change_set_id: int) -> None:
    """Bring the index up to a change set that was written just now."""
    if not can_have_index(session):
        return
    if _state(session) != (_last_change_set(session, before=change_set_id), recipe()):
        rebuild(session)
        return
    old, new = _entries_of(session, changes)
    _write(session, _DELETE, old)
    _write(session, _INSERT, new)
    statement = "UPDATE search_state SET followed = ?"
    session.connection().exec_driver_sql(statement, (change_set_id,))


def rebuild(session: Session) -> None:
    """Make the index anew from all rows, where the database can have one."""
    if not can_have_index(session):
        return
    if _state(session) is None:
        for table in ("search_index", "search_state"):
            session.connection().exec_driver_sql(f"DROP TABLE IF EXISTS {table}")
        make_index(session)
    connection = session.connection()
    connection.exec_driver_sql("INSERT INTO search_index (search_index) VALUES ('delete-all')")
    connection.exec_driver_sql("DELETE FROM search_state")
    for name, searched in _SEARCHED.items():
        _write(session, _INSERT, _all_entries(session, name, searched))
    connection.exec_driver_sql(
        "INSERT INTO search_state VALUES (?, ?)", (_last_change_set(session) or 0, recipe())
    )


def is_current(session: Session) -> bool:
    """Return whether there is an index that has seen every change."""
    if not can_have_index(session):
        return False
    return _state(session) == (_last_change_set(session), recipe())


def find(
    session: Session, words: Sequence[str], kinds: Sequence[str], most: int
) -> dict[str, list[int]]:
    """Return the ids of the newest rows of each kind that have all the words, up to `most`.

    Kinds without any are left out. Ask only where `is_current`.
    """
    expression = index_expression(words)
    if any(len(word) == 1 for word in words):
        # All pairs that begin with a character are gathered before the first is given.
        rows = session.connection().exec_driver_sql(_ALL_ENTRIES, (expression,))
    else:
        of_kinds = " UNION ALL ".join(_newest_of(kind) for kind in kinds)
        given = (expression, most) * len(kinds)
        rows = session.connection().exec_driver_sql(of_kinds, given)
    kind_of = {_SEARCHED[kind].code: kind for kind in kinds}
    found: dict[str, list[int]] = {}
    for code, entries in groupby(rows.scalars(), lambda entry: entry >> _ID_BITS):
        if code in kind_of:
            found[kind_of[code]] = [_row_id(entry) for entry in islice(entries, most)]
    return found


_ALL_ENTRIES = "SELECT rowid FROM search_index WHERE search_index MATCH ?"


def _newest_of(kind: str) -> str:
    """Return the statement of a kind's first entries; their numbers run from the newest on."""
    first = _SEARCHED[kind].code << _ID_BITS
    return (
        f"SELECT * FROM ({_ALL_ENTRIES} AND rowid BETWEEN {first} AND {first + _HIGHEST_ID}"  # noqa: S608
        " LIMIT ?)"
    )


def _entry_number(searched: Searched, row_id: int) -> int:
    return (searched.code << _ID_BITS) + _HIGHEST_ID - row_id


def _row_id(entry: int) -> int:
    return _HIGHEST_ID - (entry & _HIGHEST_ID)


@lru_cache(maxsize=1)
def recipe() -> str:
    """Return what tells an index made by this program from one made by another version."""
    columns = {
        name: (searched.code, searched.texts, searched.readings, searched.initials)
        for name, searched in _SEARCHED.items()
    }
    said = repr((_FORMAT, sorted(columns.items())))
    return sha256(said.encode()).hexdigest()[:16]


def can_have_index(session: Session) -> bool:
    """Return whether the ledger is a file, and this SQLite knows how to keep an index."""
    return session.get_bind().dialect.name == "sqlite" and has_fts5()


@lru_cache(maxsize=1)
def has_fts5() -> bool:
    """Return whether this SQLite was built with its full-text index."""
    with closing(sqlite3.connect(":memory:")) as raw:
        try:
            raw.execute("CREATE VIRTUAL TABLE tried USING fts5(pairs)")
        except sqlite3.OperationalError:
            return False
    return True


def _state(session: Session) -> tuple[int, str] | None:
    """Return the last change set that the index has seen, and its recipe; None without one."""
    connection = session.connection()
    there = "SELECT 1 FROM sqlite_master WHERE name = 'search_state'"
    if connection.exec_driver_sql(there).first() is None:
        return None
    row = connection.exec_driver_sql("SELECT followed, recipe FROM search_state").first()
    return (0, "") if row is None else (row[0], row[1])


def _last_change_set(session: Session, *, before: int | None = None) -> int:
    statement = select(func.max(ChangeSet.id))
    if before is not None:
        statement = statement.where(ChangeSet.id < before)
    return session.execute(statement).scalar() or 0


def _entries_of(session: Session, changes: Iterable[Change]) -> tuple[_Entries, _Entries]:
    """Return the entries that go and those that come with these changes."""
    touched: dict[str, dict[int, Change]] = {}
    for change in changes:
        searched = _SEARCHED.get(change.table)
        values = change.after if change.before is None else change.before
        if searched is not None and not set(searched.columns).isdisjoint(values or ()):
            touched.setdefault(change.table, {})[change.row_id] = change
    old: _Entries = []
    new: _Entries = []
    for table, of_table in touched.items():
        _add_entries(session, table, of_table, old, new)
    return old, new


def _add_entries(
    session: Session, table: str, changes: Mapping[int, Change], old: _Entries, new: _Entries
) -> None:
    searched = _SEARCHED[table]
    now = dict(_rows(session, table, searched, list(changes)))
    for row_id, change in changes.items():
        row = now.get(row_id)
        if change.before is not None:
            old.append(_entry(searched, row_id, {**(row or {}), **change.before}))
        if row is not None:
            new.append(_entry(searched, row_id, row))


def _rows(
    session: Session, table: str, searched: Searched, ids: Sequence[int]
) -> Iterator[tuple[int, Mapping[str, Any]]]:
    columns = METADATA.tables[table].c
    wanted = [columns[name] for name in searched.columns]
    for chunk in batched_ids(ids):
        statement = select(columns.id, *wanted).where(columns.id.in_(chunk))
        for row_id, *values in session.execute(statement):
            yield row_id, dict(zip(searched.columns, values, strict=True))


def _all_entries(session: Session, table: str, searched: Searched) -> Iterator[tuple[int, str]]:
    columns = METADATA.tables[table].c
    wanted = [columns[name] for name in searched.columns]
    statement = (
        select(columns.id, *wanted)
        .where(or_(*(column != "" for column in wanted)))
        .order_by(columns.id)
        .execution_options(yield_per=_AT_ONCE)
    )
    for row_id, *values in session.execute(statement):
        yield _entry(searched, row_id, dict(zip(searched.columns, values, strict=True)))


def _entry(searched: Searched, row_id: int, row: Mapping[str, Any]) -> tuple[int, str]:
    def of(names: Sequence[str]) -> list[str]:
        return [row[name] or "" for name in names]

    pairs = index_entry(of(searched.texts), of(searched.readings), of(searched.initials))
    return _entry_number(searched, row_id), pairs


def _write(session: Session, statement: str, entries: Iterable[tuple[int, str]]) -> None:
    """Write entries; rows without anything to find have none."""
    connection = session.connection()
    found = (entry for entry in entries if entry[1])
    while chunk := list(islice(found, _AT_ONCE)):
        connection.exec_driver_sql(statement, chunk)
