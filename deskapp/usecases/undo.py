"""Undo and redo saved actions, but leave what a closed meeting holds as it is."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from sqlalchemy import select
from sqlalchemy.orm import Session

from deskapp.database import undo as turning
from deskapp.database.bulk import batched_ids
from deskapp.records.change import RowChange
from deskapp.records.meeting import Meeting
from deskapp.records.registry import METADATA
from deskapp.usecases.meetings import open_for_changes

# The column that says what a row is a part of, and the table of that; parts of parts first.
_PART_OF = {
    "agenda_document": ("agenda_item_id", "agenda_item"),
    "agenda_item": ("meeting_id", "meeting"),
    "attachment": ("meeting_id", "meeting"),
    "attendance": ("meeting_id", "meeting"),
    "decision": ("meeting_id", "meeting"),
}


def undo_action(session: Session, change_set_id: int) -> None:
    """Put back every row of an action as it was before.

    Raises CannotUndo when a later change touched one, LedgerError for a closed meeting.
    """
    _refuse_closed(session, change_set_id)
    turning.undo(session, change_set_id)


def redo_action(session: Session, change_set_id: int) -> None:
    """Carry out an undone action again; raises as `undo_action` does."""
    _refuse_closed(session, change_set_id)
    turning.redo(session, change_set_id)


def _refuse_closed(session: Session, change_set_id: int) -> None:
    """Refuse an action on a closed meeting; closing, reopening and making one may be turned."""
    parts, own = _touched(session, change_set_id)
    for table, (_column, whole) in _PART_OF.items():
        parts[whole] |= _wholes_of(session, table, parts[table])
    for meeting_id in _closed_ones(session, parts["meeting"] - own):
        open_for_changes(session, meeting_id)


def _touched(session: Session, change_set_id: int) -> tuple[defaultdict[str, set[int]], set[int]]:
    """Return the rows of an action by table, and the meetings it makes, closes or reopens.

    A row that is a part of another counts as that one where the history says which it is.
    """
    statement = select(
        RowChange.table_name,
        RowChange.row_id,
        RowChange.operation,
        RowChange.before,
        RowChange.after,
    ).where(
        RowChange.change_set_id == change_set_id,
        RowChange.table_name.in_(["meeting", *_PART_OF]),
    )
    parts: defaultdict[str, set[int]] = defaultdict(set)
    own: set[int] = set()
    for table, row_id, operation, before, after in session.execute(statement):
        values = {**(before or {}), **(after or {})}
        column, whole = _PART_OF.get(table, ("", ""))
        if column in values:
            parts[whole].add(values[column])
        else:
            parts[table].add(row_id)
        turned = (before or {}).get("state"), (after or {}).get("state")
        if table == "meeting" and (operation != "update" or "closed" in turned):
            own.add(row_id)
    return parts, own


def _wholes_of(session: Session, table: str, ids: Iterable[int]) -> set[int]:
    columns = METADATA.tables[table].c
    column, _whole = _PART_OF[table]
    found: set[int] = set()
    for chunk in batched_ids(sorted(ids)):
        found |= set(
            session.execute(select(columns[column]).where(columns.id.in_(chunk))).scalars()
        )
    return found


def _closed_ones(session: Session, meeting_ids: Iterable[int]) -> list[int]:
    found: list[int] = []
    for chunk in batched_ids(sorted(meeting_ids)):
        closed = select(Meeting.id).where(Meeting.id.in_(chunk), Meeting.state == "closed")
        found += session.execute(closed).scalars()
    return found
