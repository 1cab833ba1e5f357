"""What was read of a workbook: its rows, and what would become of each."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

from deskapp.errors import Problem
from deskapp.usecases.imports.parsing import ParsedRow
from deskapp.usecases.imports.table import Table

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
