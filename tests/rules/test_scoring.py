from __future__ import annotations

import json
from collections.abc import Mapping
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from deskapp.errors import LedgerError
from deskapp.i18n import language
from deskapp.rules.scoring import (
    RULE_KINDS,
    Counted,
    CountRefs,
    CountWords,
    Parameters,
    excel_formula,
    parameters_from,
    parameters_to,
    ranks,
    rounded,
    rule_sentence,
    score,
)

POINTS = st.decimals(0, 100, places=2)
SHARES = st.decimals(0, 1, places=2)
DEDUCTIONS = st.decimals("0.01", 10, places=2)
PARTS = st.decimals(0, 200, places=1)
TEN = Decimal(10)

LEVELS = ("own", "association", "municipal", "provincial", "national")
LEVEL_TABLES = st.dictionaries(st.sampled_from(LEVELS), DEDUCTIONS, min_size=1)

Rule = tuple[str, Parameters]


@st.composite
def bands(draw: st.DrawFn) -> dict[str, object]:
    shares = draw(st.lists(st.integers(1, 100), min_size=1, max_size=4, unique=True))
    worth = sorted(draw(st.lists(POINTS, min_size=len(shares) + 1, max_size=len(shares) + 1)))
    rows = [
        {"at_least": Decimal(share) / 100, "points": points}
        for share, points in zip(sorted(shares), worth[1:], strict=True)
    ]
    return {"bands": rows[::-1], "otherwise": worth[0]}


@st.composite
def rules(draw: st.DrawFn) -> Rule:
    kind = draw(st.sampled_from(list(RULE_KINDS)))
    mapping: dict[str, object] = {}
    if kind == "share":
        floor, full_at = sorted((draw(SHARES), draw(SHARES)))
        mapping = {"floor": floor, "full_at": full_at or 1}
    elif kind == "deduct_per_missing":
        counts = draw(st.sampled_from(["missing", "numerator"]))
        mapping = {"each": draw(DEDUCTIONS), "counts": counts}
        if draw(st.booleans()):
            mapping["cap"] = draw(DEDUCTIONS)
    elif kind == "bands":
        mapping = draw(bands())
    elif kind == "per_item":
        mapping = {"each": draw(DEDUCTIONS)}
        if draw(st.booleans()):
            mapping["cap"] = draw(DEDUCTIONS)
    elif kind == "highest_only":
        mapping = {"levels": draw(LEVEL_TABLES)}
    return kind, parameters_from(kind, mapping)


def counted(numerator: Decimal, denominator: int) -> Counted:
    """Return so many, all of them of one level."""
    return Counted(numerator, denominator, {"municipal": int(numerator)})


@given(rules(), POINTS, PARTS, st.integers(0, 200))
def test_points_are_never_below_zero_nor_above_the_indicator(
    rule: Rule, points: Decimal, numerator: Decimal, denominator: int
) -> None:
    scored = score(*rule, points, counted(numerator, denominator))
    assert 0 <= scored.points <= points
    assert scored.points + scored.lost == points
    assert scored.points == rounded(scored.points)
    assert scored.why


@given(rules(), POINTS, PARTS, PARTS, st.integers(0, 200))
def test_more_of_what_is_good_never_costs_points(
    rule: Rule, points: Decimal, one: Decimal, other: Decimal, denominator: int
) -> None:
    fewer, more = sorted((one, other))
    of_fewer = score(*rule, points, counted(fewer, denominator)).points
    of_more = score(*rule, points, counted(more, denominator)).points
    counts_what_is_bad = getattr(rule[1], "counts", "") == "numerator"
    assert of_more <= of_fewer if counts_what_is_bad else of_fewer <= of_more


@given(rules())
def test_parameters_survive_being_stored_as_json(rule: Rule) -> None:
    kind, parameters = rule
    assert parameters_from(kind, json.loads(json.dumps(parameters_to(parameters)))) == parameters


@given(rules(), POINTS)
def test_every_rule_has_a_sentence_and_a_formula(rule: Rule, points: Decimal) -> None:
    assert rule_sentence(*rule, points).endswith(".")
    levels = {level: f"E{place}" for place, level in enumerate(LEVELS, start=5)}
    formula = excel_formula(*rule, points, CountRefs("C5", "D5", levels))
    assert formula.count("(") == formula.count(")")
    assert "C5" in formula or "E" in formula


