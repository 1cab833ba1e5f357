"""The figures that an indicator's words seem to mean."""

from __future__ import annotations

import pytest

from deskapp.queries.measures import MEASURES
from deskapp.rules import measure_guess
from deskapp.rules.measure_guess import COUNTS_WHAT_IS_BAD, LEVELS_OF, guess_measure

INDICATORS = [
    ("组织领导", "会议到会", "按全年会议到会率计分", "meeting_attendance"),
    ("组织领导", "参会情况", "参会率95%以上得满分", "meeting_attendance"),
    ("组织领导", "会议纪律", "无故缺席会议的，每1人次扣0.2分", "absences"),
    ("任务", "任务完成", "按期完成率90%以上得10分", "tasks_on_time"),
    ("任务", "销号管理", "未按时销号的每项扣1分", "tasks_on_time"),
    ("任务", "任务逾期", "任务逾期的每项扣0.5分", "tasks_overdue"),
    ("学习", "支部学习", "党支部学习覆盖率计分", "branch_study_coverage"),
    ("学习", "学习篇目", "要求学习篇目缺失的扣0.1分/篇", "branch_study_coverage"),
    ("学习", "处级干部学习", "处级以上干部学习覆盖率", "section_level_coverage"),
    ("学习", "领导带学", "主要负责人学习覆盖率计分", "top_leader_coverage"),
    ("学习", "先学一步", "处级以上干部、主要负责人未先学的每人扣0.5分", "leaders_first_kept"),
    ("学习", "培训", "培训班未纳入条例学习内容的，每班扣1分", "seminars_include"),
    ("队伍", "联络员", "各党支部未明确联络员的，每缺1名扣1分", "liaison_in_post"),
    ("队伍", "书记配备", "支部书记空缺的每缺1名扣1分", "secretary_in_post"),
    ("任务", "进展报送", "每季度报送进展，缺1次扣0.5分", "progress_reported_each_quarter"),
    ("督查", "督办", "被督办的，蓝色扣0.5分/次", "supervision_slips"),
    ("督查", "督办反馈", "督办单逾期反馈的每次扣0.5分", "slips_answered_late"),
    ("做法", "做法报送", "特色做法按时报送率计分", "practices_in_time"),
    ("做法", "做法推广", "特色做法被国家级采纳加3分", "practices_adopted"),
    ("加分项", "表彰", "获国家级表彰加3分", "practices_adopted"),
    ("会议", "会议记录", "会议记录不完整的每次扣0.2分", "minutes_complete"),
    ("会议", "会议纪要", "缺会议纪要每次扣0.2分", "minutes_complete"),
    ("党建", "主题党日", "未开展扣0.5分", ""),
    ("宣传", "信息报送", "每报送1篇加0.5分", ""),
    ("党建", "讲党课", "支部书记每年讲党课不少于1次，未讲的扣1分", ""),
    ("党建", "会议记录与到会", "会议记录完整，参会率达标", ""),
    ("组织领导", "工作计划", "未制定年度计划扣0.5分", ""),
    ("组织领导", "研究部署", "主要负责人每季度研究部署不少于1次，每少1次扣0.5分", ""),
]


@pytest.mark.parametrize(("level1", "level2", "criteria", "measure"), INDICATORS)
def test_the_words_of_an_indicator_tell_what_it_counts(
    level1: str, level2: str, criteria: str, measure: str
) -> None:
    guess = guess_measure(level1, level2, criteria)
    assert guess.measure == measure
    assert bool(guess.words) == bool(measure)


def test_a_guess_shows_the_words_that_it_rests_on() -> None:
    assert guess_measure("组织领导", "会议", "按到会率计分").words == ("到会",)


def test_every_measure_of_the_ledger_can_be_told_and_no_other() -> None:
    assert set(measure_guess._TELLING) == set(MEASURES)
    assert set(MEASURES) >= COUNTS_WHAT_IS_BAD
    levels = {code: dict(one.levels) for code, one in MEASURES.items() if one.levels}
    assert levels == {code: dict(known) for code, known in LEVELS_OF.items()}
