from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from deskapp.rules.deadlines import read_deadline


@pytest.mark.parametrize(
    ("text", "month", "day"),
    [
        ("2021年6月30日", 6, 30),
        ("6月30日前", 6, 30),
        ("6月30日之前完成", 6, 30),
        ("2021-06-30", 6, 30),
        ("2021.6.30前", 6, 30),
        ("六月三十日前", 6, 30),
        ("12月底前", 12, 31),
        ("１２月底前", 12, 31),
        ("十二月底前完成", 12, 31),
        ("2021年6月底", 6, 30),
        ("2021年6月", 6, 30),
        ("6月份", 6, 30),
        ("2月末", 2, 28),
        ("6月中旬", 6, 20),
        ("6月上旬前", 6, 10),
        ("6月前", 5, 31),
        ("第一季度", 3, 31),
        ("一季度末", 3, 31),
        ("2021年第三季度前完成", 9, 30),
        ("前三季度", 9, 30),
        ("Q2", 6, 30),
        ("上半年", 6, 30),
        ("2021年上半年", 6, 30),
        ("下半年", 12, 31),
        ("年底前", 12, 31),
        ("今年年底前", 12, 31),
        ("2021年底前完成", 12, 31),
        ("2021年年底", 12, 31),
        ("年内完成", 12, 31),
        ("2021年", 12, 31),
        ("3月-10月", 10, 31),
        ("3-10月", 10, 31),
        ("2021年3月至10月", 10, 31),
        ("2021年3月1日至10月15日", 10, 15),
        ("3月启动,10月底前完成", 10, 31),
        ("6月、12月底", 12, 31),
        ("一季度、三季度", 9, 30),
        ("2021.06", 6, 30),
        ("本年度", 12, 31),
        ("年度内", 12, 31),
        ("2021年度", 12, 31),
        ("每半年", 12, 31),
    ],
)
def test_a_phrase_is_due_on_the_last_day_it_can_mean(text: str, month: int, day: int) -> None:
    deadline = read_deadline(text, 2021)
    assert (deadline.text, deadline.due, deadline.recurring) == (
        text, date(2021, month, day), "none",
    )  # fmt: skip


def test_next_year_and_a_named_year_are_understood() -> None:
    assert read_deadline("明年1月底前", 2021).due == date(2022, 1, 31)
    assert read_deadline("2022年一季度", 2021).due == date(2022, 3, 31)
    assert read_deadline("1月前", 2021).due == date(2020, 12, 31)


@pytest.mark.parametrize(
    ("text", "recurring", "due"),
    [
        ("全年", "standing", date(2021, 12, 31)),
        ("贯穿全年", "standing", date(2021, 12, 31)),
        ("全年推进", "standing", date(2021, 12, 31)),
        ("2022年全年", "standing", date(2022, 12, 31)),
        ("11月底前完成,长期坚持", "standing", date(2021, 11, 30)),
        ("长期坚持", "standing", None),
        ("常态化", "standing", None),
        ("持续推进", "standing", None),
        ("每季度末", "quarterly", date(2021, 12, 31)),
        ("每季度最后一周", "quarterly", date(2021, 12, 31)),
        ("全年,每季度末报送", "quarterly", date(2021, 12, 31)),
        ("每月底", "monthly", date(2021, 12, 31)),
        ("每月25日前", "monthly", date(2021, 12, 31)),
        ("每个月", "monthly", date(2021, 12, 31)),
    ],
)
def test_what_comes_back_is_told_from_what_is_due_once(
    text: str, recurring: str, due: date | None
) -> None:
    deadline = read_deadline(text, 2021)
    assert (deadline.recurring, deadline.due) == (recurring, due)


@pytest.mark.parametrize("text", ["", "按上级要求", "13月底前", "见附件", "2月30日前"])
def test_a_phrase_that_names_no_day_has_none(text: str) -> None:
    deadline = read_deadline(text, 2021)
    assert (deadline.due, deadline.recurring, deadline.text) == (None, "none", text)


def test_a_real_date_is_shown_as_a_date() -> None:
    assert read_deadline(date(2021, 6, 30), 2021).text == "2021-06-30"


@given(st.text(), st.integers(1990, 2100))
def test_the_text_is_always_kept_as_written(text: str, year: int) -> None:
    assert read_deadline(text, year).text == text


@given(st.text(alphabet="0123456789年月日底末前季度上下半至-每全", max_size=12))
def test_no_phrase_of_the_trade_makes_reading_fail(text: str) -> None:
    assert read_deadline(text, 2021).text == text
