"""Read the words of a scoring table: points in headings, sections, who is appraised."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from deskapp.rules.headings import without_count

_NUMBER = r"(\d+(?:\.\d+)?)"
_POINTS = re.compile(
    rf"(?P<sign>[+-])?(?:最高|最多|满分|不超过|上限|加|扣|减|共|计)*{_NUMBER}(?:\.0+)?分?(?:以内|封顶)?"
)
_IN_PARENTHESES = re.compile(
    rf"[(\[【](?P<words>[^()\[\]【】\d]*?){_NUMBER}分?(?P<after>[^()\[\]【】\d]*)[)\]】]"
)
_AT_THE_END = re.compile(rf"(?<=[\u4e00-\u9fff])[:,]?{_NUMBER}分$")
_BONUS = re.compile(
    "^(?:奖励)?加分|^附加分|^奖励(?:分|指标|事项|项目|项)|^奖励$|加分项|加分指标|加分事项"
)
_DEDUCTION = re.compile(
    "^(?:扣|减)分(?!标准|办法)|(?:扣|减)分(?:项|指标|事项)|^负面清单|^惩戒|^约束性"
)
# 业务创新 and 基础工作突出 are names of groups: a word for points or indicators must follow.
_ORDINARY = re.compile(
    "^(?:基本|基础|常规|日常|共性|业务)(?:工作)?(?:分(?!析|管)|指标|项|考核)|^正向指标"
    "|^(?:基本|基础|常规|日常)工作$"
)
# What is a section's name and nothing more.
_WHOLE = re.compile(
    "(?:奖励|附加|特别)?(?:加|扣|减|附加|奖励|惩戒)分?(?:项目?|指标|事项|因素)?|负面清单"
)
_TITLE = re.compile("考核|评分|考评|评价|细则|方案|标准")
_YEAR = re.compile(r"(?<!\d)(20\d\d)(?=年|\D|$)")
_CHINESE_YEAR = re.compile("([二〇零一三四五六七八九]{4})年")
_YEAR_DIGITS = str.maketrans("〇零一二三四五六七八九", "00123456789")
_ATTACHMENT = re.compile(r"附(?:件|表)\s*\d*[::]?")
_ENDS_FIRST = re.compile(r"[,，;；。:：、\n(（]")
_LONGEST_NAME = 20


@dataclass(frozen=True, slots=True)
class HeadWords:
    """What a heading or a first level says: its name, its points, and its section if it is one."""

    name: str
    points: Decimal | None = None
    section: str = ""


@dataclass(frozen=True, slots=True)
class Appraised:
    """Who is appraised, by the codes of a scheme."""

    appraised: str = "units"
    scope: str = "all"


def head_words(text: str) -> HeadWords:
    """Return what 一、组织领导（20分） says."""
    # What it is counted by goes first: (1) is not one point.
    plain = unicodedata.normalize("NFKC", without_count(text)).strip()
    found = _IN_PARENTHESES.search(plain) or _AT_THE_END.search("".join(plain.split()))
    points = None
    if found:
        plain = "".join(plain.split()).replace(found[0], "")
        points = Decimal(next(n for n in found.groups() if n and n[0].isdigit()))
    name = without_count("".join(plain.split())).strip(":,;。. ")
    return HeadWords(name, points, section_words(name))


def section_words(text: str) -> str:
    """Return the section that a heading or first level names, such as 加分项; else nothing."""
    squeezed = "".join(unicodedata.normalize("NFKC", without_count(text)).split())
    for section, words in (("bonus", _BONUS), ("deduction", _DEDUCTION), ("ordinary", _ORDINARY)):
        if words.search(squeezed):
            return section
    return ""


def is_section_name(text: str) -> bool:
    """Say whether a text names bonus points or deductions and nothing besides, such as 扣分项."""
    return section_words(text) in ("bonus", "deduction") and bool(
        _WHOLE.fullmatch(head_words(text).name)
    )


def points_written(cell: object) -> tuple[Decimal | None, str]:
    """Return the points of a cell such as 10, 10分 or -5, and its sign; None for what is none."""
    if isinstance(cell, bool) or cell is None:
        return None, ""
    text = "".join(unicodedata.normalize("NFKC", str(cell)).split()).replace("−", "-")
    found = _POINTS.fullmatch(text)
    return (Decimal(found[2]), found["sign"] or "") if found else (None, "")


def short_name(criteria: str) -> str:
    """Return the beginning of a criteria sentence as the name of its indicator."""
    first = without_count(_ENDS_FIRST.split(criteria.strip(), maxsplit=1)[0].strip())
    return (first or criteria.strip())[:_LONGEST_NAME]


def title_among(above: Sequence[str]) -> str:
    """Return the title among the texts over a table; empty where none is one."""
    lines = [_ATTACHMENT.sub("", " ".join(text.split())).strip() for text in above]
    named = [line for line in lines if _TITLE.search(line) and len(line) <= 60]
    return max(named, key=len, default=next((line for line in lines if len(line) > 5), ""))


def year_in(text: str) -> int | None:
    """Return the year that a title names."""
    plain = unicodedata.normalize("NFKC", text)
    if found := _YEAR.search(plain):
        return int(found[1])
    if found := _CHINESE_YEAR.search(text):
        return int(found[1].translate(_YEAR_DIGITS))
    return None


def appraised_in(text: str) -> Appraised:
    """Return who a title says is appraised; all units where it says nothing."""
    if re.search("支部|党组织|党总支", text):
        return Appraised("branches")
    departments, institutions = "机关" in text or "处室" in text, "直属" in text
    if departments == institutions:
        return Appraised()
    return Appraised(scope="department" if departments else "institution")
