"""Criteria sentences as offices write them, and the rule that each means."""

from __future__ import annotations

from contextlib import suppress
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from deskapp.errors import LedgerError
from deskapp.rules.criteria import guess_rule
from deskapp.rules.scoring import parameters_from

SENTENCES: list[tuple[str, str, dict[str, Any]]] = [
    ("每少1次扣0.2分", "deduct_per_missing", {"each": "0.2", "counts": "missing"}),
    ("每少1次扣0.2分,扣完为止。", "deduct_per_missing", {"each": "0.2", "counts": "missing"}),
    ("每少一次扣０.２分，扣完为止", "deduct_per_missing", {"each": "0.2", "counts": "missing"}),
    ("要求学习篇目缺失的扣0.1分/篇", "deduct_per_missing", {"each": "0.1", "counts": "missing"}),
    ("未到联系单位宣讲的扣0.5分/人次", "deduct_per_missing", {"each": "0.5", "counts": "missing"}),
    (
        "国家级3分、省级2分、市级1分,就高不累计",
        "highest_only",
        {"levels": {"national": "3", "provincial": "2", "municipal": "1"}},
    ),
    (
        "获国家级表彰的至多3分，省级2分，市级1分，就高得分，不累计",
        "highest_only",
        {"levels": {"national": "3", "provincial": "2", "municipal": "1"}},
    ),
    (
        "完成率90%以上得10分,80%-90%得8分,80%以下不得分",
        "bands",
        {
            "bands": [
                {"at_least": "0.9", "points": "10"},
                {"at_least": "0.8", "points": "8"},
            ],
            "otherwise": "0",
        },
    ),
    (
        "到会率95%及以上得5分，85%及以上得3分，85%以下得1分",
        "bands",
        {
            "bands": [
                {"at_least": "0.95", "points": "5"},
                {"at_least": "0.85", "points": "3"},
            ],
            "otherwise": "1",
        },
    ),
    (
        "未制定扣0.5分",
        "deduct_per_missing",
        {"each": "0.5", "counts": "missing", "cap": "0.5"},
    ),
    (
        "无故缺席会议的，每1人次扣0.2分，扣完为止。",
        "deduct_per_missing",
        {"each": "0.2", "counts": "numerator"},
    ),
    (
        "任务逾期的，每1项扣0.5分，累计扣分不超过5分。",
        "deduct_per_missing",
        {"each": "0.5", "counts": "numerator", "cap": "5"},
    ),
    (
        "每缺1名联络员扣1分，最多扣3分",
        "deduct_per_missing",
        {"each": "1", "counts": "missing", "cap": "3"},
    ),
    ("每报送1篇信息得0.5分，最高5分", "per_item", {"each": "0.5", "cap": "5"}),
    ("特色做法被采用的，加1分/项，加分最多5分", "per_item", {"each": "1", "cap": "5"}),
    (
        "特色做法获国家级采用每项3分，市级采用每项1分，加分最多5分",
        "per_item",
        {"levels": {"national": "3", "municipal": "1"}, "cap": "5"},
    ),
    (
        "按全年会议到会率计分，到会率95%及以上得满分，低于60%不得分；经批准代会的视为到会。",
        "share",
        {"floor": "0.6", "full_at": "0.95"},
    ),
    ("按到期任务的按期完成率计分，全部按期完成得满分", "share", {}),
    ("学习有计划、有记录、有交流，由考核组查阅台账后评定，最高5分。", "by_hand", {}),
]


@pytest.mark.parametrize(("sentence", "rule", "parameters"), SENTENCES)
def test_a_sentence_is_read_as_an_office_means_it(
    sentence: str, rule: str, parameters: dict[str, Any]
) -> None:
    guess = guess_rule(sentence)
    assert (guess.rule, guess.parameters, guess.missing) == (rule, parameters, ())
    assert guess.understood
    parameters_from(guess.rule, guess.parameters)


@pytest.mark.parametrize(
    ("sentence", "rule", "parameters"),
    [
        ("加分最多5分", "per_item", {"cap": "5"}),
        ("累计扣分不超过2分", "deduct_per_missing", {"counts": "missing", "cap": "2"}),
    ],
)
def test_what_a_sentence_leaves_open_is_named(
    sentence: str, rule: str, parameters: dict[str, Any]
) -> None:
    guess = guess_rule(sentence)
    assert (guess.rule, guess.parameters, guess.missing) == (rule, parameters, ("each",))


@pytest.mark.parametrize(
    "sentence",
    [
        "",
        "工作扎实，成效明显",
        "认真贯彻落实上级精神",
        "10分",
        "按要求完成。",
        "2021年底前完成",
        "扣分",
    ],
)
def test_what_is_not_understood_is_left_to_the_assessors_and_said(sentence: str) -> None:
    guess = guess_rule(sentence)
    assert (guess.rule, guess.understood) == ("by_hand", False)


WRITTEN = "每少缺逾期次人项篇扣加得分最多不超过国家省市级以上下就高累计0123456789.%,。;-/至 "


@given(st.text(alphabet=WRITTEN, max_size=40))
def test_any_sentence_gives_a_rule_or_one_that_is_refused_in_words(sentence: str) -> None:
    guess = guess_rule(sentence)
    if not guess.missing:
        with suppress(LedgerError):  # the numbers may make no rule
            parameters_from(guess.rule, guess.parameters)
