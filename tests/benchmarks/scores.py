"""Scoring everybody against the plain SQL aggregates, and against LibreOffice's COUNTIFS."""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from statistics import median

from captured import fetch_raw, statements_of
from measured import Variant, compare, shown
from recalculated import CountedRows, Recalculation, recalculate
from sqlalchemy.orm import Session

from deskapp.database import Database
from deskapp.queries.appraisal import (
    SchemeRow,
    Scoring,
    evidence_rows,
    list_schemes,
    score_subjects,
)
from deskapp.queries.appraisal.scoring import counted_alike
from deskapp.queries.measures import MEASURES
from deskapp.rules.points import Counted

_LAST_DAY = date(2021, 12, 31)
_OF_SQL, _OF_LIBREOFFICE = 1.5, 100
"""What is aimed at: at most so many times the SQL, at least so many times faster."""
_EVERY = 20
"""From one table of all rows only one in so many is counted: all would take very long."""


def measure(database: Database, ledger: Path, folder: Path, rounds: int) -> None:
    """Compare all scores, totals and ranks of each scheme with the aggregates they are made of."""
    with database.reading() as session:
        schemes = _schemes(session)
    for scheme in schemes:
        _against_sql(database, ledger, scheme, rounds)
        _against_libreoffice(database, folder, scheme, rounds)


def _schemes(session: Session) -> Sequence[SchemeRow]:
    """Return the year's schemes, and that of the units as if it appraised all branches."""
    schemes = list_schemes(session, 2021)
    of_units = next(one for one in schemes if one.appraised == "units")
    return [*schemes, replace(of_units, appraised="branches", scope="all")]


def _score(database: Database, scheme: SchemeRow) -> Scoring:
    with database.reading() as session:
        return score_subjects(session, scheme, _LAST_DAY)


def _title(scoring: Scoring) -> str:
    measured = [one for one in scoring.indicators if not one.by_hand]
    of_them = f"{len(scoring.subjects)} {scoring.scheme.appraised}"
    return f"{of_them} under {len(measured)} measured indicators"


def _against_sql(database: Database, ledger: Path, scheme: SchemeRow, rounds: int) -> None:
    title = _title(_score(database, scheme))
    statements = statements_of(lambda: _score(database, scheme))
    compare(
        f"{title}: at most {_OF_SQL} is aimed at",
        Variant(f"its {len(statements)} queries in sqlite3", lambda: fetch_raw(ledger, statements)),
        [Variant("scores, totals and ranks", lambda: _timed(database, scheme))],
        rounds,
    )


def _timed(database: Database, scheme: SchemeRow) -> float:
    begun = time.perf_counter()
    _score(database, scheme)
    return time.perf_counter() - begun


def _processor_time(database: Database, scheme: SchemeRow) -> float:
    begun = time.process_time()
    _score(database, scheme)
    return time.process_time() - begun


def _against_libreoffice(database: Database, folder: Path, scheme: SchemeRow, rounds: int) -> None:
    """Tell how much longer LibreOffice takes for the same counts of the same rows, once."""
    with database.reading() as session:
        scoring = score_subjects(session, scheme, _LAST_DAY)
        counted = list(_counted_rows(session, scoring))
    ours = median(_processor_time(database, scheme) for _round in range(rounds))
    print(f"\n{_title(scoring)}: at least {_OF_LIBREOFFICE} is aimed at")
    print(f"  {'1.00':>8}  scores, totals and ranks: {shown(ours)} of the processor", flush=True)
    _tell("a sheet for each indicator", recalculate(folder, counted), ours, 1)
    found = recalculate(folder, counted, one_table=True, every=_EVERY)
    _tell(f"one table of all rows, 1 in {_EVERY} scaled up", found, ours, _EVERY)


def _tell(how: str, found: Recalculation, ours: float, scale: int) -> None:
    spent = found.seconds * scale
    what = f"{found.formulas * scale:,} COUNTIFS over {found.rows:,} rows in LibreOffice, {how}"
    print(f"  {spent / ours:8.0f}  {what}: {shown(spent)}  (once)", flush=True)


def _counted_rows(session: Session, scoring: Scoring) -> Iterator[CountedRows]:
    """Yield the rows of each indicator; of those that count alike only once."""
    seen = set()
    for indicator in scoring.indicators:
        alike = counted_alike(indicator)
        if indicator.by_hand or alike in seen:
            continue
        seen.add(alike)
        rows = [
            (row.subject, row.counts, row.level)
            for row in evidence_rows(session, scoring, indicator)
        ]
        counted = {
            subject.name: scoring.cell(subject.id, indicator.id).counted or Counted(0, 0)
            for subject in scoring.subjects
        }
        yield CountedRows(
            f"rows{len(seen)}", rows, counted, tuple(MEASURES[indicator.measure].levels)
        )
