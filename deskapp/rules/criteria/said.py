"""Say what one clause of a criteria sentence says, if it is one that offices write."""

from __future__ import annotations

import re
from collections.abc import Callable
from decimal import Decimal

from deskapp.rules.criteria.clauses import COUNTERS, NUMBER, POINT, TIMES, Clause
from deskapp.rules.criteria.levels import levels_in, names_other_level
from deskapp.rules.criteria.shares import NOTHING, band_said, share_said
from deskapp.rules.criteria.statement import Kind, Said

_P = rf"({NUMBER}){POINT}"
_OFF = "(?:扣除|扣减|扣掉|扣罚|(?<!倒)扣|减去|减)"
_ON = "(?:加|得|计|记|奖励|奖|给)"
_COUNTER = f"(?:{COUNTERS})"

_DOWN_TO_NOTHING = re.compile(
    r"(?:直至|直到)?(?:扣完(?:[本该此]项)?(?:指标)?(?:得分|分值?|标准分|基础分)?(?:为止)?"
    r"|扣至0分(?:为止)?|最低(?:为|得)?0分|不计负分|不(?:出现|得|为|倒扣)负?分)"
)
_MOST = re.compile(
    r"[^\d%]{0,14}?(?:最多|最高|至多|最大|不得?超过|不高于|不多于|上限|限|以|封顶)"
    rf"(?:不超过|累计)?(?:为|是)?(?:扣除?|减|加|得|计|奖励)?{_P}(?:为限|为上限|封顶|为止|以内)?"
    rf"|[^\d%]{{0,14}}?{_P}(?:封顶|为限|为上限|以内)"
    rf"|[^\d%]{{0,10}}?扣(?:满|完|够|到|至){_P}为止"
)
_OF_EACH = re.compile("[每单各同]|人均")
_RANGE = re.compile(rf"{NUMBER}分?[-—~至到]{NUMBER}{POINT}")
_BY_HAND = re.compile(
    "考核组|评议|评定|酌情|视情|综合评价|综合考评|测评|打分|评分组|现场评价|领导评价|赋分"
)
_HIGHEST = re.compile(
    "就高|不累[计加]|不重复|不叠加|取(?:其)?最高|按(?:照)?(?:其)?最高|只计最高|仅计最高"
)
_CUMULATIVE = re.compile(r"(?:可|可以)?(?:累[计加]|叠加)(?:计分|加分|得分)?")
_WORTH = re.compile(
    rf"(?:满分|本项|该项|此项|本指标|分值|标准分|总分|共计?|计|合计)*(?:为|是|占)?{_P}"
)

_EACH = rf"(?:每[^\d]{{0,14}}?(?:1个?)?|(?<![\d.])1个?){_COUNTER}"
_OFF_EACH = re.compile(rf"(?:.*?){_EACH}[^\d]{{0,16}}?{_OFF}{_P}")
_OFF_BY_UNIT = re.compile(
    rf".*?(?:{_OFF}{_P}(?:/|每)(?:每)?1?{_COUNTER}|按{_P}/{_COUNTER}(?:的标准)?(?:扣分|扣除|扣减))"
)
_OFF_ONCE = re.compile(rf"[^每]*?{_OFF}{_P}")
_ON_EACH = re.compile(rf"(?:.*?){_EACH}[^\d]{{0,16}}?{_ON}{_P}")
_ON_BY_UNIT = re.compile(rf".*?{_ON}{_P}(?:/|每)(?:每)?1?{_COUNTER}")
_ON_EACH_ALONE = re.compile(rf"[^\d扣减]*?每1?个?{_COUNTER}[^\d扣减]{{0,6}}?{_P}")
_ON_ONCE = re.compile(rf"[^每]*?{_ON}{_P}")
_ALL_LOST = re.compile(
    rf".*?(?:未|没有|没|不|无|缺|逾期).*?(?:{NOTHING}|扣(?:除|完|减)?[本该此]?项?(?:全部|所有)?"
    r"(?:全分|分值|满分|全部分))"
)
_FULL = re.compile(rf"[^%]*?(?:得|计|记|给|为)?(?:满分|{_P})")
_ALL_DONE = re.compile(
    "全部|全面|均|都|达到|不少于|不低于|日前|月前|底前|按时|按期|按要求|及时|齐全|完整|到位|无|达标|完成|落实"
)

# What makes of "so much each time" something that no rule says.
_STRANGE = re.compile(
    rf"超过(?!规定|时限|期限)|(?<!%)以上|首次|第\d|再次|连续|倒扣|翻倍|加倍|双倍|减半|一半|百分点|%|以内|最多|至多|最高"
    rf"|每(?:[^\d]{{0,6}}?)(?:1个?)?(?:{TIMES})(?!.*1{_COUNTER})|/(?:{TIMES})|每\d*[02-9]\d*{_COUNTER}"
    rf"|每1\d+{_COUNTER}"
)
_BEYOND = re.compile("每[^,]{0,8}?(?:多|增|超|提高|高于|升)")
_LESS = re.compile("每[^,]{0,8}?(?:少|缺|低|降|漏)|逾期|未")
_COUNTED = re.compile(rf"(?P<before>.{{0,4}}?)(?<!\d)(?P<n>\d+)个?{_COUNTER}")
_AT_LEAST = re.compile("少于|不足|低于|达到?|不满|满|不到")
_DEFINITION = re.compile(r"[^\d=]{1,12}率=[^\d=]*(?:[*×xX]?100%)?")
_LATE = re.compile("逾期|迟到|缺席|旷|超期|早退|超过|连续|低于|不足|高于")


