"""Criteria sentences that mean less than all that a measure counts."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from deskapp.queries.measures import MEASURES
from deskapp.rules.criteria import MISSING, Guess, read_criteria
from deskapp.rules.measure_guess import COUNTS_WHAT_IS_BAD, guess_measure

# The sentence, the measure it is taken for, and words that the rule must not swallow.
NARROWING = [
    # how long, and until when
    ("联络员空缺1个月以上的，每缺1名扣1分", "liaison_in_post", "1个月以上"),
    ("会议结束后5个工作日内未形成纪要的扣0.5分/次", "minutes_complete", "5个工作日内"),
    ("会后三天内未形成会议纪要的每次扣0.5分", "minutes_complete", "3天内"),
    ("每月25日前未完成任务的每项扣1分", "tasks_on_time", "每月"),
    ("12月底前未完成任务的每项扣1分", "tasks_on_time", "12月底前"),
    ("上半年未学习的篇目每篇扣0.1分", "branch_study_coverage", "上半年"),
    ("当月未学习的每篇扣0.1分", "branch_study_coverage", "当月"),
    ("联络员半年未配备的，每缺1名扣1分", "liaison_in_post", "半年"),
    ("年底前未完成任务的每项扣1分", "tasks_on_time", "年底前"),
    ("第四季度任务逾期的每项扣1分", "tasks_overdue", "第四季度"),
    # how many first
    ("被督办两次及以上的，每次扣1分", "supervision_slips", "2次及以上"),
    ("连续缺席会议的，每次扣0.5分", "absences", "连续"),
    ("再次被督办的，每次扣1分", "supervision_slips", "再次"),
    ("首次缺席会议的，每次扣0.5分", "absences", "首次"),
    ("多次缺席会议的，每次扣0.5分", "absences", "多次"),
    ("全年学习篇目不少于12篇，每少1篇扣0.1分", "branch_study_coverage", "不少于12篇"),
    # who
    ("主要负责人无故缺席会议每次扣1分", "absences", "主要负责人"),
    ("班子成员缺席会议的，每人次扣0.5分", "absences", "班子成员"),
    ("党员缺席会议的，每人次扣0.1分", "absences", "党员"),
    ("联络员缺席会议的，每人次扣0.1分", "absences", "联络员"),
    ("青年干部未学习的，每篇扣0.1分", "branch_study_coverage", "青年"),
    ("副书记空缺的，每个支部每缺1名扣1分", "secretary_in_post", "副书记"),
    ("主要领导责任的任务逾期的，每项扣1分", "tasks_overdue", "主要领导"),
    ("离退休支部未学习的，每篇扣0.1分", "branch_study_coverage", "离退休"),
    # which meetings
    ("专题会议缺席的，每人次扣0.5分", "absences", "专题会议"),
    ("联络员会议缺席的，每人次扣0.5分", "absences", "联络员会议"),
    ("民主生活会缺席的，每人次扣0.5分", "absences", "民主生活会"),
    ("视频会议缺席的，每人次扣0.5分", "absences", "视频会议"),
    ("工作会议、座谈研讨等无故缺席的，每人次扣0.5分", "absences", "工作会议"),
    ("会议迟到的，每人次扣0.1分", "absences", "迟到"),
    # which level
    ("被市级督办的，每次扣1分", "supervision_slips", "市级"),
    ("被上级督办的，每次扣1分", "supervision_slips", "上级"),
    ("市委部署的任务逾期的，每项扣1分", "tasks_overdue", "市委"),
    ("特色做法获区级推广的，每项加1分", "practices_adopted", "区级"),
    # how often
    ("每季度开展1次支部学习，缺1次扣0.5分", "branch_study_coverage", "每季度"),
    ("每月支部学习1次，每少1次扣0.5分", "branch_study_coverage", "每月"),
    ("每半年报送1次进展，缺1次扣0.5分", "progress_reported_each_quarter", "每半年"),
    ("每年支部学习1次，缺1次扣0.5分", "branch_study_coverage", "每年"),
    ("定期学习，每缺1篇扣0.1分", "branch_study_coverage", "定期"),
    # on which conditions
    ("特色做法被采纳的每项加2分（仅限党建类）", "practices_adopted", "(仅限党建类)"),
    ("任务逾期的每项扣1分（重大任务）", "tasks_overdue", "(重大任务)"),
    ("无故缺席会议（工作日）的，每人次扣0.2分", "absences", "(工作日)"),
    ("任务逾期且造成影响的，每项扣1分", "tasks_overdue", "且"),
    ("任务逾期，情节严重的每项扣1分", "tasks_overdue", "情节"),
    ("未学习《条例》的每篇扣0.1分", "branch_study_coverage", "《条例》"),
    ("未学习重要讲话的每篇扣0.1分", "branch_study_coverage", "重要讲话"),
    ("信息被采用的每条加0.5分", "practices_adopted", "信息"),
    ("调研报告被采用的每篇加0.5分", "practices_adopted", "调研报告"),
    ("创新类做法被采纳的每项加1分", "practices_adopted", "新类"),
    ("经考核办认定的做法被采纳的，每项加1分", "practices_adopted", "经考核办认定"),
    ("会议记录不规范的每次扣0.2分", "minutes_complete", "规范"),
]

# The sentence, the measure, and what the scheme then says of the measure.
SAID_OF_MEASURE: list[tuple[str, str, dict[str, Any]]] = [
    ("参会人员由他人代会的，每人次扣0.2分", "absences", {"states": ["stood_in"]}),
    ("因病因事请假的每次扣0.1分", "absences", {"states": ["excused"]}),
    ("缺席会议（含请假）的，每次扣0.1分", "absences", {"states": ["absent", "excused"]}),
    ("未请假缺席会议的，每次扣0.1分", "absences", {}),
    ("无故缺席会议的，每次扣0.1分，经请假的除外", "absences", {}),
    ("工作会议缺席1人次扣0.5分", "absences", {"kinds": ["work"]}),
    ("领导小组会议缺席1人次扣0.5分", "absences", {"kinds": ["leading_group"]}),
    ("工作会议、座谈会无故缺席的每人次扣0.5分", "absences", {"kinds": ["work", "discussion"]}),
    ("工作会议、座谈研讨无故缺席的，每人次扣0.5分", "absences", {"kinds": ["work", "discussion"]}),
    ("工作会议无会议纪要的，每次扣0.2分", "minutes_complete", {"kinds": ["work"]}),
    ("按会议到会率计分，代会的不计到会", "meeting_attendance", {"stand_ins": False}),
    ("按会议到会率计分，代会视同到会", "meeting_attendance", {}),
    ("收到红色督办单的，每次扣1分", "supervision_slips", {"colours": ["red"]}),
    ("特色做法获省级以上推广的，每项加2分", "practices_adopted",
     {"levels": ["provincial", "national"]}),
    ("学习篇目缺失的扣0.1分/篇，补学的视为完成", "branch_study_coverage", {"late": True}),
]  # fmt: skip

WHOLE = [
    ("无故缺席会议的，每1人次扣0.2分，扣完为止", "absences"),
    ("按会议到会率计分，低于60%不得分", "meeting_attendance"),
    ("全年任务按期完成率90%以上得10分，80%-90%得8分，80%以下不得分", "tasks_on_time"),
    ("重点任务逾期的，每项扣0.5分", "tasks_overdue"),
    ("党支部学习篇目缺失的扣0.1分/篇", "branch_study_coverage"),
    ("处级以上党员领导干部参学率计分，按参学率计分", "section_level_coverage"),
    ("主要负责人学习覆盖率按比例计分", "top_leader_coverage"),
    ("各党支部未明确联络员的，每缺1名扣1分", "liaison_in_post"),
    ("支部书记空缺的每缺1名扣1分", "secretary_in_post"),
    ("按季度报送进展，缺1次扣0.5分", "progress_reported_each_quarter"),
    ("特色做法被采纳的，国家级3分、省级2分、市级1分，就高不累计", "practices_adopted"),
    ("缺会议纪要每次扣0.2分（扣完为止）", "minutes_complete"),
]


def read(sentence: str, measure: str, name: str = "") -> Guess:
    section = "bonus" if "加" in sentence or "就高" in sentence else "ordinary"
    return read_criteria(sentence, section, Decimal(10), name=name, measure=measure)


@pytest.mark.parametrize(("sentence", "measure", "words"), NARROWING)
def test_what_narrows_the_figures_is_never_taken_for_all_of_them(
    sentence: str, measure: str, words: str
) -> None:
    guess = read(sentence, measure)
    assert not guess.is_whole or not guess.understood
    assert any(words in one for one in guess.left), guess


@pytest.mark.parametrize(("sentence", "measure", "parameters"), SAID_OF_MEASURE)
def test_what_a_measure_can_say_becomes_its_parameter(
    sentence: str, measure: str, parameters: dict[str, Any]
) -> None:
    guess = read(sentence, measure)
    assert guess.measure_parameters == parameters
    assert guess.is_whole, guess
    known = {parameter.name: parameter for parameter in MEASURES[measure].parameters}
    for name, value in parameters.items():
        if known[name].choices is not None:
            assert set(value) <= set(known[name].choices or ())


@pytest.mark.parametrize(("sentence", "measure"), WHOLE)
def test_what_narrows_nothing_is_still_read_whole(sentence: str, measure: str) -> None:
    guess = read(sentence, measure)
    assert guess.is_whole, guess
    assert guess.measure_parameters == {}


@pytest.mark.parametrize(
    ("sentence", "days"),
    [("联络员空缺超过30天的，每个支部扣1分", 30), ("联络员空缺30天以上的，每个支部扣1分", 29)],
)
def test_the_days_a_post_may_be_vacant_are_proposed_and_asked_about(
    sentence: str, days: int
) -> None:
    guess = read(sentence, "liaison_in_post")
    assert guess.measure_parameters == {"vacant_days": days}
    assert guess.missing == ("vacant_now",)


def test_the_name_of_an_indicator_narrows_as_its_criteria_do() -> None:
    guess = read("无故缺席的每次扣0.5分", "absences", "主要负责人参会")
    assert guess.left == ("主要负责人",)
    assert read("无故缺席的每次扣0.5分", "absences", "工作会议").measure_parameters == {
        "kinds": ["work"]
    }


@pytest.mark.parametrize(
    "sentence", ["信息被市委采用的每条加0.5分", "获国家级表彰，每项加3分", "受到推广的每项加1分"]
)
def test_what_may_be_no_practice_at_all_is_asked_about(sentence: str) -> None:
    measure = guess_measure("加分项", "表彰", sentence)
    assert (measure.measure, measure.is_sure) == ("practices_adopted", False)
    guess = read_criteria(
        sentence, "bonus", Decimal(5), measure=measure.measure, is_sure=measure.is_sure
    )
    assert "measure" in guess.missing
    assert guess_measure("加分项", "特色做法", sentence).is_sure


def test_a_secretary_who_does_not_come_to_report_is_no_vacant_post() -> None:
    assert guess_measure("党建", "述职", "书记未到位述职的扣2分").measure == ""


def test_who_sends_another_is_counted_among_absences() -> None:
    told = guess_measure("会议", "参会", "参会人员由他人代会的,每人次扣0.2分")
    assert told.measure == "absences"


PIECES = [*(one for one, *_ in NARROWING), *(one for one, *_ in WHOLE), "()", "（）", "每", "30天"]


@given(
    st.lists(st.sampled_from(PIECES) | st.text(max_size=6), max_size=4).map("；".join),
    st.sampled_from(["ordinary", "bonus", "deduction"]),
    st.sampled_from(["", *sorted(MEASURES)]),
    st.sampled_from(["", "主要负责人", "会议(视频)"]),
)
def test_any_sentence_is_read_with_parameters_that_the_measure_has(
    sentence: str, section: str, measure: str, name: str
) -> None:
    guess = read_criteria(sentence, section, Decimal(10), name=name, measure=measure)
    known = {parameter.name for parameter in MEASURES[measure].parameters} if measure else set()
    assert guess.measure_parameters.keys() <= known
    assert set(guess.missing) <= set(MISSING)
    assert all(guess.left)


def test_the_measures_that_count_what_is_bad_are_known() -> None:
    assert set(MEASURES) >= COUNTS_WHAT_IS_BAD


@pytest.mark.parametrize("measure", ["tasks_on_time", "tasks_overdue"])
def test_a_deadline_that_was_extended_is_the_one_in_the_ledger(measure: str) -> None:
    criteria = "任务逾期的，每逾期1项扣0.5分；经批准延期的按延期后的时限计算。"
    if measure == "tasks_on_time":
        criteria = "按按期完成率计分；经批准延期的按延期后的时限计算。"
    assert read_criteria(criteria, "ordinary", None, measure=measure).is_whole
