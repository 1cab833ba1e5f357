"""Write many rows at once, with their history: the unit of work is for single records."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from sqlalchemy import Table, bindparam, delete, func, insert, inspect, select, text, update
from sqlalchemy.orm import Session

from deskapp.database.history import Change, deleted_row, journal_of, row_as_json
from deskapp.errors import ChangedElsewhere
from deskapp.i18n import _
from deskapp.records.record import Record

# SQLite takes 32,766 bound values in one statement; well below it for every table.
CHUNK = 500


def insert_rows(
    session: Session,
    record: type[Record],
    rows: Sequence[Mapping[str, Any]],
    *,
    recorded: bool = True,
) -> list[int]:
    """Insert rows with executemany and return their ids, in the order of the rows.

    All rows must have the same keys. `recorded` is False only where a new ledger is filled:
    its birth is no action that anybody would undo.
    """
    if not rows:
        return []
    session.flush()
    table = _table(record)
    brings_ids = "id" in rows[0]
    ids = [row["id"] for row in rows] if brings_ids else _new_ids(session, table, len(rows))
    session.execute(
        insert(table), [{**row, "id": row_id} for row_id, row in zip(ids, rows, strict=True)]
    )
    if brings_ids:
        _move_sequence(session, table, max(ids))
    if recorded:
        for values in _rows_as_json(session, table, ids):
            _note(session, table, values["id"], None, values)
    return ids


def update_rows(
    session: Session, record: type[Record], changes: Mapping[int, Mapping[str, Any]]
) -> int:
    """Set the given columns of the given rows (id -> column -> value); return how many changed.

    All rows must set the same columns. Rows that hold the values already are left alone.
    Raises ChangedElsewhere when one of the rows is gone.
    """
    session.flush()
    table = _table(record)
    columns = list(next(iter(changes.values()), {}))
    before = {row["id"]: row for row in _rows_as_json(session, table, list(changes))}
    if len(before) < len(changes):
        raise ChangedElsewhere(
            _("A record was deleted elsewhere; nothing was saved."),
            _("Go back to the list and look again."),
        )
    wanted: list[dict[str, Any]] = []
    for row_id, values in changes.items():
        after = row_as_json(values)
        old = {name: before[row_id][name] for name in columns}
        if old != after:
            _note(session, table, row_id, old, after)
            wanted.append({"row_id": row_id, **{f"new_{name}": values[name] for name in columns}})
    if wanted:
        statement = (
            update(table)
            .where(table.c.id == bindparam("row_id"))
            .values(
                version=table.c.version + 1,
                **{name: bindparam(f"new_{name}") for name in columns},
            )
        )
        session.connection().execute(statement, wanted)
        _forget(session, record, [row["row_id"] for row in wanted], [*columns, "version"])
    return len(wanted)


def raise_versions(session: Session, record: type[Record], ids: Sequence[int]) -> None:
    """Count rows as saved once more, where rows that belong to them changed.

    That leaves no history: no value of these rows is another.
    """
    session.flush()
    table = _table(record)
    for chunk in batched_ids(ids):
        session.execute(
            update(table).where(table.c.id.in_(chunk)).values(version=table.c.version + 1)
        )
    _forget(session, record, ids, ["version"])


def _forget(
    session: Session, record: type[Record], ids: Sequence[int], columns: Sequence[str]
) -> None:
    """Let loaded records read the written columns anew.

    Only these: what a record does not hold when it is edited is missing in the history.
    """
    for row_id in ids:
        loaded = session.identity_map.get(inspect(record).identity_key_from_primary_key((row_id,)))
        if loaded is not None:
            session.expire(loaded, columns)


def delete_rows(session: Session, record: type[Record], ids: Sequence[int]) -> int:
    """Delete the rows of these ids; return how many there were."""
    session.flush()
    table = _table(record)
    gone = [deleted_row(values) for values in _rows(session, table, ids)]
    for values in gone:
        _note(session, table, values["id"], values, None)
    for chunk in batched_ids(ids):
        session.execute(delete(table).where(table.c.id.in_(chunk)))
    return len(gone)


def batched_ids(ids: Sequence[int]) -> Iterator[Sequence[int]]:
    """Yield the ids in pieces that fit one statement."""
    for start in range(0, len(ids), CHUNK):
        yield ids[start : start + CHUNK]


def _table(record: type[Record]) -> Table:
    table = record.__table__
    assert isinstance(table, Table)
    return table


def _new_ids(session: Session, table: Table, number: int) -> list[int]:
    """Return ids that no row ever had, for this many rows."""
    if session.get_bind().dialect.name == "postgresql":
        # Others write at the same moment: only the sequence gives no id twice.
        given = text(
            "SELECT nextval(pg_get_serial_sequence(:name, 'id')) FROM generate_series(1, :number)"
        )
        return list(session.execute(given, {"name": table.name, "number": number}).scalars())
    # SQLite keeps the last id it gave in a table, and lets one write at a time.
    highest = session.execute(select(func.max(table.c.id))).scalar() or 0
    last = session.execute(
        text("SELECT seq FROM sqlite_sequence WHERE name = :name"), {"name": table.name}
    ).scalar()
    first = max(highest, last or 0) + 1
    return list(range(first, first + number))


def _move_sequence(session: Session, table: Table, last: int) -> None:
    """Tell PostgreSQL, which counts ids apart from the rows, which one was given last."""
    if session.get_bind().dialect.name == "postgresql":
        session.execute(
            text("SELECT setval(pg_get_serial_sequence(:name, 'id'), :last)"),
            {"name": table.name, "last": last},
        )


def _rows_as_json(session: Session, table: Table, ids: Sequence[int]) -> Iterator[dict[str, Any]]:
    return (row_as_json(values) for values in _rows(session, table, ids))


def _rows(session: Session, table: Table, ids: Sequence[int]) -> Iterator[Mapping[str, Any]]:
    for chunk in batched_ids(ids):
        statement = select(table).where(table.c.id.in_(chunk))
        for row in session.execute(statement).mappings():
            yield {str(name): value for name, value in row.items()}


def _note(
    session: Session,
    table: Table,
    row_id: int,
    before: dict[str, Any] | None,
    after: dict[str, Any] | None,
) -> None:
    operation = "insert" if before is None else "delete" if after is None else "update"
    journal_of(session).add(Change(table.name, row_id, operation, before, after))  # type: ignore[arg-type]
