"""The two forms of a practice: its facts, and the texts of its fixed form."""

from __future__ import annotations

from dataclasses import replace

from deskapp.fields import FieldSet
from deskapp.records.practice import PRACTICE_FIELDS
from deskapp.screens.lookups import lookups_for
from deskapp.widgets.form_stack import keep_room_for_date
from deskapp.widgets.record_form import RecordForm
from deskapp.workspace.workspace import Workspace

TEXTS = ("background", "approach", "effect", "to_spread")
_DATES = ("happened_on", "due_on", "summarised_on", "adopted_on")
_FACTS = ("title", "unit_id", "branch_id", "happened_on", "due_on", "summarised_on",
          "adoption_level", "adopted_on", "year")  # fmt: skip
# Only shown once the practice is that far; until then a step of the bar sets them.
_REACHED = {
    "summarised_on": ("summarised", "adopted"),
    "adoption_level": ("adopted",),
    "adopted_on": ("adopted",),
}
_WIDE = {"unit_id": 40, "branch_id": 40}  # a row of their own


def facts_form(workspace: Workspace) -> RecordForm:
    """Return the form of what, whose, when and how far."""
    form = RecordForm(
        _fields(_FACTS), lookups_for(workspace), two_columns=True, year=workspace.year
    )
    for name in _DATES:
        keep_room_for_date(form, name)
    return form


def texts_form() -> RecordForm:
    """Return the form of background, approach, effect and what to spread."""
    return RecordForm(_fields(TEXTS))


def show_what_is_reached(facts: RecordForm, state: str | None) -> None:
    """Show the fields of the facts that a state has values for."""
    for name, states in _REACHED.items():
        facts.set_field_visible(name, state in states)


def _fields(names: tuple[str, ...]) -> FieldSet:
    by_name = {field.name: field for field in PRACTICE_FIELDS}
    fields = (by_name[name] for name in names)
    return tuple(replace(field, width=_WIDE.get(field.name, field.width)) for field in fields)
