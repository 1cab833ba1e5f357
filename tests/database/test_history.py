"""Every action is written with each row before and after, and nothing else is."""

from __future__ import annotations

import sqlite3
from datetime import date, time
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from deskapp.database import (
    Database,
    delete_rows,
    insert_rows,
    name_action,
    open_ledger,
    update_rows,
)
from deskapp.database.undo import next_redo, next_undo, redo, undo
from deskapp.errors import CannotUndo, ChangedElsewhere, LedgerError
from deskapp.records.change import ChangeSet, RowChange
from deskapp.records.meeting import Meeting
from deskapp.records.scheme import Indicator, Scheme
from deskapp.records.score import AssessorScore
from deskapp.records.unit import Unit


def add(session: Any, *names: str) -> list[int]:
    name_action(session, "Add {number} units", number=len(names))
    rows = [
        {"name": name, "kind": "department", "office_order": n}
        for n, name in enumerate(names, start=1)
    ]
    return insert_rows(session, Unit, rows)


def rename(session: Any, unit_id: int, name: str) -> None:
    name_action(session, "Rename")
    session.get(Unit, unit_id).name = name


def changes(database: Database) -> list[tuple[Any, ...]]:
    """Return operation, before and after of the rows of the last action."""
    with database.reading() as session:
        last = session.execute(select(ChangeSet.id).order_by(ChangeSet.id.desc())).scalars().first()
        statement = select(RowChange.operation, RowChange.before, RowChange.after)
        rows = session.execute(statement.where(RowChange.change_set_id == last))
        return [tuple(row) for row in rows]


def history(database: Database) -> list[tuple[Any, ...]]:
    with database.reading() as session:
        statement = select(ChangeSet.kind, ChangeSet.action, ChangeSet.rows, ChangeSet.undone)
        return [tuple(row) for row in session.execute(statement.order_by(ChangeSet.id))]


def turn_back(database: Database) -> None:
    with database.reading() as session:
        step = next_undo(session)
    assert step is not None
    database.do(undo, step.id)


def turn_forth(database: Database) -> None:
    with database.reading() as session:
        step = next_redo(session)
    assert step is not None
    database.do(redo, step.id)


def names(database: Database) -> list[str]:
    with database.reading() as session:
        return list(session.execute(select(Unit.name).order_by(Unit.id)).scalars())


def test_an_inserted_record_is_written_whole(ledger: Database) -> None:
    def plan(session: Any) -> int:
        meeting = Meeting(
            year=2021, kind="work", title="会", held_on=date(2021, 4, 20), starts_at=time(9, 30)
        )
        session.add(meeting)
        session.flush()
        return meeting.id

    ledger.do(plan)

    ((operation, before, after),) = changes(ledger)
    assert (operation, before) == ("insert", None)
    assert after["held_on"] == "2021-04-20"
    assert after["starts_at"] == "09:30:00"
    assert after["state"] == "planned"
    assert "version" not in after


def test_an_update_writes_only_the_changed_columns(ledger: Database) -> None:
    (unit_id,) = ledger.do(add, "甲").result

    outcome = ledger.do(rename, unit_id, "乙")

    assert outcome.kinds == {"unit"}
    assert changes(ledger) == [("update", {"name": "甲"}, {"name": "乙"})]


def test_a_delete_writes_the_whole_row(ledger: Database) -> None:
    (unit_id,) = ledger.do(add, "甲").result

    ledger.do(lambda session: session.delete(session.get(Unit, unit_id)))

    ((operation, before, after),) = changes(ledger)
    assert (operation, after) == ("delete", None)
    assert before["name"] == "甲"


def test_bulk_writes_leave_the_same_history(ledger: Database) -> None:
    first, second = ledger.do(add, "甲", "乙").result
    assert [(c[0], c[2]["name"]) for c in changes(ledger)] == [("insert", "甲"), ("insert", "乙")]

    moved = {first: {"office_order": 9}, second: {"office_order": 2}}
    assert ledger.do(update_rows, Unit, moved).result == 1
    assert changes(ledger) == [("update", {"office_order": 1}, {"office_order": 9})]

    assert ledger.do(delete_rows, Unit, [first, 777]).result == 1
    assert [(c[0], c[1]["name"], c[1]["office_order"]) for c in changes(ledger)] == [
        ("delete", "甲", 9)
    ]


def test_an_action_that_changes_nothing_leaves_no_history(ledger: Database) -> None:
    (unit_id,) = ledger.do(add, "甲").result
    before = history(ledger)

    assert ledger.do(rename, unit_id, "甲").change_set_id is None
    assert ledger.do(update_rows, Unit, {unit_id: {"name": "甲"}}).change_set_id is None
    assert ledger.do(lambda session: None).change_set_id is None

    assert history(ledger) == before


