"""What should exist but does not: in one meeting, and in the whole year."""

from deskapp.queries.completeness.gap import GAP_KINDS, GAPS, Gap, GapKind
from deskapp.queries.completeness.meetings import missing_in_meeting
from deskapp.queries.completeness.year import gap_counts, gaps_of, missing_in_year
from deskapp.queries.unreported import not_reported_since, quarter_start

__all__ = [
    "GAPS",
    "GAP_KINDS",
    "Gap",
    "GapKind",
    "gap_counts",
    "gaps_of",
    "missing_in_meeting",
    "missing_in_year",
    "not_reported_since",
    "quarter_start",
]
