"""Make up names of people, with the keys they are sorted and found by."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import product

from deskapp.names import name_keys
from deskapp.usecases.sample.sizes import SEED
from deskapp.usecases.sample.texts import read_texts

# One name in so many has a surname that is easily misread, such as 曾 or 单.
_RARE_EVERY = 12
# The last but one of all carries the name of the one at this place.
_NAMESAKE = 9


@dataclass(frozen=True, slots=True)
class MadeUpName:
    """A name with its reading and the spellings of its initials."""

    name: str
    pinyin: str
    initials: str


@dataclass(frozen=True, slots=True)
class _Part:
    """A surname or a given name: its characters, its reading and its initials."""

    text: str
    pinyin: str
    initials: tuple[str, ...]


def made_up_names(count: int) -> Iterator[MadeUpName]:
    """Yield so many names, no two alike but for one pair of namesakes.

    Keys are made once for every surname and given name: the library that reads them is slow.
    """
    texts = read_texts("names")
    chance = random.Random(SEED)  # noqa: S311 - the same people every time
    rare = texts["rare"].split()
    given = ["".join(both) for both in product(texts["first"].split(), texts["second"].split())]
    pairs = list(product(texts["common"].split(), given))
    chance.shuffle(pairs)
    chance.shuffle(given)
    for place in range(count):
        if place % _RARE_EVERY == 1:
            turn, which = divmod(place // _RARE_EVERY, len(rare))
            pair = (rare[which], given[(turn + which) % len(given)])
        else:
            pair = pairs[_NAMESAKE if place == count - 2 else place]
        yield _joined(*pair)


@cache
def _surname(text: str) -> _Part:
    # A single character is not read as a surname, so one with a plain reading stands behind it.
    keys = name_keys(text + "文")
    return _Part(
        text,
        keys.pinyin.removesuffix(" wen"),
        tuple(dict.fromkeys(spelling[:-1] for spelling in keys.initials.split())),
    )


@cache
def _given(text: str) -> _Part:
    keys = name_keys("王" + text)
    return _Part(
        text,
        keys.pinyin.removeprefix("wang "),
        tuple(dict.fromkeys(spelling[1:] for spelling in keys.initials.split())),
    )


def _joined(surname_text: str, given_text: str) -> MadeUpName:
    surname, given = _surname(surname_text), _given(given_text)
    spellings = (first + rest for first, rest in product(surname.initials, given.initials))
    return MadeUpName(
        surname.text + given.text, f"{surname.pinyin} {given.pinyin}", " ".join(spellings)
    )
