"""A ledger on a PostgreSQL server, where several write at the same moment.

Runs where DESKAPP_TEST_SERVER names an empty database that the test may fill and empty.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from threading import Event, Thread
from typing import Any

import pytest
from sqlalchemy import create_engine, text

from deskapp.database import Database, create_ledger, insert_rows, name_action, open_ledger
from deskapp.database.history import history_mark, let_nobody_save, write_change_set
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


@pytest.mark.parametrize("reading", [Database.reading, Database.reading_long])
def test_who_reads_sees_one_state_while_others_save(ledger: Database, reading: Any) -> None:
    ledger.do(add, "甲")
    with reading(ledger) as session:
        before = list_units(session)
        ledger.do(add, "乙")
        assert list_units(session) == before
    with reading(ledger) as session:
        assert len(list_units(session)) == 2


def test_who_makes_scores_final_waits_for_saves_on_their_way(ledger: Database) -> None:
    colleague = open_ledger(SERVER)
    inside, done = Event(), Event()

    def slow(session: Any) -> None:
        add(session, "甲")
        write_change_set(session, "colleague")
        inside.set()
        done.wait(1)

    def mark(session: Any) -> int:
        let_nobody_save(session)
        return history_mark(session).number

    saving = Thread(target=colleague.do, args=(slow,))
    with ledger.reading() as session:
        before = history_mark(session).number
    saving.start()
    inside.wait(10)
    after = ledger.do(mark).result
    saving.join()
    colleague.close()
    assert after > before


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
