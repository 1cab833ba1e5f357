"""The year that is meant where none is named."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

import pytest

from deskapp.database import insert_rows
from deskapp.queries.facts import usual_year
from deskapp.records.fact import WORKING_DAY, Fact


@pytest.mark.parametrize(
    ("years", "meant"),
    [
        ([2022, 2021, 2020], 2021),
        ([2020, 2019], 2020),
        ([2024, 2023], 2023),
        ([2021], 2021),
    ],
)
def test_a_year_carried_forward_is_not_meant_before_it_begins(
    desk: Any, years: Sequence[int], meant: int
) -> None:
    desk.do(insert_rows, Fact, [{"name": WORKING_DAY, "value": "2021-11-10"}])
    assert desk.ask(usual_year, years) == meant


def test_without_a_sample_the_running_year_is_todays(desk: Any) -> None:
    running = date.today().year
    assert desk.ask(usual_year, [running + 1, running, running - 1]) == running
