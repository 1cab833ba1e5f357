"""How much a sample ledger holds, and the days it is told from."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

SampleSize = Literal["small", "office", "large"]

YEAR = 2021
# The sample is a ledger as it stands on this day: later meetings are only planned.
RECORDED_UNTIL = date(2021, 11, 10)
# Each part draws from a generator of its own, so that a change to one leaves the others alone.
SEED = 2021


@dataclass(frozen=True, slots=True)
class Size:
    """What one size of the sample holds; 0 leaves a number as the made-up office has it.

    `rows` is about how many rows are written, for the progress bar. `only_small` keeps the
    meetings and tasks that are marked small.
    """

    name: SampleSize
    rows: int
    only_small: bool = False
    units: int = 0
    branches: int = 0
    people: int = 0
    officers: int = 0
    meetings: int = 0
    attendance: int = 0
    branch_tasks: int = 0

    @property
    def is_for_measuring(self) -> bool:
        """Return whether the ledger is filled up with routine meetings and tasks."""
        return self.meetings > 0


SIZES: dict[SampleSize, Size] = {
    "small": Size("small", rows=464, only_small=True),
    "office": Size("office", rows=5_107),
    "large": Size(
        "large",
        rows=431_842,
        units=60,
        branches=500,
        people=20_000,
        officers=5,
        meetings=2_000,
        attendance=200_000,
        branch_tasks=100_000,
    ),
}
