"""Write what a preview showed, in one transaction that undo takes back as one step."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import count
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from deskapp.database import insert_rows, name_action, update_rows
from deskapp.errors import ChangedElsewhere, InputProblems
from deskapp.fields import TextField, YesNoField
from deskapp.i18n import _, ngettext
from deskapp.names import NameKeys, text_initials
from deskapp.records.person import Person
from deskapp.usecases.imports.adding import insert_added
from deskapp.usecases.imports.comparing import compare
from deskapp.usecases.imports.kinds import IMPORT_KINDS, ImportKind
from deskapp.usecases.imports.rows import AddedRecord, ImportReading, ReadRow, RowOfFile
from deskapp.usecases.imports.watching import PIECE, Watch
from deskapp.usecases.people import reading_of
from deskapp.usecases.saving import next_place

Values = dict[str, Any]
Made = dict[RowOfFile | AddedRecord, int]


@dataclass(frozen=True, slots=True)
class ImportResult:
    """How many records an import made, changed, found unchanged, and left out.

    `added` are the units and branches it made because people named them.
    """

    new: int
    changed: int
    same: int
    left_out: int
    added: int = 0


def apply_import(
    session: Session,
    reading: ImportReading,
    *,
    skip_problems: bool = False,
    progress: Callable[[int, int], object] | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> ImportResult:
    """Write the new and the changed rows of a reading; return how many of each there were.

    `progress` hears how many steps of how many are done, and `cancelled` is asked between
    them. Raises InputProblems when rows have problems and they are not to be skipped,
    ChangedElsewhere when the ledger is no longer what the reading was compared with, and
    ImportCancelled when the person stopped it.
    """
    if reading.problems and not skip_problems:
        raise _refusal(reading)
    kind = IMPORT_KINDS[reading.kind]
    counts = reading.counts()
    number = counts["new"] + counts["changed"]
    watch = Watch(progress, cancelled, total=len(reading.parsed) + number)
    now = compare(session, kind, reading.table, reading.parsed, adds=reading.adds, watch=watch)
    if now != reading.rows:
        raise ChangedElsewhere(
            _("The ledger was changed since the file was compared with it."),
            _("Read the file again and look at what would change now."),
        )
    name_action(session, kind.action, number=number, file=reading.file)
    added = insert_added(session, reading.rows)
    made = _insert(session, kind, _of_status(reading, "new"), added, watch)
    _update(session, kind, _of_status(reading, "changed"), made, watch)
    return ImportResult(
        counts["new"], counts["changed"], counts["same"], counts["problem"], len(added)
    )


def _of_status(reading: ImportReading, status: str) -> list[ReadRow]:
    return [row for row in reading.rows if row.status == status]


def _refusal(reading: ImportReading) -> InputProblems:
    number = len(reading.problems)
    return InputProblems(
        ngettext(
            "{file} has {n} problem; nothing was written.",
            "{file} has {n} problems; nothing was written.",
            number,
        ).format(file=reading.file, n=number),
        reading.problems,
        _("Correct the file and import it again, or skip the rows with problems."),
    )


def _insert(
    session: Session,
    kind: ImportKind,
    rows: Sequence[ReadRow],
    added: Mapping[Any, int],
    watch: Watch,
) -> Made:
    """Insert rows, general branches of the file before those that stand under them."""
    ids: Made = dict(added)
    place = _places(session, kind)
    waiting = [(row.number, _new_values(kind, _resolved(row.values, added), place)) for row in rows]
    while waiting:
        ready = [(n, v) for n, v in waiting if not _waits(v, ids)]
        for start in range(0, len(ready), PIECE):
            piece = ready[start : start + PIECE]
            made = insert_rows(session, kind.record, [_resolved(v, ids) for n, v in piece])
            ids |= {RowOfFile(n): row_id for (n, v), row_id in zip(piece, made, strict=True)}
            watch.step(len(piece))
        waiting = [(n, v) for n, v in waiting if RowOfFile(n) not in ids]
    return ids


def _waits(values: Values, ids: Made) -> bool:
    parent = values.get("parent_id")
    return isinstance(parent, RowOfFile) and parent not in ids


def _resolved(values: Values, ids: Mapping[Any, int]) -> Values:
    """Return the values with the ids of records that were made meanwhile."""
    made = {
        name: ids[value]
        for name, value in values.items()
        if isinstance(value, RowOfFile | AddedRecord) and value in ids
    }
    return {**values, **made}


def _new_values(kind: ImportKind, given: Values, place: Callable[[Values], int]) -> Values:
    """Return every column of a new record: what the file says, and what follows from it."""
    values: Values = {}
    for field in kind.fields:
        nothing = "" if isinstance(field, TextField) else None
        nothing_said = False if isinstance(field, YesNoField) else nothing
        values[field.name] = given.get(field.name, nothing_said)
    return {**values, **_keys(kind, values), "office_order": place(values)}


def _keys(kind: ImportKind, values: Values) -> Values:
    if kind.record is not Person:
        return {"initials": text_initials(values["name"], values.get("short_name") or "")}
    keys: NameKeys = reading_of(values["name"], values["pinyin"])
    return {"pinyin": keys.pinyin, "initials": keys.initials}


def _places(session: Session, kind: ImportKind) -> Callable[[Values], int]:
    """Return what gives each new record its place: behind those there are, in file order."""
    if kind.record is not Person:
        places = count(next_place(session, kind.record.office_order))  # type: ignore[attr-defined]
        return lambda _values: next(places)
    highest = select(Person.unit_id, func.max(Person.office_order)).group_by(Person.unit_id)
    of_unit: dict[int, Iterator[int]] = {
        unit_id: count(last + 1) for unit_id, last in session.execute(highest)
    }
    return lambda values: next(of_unit.setdefault(values["unit_id"], count(1)))


def _update(
    session: Session, kind: ImportKind, rows: Sequence[ReadRow], made: Made, watch: Watch
) -> None:
    """Update the changed columns only; rows that change the same ones go together."""
    groups: dict[frozenset[str], dict[int, Values]] = {}
    for row in rows:
        values = _resolved({name: row.values[name] for name in row.changes}, made)
        if "pinyin" in values:
            values |= _keys(kind, {"name": row.values["name"], "pinyin": values["pinyin"]})
        assert row.existing_id is not None
        groups.setdefault(frozenset(values), {})[row.existing_id] = values
    for changes in groups.values():
        pairs = list(changes.items())
        for start in range(0, len(pairs), PIECE):
            piece = dict(pairs[start : start + PIECE])
            update_rows(session, kind.record, piece)
            watch.step(len(piece))
