"""Scores as plain data, for another program to read as JSON.

Keys, codes and ids are the same in every language; titles, sentences and the headings and cells
of evidence are words for people.
"""

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
from deskapp.queries.appraisal.grade_line import quota_states
from deskapp.queries.measures import MEASURES, EvidenceRow


def scores_as_data(
    session: Session, scoring: Scoring, subjects: Sequence[Subject], *, explained: bool
) -> Iterator[dict[str, Any]]:
    """Yield an object for each of the appraised; `explained` ones hold their evidence rows.

    Points are numbers of two decimals at most, which every reader takes exactly as written;
    those of a section of deductions are the points taken off. `quota` tells how the grade stands
    to its places: "within", "at_line", "over", or null where it has no quota.
    """
    scheme, quotas = scoring.scheme, quota_states(scoring)
    for subject in subjects:
        totals = scoring.totals[subject.id]
        yield {
            "scheme": scheme.title,
            "year": scheme.year,
            "as_of": scoring.as_of.isoformat(),
            "final": _final(scoring),
            "unit": subject.name,
            "record": _record("branch" if scheme.appraised == "branches" else "unit", subject.id),
            "total": _number(totals.total),
            "rank": scoring.ranks[subject.id],
            "grade": scoring.grades.get(subject.id, ""),
            "quota": quotas.get(subject.id),
            "ordinary": _number(totals.ordinary),
            "bonus": _number(totals.bonus),
            "deduction": _number(totals.deduction),
            "bonus_cap": _cap(scheme.bonus_cap, totals.uncapped_bonus > totals.bonus),
            "deduction_cap": _cap(
                scheme.deduction_cap, totals.uncapped_deduction > totals.deduction
            ),
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
        "record": _record("indicator", indicator.id),
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
        "cap": _cap(_limit(indicator, cell), cell.scored.capped),
        "why": (cell.computed or cell.scored).why,
        "reason": cell.reason,
    }


def _limit(indicator: IndicatorRow, cell: ScoreCell) -> Decimal:
    """Return the most that may count, or be taken off: the rule's cap never binds assessors."""
    cap = None if cell.given else getattr(indicator.parameters, "cap", None)
    return indicator.points if cap is None else min(indicator.points, cap)


def _cap(limit: Decimal | None, applied: bool) -> dict[str, Any]:
    """Return a limit, and whether it cut what counts."""
    return {"limit": None if limit is None else _number(limit), "applied": applied}


def _record(table: str, record_id: int) -> dict[str, Any]:
    return {"table": table, "id": record_id}


def _evidence(
    session: Session, scoring: Scoring, indicator: IndicatorRow, subject: Subject
) -> dict[str, Any]:
    if indicator.by_hand:
        return {"evidence": []}
    headings = [label for label, _width, _kind in evidence_columns(scoring, indicator)]
    rows = evidence_of(session, scoring, indicator, subject.id)
    table = MEASURES[indicator.measure].table
    return {"evidence": [_evidence_row(table, headings, row) for row in rows]}


def _evidence_row(table: str, headings: Sequence[str], row: EvidenceRow) -> dict[str, Any]:
    cells = zip(headings, row.cells, strict=True)
    return {
        "record": _record(table, row.record_id),
        "counts": bool(row.counts),
        "level": row.level or None,
        "cells": {heading: _plain(value) for heading, value in cells},
    }


def _plain(value: Any) -> Any:
    if isinstance(value, date | time):
        return value.isoformat()
    return _number(value) if isinstance(value, Decimal) else value


def _number(value: Decimal) -> int | float:
    """Return a number whose shortest form is the decimal: 97.50 is 97.5, 10.00 is 10."""
    return int(value) if value == value.to_integral_value() else float(value)
