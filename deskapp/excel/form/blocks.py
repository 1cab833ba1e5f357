"""Find the rows of a form that are repeated for every item of a list, and repeat them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from deskapp.excel.form.around import move_formula_of, move_surroundings
from deskapp.excel.form.cells import Texts, rows_of
from deskapp.excel.form.formulas import Standing
from deskapp.excel.form.growth import Area, Growth, area_from
from deskapp.excel.form.marks import Mark, marks_in
from deskapp.excel.form.tree import Node


@dataclass(frozen=True, slots=True)
class Block:
    """Rows that are repeated, and the lists whose marks stand in them."""

    first: int
    last: int
    lists: frozenset[str]


def merges_of(worksheet: Node) -> list[Area]:
    """Return the merged cells of a sheet."""
    listed = worksheet.first("mergeCells")
    found = (area_from(n.attributes.get("ref", "")) for n in (listed.elements if listed else []))
    return [area for area in found if area is not None]


def blocks_of(worksheet: Node, texts: Texts) -> list[Block]:
    """Return the blocks of a sheet from the top.

    A row with marks of a list is one, with the rows that merged cells with such marks reach
    down to; {{#list}} and {{/list}} make one of all rows from the first to the second.
    """
    marked = _marked_rows(worksheet, texts)
    tall = _tall_cells(worksheet, texts)
    blocks = [_reaching(block, tall) for block in [*_bracketed(marked), *_single(marked)]]
    joined: list[Block] = []
    for block in sorted(blocks, key=lambda one: one.first):
        if joined and block.first <= joined[-1].last:
            before = joined.pop()
            last, lists = max(before.last, block.last), before.lists | block.lists
            block = Block(before.first, last, lists)
        joined.append(block)
    return joined


def _marked_rows(worksheet: Node, texts: Texts) -> dict[int, list[Mark]]:
    found: dict[int, list[Mark]] = {}
    for row in rows_of(worksheet):
        marks = [m for c in row.named("c") for m in marks_in(texts.text(c)) if m.list]
        if marks:
            found[int(row.attributes["r"])] = marks
    return found


def _bracketed(marked: dict[int, list[Mark]]) -> Iterable[Block]:
    begun: dict[str, int] = {}
    for row, marks in marked.items():
        for mark in marks:
            if mark.edge == "#":
                begun[mark.list] = row
            elif mark.edge == "/" and mark.list in begun:
                yield Block(begun.pop(mark.list), row, frozenset({mark.list}))


def _single(marked: dict[int, list[Mark]]) -> Iterable[Block]:
    for row, marks in marked.items():
        if lists := frozenset(mark.list for mark in marks if not mark.edge):
            yield Block(row, row, lists)


def _tall_cells(worksheet: Node, texts: Texts) -> list[Area]:
    """Return the merged cells over several rows in which marks of a list stand."""
    tall = {(area.top, area.left): area for area in merges_of(worksheet) if area.top < area.bottom}
    places = (
        (area_from(cell.attributes["r"]), texts.text(cell))
        for row in rows_of(worksheet)
        for cell in row.named("c")
    )
    return [
        tall[place.top, place.left]
        for place, text in places
        if place and (place.top, place.left) in tall and any(m.list for m in marks_in(text))
    ]


def _reaching(block: Block, tall: Iterable[Area]) -> Block:
    """Return the block with the rows that merged cells beginning in it reach down to."""
    last = block.last
    for area in tall:
        if block.first <= area.top <= last:
            last = max(last, area.bottom)
    return Block(block.first, last, block.lists)


def repeat(worksheet: Node, growth: Growth) -> list[list[Node]]:
    """Repeat rows of a sheet and move all of it that lies below; return the rows of each copy."""
    data = worksheet.first("sheetData")
    assert data is not None
    above, block, below = _parted(rows_of(worksheet), growth)
    for row in above:
        _move_formulas(row, int(row.attributes["r"]), 0, growth)
    copies = [[row.copy() for row in block] for _copy in range(growth.copies)]
    for number, rows in enumerate(copies):
        for row in rows:
            origin = int(row.attributes["r"])
            _move_formulas(row, origin, number, growth)
            _renumber(row, origin + number * growth.height)
    for row in below:
        origin = int(row.attributes["r"])
        _move_formulas(row, origin, 0, growth)
        _renumber(row, origin + growth.added)
    data.children = [*above, *(row for rows in copies for row in rows), *below]
    move_surroundings(worksheet, growth)
    return copies


def _parted(rows: list[Node], growth: Growth) -> tuple[list[Node], list[Node], list[Node]]:
    above = [row for row in rows if int(row.attributes["r"]) < growth.first]
    block = [row for row in rows if growth.holds(int(row.attributes["r"]))]
    return above, block, [row for row in rows if int(row.attributes["r"]) > growth.last]


def _move_formulas(row: Node, number: int, copy: int, growth: Growth) -> None:
    for cell in row.named("c"):
        area = area_from(cell.attributes["r"])
        column = area.left if area else 0
        move_formula_of(cell, Standing(growth.sheet, number, column, copy), growth)


def _renumber(row: Node, number: int) -> None:
    row.attributes["r"] = str(number)
    for cell in row.named("c"):
        area = area_from(cell.attributes["r"])
        if area is not None:
            cell.attributes["r"] = str(Area(number, area.left, number, area.left))


def merge(worksheet: Node, areas: Iterable[Area]) -> None:
    """Merge cells in the place of the merges that lie inside these areas."""
    wanted = list(areas)
    if not wanted:
        return
    listed = worksheet.first("mergeCells")
    if listed is None:
        data = worksheet.first("sheetData")
        assert data is not None
        listed = data.sibling("mergeCells")
        worksheet.children.insert(_place_of_merges(worksheet), listed)
    kept = [node for node in listed.elements if not _inside_any(node, wanted)]
    new = [listed.sibling("mergeCell", {"ref": str(area)}) for area in wanted]
    listed.children = [*kept, *new]
    listed.attributes["count"] = str(len(listed.children))


_BEFORE_MERGES = frozenset(
    [
        "sheetPr",
        "dimension",
        "sheetViews",
        "sheetFormatPr",
        "cols",
        "sheetData",
        "sheetCalcPr",
        "sheetProtection",
        "protectedRanges",
        "scenarios",
        "autoFilter",
        "sortState",
        "dataConsolidate",
        "customSheetViews",
    ]
)


def _place_of_merges(worksheet: Node) -> int:
    """Return where in the fixed order of a sheet's elements the merges belong."""
    places = [
        place
        for place, child in enumerate(worksheet.children)
        if isinstance(child, Node) and child.local in _BEFORE_MERGES
    ]
    return places[-1] + 1


def _inside_any(node: Node, areas: list[Area]) -> bool:
    one = area_from(node.attributes.get("ref", ""))
    return one is not None and any(
        area.top <= one.top
        and one.bottom <= area.bottom
        and area.left <= one.left
        and one.right <= area.right
        for area in areas
    )
