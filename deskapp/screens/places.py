"""Where in the window a record is opened."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Place:
    """A page of the window, and what it is to show."""

    page: str
    target: object = None


def place_of_record(table: str, record_id: int) -> Place | None:
    """Return where a record is opened by its id; None where its table has no page."""
    # The tables are loaded when the first record is opened, not when the window starts.
    from deskapp.records.registry import KINDS

    shown = KINDS[table].searched if table in KINDS else None
    if shown is None or shown.opens != "id":
        return None
    return Place(shown.page, (shown.part, record_id) if shown.part else record_id)
