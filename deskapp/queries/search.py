"""Find words in everything the ledger holds, grouped by kind, the year one works in first."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Integer,
    Select,
    and_,
    bindparam,
    case,
    func,
    literal,
    null,
    or_,
    select,
)
from sqlalchemy.orm import Session

from deskapp.database.search_index import find, is_current
from deskapp.queries.search_shown import SHOWN, Shown
from deskapp.records.kind import NO_YEAR, Searched
from deskapp.records.registry import KINDS
from deskapp.rules.searching import excerpt, places_of, search_words, widths

# A kind counts up to so many; who finds more types another word.
MOST = 200
FIRST = 5


@dataclass(frozen=True, slots=True)
class Hit:
    """One record that was found.

    `title` is its name, cut to a line that shows what was found; `context` says of what it is;
    `excerpt` is a line out of its other texts where neither holds the words. `page` shows
    `target`, a record's id or (part of the page, id), in the year `works_in`; what belongs to no
    year has none.
    """

    kind: str
    id: int
    page: str
    target: object
    title: str
    context: str
    year: int | None
    works_in: int | None
    excerpt: str


@dataclass(frozen=True, slots=True)
class HitGroup:
    """The records of one kind that were found: how many, and the first of them."""

    kind: str
    number: int
    hits: tuple[Hit, ...]

    @property
    def is_cut(self) -> bool:
        """Return whether there are more than were counted."""
        return self.number > MOST

    @property
    def is_whole(self) -> bool:
        """Return whether all that were counted are listed."""
        return len(self.hits) >= min(self.number, MOST)


def search(session: Session, typed: str, year: int, pages: frozenset[str]) -> list[HitGroup]:
    """Return what has all the words that were typed: of each kind the number and the first.

    Only kinds that one of these pages can show are looked at.
    """
    words = search_words(typed)
    kinds = [name for name in SHOWN if _searched(name).page in pages]
    found = _found(session, words, kinds)
    return [_group(session, kind, words, ids, year, FIRST) for kind, ids in found.items()]


def search_kind(session: Session, typed: str, year: int, kind: str) -> HitGroup:
    """Return all records of one kind, up to MOST, that have all the words that were typed."""
    words = search_words(typed)
    ids = _found(session, words, [kind]).get(kind, [])
    return _group(session, kind, words, ids, year, MOST)


def _found(session: Session, words: Sequence[str], kinds: Sequence[str]) -> dict[str, list[int]]:
    """Return the newest ids of each kind that has any, one more than MOST where there are more."""
    if not words or not kinds:
        return {}
    if is_current(session):
        found = find(session, words, kinds, MOST + 1)
    else:
        found = {kind: _read(session, kind, words) for kind in kinds}
    return {kind: found[kind] for kind in kinds if found.get(kind)}


def _read(session: Session, kind: str, words: Sequence[str]) -> list[int]:
    """Return what `find` of the index returns, from the columns themselves."""
    table = KINDS[kind].record.__table__
    statement = select(table.c.id).where(has_all_words(kind, words)).order_by(table.c.id.desc())
    return list(session.execute(statement.limit(MOST + 1)).scalars())


def has_all_words(kind: str, words: Sequence[str]) -> ColumnElement[bool]:
    """Return the condition that a row has all the words, which reads the columns themselves."""
    searched, columns = _searched(kind), KINDS[kind].record.__table__.c
    texts: list[Any] = [columns[name] for name in searched.texts]
    texts += [func.replace(columns[name], " ", "") for name in searched.readings]
    starts = [literal(" ") + columns[name] for name in searched.initials]
    return and_(
        *(
            or_(
                *(
                    column.icontains(spelling, autoescape=True)
                    for column in texts
                    for spelling in widths(word)
                ),
                *(column.icontains(f" {word}", autoescape=True) for column in starts),
            )
            for word in words
        )
    )


def _searched(kind: str) -> Searched:
    searched = KINDS[kind].searched
    assert searched is not None
    return searched


def _group(
    session: Session, kind: str, words: Sequence[str], ids: Sequence[int], year: int, most: int
) -> HitGroup:
    given = {"ids": ids[:MOST], "year": year, "most": most}
    rows = session.execute(_statement(kind), given).mappings()
    return HitGroup(kind, len(ids), tuple(_hit(kind, words, dict(row)) for row in rows))


@cache
def _statement(kind: str) -> Select[Any]:
    """Return the statement of a kind's first records, those of the year before others.

    The long texts are read only of those that are shown.
    """
    shown, record = SHOWN[kind], KINDS[kind].record
    searched, columns = _searched(kind), record.__table__.c
    years = null() if shown.year is None else shown.year
    in_year = case((years == bindparam("year"), 0), else_=1)
    found = _joined(select(record.id, years.label("year"), in_year.label("place")), shown)
    first = (
        found.where(record.id.in_(bindparam("ids", expanding=True)))
        .order_by(in_year, record.id.desc())
        .limit(bindparam("most", type_=Integer))
        .subquery()
    )
    return _joined(
        select(
            record.id.label("id"),
            columns[searched.opens].label("target"),
            first.c.year,
            shown.title.label("title"),
            *(part.label(f"context{place}") for place, part in enumerate(shown.context)),
            *(columns[name].label(f"text{place}") for place, name in enumerate(searched.texts)),
        )
        .select_from(record)
        .join(first, first.c.id == record.id),
        shown,
    ).order_by(first.c.place, record.id.desc())


def _joined(statement: Select[Any], shown: Shown) -> Select[Any]:
    for target, condition in shown.joins:
        statement = statement.join(target, condition)
    for target, condition in shown.outer:
        statement = statement.outerjoin(target, condition)
    return statement


def _hit(kind: str, words: Sequence[str], row: Mapping[str, Any]) -> Hit:
    searched = _searched(kind)
    title = row["title"]
    texts = [row[f"text{place}"] for place in range(len(searched.texts))]
    context = " · ".join(str(row[n]) for n in row if n.startswith("context") and row[n])
    is_seen = places_of(words, title) or places_of(words, context)
    elsewhere = "" if is_seen else _text_with(words, texts)
    year = None if row["year"] is None else int(row["year"])
    return Hit(
        kind,
        row["id"],
        searched.page,
        (searched.part, row["target"]) if searched.part else row["target"],
        excerpt(words, title),
        context,
        year,
        None if KINDS[kind].years == NO_YEAR else year,
        excerpt(words, elsewhere),
    )


def _text_with(words: Sequence[str], texts: Sequence[str]) -> str:
    return next((one for one in texts if places_of(words, one)), "")
