"""Write one change set for every action, from the session's own flushes.

Audit trail, undo, undoing a whole import and "what changed" all read it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time
from decimal import Decimal
from typing import Any, Literal

from sqlalchemy import Column, Table, event, func, insert, inspect, select, text
from sqlalchemy.orm import Session

from deskapp.errors import FieldProblems
from deskapp.i18n import _
from deskapp.records.change import LONGEST_REASON, ChangeSet, RowChange
from deskapp.records.record import Record

Operation = Literal["insert", "update", "delete"]
Values = dict[str, Any]


@dataclass(slots=True)
class Change:
    """One row's change inside an action; values are as JSON holds them."""

    table: str
    row_id: int
    operation: Operation
    before: Values | None
    after: Values | None


@dataclass(slots=True)
class Journal:
    """The changes of the action that a session carries out, one for each row."""

    action: str = ""
    parameters: Values = field(default_factory=dict)
    reason: str = ""
    kind: str = "do"
    target_id: int | None = None
    changes: dict[tuple[str, int], Change] = field(default_factory=dict)

    def add(self, change: Change) -> None:
        """Note a change; a second one of the same row is folded into the first."""
        key = (change.table, change.row_id)
        earlier = self.changes.get(key)
        if earlier is None:
            self.changes[key] = change
        elif change.operation == "delete" and earlier.operation == "insert":
            del self.changes[key]
        elif change.operation == "delete":
            # The row before the action is what it was deleted as, with what it was set from.
            earlier.before = {**(change.before or {}), **(earlier.before or {})}
            earlier.operation, earlier.after = "delete", None
        else:
            _fold_update(earlier, change)


def _fold_update(earlier: Change, change: Change) -> None:
    if earlier.operation == "update":
        earlier.before = {**(change.before or {}), **(earlier.before or {})}
    earlier.after = {**(earlier.after or {}), **(change.after or {})}


class WritingSession(Session):
    """A session whose flushes are written into the history."""

    @property
    def journal(self) -> Journal:
        """Return the changes noted so far."""
        return self.info.setdefault("journal", Journal())  # type: ignore[no-any-return]


def journal_of(session: Session) -> Journal:
    """Return the journal of a writing session."""
    if not isinstance(session, WritingSession):
        raise TypeError("only a writing session keeps a journal")
    return session.journal


def name_action(session: Session, action: str, *, reason: str = "", **parameters: object) -> None:
    """Say what the action is called in the history; `action` is marked with N_.

    A use case that calls others keeps its own name: the first to speak names the action.
    Raises FieldProblems for a reason that the history has no room for.
    """
    if len(reason) > LONGEST_REASON:
        complaint = _("“{field}” may have {most} characters; this one has {number}.").format(
            field=_("Reason"), most=LONGEST_REASON, number=len(reason)
        )
        raise FieldProblems(complaint, {"reason": complaint})
    journal = journal_of(session)
    if not journal.action:
        journal.action = action
        journal.parameters = {key: as_json(value) for key, value in parameters.items()}
    journal.reason = journal.reason or reason


def as_json(value: object) -> Any:
    """Return a column's value as JSON holds it."""
    if isinstance(value, date | datetime | time):
        return value.isoformat()
    # 2 and 2.00 are the same points.
    return f"{value.normalize():f}" if isinstance(value, Decimal) else value


def from_json(column: Column[Any], value: Any) -> Any:
    """Return the value of a column from what JSON holds."""
    kind = column.type.python_type
    if value is None or isinstance(value, kind):
        return value
    if kind in (date, datetime, time):
        return kind.fromisoformat(value)
    return kind(value)


def values_from_json(table: Table, values: Mapping[str, Any]) -> Values:
    """Return a row's values as the database takes them."""
    return {name: from_json(table.c[name], value) for name, value in values.items()}


def row_as_json(values: Mapping[str, Any]) -> Values:
    """Return a row's values as JSON holds them, without the version."""
    return {name: as_json(value) for name, value in values.items() if name != "version"}


def deleted_row(values: Mapping[str, Any]) -> Values:
    """Return a row that goes, with its version: one that comes back has a later one."""
    return {**row_as_json(values), "version": values["version"]}


@event.listens_for(WritingSession, "after_flush")
def _note_flush(session: WritingSession, _context: object) -> None:
    for record in session.new:
        if isinstance(record, Record):
            session.journal.add(_whole(record, "insert"))
    for record in session.dirty:
        if isinstance(record, Record) and (change := _difference(record)):
            session.journal.add(change)
    for record in session.deleted:
        if isinstance(record, Record):
            session.journal.add(_whole(record, "delete"))


def _whole(record: Record, operation: Operation) -> Change:
    values = {c.key: getattr(record, c.key) for c in inspect(record).mapper.column_attrs}
    if operation == "insert":
        return Change(record.__tablename__, record.id, operation, None, row_as_json(values))
    return Change(record.__tablename__, record.id, operation, deleted_row(values), None)


def _difference(record: Record) -> Change | None:
    before: Values = {}
    after: Values = {}
    for attribute in inspect(record).attrs:
        history = attribute.history
        if history.has_changes() and attribute.key != "version":
            before[attribute.key] = as_json(history.deleted[0] if history.deleted else None)
            after[attribute.key] = as_json(history.added[0] if history.added else None)
    if before == after:
        return None
    return Change(record.__tablename__, record.id, "update", before, after)


@dataclass(frozen=True, slots=True)
class HistoryMark:
    """How far a history is: its newest action, and how many there are.

    Both, since on a server an earlier number may come to light after a later one.
    """

    newest: int
    number: int


def history_mark(session: Session) -> HistoryMark:
    """Return how far the history is; another mark means that something was saved meanwhile."""
    statement = select(func.coalesce(func.max(ChangeSet.id), 0), func.count(ChangeSet.id))
    return HistoryMark(*session.execute(statement).one())


def let_nobody_save(session: Session) -> None:
    """Let all others wait with their saves until this action is over, and wait for theirs."""
    if session.get_bind().dialect.name != "sqlite":  # where only one writes at a time anyway
        session.execute(text("LOCK TABLE change_set IN SHARE ROW EXCLUSIVE MODE"))


def write_change_set(session: WritingSession, actor: str) -> int | None:
    """Write the journal as one change set; return its id, or None when nothing changed."""
    journal = session.journal
    changes = [change for change in journal.changes.values() if change.before != change.after]
    if not changes:
        return None
    result = session.execute(
        insert(ChangeSet).returning(ChangeSet.id),
        {
            "at": datetime.now(UTC).replace(tzinfo=None),
            "actor": actor,
            "action": journal.action,
            "parameters": journal.parameters,
            "reason": journal.reason,
            "kind": journal.kind,
            "target_id": journal.target_id,
            "undone": False,
            "rows": len(changes),
        },
    )
    change_set_id = result.scalar_one()
    session.execute(insert(RowChange), list(_row_changes(change_set_id, changes)))
    return change_set_id


def _row_changes(change_set_id: int, changes: Iterable[Change]) -> Iterable[Values]:
    for change in changes:
        yield {
            "change_set_id": change_set_id,
            "table_name": change.table,
            "row_id": change.row_id,
            "operation": change.operation,
            "before": change.before,
            "after": change.after,
        }
