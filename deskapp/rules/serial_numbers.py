"""Read the number at the head of a row: 3, 3., (三), 十二、."""

from __future__ import annotations

import re
import unicodedata

_PLAIN = re.compile(r"\(?(\d{1,4})\)?(?:\.0*)?[、.]?")
_CHINESE = re.compile(r"[(]?([一二三四五六七八九]?)(十?)([一二三四五六七八九]?)[)]?[、.]?")
_DIGITS = {digit: value for value, digit in enumerate("一二三四五六七八九", start=1)}


def read_serial_number(cell: object) -> int | None:
    """Return the number a cell gives a row; None for what is none, such as 1.2 or 甲."""
    text = "".join(unicodedata.normalize("NFKC", "" if cell is None else str(cell)).split())
    if plain := _PLAIN.fullmatch(text):
        return int(plain[1]) or None
    found = _CHINESE.fullmatch(text)
    if not found or not any(found.groups()):
        return None
    tens, ten, units = found.groups()
    if not ten:
        return None if tens and units else _DIGITS[tens or units]
    return 10 * _DIGITS.get(tens, 1) + _DIGITS.get(units, 0)
