"""Times in a post: what overlaps, what is left empty, and that nothing is lost between."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise
from typing import NamedTuple

from hypothesis import given
from hypothesis import strategies as st

from deskapp.rules.tenures import ONE_DAY, Period, gaps, held, is_in_force, overlap

FIRST = date(2021, 1, 1)
LAST = date(2021, 12, 31)


class Term(NamedTuple):
    starts_on: date
    ends_on: date | None


DAYS = st.integers(-40, 420).map(lambda days: FIRST + timedelta(days=days))
TERMS = st.builds(
    lambda start, length: Term(start, None if length is None else start + timedelta(days=length)),
    DAYS,
    st.none() | st.integers(0, 200),
)


def test_days_of_a_period_count_both_ends() -> None:
    assert Period(FIRST, FIRST).days == 1
    assert Period(FIRST, LAST).days == 365


def test_a_term_that_begins_the_day_after_leaves_no_gap() -> None:
    terms = [Term(FIRST, date(2021, 5, 31)), Term(date(2021, 6, 1), None)]

    assert gaps(terms, FIRST, LAST) == []
    assert held(terms, FIRST, LAST) == [Period(FIRST, LAST)]
    assert not overlap(*terms)


def test_the_days_between_two_terms_are_a_gap() -> None:
    terms = [Term(date(2021, 7, 1), None), Term(date(2020, 1, 1), date(2021, 3, 31))]

    assert gaps(terms, FIRST, LAST) == [Period(date(2021, 4, 1), date(2021, 6, 30))]


def test_nobody_at_all_is_one_gap_over_the_whole_period() -> None:
    assert gaps([], FIRST, LAST) == [Period(FIRST, LAST)]


def test_two_open_terms_always_overlap() -> None:
    assert overlap(Term(FIRST, None), Term(LAST, None))


@given(st.lists(TERMS, max_size=6), DAYS, DAYS)
def test_held_and_empty_days_add_up_to_the_period(terms: list[Term], one: date, two: date) -> None:
    first, last = min(one, two), max(one, two)
    days = [first + timedelta(days=n) for n in range((last - first).days + 1)]

    in_post = {day for day in days if any(is_in_force(term, day) for term in terms)}

    assert sum(stretch.days for stretch in held(terms, first, last)) == len(in_post)
    assert sum(gap.days for gap in gaps(terms, first, last)) == len(days) - len(in_post)


@given(st.lists(TERMS, max_size=6))
def test_stretches_and_gaps_take_turns_and_leave_no_day_out(terms: list[Term]) -> None:
    pieces = sorted([*held(terms, FIRST, LAST), *gaps(terms, FIRST, LAST)], key=lambda p: p.first)

    assert pieces[0].first == FIRST
    assert pieces[-1].last == LAST
    for before, after in pairwise(pieces):
        assert after.first == before.last + ONE_DAY


@given(TERMS, TERMS)
def test_overlapping_means_a_day_in_common(one: Term, other: Term) -> None:
    span = (FIRST + timedelta(days=n) for n in range(-40, 1100))

    shared = any(is_in_force(one, day) and is_in_force(other, day) for day in span)

    assert overlap(one, other) is overlap(other, one) is shared
