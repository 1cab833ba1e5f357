"""What every list query shares: search words, order and pages."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, literal, or_


@dataclass(frozen=True, slots=True)
class Order:
    """By which column a list is sorted, and which way."""

    key: str
    descending: bool = False


def matches(search: str, *columns: Any, initials: Sequence[Any] = ()) -> ColumnElement[bool]:
    """Return the condition that every word of the search is found in one of the columns.

    Columns of initials hold every spelling, parted by blanks; they match from a spelling's
    start, so that zs finds 张三 and not 李张三.
    """
    return and_(True, *(_found(word, columns, initials) for word in search.split()))


def _found(word: str, columns: Sequence[Any], initials: Sequence[Any]) -> ColumnElement[bool]:
    anywhere = (column.icontains(word, autoescape=True) for column in columns)
    starting = (
        (literal(" ") + column).icontains(f" {word}", autoescape=True) for column in initials
    )
    return or_(*anywhere, *starting)


def in_order(
    statement: Select[Any],
    order: Order | None,
    columns: Mapping[str, Any],
    usual: Sequence[Any],
) -> Select[Any]:
    """Sort by the chosen column first, then as the list is usually sorted."""
    if order is None or order.key not in columns:
        return statement.order_by(*usual)
    chosen = columns[order.key]
    return statement.order_by(chosen.desc() if order.descending else chosen.asc(), *usual)
