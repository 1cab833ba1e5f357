"""Where in the window a record is opened."""

from __future__ import annotations

from dataclasses import dataclass

# Where a record is mended that a measure misses something in, when not where it begins.
_PART_OF_MEASURE = {"minutes_complete": "minutes"}


@dataclass(frozen=True, slots=True)
class Place:
    """A page of the window, and what it is to show."""

    page: str
    target: object = None


def place_of_record(table: str, record_id: int, measure: str = "") -> Place | None:
    """Return where a record is opened by its id; None where its table has no page.

    As evidence of a measure, by its key, it is opened on the part that the measure looks at.
    """
    # The tables are loaded when the first record is opened, not when the window starts.
    from deskapp.records.registry import KINDS

    shown = KINDS[table].searched if table in KINDS else None
    if shown is None or shown.opens != "id":
        return None
    part = _PART_OF_MEASURE.get(measure, shown.part)
    return Place(shown.page, (part, record_id) if part else record_id)
