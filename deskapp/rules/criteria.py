"""Guess the rule that a criteria sentence of a scheme means.

The sentences are those that offices write, such as 每少1次扣0.2分,扣完为止. A guess is only ever
proposed; what is not understood stays with the assessors, and says so.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from deskapp.dates import with_arabic_digits

_NUMBER = r"(\d+(?:\.\d+)?)"
_UNITS = "次|人次|人|项|篇|个|期|件|条|份|处|起|家|天|场|例|名"
_ITEM = rf"(?:每|一)?(?:1|一)?(?:个)?(?:{_UNITS})"

# 每少1次扣0.2分 · 每缺1人次扣0.2分 · 每逾期1项扣0.5分 · 每1人次扣0.2分 · 每有一项未完成扣1分
_EACH_TIME = re.compile(
    rf"每(?P<what>[^,。;0-9]{{0,12}}?)(?:1)?(?:{_UNITS})(?P<after>[^,。;0-9]{{0,12}}?)"
    rf"(?:的|,)?(?:各)?(?:扣|减|扣减|扣除){_NUMBER}分"
)
# 扣0.1分/篇 · 扣0.5分/人次
_BY_UNIT = re.compile(rf"(?:扣|减|扣减|扣除){_NUMBER}分(?:/|每)(?:{_UNITS})")
# 未制定扣0.5分
_ONCE = re.compile(rf"(?P<what>[^,。;0-9]*?)(?:的)?(?:,)?(?:扣|减|扣减|扣除){_NUMBER}分(?!/)")
# 累计扣分不超过2分 · 最多扣5分 · 扣分上限3分
_MOST_OFF = re.compile(
    rf"(?:(?:累计|总计|合计|共)?(?:扣分)?(?:最多|最高|至多|不超过|上限)(?:为)?(?:扣)?{_NUMBER}分)"
)
# 国家级3分 · 省级至多2分 · 获市级表彰的加1分
_LEVEL = re.compile(
    r"(?P<level>国家级?|全国|中央|省部级|省级|部级|省|市级|市|协会级?|系统|区县级|区级|县级|本单位|单位)"
    rf"[^,。;0-9/]{{0,14}}?(?:至多|最多|每项|每次|每篇|每个|加|计|得|记)*{_NUMBER}分"
)
# 就高不累计 · 按最高层级计分
_HIGHEST = re.compile("就高(?:得分|计分)?|不累计|按最高|取最高|只计最高")
# 每报送1篇得0.5分 · 每项加1分 · 加1分/项
_EACH_EARNS = re.compile(
    rf"每[^,。;0-9]{{0,12}}?(?:1)?(?:{_UNITS})[^,。;0-9]{{0,12}}?(?:加|得|计|记){_NUMBER}分"
)
_EARNS_BY_UNIT = re.compile(rf"(?:加|得|计|记){_NUMBER}分(?:/|每)(?:{_UNITS})")
# 加分最多5分 · 最高加5分
_MOST_ON = re.compile(rf"(?:加分|累计加分)?(?:最多|最高|至多|不超过|上限)(?:为)?(?:加)?{_NUMBER}分")
# 90%以上得10分 · 80%-90%得8分 · 80%以下不得分
_BAND = re.compile(
    rf"(?:{_NUMBER}%?[-—~至到])?{_NUMBER}%(?P<side>及以上|以上|以下|及以下)?[^,。;0-9%]{{0,8}}?"
    rf"(?:(?:得|计|记|为)?{_NUMBER}分|(?P<none>不得分|不计分|得零分))"
)
_NONE_BELOW = re.compile(
    rf"(?:低于|不足|未达到?|不到){_NUMBER}%[^,。;]{{0,6}}?(?:不得分|不计分|得0分)"
)
_FULL_FROM = re.compile(
    rf"(?:{_NUMBER}%(?:及以上|以上|的)?|达到{_NUMBER}%[^,。;]{{0,4}}?)[^,。;0-9]{{0,6}}?得?满分"
)
_BY_SHARE = re.compile("率(?:计分|得分|折算|乘以)|按比例|按.{0,14}率")
_BY_HAND = re.compile("考核组|评议|评定|酌情|综合评价|测评|打分|视情")
_BAD = re.compile("逾期|超期|缺席|迟到|旷|违|通报批评|督办|差错|退回|漏报|瞒报|错")

_CODES = {
    "国家": "national",
    "全国": "national",
    "中央": "national",
    "省": "provincial",
    "部": "provincial",
    "市": "municipal",
    "协会": "association",
    "系统": "association",
    "区": "own",
    "县": "own",
    "本单位": "own",
    "单位": "own",
}


@dataclass(frozen=True, slots=True)
class Guess:
    """The rule that a sentence seems to mean.

    `missing` names the parameters that the sentence leaves open; with `understood` False the
    indicator is left to the assessors.
    """

    rule: str
    parameters: dict[str, Any] = field(default_factory=dict)
    missing: tuple[str, ...] = ()
    understood: bool = True


_LEFT_BY_HAND = Guess("by_hand", understood=False)


def guess_rule(sentence: str) -> Guess:
    """Return the rule kind and parameters that a criteria sentence seems to mean."""
    text = _plain(sentence)
    for reading in (_read_levels, _read_bands, _read_share, _read_deduction, _read_items):
        if guess := reading(text):
            return guess
    if _BY_HAND.search(text):
        return Guess("by_hand")
    return _LEFT_BY_HAND


def _plain(sentence: str) -> str:
    text = unicodedata.normalize("NFKC", sentence)
    text = with_arabic_digits("".join(text.split()))
    return re.sub("[、，]", ",", text).replace("；", ";").replace("％", "%")


def _read_levels(text: str) -> Guess | None:
    levels: dict[str, str] = {}
    for found in _LEVEL.finditer(text):
        levels.setdefault(_code(found["level"]), found[2])
    if not levels or (len(levels) == 1 and not _HIGHEST.search(text)):
        return None
    if _HIGHEST.search(text):
        return Guess("highest_only", {"levels": levels})
    return Guess("per_item", {"levels": levels} | _cap(_MOST_ON, _without(_LEVEL, text)))


def _code(level: str) -> str:
    return next(code for word, code in _CODES.items() if level.startswith(word))


def _without(pattern: re.Pattern[str], text: str) -> str:
    return pattern.sub("", text)


def _read_bands(text: str) -> Guess | None:
    bands: list[dict[str, str]] = []
    otherwise = "0"
    for lower, upper, side, earned, none in _bands_in(text):
        if side.endswith("以下"):
            otherwise = "0" if none else earned
        elif earned:
            bands.append({"at_least": _share(lower or upper), "points": earned})
    if not bands or (len(bands) == 1 and "以下" not in text and otherwise == "0"):
        return None
    bands.sort(key=lambda band: -float(band["at_least"]))
    return Guess("bands", {"bands": bands, "otherwise": otherwise})


def _bands_in(text: str) -> Iterator[tuple[str, str, str, str, str]]:
    for found in _BAND.finditer(text):
        yield found[1] or "", found[2], found["side"] or "", found[4] or "", found["none"] or ""


def _share(percent: str) -> str:
    return f"{float(percent) / 100:g}"


def _read_share(text: str) -> Guess | None:
    below, full = _NONE_BELOW.search(text), _FULL_FROM.search(text)
    if not (below or full or _BY_SHARE.search(text)) or _EACH_TIME.search(text):
        return None
    parameters: dict[str, Any] = {}
    if below:
        parameters["floor"] = _share(below[1])
    if full:
        parameters["full_at"] = _share(full[1] or full[2])
    return Guess("share", parameters)


def _read_deduction(text: str) -> Guess | None:
    cap = _cap(_MOST_OFF, text)
    if found := _EACH_TIME.search(text):
        counts = _what_counts(found["what"] + found["after"] + text[: found.start()])
        return Guess("deduct_per_missing", {"each": found[3], "counts": counts} | cap)
    if found := _BY_UNIT.search(text):
        counts = _what_counts(text[: found.start()])
        return Guess("deduct_per_missing", {"each": found[1], "counts": counts} | cap)
    rest = _without(_MOST_OFF, text)
    if found := _ONCE.search(rest):
        counts = _what_counts(found["what"])
        return Guess(
            "deduct_per_missing", {"each": found[2], "counts": counts, "cap": found[2]} | cap
        )
    if cap and "扣" in text:
        return Guess("deduct_per_missing", {"counts": "missing"} | cap, missing=("each",))
    return None


def _what_counts(words: str) -> str:
    """Say whether what the sentence names is there, such as 逾期, or lacking, such as 少."""
    return (
        "numerator" if _BAD.search(words) and not re.search("少|缺(?!席)|未", words) else "missing"
    )


def _read_items(text: str) -> Guess | None:
    cap = _cap(_MOST_ON, text)
    for pattern in (_EACH_EARNS, _EARNS_BY_UNIT):
        if found := pattern.search(text):
            return Guess("per_item", {"each": found[1]} | cap)
    if cap and "加" in text:
        return Guess("per_item", cap, missing=("each",))
    return None


def _cap(pattern: re.Pattern[str], text: str) -> dict[str, Any]:
    found = pattern.search(text)
    return {"cap": found[1]} if found else {}
