"""What a form holds besides its cells, and what will come of it: said before anything is filled."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from deskapp.excel.form.cells import rows_of
from deskapp.excel.form.loose_texts import loose_texts
from deskapp.excel.form.marks import marks_in
from deskapp.excel.form.package import FormSheet, Package
from deskapp.excel.form.tree import Node
from deskapp.i18n import N_, _

Fate = Literal["kept", "look", "lost"]

_WORDS: dict[str, tuple[Fate, str]] = {
    "chart": ("kept", N_("{n} chart: kept; it shows the repeated rows")),
    "shape": ("kept", N_("{n} shape or text box: kept; it moves with the rows it stands on")),
    "picture": ("kept", N_("{n} picture: kept; it moves with the rows it stands on")),
    "cell_picture": ("kept", N_("{n} picture in a cell: kept")),
    "comment": ("kept", N_("{n} comment: kept; marks in comments are not filled")),
    "table": ("kept", N_("{n} table: kept; it grows with the repeated rows")),
    "protected": ("kept", N_("the sheet is protected, and so are the filled forms")),
    "pivot": ("look", N_("{n} pivot table: kept, but it shows old figures until it is refreshed")),
    "slicer": ("look", N_("{n} slicer: kept, but it stays where it is when rows are added")),
    "control": ("look", N_("{n} button or control: kept; look where it stands after filling")),
    "external": ("look", N_("links to other workbooks: kept; they show what was read last")),
    "macros": ("look", N_("macros: kept, but nobody has tried them on the filled form")),
    "signature": ("lost", N_("a digital signature: the filled forms are not signed")),
    "tab_mark": ("look", N_("the mark in the name of its tab is not filled")),
    "list_mark": ("look", N_("{n} mark of a list outside the cells: it is not filled")),
    "formula_mark": ("look", N_("{n} mark inside a formula: it is not filled")),
}


@dataclass(frozen=True, slots=True)
class Content:
    """One kind of thing in a form: its sheet (empty for the workbook), how many, its fate."""

    sheet: str
    kind: str
    number: int

    @property
    def fate(self) -> Fate:
        """Return whether it is kept as it is, should be looked at, or is lost."""
        return _WORDS[self.kind][0]

    def sentence(self) -> str:
        """Return what it is and what comes of it, in words."""
        said = _(_WORDS[self.kind][1]).format(n=self.number)
        if not self.sheet:
            return _("The form has {content}.").format(content=said)
        return _("Sheet “{sheet}”: {content}.").format(sheet=self.sheet, content=said)


def contents_of(package: Package) -> list[Content]:
    """Return what a form holds besides texts, numbers and formulas."""
    package = package.copy()
    found = [Content("", kind, 1) for kind in _of_workbook(package)]
    for sheet in package.sheets():
        counted = Counter(_of_sheet(package, sheet))
        found += [Content(sheet.name, kind, counted[kind]) for kind in _WORDS if counted[kind]]
    return found


def _of_workbook(package: Package) -> Iterator[str]:
    names = [name.lower() for name in package.parts]
    if any(name.endswith("vbaproject.bin") for name in names):
        yield "macros"
    if any(name.startswith("xl/externallinks/") for name in names):
        yield "external"
    if any(name.startswith("_xmlsignatures/") for name in names):
        yield "signature"


def _of_sheet(package: Package, sheet: FormSheet) -> Iterator[str]:
    worksheet = package.read(sheet.part)
    if marks_in(sheet.name):
        yield "tab_mark"
    for loose in loose_texts(package, sheet):
        yield from ["list_mark" for mark in marks_in(loose.text) if mark.list]
    for part in package.targets(sheet.part, "drawing"):
        yield from _of_drawing(package.read(part))
    for part in package.targets(sheet.part, "comments"):
        yield from ["comment" for node in package.read(part).walk() if node.local == "comment"]
    for kind, relation in (("table", "table"), ("pivot", "pivotTable"), ("slicer", "slicer")):
        yield from [kind for _part in package.targets(sheet.part, relation)]
    for relation in ("ctrlProp", "control", "oleObject"):
        yield from ["control" for _part in package.targets(sheet.part, relation)]
    if worksheet.first("sheetProtection") is not None:
        yield "protected"
    for row in rows_of(worksheet):
        yield from _of_row(row)


def _of_row(row: Node) -> Iterator[str]:
    for cell in row.named("c"):
        formula = cell.first("f")
        if formula is not None and "DISPIMG" in formula.text:
            yield "cell_picture"
        elif formula is not None and "{{" in formula.text:
            yield "formula_mark"


def _of_drawing(drawing: Node) -> Iterator[str]:
    kinds = {"pic": "picture", "sp": "shape", "cxnSp": "shape", "graphicFrame": "chart"}
    in_fallbacks = {
        id(node)
        for fallback in drawing.walk()
        if fallback.local == "Fallback"
        for node in fallback.walk()
    }
    for node in drawing.walk():
        if node.local in kinds and id(node) not in in_fallbacks:
            yield kinds[node.local]
