"""Read pasted names: separated by anything, with blanks inside, with the unit beside them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from deskapp.names import clean_name, name_keys

_BETWEEN = re.compile(r"[、,,;;。./|\t()()::]+")
_HEADINGS = {"姓名", "单位", "职务", "序号", "备注", "签名", "部门", "name", "unit", "no"}
_MOST_CANDIDATES = 8


class KnownPerson(Protocol):
    """Somebody who may be meant, as a list of people shows them."""

    @property
    def id(self) -> int:
        """Return which person it is."""

    @property
    def name(self) -> str:
        """Return the name."""

    @property
    def unit(self) -> str:
        """Return the name of the unit."""

    @property
    def post(self) -> str:
        """Return the post, which may stand beside the name."""

    @property
    def pinyin(self) -> str:
        """Return how the name is read."""


@dataclass(frozen=True, slots=True)
class PastedName:
    """One name as pasted, and who may be meant: one is certain, several or none are not."""

    words: str
    people: tuple[KnownPerson, ...]
    candidates: tuple[KnownPerson, ...] = ()


def read_pasted_names(text: str, people: Sequence[KnownPerson]) -> list[PastedName]:
    """Return the names of a text in their order, each once.

    Numbers, headings, units and posts beside the names are no names; a unit in the same line
    tells people of one name apart.
    """
    by_name: dict[str, list[KnownPerson]] = {}
    for person in people:
        by_name.setdefault(person.name, []).append(person)
    known_words = {word for person in people for word in (person.unit, person.post)} | _HEADINGS
    read: dict[tuple[str, tuple[int, ...]], PastedName] = {}
    for line in text.splitlines():
        words = list(_words(line, by_name))
        units = {word for word in words if any(word == person.unit for person in people)}
        for word in words:
            if word in known_words or not _may_be_a_name(word):
                continue
            name = _read(word, by_name, units, people)
            read.setdefault((word, tuple(person.id for person in name.people)), name)
    return list(read.values())


def _words(line: str, by_name: Mapping[str, object]) -> Iterator[str]:
    """Return the words of a line; blanks separate words unless they are inside a name."""
    for piece in _BETWEEN.split(line):
        parts = piece.split()
        place = 0
        while place < len(parts):
            ends = range(min(len(parts), place + 4), place + 1, -1)
            joined = next((e for e in ends if clean_name("".join(parts[place:e])) in by_name), 0)
            end = joined or place + 1
            yield clean_name("".join(parts[place:end]))
            place = end


def _may_be_a_name(word: str) -> bool:
    return bool(word) and not word[0].isdigit()


def _read(
    word: str,
    by_name: Mapping[str, Sequence[KnownPerson]],
    units: set[str],
    people: Sequence[KnownPerson],
) -> PastedName:
    found = by_name.get(word, ())
    in_unit = [person for person in found if person.unit in units]
    fitting = tuple(in_unit or found)
    return PastedName(word, fitting, () if fitting else _like(word, people))


def _like(word: str, people: Sequence[KnownPerson]) -> tuple[KnownPerson, ...]:
    """Return people whose names sound the same or differ in one character."""
    sound = name_keys(word).pinyin
    alike = [
        person for person in people if person.pinyin == sound or _differs_in_one(person.name, word)
    ]
    return tuple(sorted(alike, key=lambda person: person.pinyin != sound)[:_MOST_CANDIDATES])


def _differs_in_one(name: str, word: str) -> bool:
    if len(name) != len(word) or len(name) < 2:
        return False
    same = sum(a == b for a, b in zip(name, word, strict=True))
    return same == len(name) - 1 and (len(name) > 2 or name[0] == word[0])
