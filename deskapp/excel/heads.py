"""Lay out what stands around the rows: title, notes, heads, totals, and the lines below."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby

from deskapp.excel.cell_text import clean_text
from deskapp.excel.heights import height_of, line_count
from deskapp.excel.references import cell_ref, column_letter
from deskapp.excel.shared_strings import SharedStrings
from deskapp.excel.sheet import Column, Sheet
from deskapp.excel.styles import StyleBook

_TITLE_HEIGHT = 36.0
CHART_COLUMNS = 9
"""Columns of the standard width that the chart beside the rows covers; the title spans them."""
STANDARD_WIDTH = 8.43


@dataclass(slots=True)
class Surroundings:
    """Writes the rows above and below the body and collects the merges they need."""

    sheet: Sheet
    styles: StyleBook
    strings: SharedStrings
    merges: list[str] = field(default_factory=list)

    def above(self) -> Iterator[str]:
        """Yield the rows from the title to the last head row."""
        number = 0
        if self.sheet.title:
            number += 1
            yield self._banner(
                number, self.sheet.title, self.styles.title, self._title_height(), self._beside()
            )
        for note in self.sheet.notes:
            number += 1
            yield self._line(number, note)
        yield from self._heads(number + 1)

    def below(self, number: int) -> Iterator[str]:
        """Yield the remarks and the signature line, the first in the given row."""
        for offset, line in enumerate(self.sheet.footer):
            yield self._line(number + offset, line)

    def _line(self, number: int, text: str) -> str:
        height = height_of(line_count(text, self._width()))
        return self._banner(number, text, self.styles.note, height)

    def _banner(self, number: int, text: str, style: int, height: float, beside: int = 0) -> str:
        last = len(self.sheet.columns) - 1 + beside
        if last > 0:
            self.merges.append(_area(number, 0, number, last))
        return _row(number, [self._cell(number, 0, text, style)], height)

    def _heads(self, number: int) -> Iterator[str]:
        columns = self.sheet.columns
        height = max((head_height(column) for column in columns), default=0)
        if not any(column.group for column in columns):
            yield self._head_row(number, [column.heading for column in columns], height)
            return
        top: list[str] = []
        lines = 1
        for group, found in groupby(columns, key=lambda column: column.group):
            members = list(found)
            top += self._top_heads(number, len(top), group, members)
            lines = max(lines, line_count(group, sum(column.width for column in members)))
        bottom = [column.heading if column.group else "" for column in columns]
        yield self._head_row(number, top, height_of(lines))
        yield self._head_row(number + 1, bottom, max(height_of(1), height - height_of(1) / 2))

    def _top_heads(
        self, number: int, first: int, group: str, members: Sequence[Column]
    ) -> list[str]:
        """Return the upper head cells of neighbours that share a group, or have none."""
        if not group:
            places = range(first, first + len(members))
            self.merges += [_area(number, index, number + 1, index) for index in places]
            return [column.heading for column in members]
        if len(members) > 1:
            self.merges.append(_area(number, first, number, first + len(members) - 1))
        return [group] + [""] * (len(members) - 1)

    def _head_row(self, number: int, texts: Sequence[str], height: float) -> str:
        style = self.styles.head
        cells = [self._cell(number, index, text, style) for index, text in enumerate(texts)]
        return _row(number, cells, height)

    def _cell(self, number: int, index: int, text: str, style: int) -> str:
        start = f'<c r="{column_letter(index)}{number}" s="{style}"'
        cleaned = clean_text(text)
        if not cleaned:
            return start + "/>"
        return f'{start} t="s"><v>{self.strings.number(cleaned)}</v></c>'

    def _width(self) -> float:
        return sum(column.width for column in self.sheet.columns)

    def _title_height(self) -> float:
        width = self._width() + self._beside() * STANDARD_WIDTH
        return _TITLE_HEIGHT * line_count(self.sheet.title, width / 18 * 11)

    def _beside(self) -> int:
        """Return over how many columns beyond its own the title of the sheet reaches."""
        return CHART_COLUMNS if self.sheet.chart else 0


def head_height(column: Column) -> float:
    """Return the height in points that a column's heading needs."""
    return height_of(line_count(column.heading, column.width)) + 6


def _row(number: int, cells: Sequence[str], height: float) -> str:
    return f'<row r="{number}" ht="{height:g}" customHeight="1">{"".join(cells)}</row>'


def _area(first_row: int, first: int, last_row: int, last: int) -> str:
    start = cell_ref("", first_row, first, absolute=False)
    return f"{start}:{cell_ref('', last_row, last, absolute=False)}"
