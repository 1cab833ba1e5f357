from __future__ import annotations

from datetime import date, datetime, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from deskapp.dates import ReadDate, long_date, read_date, read_time, shown_date, shown_time
from deskapp.i18n import language

APRIL_20 = date(2021, 4, 20)
DAYS = st.dates(date(1950, 1, 1), date(2099, 12, 31))


@pytest.mark.parametrize(
    "cell",
    [
        APRIL_20,
        datetime(2021, 4, 20, 9, 0),
        44306,
        44306.375,
        "44306",
        20210420,
        "20210420",
        "2021-4-20",
        "2021-04-20",
        "2021.4.20",
        "2021.4.20.",
        "2021/4/20",
        "2021、4、20",
        "2021—4—20",
        "21.4.20",
        "2021年4月20日",
        "2021 年 4 月 20 日",
        "2021年4月20号",
        "2021年4月20",
        "２０２１年４月２０日",
        "２０２１．４．２０",
        "二〇二一年四月二十日",
        "2021年4月20日(星期二)",
        "2021年4月20日上午9:00",
        "2021-04-20 09:00:00",
        "2021-04-20T09:00:00",
        "4月20日",
        "四月二十日",
        "4-20",
        "4.20",
        "4/20",
        "20 April 2021",
        "April 20, 2021",
        "20 Apr 2021",
    ],
)
def test_every_way_to_write_a_day_is_read(cell: object) -> None:
    read = read_date(cell, year=2021)
    assert (read.value, read.precision) == (APRIL_20, "day")


@pytest.mark.parametrize(
    "cell", ["2021年4月", "2021年4月份", "2021-4", "2021.4", "2021/04", "202104", "4月", "四月份"]
)
def test_a_month_is_read_as_its_first_day(cell: str) -> None:
    assert read_date(cell, year=2021) == ReadDate(date(2021, 4, 1), cell, "month")


@pytest.mark.parametrize(
    "cell",
    [
        None, "", "全年", "长期坚持", "2021-02-30", "2021-13-1", "0-0", True, 4.2, 2021.1, 3, -1,
        float("nan"), float("inf"), "4月20日-22日", "12345678901", "²⁰²¹", "x" * 1000, time(9, 0),
    ],
)  # fmt: skip
def test_what_is_no_date_is_read_as_none_with_its_text_kept(cell: object) -> None:
    read = read_date(cell, year=2021)
    assert (read.value, read.precision) == (None, "none")
    assert read.text == ("" if cell is None else str(cell))


def test_a_day_without_a_year_needs_one_from_context() -> None:
    assert read_date("4月20日").value is None
    assert read_date("2月29日", year=2021).value is None
    assert read_date("2月29日", year=2024).value == date(2024, 2, 29)


@given(DAYS)
def test_every_written_form_of_a_day_reads_back(day: date) -> None:
    y, m, d = day.year, day.month, day.day
    forms = [
        shown_date(day),
        f"{y}{m:02}{d:02}",
        f"{y}.{m}.{d}",
        f"{y}/{m}/{d}",
        f"{y}年{m}月{d}日",
    ]
    forms += [f"{m}月{d}日", f"{m}-{d}", f"{m}.{d}", (day - date(1899, 12, 30)).days]
    for code in ("en", "zh_CN"):
        with language(code):
            forms.append(long_date(day))
    assert {read_date(form, year=y).value for form in forms} == {day}


@given(st.one_of(st.text(), st.integers(), st.floats(), st.booleans(), st.none()))
def test_no_cell_makes_reading_fail(cell: object) -> None:
    read = read_date(cell, year=2021)
    assert (read.value is None) == (read.precision == "none")
    read_time(cell)


def test_a_long_date_follows_the_language() -> None:
    with language("zh_CN"):
        assert long_date(APRIL_20) == "2021年4月20日"
    with language("en"):
        assert long_date(APRIL_20) == "20 April 2021"
    assert long_date(None) == shown_date(None) == shown_time(None) == ""


@pytest.mark.parametrize(
    ("cell", "hour", "minute"),
    [
        ("9:00", 9, 0),
        ("9：00", 9, 0),
        ("09:30:00", 9, 30),
        ("0930", 9, 30),
        ("930", 9, 30),
        ("11", 11, 0),
        ("9", 9, 0),
        ("9点", 9, 0),
        ("9点半", 9, 30),
        ("九点半", 9, 30),
        ("十一点一刻", 11, 15),
        ("14时30分", 14, 30),
        ("14时05", 14, 5),
        ("下午2:30", 14, 30),
        ("下午 2 点", 14, 0),
        ("下午12:30", 12, 30),
        ("中午1点", 13, 0),
        ("中午12点", 12, 0),
        ("晚上7点", 19, 0),
        ("凌晨12:10", 0, 10),
        ("2:30 PM", 14, 30),
        ("12:05 am", 0, 5),
        (time(9, 0), 9, 0),
        (datetime(2021, 4, 20, 14, 30), 14, 30),
        (0.375, 9, 0),
    ],
)
def test_every_way_to_write_a_time_is_read(cell: object, hour: int, minute: int) -> None:
    assert read_time(cell) == time(hour, minute)


@pytest.mark.parametrize("cell", ["", "25:00", "9:75", "上午", "99", None, 9, "9:00-11:30", 1.5])
def test_what_is_no_time_is_read_as_none(cell: object) -> None:
    assert read_time(cell) is None


@given(st.times())
def test_a_shown_time_reads_back(moment: time) -> None:
    assert read_time(shown_time(moment)) == moment.replace(second=0, microsecond=0)
