from __future__ import annotations

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from deskapp.rules.totals import add_up

SECTIONS = st.sampled_from(["ordinary", "bonus", "deduction"])
POINTS = st.decimals(0, 60, places=2)
CAPS = st.none() | st.decimals(0, 20, places=2)


def points(*pairs: tuple[str, str]) -> list[tuple[str, Decimal]]:
    return [(section, Decimal(given)) for section, given in pairs]


def test_bonus_points_are_added_and_deductions_taken_off() -> None:
    sums = add_up(points(("ordinary", "80"), ("bonus", "2.5"), ("deduction", "1.25")))
    assert sums.total == Decimal("81.25")


def test_a_cap_cuts_its_section_and_tells_what_it_would_have_been() -> None:
    given = points(("ordinary", "80"), ("bonus", "4"), ("bonus", "3"), ("deduction", "9"))
    sums = add_up(given, Decimal(5), Decimal(6))
    assert (sums.bonus, sums.uncapped_bonus) == (Decimal(5), Decimal(7))
    assert (sums.deduction, sums.uncapped_deduction) == (Decimal(6), Decimal(9))
    assert sums.total == Decimal(79)


def test_a_total_is_never_below_zero() -> None:
    assert add_up(points(("ordinary", "3"), ("deduction", "5"))).total == 0


@given(st.lists(st.tuples(SECTIONS, POINTS)), CAPS, CAPS)
def test_a_total_is_what_its_sections_make(
    given_points: list[tuple[str, Decimal]],
    bonus_cap: Decimal | None,
    deduction_cap: Decimal | None,
) -> None:
    sums = add_up(given_points, bonus_cap, deduction_cap)
    assert sums.total == max(0, sums.ordinary + sums.bonus - sums.deduction)
    assert sums.bonus <= sums.uncapped_bonus
    assert sums.deduction <= sums.uncapped_deduction
    assert bonus_cap is None or sums.bonus <= bonus_cap
    assert deduction_cap is None or sums.deduction <= deduction_cap
