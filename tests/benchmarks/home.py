"""The counts of the home page on a large ledger against the same SQL through sqlite3 alone."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from captured import fetch_raw, statements_of
from measured import Variant, compare

from deskapp.database import Database
from deskapp.queries.completeness.year import gap_counts
from deskapp.queries.facts import working_day
from deskapp.queries.year_at_a_glance import year_at_a_glance

YEAR = 2021


def measure(database: Database, ledger: Path, rounds: int) -> None:
    """Compare all that the home page asks, and the counts of gaps alone, with the bare SQL."""

    def all_of_it() -> None:
        with database.reading() as session:
            year_at_a_glance(session, YEAR)

    def gaps() -> None:
        with database.reading() as session:
            gap_counts(session, YEAR, working_day(session, YEAR))

    for title, work in (("Home page", all_of_it), ("Gaps of the year, counted", gaps)):
        statements = statements_of(work)
        compare(
            title,
            Variant(
                f"its {len(statements)} queries in sqlite3",
                partial(fetch_raw, ledger, statements),
            ),
            [Variant("asked in the background", work)],
            rounds,
        )
