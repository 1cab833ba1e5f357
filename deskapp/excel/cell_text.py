"""Make any text fit for a cell: what XML and Excel refuse is removed or spelled out."""

from __future__ import annotations

import re
from xml.sax.saxutils import escape

MAX_TEXT = 32_767
"""UTF-16 units that a cell holds; Excel drops the rest without a word."""

_UNWRITABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff]")
_LONE_SURROGATE = re.compile(r"[\ud800-\udfff]")
_LINE_END = re.compile(r"\r\n?|\u2028|\u2029|\x85")
# Excel reads _x0041_ as the letter A, so an underscore that would begin one is spelled out.
_LOOKS_ESCAPED = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
_NEEDS_KEEPING = re.compile(r"^\s|\s$|\s\s|[\n\t]")


def clean_text(text: str) -> str:
    """Return the text as a cell can hold it.

    Every line end becomes a line feed, other control characters go, and half of a
    character (a lone surrogate) becomes the replacement character.
    """
    text = _LINE_END.sub("\n", text)
    return _LONE_SURROGATE.sub("\ufffd", _UNWRITABLE.sub("", text))


def too_long(text: str) -> bool:
    """Tell whether a cell cannot hold the whole text."""
    if len(text) * 2 <= MAX_TEXT:
        return False
    return len(text.encode("utf-16-le", "replace")) // 2 > MAX_TEXT


def text_xml(text: str) -> str:
    """Return a cleaned text as the content of an XML element."""
    return escape(_LOOKS_ESCAPED.sub("_x005F_", text))


def space_attribute(text: str) -> str:
    """Return the attribute that keeps blanks at the ends and line feeds from being lost."""
    return ' xml:space="preserve"' if _NEEDS_KEEPING.search(text) else ""
