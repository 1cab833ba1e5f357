"""Scores as plain data, for another program to read as JSON."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, time
from decimal import Decimal
from typing import Any

from sqlalchemy.orm import Session

from deskapp.queries.appraisal import (
    IndicatorRow,
    ScoreCell,
    Scoring,
    Subject,
    evidence_columns,
    evidence_of,
)
from deskapp.queries.measures import EvidenceRow


def scores_as_data(
    session: Session, scoring: Scoring, subjects: Sequence[Subject], *, explained: bool
) -> Iterator[dict[str, Any]]:
    """Yield an object for each of the appraised; `explained` ones hold their evidence rows.

    Points are numbers of two decimals at most, which every reader takes exactly as written.
    """
    for subject in subjects:
        totals = scoring.totals[subject.id]
        yield {
            "scheme": scoring.scheme.title,
            "year": scoring.scheme.year,
            "as_of": scoring.as_of.isoformat(),
            "final": _final(scoring),
            "unit": subject.name,
            "total": _number(totals.total),
            "rank": scoring.ranks[subject.id],
            "grade": scoring.grades.get(subject.id, ""),
            "ordinary": _number(totals.ordinary),
            "bonus": _number(totals.bonus),
            "deduction": _number(totals.deduction),
            "bonus_capped": totals.uncapped_bonus > totals.bonus,
            "deduction_capped": totals.uncapped_deduction > totals.deduction,
            "indicators": [
                _indicator(scoring, indicator, scoring.cell(subject.id, indicator.id))
                | (_evidence(session, scoring, indicator, subject) if explained else {})
                for indicator in scoring.indicators
            ],
        }


def _final(scoring: Scoring) -> dict[str, str] | None:
    if scoring.final is None:
        return None
    return {"on": scoring.final.finalised_on.isoformat(), "sha256": scoring.final.sha256}


def _indicator(scoring: Scoring, indicator: IndicatorRow, cell: ScoreCell) -> dict[str, Any]:
    counted = cell.counted
    return {
        "section": indicator.section,
        "level1": indicator.level1,
        "level2": indicator.level2,
        "worth": _number(indicator.points),
        "points": _number(cell.scored.points) if cell.is_assessed else None,
        "computed": None if cell.computed is None else _number(cell.computed.points),
        "self": None if cell.own is None else _number(cell.own.points),
        "assessors": None if cell.given is None else _number(cell.given.points),
        "numerator": None if counted is None else _number(Decimal(counted.numerator)),
        "denominator": None if counted is None else counted.denominator,
        "levels": dict(counted.levels) if counted is not None else {},
        "rule": indicator.sentence(),
        "cap": (cell.computed or cell.scored).capped,
        "why": (cell.computed or cell.scored).why,
        "reason": cell.reason,
    }


def _evidence(
    session: Session, scoring: Scoring, indicator: IndicatorRow, subject: Subject
) -> dict[str, Any]:
    if indicator.by_hand:
        return {"evidence": []}
    headings = [label for label, _width, _kind in evidence_columns(scoring, indicator)]
    rows = evidence_of(session, scoring, indicator, subject.id)
    return {"evidence": [_evidence_row(headings, row) for row in rows]}


def _evidence_row(headings: Sequence[str], row: EvidenceRow) -> dict[str, Any]:
    cells = {h: _plain(value) for h, value in zip(headings, row.cells, strict=True)}
    return {**cells, "counts": bool(row.counts)}


def _plain(value: Any) -> Any:
    if isinstance(value, date | time):
        return value.isoformat()
    return _number(value) if isinstance(value, Decimal) else value


def _number(value: Decimal) -> int | float:
    """Return a number whose shortest form is the decimal: 97.50 is 97.5, 10.00 is 10."""
    return int(value) if value == value.to_integral_value() else float(value)
