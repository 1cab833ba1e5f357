"""Scoring everybody against the plain SQL aggregates, and against LibreOffice's COUNTIFS."""

from __future__ import annotations

import time
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from statistics import median

from captured import fetch_raw, statements_of
from measured import Variant, compare, shown
from recalculated import CountedRows, seconds_to_open, write_formulas
from sqlalchemy.orm import Session

from deskapp.database import Database
from deskapp.queries.appraisal import Scoring, evidence_rows, list_schemes, score_subjects
from deskapp.queries.appraisal.scoring import counted_alike
from deskapp.queries.measures import MEASURES

_LAST_DAY = date(2021, 12, 31)


def measure(database: Database, ledger: Path, folder: Path, rounds: int) -> None:
    """Compare all scores, totals and ranks of each scheme with the aggregates they are made of."""
    with database.reading() as session:
        number = len(list_schemes(session, 2021))
    for place in range(number):
        _against_sql(database, ledger, place, rounds)
        _against_libreoffice(database, folder, place, rounds)


def _scored(session: Session, place: int) -> Scoring:
    return score_subjects(session, list_schemes(session, 2021)[place], _LAST_DAY)


def _score(database: Database, place: int) -> None:
    with database.reading() as session:
        _scored(session, place)


def _against_sql(database: Database, ledger: Path, place: int, rounds: int) -> None:
    statements = statements_of(lambda: _score(database, place))
    queries = f"its {len(statements)} queries in sqlite3"
    compare(
        f"All scores of the year, scheme {place + 1}",
        Variant(queries, lambda: fetch_raw(ledger, statements)),
        [Variant("scores, totals and ranks", lambda: _score(database, place))],
        rounds,
    )


def _against_libreoffice(database: Database, folder: Path, place: int, rounds: int) -> None:
    """Tell how much longer LibreOffice takes for the same counts of the same rows, once.

    What it takes to start and to read the rows is not counted: a workbook of the rows without
    the formulas is opened as well.
    """
    with database.reading() as session:
        scoring = _scored(session, place)
        counted = list(_counted_rows(session, scoring))
    subjects = [subject.id for subject in scoring.subjects]
    full, bare = folder / "counted.xlsx", folder / "bare.xlsx"
    formulas = write_formulas(full, counted, subjects)
    write_formulas(bare, counted, [])
    rows = sum(len(one.rows) for one in counted)
    recalculated = seconds_to_open(full) - seconds_to_open(bare)
    ours = median(_seconds(database, place) for _round in range(rounds))
    print(f"\n{formulas:,} COUNTIFS over {rows:,} rows  (once)")
    print(f"  {'1.00':>8}  scores, totals and ranks: {shown(ours)}")
    print(f"  {recalculated / ours:8.0f}  LibreOffice calculates them: {shown(recalculated)}")


def _counted_rows(session: Session, scoring: Scoring) -> Iterator[CountedRows]:
    """Yield the rows of each indicator; of those that count alike only once."""
    seen = set()
    for indicator in scoring.indicators:
        alike = counted_alike(indicator)
        if indicator.by_hand or alike in seen:
            continue
        seen.add(alike)
        rows = [
            (row.subject_id, row.counts, row.level)
            for row in evidence_rows(session, scoring, indicator)
        ]
        levels = tuple(MEASURES[indicator.measure].levels)
        yield CountedRows(f"rows{len(seen)}", rows, levels)


def _seconds(database: Database, place: int) -> float:
    begun = time.perf_counter()
    _score(database, place)
    return time.perf_counter() - begun
