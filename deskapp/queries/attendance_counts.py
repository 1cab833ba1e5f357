"""How many people were invited, and what became of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from deskapp.queries.attendance import AttendanceRow


@dataclass(frozen=True, slots=True)
class AttendanceCounts:
    """The marks of those who were invited; who walked in uninvited is counted apart.

    `present` came in person; `stood_in` were stood in for, and count as having come.
    """

    invited: int
    present: int
    stood_in: int
    excused: int
    absent: int
    unmarked: int
    late: int
    walked_in: int

    @property
    def came(self) -> int:
        """Return how many came in person or by a stand-in."""
        return self.present + self.stood_in


NOBODY = AttendanceCounts(0, 0, 0, 0, 0, 0, 0, 0)


def counts_of(rows: Sequence[AttendanceRow]) -> AttendanceCounts:
    """Return the counts of the people of one meeting."""
    states = Counter(row.state for row in rows if row.invited)
    return AttendanceCounts(
        invited=sum(states.values()),
        present=states["present"],
        stood_in=states["stood_in"],
        excused=states["excused"],
        absent=states["absent"],
        unmarked=states["expected"],
        late=sum(row.late for row in rows),
        walked_in=sum(not row.invited and row.state == "present" for row in rows),
    )
