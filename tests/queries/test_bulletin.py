"""What a bulletin tells of a quarter that runs, and of one that is over."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from deskapp.queries.bulletin import bulletin_figures


@pytest.mark.parametrize(
    ("quarter", "day", "is_over"),
    [
        (3, date(2021, 9, 30), False),
        (3, date(2021, 10, 1), True),
        (4, date(2021, 12, 30), False),
        (4, date(2021, 12, 31), True),  # of a year that is over
    ],
)
def test_the_last_quarter_of_a_finished_year_is_over(
    desk: Any, quarter: int, day: date, is_over: bool
) -> None:
    assert desk.ask(bulletin_figures, 2021, quarter, day).is_over is is_over
