"""The texts of a form outside its cells: headers, footers, text boxes and titles of charts."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from deskapp.excel.form.cells import text_nodes
from deskapp.excel.form.package import FormSheet, Package
from deskapp.excel.form.tree import Node
from deskapp.i18n import _

_OPEN_COMMAND = re.compile(r"&[0-9]*$")


@dataclass(frozen=True, slots=True)
class LooseText:
    """A text outside the cells: where it stands in words, and its pieces."""

    part: str
    place: str
    nodes: list[Node]
    in_header: bool

    @property
    def text(self) -> str:
        """Return the whole text."""
        return "".join(node.text for node in self.nodes)

    def fitting(self, value: str, before: str) -> str:
        """Return a value as it must be written here, behind the text before it.

        In a header & begins a command, and a number behind one is the size of the letters.
        """
        if not self.in_header:
            return value
        gap = " " if value[:1].isdecimal() and _OPEN_COMMAND.search(before) else ""
        return gap + value.replace("&", "&&")


def loose_texts(package: Package, sheet: FormSheet) -> Iterator[LooseText]:
    """Yield the header and footer texts of a sheet, and the paragraphs of its drawings."""
    frame = package.read(sheet.part).first("headerFooter")
    for element in frame.elements if frame else []:
        if element.local.endswith(("Header", "Footer")):
            is_header = element.local.endswith("Header")
            place = _("page header") if is_header else _("page footer")
            yield LooseText(sheet.part, place, [element], in_header=True)
    for drawing in package.targets(sheet.part, "drawing"):
        yield from _paragraphs(package, drawing, _("text box"))
        for chart in package.targets(drawing, "chart"):
            yield from _paragraphs(package, chart, _("title of a chart"))


def _paragraphs(package: Package, part: str, place: str) -> Iterator[LooseText]:
    for node in package.read(part).walk():
        if node.local == "p" and (pieces := text_nodes(node)):
            yield LooseText(part, place, pieces, in_header=False)
