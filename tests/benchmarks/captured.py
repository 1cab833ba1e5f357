"""Catch the SQL that a part of the program sends, to run the same without the program."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

from sqlalchemy import event
from sqlalchemy.engine import Engine

Statement = tuple[str, Any]


def statements_of(work: Callable[[], object]) -> list[Statement]:
    """Return the queries, with their parameters, that a piece of work sends to the database."""
    caught: list[Statement] = []

    def catch(_connection: Any, _cursor: Any, sql: str, given: Any, *_more: Any) -> None:
        if sql.lstrip().upper().startswith(("SELECT", "WITH")):
            caught.append((sql, given))

    event.listen(Engine, "before_cursor_execute", catch)
    try:
        work()
    finally:
        event.remove(Engine, "before_cursor_execute", catch)
    return caught


def raw_rows(ledger: Path, statements: list[Statement]) -> Iterator[tuple[Any, ...]]:
    """Yield the rows of the queries through the sqlite3 module alone."""
    with closing(sqlite3.connect(ledger)) as connection:
        for sql, given in statements:
            yield from connection.execute(sql, given)


def fetch_raw(ledger: Path, statements: list[Statement]) -> None:
    """Run the queries through the sqlite3 module alone and fetch everything."""
    with closing(sqlite3.connect(ledger)) as connection:
        for sql, given in statements:
            connection.execute(sql, given).fetchall()
