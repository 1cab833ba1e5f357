"""Find the table in a workbook that somebody sent: its sheet, its heading, its rows."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from deskapp.errors import InputProblems, Problem
from deskapp.excel.reader import ReadSheet, ReadValue, ReadWorkbook, read_workbook
from deskapp.excel.references import cell_ref, column_letter
from deskapp.i18n import _, ngettext
from deskapp.rules.headings import HeadRow, find_head_row, is_total_row
from deskapp.usecases.imports.kinds import IMPORT_KINDS, ImportKind

_NOTE = re.compile(r"(备注|注|说明|填表|制表|填报|审核|联系|note)[^::]{0,8}[::]", re.IGNORECASE)
# Columns that number the rows are in every table and mean nothing to the ledger.
_NUMBERING = {"序号", "编号", "no", "no.", "#"}


@dataclass(frozen=True, slots=True)
class TableRow:
    """One row: its number in the sheet, and the cell of each field that has a column."""

    number: int
    cells: dict[str, ReadValue]


@dataclass(frozen=True, slots=True)
class Table:
    """The rows of one kind in one sheet of a workbook."""

    file: str
    sheet: str
    columns: dict[str, int]
    """Field -> column, counted from 0."""
    rows: list[TableRow]
    remarks: list[str] = field(default_factory=list)

    def place(self, row: int, field_name: str) -> str:
        """Return the cell of a field in a row, such as C5; a field without column has A."""
        return cell_ref("", row, self.columns.get(field_name, 0), absolute=False)


def read_table(kind: ImportKind, path: Path) -> Table:
    """Return the table of the first sheet whose heading names the fields of the kind.

    Raises UnreadableWorkbook for what is no workbook, InputProblems when no sheet fits.
    """
    workbook = read_workbook(path)
    for sheet in workbook.sheets:
        if head := _head_of(kind, sheet):
            return _table(kind, path.name, workbook, sheet, head)
    raise _no_heading(kind, path.name, workbook)


def likely_kind(path: Path) -> str:
    """Return which kind of rows a workbook seems to hold, by its headings; people when unsure.

    Raises UnreadableWorkbook for what is no workbook.
    """
    workbook = read_workbook(path)
    # A list of people names units and branches as well, so it is looked for first.
    for name in ("people", "branches", "units"):
        if any(_head_of(IMPORT_KINDS[name], sheet) for sheet in workbook.sheets):
            return name
    return "people"


def _head_of(kind: ImportKind, sheet: ReadSheet) -> HeadRow | None:
    head = find_head_row(sheet.rows, kind.headings)
    return head if head and set(kind.recognised_by) <= set(head.columns.values()) else None


def _no_heading(kind: ImportKind, file: str, workbook: ReadWorkbook) -> InputProblems:
    needed = "、".join(_(kind.by_name[name].label) for name in kind.recognised_by)
    what = _("No row of this sheet names the columns; at least these are needed: {columns}.")
    problems = [Problem(sheet.name, "A1", what.format(columns=needed)) for sheet in workbook.sheets]
    return InputProblems(
        _("{file} holds no table of the kind “{kind}”.").format(file=file, kind=_(kind.label)),
        problems,
        _("Write the names of the columns above the table, then import it again."),
    )


def _table(
    kind: ImportKind, file: str, workbook: ReadWorkbook, sheet: ReadSheet, head: HeadRow
) -> Table:
    rows, left_out = _data_rows(sheet, head)
    remarks = [*workbook.remarks, *_remarks_on_sheets(workbook, sheet), *_unknown(sheet, head)]
    if left_out:
        remarks.append(
            ngettext(
                "{n} row that sums up, repeats the heading or is a note was left out.",
                "{n} rows that sum up, repeat the heading or are notes were left out.",
                left_out,
            ).format(n=left_out)
        )
    columns = {name: column for column, name in head.columns.items()}
    remarks += _remarks_on_missing(kind, columns)
    return Table(file, sheet.name, columns, rows, remarks)


def _remarks_on_sheets(workbook: ReadWorkbook, chosen: ReadSheet) -> list[str]:
    others = [sheet.name for sheet in workbook.sheets if sheet is not chosen and sheet.rows]
    if not others:
        return []
    return [
        _("Only the sheet {sheet} was read; not read: {others}.").format(
            sheet=chosen.name, others="、".join(others)
        )
    ]


def _unknown(sheet: ReadSheet, head: HeadRow) -> list[str]:
    """Name the columns that the ledger does not keep, so that nobody misses them later."""
    top = head.index - head.height + 1
    cells = {
        column: next(
            (
                str(row[column]).strip()
                for row in reversed(sheet.rows[top : head.index + 1])
                if row[column] is not None
            ),
            "",
        )
        for column in range(len(sheet.rows[head.index]))
        if column not in head.columns
    }
    named = [
        f"{column_letter(column)} {text}"
        for column, text in cells.items()
        if text and text.casefold() not in _NUMBERING
    ]
    if not named:
        return []
    return [
        _("These columns are not kept and were left out: {columns}.").format(
            columns="、".join(dict.fromkeys(named))
        )
    ]


def _remarks_on_missing(kind: ImportKind, columns: dict[str, int]) -> list[str]:
    return [
        _("There is no column “{field}”; new rows get “{value}”.").format(
            field=_(kind.by_name[name].label), value=kind.by_name[name].shown(value)
        )
        for name, value in kind.defaults.items()
        if name not in columns
    ]


def _data_rows(sheet: ReadSheet, head: HeadRow) -> tuple[list[TableRow], int]:
    """Return the rows under the heading, and how many that hold text were left out."""
    found: list[TableRow] = []
    left_out = 0
    heading = _texts(sheet.rows[head.index], head)
    for index in range(head.index + 1, len(sheet.rows)):
        row = sheet.rows[index]
        cells = {name: row[column] for column, name in head.columns.items()}
        if all(_blank(value) for value in cells.values()):
            continue
        if (
            is_total_row(row)
            or _is_note(row)
            or _is_banner(sheet, index, head)
            or _texts(row, head) == heading
        ):
            left_out += 1
            continue
        found.append(TableRow(index + 1, cells))
    return found, left_out


def _blank(value: ReadValue) -> bool:
    return value is None or (isinstance(value, str) and not value.strip())


def _texts(row: Sequence[ReadValue], head: HeadRow) -> list[str]:
    return [str(row[column] or "").strip() for column in head.columns]


def _is_note(row: Sequence[ReadValue]) -> bool:
    first = next((str(value).strip() for value in row if not _blank(value)), "")
    return bool(_NOTE.match(first))


def _is_banner(sheet: ReadSheet, index: int, head: HeadRow) -> bool:
    """Say whether one text is merged across the known columns: a heading inside the table."""
    row = sheet.rows[index]
    values = {row[column] for column in head.columns}
    covered = [column for column in head.columns if (index + 1, column + 1) in sheet.filled]
    return len(head.columns) > 1 and len(values) == 1 and len(covered) >= len(head.columns) - 1
