"""A scheme whose scores are final stays as it is, whichever table and way a change comes."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from sqlalchemy import event

from deskapp.database import Database, delete_rows, insert_rows, update_rows
from deskapp.database.finals import PARTS_OF_SCHEMES
from deskapp.database.undo import redo, undo
from deskapp.errors import FinalScores, SealedYear
from deskapp.records.registry import KINDS, METADATA
from deskapp.records.year_seal import YearSeal
from deskapp.usecases.finalising import reopen_appraisal

DAY = date(2021, 11, 10)
FINAL, OPEN = 1, 2
"""The ids of all rows of the scheme that is final, and of the one that is not."""


def content(n: int) -> dict[str, dict[str, Any]]:
    """Return a row of every table whose rows may be part of a scheme, and of a few others."""
    rows: dict[str, dict[str, Any]] = {
        "unit": {"name": f"单位{n}", "kind": "department", "office_order": n},
        "scheme": {"year": 2021, "title": f"方案{n}"},
        "indicator": {
            "scheme_id": n, "position": 1, "level1": "一", "level2": "二", "points": Decimal(5)
        },
        "assessor_score": {"indicator_id": n, "unit_id": n, "points": Decimal(1)},
        "self_score": {"indicator_id": n, "unit_id": n, "points": Decimal(1)},
        "attachment": {"self_score_id": n, "name": "a.pdf", "sha256": "0", "size": 1},
        "appeal": {
            "indicator_id": n, "unit_id": n, "raised_on": DAY, "points_then": Decimal(1)
        },
        "grade_given": {"scheme_id": n, "unit_id": n, "grade": "良好"},
    }  # fmt: skip
    return {name: {"id": n, **row} for name, row in rows.items()}


CHANGES: dict[str, dict[str, Any]] = {
    "scheme": {"title": "办法"},
    "indicator": {"level2": "三"},
    "assessor_score": {"reason": "好"},
    "self_score": {"explanation": "好"},
    "attachment": {"name": "b.pdf"},
    "appeal": {"text": "异议"},
    "grade_given": {"reason": "好"},
}
PARTS = list(CHANGES)


def fill(session: Any, n: int) -> None:
    for name, row in content(n).items():
        insert_rows(session, KINDS[name].record, [row])


def finalise(session: Any, scheme_id: int) -> None:
    row = {
        "id": scheme_id, "scheme_id": scheme_id, "finalised_on": DAY, "as_of": DAY,
        "program_version": "1", "content": "", "sha256": "0",
    }  # fmt: skip
    insert_rows(session, KINDS["final_scoring"].record, [row])


def update(session: Any, table: str, n: int) -> None:
    update_rows(session, KINDS[table].record, {n: CHANGES[table]})


def insert(session: Any, table: str, n: int) -> None:
    other = {"unit_id": 3 - n} if "unit_id" in content(n)[table] else {}
    insert_rows(session, KINDS[table].record, [{**content(n)[table], "id": n + 10, **other}])


def delete(session: Any, table: str, n: int) -> None:
    """Delete a row with all that points to it, the last made first."""
    names = [name for name in content(n) if name != "unit"]
    for name in reversed(names[names.index(table) :]):
        delete_rows(session, KINDS[name].record, [n])


@pytest.fixture
def schemes(ledger: Database) -> Database:
    """Return a ledger with two schemes and all that can be part of one, the first of them final."""
    ledger.do(fill, FINAL)
    ledger.do(fill, OPEN)
    ledger.do(finalise, FINAL)
    return ledger


def test_the_tests_have_a_row_of_every_table_that_a_scheme_may_own() -> None:
    assert {"scheme", *PARTS} | {"final_scoring"} == PARTS_OF_SCHEMES


@pytest.mark.parametrize(
    ("table", "change"),
    [
        (table, change)
        for table in PARTS
        for change in (update, insert, delete)
        # Another scheme is no part of this one, and one goes after its finality only.
        if table != "scheme" or change is update
    ],
)
def test_no_row_of_a_final_scheme_is_changed_made_or_deleted(
    schemes: Database, table: str, change: Callable[..., None], content_of: Any
) -> None:
    before = content_of(schemes)
    with pytest.raises(FinalScores, match=r"final.*[Rr]eopen"):
        schemes.do(change, table, FINAL)
    assert content_of(schemes) == before
    schemes.do(change, table, OPEN)


@pytest.mark.parametrize("table", PARTS)
def test_a_form_is_refused_as_well(schemes: Database, table: str) -> None:
    def save(session: Any) -> None:
        record = session.get(KINDS[table].record, FINAL)
        for name, value in CHANGES[table].items():
            setattr(record, name, value)

    with pytest.raises(FinalScores):
        schemes.do(save)


@pytest.mark.parametrize(
    ("table", "column"),
    [
        ("indicator", "scheme_id"),
        ("grade_given", "scheme_id"),
        ("assessor_score", "indicator_id"),
        ("attachment", "self_score_id"),
    ],
)
def test_nothing_is_moved_into_a_final_scheme_or_out_of_it(
    schemes: Database, table: str, column: str
) -> None:
    for moved, to in ((FINAL, OPEN), (OPEN, FINAL)):
        with pytest.raises(FinalScores):
            schemes.do(update_rows, KINDS[table].record, {moved: {column: to}})


@pytest.mark.parametrize("table", PARTS)
def test_undo_and_redo_leave_a_final_scheme_alone(
    ledger: Database, table: str, content_of: Any
) -> None:
    ledger.do(fill, FINAL)
    changed = ledger.do(update, table, FINAL).change_set_id or 0
    ledger.do(finalise, FINAL)
    before = content_of(ledger)
    with pytest.raises(FinalScores):
        ledger.do(undo, changed)
    assert content_of(ledger) == before

    ledger.do(reopen_appraisal, FINAL, "漏算")
    ledger.do(undo, changed)
    ledger.do(finalise, FINAL)
    with pytest.raises(FinalScores):
        ledger.do(redo, changed)


def test_undo_does_not_take_the_finality_away_and_points_to_reopening(
    ledger: Database, content_of: Any
) -> None:
    ledger.do(fill, FINAL)
    final = ledger.do(finalise, FINAL).change_set_id or 0
    before = content_of(ledger)
    with pytest.raises(FinalScores, match="Reopen"):
        ledger.do(undo, final)
    assert content_of(ledger) == before


def test_a_reopening_can_be_undone_but_not_redone(schemes: Database, content_of: Any) -> None:
    before = content_of(schemes)
    reopened = schemes.do(reopen_appraisal, FINAL, "漏算").change_set_id or 0
    schemes.do(undo, reopened)
    assert content_of(schemes) == before
    with pytest.raises(FinalScores, match="Reopen"):
        schemes.do(redo, reopened)
    assert content_of(schemes) == before


@pytest.mark.parametrize("table", PARTS)
def test_a_reopening_is_not_undone_over_a_scheme_that_was_changed_since(
    schemes: Database, table: str, content_of: Any
) -> None:
    reopened = schemes.do(reopen_appraisal, FINAL, "漏算").change_set_id or 0
    changed = schemes.do(update, table, FINAL).change_set_id or 0
    schemes.do(update, table, OPEN)
    before = content_of(schemes)
    with pytest.raises(FinalScores, match="final again"):
        schemes.do(undo, reopened)
    assert content_of(schemes) == before

    schemes.do(undo, changed)
    schemes.do(undo, reopened)
    with pytest.raises(FinalScores):
        schemes.do(update, table, FINAL)


def test_a_reopening_is_not_undone_over_scores_that_are_final_again(schemes: Database) -> None:
    reopened = schemes.do(reopen_appraisal, FINAL, "漏算").change_set_id or 0
    schemes.do(finalise, FINAL)
    with pytest.raises(FinalScores):
        schemes.do(undo, reopened)


def test_final_scores_go_with_a_reason_only_and_are_never_changed(schemes: Database) -> None:
    record = KINDS["final_scoring"].record
    with pytest.raises(FinalScores):
        schemes.do(delete_rows, record, [FINAL])
    with pytest.raises(FinalScores):
        schemes.do(update_rows, record, {FINAL: {"content": "别的"}})
    schemes.do(reopen_appraisal, FINAL, "漏算")
    for table in PARTS:
        schemes.do(update, table, FINAL)


def test_scores_are_not_made_final_in_one_action_with_a_change_of_their_scheme(
    schemes: Database,
) -> None:
    def both(session: Any) -> None:
        update(session, "indicator", OPEN)
        finalise(session, OPEN)

    with pytest.raises(FinalScores):
        schemes.do(both)


def test_a_scheme_is_not_deleted_together_with_its_finality(schemes: Database) -> None:
    def all_of_it(session: Any) -> None:
        reopen_appraisal(session, FINAL, "不要了")
        delete(session, "scheme", FINAL)

    with pytest.raises(FinalScores):
        schemes.do(all_of_it)


def test_files_of_other_records_are_none_of_its_business(schemes: Database) -> None:
    meeting = {"id": 1, "year": 2021, "kind": "work", "title": "会"}
    schemes.do(insert_rows, KINDS["meeting"].record, [meeting])
    file = {"meeting_id": 1, "name": "a.pdf", "sha256": "0", "size": 1}
    schemes.do(insert_rows, KINDS["attachment"].record, [file])


def test_what_changes_nothing_is_not_refused(schemes: Database) -> None:
    schemes.do(update_rows, KINDS["scheme"].record, {FINAL: {"title": "方案1"}})


def test_scores_of_a_sealed_year_are_neither_made_final_nor_reopened(schemes: Database) -> None:
    schemes.do(insert_rows, YearSeal, [{"year": 2021, "sealed_on": DAY}])
    with pytest.raises(SealedYear):
        schemes.do(finalise, OPEN)
    with pytest.raises(SealedYear):
        schemes.do(reopen_appraisal, FINAL, "漏算")


def test_a_save_that_touches_no_scheme_asks_nothing_more(schemes: Database) -> None:
    asked: list[str] = []

    def catch(_c: Any, _cursor: Any, sql: str, *_more: Any) -> None:
        if "final_scoring" in sql:
            asked.append(sql)

    event.listen(schemes._writer, "before_cursor_execute", catch)
    schemes.do(update_rows, KINDS["unit"].record, {1: {"short_name": "简"}})
    assert not asked


def test_every_part_of_a_scheme_leads_to_it_by_a_reference() -> None:
    for table in PARTS_OF_SCHEMES - {"scheme"}:
        owners = set(KINDS[table].years.owners.values()) & PARTS_OF_SCHEMES
        referred = {key.column.table.name for key in METADATA.tables[table].foreign_keys}
        assert owners
        assert owners <= referred
