"""The levels that a criteria sentence names: of adoption, or the colours of slips."""

from __future__ import annotations

import re

from deskapp.rules.practice_states import ADOPTION_LEVELS

_WORDS = {
    "national": "国家级|国家(?=[加得计、和或及与\\d]|$)|全国(?!两会)|中央级?",
    "provincial": "省部级|省级|部级|省委|省政府|全省|省(?=[加得计、和或及与\\d]|$)",
    "municipal": "(?<!地)市级|市委|市政府|全市|市(?=[加得计、和或及与\\d]|$)",
    "association": "协会级|协会|总会|本系统|全系统|系统内|系统级|系统",
    "own": "本单位|本部门|单位级|部门级",
    "blue": "蓝色|蓝牌|蓝单",
    "yellow": "黄色|黄牌|黄单",
    "red": "红色|红牌|红单",
}
_LEVEL = re.compile("|".join(f"(?P<{code}>{words})" for code, words in _WORDS.items()))
_NOT_KNOWN = re.compile("[区县]级|区县|乡镇|街道|处级|厅级|司局级|局级|校级|院级|地市|委办局")
_AND_ABOVE = re.compile("及?以上|或以上")


def levels_in(text: str) -> tuple[str, ...]:
    """Return the codes of the levels named; none where one is named that is not known."""
    found = [(m.lastgroup or "", m.end()) for m in _LEVEL.finditer(text)]
    if not found or _NOT_KNOWN.search(text):
        return ()
    codes = list(dict.fromkeys(code for code, _end in found))
    last, end = found[-1]
    if not _AND_ABOVE.match(text, end):
        return () if "以上" in text else tuple(codes)
    order = list(ADOPTION_LEVELS)
    return (*codes, *order[order.index(last) + 1 :]) if last in order else ()


def names_other_level(text: str) -> bool:
    """Say whether a level is named that the ledger does not know, such as 区级."""
    return bool(_NOT_KNOWN.search(text))


def names_level(text: str) -> bool:
    """Say whether any level is named, known or not."""
    return bool(_LEVEL.search(text) or _NOT_KNOWN.search(text))
