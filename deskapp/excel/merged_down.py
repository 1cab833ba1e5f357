"""Find the neighbouring equal values of a column that become one tall cell."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from deskapp.excel.references import cell_ref
from deskapp.excel.sheet import Cell

_TALLEST = 10
"""Rows that one cell covers at most: a cell over several pages would leave most of them without
its word."""


class DownMerger:
    """Lets rows pass and notes which cells of the named columns belong together.

    A run in one column ends where a run in a column named before it ends, so that tasks of
    different classes never share a cell.
    """

    def __init__(self, columns: Sequence[int], first_row: int) -> None:
        self.areas: list[str] = []
        self._columns = columns
        self._next_row = first_row
        self._starts: dict[int, int] = {}
        self._values: dict[int, Cell] = {}

    def watch(self, rows: Iterable[Sequence[Cell]]) -> Iterator[Sequence[Cell]]:
        """Yield the rows; `areas` is complete when the last has passed."""
        for row in rows:
            yield self._passed(row)
        for index in self._columns:
            self._close(index)

    def _passed(self, row: Sequence[Cell]) -> Sequence[Cell]:
        shown = list(row)
        broken = False
        for index in self._columns:
            broken = broken or not self._goes_on(index, row[index])
            if broken:
                self._close(index)
                self._starts[index], self._values[index] = self._next_row, row[index]
            elif not isinstance(row[index], str):
                # A covered text may stay, it makes filters and COUNTIF work; a covered number
                # would be added up twice.
                shown[index] = None
        self._next_row += 1
        return shown

    def _goes_on(self, index: int, value: Cell) -> bool:
        """Tell whether a value belongs into the cell that the column is growing."""
        if index not in self._starts or value in (None, ""):
            return False
        room = self._next_row - self._starts[index] < _TALLEST
        return room and self._values[index] == value

    def _close(self, index: int) -> None:
        start = self._starts.get(index, self._next_row)
        if self._next_row - start > 1:
            first = cell_ref("", start, index, absolute=False)
            last = cell_ref("", self._next_row - 1, index, absolute=False)
            self.areas.append(f"{first}:{last}")
