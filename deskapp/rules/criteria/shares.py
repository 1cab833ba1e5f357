"""Read the clauses that give points by the share reached: 90%以上得10分, 按完成率计分."""

from __future__ import annotations

import re
from decimal import Decimal

from deskapp.rules.criteria.clauses import NUMBER, POINT
from deskapp.rules.criteria.statement import Said

_P = rf"({NUMBER}){POINT}"
_ON = "(?:加|得|计|记|奖励|奖|给)"
NOTHING = "(?:不得分|不计分|不给分|得0分|计0分|为0分|得零分|计零分)"

_PERCENT = rf"({NUMBER})%"
_FROM = re.compile(
    rf"(?:(?:≥|>=|不低于|不少于|达到?|实现){_PERCENT}(?:及?以上|或以上)?"
    rf"|{_PERCENT}(?:及?以上|或以上)|(100)%)"
)
_BETWEEN = re.compile(
    rf"(?:≥|>=)?({NUMBER})%?(?:及?以上)?(?:[-—~至到]|且?不足|且?低于|且?<|[且,]<){_PERCENT}"
    rf"(?:之间|以下|不含{NUMBER}%|不含)?"
)
_BELOW = re.compile(
    rf"(?:低于|不足|不到|未达到?|达不到|小于|<){_PERCENT}|{_PERCENT}以下(?:不含{NUMBER}%|不含)?"
)
_OTHERWISE = re.compile("其他|其余|否则|以下")
_EARNED = rf"(?:的|者|时|的情况)?(?:可|则|均)?{_ON}?(?:{_P}|(?P<none>{NOTHING})|(?P<full>满分))"

_BY_SHARE = re.compile(
    r"[^\d]{0,24}?(?:按照?|以|依据|根据)[^\d%]{0,24}(?:率|比例|百分比)(?:情况)?(?:进行)?(?:的)?"
    r"(?:计分|得分|计算得分|计算分值|计算|折算(?:得分|计分)?|给分|扣分|扣减)"
)
_DONE_OF_DUE = r"\(?(?:实际?|已|按期|按时)[^\d+\-=/÷]*[/÷](?:应|总|全部|计划|到期)[^\d+\-=/÷]*"
_FORMULA = re.compile(
    rf"[^\d=]{{0,8}}得分=(?:[^\d+\-=]*率|{_DONE_OF_DUE})[*×xX](?:100%[*×xX])?"
    rf"(?:(?:[本该此]项|指标|标准)*(?:分值|满分|标准分|权重|分)|({NUMBER})分?)"
)


def band_said(text: str, section: str, worth: Decimal | None) -> Said | None:
    """Return the band of shares that a clause gives points for, or that below all bands."""
    for kind, bound in (("band", _BETWEEN), ("below", _BELOW), ("band", _FROM)):
        found = re.fullmatch(rf"[^\d%<>≥≤]*?(?:{bound.pattern}){_EARNED}", text)
        if found:
            numbers = [n for n in found.groups()[: bound.groups] if n]
            points = _earned(found)
            upto = _fraction(numbers[1]) if bound is _BETWEEN else ""
            if re.search("超过|大于|高于|及以下|不超过", text):
                return None
            return Said(
                "band" if kind == "band" else "below", text, points, _fraction(numbers[0]), upto
            )
    found = re.fullmatch(f"[^\\d%]{{0,6}}?(?:{_OTHERWISE.pattern}){_EARNED}", text)
    return Said("below", text, _earned(found)) if found and not found["full"] else None


def _earned(found: re.Match[str]) -> str:
    if found["none"]:
        return "0"
    return "" if found["full"] else str(found.group(found.re.groups - 2))


def _fraction(percent: str) -> str:
    return f"{(Decimal(percent) / 100).normalize():f}"


def share_said(text: str, section: str, worth: Decimal | None) -> Said | None:
    """Return that a clause gives points in proportion to a share."""
    if _BY_SHARE.fullmatch(text) and not re.search("排名|酌情", text):
        return Said("share", text)
    found = _FORMULA.fullmatch(text)
    if found and (not found[1] or worth is None or Decimal(found[1]) == worth):
        return Said("share", text)
    return None
