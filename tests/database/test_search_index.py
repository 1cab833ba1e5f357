"""The index of the search finds exactly what reading every column finds, whatever was done."""

from __future__ import annotations

import sqlite3
import tempfile
from contextlib import closing, suppress
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from deskapp.database import (
    Database,
    create_ledger,
    delete_rows,
    insert_rows,
    open_ledger,
    search_index,
    update_rows,
)
from deskapp.database.connection import APPLICATION_ID
from deskapp.database.search_index import find, is_current
from deskapp.database.undo import next_redo, next_undo, redo, undo
from deskapp.database.upgrade import MIGRATIONS, run_migrations
from deskapp.errors import LedgerError
from deskapp.queries.search import has_all_words
from deskapp.records.document import Document
from deskapp.records.meeting import AgendaItem, Meeting
from deskapp.records.person import Person
from deskapp.records.registry import KINDS
from deskapp.records.unit import Unit
from deskapp.rules.searching import search_words

SEARCHED = [name for name, kind in KINDS.items() if kind.searched is not None]
MOST = 10_000

# Few characters, so that words often meet; signs that mean something to LIKE and to FTS5. None
# in two widths: the index finds one by the other in any mixture, reading only whole words.
CHARACTERS = "学习条例张三aZ2〔〕“\"'%_*^-:\\ \n。、é𠀀"
texts = st.text(CHARACTERS, max_size=12)
queries = st.text(CHARACTERS, min_size=1, max_size=4)


def by_index(database: Database, typed: str) -> dict[str, set[int]]:
    with database.reading() as session:
        assert is_current(session)
        words = search_words(typed)
        found = find(session, words, SEARCHED, MOST) if words else {}
        return {kind: set(ids) for kind, ids in found.items()}


def by_reading(database: Database, typed: str) -> dict[str, set[int]]:
    words = search_words(typed)
    found = {}
    with database.reading() as session:
        for kind in SEARCHED if words else ():
            table = KINDS[kind].record.__table__
            statement = select(table.c.id).where(has_all_words(kind, words))
            found[kind] = set(session.execute(statement).scalars())
    return {kind: ids for kind, ids in found.items() if ids}


def unit(n: int, text: str) -> dict[str, Any]:
    return {"name": f"{n}{text}", "kind": "department", "office_order": n, "initials": "zs xdl"}


def some_id(session: Any, record: Any, n: int) -> int:
    ids = list(session.execute(select(record.id).order_by(record.id)).scalars())
    return int(ids[n % len(ids)]) if ids else 0


def add_units(session: Any, n: int, text: str) -> None:
    insert_rows(session, Unit, [unit(n * 2, text), unit(n * 2 + 1, text * 2)])


def add_person(session: Any, n: int, text: str) -> None:
    person = Person(
        name=text, unit_id=some_id(session, Unit, n), rank="below", office_order=1, post=text[::-1],
        pinyin="zhang san", initials="zs cs",
    )  # fmt: skip
    session.add(person)


def add_meeting(session: Any, n: int, text: str) -> None:
    meeting = Meeting(year=2021, kind="work", title=text, held_on=date(2021, 4, 20))
    session.add(meeting)
    session.flush()
    meeting.minutes = text + text
    item = {"meeting_id": meeting.id, "position": 1, "kind": "study", "title": text}
    insert_rows(session, AgendaItem, [item])


def add_document(session: Any, n: int, text: str) -> None:
    insert_rows(session, Document, [{"title": text, "number": f"〔2021〕{n}号"}])


def change_person(session: Any, n: int, text: str) -> None:
    person = session.get(Person, some_id(session, Person, n))
    if person is not None:
        person.name = text
        session.flush()
        person.post = text + "长"


def change_meetings(session: Any, n: int, text: str) -> None:
    ids = list(session.execute(select(Meeting.id)).scalars())
    update_rows(session, Meeting, {row_id: {"minutes": text} for row_id in ids})


def change_nothing_searched(session: Any, n: int, text: str) -> None:
    row_id = some_id(session, Unit, n)
    if row_id:
        update_rows(session, Unit, {row_id: {"active_until": date(2021, 1, 1 + n)}})


def delete_person(session: Any, n: int, text: str) -> None:
    person = session.get(Person, some_id(session, Person, n))
    if person is not None:
        person.name = text
        session.flush()
        session.delete(person)


def delete_document(session: Any, n: int, text: str) -> None:
    delete_rows(session, Document, [some_id(session, Document, n)])


def delete_unit(session: Any, n: int, text: str) -> None:
    delete_rows(session, Unit, [some_id(session, Unit, n)])


def turn_back(session: Any, n: int, text: str) -> None:
    if (step := next_undo(session)) is not None:
        undo(session, step.id)


def turn_forth(session: Any, n: int, text: str) -> None:
    if (step := next_redo(session)) is not None:
        redo(session, step.id)


