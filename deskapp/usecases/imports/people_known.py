"""The people of the ledger by name, each with the unit that tells namesakes apart."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from sqlalchemy import select
from sqlalchemy.orm import Session

from deskapp.names import name_keys
from deskapp.queries.names_known import name_key
from deskapp.queries.office_order import PERSON_ORDER
from deskapp.records.person import Person
from deskapp.records.unit import Unit
from deskapp.rules.headings import split_units

_MOST = 8


@dataclass(frozen=True, slots=True)
class _Person:
    id: int
    name: str
    pinyin: str
    post: str
    unit_id: int
    unit: str


class PeopleKnown:
    """Finds people by the name in a cell."""

    def __init__(self, session: Session) -> None:
        statement = (
            select(Person.id, Person.name, Person.pinyin, Person.post, Unit.id, Unit.name)
            .join(Unit, Unit.id == Person.unit_id)
            .order_by(*PERSON_ORDER)
        )
        self._people = {row[0]: _Person(*row) for row in session.execute(statement)}
        self.names = {person.id: person.name for person in self._people.values()}
        self._by_name: dict[str, list[_Person]] = {}
        for person in self._people.values():
            self._by_name.setdefault(name_key(person.name), []).append(person)
        self.alike = lru_cache(None)(self._alike)

    def find(self, text: str, within: Sequence[int] = ()) -> list[int]:
        """Return who is called this, in these units if anybody is there."""
        found = self._by_name.get(name_key(text), [])
        inside = [person for person in found if person.unit_id in within]
        return [person.id for person in inside or found]

    def unit_of(self, person_id: int) -> int:
        """Return the unit of a person."""
        return self._people[person_id].unit_id

    def labels(self) -> dict[int, str]:
        """Return the label of everybody, in office order."""
        return {person_id: self.label(person_id) for person_id in self._people}

    def label(self, person_id: int) -> str:
        """Return the name with what tells it from others: 张三(办公室 主任)."""
        person = self._people[person_id]
        more = " ".join(part for part in (person.unit, person.post) if part)
        return f"{person.name}（{more}）"

    def _alike(self, text: str) -> list[int]:
        """Return whose name sounds the same or differs in one character; of several names each."""
        names = split_units(text)
        if len(names) > 1:
            return [one for name in names for one in self.find(name)]
        key, sound = name_key(text), name_keys(text).pinyin
        near = [
            person
            for person in self._people.values()
            if person.pinyin == sound or _differs_in_one(name_key(person.name), key)
        ]
        near.sort(key=lambda person: person.pinyin != sound)
        return [person.id for person in near[:_MOST]]


def _differs_in_one(name: str, other: str) -> bool:
    if len(name) != len(other) or len(name) < 3:
        return False
    return sum(a != b for a, b in zip(name, other, strict=True)) == 1
