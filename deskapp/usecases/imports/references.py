"""Find the records that cells name: units, branches, people and documents of the ledger."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cached_property, lru_cache
from typing import Any

from sqlalchemy import Table, select
from sqlalchemy.orm import Session

from deskapp.fields import ReferenceField
from deskapp.i18n import _
from deskapp.names import clean_name
from deskapp.queries.names_known import (
    KnownNames,
    known_branches,
    known_documents,
    known_units,
    name_key,
)
from deskapp.records.branch import BRANCH_FIELDS
from deskapp.records.document import DOCUMENT_FIELDS
from deskapp.records.unit import UNIT_FIELDS
from deskapp.rules.headings import split_units
from deskapp.usecases.imports.kind import ImportKind, Setting, Values
from deskapp.usecases.imports.people_known import PeopleKnown
from deskapp.usecases.imports.questions import Questions
from deskapp.usecases.imports.rows import ADDED, LEFT_OUT, AddedRecord, Choice, ReadRow, RowOfFile

Reference = int | RowOfFile | AddedRecord
_NAMES = {
    "unit": next(field for field in UNIT_FIELDS if field.name == "name"),
    "branch": next(field for field in BRANCH_FIELDS if field.name == "name"),
    "document": next(field for field in DOCUMENT_FIELDS if field.name == "title"),
}
_LOADERS: Mapping[str, Callable[[Session], KnownNames]] = {
    "unit": known_units,
    "branch": known_branches,
    "document": known_documents,
}


class References:
    """Answers from memory, asked once from the ledger: an import may have 20,000 rows."""

    def __init__(
        self, session: Session, kind: ImportKind, setting: Setting, questions: Questions
    ) -> None:
        self.session, self.kind = session, kind
        self._setting, self._questions = setting, questions
        self._names: dict[str, KnownNames] = {}
        self._added: dict[tuple[str, str], AddedRecord] = {}
        self.in_file: Mapping[str, int] = {}
        self.names_in_file: Mapping[int, str] = {}
        self.nearest = lru_cache(None)(self._look_for_nearest)

    @cached_property
    def people(self) -> PeopleKnown:
        """Return the people of the ledger by name."""
        return PeopleKnown(self.session)

    def named(self, table: str) -> KnownNames:
        """Return the records of a table by their names."""
        if table not in self._names:
            self._names[table] = _LOADERS[table](self.session)
        return self._names[table]

    def records(self, kind: ImportKind) -> dict[int, Values]:
        """Return the values of all records of a kind, by id."""
        table = kind.record.__table__
        assert isinstance(table, Table)
        columns = [table.c.id, *(table.c[name] for name in kind.stored_names)]
        rows = self.session.execute(select(*columns)).mappings()
        return {row["id"]: dict(row) for row in rows}

    def find_all(self, row: ReadRow, within: Callable[[ReadRow, str], Sequence[int]]) -> None:
        """Put the records that a row's cells name in the place of the names.

        People come last: the unit or branch of the row tells which of one name is meant.
        """
        fields = [one for one in self.kind.by_name.values() if isinstance(one, ReferenceField)]
        for one in sorted(fields, key=lambda field: field.to == "person"):
            if one.name not in row.values:
                continue
            text = str(row.values.pop(one.name))
            found: Reference | None
            if one.to == "person":
                found = self.person(row, one.name, text, within(row, one.name))
            else:
                found = self.record(row, one.name, one.to, text)
            if found is not None:
                row.values[one.name] = found
        row.values |= row.found

    # --- units, branches, documents

    def sure(self, table: str, text: str) -> int | None:
        """Return the record a text names; None, and no question, where that is in doubt."""
        found = self.named(table).find(text) if text else []
        return found[0] if len(found) == 1 else None

    def record(
        self, row: ReadRow, name: str, table: str, text: str, *, may_be_left_out: bool | None = None
    ) -> Reference | None:
        """Return the record a cell means; None when it is left out, or has to be asked."""
        found: Sequence[Reference] = self.named(table).find(text)
        if not found and table == "branch" and (number := self.in_file.get(name_key(text))):
            return RowOfFile(number)
        unknown = None if found else self._addable(table, text)
        if unknown is not None and "adds" in self.kind.asks:
            row.unknown.append(unknown)
        if unknown is not None and self._setting.adds:
            return unknown
        if len(found) == 1:
            return found[0]
        if may_be_left_out is None:
            may_be_left_out = not self.kind.by_name[name].required
        return self._asked(row, name, table, text, found, unknown, may_be_left_out)

    def _asked(
        self,
        row: ReadRow,
        name: str,
        table: str,
        text: str,
        found: Sequence[Reference],
        unknown: AddedRecord | None,
        may_be_left_out: bool,
    ) -> Reference | None:
        names = self.named(table).names
        nearest = [one for one in found if isinstance(one, int)] or self.nearest(table, text)
        choices = [Choice(str(record_id), names[record_id]) for record_id in nearest]
        if unknown is not None:
            choices.append(Choice(ADDED, _("Make it new: {name}").format(name=unknown.name)))
        if may_be_left_out:
            choices.append(Choice(LEFT_OUT, _("Leave it out")))
        answer = self._questions.ask(
            row,
            name,
            f"{table} {name_key(text)}",
            text,
            self._sentence(text, [names[one] for one in nearest], several=bool(found)),
            choices,
            table=table,
            allowed=names,
        )
        if answer == ADDED:
            return unknown
        return int(answer) if answer.isdecimal() else None

    def _sentence(self, text: str, nearest: Sequence[str], *, several: bool) -> str:
        if several:
            sentence = _("Several records are called “{name}”; write the full name.")
        elif nearest:
            sentence = _("There is no “{name}” in the ledger; known are {nearest}.")
        else:
            sentence = _("There is no “{name}” in the ledger; correct it, or enter it there first.")
        return sentence.format(name=text, nearest="、".join(nearest))

    def _addable(self, table: str, text: str) -> AddedRecord | None:
        """Return the record that may be made of a name; None for what is no name of one."""
        if table == "branch" and "unit_id" not in self.kind.by_name:
            return None  # nobody could say which unit it is of
        name = text.strip().strip("《》") if table == "document" else clean_name(text)
        is_one = table == "document" or len(split_units(name)) == 1
        if not is_one or _NAMES[table].complaint(name):
            return None
        return self._added.setdefault((table, name_key(name)), AddedRecord(table, name))

    def _look_for_nearest(self, table: str, text: str) -> list[int]:
        names = self.named(table)
        ids = {name: row_id for row_id, name in reversed(names.names.items())}
        return [ids[name] for name in names.nearest(text)]

    # --- people

    def person(self, row: ReadRow, name: str, text: str, within: Sequence[int] = ()) -> int | None:
        """Return the person a cell means, looked for in some units first; None when asked."""
        found = self.people.find(text, within)
        if len(found) == 1:
            return found[0]
        several = bool(found)
        likely = found or self.people.alike(text)
        choices = [Choice(str(one), self.people.label(one)) for one in likely]
        if not self.kind.by_name[name].required:
            choices.append(Choice(LEFT_OUT, _("Leave it out")))
        where = ",".join(str(unit) for unit in sorted(within))
        answer = self._questions.ask(
            row,
            name,
            f"person {name_key(text)} {where}".strip(),
            text,
            self._about_person(text, likely, several=several),
            choices,
            table="person",
            allowed=self.people.names,
        )
        return int(answer) if answer.isdecimal() else None

    def _about_person(self, text: str, likely: Sequence[int], *, several: bool) -> str:
        people = "、".join(self.people.label(one) for one in likely)
        if several:
            sentence = _("Several people are called “{name}”: {people}.")
        elif likely:
            sentence = _("Nobody in the ledger is called “{name}”; perhaps {people}.")
        else:
            sentence = _("Nobody in the ledger is called “{name}”; enter the person there first.")
        return sentence.format(name=text, people=people)

    # --- names

    def name_of(self, table: str, reference: Any) -> str:
        """Return the name behind a reference; no reference has none."""
        if reference is None:
            return ""
        if isinstance(reference, RowOfFile):
            return self.names_in_file.get(reference.number, "")
        if isinstance(reference, AddedRecord):
            return reference.name
        if table == "person":
            return self.people.names.get(reference, "")
        return self.named(table).names.get(reference, "")

    def names_asked_for(self, rows: Iterable[ReadRow]) -> dict[str, dict[int, str]]:
        """Return the records of the tables that doubtful cells of the rows may mean."""
        tables = {doubt.table for row in rows for doubt in row.doubts if doubt.table}
        return {
            table: self.people.labels() if table == "person" else dict(self.named(table).names)
            for table in sorted(tables)
        }
