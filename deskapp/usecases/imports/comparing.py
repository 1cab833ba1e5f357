"""Compare parsed rows with the ledger: which are new, changed, the same, or have problems."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy.orm import Session

from deskapp.fields import ReferenceField
from deskapp.i18n import _
from deskapp.usecases.imports.kind import ImportKind, Particulars, Reading, Setting, Values
from deskapp.usecases.imports.parsing import ParsedRow
from deskapp.usecases.imports.questions import Questions
from deskapp.usecases.imports.references import References
from deskapp.usecases.imports.rows import Difference, ReadRow, Status
from deskapp.usecases.imports.table import Table
from deskapp.usecases.imports.watching import Watch


@dataclass(frozen=True, slots=True)
class Compared:
    """What became of the rows, what to remark, and the records a doubtful cell may mean."""

    rows: list[ReadRow]
    remarks: list[str]
    names: Mapping[str, Mapping[int, str]]
    particulars: Particulars


def compare(
    session: Session,
    kind: ImportKind,
    table: Table,
    parsed: Sequence[ParsedRow],
    setting: Setting,
    watch: Watch | None = None,
) -> Compared:
    """Return what would become of each row if it were imported now."""
    questions = Questions(table, setting)
    references = References(session, kind, setting, questions)
    reading = Reading(session, kind, table, setting, references, questions)
    particulars = kind.particulars(reading)
    comparison = _Comparison(reading, particulars)
    rows: list[ReadRow] = []
    for parsed_row in particulars.prepared(parsed):
        rows.append(comparison.understood(parsed_row))
        if watch is not None:
            watch.step()
    comparison.look_at(rows)
    return Compared(rows, particulars.remarks, references.names_asked_for(rows), particulars)


def _status(row: ReadRow) -> Status:
    if row.problems:
        return "problem"
    if row.existing_id is None:
        return "new"
    return "changed" if row.changes else "same"


class _Comparison:
    """Understands one row after the other, then compares all of them with what is there."""

    def __init__(self, reading: Reading, particulars: Particulars) -> None:
        self.kind, self.particulars = reading.kind, particulars
        self.references, self.complain = reading.references, reading.questions.complain

    def understood(self, parsed: ParsedRow) -> ReadRow:
        """Return the row with its references found."""
        row = ReadRow(
            parsed.number, dict(parsed.values), {}, parsed.written, problems=[*parsed.problems]
        )
        self.particulars.before(row)
        self.references.find_all(row, self.particulars.within)
        self.particulars.understand(row)
        return row

    def look_at(self, rows: Sequence[ReadRow]) -> None:
        """Say of each row which record it is, what it changes, and what is wrong with it."""
        stored = self.particulars.stored()
        index = self._index(stored)
        seen: dict[object, int] = {}
        for row in rows:
            names = self._recognise(row, index, seen)
            self.particulars.recognised(row)
            if row.existing_id is None:
                self._complete(row)
            self._check_period(row, stored.get(row.existing_id or 0, {}))
            shown = {name: self._shown(name, value) for name, value in row.values.items()}
            row.shown = {**row.written, **shown, **self.particulars.shown(row)}
            if row.existing_id is not None:
                row.changes = self._differences(row, stored[row.existing_id], names)
        self.particulars.check_all(rows, stored)
        for row in rows:
            row.status = _status(row)

    def _index(self, stored: Mapping[int, Values]) -> dict[object, list[int]]:
        index: dict[object, list[int]] = {}
        for row_id, values in stored.items():
            for key, _names in self.particulars.keys_there(values):
                index.setdefault(key, []).append(row_id)
        return index

    def _recognise(
        self, row: ReadRow, index: Mapping[object, Sequence[int]], seen: dict[object, int]
    ) -> Iterable[str]:
        """Find the record that a row is; return the fields by which it was recognised."""
        keys = list(self.particulars.keys(row.values))
        if not keys:
            self._complain_about_keys(row)
            return ()
        identity: object = keys[0][0]
        by: Iterable[str] = keys[0][1]
        for key, names in keys:
            if found := index.get(key):
                if len(found) == 1:
                    row.existing_id = identity = found[0]
                else:
                    self.complain(row, names[0], self.particulars.about_several(row, len(found)))
                by = names
                break
        self._refuse_second(row, identity, seen)
        return by

    def _complain_about_keys(self, row: ReadRow) -> None:
        for name in (name for name in self.kind.keys[-1] if name in self.kind.by_name):
            complaint = self.kind.by_name[name].complaint("")
            if complaint and name not in row.values and name not in row.written:
                self.complain(row, name, complaint)

    def _refuse_second(self, row: ReadRow, identity: object, seen: dict[object, int]) -> None:
        first = seen.setdefault(identity, row.number)
        if first != row.number:
            twice = _("“{name}” stands in row {row} already; delete one, or write another name.")
            title = self.kind.title
            name = self._shown(title, row.values.get(title))
            self.complain(row, title, twice.format(name=name, row=first))

    def _complete(self, row: ReadRow) -> None:
        """Give a new row its defaults and complain about what it must have."""
        for name, value in self.kind.defaults.items():
            if name not in row.written:
                row.values.setdefault(name, value)
        for name, field in self.kind.by_name.items():
            missing = name not in row.values and name not in row.written
            if missing and name not in self.kind.keys[-1] and field.complaint(None):
                self.complain(row, name, field.complaint(None))

    def _check_period(self, row: ReadRow, stored: Values) -> None:
        if self.kind.period is None:
            return
        start, end = (row.values.get(name, stored.get(name)) for name in self.kind.period)
        given = [name for name in self.kind.period if name in row.values]
        if start and end and end < start and given:
            self.complain(row, given[-1], _("The end lies before the start."))

    def _differences(
        self, row: ReadRow, stored: Values, names: Iterable[str]
    ) -> dict[str, Difference]:
        # A recognised record keeps its name: the spellings differ in blanks and width at most.
        return {
            name: Difference(self._shown(name, stored[name]), row.shown[name])
            for name, value in row.values.items()
            if name not in names and name in stored and stored[name] != value
        }

    def _shown(self, name: str, value: Any) -> str:
        field = self.kind.by_name.get(name)
        if isinstance(value, tuple):
            return "、".join(self.references.name_of("unit", one) for one in value)
        if isinstance(field, ReferenceField):
            return self.references.name_of(field.to, value)
        return field.shown(value) if field else str(value)