def said_by(clause: Clause, section: str, worth: Decimal | None) -> Said:
    """Return what a clause says; `unread` where it speaks of points in words not known."""
    text = clause.text
    for reader in _READERS:
        if said := reader(text, section, worth):
            return said
    if clause.bears_on_points or _is_condition(text):
        return Said("unread", text)
    return Said("nothing of points", text)


def _is_condition(text: str) -> bool:
    """Say whether a clause without points limits when the points next to it are given."""
    if "%" in text or "百分点" in text:
        return not _DEFINITION.fullmatch(text)
    thresholds = [m for m in _COUNTED.finditer(text) if m["n"] != "1"]
    return bool(thresholds) and bool(_LATE.search(text)) and not _says_too_few(text)


def _says_too_few(text: str) -> bool:
    return all(_AT_LEAST.search(m["before"]) for m in _COUNTED.finditer(text) if m["n"] != "1")


def _limits(text: str, section: str, worth: Decimal | None) -> Said | None:
    if _DOWN_TO_NOTHING.fullmatch(text):
        return Said("down to nothing", text)
    found = _MOST.fullmatch(text)
    if not found:
        return None
    if _OF_EACH.search(text) or levels_in(text):
        return None
    points = next(group for group in found.groups() if group)
    kind: Kind = "most"
    if re.search("扣|减", text):
        kind = "most off"
    elif re.search("加|奖", text):
        kind = "most on"
    return Said(kind, text, points)


def _discretion(text: str, section: str, worth: Decimal | None) -> Said | None:
    if _RANGE.search(text) and "%" not in text:
        return Said("by hand", text)
    if _BY_HAND.search(text) and not re.search(rf"(?:{_OFF}|{_ON}){_P}", text):
        return Said("by hand", text)
    return None


def _how_added(text: str, section: str, worth: Decimal | None) -> Said | None:
    if re.search(r"\d", text.replace("同1项", "")):
        return None
    if _HIGHEST.search(text):
        return Said("highest", text)
    return Said("cumulative", text) if _CUMULATIVE.fullmatch(text) else None


def _worth_said(text: str, section: str, worth: Decimal | None) -> Said | None:
    found = _WORTH.fullmatch(text)
    if not found:
        return None
    fits = worth is None or Decimal(found[1]) == worth
    return Said("worth" if fits else "unread", text, found[1])


def _level(text: str, section: str, worth: Decimal | None) -> Said | None:
    takes_off = bool(re.search(_OFF, text))
    if takes_off != (section == "deduction" and takes_off) or re.search("未|没有|以下|%", text):
        return None
    found = re.fullmatch(
        rf"([^\d]*?)(?:至多|最多|最高)?{_P}(?:/{_COUNTER})?", text.replace("每1", "每")
    )
    levels = levels_in(found[1]) if found else ()
    if not found or not levels:
        return None
    return Said("level", text, found[2], levels=levels)


def _off(text: str, section: str, worth: Decimal | None) -> Said | None:
    if not re.search(_OFF, text) or _STRANGE.search(text):
        return None
    if found := _OFF_BY_UNIT.fullmatch(text):
        return Said("off each time", text, found[1] or found[2])
    plain = _COUNTED.sub("", text) if _says_too_few(text) else text
    if found := _OFF_EACH.fullmatch(text):
        return None if _has_other_count(text) else Said("off each time", text, found[1])
    found = _OFF_ONCE.fullmatch(plain)
    if not found or (plain is text and _has_other_count(text)):
        return None
    return Said("off once", text, found[1])


def _has_other_count(text: str) -> bool:
    """Say whether a number of times stands in a clause that is no mere requirement."""
    return any(m["n"] != "1" and not _AT_LEAST.search(m["before"]) for m in _COUNTED.finditer(text))


def _lost(text: str, section: str, worth: Decimal | None) -> Said | None:
    strange = _STRANGE.search(text) or (_has_other_count(text) and not _says_too_few(text))
    return Said("all lost", text) if _ALL_LOST.fullmatch(text) and not strange else None


def _is_odd(text: str) -> bool:
    """Say whether points are given for something that no rule can count."""
    return bool(names_other_level(text) or _STRANGE.search(text) or _has_other_count(text))


def _items(text: str, section: str, worth: Decimal | None) -> Said | None:
    if (
        names_other_level(text)
        or _STRANGE.search(text)
        or _BEYOND.search(text)
        or _has_other_count(text)
    ):
        return None
    for pattern in (_ON_BY_UNIT, _ON_EACH, _ON_EACH_ALONE):
        if (found := pattern.fullmatch(text)) and not _LESS.search(text):
            return Said("for each item", text, found[1])
    return None


def _full(text: str, section: str, worth: Decimal | None) -> Said | None:
    found = _FULL.fullmatch(text)
    if not found or not _ALL_DONE.search(text) or re.search("扣|加分|每|未", text):
        return None
    if found[1] and Decimal(found[1]) != worth:
        return None
    return Said("full", text)


def _once_on(text: str, section: str, worth: Decimal | None) -> Said | None:
    if (
        section != "bonus"
        or names_other_level(text)
        or _STRANGE.search(text)
        or _has_other_count(text)
        or _LESS.search(text)
    ):
        return None
    found = _ON_ONCE.fullmatch(text)
    return Said("for something", text, found[1]) if found else None


_READERS: tuple[Callable[[str, str, Decimal | None], Said | None], ...] = (
    _limits,
    _discretion,
    _how_added,
    _worth_said,
    band_said,
    share_said,
    _level,
    _off,
    _lost,
    _items,
    _full,
    _once_on,
)
