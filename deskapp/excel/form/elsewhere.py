"""Move what other parts of the package say of a sheet: names, pictures, charts, comments."""

from __future__ import annotations

import re

from deskapp.excel.form.around import (
    grow_tables,
    move_cell_formulas,
    move_foreign_rules,
    moved_areas,
)
from deskapp.excel.form.formulas import Standing, moved_formula
from deskapp.excel.form.growth import Growth
from deskapp.excel.form.package import WORKBOOK, FormSheet, Package
from deskapp.excel.form.tree import Node

_NOTE_ROW = re.compile(rb"(<(?:\w+:)?Row>\s*)(\d+)(\s*<)")
_NOTE_ANCHOR = re.compile(rb"(<(?:\w+:)?Anchor>)([^<]*)(<)")
_CHARTS = re.compile(r"xl/(?:charts|diagrams)/.*\.xml", re.IGNORECASE)
_PIVOT_SOURCES = re.compile(r"xl/pivotCache/.*Definition[^/]*\.xml", re.IGNORECASE)


def move_elsewhere(package: Package, sheet: FormSheet, growth: Growth) -> None:
    """Move all that other parts say of the cells of the grown sheet."""
    _move_names(package, growth)
    for other in package.sheets():
        if other.part != sheet.part:
            move_cell_formulas(package.tree(other.part), other.name, growth)
            move_foreign_rules(package.tree(other.part), other.name, growth)
        _move_link_targets(package.tree(other.part), growth)
    _move_charts(package, growth)
    _move_pivot_sources(package, growth)
    _move_own_parts(package, sheet, growth)


def _move_names(package: Package, growth: Growth) -> None:
    """Move the names of the workbook; the print area and the print titles are among them."""
    names = package.tree(WORKBOOK).first("definedNames")
    for name in names.named("definedName") if names else []:
        name.set_text(moved_formula(name.text, growth, Standing("", means_all=True)))


def _move_link_targets(worksheet: Node, growth: Growth) -> None:
    links = worksheet.first("hyperlinks")
    for link in links.named("hyperlink") if links else []:
        if "location" in link.attributes:
            target = moved_formula(link.attributes["location"], growth, Standing(""))
            link.attributes["location"] = target


def _move_charts(package: Package, growth: Growth) -> None:
    for part in [name for name in package.parts if _CHARTS.fullmatch(name)]:
        for node in package.tree(part).walk():
            if node.local == "f" and node.text:
                standing = Standing("", means_all=True)
                node.set_text(moved_formula(node.text, growth, standing))


def _move_pivot_sources(package: Package, growth: Growth) -> None:
    for part in [name for name in package.parts if _PIVOT_SOURCES.fullmatch(name)]:
        for node in package.tree(part).walk():
            if node.local == "worksheetSource" and node.attributes.get("sheet") == growth.sheet:
                _span(node, growth)


def _move_own_parts(package: Package, sheet: FormSheet, growth: Growth) -> None:
    for kind in ("table", "pivotTable"):
        for part in package.targets(sheet.part, kind):
            grow_tables(package.tree(part), growth)
    for part in package.targets(sheet.part, "drawing"):
        for anchor in package.tree(part).elements:
            move_anchor(anchor, growth)
    for kind in ("comments", "threadedComment"):
        for part in package.targets(sheet.part, kind):
            for node in package.tree(part).walk():
                if "ref" in node.attributes:
                    _span(node, growth, to_start=True)
    for part in package.targets(sheet.part, "vmlDrawing"):
        package.replace(part, moved_notes(package.parts[part], growth))


def _span(node: Node, growth: Growth, *, to_start: bool = False) -> None:
    def moved(area: str) -> str:
        if to_start:
            return moved_areas(area, lambda one: [one.moved(growth.start_of(one.top) - one.top)])
        return moved_areas(area, lambda one: [growth.spanned(one)])

    if "ref" in node.attributes:
        node.attributes["ref"] = moved(node.attributes["ref"])


def move_anchor(anchor: Node, growth: Growth) -> None:
    """Move a picture, a shape or a chart with the cells it stands on.

    One that is sized with its cells grows where it reaches over the repeated rows.
    """
    begin, end = (_row_of(anchor.first(side)) for side in ("from", "to"))
    if begin is None:
        return
    first = int(begin.text) + 1  # drawings count rows from 0
    begin.set_text(str(growth.start_of(first) - 1))
    if end is not None:
        last = int(end.text) + 1
        sized = anchor.attributes.get("editAs", "twoCell") == "twoCell"
        kept = last + growth.start_of(first) - first
        end.set_text(str((growth.end_of(last) if sized and last > growth.last else kept) - 1))


def _row_of(corner: Node | None) -> Node | None:
    row = corner.first("row") if corner else None
    return row if row is not None and row.text.strip().isdecimal() else None


def moved_notes(vml: bytes, growth: Growth) -> bytes:
    """Return the boxes of the comments with their cells; they are no XML that one could trust."""

    def anchor(found: re.Match[bytes]) -> bytes:
        numbers = found[2].split(b",")
        if len(numbers) == 8:
            top = int(numbers[2]) + 1
            for place in (2, 6):
                moved = int(numbers[place]) + growth.start_of(top) - top
                numbers[place] = str(moved).encode()
        return found[1] + b",".join(numbers) + found[3]

    def row(found: re.Match[bytes]) -> bytes:
        return found[1] + str(growth.start_of(int(found[2]) + 1) - 1).encode() + found[3]

    return _NOTE_ROW.sub(row, _NOTE_ANCHOR.sub(anchor, vml))
