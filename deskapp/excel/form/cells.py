"""The cells of a form: their texts with their looks, and how a value is put into one."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import TypeAlias

from openpyxl.formula.translate import Translator, TranslatorError
from openpyxl.styles.numbers import BUILTIN_FORMATS, is_date_format

from deskapp.dates import long_date
from deskapp.excel.cell_text import clean_text
from deskapp.excel.form.growth import area_from
from deskapp.excel.form.package import Package
from deskapp.excel.form.tree import Node
from deskapp.excel.references import column_letter
from deskapp.excel.workbook_parts import plain_text
from deskapp.rules.points import plain

FormValue: TypeAlias = str | int | Decimal | date | None
_LOOKS_ESCAPED = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
_OF_FONTS = ("rFont", "family", "charset", "scheme")
_EAST_ASIAN_DATES = {*range(27, 37), *range(50, 59)}


@dataclass(frozen=True, slots=True)
class Looks:
    """What the styles of a form say of its cells, by the number of the style."""

    dates: frozenset[int]
    wrapped: frozenset[int]
    from_1904: bool = False


def looks_of(package: Package) -> Looks:
    """Return which styles show a day and which break their text into lines."""
    styles = package.single("styles")
    properties = package.read("xl/workbook.xml").first("workbookPr")
    from_1904 = properties is not None and properties.attributes.get("date1904") in ("1", "true")
    if styles is None or (formats := styles.first("cellXfs")) is None:
        return Looks(frozenset(), frozenset(), from_1904)
    codes = _format_codes(styles)
    xfs = list(enumerate(formats.named("xf")))
    return Looks(
        frozenset(i for i, xf in xfs if _is_date(int(xf.attributes.get("numFmtId", "0")), codes)),
        frozenset(i for i, xf in xfs if _wraps(xf)),
        from_1904,
    )


def _format_codes(styles: Node) -> dict[int, str]:
    listed = styles.first("numFmts")
    nodes = listed.named("numFmt") if listed else []
    return {int(n.attributes["numFmtId"]): n.attributes.get("formatCode", "") for n in nodes}


def _is_date(number: int, codes: dict[int, str]) -> bool:
    if number in codes:
        return bool(is_date_format(codes[number]))
    return number in _EAST_ASIAN_DATES or bool(is_date_format(BUILTIN_FORMATS.get(number)))


def _wraps(xf: Node) -> bool:
    alignment = xf.first("alignment")
    return alignment is not None and alignment.attributes.get("wrapText") in ("1", "true")


def rows_of(worksheet: Node) -> list[Node]:
    """Return the rows of a sheet."""
    data = worksheet.first("sheetData")
    return data.named("row") if data else []


def name_cells(worksheet: Node) -> None:
    """Write the row and the cell into every row and cell: a program may leave both out."""
    row_before = 0
    for row in rows_of(worksheet):
        row_before = int(row.attributes.setdefault("r", str(row_before + 1)))
        column_before = 0
        for cell in row.named("c"):
            here = f"{column_letter(column_before)}{row_before}"
            area = area_from(cell.attributes.setdefault("r", here))
            column_before = area.left if area else column_before + 1


def spell_shared_formulas_out(worksheet: Node) -> None:
    """Give every cell its own formula where several share one that only the first spells out."""
    first: dict[str, tuple[str, str]] = {}
    for cell, formula in _formulas(worksheet):
        if formula.attributes.get("t") != "shared":
            continue
        number, here = formula.attributes.get("si", ""), cell.attributes["r"]
        if formula.text:
            first[number] = (formula.text, here)
        elif number in first:
            formula.set_text(_translated(*first[number], here))
        for name in ("t", "si", "ref"):
            formula.attributes.pop(name, None)


def _translated(formula: str, origin: str, here: str) -> str:
    try:
        return str(Translator(f"={formula}", origin).translate_formula(here))[1:]
    except TranslatorError:
        return "#REF!"


def forget_results(worksheet: Node) -> None:
    """Drop what formulas came to, for it may be another now; pictures in cells keep theirs."""
    for cell, formula in _formulas(worksheet):
        if "DISPIMG" not in formula.text:
            cell.remove("v")
            cell.attributes.pop("t", None)


def _formulas(worksheet: Node) -> Iterator[tuple[Node, Node]]:
    for row in rows_of(worksheet):
        for cell in row.named("c"):
            if (formula := cell.first("f")) is not None:
                yield cell, formula


class Texts:
    """The texts of the cells, wherever the file keeps them."""

    def __init__(self, package: Package) -> None:
        table = package.single("sharedStrings")
        self._shared = table.named("si") if table else []

    def holder(self, cell: Node) -> Node | None:
        """Return a copy of the element that holds a cell's text; None where it has none."""
        kind, value = cell.attributes.get("t"), cell.first("v")
        if cell.first("f") is not None:
            return None
        if kind == "inlineStr":
            inline = cell.first("is")
            return inline.copy() if inline else None
        if kind == "s" and value is not None and value.text.strip().isdecimal():
            place = int(value.text)
            return self._shared[place].copy() if place < len(self._shared) else None
        if kind == "str" and value is not None:
            text = cell.sibling("t")
            text.set_text(value.text)
            return cell.sibling("is", {}) if not value.text else _holding(cell, text)
        return None

    def text(self, cell: Node) -> str:
        """Return the whole text of a cell, empty where it has none."""
        holder = self.holder(cell)
        return "" if holder is None else plain_text([t.text for t in text_nodes(holder)])