def test_a_row_made_and_taken_away_in_one_action_was_never_there(ledger: Database) -> None:
    def make_and_delete(session: Any) -> None:
        delete_rows(session, Unit, add(session, "甲"))

    assert ledger.do(make_and_delete).change_set_id is None


def test_changes_of_one_row_in_one_action_become_one(ledger: Database) -> None:
    (unit_id,) = ledger.do(add, "甲").result

    def twice(session: Any) -> None:
        rename(session, unit_id, "乙")
        session.flush()
        update_rows(session, Unit, {unit_id: {"short_name": "丙"}})
        rename(session, unit_id, "丁")

    ledger.do(twice)

    assert changes(ledger) == [
        ("update", {"name": "甲", "short_name": ""}, {"name": "丁", "short_name": "丙"})
    ]


def test_a_record_edited_after_a_bulk_write_keeps_what_it_was_before(ledger: Database) -> None:
    (unit_id,) = ledger.do(add, "甲").result

    def mixed(session: Any) -> None:
        unit = session.get(Unit, unit_id)
        update_rows(session, Unit, {unit_id: {"office_order": 7}})
        unit.name = "乙"

    ledger.do(mixed)
    turn_back(ledger)

    assert names(ledger) == ["甲"]


def test_an_update_then_delete_is_undone_to_the_beginning(
    ledger: Database, content_of: Any
) -> None:
    (unit_id,) = ledger.do(add, "甲").result
    before = content_of(ledger)

    def change_and_delete(session: Any) -> None:
        rename(session, unit_id, "乙")
        session.flush()
        delete_rows(session, Unit, [unit_id])

    ledger.do(change_and_delete)
    turn_back(ledger)

    assert content_of(ledger) == before


def test_the_first_to_speak_names_the_action(ledger: Database) -> None:
    def outer(session: Any) -> None:
        name_action(session, "Outer {n}", n=1)
        add(session, "甲")

    ledger.do(outer)

    assert history(ledger) == [("do", "Outer {n}", 1, False)]


def test_ids_are_never_given_twice(ledger: Database) -> None:
    (first,) = ledger.do(add, "甲").result
    ledger.do(delete_rows, Unit, [first])

    (second,) = ledger.do(add, "乙").result

    assert second > first


def test_a_bulk_update_of_a_row_that_is_gone_is_told_in_words(ledger: Database) -> None:
    with pytest.raises(ChangedElsewhere):
        ledger.do(update_rows, Unit, {12345: {"name": "甲"}})


def test_undo_and_redo_turn_every_kind_of_change(ledger: Database, content_of: Any) -> None:
    first, second = ledger.do(add, "甲", "乙").result
    states = [content_of(ledger)]
    steps: list[tuple[Any, ...]] = [
        (rename, first, "丙"),
        (update_rows, Unit, {first: {"office_order": 5}, second: {"office_order": 6}}),
        (delete_rows, Unit, [first]),
        (add, "丁", "戊"),
    ]
    for use_case, *arguments in steps:
        ledger.do(use_case, *arguments)
        states.append(content_of(ledger))

    for state in reversed(states[:-1]):
        turn_back(ledger)
        assert content_of(ledger) == state
    for state in states[1:]:
        turn_forth(ledger)
        assert content_of(ledger) == state


def test_undo_and_redo_work_after_the_ledger_was_closed(
    path: Path, ledger: Database, content_of: Any
) -> None:
    ids = ledger.do(add, "甲", "乙").result
    before = content_of(ledger)
    ledger.do(delete_rows, Unit, ids)
    ledger.close()

    again = open_ledger(path)
    turn_back(again)
    assert content_of(again) == before
    again.close()

    once_more = open_ledger(path)
    turn_forth(once_more)
    assert names(once_more) == []
    once_more.close()


def test_points_and_parameters_come_back_as_they_were(ledger: Database, content_of: Any) -> None:
    def appraise(session: Any) -> list[int]:
        (unit_id,) = add(session, "甲")
        (scheme_id,) = insert_rows(session, Scheme, [{"year": 2021, "title": "考核"}])
        indicator = {
            "scheme_id": scheme_id,
            "position": 1,
            "level1": "学习",
            "level2": "到会",
            "points": Decimal("12.50"),
            "measure": "by_hand",
            "rule": "by_hand",
            "rule_parameters": {"floor": "0.5", "units": [1, 2]},
        }
        (indicator_id,) = insert_rows(session, Indicator, [indicator])
        score = {"indicator_id": indicator_id, "unit_id": unit_id, "points": Decimal("2.50")}
        return insert_rows(session, AssessorScore, [score])

    (score_id,) = ledger.do(appraise).result
    before = content_of(ledger)

    def give(session: Any) -> None:
        session.get(AssessorScore, score_id).points = Decimal("3.25")

    ledger.do(give)
    ledger.do(lambda session: delete_rows(session, AssessorScore, [score_id]))
    turn_back(ledger)
    turn_back(ledger)
    assert content_of(ledger) == before
    turn_back(ledger)
    turn_forth(ledger)
    assert content_of(ledger) == before


