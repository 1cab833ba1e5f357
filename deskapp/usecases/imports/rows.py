"""What was read of a workbook: its rows, and what would become of each."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

from deskapp.errors import Problem
from deskapp.usecases.imports.kind import Setting
from deskapp.usecases.imports.parsing import ParsedRow
from deskapp.usecases.imports.table import Table

Status = Literal["new", "changed", "same", "problem"]
STATUSES: tuple[Status, ...] = ("new", "changed", "same", "problem")
# Answers to a doubtful cell, beside the id of a record and a value of its own.
LEFT_OUT, ADDED = "out", "new"


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
    """A unit, branch or document the ledger does not have, which the import makes first.

    `number` is the number of a document.
    """

    table: str
    name: str
    number: str = ""


@dataclass(frozen=True, slots=True)
class Choice:
    """One answer to a doubtful cell, and how a person reads it."""

    value: str
    label: str


@dataclass(frozen=True, slots=True)
class Doubt:
    """A cell that the program will not guess: what it says, and the answers that are likely.

    Doubts with the same key ask the same thing and are answered once. Any record of `table` may
    be the answer too, by its id; `answer` is the one in force, empty while there is none.
    """

    key: str
    row: int
    cell: str
    field: str
    text: str
    what: str
    choices: tuple[Choice, ...]
    table: str = ""
    answer: str = ""


@dataclass(slots=True)
class ReadRow:
    """One row of the file: what it says, and what would become of it.

    `values` are what would be written, `shown` the same in words, `written` the texts of the
    cells. `found` are references that were found before names are looked up. `hints` ask the
    person to look; they stop nothing. `unknown` are the units and branches that the row names
    and the ledger does not have; `doubts` its doubtful cells.
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
    doubts: list[Doubt] = field(default_factory=list)
    found: dict[str, Any] = field(default_factory=dict)


@dataclass(slots=True)
class ImportReading:
    """A workbook read for the ledger; nothing is written yet.

    `rows` is what a preview shows; `parsed`, `table` and `setting` let `apply_import` compare
    once more. `names` are the records that a doubtful cell may mean: table -> id -> name.
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
    setting: Setting = field(default_factory=Setting)
    names: Mapping[str, Mapping[int, str]] = field(default_factory=dict, repr=False)

    @property
    def adds(self) -> bool:
        """Say whether units and branches that the ledger does not have are made."""
        return self.setting.adds

    @property
    def given(self) -> dict[str, str]:
        """Return the answers that were given to doubtful cells of this file."""
        return {key: self.setting.answers[key] for key in sorted(self.setting.given)}

    @property
    def unknown(self) -> list[AddedRecord]:
        """Return the units and branches that the rows name and the ledger does not have."""
        return list(dict.fromkeys(one for row in self.rows for one in row.unknown))

    @property
    def doubts(self) -> dict[str, list[Doubt]]:
        """Return the doubtful cells by the question they ask, in the order of the rows."""
        found: dict[str, list[Doubt]] = {}
        for row in self.rows:
            for doubt in row.doubts:
                found.setdefault(doubt.key, []).append(doubt)
        return found

    @property
    def problems(self) -> list[Problem]:
        """Return the problems of all rows."""
        return [problem for row in self.rows for problem in row.problems]

    def counts(self) -> dict[Status, int]:
        """Return how many rows there are of each status."""
        found = Counter(row.status for row in self.rows)
        return {status: found[status] for status in STATUSES}
