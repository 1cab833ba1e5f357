"""What an import needs to know of a kind of rows, and what may be particular about one."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any

from sqlalchemy.orm import Session

from deskapp.fields import Field, FieldSet, TextField, YesNoField, labels_in_every_language
from deskapp.i18n import _
from deskapp.queries.names_known import name_key
from deskapp.records.record import Record

if TYPE_CHECKING:
    from deskapp.usecases.imports.parsing import ParsedRow
    from deskapp.usecases.imports.questions import Questions
    from deskapp.usecases.imports.references import References
    from deskapp.usecases.imports.rows import ReadRow
    from deskapp.usecases.imports.table import Table

Values = dict[str, Any]
Key = tuple[object, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Setting:
    """What the person says beside the file.

    `year` completes dates and is the year of rows that name none. `meeting` is the meeting
    that a sign-in list belongs to: its id, or its title. `answers` are what was answered to
    doubtful cells, now or in an import before: key of the question -> answer. `given` are the
    keys of those that were answered now. With `adds`, units and branches that the ledger does
    not have are made.
    """

    year: int | None = None
    meeting: int | str | None = None
    adds: bool = False
    answers: Mapping[str, str] = field(default_factory=dict)
    given: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Reading:
    """What is at hand while rows are understood: file, ledger, and whom to ask."""

    session: Session
    kind: ImportKind
    table: Table
    setting: Setting
    references: References
    questions: Questions


class Particulars:
    """What is particular about a kind; what is here is the same for all of them."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        self.remarks: list[str] = []

    def prepared(self, parsed: Sequence[ParsedRow]) -> Sequence[ParsedRow]:
        """Return the rows of the file as rows of the ledger, such as several that are one."""
        return parsed

    def before(self, row: ReadRow) -> None:
        """Complete what a row says before its references are looked up."""

    def within(self, row: ReadRow, name: str) -> Sequence[int]:
        """Return the units in which the person that a cell names is looked for first."""
        return ()

    def understand(self, row: ReadRow) -> None:
        """Say what the cells of a row mean together, once its references are found."""

    def stored(self) -> dict[int, Values]:
        """Return the values of the records that are there, by id."""
        return self.reading.references.records(self.reading.kind)

    def keys(self, values: Mapping[str, Any]) -> Iterable[Key]:
        """Return by what a row may be recognised, the surest first, with the fields of it."""
        for names in self.reading.kind.keys:
            if all(values.get(name) not in (None, "") for name in names):
                yield (names, *(key_of(values[name]) for name in names)), names

    def keys_there(self, values: Mapping[str, Any]) -> Iterable[Key]:
        """Return by what a record that is there may be recognised."""
        return self.keys(values)

    def about_several(self, row: ReadRow, number: int) -> str:
        """Return the sentence about several records that a row may be."""
        text = _("{n} records of the ledger fit this row; change them there.")
        return text.format(n=number)

    def recognised(self, row: ReadRow) -> None:
        """Look at a row that was found to be a record of the ledger, or a new one."""

    def shown(self, row: ReadRow) -> dict[str, str]:
        """Return how fields are shown that say more than their value."""
        return {}

    def check_all(self, rows: Sequence[ReadRow], stored: Mapping[int, Values]) -> None:
        """Complain about rows that do not fit each other or the ledger."""

    def columns(self, values: Values) -> Values:
        """Return the columns of a record that follow from its other values."""
        return {}

    def changed_columns(self, row: ReadRow, changed: Values) -> Values:
        """Return the columns to write of a record that is there, with what follows from them."""
        return changed

    def written(self, rows: Mapping[int, ReadRow]) -> None:
        """Write what belongs to the rows, once they have an id: id -> row."""


def key_of(value: object) -> object:
    """Return what two spellings of a value share."""
    return name_key(value) if isinstance(value, str) else value


@dataclass(frozen=True)
class ImportKind:
    """A kind of rows: its table and columns, by which of them a row is recognised, and defaults.

    `needed` columns must be in the file and `told_by` are those, one of which tells the kind
    from others. `keys` are the groups of fields by which a row is recognised, the surest first.
    `defaults` are what a new row gets where the file says nothing of a required field.
    `computed` are fields that no file has but the preview shows; `as_written` are texts that
    keep the width of their letters. `asks` says what the person
    must say beside the file.
    """

    name: str
    label: str
    record: type[Record]
    fields: FieldSet
    needed: tuple[str, ...]
    action: str
    keys: tuple[tuple[str, ...], ...]
    title: str = "name"
    period: tuple[str, str] | None = None
    told_by: tuple[str, ...] = ()
    computed: tuple[str, ...] = ()
    as_written: tuple[str, ...] = ()
    defaults: Mapping[str, object] = field(default_factory=dict)
    asks: tuple[str, ...] = ()
    particulars: Callable[[Reading], Particulars] = Particulars

    @cached_property
    def by_name(self) -> dict[str, Field]:
        """Return the fields by name."""
        return {field.name: field for field in self.fields}

    @cached_property
    def headings(self) -> dict[str, list[str]]:
        """Return the words that each field's column may be headed with, in every language."""
        return {
            field.name: [*labels_in_every_language(field.label), *field.synonyms]
            for field in self.fields
            if field.name not in self.computed
        }

    @cached_property
    def stored_names(self) -> tuple[str, ...]:
        """Return the fields that are columns of the table."""
        columns = self.record.__table__.c
        of_keys = (name for names in self.keys for name in names)
        return tuple(name for name in dict.fromkeys([*self.by_name, *of_keys]) if name in columns)

    def nothing(self, name: str) -> object:
        """Return what a new record holds in a field of which the file says nothing."""
        one = self.by_name.get(name)
        if isinstance(one, YesNoField):
            return False
        return "" if isinstance(one, TextField) else None
