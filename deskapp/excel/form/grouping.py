"""Merge equal neighbours of a repeated row into tall cells where its marks ask for it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from deskapp.excel.form.blocks import merges_of
from deskapp.excel.form.cells import FormValue, Texts, rows_of
from deskapp.excel.form.growth import Area, Growth, area_from
from deskapp.excel.form.marks import Mark, marks_in
from deskapp.excel.form.tree import Node


@dataclass(frozen=True, slots=True)
class MergedColumn:
    """The cell of a repeated row whose equal neighbours are merged, and its mark."""

    area: Area
    mark: Mark


def merged_columns(worksheet: Node, texts: Texts, growth: Growth) -> list[MergedColumn]:
    """Return the cells that ask to be merged, from the left, before the rows are repeated.

    One that does not reach over all rows of a copy cannot be: others stand between.
    """
    merges = merges_of(worksheet)
    found: list[MergedColumn] = []
    for cell in _cells(worksheet, growth):
        place = area_from(cell.attributes["r"])
        marks = [mark for mark in marks_in(texts.text(cell)) if mark.list and mark.is_merged]
        if place is None or not marks:
            continue
        area = next((m for m in merges if (m.top, m.left) == (place.top, place.left)), place)
        if (area.top, area.bottom) == (growth.first, growth.last):
            found.append(MergedColumn(area, marks[0]))
    return sorted(found, key=lambda one: one.area.left)


def _cells(worksheet: Node, growth: Growth) -> Iterator[Node]:
    for row in rows_of(worksheet):
        if growth.holds(int(row.attributes["r"])):
            yield from row.named("c")


def grouped_areas(
    columns: Sequence[MergedColumn], growth: Growth, value: Callable[[Mark, int], FormValue]
) -> list[Area]:
    """Return the tall cells; a column's ends wherever one of a column before it ends."""
    begins = {0}
    areas: list[Area] = []
    for column in columns:
        values = [value(column.mark, item) for item in range(growth.copies)]
        begins |= {i for i in range(1, growth.copies) if _ends(values[i - 1], values[i])}
        edges = [*sorted(begins), growth.copies]
        areas += [
            column.area._replace(
                top=column.area.top + start * growth.height,
                bottom=column.area.top + end * growth.height - 1,
            )
            for start, end in pairwise(edges)
            if end - start > 1
        ]
    return areas


def _ends(before: FormValue, after: FormValue) -> bool:
    return before != after or after in (None, "")


def empty_covered(worksheet: Node, areas: Sequence[Area]) -> None:
    """Take the values out of the cells that a tall cell covers: they would count twice."""
    for row in rows_of(worksheet):
        number = int(row.attributes["r"])
        covering = [area for area in areas if area.top < number <= area.bottom]
        for cell in row.named("c") if covering else []:
            place = area_from(cell.attributes["r"])
            if place and any(area.left <= place.left <= area.right for area in covering):
                cell.children = []
                cell.attributes.pop("t", None)
