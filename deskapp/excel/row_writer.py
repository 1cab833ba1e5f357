"""Write rows as the XML of a worksheet, many times faster than cell objects could.

A cell is `<c r="B7" s="3" t="s"><v>12</v></c>`. All of it but the row's number depends on
the column and the value alone, so each column remembers the piece for each value, and a row
is its pieces joined by its number.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, time
from decimal import Decimal
from math import isfinite
from operator import getitem

from deskapp.errors import LedgerError
from deskapp.excel.cell_text import MAX_TEXT, clean_text, space_attribute, text_xml, too_long
from deskapp.excel.heights import height_of, line_count
from deskapp.excel.references import column_letter
from deskapp.excel.shared_strings import SharedStrings
from deskapp.excel.sheet import Cell, Column, Formula, Link, Sheet, Tinted
from deskapp.excel.styles import Shown, StyleBook
from deskapp.i18n import _

_REMEMBERED = 32_768
"""Pieces a column remembers before it starts afresh, so that memory stays bounded."""
_EXACT = 10**15
"""Excel keeps 15 digits of a number; longer ones are written as text."""
_EPOCH = date(1899, 12, 30)
_TRUE_SERIALS = date(1900, 3, 1)
"""Before this day Excel counts a 29 February 1900 that never was."""


class _TooLong(Exception):
    """A text does not fit into a cell of this column."""


class _ColumnCells(dict[object, str]):
    """The pieces of one column by value, made when first asked for."""

    def __init__(
        self,
        column: Column,
        edges: tuple[str, str],
        styles: StyleBook,
        strings: SharedStrings,
        bold: bool,
        met: list[tuple[str, str]],
    ) -> None:
        super().__init__()
        self._letter, self._closing = edges
        self._met = met
        self._kind = column.kind
        self._styles = styles
        self._strings = strings
        self._bold = bold
        # Plain numbers seldom repeat, so they have a short way of their own.
        self._number_start = f'" s="{self._style("number", link=False)}"><v>'
        self._number_end = f"</v></c>{self._closing}"

    def __missing__(self, value: object) -> str:
        if type(value) is int and -_EXACT < value < _EXACT:
            return f"{self._number_start}{value}{self._number_end}"
        if type(value) is float and isfinite(value):
            return f"{self._number_start}{value!r}{self._number_end}"
        piece = self._piece(value, link=False) + self._closing
        if _may_be_remembered(value):
            if len(self) >= _REMEMBERED:
                self.clear()
            self[value] = piece
        return piece

    def _piece(self, value: object, link: bool) -> str:
        match value:
            case Formula():
                return self._formula(value, link)
            case Link():
                self._met.append((self._letter, value.target))
                return self._piece(value.text, link=True)
            case Tinted():
                return self._text_of(value.text, self._styles.tinted(self._kind, value.tint))
            case str():
                return self._text(value, link)
            case _:
                exact = _only_text_is_exact(value)
                if exact:
                    return self._text(exact, link)
                shown, content = _plain(value)
                return f'" s="{self._style(shown, link)}"{content}'

    def _text(self, value: str, link: bool) -> str:
        text = clean_text(value)
        if too_long(text):
            raise _TooLong
        shown: Shown = "quoted" if _would_change_when_edited(text) else "text"
        return self._text_of(text, self._style(shown, link))

    def _text_of(self, text: str, style: int) -> str:
        text = clean_text(text)
        if not text:
            return f'" s="{style}"/>'
        return f'" s="{style}" t="s"><v>{self._strings.number(text)}</v></c>'

    def _formula(self, formula: Formula, link: bool) -> str:
        expression = text_xml(clean_text(formula.expression))
        value = formula.value
        if isinstance(value, str):
            text = clean_text(value)
            style = self._style("text", link)
            kept = space_attribute(text)
            return f'" s="{style}" t="str"><f>{expression}</f><v{kept}>{text_xml(text)}</v></c>'
        style = self._style("number", link)
        result = "" if value is None else f"<v>{_number(value)}</v>"
        return f'" s="{style}"><f>{expression}</f>{result}</c>'

    def _style(self, shown: Shown, link: bool) -> int:
        return self._styles.cell(self._kind, shown, self._bold, link)


class RowWriter:
    """Turns rows into XML and remembers the links it met."""

    def __init__(
        self, sheet: Sheet, styles: StyleBook, strings: SharedStrings, bold: bool = False
    ) -> None:
        self.links: list[tuple[str, str]] = []
        """Cell and target of each link, in the order of the sheet."""
        self._name = sheet.name
        letters = [column_letter(index) for index in range(len(sheet.columns))]
        closings = [f'<c r="{letter}' for letter in letters[1:]] + ["</row>"]
        self._met: list[tuple[str, str]] = []
        edges = zip(letters, closings, strict=True)
        self._columns = [
            _ColumnCells(column, edge, styles, strings, bold, self._met)
            for column, edge in zip(sheet.columns, edges, strict=True)
        ]
        self._letters = letters
        self._heights = _RowHeights(sheet)
        self._opening = self._heights.same

    def xml(self, number: int, row: Sequence[Cell]) -> str:
        """Return one row of cells; raises LedgerError if a text is too long for its cell."""
        if len(row) != len(self._columns):
            raise ValueError(f"row {number} of {self._name} has {len(row)} cells")
        try:
            pieces = list(map(getitem, self._columns, row))
        except _TooLong:
            raise self._too_long(number, row) from None
        if self._met:
            self.links += [(f"{letter}{number}", target) for letter, target in self._met]
            self._met.clear()
        opening = self._opening or self._heights.opening(row)
        return str(number).join(['<row r="', opening, *pieces])

    def _too_long(self, number: int, row: Sequence[Cell]) -> LedgerError:
        index = next(i for i, value in enumerate(row) if too_long(_shown_text(value)))
        return LedgerError(
            _(
                "The text of {sheet}!{cell} is longer than the {limit} characters a cell holds."
            ).format(sheet=self._name, cell=f"{self._letters[index]}{number}", limit=MAX_TEXT),
            _("Shorten the text, or keep it as a file beside the ledger."),
        )


class _RowHeights:
    """The opening of each row's element, with its height where texts wrap."""

    def __init__(self, sheet: Sheet) -> None:
        self._wrapped = [
            (index, column.width)
            for index, column in enumerate(sheet.columns)
            if column.kind == "wrapped"
        ]
        self.same = ""
        """The opening that all rows have, or nothing if it depends on the row."""
        if sheet.row_height:
            self.same = _opening(sheet.row_height)
        elif not self._wrapped:
            self.same = '"><c r="A'

    def opening(self, row: Sequence[Cell]) -> str:
        lines = max(line_count(_shown_text(row[i]), width) for i, width in self._wrapped)
        return _opening(height_of(lines))


