"""All marks that a form may hold, under their Chinese and English names, each explained."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from functools import lru_cache

from deskapp.excel.form.marks import Mark
from deskapp.i18n import N_

# The lists whose rows are repeated.
LISTS: Mapping[str, tuple[str, ...]] = {
    "indicators": ("指标", "评分项", "indicators", "items"),
    "ranking": ("排名", "名次表", "ranking"),
    "subjects": ("单位列表", "支部列表", "汇总", "subjects", "units", "branches"),
    "evidence": ("佐证", "证据", "evidence"),
}


@dataclass(frozen=True, slots=True)
class MarkKind:
    """One mark: its key, its names (the first Chinese one is shown), and what stands there.

    `about_subject` says that it differs from one of the appraised to the next.
    """

    key: str
    chinese: str
    english: str
    explanation: str
    about_subject: bool = True

    @property
    def names(self) -> list[str]:
        """Return all names, the one to show first."""
        return [*self.chinese.split(), *self.english.split()]


def _scheme(key: str, chinese: str, english: str, explanation: str) -> MarkKind:
    return MarkKind(key, chinese, english, explanation, about_subject=False)


# Written alone: {{年度}}.
SCHEME_MARKS = (
    _scheme("year", "年度 年份 考核年度", "year", N_("The year that is appraised")),
    _scheme("scheme", "方案 考核方案 方案名称", "scheme", N_("The title of the scheme")),
    _scheme("office", "本单位 主办单位 办公室", "office", N_("The name of the office")),
    _scheme("appraised", "参评数 单位总数 参评单位数", "appraised", N_("How many are appraised")),
    _scheme("worth", "满分 总分值 分值合计", "worth full_points", N_("All ordinary points")),
    _scheme("average", "平均分", "average", N_("The average of all totals")),
    _scheme("highest", "最高分", "highest", N_("The highest total")),
    _scheme("lowest", "最低分", "lowest", N_("The lowest total")),
    _scheme("as_of", "截止日期 统计日期", "as_of", N_("The day up to which is counted")),
    _scheme("status", "状态 考核状态", "status", N_("Whether the scores are final")),
    _scheme(
        "finalised_on", "定稿日期 锁定日期", "finalised_on", N_("The day the scores became final")
    ),
    _scheme(
        "printed_on", "打印日期 填表日期 制表日期", "printed_on today", N_("The day of filling")
    ),
)
# Written alone for the unit of the file, or after a list of units: {{单位}}, {{排名.单位}}.
SUBJECT_MARKS = (
    MarkKind(
        "number", "序号 编号", "number no", N_("The place in office order; in a list, in the list")
    ),
    MarkKind(
        "unit",
        "单位 被考核单位 考核单位 单位名称 部门 支部 党支部 支部名称 名称",
        "unit branch name",
        N_("The unit or branch that is appraised"),
    ),
    MarkKind("parent", "所属单位", "parent_unit", N_("The unit that a branch belongs to")),
    MarkKind("short_name", "简称 单位简称", "short_name", N_("The short name of the unit")),
    MarkKind("kind", "单位类别 单位性质", "kind", N_("The kind of the unit")),
    MarkKind("total", "总分 考核总分 总得分 得分 考核得分", "total", N_("The total")),
    MarkKind("rank", "名次 排名 位次", "rank place", N_("The place in the ranking")),
    MarkKind("grade", "等次 等级 考核等次", "grade", N_("The grade")),
    MarkKind("grade_reason", "等次理由 等次说明", "grade_reason", N_("Why this grade was given")),
    MarkKind("ordinary", "基本分 基础分 基本得分", "ordinary", N_("The ordinary points")),
    MarkKind("bonus", "加分 加分合计", "bonus", N_("The bonus points that count")),
    MarkKind(
        "deduction",
        "扣分 扣分合计",
        "deduction",
        N_("The deductions that count: an amount to take off"),
    ),
    MarkKind(
        "self_total",
        "自评总分 自评合计 自评得分",
        "self_total",
        N_("The total of the self-scores, with the caps of the scheme"),
    ),
)
# Written with an indicator's name or number, {{得分:参加会议}}, {{得分:3}}, or after the list:
# {{指标.得分}}. The name of a level 1 gives the sum.
INDICATOR_MARKS = (
    _scheme("number", "序号", "number no", N_("The number of the indicator")),
    _scheme("section", "类别 分类", "section", N_("Ordinary points, bonus or deduction")),
    _scheme("level1", "一级指标 考核项目", "level1", N_("Level 1 of the indicator")),
    _scheme("level2", "二级指标 指标名 指标名称", "level2", N_("Level 2 of the indicator")),
    _scheme("worth", "分值 标准分", "worth", N_("What the indicator is worth")),
    _scheme("criteria", "评分标准 评分细则", "criteria", N_("The criteria")),
    _scheme("rule", "计分规则 规则", "rule", N_("The rule in words")),
    MarkKind("self_score", "自评分 自评", "self_score self", N_("The self-score")),
    MarkKind("explanation", "自评说明", "explanation", N_("The explanation of the self-score")),
    MarkKind(
        "score",
        "得分 考核得分",
        "score points",
        N_("The points: deductions below 0, a level 1 no more than its cap; empty until given"),
    ),
    MarkKind("lost", "失分 扣减", "lost", N_("The points lost")),
    MarkKind("reason", "扣分原因 理由 评分理由", "reason", N_("Why points were lost or given")),
    MarkKind("evidence", "佐证 佐证材料", "evidence", N_("The records behind the points")),
)
# Written after the list: {{佐证.内容}}.
EVIDENCE_MARKS = (
    MarkKind("number", "序号", "number no", N_("The number in the list")),
    MarkKind("level1", "一级指标", "level1", N_("Level 1 of the indicator")),
    MarkKind("level2", "二级指标 指标", "level2 indicator", N_("Level 2 of the indicator")),
    MarkKind("content", "内容 记录", "content record", N_("What the record says")),
    MarkKind("counts", "计入 是否计入", "counts", N_("Whether it counts for the points")),
)

_MARKS_OF_LIST: Mapping[str, Sequence[MarkKind]] = {
    "indicators": INDICATOR_MARKS,
    "ranking": SUBJECT_MARKS,
    "subjects": SUBJECT_MARKS,
    "evidence": EVIDENCE_MARKS,
}
_LIST_OF_NAME = {name.casefold(): key for key, names in LISTS.items() for name in names}


@dataclass(frozen=True, slots=True)
class MarkLine:
    """A mark as a person writes it, in Chinese and in English, and what stands there."""

    mark: str
    english: str
    explanation: str


def list_of(mark: Mark) -> str:
    """Return the key of the list that a mark belongs to; empty for none or an unknown one."""
    return _LIST_OF_NAME.get(mark.list, "")


@lru_cache(maxsize=1024)  # every copy of a repeated row asks for its marks anew
def kind_of(mark: Mark) -> MarkKind | None:
    """Return what a mark is, or None for an unknown one; its argument is not looked at."""
    if mark.list:
        kinds: Sequence[MarkKind] = _MARKS_OF_LIST.get(list_of(mark), ())
        if mark.argument and list_of(mark) in ("ranking", "subjects"):
            kinds = INDICATOR_MARKS
    else:
        kinds = INDICATOR_MARKS if mark.argument else (*SUBJECT_MARKS, *SCHEME_MARKS)
    return next((k for k in kinds if mark.name in map(_folded, k.names)), None)


def takes_indicator(mark: Mark) -> bool:
    """Return whether the argument of a mark must name an indicator."""
    return bool(mark.argument) and list_of(mark) not in ("indicators", "evidence")


def is_about_subject(mark: Mark) -> bool:
    """Return whether a mark needs a file for each of the appraised."""
    kind = kind_of(mark)
    if kind is None or list_of(mark) in ("ranking", "subjects"):
        return False
    return kind.about_subject


def nearest_mark(mark: Mark, indicators: Sequence[str] = ()) -> str:
    """Return the known mark that is written most like an unknown one; empty where none is."""
    known = [line.mark for line in mark_lines()] + [line.english for line in mark_lines()]
    known += [f"{{{{{word}:{name}}}}}" for word in ("得分", "自评") for name in indicators]
    by_plain = {_plain(one): one for one in known}
    near = get_close_matches(_plain(mark.text), by_plain, n=1, cutoff=0.5)
    return by_plain[near[0]] if near else ""


def mark_lines() -> list[MarkLine]:
    """Return every mark with its explanation, in the order in which people need them."""
    alone = [_line(kind, "{names}") for kind in (*SUBJECT_MARKS, *SCHEME_MARKS)]
    one = [_line(kind, "{names}:3") for kind in INDICATOR_MARKS if kind.key != "number"]
    return [*alone, *one, *_list_lines()]


def _list_lines() -> Iterator[MarkLine]:
    for key, kinds in _MARKS_OF_LIST.items():
        chinese, english = LISTS[key][0], next(name for name in LISTS[key] if name.isascii())
        for kind in kinds:
            yield MarkLine(
                f"{{{{{chinese}.{kind.chinese.split()[0]}}}}}",
                f"{{{{{english}.{kind.english.split()[0]}}}}}",
                kind.explanation,
            )


def _line(kind: MarkKind, shape: str) -> MarkLine:
    chinese, english = kind.chinese.split()[0], kind.english.split()[0]
    return MarkLine(
        f"{{{{{shape.format(names=chinese)}}}}}",
        f"{{{{{shape.format(names=english)}}}}}",
        kind.explanation,
    )


def _plain(text: str) -> str:
    narrow = unicodedata.normalize("NFKC", text).casefold()
    return "".join(character for character in narrow if character not in "{} \u3000")


def _folded(name: str) -> str:
    return name.casefold()
