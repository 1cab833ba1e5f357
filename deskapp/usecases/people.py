"""Keep the staff of the units, in their official role only."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from deskapp.database import delete_rows, name_action, update_rows
from deskapp.i18n import N_, _
from deskapp.names import NameKeys, clean_name, name_keys
from deskapp.queries.office_order import PERSON_ORDER
from deskapp.records.person import PERSON_FIELDS, Person
from deskapp.records.unit import Unit
from deskapp.usecases.saving import (
    check,
    existing,
    name_deletion,
    next_place,
    open_draft,
    reorder,
    save_draft,
)


@dataclass(slots=True)
class PersonDraft:
    """What the form of a person edits."""

    id: int | None = None
    version: int = 0
    name: str = ""
    unit_id: int | None = None
    branch_id: int | None = None
    post: str = ""
    rank: str | None = "below"
    is_top_leader: bool = False
    joined: date | None = None
    left: date | None = None
    pinyin: str = ""


def open_person(session: Session, person_id: int) -> PersonDraft:
    """Return the draft of a person."""
    return open_draft(session, PersonDraft, Person, person_id)


def save_person(session: Session, draft: PersonDraft) -> int:
    """Save a person and return the id; the reading is filled in where it was left empty.

    Who is new in a unit stands at the end of its order.
    """
    draft.name = clean_name(draft.name)
    more = {}
    if draft.joined and draft.left and draft.left < draft.joined:
        more["left"] = _("The end lies before the start.")
    check(PERSON_FIELDS, draft, more)
    name_action(session, N_("Save person {name}"), name=draft.name)
    outdated = draft.id is not None and _reading_of_other_name(session, draft)
    is_moved = draft.id is None or existing(session, Person, draft.id).unit_id != draft.unit_id
    person = save_draft(session, Person, PERSON_FIELDS, draft)
    keys = reading_of(person.name, "" if outdated else draft.pinyin)
    person.pinyin, person.initials = keys.pinyin, keys.initials
    if is_moved:
        person.office_order = next_place(
            session, Person.office_order, Person.unit_id == draft.unit_id
        )
    session.flush()
    return person.id


def _reading_of_other_name(session: Session, draft: PersonDraft) -> bool:
    """Say whether the name was changed, but not the reading that belongs to the old one."""
    before = existing(session, Person, draft.id or 0)
    return before.name != draft.name and before.pinyin == draft.pinyin


def reading_of(name: str, corrected: str = "") -> NameKeys:
    """Return the keys of a name; a reading corrected by hand is found beside the usual one."""
    keys = name_keys(name)
    pinyin = corrected.strip() or keys.pinyin
    typed = "".join(syllable[0] for syllable in pinyin.split())
    return NameKeys(pinyin, " ".join(dict.fromkeys([typed, *keys.initials.split()])))


def delete_people(session: Session, person_ids: Sequence[int]) -> int:
    """Delete people that nothing refers to; return how many."""
    name_deletion(
        session,
        Person.name,
        person_ids,
        one=N_("Delete person {name}"),
        many=N_("Delete {number} people"),
    )
    return delete_rows(session, Person, person_ids)


def reorder_people(session: Session, person_ids: Sequence[int]) -> int:
    """Put the people of a unit into the order of the ids; return how many moved."""
    name_action(session, N_("Change the order of the people"))
    return reorder(session, Person, "office_order", person_ids)


def update_people(session: Session, person_ids: Sequence[int], values: Mapping[str, object]) -> int:
    """Set the same fields (unit, branch, rank ...) of many people; return how many changed.

    Those who come into another unit stand at the end of its order, as they stood before.
    """
    name_action(session, N_("Change {number} people"), number=len(person_ids))
    moved = _moved_to(session, person_ids, values["unit_id"]) if "unit_id" in values else []
    stay = set(person_ids).difference(moved)
    first = next_place(session, Person.office_order, Person.unit_id == values.get("unit_id"))
    places = {
        person_id: {**values, "office_order": place} for place, person_id in enumerate(moved, first)
    }
    return update_rows(session, Person, dict.fromkeys(stay, values)) + update_rows(
        session, Person, places
    )


def _moved_to(session: Session, person_ids: Sequence[int], unit_id: object) -> list[int]:
    """Return those who are not of this unit yet, in the order of the office."""
    of_other_unit = (
        select(Person.id)
        .join(Unit, Unit.id == Person.unit_id)
        .where(Person.unit_id != unit_id)
        .order_by(*PERSON_ORDER)
    )
    chosen = set(person_ids)
    return [person_id for person_id in session.scalars(of_other_unit) if person_id in chosen]
