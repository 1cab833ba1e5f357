"""The states of a practice, "in time", and what may be the same event."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from deskapp.rules.practice_states import (
    ADOPTION_LEVELS,
    MAY_FOLLOW,
    NEXT_STATE,
    PRACTICE_STATES,
    SUMMARISED,
    is_in_time,
    may_follow,
    missing_for,
)
from deskapp.rules.similarity import Signs, bigrams, days_between, likeness
from deskapp.rules.task_states import judged_on

DAYS = st.dates(date(2020, 6, 1), date(2020, 6, 30))


def test_the_usual_way_leads_from_the_note_to_adoption_along_the_table():
    state, way = "noted", ["noted"]
    while state in NEXT_STATE:
        assert may_follow(state, NEXT_STATE[state])
        state = NEXT_STATE[state]
        way.append(state)
    assert way == list(PRACTICE_STATES) == list(MAY_FOLLOW)


def test_no_step_leaps_over_a_state():
    places = list(PRACTICE_STATES)
    for old, news in MAY_FOLLOW.items():
        assert {abs(places.index(old) - places.index(new)) for new in news} == {1}
    assert not may_follow("unknown", "noted")


def test_a_summary_needs_background_approach_and_effect():
    texts = {"background": "一", "approach": " ", "to_spread": "二"}
    assert missing_for("summarised", texts) == ("approach", "effect")
    assert missing_for("combed", {}) == ()


@given(
    state=st.sampled_from(list(PRACTICE_STATES)),
    due=st.none() | DAYS,
    summarised=st.none() | DAYS,
    today=DAYS,
)
def test_in_time_agrees_with_a_plain_reading(state, due, summarised, today):
    told = is_in_time(state, due, summarised, today)
    if due is None:
        assert told is None
    elif summarised is not None:
        assert told is (summarised <= due)
    elif state in SUMMARISED or today <= due:
        assert told is None
    else:
        assert told is False


def test_the_last_day_of_a_year_that_is_over_has_gone_by():
    last = date(2020, 12, 31)
    assert is_in_time("noted", last, None, judged_on(last, date(2021, 1, 1))) is False
    assert is_in_time("noted", last, None, judged_on(last, last)) is None


def test_levels_go_from_the_own_unit_up():
    assert list(ADOPTION_LEVELS)[:2] == ["own", "association"]
    assert list(ADOPTION_LEVELS)[-1] == "national"


# --- alike


def test_titles_are_compared_by_pairs_of_characters_without_marks_and_width():
    assert bigrams("“流动科普课堂”") == bigrams("流动 科普课堂")
    assert bigrams("ＡＢ１") == bigrams("ab1")
    assert bigrams("甲") == {"甲"}
    assert likeness(bigrams(""), bigrams("")) == 0
    assert likeness(bigrams("流动科普课堂进社区"), bigrams("流动科普课堂走进社区")) > 0.7


@given(st.text(max_size=30), st.text(max_size=30))
def test_likeness_is_the_same_both_ways_and_a_share(one, other):
    alike = likeness(bigrams(one), bigrams(other))
    assert alike == likeness(bigrams(other), bigrams(one))
    assert 0 <= alike <= 1
    assert likeness(bigrams(one), bigrams(one)) in (0, 1)


@pytest.mark.parametrize(
    ("signs", "expected"),
    [
        (Signs(0.95, None, same_unit=False, shares_source=False), True),
        (Signs(0.5, 0, same_unit=False, shares_source=False), True),
        (Signs(0.4, 3, same_unit=True, shares_source=False), True),
        (Signs(0.45, None, same_unit=False, shares_source=True), True),
        (Signs(0.5, None, same_unit=False, shares_source=False), False),
        (Signs(0.2, 0, same_unit=True, shares_source=True), False),
        (Signs(0.9, 20, same_unit=True, shares_source=True), True),
        (Signs(0.95, 20, same_unit=False, shares_source=False), False),
        (Signs(1.0, 90, same_unit=True, shares_source=True), False),
    ],
)
def test_a_hint_needs_a_title_somewhat_alike_and_more_and_no_distant_day(signs, expected):
    assert signs.may_be_the_same() is expected


@given(DAYS, DAYS)
def test_days_are_counted_whichever_comes_first(one, other):
    assert days_between(one, other) == days_between(other, one) == abs((one - other).days)
    assert days_between(one, None) is None
    assert days_between(one, one + timedelta(days=3)) == 3
