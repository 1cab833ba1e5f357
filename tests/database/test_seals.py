"""A sealed year stays as it is, whichever table and whichever way a change comes."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from sqlalchemy import event

from deskapp.database import Database, delete_rows, insert_rows, update_rows
from deskapp.database.undo import redo, undo
from deskapp.errors import SealedYear
from deskapp.records.registry import KINDS, METADATA
from deskapp.usecases.seals import reopen_year, seal_year

OLD, NEW = 2020, 2021
DAY = {OLD: date(OLD, 5, 1), NEW: date(NEW, 5, 1)}


def content(year: int) -> dict[str, dict[str, Any]]:
    """Return a row of every table, in an order in which each finds what it points to."""
    n = year
    ids = dict.fromkeys(METADATA.tables, n * 10)
    rows: dict[str, dict[str, Any]] = {
        "unit": {"name": f"单位{n}", "kind": "department", "office_order": n},
        "branch": {"name": f"支部{n}", "unit_id": ids["unit"], "office_order": n},
        "person": {
            "name": "张三", "unit_id": ids["unit"], "rank": "section", "office_order": 1
        },
        "document": {"title": "条例"},
        "meeting": {"year": year, "kind": "work", "title": "会"},
        "agenda_item": {
            "meeting_id": ids["meeting"], "position": 1, "kind": "study", "title": "议"
        },
        "agenda_document": {
            "agenda_item_id": ids["agenda_item"], "document_id": ids["document"]
        },
        "attendance": {"meeting_id": ids["meeting"], "person_id": ids["person"]},
        "decision": {"meeting_id": ids["meeting"], "position": 1, "text": "定"},
        "key_task": {"year": year, "number": 1, "text": "任务"},
        "key_task_unit": {
            "key_task_id": ids["key_task"], "unit_id": ids["unit"], "part": "leads", "position": 1
        },
        "branch_task": {"key_task_id": ids["key_task"], "unit_id": ids["unit"]},
        "progress_entry": {
            "branch_task_id": ids["branch_task"], "reported_on": DAY[year], "percent": 1,
            "text": "进展",
        },
        "scheme": {"year": year, "title": "考核"},
        "indicator": {
            "scheme_id": ids["scheme"], "position": 1, "level1": "一", "level2": "二",
            "points": Decimal(5),
        },
        "assessor_score": {
            "indicator_id": ids["indicator"], "unit_id": ids["unit"], "points": Decimal(1)
        },
        "self_score": {
            "indicator_id": ids["indicator"], "unit_id": ids["unit"], "points": Decimal(1)
        },
        "appeal": {
            "indicator_id": ids["indicator"], "unit_id": ids["unit"], "raised_on": DAY[year],
            "points_then": Decimal(1),
        },
        "grade_given": {"scheme_id": ids["scheme"], "unit_id": ids["unit"], "grade": "良好"},
        "attachment": {
            "branch_task_id": ids["branch_task"], "name": "a.pdf", "sha256": "0", "size": 1
        },
        "appointment": {
            "branch_id": ids["branch"], "post": "secretary", "person_id": ids["person"],
            "starts_on": DAY[year],
        },
        "study_requirement": {
            "year": year, "document_id": ids["document"], "audience": "units"
        },
        "study_audience": {
            "requirement_id": ids["study_requirement"], "unit_id": ids["unit"]
        },
        "study_entry": {
            "person_id": ids["person"], "document_id": ids["document"], "studied_on": DAY[year]
        },
        "supervision_slip": {
            "year": year, "number": 1, "branch_task_id": ids["branch_task"], "colour": "blue",
            "issued_on": DAY[year], "reply_due_on": DAY[year],
        },
        "practice": {"year": year, "unit_id": ids["unit"], "title": "做法"},
        "practice_task": {"practice_id": ids["practice"], "key_task_id": ids["key_task"]},
        "practice_meeting": {"practice_id": ids["practice"], "meeting_id": ids["meeting"]},
        "fact": {"name": f"fact{n}", "value": ""},
    }  # fmt: skip
    return {name: {"id": ids[name], **row} for name, row in rows.items()}


# What each table has that can be set to something else.
CHANGES: dict[str, dict[str, Any]] = {
    "agenda_document": {"document_id": NEW * 10},
    "key_task_unit": {"position": 9},
    "practice_task": {"key_task_id": NEW * 10},
    "practice_meeting": {"meeting_id": NEW * 10},
    "study_audience": {"unit_id": NEW * 10},
    "attachment": {"name": "b.pdf"},
    "branch_task": {"percent": 9},
    "attendance": {"reason": "病"},
    "assessor_score": {"reason": "好"},
    "self_score": {"explanation": "好"},
    "appeal": {"text": "异议"},
    "grade_given": {"reason": "好"},
    "indicator": {"level2": "三"},
    "scheme": {"title": "办法"},
    "meeting": {"place": "厅"},
    "agenda_item": {"title": "程"},
    "decision": {"text": "决"},
    "key_task": {"goal": "标"},
    "progress_entry": {"text": "展"},
    "study_requirement": {"note": "注"},
    "study_entry": {"note": "注"},
    "supervision_slip": {"answer": "复"},
    "practice": {"effect": "效"},
    "unit": {"short_name": "简"},
    "branch": {"office_order": 9},
    "person": {"post": "主任"},
    "document": {"number": "1"},
    "appointment": {"title": "书记"},
    "fact": {"value": "1"},
}
TIMELESS = {"unit", "branch", "person", "document", "appointment", "fact"}
# Final scores hold their scheme by themselves: tests/database/test_finals.py.
ALL = [name for name in KINDS if name not in ("year_seal", "final_scoring")]


def fill(session: Any, year: int) -> None:
    for name, row in content(year).items():
        insert_rows(session, KINDS[name].record, [row])


@pytest.fixture
def two_years(ledger: Database) -> Database:
    """Return a ledger with a row of every table in the old year and in the new."""
    ledger.do(fill, OLD)
    ledger.do(fill, NEW)
    return ledger


def update(session: Any, table: str, year: int) -> None:
    update_rows(session, KINDS[table].record, {year * 10: CHANGES[table]})


def insert(session: Any, table: str, year: int) -> None:
    row = {**content(year)[table], "id": year * 10 + 1}
    others: dict[str, dict[str, Any]] = {
        "unit": {"name": "另"}, "branch": {"name": "另"}, "fact": {"name": "另"},
        "agenda_document": {"document_id": NEW * 10 if year == OLD else OLD * 10},
        "attendance": {"person_id": NEW * 10 if year == OLD else OLD * 10},
        "key_task_unit": {"unit_id": NEW * 10 if year == OLD else OLD * 10},
        "branch_task": {"unit_id": NEW * 10 if year == OLD else OLD * 10},
        "assessor_score": {"unit_id": NEW * 10 if year == OLD else OLD * 10},
        "self_score": {"unit_id": NEW * 10 if year == OLD else OLD * 10},
        "grade_given": {"unit_id": NEW * 10 if year == OLD else OLD * 10},
        "study_audience": {"unit_id": NEW * 10 if year == OLD else OLD * 10},
        "study_entry": {"person_id": NEW * 10 if year == OLD else OLD * 10},
        "supervision_slip": {"number": 2},
        "practice_task": {"key_task_id": NEW * 10 if year == OLD else OLD * 10},
        "practice_meeting": {"meeting_id": NEW * 10 if year == OLD else OLD * 10},
    }  # fmt: skip
    insert_rows(session, KINDS[table].record, [{**row, **others.get(table, {})}])


def delete(session: Any, table: str, year: int) -> None:
    """Delete a row with all that points to it, the last made first."""
    names = list(content(year))
    for name in reversed(names[names.index(table) :]):
        delete_rows(session, KINDS[name].record, [year * 10])


def test_every_table_says_to_which_years_its_rows_belong() -> None:
    history = {"change_set", "row_change"}
    assert set(KINDS) == set(METADATA.tables) - history
    for name, kind in KINDS.items():
        columns = METADATA.tables[name].c
        assert set(kind.years.own) <= set(columns.keys()), name
        for column, owner in kind.years.owners.items():
            (key,) = columns[column].foreign_keys
            assert key.column.table.name == owner, name


def test_the_tests_have_a_row_of_every_table() -> None:
    assert set(content(OLD)) == set(CHANGES) == set(ALL)


@pytest.mark.parametrize("change", [update, insert])
@pytest.mark.parametrize("table", ALL)
def test_only_what_belongs_to_a_sealed_year_can_no_longer_be_changed(
    two_years: Database, table: str, change: Callable[..., None], content_of: Any
) -> None:
    two_years.do(seal_year, OLD)
    two_years.do(change, table, NEW)
    before = content_of(two_years)
    if table in TIMELESS:
        two_years.do(lambda session: update(session, table, OLD))
    else:
        with pytest.raises(SealedYear, match="2020"):
            two_years.do(change, table, OLD)
        assert content_of(two_years) == before


@pytest.mark.parametrize("table", [name for name in ALL if name not in TIMELESS])
def test_nothing_of_a_sealed_year_can_be_deleted(
    two_years: Database, table: str, content_of: Any
) -> None:
    two_years.do(seal_year, OLD)
    before = content_of(two_years)
    with pytest.raises(SealedYear):
        two_years.do(delete, table, OLD)
    assert content_of(two_years) == before
    two_years.do(delete, table, NEW)


def test_a_meeting_deleted_with_its_parts_is_known_by_the_year_it_had(ledger: Database) -> None:
    ledger.do(fill, OLD)
    ledger.do(seal_year, OLD)

    def without_year(session: Any) -> None:
        """Delete a part before its owner: neither is there any more when it is looked at."""
        for name in ("practice_meeting", "decision", "attendance", "agenda_document"):
            delete_rows(session, KINDS[name].record, [OLD * 10])
        for name in ("agenda_item", "meeting"):
            delete_rows(session, KINDS[name].record, [OLD * 10])

    with pytest.raises(SealedYear):
        ledger.do(without_year)


@pytest.mark.parametrize("table", ["meeting", "key_task", "practice", "scheme"])
def test_nothing_is_moved_into_a_sealed_year_or_out_of_it(two_years: Database, table: str) -> None:
    record = KINDS[table].record
    two_years.do(seal_year, OLD)
    with pytest.raises(SealedYear):
        two_years.do(update_rows, record, {OLD * 10: {"year": NEW}})
    with pytest.raises(SealedYear):
        two_years.do(update_rows, record, {NEW * 10: {"year": OLD}})


def test_a_record_that_a_form_saves_is_refused_too(two_years: Database) -> None:
    two_years.do(seal_year, OLD)

    def rename(session: Any) -> None:
        session.get(KINDS["progress_entry"].record, OLD * 10).text = "改"

    with pytest.raises(SealedYear):
        two_years.do(rename)


def test_undo_and_redo_leave_a_sealed_year_alone(two_years: Database, content_of: Any) -> None:
    changed = two_years.do(update, "meeting", OLD).change_set_id or 0
    two_years.do(seal_year, OLD)
    before = content_of(two_years)
    with pytest.raises(SealedYear):
        two_years.do(undo, changed)
    assert content_of(two_years) == before

    two_years.do(reopen_year, OLD, "补录")
    two_years.do(undo, changed)
    two_years.do(seal_year, OLD)
    with pytest.raises(SealedYear):
        two_years.do(redo, changed)


def test_a_seal_is_taken_off_by_reopening_only(two_years: Database, content_of: Any) -> None:
    seal = two_years.do(seal_year, OLD).change_set_id or 0
    before = content_of(two_years)
    with pytest.raises(SealedYear, match=r"2020.*[Rr]eopen"):
        two_years.do(undo, seal)
    assert content_of(two_years) == before

    reopened = two_years.do(reopen_year, OLD, "补录").change_set_id or 0
    two_years.do(undo, reopened)
    before = content_of(two_years)
    with pytest.raises(SealedYear, match=r"2020.*[Rr]eopen"):
        two_years.do(redo, reopened)
    assert content_of(two_years) == before


def test_a_make_up_belongs_to_the_year_of_its_meeting(two_years: Database) -> None:
    two_years.do(seal_year, OLD)
    late = {
        "person_id": NEW * 10, "meeting_id": OLD * 10, "studied_on": date(NEW, 1, 5)
    }  # fmt: skip
    with pytest.raises(SealedYear, match="2020"):
        two_years.do(insert_rows, KINDS["study_entry"].record, [late])


def test_what_changes_nothing_is_not_refused(two_years: Database) -> None:
    two_years.do(update, "meeting", OLD)
    two_years.do(seal_year, OLD)
    two_years.do(update, "meeting", OLD)


def test_a_reopened_year_can_be_changed_again(two_years: Database) -> None:
    two_years.do(seal_year, OLD)
    two_years.do(reopen_year, OLD, "补录")
    two_years.do(update, "attendance", OLD)


def test_without_a_seal_a_save_costs_one_small_question_more(two_years: Database) -> None:
    asked: list[str] = []

    def catch(_c: Any, _cursor: Any, sql: str, *_more: Any) -> None:
        if "year_seal" in sql:
            asked.append(sql)

    event.listen(two_years._writer, "before_cursor_execute", catch)
    two_years.do(update, "attendance", OLD)
    assert len(asked) == 1
