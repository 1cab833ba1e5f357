"""Who did what when, and every row before and after."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session, aliased

from deskapp.records.change import ChangeSet, RowChange
from deskapp.records.registry import METADATA

_NAMES = ("name", "title", "text")  # the column that names a row, whichever its table has


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
    """One row that an action changed; values as the history holds them."""

    id: int
    table: str
    row_id: int
    operation: str
    before: dict[str, Any]
    after: dict[str, Any]


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
    return [
        RowChangeRow(
            row.id, row.table_name, row.row_id, row.operation, row.before or {}, row.after or {}
        )
        for row in session.execute(statement)
    ]


def name_of_row(session: Session, table: str, row_id: int) -> str:
    """Return the name of a row; of one that is gone, the name it had; empty when it has none."""
    columns = METADATA.tables[table].c
    column = next((columns[name] for name in _NAMES if name in columns), None)
    if column is None:
        return ""
    found = session.execute(select(column).where(columns.id == row_id)).scalar()
    if found is None:
        found = _last_name(session, table, row_id, column.name)
    return str(found or "")


def _last_name(session: Session, table: str, row_id: int, column: str) -> object:
    deleted = aliased(RowChange)
    before = session.execute(
        select(deleted.before)
        .where(deleted.table_name == table, deleted.row_id == row_id, deleted.operation == "delete")
        .order_by(deleted.id.desc())
        .limit(1)
    ).scalar()
    return (before or {}).get(column)
