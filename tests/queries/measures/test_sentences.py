"""The sentences of rules in Chinese, as offices write them."""

from __future__ import annotations

from decimal import Decimal

import pytest

from deskapp.i18n import language
from deskapp.queries.measures import words_of
from deskapp.rules.scoring import parameters_from, rule_sentence

BANDS = [{"at_least": "0.9", "points": 10}, {"at_least": "0.8", "points": 8}]
BY_LEVEL = {"levels": {"national": 3, "provincial": 2, "municipal": 1}}


@pytest.mark.parametrize(
    ("measure", "section", "kind", "mapping", "sentence"),
    [
        (
            "meeting_attendance",
            "ordinary",
            "share",
            {"floor": "0.6", "full_at": "0.95"},
            "按到会率计分，95%及以上得满分，低于60%不得分。",
        ),
        (
            "liaison_in_post",
            "ordinary",
            "deduct_per_missing",
            {"each": "0.2"},
            "每有1个党支部未配备联络员扣0.2分，扣完为止。",
        ),
        (
            "tasks_overdue",
            "ordinary",
            "deduct_per_missing",
            {"each": "0.5", "cap": "5", "counts": "numerator"},
            "每逾期1项扣0.5分，累计扣分不超过5分。",
        ),
        (
            "practices_adopted",
            "bonus",
            "highest_only",
            BY_LEVEL,
            "被采纳的：国家级3分、省部级2分、市级1分，就高不累计。",
        ),
        (
            "practices_adopted",
            "ordinary",
            "deduct_per_missing",
            {"each": "0.5"},
            "每有1项做法未达到计分级别扣0.5分，扣完为止。",
        ),
        (
            "practices_adopted",
            "bonus",
            "per_item",
            {"each": 1, "cap": 5},
            "每被采纳1项加1分，最多加5分。",
        ),
        (
            "supervision_slips",
            "deduction",
            "per_item",
            {"levels": {"red": "1", "yellow": "0.5"}, "cap": 3},
            "每发1份督办单：红单扣1分、黄单扣0.5分，最多扣3分。",
        ),
        (
            "tasks_on_time",
            "ordinary",
            "bands",
            {"bands": BANDS},
            "任务按期完成率90%及以上得10分，80%及以上得8分，其余不得分。",
        ),
        ("", "ordinary", "deduct_per_missing", {"each": "0.2"}, "每少1次扣0.2分，扣完为止。"),
        ("", "ordinary", "by_hand", {}, "由考核组评定，最高10分。"),
    ],
)
def test_a_sentence_reads_as_offices_write(
    measure: str, section: str, kind: str, mapping: dict[str, object], sentence: str
) -> None:
    with language("zh_CN"):
        rule = parameters_from(kind, mapping)
        said = rule_sentence(kind, rule, Decimal(10), section, words_of(measure))
    assert said == sentence


def test_one_colour_of_slip_is_called_by_its_name() -> None:
    with language("zh_CN"):
        words = words_of("supervision_slips", {"colours": ["red"]})
        rule = parameters_from("per_item", {"each": 1, "cap": 3})
        said = rule_sentence("per_item", rule, Decimal(10), "deduction", words)
    assert said == "每发1份红单扣1分，最多扣3分。"
