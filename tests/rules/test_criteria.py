"""Criteria sentences as offices write them, and the rule that each means."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from deskapp.rules.criteria import MISSING, counter_in, fitted, guess_rule
from deskapp.rules.measure_guess import COUNTS_WHAT_IS_BAD, LEVELS_OF
from deskapp.rules.scoring import SECTION_RULES, parameters_from

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
    ("每缺一次扣零点二分", "deduct_per_missing", {"each": "0.2", "counts": "missing"}),
    (
        "每缺席一人次扣半分，累计不超过两分",
        "deduct_per_missing",
        {"each": "0.5", "counts": "numerator", "cap": "2"},
    ),
    ("未按时报送的，每次扣一分半", "deduct_per_missing", {"each": "1.5", "counts": "missing"}),
    ("每少1次扣0.2", "deduct_per_missing", {"each": "0.2", "counts": "missing"}),
    (
        "根据〔2021〕5号文要求，每缺1次扣0.5分",
        "deduct_per_missing",
        {"each": "0.5", "counts": "missing"},
    ),
    (
        "学习时长不少于60分钟，每少1次扣0.2分",
        "deduct_per_missing",
        {"each": "0.2", "counts": "missing"},
    ),
    (
        "三分之二以上党员到会，每缺1次扣0.5分",
        "deduct_per_missing",
        {"each": "0.5", "counts": "missing"},
    ),
    ("少于4次的扣1分", "deduct_per_missing", {"each": "1", "counts": "missing", "cap": "1"}),
    ("无联络员的扣1分", "deduct_per_missing", {"each": "1", "counts": "missing", "cap": "1"}),
    (
        "会议记录不完整的，每次扣0.2分，最多扣1分。",
        "deduct_per_missing",
        {"each": "0.2", "counts": "missing", "cap": "1"},
    ),
    (
        "未按规定时限报送的，扣0.5分/次；累计扣分以3分为限",
        "deduct_per_missing",
        {"each": "0.5", "counts": "missing", "cap": "3"},
    ),
    (
        "每季度报送进展情况，缺1次扣0.5分，扣完5分为止",
        "deduct_per_missing",
        {"each": "0.5", "counts": "missing", "cap": "5"},
    ),
    (
        "每月25日前报送信息，每月少1篇扣0.5分",
        "deduct_per_missing",
        {"each": "0.5", "counts": "missing"},
    ),
    ("每月至少召开1次，每少1次扣0.5分", "deduct_per_missing", {"each": "0.5", "counts": "missing"}),
    ("每少一人次，扣 0.2 分", "deduct_per_missing", {"each": "0.2", "counts": "missing"}),
    (
        "未按期完成的，每项扣0.5分，累计不超过该项总分",
        "deduct_per_missing",
        {"each": "0.5", "counts": "missing"},
    ),
    ("发现1起扣2分，扣完本项分为止", "deduct_per_missing", {"each": "2", "counts": "numerator"}),
    ("未按要求参加的，按0.5分/次扣除", "deduct_per_missing", {"each": "0.5", "counts": "missing"}),
    ("未参加的扣0.1分/人·次", "deduct_per_missing", {"each": "0.1", "counts": "missing"}),
    (
        "全年参加集中学习不少于12次，每缺1次扣0.2分，不计负分",
        "deduct_per_missing",
        {"each": "0.2", "counts": "missing"},
    ),
    ("工作滞后被督办的，每次扣1分", "deduct_per_missing", {"each": "1", "counts": "numerator"}),
    (
        "每缺1次扣0.5分（最多扣2分）",
        "deduct_per_missing",
        {"each": "0.5", "counts": "missing", "cap": "2"},
    ),
    ("每有1个支部未配备书记扣1分", "deduct_per_missing", {"each": "1", "counts": "missing"}),
    (
        "完成率达到百分之九十以上得十分，百分之八十至百分之九十得八分，百分之八十以下不得分",
        "bands",
        {
            "bands": [{"at_least": "0.9", "points": "10"}, {"at_least": "0.8", "points": "8"}],
            "otherwise": "0",
        },
    ),
    (
        "95%（含）以上得5分；85%（含）—95%得3分；85%以下0分",
        "bands",
        {
            "bands": [{"at_least": "0.95", "points": "5"}, {"at_least": "0.85", "points": "3"}],
            "otherwise": "0",
        },
    ),
    (
        "≥95%得5分，≥85%且<95%得3分，<85%不得分",
        "bands",
        {
            "bands": [{"at_least": "0.95", "points": "5"}, {"at_least": "0.85", "points": "3"}],
            "otherwise": "0",
        },
    ),
    (
        "任务完成率100%的得10分，90%-99%的得8分，80%-89%的得6分，80%以下不得分",
        "bands",
        {
            "bands": [
                {"at_least": "1", "points": "10"},
                {"at_least": "0.9", "points": "8"},
                {"at_least": "0.8", "points": "6"},
            ],
            "otherwise": "0",
        },
    ),
    (
        "到会率90%（含90%）以上的计10分；80%（含80%）至90%的计8分；80%以下的计0分",
        "bands",
        {
            "bands": [{"at_least": "0.9", "points": "10"}, {"at_least": "0.8", "points": "8"}],
            "otherwise": "0",
        },
    ),
    (
        "按到会率计分，90%及以上得15分，80%及以上得12分，其余不得分。",
        "bands",
        {
            "bands": [{"at_least": "0.9", "points": "15"}, {"at_least": "0.8", "points": "12"}],
            "otherwise": "0",
        },
    ),
    ("得分=完成率×分值", "share", {}),
    ("得分=实际参会人次/应参会人次×10分", "share", {}),
    ("完成率=已完成/应完成×100%，得分=完成率×20", "share", {}),
    ("按完成率折算得分，低于60%不得分", "share", {"floor": "0.6"}),
    ("按比例扣分", "share", {}),
    ("每完成1项得2分，最高10分", "per_item", {"each": "2", "cap": "10"}),
    ("每篇0.5分，最高5分", "per_item", {"each": "0.5", "cap": "5"}),
    ("每被采用1篇加0.5分（最多加3分）", "per_item", {"each": "0.5", "cap": "3"}),
    (
        "国家级、省级、市级分别加3分、2分、1分，就高不累计",
        "highest_only",
        {"levels": {"national": "3", "provincial": "2", "municipal": "1"}},
    ),
    (
        "国家、省、市级分别加五、三、一分，同一项目取最高分",
        "highest_only",
        {"levels": {"national": "5", "provincial": "3", "municipal": "1"}},
    ),
    (
        "推广范围为全国的加3分、全市的加1分，按最高级别计分",
        "highest_only",
        {"levels": {"national": "3", "municipal": "1"}},
    ),
    (
        "获市级以上表彰的每项加1分，最多加3分",
        "per_item",
        {"levels": {"municipal": "1", "provincial": "1", "national": "1"}, "cap": "3"},
    ),
    (
        "信息被国家级媒体刊发的每篇加3分，省级每篇加2分，市级每篇加1分，累计加分不超过10分",
        "per_item",
        {"levels": {"national": "3", "provincial": "2", "municipal": "1"}, "cap": "10"},
    ),
    ("酌情扣0.5-1分", "by_hand", {}),
    ("落实不到位的视情扣1至3分", "by_hand", {}),
    ("由考核组综合评定", "by_hand", {}),
]


WITH_SECTION_AND_WORTH: list[tuple[str, str, str, str, dict[str, Any]]] = [
    (
        "任务完成率达到100%得10分，每少1项扣2分",
        "ordinary",
        "10",
        "deduct_per_missing",
        {"each": "2", "counts": "missing"},
    ),
    (
        "满分10分，每少1次扣0.5分",
        "ordinary",
        "10",
        "deduct_per_missing",
        {"each": "0.5", "counts": "missing"},
    ),
    (
        "未开展的不得分",
        "ordinary",
        "5",
        "deduct_per_missing",
        {"each": "5", "counts": "missing", "cap": "5"},
    ),
    (
        "2021年4月20日前报送得满分，逾期不得分",
        "ordinary",
        "5",
        "deduct_per_missing",
        {"each": "5", "counts": "missing", "cap": "5"},
    ),
    (
        "及时报送得3分，不及时报送不得分",
        "ordinary",
        "3",
        "deduct_per_missing",
        {"each": "3", "counts": "missing", "cap": "3"},
    ),
    (
        "全部按期完成得10分，每有1项未完成扣2分",
        "ordinary",
        "10",
        "deduct_per_missing",
        {"each": "2", "counts": "missing"},
    ),
    (
        "学习次数达到12次得5分，少1次扣0.5分",
        "ordinary",
        "5",
        "deduct_per_missing",
        {"each": "0.5", "counts": "missing"},
    ),
    (
        "90%以上得满分，80%-90%得8分，其他不得分",
        "ordinary",
        "10",
        "bands",
        {
            "bands": [{"at_least": "0.9", "points": "10"}, {"at_least": "0.8", "points": "8"}],
            "otherwise": "0",
        },
    ),
    (
        "黄色督办扣1分/次，红色督办扣2分/次",
        "deduction",
        "5",
        "per_item",
        {"levels": {"yellow": "1", "red": "2"}},
    ),
    (
        "收到蓝色督办单每次扣0.5分，黄色每次扣1分，红色每次扣2分，累计扣分不超过5分",
        "deduction",
        "5",
        "per_item",
        {"levels": {"blue": "0.5", "yellow": "1", "red": "2"}, "cap": "5"},
    ),
    ("加1分/项，加分最多5分", "bonus", "5", "per_item", {"each": "1", "cap": "5"}),
]


TO_CHECK: list[tuple[str, str, tuple[str, ...], tuple[str, ...]]] = [
    ("获省部级以上领导批示的，每件加2分", "bonus", (), ("获省部级以上领导批示的",)),
    ("每缺1次扣0.5分，缺席超过3次的该项不得分", "ordinary", (), ("缺席超过3次的该项不得分",)),
    ("1次未参加扣0.5分，2次未参加扣1.5分", "ordinary", (), ("2次未参加扣1.5分",)),
    ("获区级表彰加1分，市级表彰加2分，就高不重复计分", "bonus", (), ("获区级表彰加1分",)),
    ("加分最多5分", "bonus", ("each",), ()),
    ("累计扣分不超过2分", "ordinary", ("each",), ()),
    ("未开展的不得分", "ordinary", ("worth",), ()),
    ("国家级3分、省级2分、市级1分", "bonus", ("cumulative",), ()),
    ("形成经验做法的加2分", "bonus", ("how_often",), ()),
    ("被通报批评的扣2分", "deduction", ("how_often",), ()),
    ("90%以上得10分，80%以下不得分", "ordinary", ("bands",), ()),
    ("90%以上得10分，80%-90%得8分", "ordinary", ("otherwise",), ()),
    ("95%及以上得满分，低于60%不得分", "ordinary", ("between",), ()),
    ("减1分/次", "deduction", ("counts",), ()),
    ("每少1次扣0.2分；情节严重的酌情扣分", "ordinary", (), ("情节严重的酌情扣分",)),
    ("每少1次扣0.2分，迟到每人次扣0.1分", "ordinary", (), ("迟到每人次扣0.1分",)),
    ("未制定计划扣0.5分，未总结扣0.5分", "ordinary", (), ("未总结扣0.5分",)),
    ("①每少1次扣0.2分；②未制定计划扣0.5分", "ordinary", (), ("未制定计划扣0.5分",)),
    ("到会率低于90%的，每少1人扣0.2分", "ordinary", (), ("到会率低于90%的",)),
    ("每项最多扣1分，每少1次扣0.2分", "ordinary", (), ("每项最多扣1分",)),
    ("经批准请假的不扣分，无故缺席每人次扣0.2分", "ordinary", (), ("经批准请假的不扣分",)),
    ("每缺1次扣0.5分;补学的减半扣分", "ordinary", (), ("补学的减半扣分",)),
    ("每季度至少研究1次，每缺1次扣1分，全年未研究不得分", "ordinary", (), ("全年未研究不得分",)),
    ("超过90%得10分，80%以上得8分，80%以下不得分", "ordinary", (), ("超过90%得10分",)),
    ("每出现1次扣1分，倒扣不限", "ordinary", (), ("倒扣不限",)),
    ("一票否决事项未报告的，每项扣10分", "ordinary", ("counts",), ("一票否决事项未报告的",)),
]


NOT_UNDERSTOOD = [
    "完成率≥90%得5分，每下降5%扣1分",
    "书记空缺超过3个月的扣1分",
    "全年学习12次以上得5分，8-11次得3分，8次以下不得分",
    "排名前3得5分，4-10名得3分",
    "参会率低于80%不得分，80%-100%按比例计分",
    "得5分",
    "不扣分",
    "",
    "工作扎实，成效明显",
    "认真贯彻落实上级精神",
    "10分",
    "按要求完成。",
    "2021年底前完成",
    "扣分",
    "十分重视，措施有力",
    "每低于1个百分点扣0.1分",
    "到会率每提高1个百分点加0.5分",
    "参会率达95%以上不扣分，每降低5个百分点扣1分",
    "达到100%得10分，每降低1个百分点扣0.5分",
    "每逾期1天扣0.1分",
    "每延迟一周扣0.5分",
    "每超过3天扣1分",
    "迟到3次以上扣2分",
    "每少2次扣0.5分",
    "每10人少1人扣0.1分",
    "低于80%扣2分",
    "请假人员超过20%的扣1分",
    "每少1次扣该项分值的20%",
    "一票否决",
    "优秀得10分，良好得8分，一般得6分",
    "制定计划得2分，召开会议得3分",
    "召开专题会议（2分）、制定计划（2分）、年度总结（1分）",
    "5次以上得10分，3-4次得8分",
    "每增加1次加0.5分",
    "90分以上为优秀",
    "就高不就低",
    "按得分排名计分",
    "党支部书记抓党建述职评议考核等次为优秀的得10分",
    "每少1次扣0.2分，每完成1项得2分",
    "学习覆盖率达90%以上",
    "扣0分",
    "年内空缺不超过150天；空缺超过150天的扣5分",
]


@pytest.mark.parametrize(("sentence", "rule", "parameters"), SENTENCES)
def test_a_sentence_is_read_as_an_office_means_it(
    sentence: str, rule: str, parameters: dict[str, Any]
) -> None:
    guess = guess_rule(sentence)
    assert (guess.rule, guess.parameters) == (rule, parameters)
    assert guess.is_whole
    parameters_from(guess.rule, guess.parameters)


@pytest.mark.parametrize(
    ("sentence", "section", "worth", "rule", "parameters"), WITH_SECTION_AND_WORTH
)
def test_the_section_and_what_an_indicator_is_worth_help_to_read_it(
    sentence: str, section: str, worth: str, rule: str, parameters: dict[str, Any]
) -> None:
    guess = guess_rule(sentence, section, Decimal(worth))
    assert (guess.rule, guess.parameters) == (rule, parameters)
    assert guess.is_whole


@pytest.mark.parametrize(("sentence", "section", "missing", "left"), TO_CHECK)
def test_what_a_sentence_leaves_open_and_what_was_not_read_is_said(
    sentence: str, section: str, missing: tuple[str, ...], left: tuple[str, ...]
) -> None:
    guess = guess_rule(sentence, section)
    assert (guess.missing, guess.left) == (missing, left)
    assert guess.understood
    assert not guess.is_whole


@pytest.mark.parametrize("sentence", NOT_UNDERSTOOD)
def test_what_is_not_understood_is_left_to_the_assessors_and_said(sentence: str) -> None:
    guess = guess_rule(sentence)
    assert (guess.rule, guess.parameters, guess.understood) == ("by_hand", {}, False)


def test_a_number_that_is_not_what_the_indicator_is_worth_is_not_passed_over() -> None:
    assert guess_rule("满分10分，每少1次扣0.5分", worth=Decimal(8)).left == ("满分10分",)


def test_what_is_taken_off_has_no_place_among_bonus_points() -> None:
    assert not guess_rule("每少1次扣0.2分", "bonus").understood


@pytest.mark.parametrize(
    ("measure", "section", "counts"),
    [("branch_study_coverage", "ordinary", "missing"), ("absences", "deduction", "numerator")],
)
def test_the_figures_say_whether_they_count_what_is_good_or_bad(
    measure: str, section: str, counts: str
) -> None:
    guess = fitted(guess_rule("未参加的每人次扣0.2分", section), measure, section)
    assert guess.parameters["counts"] == counts
    assert guess.is_whole


def test_what_happened_is_not_deducted_for_by_figures_of_what_is_good() -> None:
    guess = fitted(
        guess_rule("学习情况被通报批评的，每次扣1分"), "branch_study_coverage", "ordinary"
    )
    assert guess.missing == ("measure",)


def test_levels_need_figures_that_have_them() -> None:
    guess = guess_rule("国家级3分、市级1分，就高不累计", "bonus")
    assert fitted(guess, "practices_adopted", "bonus") == guess
    left = fitted(guess, "meeting_attendance", "bonus")
    assert (left.rule, left.understood, left.left) == ("by_hand", False, guess.read)


def test_a_share_of_what_is_bad_is_left_to_the_assessors() -> None:
    assert not fitted(guess_rule("按比例扣分"), "tasks_overdue", "ordinary").understood


WRITTEN = (
    "每少缺逾期次人项篇扣加得满分最多不超过国家省市级以上下就高累计按率比例未"
    "0123456789.%,。;-/、一二十半点() "
)
ANY_SENTENCE = st.text(alphabet=WRITTEN, max_size=40) | st.lists(
    st.sampled_from([one for one, *_ in SENTENCES] + NOT_UNDERSTOOD), max_size=4
).map("；".join)


@given(
    ANY_SENTENCE,
    st.sampled_from(sorted(SECTION_RULES)),
    st.none() | st.integers(1, 30).map(Decimal),
    st.sampled_from(["", "meeting_attendance", *sorted(COUNTS_WHAT_IS_BAD | LEVELS_OF.keys())]),
)
def test_any_sentence_gives_a_rule_that_can_be_stored_or_is_said_to_lack_something(
    sentence: str, section: str, worth: Decimal | None, measure: str
) -> None:
    guess = fitted(guess_rule(sentence, section, worth), measure, section)
    assert guess.rule in SECTION_RULES[section]
    assert set(guess.missing) <= set(MISSING)
    if not guess.missing:
        parameters_from(guess.rule, guess.parameters)


def test_a_cap_above_the_highest_level_leaves_nothing_open() -> None:
    guess = guess_rule("国家级3分、省级2分、市级1分，就高不累计；加分最多5分", "bonus", Decimal(5))
    assert guess.is_whole
    assert guess.rule == "highest_only"
    assert guess_rule("国家级3分、市级1分，就高不累计；加分最多2分", "bonus").left


@pytest.mark.parametrize(
    ("sentence", "counter"),
    [
        ("未到联系单位宣讲的扣0.5分/人次", "人次"),
        ("每少学1篇扣0.1分", "篇"),
        ("每缺席一人次扣半分", "人次"),
        ("未制定工作方案的扣0.5分", ""),
    ],
)
def test_what_a_sentence_counts_by_is_read(sentence: str, counter: str) -> None:
    assert counter_in(sentence) == counter
