"""What should exist but does not: in one meeting, and in the whole year.

The year is asked through `completeness.year`, which knows the queries of every subject; these
may import from here.
"""

from deskapp.queries.completeness.gap import GAP_KINDS, GAPS, Gap, GapKind
from deskapp.queries.completeness.meetings import missing_in_meeting

__all__ = [
    "GAPS",
    "GAP_KINDS",
    "Gap",
    "GapKind",
    "missing_in_meeting",
]
