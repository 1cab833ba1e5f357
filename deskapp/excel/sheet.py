"""Describe a sheet as plain data, before it is a workbook."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time
from decimal import Decimal
from typing import Literal, TypeAlias

from deskapp.excel.references import cell_ref as cell_ref
from deskapp.excel.references import column_letter as column_letter
from deskapp.excel.references import link_target as link_target
from deskapp.excel.references import range_ref as range_ref
from deskapp.excel.references import range_target as range_target
from deskapp.excel.references import safe_sheet_name as safe_sheet_name

Kind = Literal["text", "whole", "points", "date", "percent", "wrapped"]


@dataclass(frozen=True, slots=True)
class Formula:
    """A live formula, and the value it has now for viewers that do not calculate."""

    expression: str
    """As in the cell, without the leading equals sign."""
    value: int | float | Decimal | str | None


@dataclass(frozen=True, slots=True)
class Link:
    """A cell that leads to `#'Sheet name'!A5` in this workbook, or to a relative path.

    It may lead to an area such as `#'Sheet name'!A5:D9`, which is then selected.
    """

    text: str | int | float | Decimal | Formula
    target: str


Tint = Literal["blue", "yellow", "red", "green", "grey"]


@dataclass(frozen=True, slots=True)
class Tinted:
    """A word on the ground of its colour: never the colour alone."""

    text: str
    tint: Tint


Value: TypeAlias = str | int | float | Decimal | date | datetime | time | bool | None
Cell: TypeAlias = Value | Formula | Link | Tinted


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its heading, its width in characters, and what its cells hold.

    Neighbours with the same group share one merged head cell above their headings.
    """

    heading: str
    width: float = 12
    kind: Kind = "text"
    group: str = ""


@dataclass(frozen=True, slots=True)
class BarChart:
    """Bars beside the rows, one a row; `names` and `values` are indexes of columns."""

    title: str
    names: int
    values: int
    names_title: str
    values_title: str


@dataclass(slots=True)
class Sheet:
    """One sheet as plain data; rows may be a generator and is then read once."""

    name: str
    title: str
    columns: Sequence[Column]
    rows: Iterable[Sequence[Cell]]
    notes: Sequence[str] = ()
    totals: Sequence[Sequence[Cell]] = ()
    footer: Sequence[str] = ()
    landscape: bool = True
    freeze_columns: int = 0
    filters: bool = True
    row_height: float | None = None
    merge_down: Sequence[int] = ()
    """Indexes of columns whose equal neighbouring values become one tall cell."""
    lists: Mapping[int, Sequence[str | int]] = field(default_factory=dict)
    """Drop-down choices by column index; numbers where the cells hold numbers."""
    one_page: bool = False
    """A form to print and sign: made to fit one page, without a number of pages."""
    tab_colour: str | None = None
    """Red, green, blue as six hexadecimal digits."""
    strong_rows: Collection[int] = ()
    """Indexes of body rows that look as the totals do, such as the heads of sections."""
    chart: BarChart | None = None
    page_note: str = ""
    """Printed at the foot of every page."""
    pages_wide: int = 1
    """How many pages its columns take in print; frozen columns are repeated on each."""

    def head_row(self) -> int:
        """Return the number of the first head row, under the title and the notes."""
        return 1 + bool(self.title) + len(self.notes)

    def first_row(self) -> int:
        """Return the number of the first body row, counted from 1 as in Excel."""
        grouped = any(column.group for column in self.columns)
        return self.head_row() + (2 if grouped else 1)
