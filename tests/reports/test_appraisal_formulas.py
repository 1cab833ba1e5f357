"""The pieces of formulas hold for any text, and stay within what Excel takes."""

from __future__ import annotations

import re
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from deskapp.reports.appraisal.formulas import (
    condition,
    grade,
    literal,
    subtotal,
    total,
    while_assessed,
)
from deskapp.rules.grades import Grade

GRADES = (Grade('优"秀', Decimal(90)), Grade("合格", Decimal("59.5")))


@given(st.text())
def test_a_literal_reads_back_as_its_text_and_no_piece_is_too_long(text: str) -> None:
    written = literal(text)
    pieces = re.findall(r'"((?:[^"]|"")*)"', written)
    assert "&".join(f'"{piece}"' for piece in pieces) == written
    assert all(len(piece.encode("utf-16-le")) // 2 <= 255 for piece in pieces)
    read = "".join(piece.replace('""', '"') for piece in pieces)
    assert read == " ".join(text.splitlines())


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("市级", '"=市级"'),
        ("O'Neill", '"=O\'Neill"'),
        ("科普*部", '"=科普~*部"'),
        ("=计财处", '"==计财处"'),
        ('~"?', '"=~~""~?"'),
    ],
)
def test_a_condition_holds_no_sign_that_a_spreadsheet_would_read_a_pattern_in(
    name: str, expected: str
) -> None:
    assert condition(name) == expected


def test_a_total_takes_deductions_off_and_never_falls_below_nothing() -> None:
    assert total(["H4", "H9"], ["H12"]) == "ROUND(MAX(0,SUM(H4,H9)-SUM(H12)),2)"
    assert total([], ["H12"]) == "ROUND(MAX(0,0-SUM(H12)),2)"


def test_no_more_of_a_section_counts_than_its_cap() -> None:
    assert subtotal(["H5:H7"], Decimal("5.0")) == "ROUND(MIN(5,SUM(H5:H7)),2)"
    assert subtotal(["H5:H7"], Decimal(0)) == "ROUND(MIN(0,SUM(H5:H7)),2)"
    assert subtotal(["H5:H7", "H9"]) == "ROUND(SUM(H5:H7,H9),2)"


def test_a_grade_is_the_best_that_the_total_reaches() -> None:
    assert grade("H9", GRADES) == 'IF(H9>=90,"优""秀",IF(H9>=59.5,"合格",""))'


def test_a_grade_waits_for_all_points_by_hand() -> None:
    assert while_assessed([], "A1") == "A1"
    assert while_assessed(["B2", "D2"], "A1") == 'IF(COUNT(B2,D2)<2,"",A1)'


def test_no_function_is_given_more_arguments_than_a_spreadsheet_takes() -> None:
    formula = while_assessed([f"B{n}" for n in range(251)], "A1")
    assert formula.endswith(',B249)+COUNT(B250)<251,"",A1)')
