"""Say what an import would do: each row of the file beside what the ledger holds."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from sqlalchemy.orm import Session

from deskapp.excel.references import column_letter
from deskapp.usecases.imports.kinds import IMPORT_KINDS, ImportKind
from deskapp.usecases.imports.parsing import parse_row
from deskapp.usecases.imports.rows import ImportReading
from deskapp.usecases.imports.table import read_table
from deskapp.usecases.imports.watching import Watch


def preview_import(
    session: Session,
    kind: str,
    path: str | Path,
    *,
    year: int | None = None,
    add_unknown: bool | None = None,
    progress: Callable[[int, int], object] | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> ImportReading:
    """Read a workbook and compare it with the ledger; write nothing.

    `kind` is a key of IMPORT_KINDS; `year` completes dates that are written without one.
    `add_unknown` says whether people bring the units and branches the ledger does not have;
    None means that they do where it has no units yet. `progress` hears how many steps of how
    many are done, and `cancelled` is asked between them.
    Raises UnreadableWorkbook for what is no workbook, InputProblems when no sheet of it fits,
    and ImportCancelled when the person stopped it.
    """
    from deskapp.usecases.imports.adding import has_no_units, remarks_on_added
    from deskapp.usecases.imports.comparing import compare

    watch = Watch(progress, cancelled)
    importing: ImportKind = IMPORT_KINDS[kind]
    table = read_table(importing, Path(path))
    watch.total = 2 * len(table.rows)
    watch.look()
    parsed = []
    for row in table.rows:
        parsed.append(parse_row(importing, table, row, year))
        watch.step()
    adds = kind == "people" and (has_no_units(session) if add_unknown is None else add_unknown)
    rows = compare(session, importing, table, parsed, adds=adds, watch=watch)
    return ImportReading(
        kind=kind,
        file=table.file,
        sheet=table.sheet,
        columns={name: column_letter(column) for name, column in table.columns.items()},
        rows=rows,
        remarks=[*remarks_on_added(rows), *table.remarks],
        table=table,
        parsed=parsed,
        adds=adds,
    )