def test_points_that_are_the_same_number_are_no_change(ledger: Database) -> None:
    def appraise(session: Any) -> int:
        (scheme_id,) = insert_rows(session, Scheme, [{"year": 2021, "title": "考核"}])
        row = {"scheme_id": scheme_id, "position": 1, "level1": "a", "level2": "b"}
        more = {"points": Decimal(2), "measure": "by_hand", "rule": "by_hand"}
        return insert_rows(session, Indicator, [{**row, **more}])[0]

    indicator_id = ledger.do(appraise).result

    same = {indicator_id: {"points": Decimal("2.00")}}
    assert ledger.do(update_rows, Indicator, same).result == 0


def test_undo_is_refused_when_a_later_change_touched_the_row(
    ledger: Database, content_of: Any
) -> None:
    (unit_id,) = ledger.do(add, "甲").result
    renamed = ledger.do(rename, unit_id, "乙").change_set_id
    ledger.do(rename, unit_id, "丙")
    before = content_of(ledger)

    with pytest.raises(CannotUndo, match="later change touched"):
        ledger.do(undo, renamed)

    assert content_of(ledger) == before
    assert [row[3] for row in history(ledger)] == [False, False, False]


def test_an_insert_that_others_refer_to_by_now_cannot_be_undone(ledger: Database) -> None:
    added = ledger.do(add, "甲")
    unit_id = added.result[0]

    def host(session: Any) -> None:
        meeting = {"year": 2021, "kind": "work", "title": "会", "host_unit_id": unit_id}
        insert_rows(session, Meeting, [meeting])

    ledger.do(host)

    with pytest.raises(LedgerError, match="refer to this one"):
        ledger.do(undo, added.change_set_id)

    assert names(ledger) == ["甲"]


def test_a_new_action_ends_what_could_be_redone(ledger: Database) -> None:
    ledger.do(add, "甲")
    turn_back(ledger)
    ledger.do(add, "乙")

    with ledger.reading() as session:
        assert next_redo(session) is None


def test_redo_brings_back_what_was_undone_last_and_not_what_was_given_up_before(
    ledger: Database,
) -> None:
    ledger.do(add, "甲")
    ledger.do(add, "乙")
    turn_back(ledger)
    ledger.do(add, "丙")
    turn_back(ledger)

    turn_forth(ledger)

    assert names(ledger) == ["甲", "丙"]
    with ledger.reading() as session:
        assert next_redo(session) is None


def test_undo_and_redo_are_in_the_history_themselves(ledger: Database) -> None:
    ledger.do(add, "甲")
    turn_back(ledger)
    turn_forth(ledger)

    assert [row[0] for row in history(ledger)] == ["do", "undo", "redo"]
    assert changes(ledger)[0][0] == "insert"


def test_the_history_is_in_the_same_transaction_as_the_change(path: Path, ledger: Database) -> None:
    with sqlite3.connect(path) as raw:
        raw.execute(
            "CREATE TRIGGER no_history BEFORE INSERT ON row_change "
            "BEGIN SELECT RAISE(ABORT, 'no history today'); END"
        )
    raw.close()

    with pytest.raises(LedgerError):
        ledger.do(add, "甲")

    assert names(ledger) == []


def test_a_row_that_comes_back_has_a_version_that_nobody_has_seen(ledger: Database) -> None:
    def version() -> int:
        with ledger.reading() as session:
            return session.execute(select(Unit.version).where(Unit.id == unit_id)).scalar_one()

    (unit_id,) = ledger.do(add, "甲").result
    ledger.do(rename, unit_id, "乙")
    seen = version()
    ledger.do(delete_rows, Unit, [unit_id])
    turn_back(ledger)
    assert version() > seen

    seen = version()
    ledger.do(lambda session: session.delete(session.get(Unit, unit_id)))
    turn_back(ledger)
    assert version() > seen

    turn_back(ledger)
    seen = version()
    turn_back(ledger)
    turn_forth(ledger)
    assert version() > seen
