"""Scoring every unit against the plain SQL aggregates."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from captured import fetch_raw, statements_of
from measured import Variant, compare

from deskapp.database import Database
from deskapp.queries.appraisal import list_schemes, score_units


def measure(database: Database, ledger: Path, rounds: int) -> None:
    """Compare all scores, totals and ranks with the aggregates they are made of."""

    def score() -> None:
        with database.reading() as session:
            score_units(session, list_schemes(session, 2021)[0], date(2021, 12, 31))

    statements = statements_of(score)
    compare(
        "All scores of the year",
        Variant(f"its {len(statements)} queries in sqlite3", lambda: fetch_raw(ledger, statements)),
        [Variant("scores, totals and ranks", score)],
        rounds,
    )
