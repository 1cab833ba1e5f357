"""Estimate how tall a row must be for its wrapped texts."""

from __future__ import annotations

from functools import lru_cache
from math import ceil
from unicodedata import east_asian_width

LINE = 16.0
"""Points that one line of the body's type takes."""
PADDING = 5.0
MAX_HEIGHT = 409.0
"""The tallest row Excel allows, in points."""


def text_width(text: str) -> int:
    """Return the width of one line in the units of a column: a Chinese character takes two."""
    if text.isascii():
        return len(text)
    return sum(2 if east_asian_width(character) in "WFA" else 1 for character in text)


@lru_cache(maxsize=8192)
def line_count(text: str, width: float) -> int:
    """Return how many lines the text takes in a column so many characters wide."""
    room = max(2.0, (width - 1.5) // 2 * 2)  # a Chinese character does not stand half in a line
    return sum(max(1, ceil(text_width(line) / room)) for line in text.split("\n"))


def height_of(lines: int) -> float:
    """Return the height in points of a row with so many lines."""
    return min(MAX_HEIGHT, lines * LINE + PADDING)
