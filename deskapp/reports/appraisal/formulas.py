"""Pieces of the formulas that several sheets of an appraisal are built from."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal

from deskapp.rules.grades import Grade
from deskapp.rules.points import plain

_LITERAL = 100
"""Characters of one literal: Excel takes 255 UTF-16 units, quotes written twice."""
_ARGUMENTS = 250
"""Arguments of one function: Excel takes 255."""
_WILD = "~*?"


def literal(text: str) -> str:
    """Return a text as formulas write it; a long one is joined from pieces."""
    line = " ".join(text.splitlines())
    pieces = [line[i : i + _LITERAL] for i in range(0, len(line), _LITERAL)] or [""]
    return "&".join('"' + piece.replace('"', '""') + '"' for piece in pieces)


def condition(name: str) -> str:
    """Return the condition that a cell holds the name, for COUNTIFS and SUMIFS.

    Signs that a spreadsheet would read a pattern or a comparison in are made harmless; that
    capital letters are small ones to it cannot be helped.
    """
    return literal("=" + "".join(f"~{sign}" if sign in _WILD else sign for sign in name))


def total(plus: Sequence[str], minus: Sequence[str]) -> str:
    """Return the formula of a total, which is never below 0; texts among the cells add nothing.

    Rounded, so that the small change of binary fractions never parts two equal totals.
    """
    added = f"SUM({','.join(plus)})" if plus else "0"
    less = f"-SUM({','.join(minus)})" if minus else ""
    return f"ROUND(MAX(0,{added}{less}),2)"


def subtotal(areas: Iterable[str], cap: Decimal | None = None) -> str:
    """Return the formula of the sum of areas, of which no more counts than the cap."""
    added = f"SUM({','.join(areas)})"
    return f"ROUND({added if cap is None else f'MIN({plain(cap)},{added})'},2)"


def where_filled(area: str, formula: str) -> str:
    """Return the formula for an area with numbers, and nothing for one without."""
    return f'IF(COUNT({area})=0,"",{formula})'


def grade(total_ref: str, grades: Sequence[Grade]) -> str:
    """Return the formula of the best grade that a total reaches; there must be grades."""
    formula = '""'
    for one in reversed(grades):
        formula = f"IF({total_ref}>={plain(one.at_least)},{literal(one.name)},{formula})"
    return formula


def while_assessed(points_refs: Sequence[str], formula: str) -> str:
    """Return the formula for one whose points by hand are all there, and nothing before."""
    if not points_refs:
        return formula
    parts = (points_refs[i : i + _ARGUMENTS] for i in range(0, len(points_refs), _ARGUMENTS))
    given = "+".join(f"COUNT({','.join(part)})" for part in parts)
    return f'IF({given}<{len(points_refs)},"",{formula})'
