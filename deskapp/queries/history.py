"""Who did what when, and every row before and after."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session, aliased

from deskapp.records.change import ChangeSet, RowChange
from deskapp.records.registry import METADATA

# The column that names a row, whichever its table has.
_NAMES = ("name", "title", "text", "level2")
# What names a row that has no name of its own.
_NAMED_BY = {
    "agenda_document": ("agenda_item_id", "document_id"),
    "attendance": ("person_id", "meeting_id"),
    "branch_task": ("unit_id", "branch_id", "key_task_id"),
    "appeal": ("unit_id", "branch_id", "indicator_id"),
    "assessor_score": ("unit_id", "branch_id", "indicator_id"),
    "self_score": ("unit_id", "branch_id", "indicator_id"),
    "grade_given": ("unit_id", "branch_id"),
    "final_scoring": ("scheme_id",),
    "key_task_unit": ("unit_id", "key_task_id"),
    "progress_entry": ("branch_task_id",),
}


@dataclass(frozen=True, slots=True)
class ActionRow:
    """One saved action as the list of changes shows it; `at` is local time."""

    id: int
    at: datetime
    actor: str
    action: str
    parameters: dict[str, Any]
    reason: str
    kind: str
    undone: bool
    rows: int


@dataclass(frozen=True, slots=True)
class RowChangeRow:
    """One row that an action changed, and its name; values as the history holds them."""

    id: int
    table: str
    row_id: int
    operation: str
    before: dict[str, Any]
    after: dict[str, Any]
    name: str


def list_actions(session: Session, *, offset: int = 0, limit: int | None = None) -> list[ActionRow]:
    """Return the saved actions, the last first; an undo says what it undid."""
    statement = (
        select(
            ChangeSet.id,
            ChangeSet.at,
            ChangeSet.actor,
            ChangeSet.action,
            ChangeSet.parameters,
            ChangeSet.reason,
            ChangeSet.kind,
            ChangeSet.undone,
            ChangeSet.rows,
        )
        .order_by(ChangeSet.id.desc())
        .offset(offset)
        .limit(limit)
    )
    return [
        ActionRow(row.id, row.at.replace(tzinfo=UTC).astimezone(), *row[2:])
        for row in session.execute(statement)
    ]


def count_actions(session: Session) -> int:
    """Return how many actions were saved."""
    return session.execute(select(func.count(ChangeSet.id))).scalar_one()


def rows_of_action(session: Session, change_set_id: int, limit: int = 500) -> list[RowChangeRow]:
    """Return the first rows that an action changed."""
    statement = (
        select(
            RowChange.id,
            RowChange.table_name,
            RowChange.row_id,
            RowChange.operation,
            RowChange.before,
            RowChange.after,
        )
        .where(RowChange.change_set_id == change_set_id)
        .order_by(RowChange.id)
        .limit(limit)
    )
    namer = _Namer(session)
    return [
        RowChangeRow(
            row.id,
            row.table_name,
            row.row_id,
            row.operation,
            row.before or {},
            row.after or {},
            namer.name(row.table_name, row.row_id),
        )
        for row in session.execute(statement)
    ]


def name_of_row(session: Session, table: str, row_id: int) -> str:
    """Return the name of a row; of one that is gone, the name it had; empty when it has none.

    A row without a name of its own is named by what it belongs to, such as unit and key task.
    """
    return _Namer(session).name(table, row_id)


class _Namer:
    """Names the rows of one action, each row that they refer to once."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._known: dict[tuple[str, int], str] = {}

    def name(self, table: str, row_id: int) -> str:
        """Return the name of a row."""
        key = table, row_id
        if key not in self._known:
            self._known[key] = self._made(table, self._values(table, row_id))
        return self._known[key]

    def _made(self, table: str, values: Mapping[str, Any]) -> str:
        if table in _NAMED_BY:
            columns = METADATA.tables[table].c
            parts = [
                self.name(next(iter(columns[name].foreign_keys)).column.table.name, values[name])
                for name in _NAMED_BY[table]
                if values.get(name) is not None
            ]
            return " · ".join(part for part in parts if part)
        name = str(next((values[name] for name in _NAMES if values.get(name)), ""))
        return f"{values['number']}. {name}" if table == "key_task" and values else name

    def _values(self, table: str, row_id: int) -> Mapping[str, Any]:
        rows = METADATA.tables[table]
        there = self._session.execute(select(rows).where(rows.c.id == row_id)).mappings().first()
        if there is not None:
            return {str(name): value for name, value in there.items()}
        return _last_values(self._session, table, row_id)


def _last_values(session: Session, table: str, row_id: int) -> Mapping[str, Any]:
    deleted = aliased(RowChange)
    before = session.execute(
        select(deleted.before)
        .where(deleted.table_name == table, deleted.row_id == row_id, deleted.operation == "delete")
        .order_by(deleted.id.desc())
        .limit(1)
    ).scalar()
    return before or {}
