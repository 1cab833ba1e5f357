from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import text

from deskapp.database import Database
from deskapp.usecases.sample import make_sample


class Asked:
    """Asks an open ledger in SQL and gives the rows as tuples."""

    def __init__(self, database: Database) -> None:
        self.database = database

    def rows(self, statement: str) -> list[tuple]:
        with self.database.reading() as session:
            return [tuple(row) for row in session.execute(text(statement))]

    def column(self, statement: str) -> list:
        return [row[0] for row in self.rows(statement)]

    def count(self, table: str, condition: str = "1") -> int:
        return self.column(f"SELECT count(*) FROM {table} WHERE {condition}")[0]


@pytest.fixture(scope="session")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Asked]:
    database = make_sample(tmp_path_factory.mktemp("office") / "office.ledger")
    yield Asked(database)
    database.close()


@pytest.fixture
def small(tmp_path: Path) -> Iterator[Asked]:
    database = make_sample(tmp_path / "small.ledger", "small")
    yield Asked(database)
    database.close()
