"""Keep the units in the office's order."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from deskapp.database import delete_rows, name_action
from deskapp.i18n import N_, _
from deskapp.names import text_initials
from deskapp.records.unit import UNIT_FIELDS, Unit
from deskapp.usecases.saving import (
    check,
    name_deletion,
    next_place,
    open_draft,
    reorder,
    save_draft,
)


@dataclass(slots=True)
class UnitDraft:
    """What the form of a unit edits."""

    id: int | None = None
    version: int = 0
    name: str = ""
    short_name: str = ""
    kind: str | None = "department"
    active_from: date | None = None
    active_until: date | None = None


def open_unit(session: Session, unit_id: int) -> UnitDraft:
    """Return the draft of a unit."""
    return open_draft(session, UnitDraft, Unit, unit_id)


def save_unit(session: Session, draft: UnitDraft) -> int:
    """Save a unit and return its id; a new one goes to the end of the office's order."""
    check(UNIT_FIELDS, draft, complaints_about_period(draft.active_from, draft.active_until))
    name_action(session, N_("Save unit {name}"), name=draft.name)
    unit = save_draft(session, Unit, UNIT_FIELDS, draft)
    unit.initials = text_initials(draft.name, draft.short_name)
    if draft.id is None:
        unit.office_order = next_place(session, Unit.office_order)
    session.flush()
    return unit.id


def complaints_about_period(start: date | None, end: date | None) -> dict[str, str]:
    """Return the complaint about a period that ends before it starts."""
    if start and end and end < start:
        return {"active_until": _("The end lies before the start.")}
    return {}


def delete_units(session: Session, unit_ids: Sequence[int]) -> int:
    """Delete units that nothing refers to; return how many."""
    name_deletion(
        session,
        Unit.name,
        unit_ids,
        one=N_("Delete unit {name}"),
        many=N_("Delete {number} units"),
    )
    return delete_rows(session, Unit, unit_ids)


def reorder_units(session: Session, unit_ids: Sequence[int]) -> int:
    """Put all units into the order of the ids; return how many moved."""
    name_action(session, N_("Change the order of the units"))
    return reorder(session, Unit, "office_order", unit_ids)
