"""How shares are rounded wherever one is shown."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from deskapp.rules.shares import percent_of


def test_a_share_is_rounded_half_up() -> None:
    assert str(percent_of(1, 16)) == "6.3"
    assert str(percent_of(2, 3, places=0)) == "67"
    assert percent_of(0, 0) is None


def test_all_is_said_only_where_nothing_is_missing_and_nothing_where_nothing_is_there() -> None:
    assert str(percent_of(1999, 2000)) == "99.9"
    assert str(percent_of(1999, 2000, places=0)) == "99"
    assert str(percent_of(1, 5000)) == "0.1"
    assert str(percent_of(1, 5000, places=0)) == "1"


@given(st.integers(0, 5000), st.integers(1, 5000), st.integers(0, 2))
def test_a_share_is_near_and_whole_or_none_only_if_it_is(part: int, more: int, places: int) -> None:
    whole = max(part, more)
    percent = percent_of(part, whole, places)

    assert percent is not None
    assert abs(float(percent) - 100 * part / whole) <= 10.0**-places
    assert (percent == 100) == (part == whole)
    assert (percent == 0) == (part == 0)
