"""Real ledgers in real files."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from deskapp.database import Database, create_ledger
from deskapp.records.change import ChangeSet, RowChange
from deskapp.records.registry import METADATA

Content = dict[str, list[dict[str, Any]]]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "office.ledger"


@pytest.fixture
def ledger(path: Path) -> Iterator[Database]:
    database = create_ledger(path)
    yield database
    database.close()


def content_of(database: Database) -> Content:
    """Return every row of every table but the history, without the versions."""
    history = {record.__tablename__ for record in (ChangeSet, RowChange)}
    with database.reading() as session:
        return {
            name: [
                {key: value for key, value in row.items() if key != "version"}
                for row in session.execute(select(table).order_by(table.c.id)).mappings()
            ]
            for name, table in METADATA.tables.items()
            if name not in history
        }


@pytest.fixture(name="content_of")
def _content_of() -> Callable[[Database], Content]:
    return content_of


@pytest.fixture
def ask(ledger: Database) -> Callable[..., Any]:
    """Return a function that asks a query of the ledger."""

    def answer(query: Callable[..., Any], *args: Any, **more: Any) -> Any:
        with ledger.reading() as session:
            return query(session, *args, **more)

    return answer
