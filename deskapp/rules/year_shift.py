"""Move the years that a text names, as when a year's plan is carried into another.

What names the plan's own time moves: the year itself, the one before (总结2020年) and those
after (2022年3月底). What names something else stays: an older year (2015年条例), a document
number (统发〔2021〕3号) and a span of years (2021-2025年规划).
"""

from __future__ import annotations

import re
from collections.abc import Iterable

_SPAN = r"\s*年?\s*[-–—~～至到]+\s*"
_YEAR = re.compile(rf"(?<![\d〔\[［【])((?:19|20)\d\d)(?!\d|〕|\]|］|】|{_SPAN}(?:19|20)\d\d)")
_WITHIN_SPAN = re.compile(rf"(?:19|20)\d\d{_SPAN}$")
_ANY_YEAR = re.compile(r"(?<!\d)\d{4}(?!\d)")
_LONGEST_SPAN = 12


def with_years_moved(text: str, from_year: int, to_year: int) -> str:
    """Return a text of one year as it reads in another."""

    def moved(found: re.Match[str]) -> str:
        year = int(found.group(1))
        before = text[max(0, found.start() - _LONGEST_SPAN) : found.start()]
        stands = year < from_year - 1 or _WITHIN_SPAN.search(before)
        return found.group() if stands else str(year + to_year - from_year)

    return _YEAR.sub(moved, text)


def years_moved(texts: Iterable[str], from_year: int, to_year: int) -> dict[int, int]:
    """Return which years of some texts move, and to which."""
    return {
        int(old): int(new)
        for text in texts
        for old, new in zip(
            _ANY_YEAR.findall(text),
            _ANY_YEAR.findall(with_years_moved(text, from_year, to_year)),
            strict=True,
        )
        if old != new
    }
