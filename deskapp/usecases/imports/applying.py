"""Write what a preview showed, in one transaction that undo takes back as one step."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy.orm import Session

from deskapp.database import insert_rows, name_action, update_rows
from deskapp.errors import ChangedElsewhere, InputProblems
from deskapp.i18n import _, ngettext
from deskapp.usecases.imports.adding import insert_added
from deskapp.usecases.imports.answers import remember_answers
from deskapp.usecases.imports.comparing import compare
from deskapp.usecases.imports.kind import ImportKind, Particulars, Values
from deskapp.usecases.imports.kinds import IMPORT_KINDS
from deskapp.usecases.imports.rows import AddedRecord, ImportReading, ReadRow, RowOfFile
from deskapp.usecases.imports.watching import PIECE, Watch

Made = dict[RowOfFile | AddedRecord, int]


@dataclass(frozen=True, slots=True)
class ImportResult:
    """How many records an import made, changed, found unchanged, and left out.

    `added` are the units, branches and documents it made because rows named them.
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
    now = compare(session, kind, reading.table, reading.parsed, reading.setting, watch)
    if now.rows != reading.rows:
        raise ChangedElsewhere(
            _("The ledger was changed since the file was compared with it."),
            _("Read the file again and look at what would change now."),
        )
    name_action(session, kind.action, number=number, file=reading.file)
    added = insert_added(session, reading.rows)
    new, changed = _of_status(reading, "new"), _of_status(reading, "changed")
    made = _insert(session, kind, now.particulars, new, added, watch)
    _update(session, kind, now.particulars, changed, made, watch)
    _write_what_belongs(now.particulars, [*new, *changed], made)
    remember_answers(session, reading)
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
    particulars: Particulars,
    rows: Sequence[ReadRow],
    added: Mapping[Any, int],
    watch: Watch,
) -> Made:
    """Insert rows, general branches of the file before those that stand under them."""
    ids: Made = dict(added)
    waiting = [
        (row.number, _new_values(kind, particulars, _resolved(row.values, added))) for row in rows
    ]
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
    return any(isinstance(value, RowOfFile) and value not in ids for value in values.values())


def _resolved(values: Mapping[str, Any], ids: Mapping[Any, int]) -> Values:
    """Return the values with the ids of records that were made meanwhile."""
    return {name: _made(value, ids) for name, value in values.items()}


def _made(value: Any, ids: Mapping[Any, int]) -> Any:
    if isinstance(value, tuple):
        return tuple(_made(one, ids) for one in value)
    return ids.get(value, value) if isinstance(value, RowOfFile | AddedRecord) else value


def _new_values(kind: ImportKind, particulars: Particulars, given: Values) -> Values:
    """Return every column of a new record: what the file says, and what follows from it."""
    values = {name: given.get(name, kind.nothing(name)) for name in kind.stored_names}
    return {**values, **particulars.columns(values)}


def _update(
    session: Session,
    kind: ImportKind,
    particulars: Particulars,
    rows: Sequence[ReadRow],
    made: Made,
    watch: Watch,
) -> None:
    """Update the changed columns only; rows that change the same ones go together."""
    groups: dict[frozenset[str], dict[int, Values]] = {}
    for row in rows:
        changed = {name: row.values[name] for name in row.changes if name in kind.stored_names}
        values = particulars.changed_columns(row, _resolved(changed, made))
        assert row.existing_id is not None
        if values:
            groups.setdefault(frozenset(values), {})[row.existing_id] = values
    for changes in groups.values():
        pairs = list(changes.items())
        for start in range(0, len(pairs), PIECE):
            piece = dict(pairs[start : start + PIECE])
            update_rows(session, kind.record, piece)
            watch.step(len(piece))


def _write_what_belongs(particulars: Particulars, rows: Sequence[ReadRow], made: Made) -> None:
    written = {}
    for row in rows:
        row_id = row.existing_id or made[RowOfFile(row.number)]
        written[row_id] = replace(row, values=_resolved(row.values, made))
    particulars.written(written)
