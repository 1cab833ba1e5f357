"""What can be imported, and what is particular about each kind."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from deskapp.fields import Field, FieldSet, labels_in_every_language
from deskapp.i18n import N_
from deskapp.records.branch import BRANCH_FIELDS, Branch
from deskapp.records.person import PERSON_FIELDS, Person
from deskapp.records.record import Record
from deskapp.records.unit import UNIT_FIELDS, Unit


@dataclass(frozen=True)
class ImportKind:
    """A kind of rows: its table and fields, by which fields a row is recognised, and defaults.

    `defaults` are what a new row gets where the file says nothing of a required field.
    """

    name: str
    label: str
    record: type[Record]
    fields: FieldSet
    recognised_by: tuple[str, ...]
    period: tuple[str, str]
    action: str
    defaults: Mapping[str, object] = field(default_factory=dict)

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
        }


IMPORT_KINDS: dict[str, ImportKind] = {
    kind.name: kind
    for kind in (
        ImportKind(
            name="units",
            label=N_("Units"),
            record=Unit,
            fields=UNIT_FIELDS,
            recognised_by=("name",),
            period=("active_from", "active_until"),
            action=N_("Import {number} units from {file}"),
            defaults={"kind": "department"},
        ),
        ImportKind(
            name="branches",
            label=N_("Branches"),
            record=Branch,
            fields=BRANCH_FIELDS,
            recognised_by=("name",),
            period=("active_from", "active_until"),
            action=N_("Import {number} branches from {file}"),
        ),
        ImportKind(
            name="people",
            label=N_("People"),
            record=Person,
            fields=PERSON_FIELDS,
            recognised_by=("name", "unit_id"),
            period=("joined", "left"),
            action=N_("Import {number} people from {file}"),
            defaults={"rank": "other"},
        ),
    )
}
