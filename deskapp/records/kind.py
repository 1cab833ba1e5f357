"""What is declared of every table: its word, its fields, its year, and what is searched in it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from deskapp.fields import FieldSet
from deskapp.records.record import Record


@dataclass(frozen=True, slots=True)
class Years:
    """To which years a row belongs: those of its own columns, and those of its owners.

    `own` names columns that hold a year or a day; `owners` names columns that point to the row
    which this one is a part of, with the table of each.
    """

    own: tuple[str, ...] = ()
    owners: Mapping[str, str] = field(default_factory=dict)


NO_YEAR = Years()
OWN_YEAR = Years(own=("year",))


def part_of(**owners: str) -> Years:
    """Return that a row belongs to the years of its owners: column -> table."""
    return Years(owners=owners)


@dataclass(frozen=True, slots=True)
class Searched:
    """What the search over everything looks at in a table.

    `code` tells the table's entries in the index from others and is never given twice. In
    `texts` a word is found anywhere; in `readings` too, as if their syllables stood together;
    in `initials` from the beginning of a spelling. `page`, or the `part` of it, shows what was
    found: the record that the column `opens` names.
    """

    code: int
    page: str
    texts: tuple[str, ...]
    readings: tuple[str, ...] = ()
    initials: tuple[str, ...] = ()
    opens: str = "id"
    part: str = ""

    @property
    def columns(self) -> tuple[str, ...]:
        """Return all columns that are looked at."""
        return (*self.texts, *self.readings, *self.initials)


@dataclass(frozen=True, slots=True)
class RecordKind:
    """A table, the word for one of its rows, its years, and the fields people see of it."""

    record: type[Record]
    label: str
    years: Years
    fields: FieldSet = ()
    searched: Searched | None = None
