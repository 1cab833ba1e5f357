from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from deskapp.rules.quarters import first_day, last_day, quarter_of

DAYS = st.dates(date(2020, 1, 1), date(2030, 12, 31))


@pytest.mark.parametrize(
    ("day", "first", "last"),
    [
        (date(2021, 1, 1), date(2021, 1, 1), date(2021, 3, 31)),
        (date(2021, 3, 31), date(2021, 1, 1), date(2021, 3, 31)),
        (date(2021, 4, 1), date(2021, 4, 1), date(2021, 6, 30)),
        (date(2021, 12, 31), date(2021, 10, 1), date(2021, 12, 31)),
    ],
)
def test_a_quarter_starts_every_three_months(day: date, first: date, last: date) -> None:
    assert first_day(day.year, quarter_of(day)) == first
    assert last_day(day.year, quarter_of(day)) == last


@given(DAYS)
def test_every_day_lies_in_its_quarter(day: date) -> None:
    year, quarter = day.year, quarter_of(day)
    assert first_day(year, quarter) <= day <= last_day(year, quarter)


@given(DAYS)
def test_the_next_quarter_begins_the_day_after(day: date) -> None:
    after = last_day(day.year, quarter_of(day)) + timedelta(days=1)
    assert quarter_of(after) == quarter_of(day) % 4 + 1
