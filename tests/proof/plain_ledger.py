"""A ledger as its file holds it: all tables as plain records, read by sqlite3 alone."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

Record = dict[str, Any]

_DAYS = ("_on", "active_from", "active_until", "joined", "left")
_JSON = ("measure_parameters", "rule_parameters", "grades")


@dataclass(frozen=True)
class Ledger:
    """All tables of a ledger as lists of records, and how one is found by its id."""

    tables: Mapping[str, list[Record]]
    by_id: Mapping[str, Mapping[int, Record]]
    by_value: dict[tuple[str, str], dict[Any, list[Record]]] = field(default_factory=dict)

    def all(self, table: str) -> list[Record]:
        return self.tables[table]

    def get(self, table: str, record_id: int | None) -> Record:
        assert record_id is not None
        return self.by_id[table][record_id]

    def of(self, table: str, column: str, value: Any) -> list[Record]:
        """Return the records that hold a value, in the file's order."""
        found = self.by_value.setdefault((table, column), {})
        if not found:
            for one in self.tables[table]:
                found.setdefault(one[column], []).append(one)
        return found.get(value, [])


def read_ledger(path: Path) -> Ledger:
    """Return a ledger's tables as they stand in the file."""
    raw = sqlite3.connect(path)
    raw.row_factory = sqlite3.Row
    names = [row[0] for row in raw.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
    tables = {
        name: [_plain(dict(row)) for row in raw.execute(f'SELECT * FROM "{name}"')]
        for name in names
        if not name.startswith("search_index")
    }
    raw.close()
    by_id = {name: {row["id"]: row for row in rows if "id" in row} for name, rows in tables.items()}
    return Ledger(tables, by_id)


def _plain(row: Record) -> Record:
    for name, value in row.items():
        if isinstance(value, str) and name.endswith(_DAYS) and value:
            row[name] = date.fromisoformat(value)
        if name in _JSON:
            row[name] = json.loads(value or "{}")
    return row
