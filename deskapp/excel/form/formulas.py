"""Move the references of a formula to where their cells are once rows were repeated."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from openpyxl.formula.tokenizer import Token, Tokenizer, TokenizerError

from deskapp.excel.form.growth import Growth, column_number

_REFERENCE = re.compile(
    r"(?P<sheet>(?:'(?:[^']|'')+'|[^'!:\[\]]+)!)?"
    r"(?P<first>(?P<c1>\$?[A-Z]{1,3})?(?P<r1>\$?[1-9]\d*))"
    r"(?P<range>:(?P<c2>\$?[A-Z]{1,3})?(?P<r2>\$?[1-9]\d*))?",
    re.IGNORECASE,
)
# One cell of a repeated row in these means the cell of every copy.
_OF_MANY = frozenset(
    [
        "AVERAGE",
        "AVERAGEA",
        "COUNT",
        "COUNTA",
        "COUNTBLANK",
        "MAX",
        "MAXA",
        "MEDIAN",
        "MIN",
        "MINA",
        "PRODUCT",
        "STDEV",
        "STDEV.P",
        "STDEV.S",
        "SUBTOTAL",
        "SUM",
        "SUMPRODUCT",
        "SUMSQ",
        "VAR",
    ]
)


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a formula stands: its sheet, its cell before the rows were repeated, which copy.

    A row of 0 means that it stands in no cell: in a name, a chart or a rule for many cells.
    `means_all` says that one cell of a repeated row stands for those of all copies there.
    """

    sheet: str
    row: int = 0
    column: int = 0
    copy: int = 0
    means_all: bool = False


def moved_formula(formula: str, growth: Growth, standing: Standing) -> str:
    """Return the formula, without "=", as it must read after the growth.

    Outside the repeated rows a range over them grows to all copies. Inside, a copy refers to
    its own cells as if the rows had been filled down, and so does a reference to the row just
    above in the same column (=A4+1); ranges with two absolute rows grow all the same, and a
    single absolute row stays the first copy's.
    """
    try:
        tokens = Tokenizer(f"={formula}").items
    except (TokenizerError, IndexError):
        return formula
    many = _arguments_of_many(tokens)
    pieces = (
        _moved(token.value, growth, standing, place in many)
        if _is_reference(token)
        else token.value
        for place, token in enumerate(tokens)
    )
    return "".join(pieces)


def _is_reference(token: Token) -> bool:
    return token.type == Token.OPERAND and token.subtype == Token.RANGE


def _arguments_of_many(tokens: Sequence[Token]) -> frozenset[int]:
    """Return the places of references that are whole arguments of functions such as SUM."""
    return frozenset(_many(tokens))


def _many(tokens: Sequence[Token]) -> Iterator[int]:
    functions: list[str] = []
    solid = [(i, token) for i, token in enumerate(tokens) if token.type != Token.WSPACE]
    for at, (place, token) in enumerate(solid):
        if token.subtype == Token.OPEN:
            functions.append(token.value[:-1].upper())
        elif token.subtype == Token.CLOSE and functions:
            functions.pop()
        elif _is_reference(token) and functions and functions[-1] in _OF_MANY:
            before = solid[at - 1][1]
            after = solid[at + 1][1] if at + 1 < len(solid) else None
            if _ends(before, Token.OPEN) and after is not None and _ends(after, Token.CLOSE):
                yield place


def _ends(token: Token, bracket: str) -> bool:
    return token.subtype == bracket or token.type == Token.SEP


def _moved(text: str, growth: Growth, standing: Standing, of_many: bool) -> str:
    found = _REFERENCE.fullmatch(text)
    if found is None or _sheet_of(found["sheet"], standing) != growth.sheet.casefold():
        return text
    place = _Place(growth, standing, found["sheet"] is not None)
    sheet = found["sheet"] or ""
    if found["range"]:
        first, last = place.range(found["r1"], found["r2"])
        return f"{sheet}{found['c1'] or ''}{first}:{found['c2'] or ''}{last}"
    if found["c1"] is None:
        return text
    first, last = place.cell(found["c1"], found["r1"], of_many or standing.means_all)
    one = f"{sheet}{found['c1']}{first}"
    return one if first == last else f"{one}:{found['c1']}{last}"


def _sheet_of(written: str | None, standing: Standing) -> str:
    if written is None:
        return standing.sheet.casefold()
    name = written[:-1]
    if name.startswith("'"):
        name = name[1:-1].replace("''", "'")
    return name.casefold()


@dataclass(frozen=True, slots=True)
class _Place:
    """Moves the rows of one reference."""

    growth: Growth
    standing: Standing
    names_sheet: bool

    def range(self, first: str, last: str) -> tuple[str, str]:
        """Return both rows of a range, each with its $ if it had one."""
        grows = self.growth.holds(_row(first)) and self.growth.holds(_row(last))
        if not self._inside or (grows and "$" in first and "$" in last):
            return (
                _like(first, self.growth.start_of(_row(first))),
                _like(last, self.growth.end_of(_row(last))),
            )
        return self._own(first, self.growth.start_of), self._own(last, self.growth.end_of)

    def cell(self, column: str, row: str, of_many: bool) -> tuple[str, str]:
        """Return the row of a cell twice, or the first and the last row of its copies."""
        number = _row(row)
        if self._inside and self._is_just_above(column, row):
            moved = _like(row, number + self.standing.copy * self.growth.height)
        elif self._inside:
            moved = self._own(row, self.growth.start_of)
        elif of_many and self.growth.holds(number):
            return row, _like(row, self.growth.end_of(number))
        else:
            moved = _like(row, self.growth.start_of(number))
        return moved, moved

    @property
    def _inside(self) -> bool:
        same_sheet = self.standing.sheet.casefold() == self.growth.sheet.casefold()
        return same_sheet and self.growth.holds(self.standing.row)

    def _own(self, row: str, outside: object) -> str:
        number = _row(row)
        if not self.growth.holds(number):
            assert callable(outside)
            return _like(row, outside(number))
        if "$" in row:
            return row
        return _like(row, number + self.standing.copy * self.growth.height)

    def _is_just_above(self, column: str, row: str) -> bool:
        is_near = self.growth.first - self.growth.height <= _row(row) < self.growth.first
        same_column = column_number(column.lstrip("$")) == self.standing.column
        return is_near and same_column and "$" not in row and not self.names_sheet


def _row(text: str) -> int:
    return int(text.lstrip("$"))


def _like(text: str, row: int) -> str:
    return f"${row}" if "$" in text else str(row)
