"""Guess from its headings which kind of rows a workbook holds."""

from __future__ import annotations

from pathlib import Path

from deskapp.excel.reader import read_workbook
from deskapp.rules.headings import find_head_row
from deskapp.usecases.imports.kinds import IMPORT_KINDS

_UNSURE = "people"


def likely_kind(path: Path) -> str:
    """Return which kind of rows a workbook seems to hold, by its headings; people when unsure.

    It is the kind that knows the most of the columns, of those whose needed columns are there.
    Raises UnreadableWorkbook for what is no workbook.
    """
    workbook = read_workbook(path)
    best, most = _UNSURE, 0
    for kind in IMPORT_KINDS.values():
        for sheet in workbook.sheets:
            head = find_head_row(sheet.rows, kind.headings)
            columns = set(head.columns.values()) if head else set()
            told = not kind.told_by or columns & set(kind.told_by)
            if set(kind.needed) <= columns and told and len(columns) > most:
                best, most = kind.name, len(columns)
    return best
