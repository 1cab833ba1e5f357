"""Find in a criteria sentence what narrows the figures: who, when, how often, on which level.

A rule counts all that its measure counts. Words such as 主要负责人, 超过30天 or 每月 mean less than
that: they become parameters of the measure where it has one for them, and are left unread
otherwise, so that the sentence is never taken for the wider rule.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from types import MappingProxyType

from deskapp.rules.criteria.clauses import COUNTERS, parentheses_dropped, written_plainly
from deskapp.rules.criteria.guessed import Guess
from deskapp.rules.criteria.levels import names_level
from deskapp.rules.criteria.parameters_said import SaidOfMeasure, said_of_measure

_N = r"(?<![\d.])\d+(?:\.\d+)?"
_COUNTER = f"个?(?:{COUNTERS})"
_LEADERS = "主要负责(?:人|同志)|一把手|主要领导|领导干部|领导"
_SECTION_LEVEL = "处级(?:及?以上)?(?:党员)?(?:领导)?(?:干部)?"

# The deadline that stands in the ledger is the one that was last agreed.
_EXTENDED = (
    "经批准(?:延期|展期|调整|变更)的?,?按(?:照)?(?:延期|展期|调整|变更)后的?(?:时限|期限|时间)"
)
_KEY_TASKS = rf"重点(?:工作)?(?:任务|事项|工作)|{_EXTENDED}"

# The words that a measure means anyway.
_OWN: Mapping[str, str] = MappingProxyType(
    {
        "absences": "无故|无正当理由|未经批准|未经同意|擅自",
        "top_leader_coverage": _LEADERS,
        "section_level_coverage": f"{_SECTION_LEVEL}|领导干部|领导",
        "leaders_first_kept": f"{_LEADERS}|{_SECTION_LEVEL}",
        "secretary_in_post": "(?<!副)书记",
        "liaison_in_post": "联络员",
        "progress_reported_each_quarter": "每1?个?季度?|按季度?|季度",
        "seminars_include": "(?:培训|研讨|轮训)(?:班|计划|课程|内容)?",
        "tasks_on_time": _KEY_TASKS,
        "tasks_overdue": _KEY_TASKS,
    }
)
_DURATIONS = (
    rf"{_N}(?:个?工作日|天|周|个?小时|分钟|个月|学时|课时)(?:及?以上|以内|之内|内|后|前)?"
    r"|(?<!\d)\d{1,2}月(?:\d{1,2}日|底|初|中旬|末|份)?前?|(?<![\d月])\d{1,2}日(?:以?内|之内|前|后)?"
    r"|[上下]半年|半年|半个?[月天日]|当[日天周月季]|[次隔][日周月季年]|月底前?|年底前?|年初|第?[一二三四1-4]季度"
    r"|(?<!\d)\d{1,2}年(?!度)"
)
_THRESHOLDS = (
    rf"(?:超过|多于|大于|高于|低于|不少于|少于|不足|不低于|不多于|不超过|至少|达到?|满){_N}{_COUNTER}"
    rf"|{_N}{_COUNTER}(?:及|或)?(?:以上|以下|以内|之内)|(?<![\d.])(?!1(?!\d))\d+{_COUNTER}"
    r"|连续|首次|初次|再次|多次|屡次|反复|第\d+[次个]"
)
_FREQUENCIES = (
    r"每1?个?(?:半年|季度?|月|周|旬|日|天|学期)|每年(?=[^,;。]{0,12}?\d)|按[月周季]|[月周季]度|逐月|定期"
    r"|/(?:年|月|季|周)"
)
_PEOPLE = (
    f"{_LEADERS}|班子成员|领导班子|分管负责人|负责人|[科厅局]级|{_SECTION_LEVEL}|[处科局部]长|副?书记"
    "|(?:组织|宣传|纪检|支部?)委员|支委|联络员|党员|青年|团员|干部|职工|中层|新任|新入职|专职|兼职|退休|党外"
    "|直属|离退休|基层|机关(?!部门|处室|各)|新成立"
)
_LEVELS = (
    "国家级|全国|中央级?|省部级|[省部市县区]级|区县级?|上级|[省市区][委政]|省政府|市政府|全[省市区]|协会级?|总会"
    "|系统内|[本全]系统|系统级|[校院司厅局]级|乡镇|街道|[蓝黄红][色牌单]"
)
_MEETINGS = (
    "(?:领导小组|协调小组|中心组|理论学习|主题党日|党员|组织生活|民主生活|支委|支部|党组|党委|主任|班子|联席"
    "|联络员|工作|专题|推进|调度|部署|动员|总结|年度|年终|例|座谈|研讨|讨论|交流|培训|学习|宣讲|视频|电视电话"
    "|现场|紧急|重要|重大|全体|代表|协调)(?:工作)?(?:会议|大会|例会|会)|领导小组|中心组学习|三会一课|主题党日"
    "|党课|培训班|研讨班|座谈|研讨"
)
_ATTENDANCE = (
    "代会|替会|代为参会|代替?参会|委托他人|他人代|顶替|请假|事假|病假|公假|迟到|早退|中途离[会场]"
    "|代签|补签|补学"
)
_CONDITIONS = (
    r"仅限?|只限|限于|除外|除[^,;。]{1,10}外|不包括|不含(?!\d)|不计入|其中|特别是|尤其|涉及|如果|若|且(?![不低<])"
    "|并(?!列)|同时|经[^,;。]{0,8}?(?:认定|核实|审核|批准|同意|查实|确认)|造成|导致|致使|情节|严重|后果|拒不|故意"
    r"|无正当理由|未经批准|排名|名列|位列|前\d+名|[A-Da-d甲乙丙一-龥]类(?!别|似|推)|新增|质量|规范|敷衍|弄虚作假"
    "|不实|不力|签字|归档|存档|线上|线下|《[^》]*》|重要讲话|专题|重大|重要(?!讲话)"
)
# A practice is what was noted in the ledger, not what was written and published.
_OTHER_WORKS = "信息|稿件|文章|论文|课题|建议|提案|简报|专报|调研报告"
_GENERAL = re.compile(
    "|".join(
        (
            _MEETINGS,
            _DURATIONS,
            _THRESHOLDS,
            _FREQUENCIES,
            _PEOPLE,
            _LEVELS,
            _ATTENDANCE,
            _CONDITIONS,
        )
    )
)
_LEVELS_ONLY = re.compile(f"(?:{_LEVELS})(?:及?以上|或以上)?")
_GAP = "\0"


def narrowed(guess: Guess, measure: str, name: str, criteria: str) -> Guess:
    """Return the guess with what its words narrow: as parameters of the measure, else as left.

    The name of the indicator narrows as its criteria do.
    """
    if not guess.understood or guess.rule == "by_hand":
        return guess
    text = written_plainly(f"{name};{criteria}")
    said = said_of_measure(measure, text, has_levels="levels" in guess.parameters)
    left = [one for one in guess.left if not _is_said(one, said)]
    for words in _narrowing(text, measure, said, has_levels="levels" in guess.parameters):
        if not any(words in one for one in left):
            left.append(words)
    missing = tuple(dict.fromkeys((*guess.missing, *said.missing)))
    parameters = {**guess.measure_parameters, **said.parameters}
    return replace(guess, left=tuple(left), missing=missing, measure_parameters=parameters)


def _is_said(left: str, said: SaidOfMeasure) -> bool:
    """Say whether words that the rule does not say are said of the measure: 获省级以上表彰的."""
    return names_level(left) and any(words in left for words in said.words)


def _narrowing(text: str, measure: str, said: SaidOfMeasure, *, has_levels: bool) -> Iterator[str]:
    """Yield the words that narrow, but for those that are said by rule and measure."""
    rest = text
    for words in said.words:
        rest = rest.replace(words, _GAP)
    if own := _OWN.get(measure):
        rest = re.sub(own, _GAP, rest)
    if has_levels:
        rest = _LEVELS_ONLY.sub(_GAP, rest)
    for inside in parentheses_dropped(rest):
        if inside.replace(_GAP, "").strip("含包括的,、") or not inside:
            yield f"({inside})".replace(_GAP, "…")
    for found in _GENERAL.finditer(rest):
        yield found[0]
    if measure.startswith("practices"):
        yield from (found[0] for found in re.finditer(_OTHER_WORKS, rest))
