"""Make the units and branches that a list of people names and the ledger does not have."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import count

from sqlalchemy import select
from sqlalchemy.orm import Session

from deskapp.database import insert_rows
from deskapp.i18n import _, ngettext
from deskapp.names import text_initials
from deskapp.records.branch import Branch
from deskapp.records.unit import UNIT_KINDS, Unit
from deskapp.usecases.imports.kinds import IMPORT_KINDS
from deskapp.usecases.imports.rows import AddedRecord, ReadRow
from deskapp.usecases.saving import next_place

_MOST_NAMES = 12


def has_no_units(session: Session) -> bool:
    """Say whether the ledger has no units yet, so that a list of people must bring them."""
    return session.scalars(select(Unit.id).limit(1)).first() is None


def added_units(rows: Sequence[ReadRow]) -> list[AddedRecord]:
    """Return the units that the rows without problems name and the ledger does not have."""
    return list(dict.fromkeys(unit for row in rows if (unit := _added(row, "unit_id"))))


def added_branches(rows: Sequence[ReadRow]) -> dict[AddedRecord, int | AddedRecord]:
    """Return the branches the ledger does not have, each with the unit of its first member."""
    found: dict[AddedRecord, int | AddedRecord] = {}
    for row in rows:
        if (branch := _added(row, "branch_id")) is not None:
            found.setdefault(branch, row.values["unit_id"])
    return found


def _added(row: ReadRow, name: str) -> AddedRecord | None:
    value = row.values.get(name)
    return value if isinstance(value, AddedRecord) and row.status != "problem" else None


def remarks_on_added(rows: Sequence[ReadRow]) -> list[str]:
    """Say which units and branches an import would make first."""
    units, branches = added_units(rows), added_branches(rows)
    remarks = []
    if units:
        text = ngettext(
            "{n} unit is added, of the kind “{kind}”: {names}",
            "{n} units are added, of the kind “{kind}”: {names}",
            len(units),
        )
        kind = _(UNIT_KINDS[_kind_of_unit()])
        remarks.append(text.format(n=len(units), kind=kind, names=_names(units)))
    if branches:
        text = ngettext(
            "{n} branch is added: {names}", "{n} branches are added: {names}", len(branches)
        )
        remarks.append(text.format(n=len(branches), names=_names(list(branches))))
    return remarks


def _names(records: Sequence[AddedRecord]) -> str:
    names = "、".join(record.name for record in records[:_MOST_NAMES])
    return names if len(records) <= _MOST_NAMES else f"{names} …"


def insert_added(session: Session, rows: Sequence[ReadRow]) -> dict[AddedRecord, int]:
    """Insert the units and branches that the rows need, and return their ids."""
    units, branches = added_units(rows), added_branches(rows)
    places = count(next_place(session, Unit.office_order))
    made = insert_rows(session, Unit, [_unit(unit.name, next(places)) for unit in units])
    ids = dict(zip(units, made, strict=True))
    places = count(next_place(session, Branch.office_order))
    values = [
        _branch(branch.name, ids[unit] if isinstance(unit, AddedRecord) else unit, next(places))
        for branch, unit in branches.items()
    ]
    return ids | dict(zip(branches, insert_rows(session, Branch, values), strict=True))


def _unit(name: str, place: int) -> dict[str, object]:
    return {
        "name": name,
        "short_name": "",
        "kind": _kind_of_unit(),
        "office_order": place,
        "initials": text_initials(name),
    }


def _kind_of_unit() -> str:
    return str(IMPORT_KINDS["units"].defaults["kind"])


def _branch(name: str, unit_id: int, place: int) -> dict[str, object]:
    initials = text_initials(name)
    return {"name": name, "unit_id": unit_id, "office_order": place, "initials": initials}
