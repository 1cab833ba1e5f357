"""deskapp import scheme: a scoring table becomes a scheme, and what was not read is said."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook

from deskapp.database import open_ledger
from deskapp.queries.appraisal import list_schemes
from deskapp.usecases.schemes import open_scheme

ROWS = [
    ("一级指标", "二级指标", "分值", "评分标准"),
    ("组织领导", "会议纪律", 60, "无故缺席会议的，每1人次扣0.2分"),
    ("学习教育", "学习篇目", 40, "要求学习篇目缺失的扣0.1分/篇；迟学的酌情扣分"),
    ("加分项", "到会", 2, "到会率每提高1个百分点加0.5分"),
]


@pytest.fixture
def table(tmp_path: Path) -> Any:
    def write(rows: list[tuple[Any, ...]], title: str = "2022年度考核评分表") -> Path:
        book = Workbook()
        assert book.active is not None
        for row in [(title,), *rows]:
            book.active.append(row)
        path = tmp_path / "scheme.xlsx"
        book.save(path)
        return path

    return write


def test_a_preview_says_what_was_understood_and_what_stays_by_hand(
    call: Any, ledger: Path, table: Any
) -> None:
    answer = call("import", "scheme", table(ROWS), "--ledger", ledger, "--preview")
    assert answer.status == 0
    assert "Row 3: 组织领导 / 会议纪律: Read: 0.2 points off for each absence" in answer.out
    assert "Not read: 迟学的酌情扣分" in answer.out
    assert "Row 5: 加分项 / 到会: By hand: not understood" in answer.out
    assert "Read: 1. Please check: 1. By hand: 1." in answer.out
    assert "Ordinary points 100 of 100" in answer.out
    with open_ledger(ledger).reading() as session:
        assert list_schemes(session, 2022) == []


def test_a_preview_as_json_has_every_rule_with_its_doubts(
    call: Any, ledger: Path, table: Any
) -> None:
    answer = call("import", "scheme", table(ROWS), "--ledger", ledger, "--preview", "--json")
    said = json.loads(answer.out)
    assert (said["year"], said["title"]) == (2022, "2022年度考核评分表")
    assert [row["state"] for row in said["rows"]] == ["read", "check", "by hand"]
    assert said["rows"][0]["rule_parameters"] == {"each": "0.2", "counts": "numerator"}
    assert said["rows"][1]["left"] == ["迟学的酌情扣分"]


def test_only_what_was_read_to_its_end_becomes_a_rule(call: Any, ledger: Path, table: Any) -> None:
    answer = call("import", "scheme", table(ROWS), "--ledger", ledger)
    assert answer.status == 0
    database = open_ledger(ledger)
    with database.reading() as session:
        [scheme] = list_schemes(session, 2022)
        rules = [one.rule for one in open_scheme(session, scheme.id).indicators]
    database.close()
    assert rules == ["deduct_per_missing", "by_hand", "by_hand"]


def test_a_table_with_problems_is_refused_with_their_cells(
    call: Any, ledger: Path, table: Any
) -> None:
    rows = [ROWS[0], ("组织领导", "会议纪律", None, "无故缺席会议的，每1人次扣0.2分")]
    answer = call("import", "scheme", table(rows), "--ledger", ledger)
    assert answer.status == 1
    assert "C3" in answer.err
    assert "Nothing was written." in answer.err


def test_a_table_without_a_year_asks_for_it(call: Any, ledger: Path, table: Any) -> None:
    path = table(ROWS, "考核评分表")
    refused = call("import", "scheme", path, "--ledger", ledger)
    assert refused.status == 2
    assert "--year" in refused.err
    assert call("import", "scheme", path, "--ledger", ledger, "--year", "2022").status == 0


def test_a_workbook_without_a_scoring_table_is_refused_in_words(
    call: Any, ledger: Path, table: Any
) -> None:
    answer = call("import", "scheme", table([("姓名", "单位")]), "--ledger", ledger)
    assert answer.status == 1
    assert "Traceback" not in answer.err
