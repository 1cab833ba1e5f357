"""Name cells, ranges and sheets the way formulas and links must write them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

MAX_NAME = 31
_FORBIDDEN = re.compile(r"[\\/*?:\[\]\x00-\x1f\x7f\ud800-\udfff\ufffe\uffff]")


@lru_cache(maxsize=1024)
def column_letter(index: int) -> str:
    """Return the letters of a column counted from 0: 0 is A, 25 is Z, 26 is AA."""
    if index < 0:
        raise ValueError(f"no column {index}")
    letters = ""
    number = index + 1
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def quoted_sheet_name(name: str) -> str:
    """Return the name in the single quotes that every reader understands."""
    return "'" + name.replace("'", "''") + "'"


def cell_ref(sheet_name: str, row: int, col: int, absolute: bool = True) -> str:
    """Return a reference to one cell; the row counts from 1, the column from 0.

    An empty sheet name means the sheet the formula stands in.
    """
    mark = "$" if absolute else ""
    place = f"{mark}{column_letter(col)}{mark}{row}"
    return f"{quoted_sheet_name(sheet_name)}!{place}" if sheet_name else place


def range_ref(sheet_name: str, first_row: int, last_row: int, col: int) -> str:
    """Return an absolute reference to a stretch of one column; never less than one row."""
    first = cell_ref(sheet_name, first_row, col)
    return f"{first}:{cell_ref('', max(first_row, last_row), col)}"


def link_target(sheet_name: str, row: int, col: int) -> str:
    """Return the target of a Link to a cell of this workbook."""
    return "#" + cell_ref(sheet_name, row, col, absolute=False)


def range_target(sheet_name: str, first: tuple[int, int], last: tuple[int, int]) -> str:
    """Return the target of a Link to an area; corners are row and column as in `cell_ref`."""
    corner = cell_ref("", *last, absolute=False)
    return f"{link_target(sheet_name, *first)}:{corner}"


def safe_sheet_name(text: str, taken: Iterable[str]) -> str:
    """Return a tab name that Excel accepts and that is not among those taken.

    Names that differ only in case count as the same, as they do for Excel.
    """
    in_use = {name.casefold() for name in taken}
    cleaned = _FORBIDDEN.sub(" ", text)
    base = _cut(" ".join(cleaned.split()).strip("'"), MAX_NAME).strip(" '") or "Sheet"
    if base.lower() == "history":  # Excel keeps this name for itself
        base += "_"
    name, number = base, 1
    while name.casefold() in in_use:
        number += 1
        tail = f" ({number})"
        name = _cut(base, MAX_NAME - len(tail)).rstrip() + tail
    return name


def _cut(text: str, units: int) -> str:
    """Return the text cut to a number of UTF-16 units, which is what Excel counts."""
    return text.encode("utf-16-le", "replace")[: units * 2].decode("utf-16-le", "ignore")