@given(st.integers(-(10**6), 10**6))
def test_half_a_hundredth_goes_up(thousandths: int) -> None:
    points = rounded(Decimal(abs(thousandths)) / 1000)
    assert points == Decimal((abs(thousandths) + 5) // 10) / 100


@pytest.mark.parametrize(
    ("mapping", "numerator", "points"),
    [
        ({}, 9, "9.00"),
        ({}, 10, "10.00"),
        ({}, 12, "10.00"),
        ({"floor": 0.6}, 5, "0.00"),
        ({"floor": 0.6}, 6, "6.00"),
        ({"floor": "0.6", "full_at": "0.9"}, 9, "10.00"),
        ({"floor": "0.6", "full_at": "0.9"}, 8, "8.00"),
        ({}, Decimal("8.5"), "8.50"),
    ],
)
def test_a_share_earns_its_share(
    mapping: Mapping[str, object], numerator: Decimal | int, points: str
) -> None:
    scored = score("share", parameters_from("share", mapping), TEN, Counted(numerator, 10))
    assert (scored.points, scored.capped) == (Decimal(points), False)


@pytest.mark.parametrize(
    ("mapping", "numerator", "points", "capped"),
    [
        ({"each": 0.2}, 10, "10.00", False),
        ({"each": 0.2}, 7, "9.40", False),
        ({"each": 2, "cap": 5}, 8, "6.00", False),
        ({"each": 2, "cap": 5}, 6, "5.00", True),
        ({"each": 2}, 5, "0.00", False),
        ({"each": 2}, 4, "0.00", True),
        ({"each": 2}, 12, "10.00", False),
        ({"each": 2, "counts": "numerator"}, 3, "4.00", False),
    ],
)
def test_a_deduction_stops_at_its_cap_and_at_zero(
    mapping: Mapping[str, object], numerator: int, points: str, capped: bool
) -> None:
    rule = parameters_from("deduct_per_missing", mapping)
    scored = score("deduct_per_missing", rule, TEN, Counted(numerator, 10))
    assert (scored.points, scored.capped) == (Decimal(points), capped)


@pytest.mark.parametrize(
    ("numerator", "points"), [(10, "10"), (9, "10"), (8, "8"), (7, "0"), (0, "0")]
)
def test_a_band_earns_its_points(numerator: int, points: str) -> None:
    stored = [{"at_least": 0.9, "points": 10}, {"at_least": 0.8, "points": 8}]
    rule = parameters_from("bands", {"bands": stored})
    assert score("bands", rule, TEN, Counted(numerator, 10)).points == Decimal(points)


@pytest.mark.parametrize(
    ("mapping", "levels", "points", "capped"),
    [
        ({"each": 0.5}, {"own": 3}, "1.5", False),
        ({"each": 2, "cap": 5}, {"own": 3}, "5", True),
        ({"levels": {"national": 3, "municipal": 1}}, {"national": 1, "municipal": 2}, "5", False),
        ({"levels": {"national": 3}, "cap": 4}, {"national": 2}, "4", True),
        ({"levels": {"national": 3}}, {"own": 4}, "0", False),
        ({"each": 0.5, "levels": {"national": 3}}, {"own": 4, "national": 1}, "5", False),
        ({"each": 4}, {"own": 4}, "10", True),
        ({"each": 4}, {}, "0", False),
    ],
)
def test_items_earn_their_points_up_to_the_cap(
    mapping: Mapping[str, object], levels: Mapping[str, int], points: str, capped: bool
) -> None:
    rule = parameters_from("per_item", mapping)
    number = sum(levels.values())
    scored = score("per_item", rule, TEN, Counted(number, number, levels))
    assert (scored.points, scored.capped) == (Decimal(points), capped)


@pytest.mark.parametrize(
    ("levels", "points"),
    [
        ({"municipal": 5, "provincial": 1}, "2"),
        ({"national": 1, "municipal": 9}, "3"),
        ({"own": 9}, "0"),
        ({"national": 0, "municipal": 1}, "1"),
        ({}, "0"),
    ],
)
def test_only_the_highest_level_counts(levels: Mapping[str, int], points: str) -> None:
    table = {"national": 3, "provincial": 2, "municipal": 1}
    rule = parameters_from("highest_only", {"levels": table})
    number = sum(levels.values())
    scored = score("highest_only", rule, TEN, Counted(number, number, levels))
    assert scored.points == Decimal(points)


@pytest.mark.parametrize("kind", ["share", "deduct_per_missing"])
def test_where_nothing_was_expected_the_points_are_full_and_the_sentence_says_so(
    kind: str,
) -> None:
    scored = score(kind, parameters_from(kind, {"each": 1}), TEN, Counted(0, 0))
    assert (scored.points, scored.why) == (TEN, "Nothing was expected: full points.")


def test_points_by_hand_are_those_given_within_the_limits() -> None:
    rule = parameters_from("by_hand", {})
    given_points = [Decimal(-1), Decimal("7.255"), Decimal(11)]
    scored = [score("by_hand", rule, TEN, Counted(p, 0)).points for p in given_points]
    assert scored == [Decimal(0), Decimal("7.26"), TEN]
    assert score("by_hand", rule, TEN, None).why == "Not assessed yet."
    assert score("by_hand", rule, TEN, None).lost == TEN


@pytest.mark.parametrize(
    ("kind", "mapping"),
    [
        ("votes", {}),
        ("bands", {}),
        ("bands", {"bands": "90"}),
        ("bands", {"bands": [{"at_least": 0.8, "points": 8}, {"at_least": 0.9, "points": 10}]}),
        ("bands", {"bands": [{"at_least": 0.9, "points": 8}, {"at_least": 0.8, "points": 10}]}),
        ("bands", {"bands": [{"at_least": 90, "points": 10}]}),
        ("bands", {"bands": [{"at_least": 0.9, "points": 10}], "otherwise": 11}),
        ("per_item", {}),
        ("per_item", {"each": 0}),
        ("per_item", {"each": 1, "cap": 0}),
        ("per_item", {"levels": {"national": 0}}),
        ("per_item", {"levels": {"national": "much"}}),
        ("highest_only", {}),
        ("highest_only", {"levels": {}}),
        ("share", {"floor": 0.9, "full_at": 0.6}),
        ("share", {"full_at": 0}),
        ("share", {"floor": "half"}),
        ("share", {"floor": "NaN"}),
        ("share", {"floor": True}),
        ("deduct_per_missing", {}),
        ("deduct_per_missing", {"each": 0}),
        ("deduct_per_missing", {"each": -1}),
        ("deduct_per_missing", {"each": 1, "cap": 0}),
        ("deduct_per_missing", {"each": 1, "counts": "all"}),
        ("deduct_per_missing", {"each": "1e900"}),
        ("per_item", {"each": 1, "cap": 1_000_000}),
    ],
)
def test_wrong_parameters_are_refused_with_advice(kind: str, mapping: Mapping[str, object]) -> None:
    with pytest.raises(LedgerError) as refused:
        parameters_from(kind, mapping)
    assert refused.value.what
    assert refused.value.advice


def sentence_of(
    kind: str,
    section: str = "ordinary",
    words: CountWords | None = None,
    speaking: str = "en",
    **mapping: object,
) -> str:
    with language(speaking):
        return rule_sentence(kind, parameters_from(kind, mapping), TEN, section, words)


BANDS = [{"at_least": 0.9, "points": 10}, {"at_least": 0.8, "points": 8}]
LIAISONS = CountWords("share of liaisons", "branch without a liaison", "branch with a liaison")


def test_a_rule_is_written_as_a_scheme_prints_it() -> None:
    assert sentence_of("share") == "Points by the share reached."
    assert sentence_of("share", floor=0.6, full_at=0.95) == (
        "Points by the share reached, full points from 95 %, none below 60 %."
    )
    assert sentence_of("deduct_per_missing", each=0.2) == (
        "0.2 points off for each one missing, down to 0."
    )
    assert sentence_of("deduct_per_missing", each=1, cap=5, counts="numerator") == (
        "1 point off for each one counted, at most 5 points in all."
    )
    assert sentence_of("bands", bands=BANDS) == (
        "10 points where the share reached is 90 % or more, "
        "8 points where it is 80 % or more, otherwise none."
    )
    assert sentence_of("per_item", each=0.5, cap=5) == (
        "0.5 points for each one counted, at most 5 points."
    )
    assert sentence_of("highest_only", levels={"municipal": 1, "national": 3}) == (
        "Of the ones counted only the highest level counts: National 3 points, Municipal 1 point."
    )
    assert sentence_of("by_hand") == "Given by the assessors, at most 10 points."


def test_a_sentence_calls_what_is_counted_by_its_name() -> None:
    assert sentence_of("deduct_per_missing", words=LIAISONS, each=0.2) == (
        "0.2 points off for each branch without a liaison, down to 0."
    )
    assert sentence_of("share", words=LIAISONS) == "Points by the share of liaisons."
    assert sentence_of("per_item", words=LIAISONS, each=1) == (
        "1 point for each branch with a liaison, at most 10 points."
    )


def test_a_cap_that_never_cuts_is_not_told() -> None:
    assert sentence_of("deduct_per_missing", each=1, cap=10).endswith("down to 0.")
    assert sentence_of("per_item", each=1, cap=50).endswith("at most 10 points.")


def test_each_section_gives_or_takes_off_in_its_own_words() -> None:
    assert sentence_of("per_item", "bonus", each=1, cap=5) == (
        "1 point more for each one counted, at most 5 points more."
    )
    assert sentence_of("per_item", "deduction", each=1, cap=3) == (
        "1 point off for each one counted, at most 3 points."
    )
    assert sentence_of("deduct_per_missing", "deduction", each=1) == (
        "1 point off for each one missing, at most 10 points."
    )
    assert sentence_of("per_item", "deduction", levels={"red": 2, "blue": "0.5"}) == (
        "For each one counted: Red slip 2 points off, Blue slip 0.5 points off; "
        "at most 10 points off."
    )
    assert sentence_of("share", "bonus") == "Up to 10 points more by the share reached."
    assert sentence_of("bands", "bonus", bands=BANDS[:1], otherwise=1) == (
        "10 points more where the share reached is 90 % or more, otherwise 1 point more."
    )
    assert sentence_of("by_hand", "bonus") == "Given by the assessors, at most 10 points more."
    assert sentence_of("by_hand", "deduction") == "Taken off by the assessors, at most 10 points."


def test_levels_that_the_table_leaves_out_are_told_where_they_count() -> None:
    assert sentence_of("per_item", levels={"national": 3}, each="0.5") == (
        "For each one counted: National 3 points, any other level 0.5 points; at most 10 points."
    )


def test_what_was_counted_is_told_as_the_section_takes_it() -> None:
    rule = parameters_from("per_item", {"each": 1})
    taken = score("per_item", rule, TEN, Counted(2, 2), "deduction")
    assert taken.why == "2 counted, 1 point off for each."
    assert score("per_item", rule, TEN, Counted(2, 2), "bonus").why == (
        "2 counted, 1 point for each."
    )
    by_hand = parameters_from("by_hand", {})
    taken = score("by_hand", by_hand, TEN, Counted(2, 1), "deduction")
    assert (taken.points, taken.lost) == (Decimal(2), Decimal(2))
    assert taken.why == "The assessors took 2 points off."


@pytest.mark.parametrize(
    ("kind", "mapping", "numerator", "taken", "capped"),
    [
        ("deduct_per_missing", {"each": 1, "counts": "numerator"}, 2, "2", False),
        ("deduct_per_missing", {"each": 1, "cap": 3, "counts": "numerator"}, 5, "3", True),
        ("deduct_per_missing", {"each": 4, "counts": "numerator"}, 5, "10", True),
        ("deduct_per_missing", {"each": 1}, 5, "0", False),
        ("per_item", {"each": 1, "cap": 3}, 5, "3", True),
        ("per_item", {"each": 1}, 5, "5", False),
    ],
)
def test_a_deduction_takes_off_up_to_its_cap(
    kind: str, mapping: Mapping[str, object], numerator: int, taken: str, capped: bool
) -> None:
    rule = parameters_from(kind, mapping)
    scored = score(kind, rule, TEN, Counted(numerator, 5), "deduction")
    assert (scored.points, scored.lost, scored.capped) == (Decimal(taken), Decimal(taken), capped)


@given(rules(), POINTS, PARTS, st.integers(0, 200), st.sampled_from(["bonus", "deduction"]))
def test_points_of_every_section_stay_within_what_the_indicator_is_worth(
    rule: Rule, points: Decimal, numerator: Decimal, denominator: int, section: str
) -> None:
    scored = score(*rule, points, counted(numerator, denominator), section)
    assert 0 <= scored.points <= points
    assert scored.lost == (scored.points if section == "deduction" else 0)


def test_what_an_indicator_is_worth_cuts_a_band_that_gives_more() -> None:
    rule = parameters_from("bands", {"bands": BANDS})
    scored = score("bands", rule, Decimal(5), Counted(9, 10))
    assert (scored.points, scored.capped) == (Decimal(5), True)


def test_equal_totals_share_a_rank() -> None:
    totals = [Decimal(90), Decimal("95.50"), Decimal("90.00"), Decimal(80)]
    assert ranks(totals) == [2, 1, 2, 4]


@given(st.lists(st.decimals(0, 100, places=2)))
def test_a_rank_is_one_more_than_the_number_of_better_ones(totals: list[Decimal]) -> None:
    assert ranks(totals) == [1 + sum(other > total for other in totals) for total in totals]


def test_where_nothing_counts_the_sentence_does_not_reckon() -> None:
    missing = parameters_from("deduct_per_missing", {"each": 1})
    bad = parameters_from("deduct_per_missing", {"each": 1, "counts": "numerator"})
    item = parameters_from("per_item", {"each": 1})
    assert score("deduct_per_missing", missing, TEN, Counted(3, 3)).why == "None missing of 3."
    assert score("deduct_per_missing", bad, TEN, Counted(0, 3)).why == "Nothing was counted."
    assert score("per_item", item, TEN, Counted(0, 3), "bonus").why == "Nothing was counted."


def test_points_taken_off_are_rounded_themselves() -> None:
    rule = parameters_from("deduct_per_missing", {"each": "0.125"})
    assert score("deduct_per_missing", rule, TEN, Counted(9, 10), "deduction").points == Decimal(
        "0.13"
    )
    assert score("deduct_per_missing", rule, TEN, Counted(9, 10)).points == Decimal("9.88")


@pytest.mark.parametrize(
    ("numerator", "denominator", "told"),
    [
        (8996, 10_000, "89.96"),
        (8995, 10_000, "89.95"),
        (89_999, 100_000, "89.999"),
        (9000, 10_000, "90"),
        (5999, 10_000, "59.99"),
        (99_996, 100_000, "99.996"),
        (2, 3, "66.7"),
        (905, 1000, "90.5"),
    ],
)
@pytest.mark.parametrize("rule", ["share", "bands"])
def test_no_percentage_is_rounded_across_what_the_rule_judges_by(
    rule: str, numerator: int, denominator: int, told: str
) -> None:
    mappings: dict[str, dict[str, object]] = {
        "share": {"floor": "0.6", "full_at": "0.9"},
        "bands": {"bands": [{"at_least": "0.9", "points": 10}, {"at_least": "0.6", "points": 6}]},
    }
    parameters = parameters_from(rule, mappings[rule])
    with language("en"):
        why = score(rule, parameters, Decimal(10), Counted(numerator, denominator), "ordinary").why
    assert f"that is {told} %" in why


def test_a_deduction_that_is_made_once_only_does_not_speak_of_each_one() -> None:
    assert sentence_of("deduct_per_missing", each="0.5", cap="0.5") == (
        "0.5 points off when it is not done."
    )
    assert sentence_of("deduct_per_missing", words=LIAISONS, each=2, cap=2) == (
        "2 points off for any branch without a liaison, once only."
    )
    assert sentence_of("deduct_per_missing", "deduction", each=2, cap=1, counts="numerator") == (
        "1 point off for any one counted, once only."
    )
