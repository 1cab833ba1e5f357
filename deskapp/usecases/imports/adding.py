"""Make the units, branches and documents that rows name and the ledger does not have."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import count

from sqlalchemy import select
from sqlalchemy.orm import Session

from deskapp.database import insert_rows
from deskapp.i18n import _, ngettext
from deskapp.names import text_initials
from deskapp.records.branch import Branch
from deskapp.records.document import Document
from deskapp.records.unit import UNIT_KINDS, Unit
from deskapp.usecases.imports.rows import AddedRecord, ReadRow
from deskapp.usecases.saving import next_place

_MOST_NAMES = 12
# Lists of people do not say what kind of unit they name; most units are departments.
KIND_OF_UNIT = "department"


def has_no_units(session: Session) -> bool:
    """Say whether the ledger has no units yet, so that a list of people must bring them."""
    return session.scalars(select(Unit.id).limit(1)).first() is None


def added_records(rows: Sequence[ReadRow], table: str) -> list[AddedRecord]:
    """Return the records of a table that the rows without problems name and nobody has made."""
    good = (row for row in rows if row.status != "problem")
    found = (one for row in good for one in _added(row) if one.table == table)
    return list(dict.fromkeys(found))


def _added(row: ReadRow) -> Iterator[AddedRecord]:
    for value in row.values.values():
        for one in value if isinstance(value, tuple) else (value,):
            if isinstance(one, AddedRecord):
                yield one


def added_branches(rows: Sequence[ReadRow]) -> dict[AddedRecord, int | AddedRecord]:
    """Return the branches the ledger does not have, each with the unit of its first member."""
    found: dict[AddedRecord, int | AddedRecord] = {}
    for row in rows:
        if row.status != "problem":
            for one in _added(row):
                if one.table == "branch":
                    found.setdefault(one, row.values["unit_id"])
    return found


def remarks_on_added(rows: Sequence[ReadRow]) -> list[str]:
    """Say which units, branches and documents an import would make first."""
    units, branches = added_records(rows, "unit"), added_branches(rows)
    documents = added_records(rows, "document")
    remarks = []
    if units:
        text = ngettext(
            "{n} unit is added, of the kind “{kind}”: {names}",
            "{n} units are added, of the kind “{kind}”: {names}",
            len(units),
        )
        kind = _(UNIT_KINDS[KIND_OF_UNIT])
        remarks.append(text.format(n=len(units), kind=kind, names=_names(units)))
    if branches:
        text = ngettext(
            "{n} branch is added: {names}", "{n} branches are added: {names}", len(branches)
        )
        remarks.append(text.format(n=len(branches), names=_names(list(branches))))
    if documents:
        text = ngettext(
            "{n} document is added: {names}", "{n} documents are added: {names}", len(documents)
        )
        remarks.append(text.format(n=len(documents), names=_names(documents)))
    return remarks


def _names(records: Sequence[AddedRecord]) -> str:
    names = "、".join(record.name for record in records[:_MOST_NAMES])
    return names if len(records) <= _MOST_NAMES else f"{names} …"


def insert_added(session: Session, rows: Sequence[ReadRow]) -> dict[AddedRecord, int]:
    """Insert the units, branches and documents that the rows need, and return their ids."""
    units, documents = added_records(rows, "unit"), added_records(rows, "document")
    places = count(next_place(session, Unit.office_order))
    made = insert_rows(session, Unit, [_unit(unit.name, next(places)) for unit in units])
    ids = dict(zip(units, made, strict=True))
    made = insert_rows(session, Document, [_document(one) for one in documents])
    ids |= dict(zip(documents, made, strict=True))
    return ids | _insert_branches(session, added_branches(rows), ids)


def _insert_branches(
    session: Session,
    branches: Mapping[AddedRecord, int | AddedRecord],
    ids: Mapping[AddedRecord, int],
) -> dict[AddedRecord, int]:
    places = count(next_place(session, Branch.office_order))
    values = [
        _branch(branch.name, ids[unit] if isinstance(unit, AddedRecord) else unit, next(places))
        for branch, unit in branches.items()
    ]
    return dict(zip(branches, insert_rows(session, Branch, values), strict=True))


def _unit(name: str, place: int) -> dict[str, object]:
    return {
        "name": name,
        "short_name": "",
        "kind": KIND_OF_UNIT,
        "office_order": place,
        "initials": text_initials(name),
    }


def _branch(name: str, unit_id: int, place: int) -> dict[str, object]:
    initials = text_initials(name)
    return {"name": name, "unit_id": unit_id, "office_order": place, "initials": initials}


def _document(document: AddedRecord) -> dict[str, object]:
    return {"title": document.name, "number": document.number}
