"""What the ledger holds of the kind that is imported, and of what its rows refer to."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any

from sqlalchemy import Table, select
from sqlalchemy.orm import Session

from deskapp.names import clean_name
from deskapp.queries.names_known import KnownNames, known_branches, known_units, name_key
from deskapp.rules.headings import split_units
from deskapp.usecases.imports.kinds import IMPORT_KINDS, ImportKind
from deskapp.usecases.imports.parsing import ParsedRow
from deskapp.usecases.imports.rows import AddedRecord, RowOfFile

Reference = int | RowOfFile | AddedRecord
_ADDED = {"unit": IMPORT_KINDS["units"].by_name["name"],
          "branch": IMPORT_KINDS["branches"].by_name["name"]}  # fmt: skip


class Known:
    """Answers from memory, asked once from the ledger: an import may have 20,000 rows."""

    def __init__(self, session: Session, kind: ImportKind, parsed: Sequence[ParsedRow]) -> None:
        self.kind = kind
        self.records = _records(session, kind)
        self._names = {"unit": known_units(session), "branch": known_branches(session)}
        self._people: dict[str, dict[int, list[int]]] = {}
        if kind.name == "people":
            for row_id, record in self.records.items():
                units = self._people.setdefault(name_key(record["name"]), {})
                units.setdefault(record["unit_id"], []).append(row_id)
        self._in_file = _first_rows(parsed) if kind.name == "branches" else {}
        self._written = {row.number: row.values.get("name", "") for row in parsed}
        self._added: dict[tuple[str, str], AddedRecord] = {}
        self._nearest = lru_cache(None)(self._look_for_nearest)

    def referred(self, table: str, text: str) -> Sequence[Reference]:
        """Return the records a cell may mean; a branch may stand in the file itself."""
        found = self._names[table].find(text)
        if not found and table == "branch" and (number := self._in_file.get(name_key(text))):
            return [RowOfFile(number)]
        return found

    def addable(self, table: str, text: str) -> AddedRecord | None:
        """Return the unit or branch that people may bring along; None for what is no name."""
        if self.kind.name != "people" or table not in _ADDED:
            return None
        name = clean_name(text)
        is_name = len(split_units(name)) == 1 and not _ADDED[table].complaint(name)
        if not is_name:
            return None
        return self._added.setdefault((table, name_key(name)), AddedRecord(table, name))

    def nearest(self, table: str, text: str) -> list[str]:
        """Return names that look like the text."""
        return self._nearest(table, text)

    def _look_for_nearest(self, table: str, text: str) -> list[str]:
        return self._names[table].nearest(text)

    def name_of(self, table: str, reference: Reference | None) -> str:
        """Return the name behind a reference; no reference has none."""
        if reference is None:
            return ""
        if isinstance(reference, RowOfFile):
            return str(self._written[reference.number])
        if isinstance(reference, AddedRecord):
            return reference.name
        return self._names[table].names[reference]

    def recognised(self, values: Mapping[str, Any]) -> list[int]:
        """Return the ids of the records a row may mean, by its name (and unit)."""
        if self.kind.name == "people":
            return self._people.get(name_key(values["name"]), {}).get(values["unit_id"], [])
        names: KnownNames = self._names[self.kind.record.__tablename__]
        return names.find(values["name"])

    def units_with_namesake(self, values: Mapping[str, Any]) -> list[str]:
        """Return the units that have a person of this name."""
        units = self._people.get(name_key(values["name"]), {})
        return [self._names["unit"].names[unit_id] for unit_id in units]


def _records(session: Session, kind: ImportKind) -> dict[int, dict[str, Any]]:
    table = kind.record.__table__
    assert isinstance(table, Table)
    columns = [table.c.id, *(table.c[name] for name in kind.by_name)]
    return {row["id"]: dict(row) for row in session.execute(select(*columns)).mappings()}


def _first_rows(parsed: Sequence[ParsedRow]) -> dict[str, int]:
    rows: dict[str, int] = {}
    for row in parsed:
        rows.setdefault(name_key(row.values.get("name", "")), row.number)
    return rows
