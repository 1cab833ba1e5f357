"""Read what a package says about its sheets, its texts and its date formats.

openpyxl's own reader is not used: it drops cells outside a wrong <dimension>, finds no sheets
in Strict Open XML, takes the Chinese date formats for numbers, and fails as a whole over a
print setting or a colour that it does not like.
"""

from __future__ import annotations

import posixpath
import re
from dataclasses import dataclass
from typing import NamedTuple
from zipfile import ZipFile

from openpyxl.styles.numbers import BUILTIN_FORMATS, is_date_format

from deskapp.excel.cell_text import clean_text
from deskapp.excel.safe_xml import Attributes, Elements, read_elements

_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
_EAST_ASIAN_DATES = {*range(27, 37), *range(50, 59)}
"""Formats such as 2021年4月20日 that the Chinese Excel has built in and names by number only."""


class SheetPart(NamedTuple):
    """A worksheet as the workbook lists it."""

    name: str
    hidden: bool
    part: str


@dataclass(slots=True)
class WorkbookParts:
    """What the cells of every sheet lean on."""

    sheets: list[SheetPart]
    texts: list[str]
    date_styles: frozenset[int]
    dates_from_1904: bool
    has_macros: bool


def read_parts(archive: ZipFile) -> WorkbookParts:
    """Return the sheets in the order of their tabs, and what their cells lean on."""
    names = {name.replace("\\", "/").lower(): name for name in archive.namelist()}
    workbook, relations = _Workbook(), _Relations()
    texts, styles = _Texts(), _Styles()
    _read(archive, names["xl/workbook.xml"], workbook)
    _read(archive, names.get("xl/_rels/workbook.xml.rels"), relations)
    _read(archive, names.get(relations.single("/sharedStrings")), texts)
    _read(archive, names.get(relations.single("/styles")), styles)
    sheets = [
        SheetPart(name, hidden, names[target])
        for name, hidden, relation in workbook.sheets
        if (target := relations.target(relation, "/worksheet"))
    ]
    return WorkbookParts(
        sheets,
        texts.texts,
        styles.date_styles(),
        workbook.from_1904,
        "xl/vbaproject.bin" in names,
    )


def plain_text(pieces: list[str]) -> str:
    """Return the text that pieces of XML stand for, cleaned."""
    text = "".join(pieces)
    if "_x" in text:
        text = _ESCAPED.sub(lambda match: chr(int(match[1], 16)), text)
    return clean_text(text)


def _read(archive: ZipFile, name: str | None, handler: Elements) -> None:
    if name is not None:
        with archive.open(name) as part:
            read_elements(part, handler)


class _Workbook(Elements):
    """The tabs: name, whether hidden, and the relation that leads to the sheet."""

    def __init__(self) -> None:
        super().__init__()
        self.sheets: list[tuple[str, bool, str]] = []
        self.from_1904 = False
        self.at_begin = {"workbookPr": self._properties, "sheet": self._sheet}

    def _properties(self, attributes: Attributes) -> None:
        self.from_1904 = attributes.get("date1904", "0") in ("1", "true")

    def _sheet(self, attributes: Attributes) -> None:
        relation = next((v for k, v in attributes.items() if k.endswith(":id")), "")
        hidden = attributes.get("state", "visible") != "visible"
        self.sheets.append((attributes["name"], hidden, relation))


class _Relations(Elements):
    """Where the parts of the workbook are."""

    def __init__(self) -> None:
        super().__init__()
        self._targets: dict[str, tuple[str, str]] = {}
        self.at_begin = {"Relationship": self._relation}

    def _relation(self, attributes: Attributes) -> None:
        if attributes.get("TargetMode") != "External":
            target = attributes["Target"].replace("\\", "/")
            path = posixpath.normpath(posixpath.join("/xl", target))
            self._targets[attributes["Id"]] = (attributes["Type"], path.lstrip("/").lower())

    def target(self, relation: str, kind: str) -> str:
        """Return the part a relation of this kind leads to, or nothing."""
        found, part = self._targets.get(relation, ("", ""))
        return part if found.endswith(kind) else ""

    def single(self, kind: str) -> str:
        """Return the part of a kind that a workbook has only one of, or nothing."""
        return next((part for found, part in self._targets.values() if found.endswith(kind)), "")


class _Texts(Elements):
    """The shared strings; how a word is spoken (rPh) is no part of it."""

    def __init__(self) -> None:
        super().__init__()
        self.texts: list[str] = []
        self._pieces: list[str] = []
        self._spoken = False
        self.at_begin = {"si": self._begin_item, "rPh": self._begin_spoken, "t": self._begin_text}
        self.at_end = {"t": self._end_text, "rPh": self._end_spoken, "si": self._end_item}

    def _begin_item(self, _attributes: Attributes) -> None:
        self._pieces = []

    def _begin_text(self, _attributes: Attributes) -> None:
        self.text.clear()

    def _end_text(self) -> None:
        if not self._spoken:
            self._pieces += self.text

    def _end_item(self) -> None:
        self.texts.append(plain_text(self._pieces))

    def _begin_spoken(self, _attributes: Attributes) -> None:
        self._spoken = True

    def _end_spoken(self) -> None:
        self._spoken = False


class _Styles(Elements):
    """The number formats, to tell days from numbers."""

    def __init__(self) -> None:
        super().__init__()
        self._codes: dict[int, str] = {}
        self._formats: list[int] = []
        self._in_cell_formats = False
        self.at_begin = {"numFmt": self._code, "cellXfs": self._enter, "xf": self._format}
        self.at_end = {"cellXfs": self._leave}

    def _code(self, attributes: Attributes) -> None:
        self._codes[int(attributes["numFmtId"])] = attributes.get("formatCode", "")

    def _enter(self, _attributes: Attributes) -> None:
        self._in_cell_formats = True

    def _leave(self) -> None:
        self._in_cell_formats = False

    def _format(self, attributes: Attributes) -> None:
        if self._in_cell_formats:
            self._formats.append(int(attributes.get("numFmtId", "0")))

    def date_styles(self) -> frozenset[int]:
        """Return the numbers of the styles that show a date or a time."""
        return frozenset(i for i, number in enumerate(self._formats) if self._is_date(number))

    def _is_date(self, number: int) -> bool:
        if number in self._codes:
            return bool(is_date_format(self._codes[number]))
        return number in _EAST_ASIAN_DATES or is_date_format(BUILTIN_FORMATS.get(number))
