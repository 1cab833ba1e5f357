"""Keep sealed years as they are: whatever an action changed, no row of theirs may be among it.

This stands at the transaction, so that no use case, no import and no undo has to think of it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from deskapp.database.bulk import batched_ids
from deskapp.database.history import Change
from deskapp.errors import SealedYear
from deskapp.i18n import _
from deskapp.records.kind import Years
from deskapp.records.registry import KINDS, METADATA
from deskapp.records.year_seal import YearSeal

_Changes = Mapping[tuple[str, int], Change]


def refuse_sealed_years(session: Session, changes: _Changes) -> None:
    """Raise SealedYear when a changed row belongs, or belonged, to a year that is sealed."""
    sealed = set(session.execute(select(YearSeal.year)).scalars())
    if not sealed:
        return
    real = {key: change for key, change in changes.items() if change.before != change.after}
    touched = sealed & years_of(session, real)
    if touched:
        years = sorted(touched)
        raise SealedYear(
            _("The year {year} is sealed and can only be read.").format(
                year=", ".join(str(year) for year in years)
            ),
            _("Reopen it with a reason to change it."),
        )


def refuse_breaking_seals(changes: Iterable[Change]) -> None:
    """Raise SealedYear when undo or redo would take a seal off: that needs a reason."""
    years = sorted(
        _year((change.before or {})["year"])
        for change in changes
        if change.table == YearSeal.__tablename__ and change.operation == "delete"
    )
    if years:
        raise SealedYear(
            _("Undo and redo do not take the seal off {year}.").format(
                year=", ".join(str(year) for year in years)
            ),
            _("Reopen it with a reason to change it."),
        )


def years_of(session: Session, changes: _Changes) -> set[int]:
    """Return the years that changed rows belong to, as they were and as they are now."""
    wanted: defaultdict[str, set[int]] = defaultdict(set)
    for table, row_id in changes:
        wanted[table].add(row_id)
    years: set[int] = set()
    seen: set[tuple[str, int]] = set()
    while wanted:
        table, ids = wanted.popitem()
        new = {row_id for row_id in ids if (table, row_id) not in seen}
        seen |= {(table, row_id) for row_id in new}
        declared = KINDS[table].years
        for values in _values(session, table, sorted(new), declared, changes):
            years |= {_year(values[name]) for name in declared.own if values.get(name) is not None}
            for column, owner in declared.owners.items():
                if values.get(column) is not None:
                    wanted[owner].add(values[column])
    return years


def _values(
    session: Session, table: str, ids: Sequence[int], declared: Years, changes: _Changes
) -> Iterator[Mapping[str, Any]]:
    """Yield what tells the years of rows: as they stand, and what they held before."""
    names = (*declared.own, *declared.owners)
    if not names:
        return
    for row_id in ids:
        change = changes.get((table, row_id))
        if change is not None and change.before is not None:
            yield change.before
    columns = METADATA.tables[table].c
    for chunk in batched_ids(ids):
        statement = select(*(columns[name] for name in names)).where(columns.id.in_(chunk))
        yield from _distinct(session.execute(statement.distinct()).mappings())


def _distinct(rows: Iterable[Any]) -> Iterator[Mapping[str, Any]]:
    return ({str(name): value for name, value in row.items()} for row in rows)


def _year(value: Any) -> int:
    """Return the year of a year, of a day, or of a day as the history holds it."""
    if isinstance(value, date):
        return value.year
    return value if isinstance(value, int) else int(str(value)[:4])