ACTIONS = (
    add_units, add_person, add_meeting, add_document, change_person, change_meetings,
    change_nothing_searched, delete_person, delete_document, delete_unit, turn_back, turn_forth,
)  # fmt: skip
steps = st.lists(
    st.tuples(st.sampled_from(ACTIONS), st.integers(0, 5), texts), min_size=1, max_size=20
)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(steps, st.lists(queries, min_size=1, max_size=6))
def test_after_any_sequence_it_finds_exactly_what_reading_finds(
    sequence: list[Any], typed: list[str]
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        database = create_ledger(Path(folder) / "x.ledger")
        database.do(add_units, 9, "学习")
        for action, n, text in sequence:
            with suppress(LedgerError):  # what cannot be done leaves the index as it was
                database.do(action, n, text)
        words = [text[:2] for _action, _n, text in sequence] + ["zs", "ngsa", "xd", "2021 号"]
        for query in [*typed, *words]:
            assert by_index(database, query) == by_reading(database, query), query
        database.close()


def test_a_full_width_text_is_found_by_a_half_width_word(ledger: Database) -> None:
    ledger.do(add_document, 1, "ＡＢＣ２０２１年")
    assert by_index(ledger, "abc2021年") == {"document": {1}}
    assert by_index(ledger, "ｂｃ２") == {"document": {1}}
    assert by_reading(ledger, "2021") == {"document": {1}}


@pytest.mark.parametrize("typed", ["〔2021〕18号", "[2021]18号", "2021 18 号", "２０２１ 18号"])
def test_a_document_number_is_found_however_it_is_typed(ledger: Database, typed: str) -> None:
    ledger.do(add_document, 18, "条例")
    assert by_index(ledger, typed) == {"document": {1}}


def test_initials_are_found_from_their_beginning_only(ledger: Database) -> None:
    ledger.do(add_units, 1, "")
    assert by_index(ledger, "xd") == {"unit": {1, 2}}
    assert by_index(ledger, "dl") == {}


def test_a_filled_ledger_has_its_index_at_once(ledger: Database) -> None:
    ledger.fill(add_document, 1, "统一战线工作条例")
    assert by_index(ledger, "战线") == {"document": {1}}


def test_what_fails_leaves_no_entry(ledger: Database) -> None:
    def fails(session: Any) -> None:
        add_document(session, 1, "条例")
        raise LedgerError("no")

    with suppress(LedgerError):
        ledger.do(fails)
    assert by_index(ledger, "条例") == {}


def test_an_index_that_missed_a_change_is_not_asked_and_is_made_anew(
    path: Path, ledger: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as without:
        without.setattr(search_index, "has_fts5", lambda: False)
        ledger.do(add_document, 1, "条例")
    with ledger.reading() as session:
        assert not is_current(session)
    ledger.do(add_document, 2, "要点")
    assert by_index(ledger, "条例") == {"document": {1}}


def test_a_ledger_made_without_an_index_gets_one(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as without:
        without.setattr(search_index, "has_fts5", lambda: False)
        database = create_ledger(path)
        database.do(add_document, 1, "条例")
        with database.reading() as session:
            assert not is_current(session)
    database.do(add_document, 2, "条例")
    assert by_index(database, "条例") == {"document": {1, 2}}
    database.close()


def test_an_index_of_another_recipe_is_made_anew(path: Path, ledger: Database) -> None:
    ledger.do(add_document, 1, "条例")
    ledger.close()
    with closing(sqlite3.connect(path)) as raw, raw:
        raw.execute("UPDATE search_state SET recipe = 'older'")
    again = open_ledger(path)
    with again.reading() as session:
        assert not is_current(session)
    again.do(add_document, 2, "要点")
    assert by_index(again, "条例") == {"document": {1}}
    again.close()


def test_the_index_itself_is_sound_after_changes_and_deletions(
    path: Path, ledger: Database
) -> None:
    for n in range(30):
        ledger.do(add_meeting, n, f"第{n}次学习条例")
        ledger.do(change_meetings, n, f"纪要{n}")
        ledger.do(turn_back, 0, "")
    ledger.close()
    with closing(sqlite3.connect(path)) as raw, raw:
        raw.execute("INSERT INTO search_index (search_index) VALUES ('integrity-check')")


def test_a_ledger_of_the_first_revision_has_its_index_after_the_upgrade(path: Path) -> None:
    run_migrations(path, MIGRATIONS, to="0001")
    with closing(sqlite3.connect(path)) as raw, raw:
        raw.execute(f"PRAGMA application_id={APPLICATION_ID}")
        raw.execute("INSERT INTO document (title) VALUES ('统一战线工作条例')")
    database = open_ledger(path)
    assert by_index(database, "战线") == {"document": {1}}
    database.close()


def test_no_two_tables_share_a_code() -> None:
    codes = [KINDS[name].searched.code for name in SEARCHED]  # type: ignore[union-attr]
    assert len(set(codes)) == len(codes)
