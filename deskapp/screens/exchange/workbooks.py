"""Small workbooks of the exchange page: cells that were pasted, rows that were left out."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from deskapp.excel.sheet import Column, Sheet
from deskapp.excel.writer import write_workbook
from deskapp.i18n import _
from deskapp.usecases.imports import IMPORT_KINDS, ImportReading


def write_pasted(rows: Sequence[Sequence[str]], folder: Path) -> Path:
    """Write pasted cells as a workbook, so that they are read exactly as a file would be."""
    width = max((len(row) for row in rows), default=1)
    head, *body = [[*row, *[""] * (width - len(row))] for row in rows] or [[""]]
    path = folder / _("Pasted cells.xlsx")
    columns = [Column(heading) for heading in head]
    write_workbook(path, [Sheet(_("Pasted"), "", columns, body, filters=False)])
    return path


def write_left_out(reading: ImportReading, path: Path) -> None:
    """Write the rows with problems as they were sent, each with what is wrong beside it.

    Raises CannotWrite when the file cannot be written.
    """
    fields = [field for field in IMPORT_KINDS[reading.kind].fields if field.name in reading.columns]
    columns = [Column(_(field.label), max(8, field.width)) for field in fields]
    rows = [
        [
            *(row.written.get(field.name, "") for field in fields),
            "\n".join(problem.what for problem in row.problems),
        ]
        for row in reading.rows
        if row.status == "problem"
    ]
    problems = Column(_("What is wrong"), 60, "wrapped")
    write_workbook(path, [Sheet(_("To correct"), "", [*columns, problems], rows)])
