"""The numbers that stand before the headings of official papers: 一、 and （一）."""

from __future__ import annotations

from deskapp.i18n import _, current_language

_DIGITS = "〇一二三四五六七八九"


def section(number: int, heading: str) -> str:
    """Return a heading of the first level with its number."""
    return _("{numeral}. {heading}").format(numeral=_numeral(number), heading=heading)


def subsection(number: int, heading: str) -> str:
    """Return a heading of the second level with its number."""
    return _("({numeral}) {heading}").format(numeral=_numeral(number), heading=heading)


def _numeral(number: int) -> str:
    """Return a number up to 99 as headings have it in the language in force."""
    if not current_language().startswith("zh") or number > 99:
        return str(number)
    tens, ones = divmod(number, 10)
    before = _DIGITS[tens] if tens > 1 else ""
    return f"{before}{'十' if tens else ''}{_DIGITS[ones] if ones else ''}"
