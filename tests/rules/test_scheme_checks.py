"""What keeps a scheme from being made final, in sentences."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from deskapp.i18n import language
from deskapp.rules.rule_kinds import RULE_KINDS
from deskapp.rules.scheme_checks import (
    CheckedIndicator,
    indicator_problems,
    indicator_remarks,
    ordinary_in_words,
    ordinary_warning,
    placed_remarks,
    rules_that_fit,
    scheme_problems,
)
from deskapp.rules.scoring import SECTION_RULES

SHARE = CheckedIndicator(
    "学习", "到会率", "ordinary", Decimal(10), "meeting_attendance", "share", {"full_at": "0.9"}
)
BY_HAND = CheckedIndicator("创新", "特色", "ordinary", Decimal(10), "", "by_hand")
LEVELS = {"national": "National", "municipal": "Municipal"}
cents = st.decimals(Decimal("0.01"), Decimal(150), places=2)


@pytest.fixture(autouse=True)
def english():
    with language("en"):
        yield


@given(st.lists(cents, min_size=1, max_size=12))
def test_the_sum_is_said_with_what_is_missing_or_too_much(worth: list[Decimal]) -> None:
    indicators = [
        replace(BY_HAND, level2=str(place), points=points) for place, points in enumerate(worth)
    ]
    said = scheme_problems(indicators)
    total = sum(worth, Decimal(0))
    assert bool(said) is (total != 100)
    if said:
        assert ("missing" in said[0]) is (total < 100)
        assert ("too many" in said[0]) is (total > 100)


def test_numbers_are_said_without_needless_zeros() -> None:
    assert ordinary_in_words(Decimal("95.00")) == "Ordinary points 95 of 100: 5 missing"
    assert ordinary_in_words(Decimal("100.50")) == "Ordinary points 100.5 of 100: 0.5 too many"
    assert ordinary_in_words(Decimal("100.00")) == "Ordinary points 100 of 100"


def test_bonus_and_deductions_are_no_part_of_the_sum() -> None:
    whole = replace(BY_HAND, points=Decimal(100))
    more = [replace(BY_HAND, section=section) for section in ("bonus", "deduction")]
    assert scheme_problems([whole, *more]) == []


def test_a_scheme_without_indicators_says_only_that() -> None:
    assert scheme_problems([]) == ["The scheme has no indicator yet."]


def test_two_indicators_of_one_name_are_said_once() -> None:
    half = replace(BY_HAND, points=Decimal(50))
    assert scheme_problems([half, half]) == ["“创新 / 特色” stands in the scheme more than once."]


@pytest.mark.parametrize("section", SECTION_RULES)
@pytest.mark.parametrize("has_levels", [True, False])
def test_what_is_offered_never_is_complained_about(section: str, has_levels: bool) -> None:
    parameters = {
        "deduct_per_missing": {"each": "0.2"},
        "per_item": {"each": "0.5"},
        "bands": {"bands": [{"at_least": "0.9", "points": "10"}]},
        "highest_only": {"levels": {"national": "3"}},
    }
    levels = LEVELS if has_levels else {}
    for kind in rules_that_fit(section, is_measured=True, has_levels=has_levels):
        indicator = replace(
            SHARE,
            section=section,
            rule=kind,
            rule_parameters=parameters.get(kind, {}),
            levels=levels,
        )
        assert indicator_problems(indicator) == []
    assert rules_that_fit(section, is_measured=False, has_levels=False) == ("by_hand",)


def test_every_kind_is_offered_somewhere() -> None:
    offered = {
        kind
        for section in SECTION_RULES
        for is_measured in (True, False)
        for kind in rules_that_fit(section, is_measured=is_measured, has_levels=True)
    }
    assert offered == set(RULE_KINDS)


@pytest.mark.parametrize(
    ("rule", "parameters", "said"),
    [
        ("deduct_per_missing", {"each": "0.2", "cap": "12"}, "speaks of 12 points"),
        ("bands", {"bands": [{"at_least": "0.9", "points": "11"}]}, "speaks of 11 points"),
        ("per_item", {"each": "1", "cap": "20"}, "speaks of 20 points"),
        ("share", {"floor": "0.9", "full_at": "0.5"}, "do not fit together"),
        ("by_hand", {}, "needs a rule"),
        ("no_such", {}, "no rule of the kind"),
        ("highest_only", {"levels": {"national": "3"}}, "needs figures that have levels"),
    ],
)
def test_a_rule_that_does_not_fit_says_why(rule: str, parameters: object, said: str) -> None:
    found = indicator_problems(replace(SHARE, rule=rule, rule_parameters=parameters))
    assert said in found[0]


def test_a_rule_outside_its_section_and_a_level_nobody_counts_are_said() -> None:
    wrong = replace(SHARE, section="deduction")
    assert indicator_problems(wrong) == ["The rule “Share of points” does not fit this section."]
    levels = {"levels": {"yellow": "3"}}
    wrong = replace(SHARE, rule="per_item", rule_parameters=levels, levels=LEVELS)
    assert (
        "has no level" in indicator_problems(wrong)[0]
        or "have no level" in (indicator_problems(wrong)[0])
    )


def test_an_indicator_that_is_worth_nothing_is_said() -> None:
    assert indicator_problems(replace(BY_HAND, points=Decimal(0))) == ["It is worth nothing."]
    assert "without them" in indicator_problems(replace(BY_HAND, rule="share"))[0]


def test_bands_that_end_below_the_worth_are_remarked_but_no_problem() -> None:
    bands = {"bands": [{"at_least": "0.9", "points": "8"}, {"at_least": "0.8", "points": "5"}]}
    one = replace(SHARE, rule="bands", rule_parameters=bands)
    assert indicator_problems(one) == []
    assert indicator_remarks(one) == [
        "The rule gives 8 points at best, but the indicator is worth 10."
    ]
    assert indicator_remarks(replace(one, points=Decimal(8))) == []
    assert [place for place, _said in placed_remarks([SHARE, one])] == [2]


def test_a_bonus_that_is_worth_more_than_its_best_level_is_nothing_odd() -> None:
    levels = {"national": "National"}
    one = CheckedIndicator(
        "创新", "采纳", "bonus", Decimal(5), "practices_adopted", "highest_only",
        {"levels": {"national": 3}}, levels,
    )  # fmt: skip
    assert indicator_remarks(one) == []
    assert indicator_remarks(replace(one, section="ordinary"))


def test_a_page_of_scores_is_warned_where_ordinary_points_do_not_make_100() -> None:
    assert ordinary_warning(Decimal(100)) == ""
    assert ordinary_warning(Decimal("140.5")) == "Ordinary points 140.5 (they should be 100)"


def test_points_that_are_left_empty_are_not_called_nothing() -> None:
    said = indicator_problems(replace(BY_HAND, points=None))
    assert said == ["What it is worth is left empty, or is no number."]
