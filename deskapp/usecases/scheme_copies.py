"""Copy schemes with their indicators into another year: whatever was scored stays behind."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy.orm import Session

from deskapp.database import insert_rows
from deskapp.records.scheme import Indicator, Scheme
from deskapp.usecases.row_copies import copied, rows_to_copy, texts_moved

_TEXTS = ("level1", "level2", "criteria")


def copy_schemes(session: Session, scheme_ids: Sequence[int], to_year: int) -> list[int]:
    """Copy schemes with all their indicators, the years in their texts moved; return new ids.

    Names no action.
    """
    old = rows_to_copy(session, Scheme.id, scheme_ids)
    new_ids = insert_rows(
        session,
        Scheme,
        [
            copied(row, year=to_year, **texts_moved(row, ("title",), row["year"], to_year))
            for row in old
        ],
    )
    copy_of = {row["id"]: new for row, new in zip(old, new_ids, strict=True)}
    year_of = {row["id"]: row["year"] for row in old}
    indicators = rows_to_copy(session, Indicator.scheme_id, scheme_ids)
    insert_rows(
        session,
        Indicator,
        [
            copied(
                row,
                scheme_id=copy_of[row["scheme_id"]],
                **texts_moved(row, _TEXTS, year_of[row["scheme_id"]], to_year),
            )
            for row in indicators
        ],
    )
    return new_ids