def _holding(cell: Node, text: Node) -> Node:
    holder = cell.sibling("is")
    holder.children = [text]
    return holder


def text_nodes(holder: Node) -> list[Node]:
    """Return the pieces of a text; how it is spoken (rPh) is no part of it."""
    pieces: list[Node] = []
    for child in holder.elements:
        if child.local == "t":
            pieces.append(child)
        elif child.local not in ("rPh", "pPr"):
            pieces += text_nodes(child)
    return pieces


def differs_in_fonts_only(holder: Node) -> bool:
    """Return whether a text lies in pieces that differ in nothing but their fonts.

    No person does that: LibreOffice gives Latin and Chinese letters fonts of their own, and
    repeats in each piece the colours of the cell, which its rules can then change no more.
    """
    runs = [run.first("rPr") for run in holder.named("r")]
    looks = {_but_for_fonts(properties) for properties in runs if properties}
    return len(runs) > 1 and None not in runs and len(looks) == 1


def _but_for_fonts(properties: Node) -> frozenset[tuple[str, str]]:
    others = [one for one in properties.elements if one.local not in _OF_FONTS]
    return frozenset((one.local, str(sorted(one.attributes.items()))) for one in others)


def replace_in_text(
    nodes: list[Node], replaced: Callable[[str], list[tuple[int, int, str]]]
) -> None:
    """Put texts in the place of stretches of a text that may lie in several pieces.

    `replaced` returns (start, end, new text) of the whole text. What is put in looks like the
    piece in which it begins.
    """
    whole = [node.text for node in nodes]
    changes = replaced("".join(whole))
    for start, end, new in sorted(changes, reverse=True):
        offset = 0
        for place, text in enumerate(whole):
            low, high = max(start - offset, 0), min(end - offset, len(text))
            if low < high:
                put = new if start >= offset else ""
                whole[place] = text[:low] + put + text[high:]
            offset += len(text)
    for node, text in zip(nodes, whole, strict=True):
        node.set_text(text)


def put_text(cell: Node, holder: Node) -> None:
    """Put a text with its looks into a cell: as text, whatever it looks like."""
    for node in text_nodes(holder):
        node.attributes["xml:space"] = "preserve"
    holder.remove("rPh")
    holder.remove("phoneticPr")
    for node in holder.walk():  # its part may name the same things with another prefix
        node.name = cell.sibling(node.local).name
    holder.name = cell.sibling("is").name
    _empty(cell)
    cell.attributes["t"] = "inlineStr"
    cell.children.append(holder)


def put_value(cell: Node, value: FormValue, looks: Looks) -> None:
    """Put a value into a cell, which keeps its style.

    A day becomes a real date where the cell shows dates, else it is written out.
    """
    if isinstance(value, date) and int(cell.attributes.get("s", "0")) not in looks.dates:
        value = long_date(value)
    _empty(cell)
    if value is None or value == "":
        return
    if isinstance(value, str):
        text = cell.sibling("t")
        text.set_text(as_xml(value))
        put_text(cell, _holding(cell, text))
        return
    number = cell.sibling("v")
    number.set_text(str(_serial(value, looks)) if isinstance(value, date) else plain(value))
    cell.children.append(number)


def shown(value: FormValue) -> str:
    """Return a value as it reads inside a text."""
    if value is None:
        return ""
    if isinstance(value, date):
        return long_date(value)
    return clean_text(value) if isinstance(value, str) else plain(value)


def as_xml(text: str) -> str:
    """Return a text as a cell can hold it, spelled so that Excel reads nothing into it."""
    return _LOOKS_ESCAPED.sub("_x005F_", clean_text(text))


def _serial(day: date, looks: Looks) -> int:
    day = day.date() if isinstance(day, datetime) else day
    return (day - (date(1904, 1, 1) if looks.from_1904 else date(1899, 12, 30))).days


def _empty(cell: Node) -> None:
    cell.attributes.pop("t", None)
    cell.children = [c for c in cell.elements if c.local == "extLst"]
