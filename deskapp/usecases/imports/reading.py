"""Say what an import would do: each row of the file beside what the ledger holds."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

from sqlalchemy.orm import Session

from deskapp.errors import Problem
from deskapp.excel.references import column_letter
from deskapp.usecases.imports.kinds import IMPORT_KINDS, ImportKind
from deskapp.usecases.imports.parsing import ParsedRow, parse_row
from deskapp.usecases.imports.table import Table, read_table
from deskapp.usecases.imports.watching import Watch

Status = Literal["new", "changed", "same", "problem"]
STATUSES: tuple[Status, ...] = ("new", "changed", "same", "problem")


@dataclass(frozen=True, slots=True)
class Difference:
    """One field of an existing record, as shown before and after the import."""

    before: str
    after: str


@dataclass(frozen=True, slots=True)
class RowOfFile:
    """A record that another row of the same file is about to make."""

    number: int


@dataclass(frozen=True, slots=True)
class AddedRecord:
    """A unit or branch the ledger does not have, which the import makes before the rows."""

    table: str
    name: str


@dataclass(slots=True)
class ReadRow:
    """One row of the file: what it says, and what would become of it.

    `values` are what would be written, `shown` the same in words, `written` the texts of the
    cells. `hints` ask the person to look; they stop nothing. `unknown` are the units and
    branches that the row names and the ledger does not have.
    """

    number: int
    values: dict[str, Any]
    shown: dict[str, str]
    written: dict[str, str]
    existing_id: int | None = None
    status: Status = "new"
    changes: dict[str, Difference] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    hints: list[str] = field(default_factory=list)
    unknown: list[AddedRecord] = field(default_factory=list)


@dataclass(slots=True)
class ImportReading:
    """A workbook read for the ledger; nothing is written yet.

    `rows` is what a preview shows; `parsed` and `table` let `apply_import` compare once more.
    `adds` says whether units and branches that the ledger does not have are made.
    """

    kind: str
    file: str
    sheet: str
    columns: dict[str, str]
    """Field -> letter of its column."""
    rows: list[ReadRow]
    remarks: list[str]
    table: Table = field(repr=False)
    parsed: Sequence[ParsedRow] = field(repr=False)
    adds: bool = False

    @property
    def unknown(self) -> list[AddedRecord]:
        """Return the units and branches that the rows name and the ledger does not have."""
        return list(dict.fromkeys(one for row in self.rows for one in row.unknown))

    @property
    def problems(self) -> list[Problem]:
        """Return the problems of all rows."""
        return [problem for row in self.rows for problem in row.problems]

    def counts(self) -> dict[Status, int]:
        """Return how many rows there are of each status."""
        found = Counter(row.status for row in self.rows)
        return {status: found[status] for status in STATUSES}


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
