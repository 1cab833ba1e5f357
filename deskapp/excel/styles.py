"""Give every kind of cell its look, and the number by which the file names that look."""

from __future__ import annotations

from functools import cache
from typing import Literal, NamedTuple

from openpyxl.cell import Cell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.worksheet.worksheet import Worksheet

from deskapp.excel.sheet import Kind, Tint
from deskapp.i18n import current_language

Shown = Literal["text", "quoted", "number", "date", "moment", "time"]

_LINE = Side(style="thin", color="FF808080")
_BOX = Border(left=_LINE, right=_LINE, top=_LINE, bottom=_LINE)
_HEAD_FILL = PatternFill("solid", fgColor="FFE7E9ED")
_TOTAL_FILL = PatternFill("solid", fgColor="FFF5F6F8")
# Light enough for black words, also where they are printed in grey.
_TINTS: dict[Tint, str] = {
    "blue": "FFCFE4F5",
    "yellow": "FFFBE3A8",
    "red": "FFF8CDB5",
    "green": "FFCDEBDD",
    "grey": "FFE9EAEC",
}
_LINK_COLOUR = "FF0563C1"
_NUMBER_FORMATS: dict[Kind, str] = {"whole": "0", "points": "0.00", "percent": "0.0%"}
_SHOWN_FORMATS: dict[Shown, str] = {
    "date": "yyyy-mm-dd",
    "moment": "yyyy-mm-dd hh:mm",
    "time": "hh:mm",
}


class Typeface(NamedTuple):
    """The fonts of a language; charset and family lead to a like one where it is missing."""

    head: str
    body: str
    charset: int | None


_TYPEFACES = {"zh_CN": Typeface("黑体", "宋体", 134)}
_LATIN = Typeface("Calibri", "Calibri", None)


class StyleBook:
    """Registers looks with a workbook and returns their numbers."""

    def __init__(self, sheet: Worksheet) -> None:
        self._sheet = sheet
        self._face = _TYPEFACES.get(current_language(), _LATIN)
        self.cell = cache(self._cell)
        self.tinted = cache(self._tinted)
        self.title = self._id(
            self._font(18, head=True), Alignment("center", "center", wrap_text=True)
        )
        self.note = self._id(self._font(11), Alignment("left", "center", wrap_text=True))
        self.head = self._id(
            self._font(11, head=True),
            Alignment("center", "center", wrap_text=True),
            boxed=True,
            fill=_HEAD_FILL,
        )

    def _cell(self, kind: Kind, shown: Shown, bold: bool = False, link: bool = False) -> int:
        font = self._font(11, bold=bold, colour=_LINK_COLOUR if link else None)
        number_format = _SHOWN_FORMATS.get(shown, "General")
        if shown == "number":
            number_format = _NUMBER_FORMATS.get(kind, "General")
        fill = _TOTAL_FILL if bold else None
        alignment = _alignment(kind, shown)
        quoted = shown == "quoted"
        return self._id(font, alignment, number_format, boxed=True, fill=fill, quoted=quoted)

    def _tinted(self, kind: Kind, tint: Tint) -> int:
        alignment = Alignment("center", "center", wrap_text=kind == "wrapped")
        fill = PatternFill("solid", fgColor=_TINTS[tint])
        return self._id(self._font(11, bold=True), alignment, boxed=True, fill=fill)

    def _font(
        self, size: float, head: bool = False, bold: bool = False, colour: str | None = None
    ) -> Font:
        name = self._face.head if head else self._face.body
        underline = "single" if colour else None
        return Font(
            name=name,
            sz=size,
            b=head or bold,
            color=colour,
            u=underline,
            charset=self._face.charset,
            family=2 if head else None,
        )

    def _id(
        self,
        font: Font,
        alignment: Alignment,
        number_format: str = "General",
        *,
        boxed: bool = False,
        fill: PatternFill | None = None,
        quoted: bool = False,
    ) -> int:
        # A cell that is never put into the sheet: the public way to register a look.
        cell = Cell(self._sheet, row=1, column=1)
        cell.font, cell.alignment, cell.number_format = font, alignment, number_format
        if boxed:
            cell.border = _BOX
        if fill is not None:
            cell.fill = fill
        if quoted:
            cell.quotePrefix = True
        return int(cell.style_id)


def _alignment(kind: Kind, shown: Shown) -> Alignment:
    if kind == "wrapped":
        return Alignment("left", "center", wrap_text=True)
    if shown == "number" and kind != "date":
        return Alignment("right", "center", indent=1)
    if kind == "text" and shown in ("text", "quoted"):
        return Alignment("left", "center", shrink_to_fit=True)
    return Alignment("center", "center")
