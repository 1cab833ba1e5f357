"""Cut a criteria sentence into clauses, with every number of points in plain digits."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

# 分 as points: not in 分钟, 分之, 分工, 分管, 分会场, 分析, 分别, 分类 and their kin.
POINT = r"分(?![钟之工管公会析别类布子院局享点])"
NUMBER = r"\d+(?:\.\d+)?"
COUNTERS = "人次|人|次|项|篇|个|期|件|条|份|处|起|家|场|例|名|门|户|批|轮|张"
TIMES = "天|日|周|小时|分钟|个?工作日|个?月|年"

_EACH_OF = re.compile(rf"(?:/|每[^\d,;。]{{0,14}}?)1?个?({COUNTERS})")
_COUNTED = re.compile(
    r"(?:^|(?<=[。;；\n]))\s*(?:[(（]?\d{1,2}[)）]|\d{1,2}、|\d{1,2}[.．](?!\d)"
    r"|[一二三四五六七八九十]{1,3}、|[(（][一二三四五六七八九十]{1,3}[)）]|[·•▪●◆-])\s*"
)
_CIRCLED = re.compile("[①-⑳]")
_PARENTHESES = re.compile(r"\(([^()]*)\)")
_POINTS_ALONE = re.compile(rf"[加得计扣]?{NUMBER}分")
_BEARS = re.compile(
    rf"{NUMBER}\s*{POINT}|扣|[加减得计]分(?!析)|满分|否决|酌情|视情|翻倍|减半|加倍|降档|评优|不含"
)
_ENDS = re.compile(
    r"([,;。!?\n])|(?<=分)、|(?<!\d)\.|\.(?!\d)"
    r"|(?<=\d分)(?=最多|最高|至多|累计|扣完|扣至|直至|不超过|但)"
)
_GOES_ON = re.compile(
    r"的?(?:则|均|一律|各|可|另)*(?:(?:扣除|扣减|扣|减|加|得|计|记|奖)(?:\d|满分|零分|全)"
    r"|不得分|不计分|不给分)"
)

_DIGITS = {digit: place for place, digit in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
_CHINESE = "[零〇一二两三四五六七八九十百]+"
_PERCENT = re.compile(rf"百分之({_CHINESE}|{NUMBER})(?:点([零〇一二三四五六七八九]+))?")
_WITH_POINT = re.compile(rf"({_CHINESE})点([零〇一二三四五六七八九]+)(?=分|个?百分点|%)")
_BEFORE_COUNTER = re.compile(rf"({_CHINESE})(?=(?:{COUNTERS}|{TIMES})(?!性))")
_BEFORE_POINTS = re.compile(
    rf"(?<=[扣减加得计记为值满至到除限高多过级次项篇名个件条份人的每共奖赋家省市])({_CHINESE})(?={POINT})"
)
# 十分 is "very" more often than ten points.
_TEN_POINTS = re.compile(
    r"(?<=[扣减加得计记为值满至到除限高多过级共])十分(?=$|[,，、;；。.)）/\n封为])"
)


@dataclass(frozen=True, slots=True)
class Clause:
    """A piece of a sentence that says one thing, without spaces and with plain digits."""

    text: str

    @property
    def bears_on_points(self) -> bool:
        """Say whether the clause speaks of points, so that it may not be passed over."""
        return bool(_BEARS.search(self.text))


def clauses_of(sentence: str) -> list[Clause]:
    """Return the clauses of a criteria sentence in their order."""
    found: list[Clause] = []
    mark = ";"
    for text, ended_by in _pieces(_plain(sentence)):
        goes_on = mark == "," and found and _GOES_ON.match(text)
        if goes_on and not found[-1].bears_on_points:
            found[-1] = Clause(found[-1].text + text)
        else:
            found.append(Clause(text))
        mark = ended_by
    return found


def _pieces(text: str) -> Iterator[tuple[str, str]]:
    """Yield every piece with the mark that ends it."""
    start = 0
    for end in _ENDS.finditer(text):
        if piece := text[start : end.start()]:
            yield piece, end[1] or ""
        start = end.end()
    if text[start:]:
        yield text[start:], ""


def written_plainly(sentence: str) -> str:
    """Return a sentence without spaces and counts, its numbers in plain digits."""
    text = unicodedata.normalize("NFKC", _CIRCLED.sub("\n", sentence))
    text = "".join(c for c in text if c == "\n" or not c.isspace())
    return with_plain_numbers(_COUNTED.sub("", text))


def counter_in(sentence: str) -> str:
    """Return by what a sentence counts, such as 人次 of 扣0.5分/人次; empty where it does not."""
    found = _EACH_OF.search(written_plainly(sentence))
    return found[1] if found else ""


def parentheses_dropped(plain: str) -> list[str]:
    """Return what stands in parentheses that no clause holds, as it says nothing of points."""
    return [one[1] for one in _PARENTHESES.finditer(plain) if not _in_parentheses(one)]


def _plain(sentence: str) -> str:
    text = written_plainly(sentence)
    text = re.sub("(?<=人)[·/](?=次)", "", text)
    text = re.sub(rf"(?<=[扣加得])({NUMBER})(?=$|[,;。/\n])", r"\1分", text)
    # 90%以上:10分 says what 90%以上10分 does; any other colon ends a piece.
    text = re.sub(rf":(?=[得加计扣]?{NUMBER}分|不得分|不计分)", "", text).replace(":", ",")
    return _PARENTHESES.sub(_in_parentheses, text)


def _in_parentheses(found: re.Match[str]) -> str:
    """Open parentheses that say something of points; drop the others."""
    inside = found[1]
    if _POINTS_ALONE.fullmatch(inside) or inside.startswith("不含"):
        return inside
    return f",{inside}," if _BEARS.search(inside) else ""


def with_plain_numbers(text: str) -> str:
    """Return the text with its Chinese numbers of points, counters and percent as digits."""
    text = re.sub("百分之百|百分百", "100%", text)
    text = _PERCENT.sub(lambda m: f"{_value(m[1])}{_decimals(m[2])}%", text)
    text = _WITH_POINT.sub(lambda m: f"{_value(m[1])}{_decimals(m[2])}", text)
    text = _TEN_POINTS.sub("10分", text)
    text = re.sub(r"半分(?!钟)", "0.5分", text)
    text = _BEFORE_COUNTER.sub(lambda m: _value(m[1]), text)
    text = _BEFORE_POINTS.sub(lambda m: m[1] if m[1] == "十" else _value(m[1]), text)
    return re.sub(r"(\d)分半", r"\1.5分", text)


def _decimals(digits: str | None) -> str:
    return "." + "".join(str(_DIGITS[digit]) for digit in digits) if digits else ""


def _value(written: str) -> str:
    """Return a Chinese number up to 999 as digits; digits stay."""
    if (written[0].isdigit() and written.isascii()) or "." in written:
        return written
    if not re.search("[十百]", written):
        return "".join(str(_DIGITS[digit]) for digit in written)
    hundreds, hundred, rest = written.rpartition("百")
    tens, ten, ones = rest.rpartition("十")
    value = 100 * (_one(hundreds) or 1) if hundred else 0
    value += 10 * (_one(tens) or 1) if ten else 0
    return str(value + _one(ones))


def _one(digits: str) -> int:
    return _DIGITS.get(digits[-1:], 0)
