"""Where rows and areas of a sheet are once some of its rows were repeated."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import NamedTuple

from deskapp.excel.references import column_letter

MAX_ROW = 1_048_576
_AREA = re.compile(r"\$?([A-Z]{1,3})\$?([1-9]\d*)(?::\$?([A-Z]{1,3})\$?([1-9]\d*))?", re.IGNORECASE)


class Area(NamedTuple):
    """A rectangle of cells; rows and columns count from 1."""

    top: int
    left: int
    bottom: int
    right: int

    def __str__(self) -> str:
        """Return it as A1 or A1:B2."""
        first = f"{column_letter(self.left - 1)}{self.top}"
        last = f"{column_letter(self.right - 1)}{self.bottom}"
        return first if first == last else f"{first}:{last}"

    def moved(self, rows: int) -> Area:
        """Return the area so many rows further down."""
        return self._replace(top=self.top + rows, bottom=self.bottom + rows)


def area_from(text: str) -> Area | None:
    """Return the area that A1 or A1:B2 names; None for anything else."""
    found = _AREA.fullmatch(text.strip())
    if found is None:
        return None
    left, top, right, bottom = found.groups()
    first = int(top), column_number(left)
    last = (int(bottom), column_number(right)) if bottom else first
    return Area(min(first[0], last[0]), min(first[1], last[1]), max(first[0], last[0]),
                max(first[1], last[1]))  # fmt: skip


def column_number(letters: str) -> int:
    """Return the number of a column, counted from 1: A is 1, AA is 27."""
    number = 0
    for letter in letters.upper():
        number = number * 26 + ord(letter) - ord("A") + 1
    return number


@dataclass(frozen=True, slots=True)
class Growth:
    """The rows `first` to `last` of a sheet stand `copies` times; what is below moved down."""

    sheet: str
    first: int
    last: int
    copies: int

    @property
    def height(self) -> int:
        """Return how many rows one copy has."""
        return self.last - self.first + 1

    @property
    def added(self) -> int:
        """Return by how many rows what is below moved."""
        return self.height * (self.copies - 1)

    def holds(self, row: int) -> bool:
        """Return whether a row is one of those repeated."""
        return self.first <= row <= self.last

    def start_of(self, row: int) -> int:
        """Return where what began in a row begins now: a repeated one at its first copy."""
        return _on_sheet(row if row <= self.last else row + self.added)

    def end_of(self, row: int) -> int:
        """Return where what ended in a row ends now: a repeated one at its last copy."""
        return _on_sheet(row if row < self.first else row + self.added)

    def copied(self, area: Area) -> list[Area]:
        """Return where an area is now: one inside the repeated rows stands in every copy."""
        if self.holds(area.top) and self.holds(area.bottom):
            return [area.moved(copy * self.height) for copy in range(self.copies)]
        return [self.spanned(area)]

    def spanned(self, area: Area) -> Area:
        """Return the one area that reaches from where an area began to where it ended."""
        return area._replace(top=self.start_of(area.top), bottom=self.end_of(area.bottom))

    def covered(self, area: Area) -> list[Area]:
        """Return the areas that cover what an area covered, as few as there can be."""
        if area.top == self.first and area.bottom == self.last:
            return [self.spanned(area)]
        return self.copied(area)


def _on_sheet(row: int) -> int:
    return min(row, MAX_ROW)
