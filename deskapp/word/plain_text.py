"""Make any text fit for a Word document: what XML refuses is removed."""

from __future__ import annotations

import re

_UNWRITABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff]")
_LONE_SURROGATE = re.compile(r"[\ud800-\udfff]")
_LINE_END = re.compile(r"\r\n?|\u2028|\u2029|\x85")
_CHINESE = re.compile(r"[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef\U00020000-\U0003ffff]")


def clean_lines(text: str) -> list[str]:
    """Return the lines of a text as Word can hold them; an empty text is one empty line.

    Control characters go, and half of a character becomes the replacement character.
    """
    text = _UNWRITABLE.sub("", _LINE_END.sub("\n", text))
    return _LONE_SURROGATE.sub("\ufffd", text).split("\n")


def is_chinese(text: str) -> bool:
    """Tell whether a text has Chinese in it, so that its quotation marks are Chinese ones."""
    return _CHINESE.search(text) is not None
