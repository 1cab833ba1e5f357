"""What every list query shares: search words, order and pages."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, or_


@dataclass(frozen=True, slots=True)
class Order:
    """By which column a list is sorted, and which way."""

    key: str
    descending: bool = False


def matches(search: str, *columns: Any) -> ColumnElement[bool]:
    """Return the condition that every word of the search is found in one of the columns."""
    words = [word for word in search.split() if word]
    return and_(
        True,
        *(or_(*(column.icontains(word, autoescape=True) for column in columns)) for word in words),
    )


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
