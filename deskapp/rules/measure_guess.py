"""Guess from the words of an indicator which figures of the ledger it counts."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from deskapp.rules.practice_states import ADOPTION_LEVELS
from deskapp.rules.slips import SLIP_COLOURS

# The measures by their codes; a test holds them to those that the ledger has.
COUNTS_WHAT_IS_BAD = frozenset(
    {"absences", "tasks_overdue", "supervision_slips", "slips_answered_late"}
)
LEVELS_OF: Mapping[str, Mapping[str, str]] = MappingProxyType(
    {"practices_adopted": ADOPTION_LEVELS, "supervision_slips": SLIP_COLOURS}
)

_STUDY = "学习|学|研读|篇目"
_PRACTICE = "做法|经验|案例|特色|亮点"


@dataclass(frozen=True, slots=True)
class MeasureGuess:
    """The measure that the words seem to mean, and the words; none where they tell none.

    `is_sure` is False where the words may well mean something that the ledger does not have.
    """

    measure: str = ""
    words: tuple[str, ...] = ()
    is_sure: bool = True


@dataclass(frozen=True, slots=True)
class _Telling:
    """The words that tell a measure, and the measures that the same words may tell besides."""

    words: re.Pattern[str]
    rather_than: frozenset[str] = frozenset()


def _telling(words: str, *rather_than: str) -> _Telling:
    return _Telling(re.compile(words), frozenset(rather_than))


_TELLING: Mapping[str, _Telling] = {
    "leaders_first_kept": _telling(
        "先学一步|先学|学在前|领先学习|带头先学|率先学习",
        "top_leader_coverage",
        "section_level_coverage",
        "branch_study_coverage",
    ),
    "top_leader_coverage": _telling(
        rf"(?:主要负责人|主要负责同志|一把手|主要领导).{{0,12}}?(?:{_STUDY}|覆盖)",
        "branch_study_coverage",
    ),
    "section_level_coverage": _telling(
        rf"处级.{{0,16}}?(?:{_STUDY}|覆盖)", "branch_study_coverage"
    ),
    "seminars_include": _telling(
        rf"(?:培训班|研讨班|轮训|培训计划|培训课程|培训内容).{{0,16}}?(?:纳入|列入|安排|包含|{_STUDY})"
        r"|(?:纳入|列入).{0,8}?(?:培训班|研讨班|轮训|培训)",
        "branch_study_coverage",
    ),
    "branch_study_coverage": _telling(
        rf"支部.{{0,16}}?(?:{_STUDY}|覆盖)|篇目|学习内容.{{0,6}}?缺|必学|学习覆盖"
    ),
    "liaison_in_post": _telling(
        r"联络员.{0,12}?(?:配备|配齐|在岗|空缺|缺额|到位|明确|指定|设立|全覆盖|缺1?名)"
        r"|(?:配备|配齐|明确|指定|设立|设|缺|无|未配|每缺1?名|每少1?名).{0,6}?联络员"
    ),
    "secretary_in_post": _telling(
        r"书记.{0,8}?(?:配备|配齐|在岗|空缺|缺额|缺配|到位(?!述职|讲|授课|参|学))|(?:配备|配齐|未配|缺配|缺).{0,6}?书记"
    ),
    "progress_reported_each_quarter": _telling(
        r"(?:每季度?|按季度?|季度).{0,12}?(?:报送|上报|报告|填报|更新|报).{0,8}?(?:进展|情况)?"
        r"|进展.{0,8}?(?:每季|按季|季度)|(?:每季度?|按季度?).{0,8}?进展",
        "tasks_on_time",
        "tasks_overdue",
    ),
    "slips_answered_late": _telling(
        r"督办.{0,10}?(?:逾期|超期|未按期|未按时|迟|未在规定).{0,8}?(?:反馈|回复|答复|回告|报)?",
        "supervision_slips",
        "tasks_overdue",
        "tasks_on_time",
    ),
    "supervision_slips": _telling(
        "督办单|督办通知|被督办|督办件|督办提醒|[蓝黄红][色牌].{0,3}?督办|督办", "tasks_overdue"
    ),
    "practices_in_time": _telling(
        rf"(?:{_PRACTICE}).{{0,16}}?(?:按时|按期|及时|逾期|时限|期限)"
        rf"|(?:按时|按期|及时|逾期).{{0,10}}?(?:{_PRACTICE})",
        "practices_adopted",
        "tasks_on_time",
        "tasks_overdue",
    ),
    "practices_adopted": _telling(
        rf"(?:{_PRACTICE}|工作).{{0,16}}?(?:采纳|采用|推广|表彰|转发|肯定|交流)"
        rf"|(?:采纳|采用|推广).{{0,12}}?(?:{_PRACTICE})|(?:获|受到|得到).{{0,10}}?(?:表彰|推广|采纳)"
        "|被.{0,10}?(?:采纳|采用|推广)"
    ),
    "tasks_overdue": _telling(
        "(?:任务|事项|工作|项目|完成|办理).{0,10}?(?:逾期|超期|超时)|(?:逾期|超期).{0,6}?(?:任务|未完成|未办结|办结|完成)",
        "tasks_on_time",
    ),
    "tasks_on_time": _telling(
        "(?:按期|按时|如期|及时).{0,6}?(?:完成|办结|销号|办理|落实)|完成率|办结率|销号"
    ),
    "absences": _telling(
        "缺席|缺会|旷会|(?:代会|替会|代为参会|代替?参会).{0,8}?扣|(?:无故|未经批准|擅自).{0,6}?(?:不|未)(?:参|到|出)",
        "meeting_attendance",
    ),
    "meeting_attendance": _telling("到会|参会|出席|(?:参加).{0,12}?会议?|会议.{0,8}?(?:参加|签到)"),
    "minutes_complete": _telling(
        "(?:会议|会后|议事)?(?:记录|纪要).{0,8}?(?:完整|齐全|规范|缺|少|未|有|无|及时|存档)|会议(?:记录|纪要)|缺.{0,6}?(?:记录|纪要)"
    ),
}


# What must be said besides to be sure: not only practices are commended and adopted.
_UNSURE: Mapping[str, str] = MappingProxyType({"practices_adopted": _PRACTICE})


def guess_measure(level1: str, level2: str, criteria: str) -> MeasureGuess:
    """Return the measure that an indicator seems to count, and the words that this rests on.

    The words of the second level and of the criteria decide together. Where they tell several
    measures that have nothing to do with each other, none is proposed but one that both tell.
    """
    found = _told_by(f"{level2}\n{criteria}") or _told_by(level1)
    if len(found) > 1:
        both = _told_by(level2).keys() & _told_by(criteria).keys()
        found = {measure: words for measure, words in found.items() if measure in both}
    if len(found) != 1:
        return MeasureGuess()
    [(measure, words)] = found.items()
    unsure = _UNSURE.get(measure)
    told = f"{level1}\n{level2}\n{criteria}"
    return MeasureGuess(measure, (words,), unsure is None or bool(re.search(unsure, told)))


def _told_by(text: str) -> dict[str, str]:
    """Return the measures told, with the words; the nearer one where words may tell several."""
    squeezed = "\n".join("".join(line.split()) for line in text.split("\n"))
    found = {
        measure: hit[0]
        for measure, telling in _TELLING.items()
        if (hit := telling.words.search(squeezed))
    }
    outdone = {other for measure in found for other in _TELLING[measure].rather_than}
    return {measure: words for measure, words in found.items() if measure not in outdone}
