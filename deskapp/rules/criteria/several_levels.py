"""Write out 国家、省、市级分别加3、2、1分 as one clause for each level."""

from __future__ import annotations

import re

from deskapp.rules.criteria.clauses import NUMBER, with_plain_numbers

_LEVEL = "(?:国家级?|全国|中央级?|省部级|部级|省级?|市级?|协会级?|系统级?|本单位|蓝色|黄色|红色)"
_NUMBER = f"(?:{NUMBER}|[一二两三四五六七八九十])分?"
_BOTH = re.compile(
    rf"(?P<before>[^,，;；。\n]*?)(?P<levels>{_LEVEL}(?:[、,，和及/]{_LEVEL})+)(?P<what>[^0-9,，;；。\n]*?)"
    rf"(?:分别|依次)(?P<verb>[^0-9,，;；。\n]{{0,6}}?)(?P<points>{_NUMBER}(?:[、,，和/]{_NUMBER})+)"
)


def one_by_one(sentence: str) -> str:
    """Return the sentence with every level beside its own points."""
    text = with_plain_numbers("".join(sentence.split(" ")))
    return _BOTH.sub(_written_out, text) if "分别" in text or "依次" in text else sentence


def _written_out(found: re.Match[str]) -> str:
    levels = re.split("[、,，和及/]", found["levels"])
    points = re.split("[、,，和/]", found["points"])
    if len(levels) != len(points):
        return found[0]
    verb = found["verb"]
    return ",".join(
        f"{found['before']}{level if level[-1] in '级国色位' else level + '级'}{found['what']}"
        f"{verb}{number.removesuffix('分')}分"
        for level, number in zip(levels, points, strict=True)
    )
