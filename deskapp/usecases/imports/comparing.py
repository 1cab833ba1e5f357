"""Compare parsed rows with the ledger: which are new, changed, the same, or have problems."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy.orm import Session

from deskapp.errors import Problem
from deskapp.fields import ReferenceField
from deskapp.i18n import _
from deskapp.queries.names_known import name_key
from deskapp.usecases.imports.kinds import ImportKind
from deskapp.usecases.imports.known import Known
from deskapp.usecases.imports.parents import check_parents
from deskapp.usecases.imports.parsing import ParsedRow
from deskapp.usecases.imports.rows import Difference, ReadRow
from deskapp.usecases.imports.table import Table
from deskapp.usecases.imports.watching import Watch


def compare(
    session: Session,
    kind: ImportKind,
    table: Table,
    parsed: Sequence[ParsedRow],
    *,
    adds: bool = False,
    watch: Watch | None = None,
) -> list[ReadRow]:
    """Return what would become of each row if it were imported now.

    With `adds`, units and branches the ledger does not have are no problem: they are made.
    """
    comparison = _Comparison(kind, table, Known(session, kind, parsed), adds=adds)
    rows: list[ReadRow] = []
    for parsed_row in parsed:
        rows.append(comparison.compared(parsed_row))
        if watch is not None:
            watch.step()
    if kind.name == "branches":
        check_parents(rows, comparison.known.records, comparison.complain)
    for row in rows:
        row.status = _status(row)
    return rows


def _status(row: ReadRow) -> Any:
    if row.problems:
        return "problem"
    if row.existing_id is None:
        return "new"
    return "changed" if row.changes else "same"


class _Comparison:
    """Compares one row after the other and remembers those that went before."""

    def __init__(self, kind: ImportKind, table: Table, known: Known, *, adds: bool) -> None:
        self.kind, self.table, self.known, self.adds = kind, table, known, adds
        self._seen: dict[object, int] = {}

    def compared(self, parsed: ParsedRow) -> ReadRow:
        """Return the row with its references found and its record recognised."""
        row = ReadRow(
            parsed.number, dict(parsed.values), {}, parsed.written, problems=[*parsed.problems]
        )
        self._find_references(row)
        if all(name in row.values for name in self.kind.recognised_by):
            self._recognise(row)
            self._refuse_second(row)
        if row.existing_id is None:
            self._complete(row)
        self._check_period(row)
        row.shown = {**row.written, **{n: self._shown(n, v) for n, v in row.values.items()}}
        if row.existing_id is not None:
            row.changes = self._differences(row, self.known.records[row.existing_id])
        return row

    def complain(self, row: ReadRow, name: str, what: str) -> None:
        """Note a problem of one cell of a row."""
        place = self.table.place(row.number, name)
        row.problems.append(Problem(self.table.sheet, place, what))

    def _find_references(self, row: ReadRow) -> None:
        for name, field in self.kind.by_name.items():
            if isinstance(field, ReferenceField) and name in row.values:
                text = str(row.values.pop(name))
                found = self.known.referred(field.to, text)
                if not found and (unknown := self.known.addable(field.to, text)):
                    row.unknown.append(unknown)
                    found = [unknown] if self.adds else []
                if len(found) == 1:
                    row.values[name] = found[0]
                else:
                    self.complain(row, name, self._about_reference(field, text, bool(found)))

    def _about_reference(self, field: ReferenceField, text: str, several: bool) -> str:
        nearest = "、".join(self.known.nearest(field.to, text))
        if several:
            sentence = _("Several records are called “{name}”; write the full name.")
        elif nearest:
            sentence = _("There is no “{name}” in the ledger; known are {nearest}.")
        else:
            sentence = _("There is no “{name}” in the ledger; correct it, or enter it there first.")
        return sentence.format(name=text, nearest=nearest)

    def _recognise(self, row: ReadRow) -> None:
        ids = self.known.recognised(row.values)
        if len(ids) == 1:
            row.existing_id = ids[0]
        elif ids:
            several = _(
                "The ledger has {n} people called “{name}” in this unit; change them there."
            )
            self.complain(row, "name", several.format(name=row.values["name"], n=len(ids)))
        elif units := self.known.units_with_namesake(row.values):
            moved = _("The ledger has “{name}” in {units}; change the unit there if they moved.")
            row.hints.append(moved.format(name=row.values["name"], units="、".join(units)))

    def _refuse_second(self, row: ReadRow) -> None:
        identity: object = row.existing_id or tuple(
            name_key(str(row.values[name])) for name in self.kind.recognised_by
        )
        first = self._seen.setdefault(identity, row.number)
        if first != row.number:
            twice = _("“{name}” stands in row {row} already; delete one, or write another name.")
            self.complain(row, "name", twice.format(name=row.values["name"], row=first))

    def _complete(self, row: ReadRow) -> None:
        """Give a new row its defaults and complain about what it must have."""
        for name, value in self.kind.defaults.items():
            if name not in row.written:
                row.values[name] = value
        for name, field in self.kind.by_name.items():
            missing = name not in row.values and name not in row.written
            if missing and name not in self.kind.recognised_by and field.complaint(None):
                self.complain(row, name, field.complaint(None))

    def _check_period(self, row: ReadRow) -> None:
        stored = {} if row.existing_id is None else self.known.records[row.existing_id]
        start, end = (row.values.get(name, stored.get(name)) for name in self.kind.period)
        given = [name for name in self.kind.period if name in row.values]
        if start and end and end < start and given:
            self.complain(row, given[-1], _("The end lies before the start."))

    def _differences(self, row: ReadRow, stored: dict[str, Any]) -> dict[str, Difference]:
        # A recognised record keeps its name: the spellings differ in blanks and width at most.
        return {
            name: Difference(self._shown(name, stored[name]), row.shown[name])
            for name, value in row.values.items()
            if name not in self.kind.recognised_by and stored[name] != value
        }

    def _shown(self, name: str, value: Any) -> str:
        field = self.kind.by_name[name]
        if isinstance(field, ReferenceField):
            return self.known.name_of(field.to, value)
        return field.shown(value)
