"""Load, check and save one record from a draft: the part every form's use case shares."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Protocol, TypeVar

from sqlalchemy import Row, func, select
from sqlalchemy.orm import Session

from deskapp.database import name_action, update_rows
from deskapp.database.bulk import batched_ids
from deskapp.errors import ChangedElsewhere, FieldProblems
from deskapp.fields import FieldSet
from deskapp.i18n import _
from deskapp.records.record import Record


class Draft(Protocol):
    """What a form edits: the id and version of the record it came from, and its fields."""

    id: int | None
    version: int


R = TypeVar("R", bound=Record)
D = TypeVar("D", bound=Draft)


def open_draft(session: Session, draft: type[D], record: type[R], record_id: int) -> D:
    """Return a draft filled from a record.

    Raises ChangedElsewhere when the record is gone.
    """
    found = existing(session, record, record_id)
    names = [name for name in draft.__annotations__ if hasattr(found, name)]
    return draft(**{name: getattr(found, name) for name in names})


def existing(session: Session, record: type[R], record_id: int) -> R:
    """Return a record; raise ChangedElsewhere when it is gone."""
    found = session.get(record, record_id)
    if found is None:
        raise ChangedElsewhere(
            _("This record was deleted elsewhere."), _("Go back to the list and look again.")
        )
    return found


def unchanged(session: Session, record: type[R], draft: Draft) -> R:
    """Return a draft's record; raise ChangedElsewhere when it was saved since it was opened."""
    found = existing(session, record, draft.id or 0)
    if found.version != draft.version:
        raise changed_elsewhere()
    return found


def changed_elsewhere() -> ChangedElsewhere:
    """Return the failure of a save that started from an older state than the ledger's."""
    return ChangedElsewhere(
        _("This record was changed elsewhere since you opened it."),
        _("What you typed is still here: compare it with the list, then save again."),
    )


def deleted_elsewhere() -> ChangedElsewhere:
    """Return the failure of an action on many records of which one is gone."""
    return ChangedElsewhere(
        _("A record was deleted elsewhere; nothing was saved."),
        _("Go back to the list and look again."),
    )


def as_seen(
    session: Session,
    record: type[R],
    ids: Sequence[int],
    columns: Sequence[Any],
    versions: Mapping[int, int] | None = None,
) -> dict[int, Row[Any]]:
    """Return id, version and the columns of records as they are now, by id.

    `versions` are those that the caller saw. Raises ChangedElsewhere when a record is gone or
    no longer of its version.
    """
    found: dict[int, Row[Any]] = {}
    for chunk in batched_ids(ids):
        statement = select(record.id, record.version, *columns).where(record.id.in_(chunk))
        found |= {row.id: row for row in session.execute(statement)}
    if not found.keys() >= set(ids):
        raise deleted_elsewhere()
    seen = versions or {}
    if any(row.version != seen.get(row.id, row.version) for row in found.values()):
        raise ChangedElsewhere(
            _("A record was changed elsewhere since you saw it; nothing was saved."),
            _("Look at the list again, then repeat it."),
        )
    return found


def ids_of_parts(session: Session, owner: Any, owner_ids: Sequence[int]) -> list[int]:
    """Return the ids of the rows that belong to records, by the column that names their owner."""
    ids: list[int] = []
    for chunk in batched_ids(owner_ids):
        ids += session.execute(select(owner.class_.id).where(owner.in_(chunk))).scalars()
    return ids


def check(fields: FieldSet, draft: Draft, more: Mapping[str, str] | None = None) -> None:
    """Raise FieldProblems when a field of the draft does not fit, or `more` says so."""
    complaints = {field.name: field.complaint(getattr(draft, field.name)) for field in fields}
    complaints |= more or {}
    found = {name: complaint for name, complaint in complaints.items() if complaint}
    if found:
        raise FieldProblems(next(iter(found.values())), found)


def save_draft(session: Session, record: type[R], fields: FieldSet, draft: Draft) -> R:
    """Write a checked draft into its record, a new one where it has no id; return it.

    Raises ChangedElsewhere when somebody saved the record since the draft was opened.
    """
    found = record() if draft.id is None else unchanged(session, record, draft)
    for field in fields:
        setattr(found, field.name, getattr(draft, field.name))
    if draft.id is None:
        session.add(found)
    return found


def name_deletion(
    session: Session, column: Any, ids: Sequence[int], *, one: str, many: str
) -> None:
    """Name the deleting of one record by what it is called, of several by their number.

    `column` holds the name; `one` has a place for {name}, `many` for {number}.
    """
    if len(ids) == 1:
        name = session.execute(select(column).where(column.class_.id == ids[0])).scalar()
        name_action(session, one, name=name or "")
    else:
        name_action(session, many, number=len(ids))


def next_place(session: Session, column: Any, *where: Any) -> int:
    """Return the number after the highest of an order column."""
    with session.no_autoflush:  # the new record waits for its place
        return (session.execute(select(func.max(column)).where(*where)).scalar() or 0) + 1


def reorder(session: Session, record: type[R], column: str, ids: Sequence[int]) -> int:
    """Give rows the numbers 1, 2, 3 in the order of their ids; return how many moved."""
    return update_rows(session, record, {row_id: {column: n} for n, row_id in enumerate(ids, 1)})
