"""A ledger on a PostgreSQL server, where several write at the same moment.

Runs where DESKAPP_TEST_SERVER names an empty database that the test may fill and empty.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from typing import Any

import pytest
from sqlalchemy import create_engine, text

from deskapp.database import Database, create_ledger, insert_rows, name_action, open_ledger
from deskapp.queries.units import list_units
from deskapp.records.unit import Unit
from deskapp.usecases.units import UnitDraft, save_unit

SERVER = os.environ.get("DESKAPP_TEST_SERVER", "")

pytestmark = pytest.mark.skipif(not SERVER, reason="DESKAPP_TEST_SERVER names no database")


@pytest.fixture
def ledger() -> Iterator[Database]:
    engine = create_engine(SERVER.replace("postgresql://", "postgresql+psycopg://"))
    with engine.begin() as connection:
        connection.execute(text("DROP SCHEMA public CASCADE"))
        connection.execute(text("CREATE SCHEMA public"))
    engine.dispose()
    database = create_ledger(SERVER)
    yield database
    database.close()


def add(session: Any, *names: str) -> list[int]:
    name_action(session, "Add units")
    rows = [{"name": name, "kind": "department", "office_order": 1} for name in names]
    return insert_rows(session, Unit, rows)


def test_two_who_add_rows_at_the_same_moment_get_ids_of_their_own(ledger: Database) -> None:
    colleague = open_ledger(SERVER)

    def add_while_another_adds(session: Any) -> list[int]:
        mine = add(session, "甲", "乙")
        theirs: list[int] = colleague.do(add, "丙", "丁").result
        return [*mine, *theirs, *add(session, "戊")]

    ids = ledger.do(add_while_another_adds).result
    colleague.close()

    assert len(set(ids)) == 5
    ids.append(ledger.do(save_unit, UnitDraft(name="己")).result)
    with ledger.reading() as session:
        assert sorted(unit.id for unit in list_units(session)) == sorted(ids)
