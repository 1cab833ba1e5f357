"""What a cell says, and what may be said of leaders who go first."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from deskapp.rules.coverage import (
    CANNOT_TELL,
    CELL_STATES,
    LEADERS_FIRST_OUTCOMES,
    cell_state,
    is_due,
    leaders_first_outcome,
)

DAY = date(2021, 5, 10)
LATER = DAY + timedelta(days=30)


@pytest.mark.parametrize(
    ("expected", "late", "missing", "state"),
    [
        (0, 0, 0, "not_required"),
        (3, 0, 0, "done"),
        (3, 1, 0, "late"),
        (3, 1, 1, "missing"),
    ],
)
def test_a_cell_says_the_worst(expected: int, late: int, missing: int, state: str) -> None:
    assert cell_state(expected, late, missing) == state
    assert state in CELL_STATES


def test_study_is_due_once_its_day_has_gone_by_and_without_a_day_at_once() -> None:
    assert is_due(DAY - timedelta(days=1), DAY)
    assert not is_due(DAY, DAY)
    assert is_due(None, DAY)


def test_the_same_day_is_no_breach() -> None:
    assert leaders_first_outcome(DAY, [("张三", DAY)], LATER).outcome == "kept"


def test_a_breach_names_who_was_behind_and_the_most_days() -> None:
    late = [("张三", DAY + timedelta(days=3)), ("李四", DAY), ("王五", DAY + timedelta(days=9))]
    told = leaders_first_outcome(DAY, late, LATER)
    assert (told.outcome, told.days, told.who) == ("broken", 9, ("张三", "王五"))


def test_who_has_not_studied_once_the_day_of_the_branch_is_over_has_broken_it() -> None:
    leaders = [("张三", DAY), ("李四", None), ("王五", DAY + timedelta(days=1))]
    told = leaders_first_outcome(DAY, leaders, LATER)
    assert told == ("broken", 30, ("李四", "王五"), "", ("李四",))


@pytest.mark.parametrize(
    ("branch_on", "leaders", "why"),
    [
        (None, [("张三", DAY)], "no_branch_study"),
        (DAY, [("张三", DAY), ("李四", None)], "leader_not_studied"),
    ],
)
def test_it_says_why_it_cannot_be_told(
    branch_on: date | None, leaders: list[tuple[str, date | None]], why: str
) -> None:
    told = leaders_first_outcome(branch_on, leaders, DAY)
    assert (told.outcome, told.why) == ("cannot_tell", why)
    assert why in CANNOT_TELL


@pytest.mark.parametrize("branch_on", [None, DAY])
def test_nothing_is_expected_of_a_branch_without_leaders(branch_on: date | None) -> None:
    told = leaders_first_outcome(branch_on, [], LATER)
    assert (told.outcome, told.why) == ("not_applicable", "no_leaders")


days = st.none() | st.dates(date(2021, 1, 1), date(2021, 12, 31))


@given(
    days, days.filter(bool), st.lists(st.tuples(st.text(min_size=1, max_size=3), days), max_size=4)
)
def test_who_is_named_is_exactly_who_came_after_the_branch(
    branch_on: date | None, judged: date, leaders: list[tuple[str, date | None]]
) -> None:
    told = leaders_first_outcome(branch_on, leaders, judged)
    behind = [name for name, day in leaders if branch_on and (day or judged) > branch_on]
    assert set(told.not_yet) <= set(behind)
    assert list(told.who) == behind
    assert (told.outcome == "broken") == bool(behind) == (told.days > 0)
    assert told.outcome in LEADERS_FIRST_OUTCOMES
