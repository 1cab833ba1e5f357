"""Read a workbook that somebody sent into plain rows; nothing in it is trusted."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from zipfile import ZipFile

from deskapp.errors import LedgerError
from deskapp.excel.references import cell_ref
from deskapp.excel.sheet_part import (
    MAX_CELLS,
    FormulaWithoutValue,
    Place,
    ReadValue,
    SheetCells,
    TooManyCells,
    read_cells,
)
from deskapp.excel.unreadable import UnreadableWorkbook, damaged, refuse_unreadable, too_big
from deskapp.excel.workbook_parts import SheetPart, WorkbookParts, read_parts
from deskapp.i18n import _, ngettext

__all__ = [
    "FormulaWithoutValue",
    "ReadSheet",
    "ReadValue",
    "ReadWorkbook",
    "UnreadableWorkbook",
    "read_workbook",
]


@dataclass(slots=True)
class ReadSheet:
    """The rows of one sheet: `rows[0]` is Excel's row 1, and all rows are equally long."""

    name: str
    rows: list[list[ReadValue]]
    hidden: bool = False
    filled: frozenset[Place] = frozenset()
    """Row and column, from 1, of cells that got their value from the merge they lie in."""


@dataclass(slots=True)
class ReadWorkbook:
    """The sheets in the order of their tabs, and what a person should know about them."""

    sheets: list[ReadSheet]
    remarks: list[str] = field(default_factory=list)


def read_workbook(path: str | Path, include_hidden: bool = False) -> ReadWorkbook:
    """Return the values of an .xlsx file: what its cells showed when it was saved.

    Cells of a merge all get its value. An empty cell, an error such as #N/A and a picture are
    None; a formula that was never calculated is a FormulaWithoutValue. Days are dates.
    Raises UnreadableWorkbook, in words, for a file that is no whole .xlsx or far too big.
    """
    path = Path(path)
    refuse_unreadable(path)
    try:
        with ZipFile(path) as archive:
            return _read(archive, include_hidden)
    except (TooManyCells, MemoryError) as failure:
        raise too_big(path.name) from failure
    except LedgerError:
        raise
    except Exception as failure:  # a stranger's file can break any library in any way
        raise damaged(path.name) from failure


def _read(archive: ZipFile, include_hidden: bool) -> ReadWorkbook:
    parts = read_parts(archive)
    found = ReadWorkbook([])
    if parts.has_macros:
        found.remarks.append(_("The workbook has macros; they were left alone."))
    for sheet in parts.sheets:
        if sheet.hidden and not include_hidden:
            found.remarks.append(_("The hidden sheet {name} was skipped.").format(name=sheet.name))
            continue
        found.sheets.append(_read_sheet(archive, sheet, parts, found.remarks))
    return found


def _read_sheet(
    archive: ZipFile, sheet: SheetPart, parts: WorkbookParts, remarks: list[str]
) -> ReadSheet:
    with archive.open(sheet.part) as source:
        cells = read_cells(source, parts)
    remarks += _remarks(sheet.name, cells)
    rows = _rectangle(cells)
    return ReadSheet(sheet.name, rows, sheet.hidden, _fill_merges(rows, cells.merges))


def _rectangle(cells: SheetCells) -> list[list[ReadValue]]:
    count, width = cells.size()
    rows: list[list[ReadValue]] = []
    for number in range(1, count + 1):
        row: list[ReadValue] = [None] * width
        for column, value in cells.values.pop(number, {}).items():
            row[column - 1] = value
        rows.append(row)
    return rows


def _fill_merges(
    rows: list[list[ReadValue]], merges: Sequence[tuple[Place, Place]]
) -> frozenset[Place]:
    """Give every cell of a merge the value of its first; return the cells that got it."""
    filled: set[Place] = set()
    steps = 0
    for (top, left), (bottom, right) in merges:
        if top > len(rows) or left > len(rows[0]):
            continue
        value = rows[top - 1][left - 1]
        bottom, right = min(bottom, len(rows)), min(right, len(rows[0]))
        steps += max(0, bottom - top + 1) * max(0, right - left + 1)
        if steps > MAX_CELLS:
            raise TooManyCells
        for row in range(top, bottom + 1):
            for column in range(left, right + 1):
                if (row, column) != (top, left):
                    rows[row - 1][column - 1] = value
                    filled.add((row, column))
    return frozenset(filled)


def _remarks(name: str, cells: SheetCells) -> list[str]:
    """Return one sentence for each kind of oddity, with its number and the first place."""
    kinds = (
        (
            cells.without_value,
            ngettext(
                "{cell}: {n} formula was saved without its value. Open and save the file in WPS "
                "or Excel once.",
                "{cell} and others: {n} formulas were saved without their values. Open and save "
                "the file in WPS or Excel once.",
                len(cells.without_value),
            ),
        ),
        (
            cells.errors,
            ngettext(
                "{cell}: {n} cell shows an error such as #N/A and was read as empty.",
                "{cell} and others: {n} cells show an error such as #N/A and were read as empty.",
                len(cells.errors),
            ),
        ),
        (
            cells.pictures,
            ngettext(
                "{cell}: {n} picture in a cell was left out.",
                "{cell} and others: {n} pictures in cells were left out.",
                len(cells.pictures),
            ),
        ),
    )
    return [
        sentence.format(cell=_where(name, places[0]), n=len(places))
        for places, sentence in kinds
        if places
    ]


def _where(name: str, place: Place) -> str:
    return f"{name}!{cell_ref('', place[0], place[1] - 1, absolute=False)}"
