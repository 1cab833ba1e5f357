"""Find the table in a workbook that somebody sent: its sheet, its heading, its rows."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from deskapp.errors import InputProblems, Problem
from deskapp.excel.reader import ReadSheet, ReadValue, ReadWorkbook, read_workbook
from deskapp.excel.references import cell_ref, column_letter
from deskapp.i18n import _, ngettext
from deskapp.rules.headings import HeadRow, find_head_row, is_class_heading, is_total_row
from deskapp.usecases.imports.kind import ImportKind

_NOTE = re.compile(r"(备注|注|说明|填表|制表|填报|审核|联系|note)[^::]{0,8}[::]", re.IGNORECASE)
# Columns that number the rows are in every table and mean nothing to the ledger.
_NUMBERING = {"序号", "编号", "no", "no.", "#"}


@dataclass(frozen=True, slots=True)
class TableRow:
    """One row: its number in the sheet, and the cell of each field that has a column.

    `heading` is the line inside the table that it stands under; `continued` are the fields
    whose cell is merged with the one above.
    """

    number: int
    cells: dict[str, ReadValue]
    heading: str = ""
    continued: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Table:
    """The rows of one kind in one sheet of a workbook; `above` are the texts over its heading."""

    file: str
    sheet: str
    columns: dict[str, int]
    """Field -> column, counted from 0."""
    rows: list[TableRow]
    remarks: list[str] = field(default_factory=list)
    above: tuple[str, ...] = ()

    def place(self, row: int, field_name: str) -> str:
        """Return the cell of a field in a row, such as C5; a field without column has A."""
        return cell_ref("", row, self.columns.get(field_name, 0), absolute=False)


def read_table(
    kind: ImportKind, path: Path, is_heading: Callable[[str], bool] = is_class_heading
) -> Table:
    """Return the table of the first sheet whose heading names the fields of the kind.

    `is_heading` says of a text that stands alone beside the known columns, such as in that of
    the row's number, whether the rows below stand under it. Raises UnreadableWorkbook for what
    is no workbook, InputProblems when no sheet fits.
    """
    workbook = read_workbook(path)
    for sheet in workbook.sheets:
        if head := _head_of(kind, sheet):
            return _table(kind, path.name, workbook, sheet, head, is_heading)
    raise _no_heading(kind, path.name, workbook)


def _head_of(kind: ImportKind, sheet: ReadSheet) -> HeadRow | None:
    head = find_head_row(sheet.rows, kind.headings)
    return head if head and set(kind.needed) <= set(head.columns.values()) else None


def _no_heading(kind: ImportKind, file: str, workbook: ReadWorkbook) -> InputProblems:
    needed = "、".join(_(kind.by_name[name].label) for name in kind.needed)
    what = _("No row of this sheet names the columns; at least these are needed: {columns}.")
    problems = [Problem(sheet.name, "A1", what.format(columns=needed)) for sheet in workbook.sheets]
    return InputProblems(
        _("{file} holds no table of the kind “{kind}”.").format(file=file, kind=_(kind.label)),
        problems,
        _("Write the names of the columns above the table, then import it again."),
    )


def _table(
    kind: ImportKind,
    file: str,
    workbook: ReadWorkbook,
    sheet: ReadSheet,
    head: HeadRow,
    is_heading: Callable[[str], bool],
) -> Table:
    rows, left_out = _data_rows(sheet, head, is_heading)
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
    return Table(file, sheet.name, columns, rows, remarks, _above(sheet, head))


def _above(sheet: ReadSheet, head: HeadRow) -> tuple[str, ...]:
    """Return the texts over the heading, such as the title and the line of time and place."""
    rows = sheet.rows[: head.index - head.height + 1]
    texts = (str(cell).strip() for row in rows for cell in row if not _blank(cell))
    return tuple(dict.fromkeys(texts))


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


def _data_rows(
    sheet: ReadSheet, head: HeadRow, is_heading: Callable[[str], bool]
) -> tuple[list[TableRow], int]:
    """Return the rows under the heading, and how many that hold text were left out."""
    found: list[TableRow] = []
    left_out, inner = 0, ""
    heading = _texts(sheet.rows[head.index], head)
    for index in range(head.index + 1, len(sheet.rows)):
        row = sheet.rows[index]
        if all(_blank(row[column]) for column in head.columns):
            texts = {str(value).strip() for value in row if not _blank(value)}
            if len(texts) == 1 and is_heading(*texts):
                inner = texts.pop()
            continue
        if banner := _banner(sheet, index, head):
            inner = banner
            left_out += 1
        elif is_total_row(row) or _is_note(row) or _texts(row, head) == heading:
            left_out += 1
        else:
            found.append(_row(sheet, index, head, inner))
    return found, left_out


def _row(sheet: ReadSheet, index: int, head: HeadRow, heading: str) -> TableRow:
    row = sheet.rows[index]
    continued = (
        name
        for column, name in head.columns.items()
        if (index + 1, column + 1) in sheet.filled and row[column] == sheet.rows[index - 1][column]
    )
    cells = {name: row[column] for column, name in head.columns.items()}
    return TableRow(index + 1, cells, heading, frozenset(continued))


def _blank(value: ReadValue) -> bool:
    return value is None or (isinstance(value, str) and not value.strip())


def _texts(row: Sequence[ReadValue], head: HeadRow) -> list[str]:
    return [str(row[column] or "").strip() for column in head.columns]


def _is_note(row: Sequence[ReadValue]) -> bool:
    first = next((str(value).strip() for value in row if not _blank(value)), "")
    return bool(_NOTE.match(first))


def _banner(sheet: ReadSheet, index: int, head: HeadRow) -> str:
    """Return the text of a heading inside the table, which fills a row alone; else nothing.

    It is merged across the known columns, or it is counted as headings are: 一、组织领导.
    """
    row = sheet.rows[index]
    texts = {str(value).strip() for value in row if not _blank(value)}
    if len(head.columns) < 2 or len(texts) != 1:
        return ""
    text = texts.pop()
    covered = [column for column in head.columns if (index + 1, column + 1) in sheet.filled]
    is_merged = len(covered) >= len(head.columns) - 1
    alone = sum(not _blank(value) for value in row) == 1 and is_class_heading(text)
    return text if is_merged or alone else ""
