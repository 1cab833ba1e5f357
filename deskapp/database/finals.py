"""Keep final scores as they are: no row of a scheme that is final may be among the changes.

This stands at the transaction, as the seals of years do, so that no use case, no import and no
undo has to think of it. Which rows are part of a scheme is what the tables declare as owners.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from deskapp.database.bulk import batched_ids
from deskapp.database.history import Change, Journal
from deskapp.errors import FinalScores
from deskapp.i18n import _
from deskapp.records.change import RowChange
from deskapp.records.final_scoring import FinalScoring
from deskapp.records.registry import KINDS, METADATA
from deskapp.records.scheme import Scheme

_SCHEME = Scheme.__tablename__
_FINAL = FinalScoring.__tablename__
_Ids = dict[str, set[int]]


def _parts_of_schemes() -> frozenset[str]:
    """Return the tables whose rows may be part of a scheme, through however many owners."""
    found = {_SCHEME}
    while more := {
        table
        for table, kind in KINDS.items()
        if table not in found and found & set(kind.years.owners.values())
    }:
        found |= more
    return frozenset(found)


PARTS_OF_SCHEMES = _parts_of_schemes()


def refuse_changed_finals(session: Session, journal: Journal) -> None:
    """Raise FinalScores when a changed row is, or was, part of a scheme that is final.

    Scores are made final by a new row, which is left alone; it goes with a reason only.
    """
    changes = {
        key: change
        for key, change in journal.changes.items()
        if change.table in PARTS_OF_SCHEMES and change.before != change.after
    }
    finals = [change for change in changes.values() if change.table == _FINAL]
    parts = {key: change for key, change in changes.items() if change.table != _FINAL}
    if any(c.operation == "update" for c in finals):
        raise _refusal()
    if any(c.operation == "delete" and not journal.reason for c in finals):
        raise _refusal()
    if parts and (final := _final_schemes(session, finals)) & schemes_of(session, parts, final):
        raise _refusal()


def refuse_breaking_finals(session: Session, change_set_id: int, changes: Iterable[Change]) -> None:
    """Raise FinalScores when undo or redo would reopen an appraisal: that needs a reason.

    The same when the undo of a reopening would put scores over a scheme that was changed since.
    """
    finals = [change for change in changes if change.table == _FINAL]
    if any(change.operation == "delete" for change in finals):
        raise FinalScores(
            _("Undo and redo do not reopen an appraisal whose scores are final."),
            _("Reopen it with a reason, under Results on the appraisal page."),
        )
    schemes = {c.after["scheme_id"] for c in finals if c.operation == "insert" and c.after}
    if schemes and schemes_of(session, _parts_changed_after(session, change_set_id), schemes):
        raise FinalScores(
            _("The scheme was changed after it was reopened: the former scores do not fit it."),
            _("Make its scores final again, under Results on the appraisal page."),
        )


def _parts_changed_after(session: Session, change_set_id: int) -> dict[tuple[str, int], Change]:
    """Return what became of parts of schemes after an action, without what was undone since."""
    statement = (
        select(
            RowChange.table_name,
            RowChange.row_id,
            RowChange.operation,
            RowChange.before,
            RowChange.after,
        )
        .where(RowChange.change_set_id > change_set_id, RowChange.table_name.in_(PARTS_OF_SCHEMES))
        .order_by(RowChange.id)
    )
    since = Journal()
    for row in session.execute(statement):
        since.add(Change(*row))
    return {key: c for key, c in since.changes.items() if c.before != c.after}


def _refusal() -> FinalScores:
    return FinalScores(
        _("The scores of this scheme are final."),
        _("Reopen the appraisal with a reason to change them."),
    )


def _final_schemes(session: Session, finals: Iterable[Change]) -> set[int]:
    """Return the schemes that are final now, or were until this action."""
    standing = set(session.execute(select(FinalScoring.scheme_id)).scalars())
    return standing | {c.before["scheme_id"] for c in finals if c.before is not None}


def schemes_of(
    session: Session, changes: Mapping[tuple[str, int], Change], among: set[int]
) -> set[int]:
    """Return which of some schemes changed rows are part of, as they were and as they are now."""
    if not among:
        return set()
    wanted: defaultdict[str, set[int]] = defaultdict(set)
    for change in changes.values():
        wanted[change.table].add(change.row_id)
    found: set[int] = set()
    seen: _Ids = defaultdict(set)
    while wanted:
        table, ids = wanted.popitem()
        new = ids - seen[table]
        seen[table] |= new
        if table == _SCHEME:
            found |= new & among
            continue
        for owner, owner_ids in _owners(session, table, sorted(new), changes).items():
            wanted[owner] |= owner_ids
    return found


def _owners(
    session: Session, table: str, ids: list[int], changes: Mapping[tuple[str, int], Change]
) -> _Ids:
    """Return the ids of the rows that own some rows, by table: now, and before the action."""
    declared = {
        column: owner
        for column, owner in KINDS[table].years.owners.items()
        if owner in PARTS_OF_SCHEMES
    }
    columns = METADATA.tables[table].c
    before = (changes[table, row_id].before for row_id in ids if (table, row_id) in changes)
    rows: list[Mapping[str, Any]] = [values for values in before if values is not None]
    for chunk in batched_ids(ids):
        statement = select(*(columns[name] for name in declared)).where(columns.id.in_(chunk))
        rows += (dict(row) for row in session.execute(statement.distinct()).mappings())
    found: _Ids = defaultdict(set)
    for row in rows:
        for column, owner in declared.items():
            if row.get(column) is not None:
                found[owner].add(row[column])
    return found
