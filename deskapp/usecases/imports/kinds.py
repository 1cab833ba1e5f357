"""What can be imported, and what is particular about each kind."""

from __future__ import annotations

from deskapp.i18n import N_
from deskapp.records.branch import BRANCH_FIELDS, Branch
from deskapp.records.person import PERSON_FIELDS, Person
from deskapp.records.unit import UNIT_FIELDS, Unit
from deskapp.usecases.imports.adding import KIND_OF_UNIT
from deskapp.usecases.imports.kind import ImportKind
from deskapp.usecases.imports.organisation import (
    BranchParticulars,
    PeopleParticulars,
    UnitParticulars,
)

IMPORT_KINDS: dict[str, ImportKind] = {
    kind.name: kind
    for kind in (
        ImportKind(
            name="units",
            label=N_("Units"),
            record=Unit,
            fields=UNIT_FIELDS,
            needed=("name",),
            keys=(("name",),),
            period=("active_from", "active_until"),
            action=N_("Import {number} units from {file}"),
            defaults={"kind": KIND_OF_UNIT},
            particulars=UnitParticulars,
        ),
        ImportKind(
            name="branches",
            label=N_("Branches"),
            record=Branch,
            fields=BRANCH_FIELDS,
            needed=("name",),
            keys=(("name",),),
            period=("active_from", "active_until"),
            action=N_("Import {number} branches from {file}"),
            particulars=BranchParticulars,
        ),
        ImportKind(
            name="people",
            label=N_("People"),
            record=Person,
            fields=PERSON_FIELDS,
            needed=("name", "unit_id"),
            keys=(("name", "unit_id"),),
            period=("joined", "left"),
            action=N_("Import {number} people from {file}"),
            defaults={"rank": "other"},
            asks=("adds",),
            particulars=PeopleParticulars,
        ),
    )
}
