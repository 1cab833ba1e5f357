"""Let the rows of a filled form be tall enough for what they hold."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeAlias

from deskapp.excel.form.cells import Looks, Texts
from deskapp.excel.form.growth import Area, area_from
from deskapp.excel.form.tree import Node
from deskapp.excel.heights import MAX_HEIGHT, height_of, line_count

Merges: TypeAlias = Mapping[tuple[int, int], Area]
"""Merged cells by the row and the column in which they begin."""
_USUAL_WIDTH = 8.43


def column_widths(worksheet: Node) -> dict[int, float]:
    """Return the widths of the columns that have one of their own, by number."""
    widths: dict[int, float] = {}
    columns = worksheet.first("cols")
    for column in columns.named("col") if columns else []:
        attributes = column.attributes
        first, last = int(attributes["min"]), int(attributes["max"])
        for number in range(first, min(last, first + 200) + 1):
            widths[number] = float(attributes.get("width", _USUAL_WIDTH))
    return widths


def make_room(
    row: Node, widths: dict[int, float], merges: Merges, looks: Looks, texts: Texts
) -> None:
    """Make a row taller where its wrapped texts need more than it has; never lower.

    A row without a height is left to the program that opens it, unless merged cells, which
    no program makes room for, need more than a line.
    """
    needed = _needed(row, widths, merges, looks, texts)
    height = float(row.attributes.get("ht", "0"))
    if needed > max(height, height_of(1)):
        row.attributes |= {"ht": f"{min(needed, MAX_HEIGHT):g}", "customHeight": "1"}


def _needed(
    row: Node, widths: dict[int, float], merges: Merges, looks: Looks, texts: Texts
) -> float:
    lines = 1
    for cell in row.named("c"):
        text = texts.text(cell)
        place = area_from(cell.attributes["r"])
        if not text or place is None or int(cell.attributes.get("s", "0")) not in looks.wrapped:
            continue
        area = merges.get((place.top, place.left), place)
        width = sum(widths.get(c, _USUAL_WIDTH) for c in range(area.left, area.right + 1))
        tall = line_count(text, width)
        lines = max(lines, -(-tall // (area.bottom - area.top + 1)))
    return height_of(lines)
