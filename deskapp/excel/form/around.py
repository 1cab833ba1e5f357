"""Move what lies around the cells of a sheet: merges, rules, breaks, filters, views, links."""

from __future__ import annotations

from collections.abc import Callable

from deskapp.excel.form.cells import rows_of
from deskapp.excel.form.formulas import Standing, moved_formula
from deskapp.excel.form.growth import Area, Growth, area_from
from deskapp.excel.form.tree import Node

# Elements of which every copy of the repeated rows has its own.
_COPIED = {"mergeCells": "mergeCell", "hyperlinks": "hyperlink"}
_FORMULAS = frozenset({"formula", "formula1", "formula2", "f"})


def move_surroundings(worksheet: Node, growth: Growth) -> None:
    """Move everything of the grown sheet but its rows, and the formulas of its rules."""
    for element in worksheet.elements:
        if element.local == "sheetData":
            continue
        if element.local in _COPIED:
            copy_areas(element, _COPIED[element.local], growth)
        elif element.local == "rowBreaks":
            _move_breaks(element, growth)
        else:
            _move_rules(element, growth)


def copy_areas(listed: Node, local: str, growth: Growth) -> None:
    """Give every copy of the repeated rows its own merge or link; `count` is kept right."""
    children: list[Node | str] = []
    for element in listed.elements:
        area = area_from(element.attributes.get("ref", ""))
        if element.local != local or area is None:
            children.append(element)
            continue
        children += [_at(element, place) for place in growth.copied(area)]
    listed.children = children
    if "count" in listed.attributes:
        listed.attributes["count"] = str(len(children))


def _at(element: Node, area: Area) -> Node:
    copied = element.copy()
    copied.attributes["ref"] = str(area)
    copied.attributes.pop("xr:uid", None)
    return copied


def _move_breaks(breaks: Node, growth: Growth) -> None:
    """Move the page breaks; one after a repeated row comes after its last copy."""
    for one in breaks.named("brk"):
        row = one.attributes.get("id", "")
        if row.isdecimal():
            one.attributes["id"] = str(growth.end_of(int(row)))


def _move_rules(element: Node, growth: Growth) -> None:
    """Move areas and formulas of conditional formats, validations, filters, views and more."""
    standing = _standing(element, growth)
    for child in list(element.elements):
        _move_rules_with(child, growth, standing)
    _move_attributes(element, growth)


def _move_rules_with(element: Node, growth: Growth, standing: Standing) -> None:
    own = _standing(element, growth)
    standing = own if own.row else standing
    for child in element.elements:
        _move_rules_with(child, growth, standing)
    if element.local in _FORMULAS and element.text:
        element.set_text(moved_formula(element.text, growth, standing))
    elif element.local == "sqref" and element.text:
        element.set_text(moved_areas(element.text, growth.covered))
    elif element.local == "cfvo" and element.attributes.get("type") == "formula":
        value = moved_formula(element.attributes.get("val", ""), growth, standing)
        element.attributes["val"] = value
    _move_attributes(element, growth)


def _standing(element: Node, growth: Growth) -> Standing:
    """Return the cell that the formulas of a rule are written for: its first."""
    areas = element.attributes.get("sqref", "")
    if not areas and (inner := element.first("sqref")) is not None:
        areas = inner.text
    first = area_from(areas.split()[0]) if areas.split() else None
    if first is None:
        return Standing(growth.sheet)
    return Standing(growth.sheet, first.top, first.left)


def _move_attributes(element: Node, growth: Growth) -> None:
    attributes = element.attributes
    if "ref" in attributes:
        attributes["ref"] = moved_areas(attributes["ref"], lambda area: [growth.spanned(area)])
    if "sqref" in attributes and element.local != "selection":
        attributes["sqref"] = moved_areas(attributes["sqref"], growth.covered)
    for name in ("topLeftCell", "activeCell", "sqref"):
        if name in attributes and (name != "sqref" or element.local == "selection"):
            attributes[name] = moved_areas(attributes[name], lambda area: [_shifted(area, growth)])


def moved_areas(text: str, moved: Callable[[Area], list[Area]]) -> str:
    """Return areas with blanks between them as they are after the growth."""
    pieces: list[str] = []
    for word in text.split():
        area = area_from(word)
        pieces += [word] if area is None else [str(one) for one in moved(area)]
    return " ".join(pieces)


def _shifted(area: Area, growth: Growth) -> Area:
    """Return an area that keeps its size: what is chosen or shown first."""
    return area.moved(growth.start_of(area.top) - area.top)


def grow_tables(table: Node, growth: Growth) -> None:
    """Move the areas of a table of the grown sheet, its filter among them."""
    for element in table.walk():
        if "ref" in element.attributes:
            area = moved_areas(element.attributes["ref"], lambda one: [growth.spanned(one)])
            element.attributes["ref"] = area


def move_cell_formulas(worksheet: Node, sheet: str, growth: Growth) -> None:
    """Move the formulas in the cells of another sheet than the grown one."""
    for row in rows_of(worksheet):
        for cell in row.named("c"):
            move_formula_of(cell, Standing(sheet), growth)


def move_formula_of(cell: Node, standing: Standing, growth: Growth) -> None:
    """Move the formula of a cell, if it has one, and the area that an array formula fills."""
    formula = cell.first("f")
    if formula is None:
        return
    if formula.text:
        formula.set_text(moved_formula(formula.text, growth, standing))
    area = area_from(formula.attributes.get("ref", ""))
    if area is not None and standing.sheet.casefold() == growth.sheet.casefold():
        inside = growth.holds(standing.row)
        moved = area.moved(standing.copy * growth.height) if inside else growth.spanned(area)
        formula.attributes["ref"] = str(moved)


def move_foreign_rules(worksheet: Node, sheet: str, growth: Growth) -> None:
    """Move the formulas of another sheet's rules that name the grown one."""
    standing = Standing(sheet)
    for element in worksheet.elements:
        if element.local == "sheetData":
            continue
        for node in element.walk():
            if node.local in _FORMULAS and node.text:
                node.set_text(moved_formula(node.text, growth, standing))
