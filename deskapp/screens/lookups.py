"""Find the records that forms refer to: by name, initials or pinyin."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from deskapp.queries.branches import list_branches
from deskapp.queries.documents import list_documents
from deskapp.queries.people import PersonRow, list_people, names_of_people
from deskapp.queries.units import list_units
from deskapp.widgets.field_editor import Choice, Lookup
from deskapp.workspace.workspace import Workspace

_MOST = 40


def lookups_for(workspace: Workspace) -> Mapping[str, Lookup]:
    """Return a lookup for every table that forms refer to."""

    def units(text: str) -> list[Choice]:
        return [Choice(row.id, row.name) for row in workspace.ask(list_units, text)]

    def branches(text: str) -> list[Choice]:
        return [Choice(row.id, row.name, row.unit) for row in workspace.ask(list_branches, text)]

    def documents(text: str) -> list[Choice]:
        rows = workspace.ask(list_documents, text)
        return [Choice(row.id, row.title, row.number) for row in rows]

    def people(text: str) -> list[Choice]:
        return [_person(row) for row in workspace.ask(list_people, text, limit=_MOST)]

    def person(person_id: int) -> Choice | None:
        name = workspace.ask(names_of_people, [person_id]).get(person_id)
        return Choice(person_id, name) if name else None

    return {
        "unit": _short_list(workspace, units),
        "branch": _short_list(workspace, branches),
        "document": _short_list(workspace, documents),
        "person": Lookup(people, person),
    }


def _person(row: PersonRow) -> Choice:
    return Choice(row.id, row.name, " ".join(part for part in (row.unit, row.post) if part))


def _short_list(workspace: Workspace, find: Callable[[str], Sequence[Choice]]) -> Lookup:
    """Return a lookup whose names are kept until something changes."""
    names: dict[int, Choice] = {}
    workspace.changed.connect(lambda _kinds: names.clear())

    def named(record_id: int) -> Choice | None:
        if record_id not in names:
            names.update((choice.id, choice) for choice in find(""))
        return names.get(record_id)

    return Lookup(find, named)
