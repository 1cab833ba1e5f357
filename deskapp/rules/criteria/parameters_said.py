"""Read from a criteria sentence what a scheme says of its measure: states, kinds, levels, days."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from deskapp.rules.criteria.levels import levels_in
from deskapp.rules.measure_guess import LEVELS_OF
from deskapp.rules.meeting_kinds import kind_of_meeting

_STAND_IN = "(?:由?(?:他人|别人|其他人员?))?(?:代会|替会|代为参会|代替?参会)"
_LEAVE = "(?:因[病事公](?:因[病事公])?)?(?:请假|事假|病假|公假)"
_ABSENT = re.compile("缺席|缺会|旷会|无故|擅自|未(?:参|到|出)|不(?:参|到|出)")
# 未请假 is absence without leave; 请假除外 excludes what does not count anyway.
_NO_LEAVE = re.compile(
    rf"(?:未|不|没有?|无)(?:经|履行|办理)?请假(?:手续)?|[(,，]?(?:已|经)?{_LEAVE}[^,;。()]{{0,6}}?(?:除外|不扣|不计|不算)"
)
_STAND_IN_IS_NONE = re.compile(
    rf"{_STAND_IN}[^,;。()]{{0,6}}?(?:不计|不算|不视为|视为缺席|视同缺席|按缺席)[^,;。()]{{0,4}}"
)
_STAND_IN_IS_ONE = re.compile(
    rf"{_STAND_IN}[^,;。()]{{0,6}}?(?:视为到会|视同到会|视同参会|视为参会|计入到会|算到会)"
)
_MADE_UP = re.compile("补学[^,;。()]{0,8}?(?:不扣|可计|计入|视为|视同|有效|认可)[^,;。()]{0,4}")
_VACANT = re.compile(
    r"(?:空缺|缺岗|空岗|缺位)[^,;。\d]{0,4}?(?P<more>超过)?(?<!\d)(?P<days>\d+)[天日](?:及?以上)?"
)
_KINDS = re.compile(
    "(?:领导小组|协调小组|中心组|理论学习|支部党员|党员|支部学习|工作|推进|部署|动员|总结|座谈|研讨|讨论|交流|培训)"
    "(?:工作|学习)?(?:会议|大会|会)|领导小组|中心组学习|三会一课|主题党日|党课|培训班|研讨班|座谈|研讨"
)
_LEVELS = re.compile(
    "(?:国家级|全国|中央级?|省部级|省级|部级|市级|协会级|系统级|本单位|[蓝黄红][色牌单])(?:及?以上|或以上)?"
)


@dataclass(frozen=True, slots=True)
class SaidOfMeasure:
    """The parameters of a measure that a sentence tells, and the words that are said by them.

    `missing` names what the parameters leave open, by keys of MISSING.
    """

    parameters: Mapping[str, Any] = field(default_factory=dict)
    words: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()


def said_of_measure(measure: str, text: str, *, has_levels: bool) -> SaidOfMeasure:
    """Return what a sentence says of a measure; with levels in the rule no level narrows it."""
    found = [reader(text) for reader in _READERS.get(measure, ())]
    if measure in LEVELS_OF and not has_levels:
        found.append(_levels(measure, text))
    parameters: dict[str, Any] = {}
    for one in found:
        parameters |= one.parameters
    return SaidOfMeasure(
        parameters,
        tuple(words for one in found for words in one.words),
        tuple(name for one in found for name in one.missing),
    )


def _states(text: str) -> SaidOfMeasure:
    """Tell what counts as absence; absence without leave is usual."""
    harmless = tuple(found[0] for found in _NO_LEAVE.finditer(text))
    rest = _NO_LEAVE.sub("", text)
    told = {
        "absent": list(_ABSENT.finditer(rest)),
        "excused": list(re.finditer(_LEAVE, rest)),
        "stood_in": list(re.finditer(_STAND_IN, rest)),
    }
    states = [state for state, hits in told.items() if hits]
    others = (*told["excused"], *told["stood_in"])
    if not others:
        return SaidOfMeasure(words=harmless)
    return SaidOfMeasure({"states": states}, (*harmless, *(hit[0] for hit in others)))


def _stand_ins(text: str) -> SaidOfMeasure:
    if found := _STAND_IN_IS_NONE.search(text):
        return SaidOfMeasure({"stand_ins": False}, (found[0],))
    found = _STAND_IN_IS_ONE.search(text)
    return SaidOfMeasure(words=(found[0],) if found else ())


def _kinds(text: str) -> SaidOfMeasure:
    """Tell the kinds of meeting; none where the ledger lacks one of them, or 等 ends the list."""
    named = {found[0]: kind_of_meeting(found[0]) for found in _KINDS.finditer(text)}
    is_open = any(re.match("等(?!级|次)", text[found.end() :]) for found in _KINDS.finditer(text))
    if not named or is_open or "other" in named.values():
        return SaidOfMeasure()
    return SaidOfMeasure({"kinds": list(dict.fromkeys(named.values()))}, tuple(named))


def _late(text: str) -> SaidOfMeasure:
    found = _MADE_UP.search(text)
    return SaidOfMeasure({"late": True}, (found[0],)) if found else SaidOfMeasure()


def _vacant_days(text: str) -> SaidOfMeasure:
    """Tell for how many days a post may be vacant; one vacant today counts all the same."""
    found = _VACANT.search(text)
    if found is None or int(found["days"]) < 1:
        return SaidOfMeasure()
    days = int(found["days"]) - (0 if found["more"] else 1)
    return SaidOfMeasure({"vacant_days": days}, (found[0],), ("vacant_now",))


def _levels(measure: str, text: str) -> SaidOfMeasure:
    known = LEVELS_OF[measure]
    codes: list[str] = []
    words: list[str] = []
    for found in _LEVELS.finditer(text):
        levels = levels_in(found[0])
        if levels and set(levels) <= set(known):
            codes += levels
            words.append(found[0])
    if not codes:
        return SaidOfMeasure()
    name = "colours" if measure == "supervision_slips" else "levels"
    return SaidOfMeasure({name: [code for code in known if code in codes]}, tuple(words))


_READERS: Mapping[str, tuple[Callable[[str], SaidOfMeasure], ...]] = {
    "absences": (_states, _kinds),
    "meeting_attendance": (_stand_ins, _kinds),
    "minutes_complete": (_kinds,),
    "branch_study_coverage": (_late,),
    "section_level_coverage": (_late,),
    "top_leader_coverage": (_late,),
    "secretary_in_post": (_vacant_days,),
    "liaison_in_post": (_vacant_days,),
}