def _opening(height: float) -> str:
    return f'" ht="{height:g}" customHeight="1"><c r="A'


def _shown_text(value: Cell) -> str:
    match value:
        case Link():
            return _shown_text(value.text)
        case Formula():
            return str(value.value or "")
        case Tinted():
            return value.text
        case str():
            return value
        case _:
            return ""


def _may_be_remembered(value: object) -> bool:
    """Tell whether equal values give equal cells; True equals 1, so no number is kept."""
    return value is None or isinstance(value, (str, date))


def _would_change_when_edited(text: str) -> bool:
    """Tell whether Excel would take the text for a formula or a number once it is edited."""
    return text[:1] in ("=", "+", "-", "@", "'") or (text.isascii() and text.isdigit())


def _plain(value: object) -> tuple[Shown, str]:
    """Return how a value that is no text is shown, and the rest of its cell."""
    match value:
        case None:
            return "text", "/>"
        case bool():
            return "text", f' t="b"><v>{value:d}</v></c>'
        case int() | float() | Decimal():
            if not isfinite(value):
                return "number", ' t="e"><v>#NUM!</v></c>'
            return "number", f"><v>{_number(value)}</v></c>"
        case datetime():
            serial = (value.replace(tzinfo=None) - datetime(1899, 12, 30)).total_seconds() / 86_400
            return "moment", f"><v>{serial!r}</v></c>"
        case date():
            return "date", f"><v>{(value - _EPOCH).days}</v></c>"
        case time():
            seconds = (value.hour * 60 + value.minute) * 60 + value.second
            return "time", f"><v>{seconds / 86_400!r}</v></c>"
    raise TypeError(f"no cell can hold {value!r}")


def _only_text_is_exact(value: object) -> str:
    """Return the text of a number or a day that Excel could not hold exactly, else nothing."""
    match value:
        case int() if abs(value) >= _EXACT:
            return str(value)
        case datetime() if value.date() < _TRUE_SERIALS:
            return value.isoformat(" ", "minutes")
        case date() if not isinstance(value, datetime) and value < _TRUE_SERIALS:
            return value.isoformat()
    return ""


def _number(value: float | Decimal) -> str:
    """Return the number as the file writes it: a decimal keeps its very digits."""
    return format(value, "f") if isinstance(value, Decimal) else repr(value)
