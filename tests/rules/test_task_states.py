from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from deskapp.rules.task_states import (
    COLOUR_LABELS,
    MAY_FOLLOW,
    TASK_STATES,
    is_open,
    judged_on,
    may_follow,
    task_colour,
)

STATES = st.sampled_from(list(TASK_STATES))
DAYS = st.dates(date(2020, 1, 1), date(2022, 12, 31))
DEADLINE = date(2021, 6, 30)
JANUARY = date(2021, 1, 1)


def test_every_state_has_a_line_in_the_table_and_leads_only_to_states() -> None:
    assert set(MAY_FOLLOW) == set(TASK_STATES)
    assert set().union(*MAY_FOLLOW.values()) <= set(TASK_STATES)


@given(st.text(), st.text())
def test_a_state_outside_the_table_leads_nowhere(old: str, new: str) -> None:
    assert may_follow(old, new) == (new in MAY_FOLLOW.get(old, ()))


@given(st.lists(STATES, min_size=1, max_size=20))
def test_every_path_through_the_table_can_still_reach_done(wishes: list[str]) -> None:
    state = "to_confirm"
    for wish in wishes:
        state = wish if may_follow(state, wish) else state
    reachable = {state}
    for _ in TASK_STATES:
        reachable |= {new for old in reachable for new in MAY_FOLLOW[old]}
    assert "done" in reachable


@pytest.mark.parametrize(
    ("old", "new"),
    [("to_confirm", "done"), ("to_confirm", "submitted"), ("done", "extended"), ("x", "done")],
)
def test_steps_are_not_skipped(old: str, new: str) -> None:
    assert not may_follow(old, new)


def test_only_done_and_cancelled_are_closed() -> None:
    assert [s for s in TASK_STATES if not is_open(s)] == ["done", "cancelled"]


@pytest.mark.parametrize(
    ("today", "percent", "colour"),
    [
        (DEADLINE + timedelta(days=1), 90, "red"),
        (DEADLINE, 90, "blue"),
        (DEADLINE - timedelta(days=14), 90, "blue"),
        (DEADLINE - timedelta(days=15), 90, ""),
        (date(2021, 4, 1), 30, ""),
        (date(2021, 4, 1), 29, "yellow"),
        (DEADLINE, 0, "yellow"),
    ],
)
def test_the_colour_says_what_calls_for_attention(today: date, percent: int, colour: str) -> None:
    assert task_colour(DEADLINE, today, percent, JANUARY, "in_progress") == colour


def test_without_a_start_nobody_is_behind() -> None:
    assert task_colour(DEADLINE, date(2021, 6, 1), 0, None, "in_progress") == ""


@given(st.none() | DAYS, DAYS, st.integers(0, 100), st.none() | DAYS, STATES)
def test_a_colour_needs_an_open_task_and_a_deadline(
    deadline: date | None, today: date, percent: int, started: date | None, state: str
) -> None:
    colour = task_colour(deadline, today, percent, started, state)
    assert colour in {"", *COLOUR_LABELS}
    assert not colour or (is_open(state) and deadline is not None)
    assert (colour == "red") == (is_open(state) and deadline is not None and today > deadline)


def test_the_last_day_of_a_year_counts_until_it_has_gone_by() -> None:
    last = date(2021, 12, 31)
    assert judged_on(last, last) == last
    assert judged_on(last, date(2022, 1, 1)) == date(2022, 1, 1)
    assert judged_on(date(2021, 11, 10), date(2026, 1, 1)) == date(2021, 11, 10)
