"""Read the cells of one worksheet part, with what is odd about them."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from typing import IO, TypeAlias

from openpyxl.utils.datetime import MAC_EPOCH, WINDOWS_EPOCH, from_excel, from_ISO8601

from deskapp.excel.safe_xml import Attributes, Elements, read_elements
from deskapp.excel.workbook_parts import WorkbookParts, plain_text

MAX_ROWS = 300_000
MAX_COLUMNS = 1_000
MAX_CELLS = 6_000_000

_REFERENCE = re.compile(r"\$?([A-Za-z]{1,3})\$?([0-9]{1,7})$")
_EXACT = 10**15


@dataclass(frozen=True, slots=True)
class FormulaWithoutValue:
    """A formula that was saved without being calculated: nobody knows what the cell shows."""

    expression: str


ReadValue: TypeAlias = str | int | float | date | time | bool | FormulaWithoutValue | None
Place: TypeAlias = tuple[int, int]
"""Row and column, both counted from 1."""


class TooManyCells(Exception):
    """The sheet reaches farther than any list for the ledger."""


@dataclass(slots=True)
class SheetCells:
    """The cells that hold something, and what is odd about some."""

    values: dict[int, dict[int, ReadValue]] = field(default_factory=dict)
    """Row -> column -> value."""
    merges: list[tuple[Place, Place]] = field(default_factory=list)
    without_value: list[Place] = field(default_factory=list)
    errors: list[Place] = field(default_factory=list)
    pictures: list[Place] = field(default_factory=list)

    def size(self) -> Place:
        """Return the last row and the last column that hold something."""
        rows = max(self.values, default=0)
        return rows, max((max(row) for row in self.values.values()), default=0)


def read_cells(source: IO[bytes], parts: WorkbookParts) -> SheetCells:
    """Return the cells of a worksheet; raises TooManyCells, or whatever malformed XML raises."""
    handler = _Cells(parts)
    read_elements(source, handler)
    rows, columns = handler.cells.size()
    if rows * columns > MAX_CELLS:
        raise TooManyCells
    return handler.cells


def place(reference: str) -> Place:
    """Return row and column of a reference such as B7; raises ValueError for anything else."""
    match = _REFERENCE.match(reference)
    if match is None:
        raise ValueError(f"no cell: {reference!r}")
    return int(match[2]), _column_number(match[1])


@lru_cache(maxsize=1024)
def _column_number(letters: str) -> int:
    number = 0
    for letter in letters.upper():
        number = number * 26 + ord(letter) - ord("A") + 1
    return number


class _Cells(Elements):
    """Follows a worksheet from cell to cell."""

    def __init__(self, parts: WorkbookParts) -> None:
        super().__init__()
        self.cells = SheetCells()
        self._parts = parts
        self._epoch = MAC_EPOCH if parts.dates_from_1904 else WINDOWS_EPOCH
        self._row = self._column = 0
        self._spoken = False
        self._type, self._style, self._value = "n", 0, ""
        self._formula: str | None = None
        self._inline: list[str] = []
        self.at_begin = {
            "c": self._begin_cell,
            "v": self._begin_text,
            "f": self._begin_text,
            "t": self._begin_text,
            "row": self._begin_row,
            "rPh": self._begin_spoken,
            "mergeCell": self._merge,
        }
        self.at_end = {
            "c": self._end_cell,
            "v": self._end_value,
            "f": self._end_formula,
            "t": self._end_text,
            "rPh": self._end_spoken,
        }

    def _begin_row(self, attributes: Attributes) -> None:
        self._row = int(attributes.get("r") or self._row + 1)
        self._column = 0

    def _begin_cell(self, attributes: Attributes) -> None:
        reference = attributes.get("r")
        if reference:
            self._row, self._column = place(reference)
        else:
            self._column += 1
        self._type = attributes.get("t", "n")
        self._style = int(attributes.get("s", "0"))
        self._value, self._formula = "", None
        self._inline = []

    def _begin_text(self, _attributes: Attributes) -> None:
        self.text.clear()

    def _end_value(self) -> None:
        self._value = "".join(self.text)

    def _end_formula(self) -> None:
        self._formula = "".join(self.text)

    def _end_text(self) -> None:
        if not self._spoken:
            self._inline += self.text

    def _begin_spoken(self, _attributes: Attributes) -> None:
        self._spoken = True

    def _end_spoken(self) -> None:
        self._spoken = False

    def _end_cell(self) -> None:
        value = self._read_value()
        if value is None or value == "":
            return
        if not (1 <= self._row <= MAX_ROWS and 1 <= self._column <= MAX_COLUMNS):
            raise TooManyCells
        self.cells.values.setdefault(self._row, {})[self._column] = value

    def _read_value(self) -> ReadValue:
        if self._formula is not None or self._type == "e" or self._value.startswith("=DISPIMG("):
            return self._computed_value()
        if self._type == "inlineStr":
            return plain_text(self._inline)
        return self._typed(self._value) if self._value else None

    def _computed_value(self) -> ReadValue:
        """Return what a formula showed; note the place where that cannot be used."""
        formula, here = self._formula or "", (self._row, self._column)
        if "DISPIMG(" in formula or self._value.startswith("=DISPIMG("):
            self.cells.pictures.append(here)
            return None
        if self._type == "e":
            self.cells.errors.append(here)
            return None
        if not self._value and self._type != "str":
            self.cells.without_value.append(here)
            return FormulaWithoutValue(formula)
        return self._typed(self._value) if self._value else None

    def _typed(self, value: str) -> ReadValue:
        match self._type:
            case "s":
                return self._parts.texts[int(value)]
            case "str":
                return plain_text([value])
            case "b":
                return value.strip() in ("1", "true")
            case "d":
                return _day_or_moment(from_ISO8601(value))
        number = _number(value)
        return self._dated(number) if self._style in self._parts.date_styles else number

    def _dated(self, number: int | float) -> ReadValue:
        try:
            return _day_or_moment(from_excel(number, self._epoch))
        except (OverflowError, ValueError):
            return number  # shown as ##### there; the import will ask what it means

    def _merge(self, attributes: Attributes) -> None:
        first, _colon, last = attributes["ref"].partition(":")
        self.cells.merges.append((place(first), place(last or first)))
        if len(self.cells.merges) > MAX_ROWS:
            raise TooManyCells


def _number(text: str) -> int | float:
    """Return a number as a person sees it: 3.0 is 3."""
    number = float(text)
    if number.is_integer() and abs(number) < _EXACT:
        return int(number)
    return number


def _day_or_moment(value: datetime | date | time | timedelta | None) -> ReadValue:
    """Return a date for midnight, which is how Excel keeps a day."""
    if isinstance(value, timedelta):
        return value / timedelta(days=1)
    if isinstance(value, datetime) and value.time() == time():
        return value.date()
    return value
