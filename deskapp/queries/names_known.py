"""Which units, branches and people the ledger knows by name, for cells that name them."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from difflib import get_close_matches
from functools import lru_cache

from sqlalchemy import select
from sqlalchemy.orm import Session

from deskapp.queries.office_order import UNIT_ORDER
from deskapp.records.branch import Branch
from deskapp.records.document import Document
from deskapp.records.unit import Unit

_NEAREST = 3
# Chinese names are short: one wrong character of three still gives 0.67.
_ALIKE = 0.45
# A short name of three characters may differ in one of them.
_ALIKE_SHORT = 0.6


@lru_cache(maxsize=65_536)
def name_key(text: str) -> str:
    """Return what two spellings of one name share: width, blanks and case do not count."""
    return "".join(unicodedata.normalize("NFKC", text).split()).casefold()


class KnownNames:
    """The records of one table by the names they go under: the full one first, then short ones."""

    def __init__(self, rows: Iterable[tuple[int, str, str]]) -> None:
        self.names: dict[int, str] = {}
        self._full: dict[str, list[int]] = {}
        self._short: dict[str, list[int]] = {}
        for row_id, name, short_name in rows:
            self.names[row_id] = name
            self._full.setdefault(name_key(name), []).append(row_id)
            if short_name:
                self._short.setdefault(name_key(short_name), []).append(row_id)

    def find(self, text: str) -> list[int]:
        """Return the ids of the records of this name; of this short name where there is none."""
        key = name_key(text)
        return self._full.get(key) or self._short.get(key, [])

    def nearest(self, text: str) -> list[str]:
        """Return up to three names that look like the text, the most alike first."""
        key = name_key(text)
        within = [
            name for name in self.names.values() if key in name_key(name) or name_key(name) in key
        ]
        alike = get_close_matches(text, self.names.values(), n=_NEAREST, cutoff=_ALIKE)
        short = get_close_matches(key, list(self._short), n=_NEAREST, cutoff=_ALIKE_SHORT)
        by_short = [self.names[row_id] for name in short for row_id in self._short[name]]
        return list(dict.fromkeys([*within, *by_short, *alike]))[:_NEAREST]


def known_units(session: Session) -> KnownNames:
    """Return the units by name and short name."""
    statement = select(Unit.id, Unit.name, Unit.short_name).order_by(*UNIT_ORDER)
    return KnownNames((row.id, row.name, row.short_name) for row in session.execute(statement))


def known_branches(session: Session) -> KnownNames:
    """Return the branches by name."""
    statement = select(Branch.id, Branch.name).order_by(Branch.office_order, Branch.id)
    return KnownNames((row.id, row.name, "") for row in session.execute(statement))


def known_documents(session: Session) -> KnownNames:
    """Return the documents by title, and by number where the title is not written."""
    statement = select(Document.id, Document.title, Document.number).order_by(Document.id)
    return KnownNames((row.id, row.title, row.number) for row in session.execute(statement))
