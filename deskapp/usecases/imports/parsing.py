"""Read the cells of a table as values of their fields; what cannot be read is a problem."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from deskapp.errors import Problem
from deskapp.excel.reader import FormulaWithoutValue, ReadValue
from deskapp.fields import ChoiceField, Complaint, DateField, Field, ReferenceField
from deskapp.i18n import _
from deskapp.names import clean_name
from deskapp.usecases.imports.kind import ImportKind
from deskapp.usecases.imports.table import Table, TableRow

# Letters and digits as Chinese input methods type them in full width; punctuation stays.
_WIDE = [*range(0xFF10, 0xFF1A), *range(0xFF21, 0xFF3B), *range(0xFF41, 0xFF5B)]
_NARROW = {code: code - 0xFEE0 for code in _WIDE}

# What offices write into a cell that has nothing to say.
_NOTHING = {"-", "—", "——", "–", "/", "\\", "无", "至今"}


@dataclass(frozen=True, slots=True)
class ParsedRow:
    """One row as read: the values of its filled cells, their texts as written, its problems.

    A reference is still the name in the cell. `heading` and `continued` are as in TableRow.
    """

    number: int
    values: dict[str, Any]
    written: dict[str, str]
    problems: list[Problem] = field(default_factory=list)
    heading: str = ""
    continued: frozenset[str] = frozenset()


def parse_row(kind: ImportKind, table: Table, row: TableRow, year: int | None) -> ParsedRow:
    """Return a row with its values; `year` completes dates written without one."""
    parsed = ParsedRow(row.number, {}, {}, heading=row.heading, continued=row.continued)
    for name, cell in row.cells.items():
        text = _written(cell)
        if not text or (text in _NOTHING and _may_be_struck_out(kind.by_name[name])):
            continue
        parsed.written[name] = text
        try:
            narrow = _narrow(cell) if name not in kind.as_written else cell
            parsed.values[name] = _value(kind.by_name[name], narrow, year)
        except Complaint as complaint:
            place = table.place(row.number, name)
            parsed.problems.append(Problem(table.sheet, place, str(complaint)))
    return parsed


def _may_be_struck_out(field_: Field) -> bool:
    return isinstance(field_, ReferenceField | DateField | ChoiceField)


def _value(field_: Field, cell: ReadValue, year: int | None) -> Any:
    if isinstance(cell, FormulaWithoutValue):
        raise Complaint(
            _("The formula was saved without its value; open and save the file in WPS or Excel.")
        )
    value = field_.parsed(cell, year) if isinstance(field_, DateField) else field_.parsed(cell)
    if field_.name == "name":
        value = clean_name(str(value))
    if complaint := field_.complaint(value):
        raise Complaint(complaint)
    return value


def _narrow(cell: ReadValue) -> ReadValue:
    return cell.translate(_NARROW) if isinstance(cell, str) else cell


def _written(cell: ReadValue) -> str:
    if isinstance(cell, FormulaWithoutValue):
        return f"={cell.expression}"
    if isinstance(cell, float) and cell.is_integer():
        cell = int(cell)
    return "" if cell is None else str(cell).strip()
