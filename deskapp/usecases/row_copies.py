"""Copy rows as they are: all their columns but the id and the version."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from deskapp.rules.year_shift import with_years_moved


def rows_to_copy(session: Session, column: Any, ids: Sequence[int]) -> list[dict[str, Any]]:
    """Return the rows whose column is one of the ids, as mappings of all their columns."""
    table = column.class_.__table__
    statement = select(table).where(column.in_(ids)).order_by(table.c.id)
    return [dict(row) for row in session.execute(statement).mappings()]


def copied(row: Mapping[str, Any], **changed: Any) -> dict[str, Any]:
    """Return a row like another, to be inserted with what is changed in it."""
    kept = {name: value for name, value in row.items() if name not in ("id", "version")}
    return {**kept, **changed}


def texts_moved(
    row: Mapping[str, Any], names: Sequence[str], from_year: int, to_year: int
) -> dict[str, str]:
    """Return texts of a row with the years they name moved into the new year."""
    return {name: with_years_moved(row[name], from_year, to_year) for name in names}
