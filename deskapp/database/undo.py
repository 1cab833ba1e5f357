"""Undo and redo saved actions by turning round what the history holds."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from sqlalchemy import Row, Table, delete, exists, insert, select, text, update
from sqlalchemy.orm import Session, aliased

from deskapp.database.bulk import batched_ids
from deskapp.database.finals import refuse_breaking_finals
from deskapp.database.history import (
    Change,
    Operation,
    deleted_row,
    journal_of,
    row_as_json,
    values_from_json,
)
from deskapp.database.seals import refuse_breaking_seals
from deskapp.errors import CannotUndo
from deskapp.i18n import _
from deskapp.records.change import ChangeSet, RowChange
from deskapp.records.registry import METADATA

_OPPOSITE: dict[str, Operation] = {"insert": "delete", "update": "update", "delete": "insert"}


@dataclass(frozen=True, slots=True)
class Turnable:
    """An action that can be undone or redone, and what it was called."""

    id: int
    action: str
    parameters: dict[str, Any]


def next_undo(session: Session) -> Turnable | None:
    """Return the last action that stands, or None."""
    statement = (
        select(ChangeSet.id, ChangeSet.action, ChangeSet.parameters)
        .where(ChangeSet.kind == "do", ChangeSet.undone.is_(False))
        .order_by(ChangeSet.id.desc())
        .limit(1)
    )
    return _turnable(session.execute(statement).first())


def next_redo(session: Session) -> Turnable | None:
    """Return the action that redo would bring back: undone last, and nothing done since."""
    undoing, later = aliased(ChangeSet), aliased(ChangeSet)
    statement = (
        select(ChangeSet.id, ChangeSet.action, ChangeSet.parameters)
        .join(undoing, undoing.target_id == ChangeSet.id)
        .where(
            undoing.kind == "undo",
            ChangeSet.undone.is_(True),
            ~exists().where(later.kind == "do", later.id > undoing.id),
        )
        .order_by(undoing.id.desc())
        .limit(1)
    )
    return _turnable(session.execute(statement).first())


def _turnable(row: Row[Any] | None) -> Turnable | None:
    return None if row is None else Turnable(row.id, row.action, row.parameters)


def undo(session: Session, change_set_id: int) -> None:
    """Put back every row of an action as it was before.

    Raises CannotUndo, naming the first row in the way, when a later change touched it, and
    SealedYear when it would take a seal off, FinalScores when it would reopen an appraisal, or
    make one final that was changed since.
    """
    _turn(session, change_set_id, kind="undo")


def redo(session: Session, change_set_id: int) -> None:
    """Carry out an undone action again, row by row as it was recorded; raises as `undo` does."""
    _turn(session, change_set_id, kind="redo")


def _turn(session: Session, change_set_id: int, *, kind: str) -> None:
    _defer_references(session)
    journal = journal_of(session)
    action = session.execute(
        select(ChangeSet.action, ChangeSet.parameters).where(ChangeSet.id == change_set_id)
    ).one()
    journal.kind, journal.target_id = kind, change_set_id
    journal.action, journal.parameters = action.action, action.parameters
    changes = _changes_of(session, change_set_id)
    if kind == "undo":
        changes = [_inverse(change) for change in reversed(changes)]
    else:
        _find_versions(session, change_set_id, changes)
    refuse_breaking_seals(changes)
    refuse_breaking_finals(session, change_set_id, changes)
    for (table_name, operation), run in groupby(changes, lambda c: (c.table, c.operation)):
        _apply(session, METADATA.tables[table_name], operation, list(run))
    session.execute(
        update(ChangeSet).where(ChangeSet.id == change_set_id).values(undone=kind == "undo")
    )


def _defer_references(session: Session) -> None:
    """Let references be checked at the commit: rows come back in any order."""
    on_sqlite = session.get_bind().dialect.name == "sqlite"
    session.execute(
        text("PRAGMA defer_foreign_keys=ON" if on_sqlite else "SET CONSTRAINTS ALL DEFERRED")
    )


def _changes_of(session: Session, change_set_id: int) -> list[Change]:
    statement = (
        select(
            RowChange.table_name,
            RowChange.row_id,
            RowChange.operation,
            RowChange.before,
            RowChange.after,
        )
        .where(RowChange.change_set_id == change_set_id)
        .order_by(RowChange.id)
    )
    return [Change(*row) for row in session.execute(statement)]


def _inverse(change: Change) -> Change:
    operation = _OPPOSITE[change.operation]
    return Change(change.table, change.row_id, operation, change.after, change.before)


def _find_versions(session: Session, change_set_id: int, changes: Sequence[Change]) -> None:
    """Give rows that redo brings back the versions that their undo took them away with."""
    undoing = (
        select(ChangeSet.id)
        .where(ChangeSet.target_id == change_set_id, ChangeSet.kind == "undo")
        .order_by(ChangeSet.id.desc())
        .limit(1)
    )
    undone = _changes_of(session, session.execute(undoing).scalar_one())
    gone = {(c.table, c.row_id): c.before for c in undone if c.operation == "delete"}
    for change in changes:
        if change.operation == "insert":
            change.after = gone[change.table, change.row_id]


def _apply(session: Session, table: Table, operation: str, run: Sequence[Change]) -> None:
    rows_now = _refuse_if_touched(session, table, run)
    if operation == "insert":
        session.execute(insert(table), [_come_back(table, change) for change in run])
    elif operation == "delete":
        for change in run:
            change.before = deleted_row(rows_now[change.row_id])
        for chunk in batched_ids([change.row_id for change in run]):
            session.execute(delete(table).where(table.c.id.in_(chunk)))
    else:
        for change in run:
            values = values_from_json(table, change.after or {})
            session.execute(
                update(table)
                .where(table.c.id == change.row_id)
                .values(version=table.c.version + 1, **values)
            )
    for change in run:
        journal_of(session).add(change)


def _come_back(table: Table, change: Change) -> dict[str, Any]:
    """Return a row to insert, with a version that nobody has seen of it."""
    row = values_from_json(table, change.after or {})
    return {**row, "version": row.get("version", 0) + 1}


def _refuse_if_touched(
    session: Session, table: Table, run: Sequence[Change]
) -> dict[int, dict[str, Any]]:
    """Compare every row with what the action left there; return the rows by id."""
    now = {row["id"]: row for row in _current(session, table, [c.row_id for c in run])}
    for change in run:
        row = now.get(change.row_id)
        expected = change.before
        left = {name: v for name, v in (expected or {}).items() if name != "version"}
        json = None if row is None else row_as_json(row)
        stands = json is not None and all(json[name] == value for name, value in left.items())
        if (expected is None and row is not None) or (expected is not None and not stands):
            raise CannotUndo(
                _("This cannot be undone: a later change touched the same record."),
                _("Look the record up under Changes, and undo the later change first."),
            )
    return now


def _current(session: Session, table: Table, ids: Sequence[int]) -> Iterator[dict[str, Any]]:
    for chunk in batched_ids(ids):
        for row in session.execute(select(table).where(table.c.id.in_(chunk))).mappings():
            yield dict(row)
