from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from deskapp.errors import LedgerError
from deskapp.rules.grades import Grade, grade_of, grades_from, grades_to, line, places

FEW_TOTALS = st.sampled_from([Decimal(total) for total in ("90", "90.01", "95", "99.5")])
COMPETING = st.dictionaries(st.integers(1, 40), FEW_TOTALS)

STORED = [
    {"name": "合格", "at_least": "60"},
    {"name": "优秀", "at_least": "90", "quota": "20"},
    {"name": "不合格", "at_least": "0"},
]


def test_the_best_grade_comes_first_however_they_are_stored() -> None:
    assert [grade.name for grade in grades_from(STORED)] == ["优秀", "合格", "不合格"]


def test_grades_survive_being_stored() -> None:
    grades = grades_from(STORED)
    assert grades_from(grades_to(grades)) == grades


@pytest.mark.parametrize(
    "wrong",
    [
        {"name": "", "at_least": "90"},
        {"name": "合格", "at_least": "90"},
        {"name": "优秀", "at_least": "60"},
        {"name": "优秀", "at_least": "many"},
        {"name": "优秀", "at_least": "-1"},
        {"name": "优秀", "at_least": "1e900"},
        {"name": "优秀", "at_least": "90", "quota": "101"},
        {"name": "优秀", "at_least": "90", "quota": "-1"},
    ],
)
def test_grades_that_make_no_sense_are_refused_with_advice(wrong: dict[str, str]) -> None:
    with pytest.raises(LedgerError) as refused:
        grades_from([wrong, STORED[0]])
    assert refused.value.what
    assert refused.value.advice


def test_a_total_reaches_the_best_grade_that_begins_at_or_below_it() -> None:
    grades = grades_from(STORED)
    totals = ["90", "89.99", "60", "59.99"]
    assert [grade_of(Decimal(total), grades) for total in totals] == [
        "优秀",
        "合格",
        "合格",
        "不合格",
    ]
    assert grade_of(Decimal(10), grades[:2]) == ""


@pytest.mark.parametrize(
    ("quota", "appraised", "number"), [("20", 36, 7), ("20", 4, 0), ("33.3", 3, 0), ("100", 5, 5)]
)
def test_a_quota_never_lets_in_more_than_the_percentage(
    quota: str, appraised: int, number: int
) -> None:
    assert places(Decimal(quota), appraised) == number


@given(COMPETING, st.integers(-1, 45))
def test_everybody_is_above_the_line_at_it_or_below(
    totals: dict[int, Decimal], number: int
) -> None:
    found = line(totals, number)
    assert sorted((*found.above, *found.at_line, *found.below)) == sorted(totals)
    assert len(found.above) <= max(0, number)
    assert len({totals[who] for who in found.at_line}) <= 1
    in_order = [totals[who] for who in (*found.above, *found.at_line, *found.below)]
    assert in_order == sorted(in_order, reverse=True)
    if found.at_line:
        assert len(found.above) < number <= len(found.above) + len(found.at_line)


@given(COMPETING, st.integers(0, 45))
def test_equal_totals_are_never_parted_by_a_line(totals: dict[int, Decimal], number: int) -> None:
    found = line(totals, number)
    parts = [{totals[who] for who in part} for part in (found.above, found.at_line, found.below)]
    assert sum(len(part) for part in parts) == len(set(totals.values()))


@given(COMPETING)
def test_with_a_place_for_everybody_nobody_is_at_the_line(totals: dict[int, Decimal]) -> None:
    found = line(totals, len(totals))
    assert (len(found.above), found.at_line, found.below) == (len(totals), (), ())


def test_without_a_place_everybody_is_below() -> None:
    found = line({1: Decimal(95), 2: Decimal(99)}, 0)
    assert (found.above, found.at_line, found.below) == ((), (), (2, 1))


def test_all_who_tie_at_the_last_place_are_named() -> None:
    totals = {
        name: Decimal(total) for name, total in zip("abcde", (99, 95, 95, 95, 91), strict=True)
    }
    found = line(totals, 3)
    assert (found.above, found.at_line, found.below) == (("a",), ("b", "c", "d"), ("e",))


def test_a_grade_without_a_quota_has_none() -> None:
    assert grades_from(STORED)[1] == Grade("合格", Decimal(60), None)
