"""The workbook of one indicator: everybody's points, and the rows behind them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import cast

from sqlalchemy.orm import Session

from deskapp.excel.sheet import Cell, Column, Kind, Sheet
from deskapp.i18n import _
from deskapp.queries.appraisal import (
    IndicatorRow,
    ScoreCell,
    Scoring,
    evidence_columns,
    evidence_rows,
)
from deskapp.queries.measures import MEASURES


def indicator_sheets(
    session: Session, scoring: Scoring, indicator: IndicatorRow, seen: set[int]
) -> list[Sheet]:
    """Return the points of all appraised and, where they are counted, the rows of evidence.

    The ids of the records behind the rows are added to `seen` while the rows are written.
    """
    sheets = [_points_sheet(scoring, indicator)]
    if not indicator.by_hand:
        sheets.append(_evidence_sheet(session, scoring, indicator, seen))
    return sheets


def _points_sheet(scoring: Scoring, indicator: IndicatorRow) -> Sheet:
    by_branch = scoring.scheme.appraised == "branches"
    return Sheet(
        name=_("Points"),
        title=f"{indicator.level1} · {indicator.level2}",
        columns=[
            Column(_("Branch") if by_branch else _("Unit"), 26),
            Column(_("Counted"), 9, "whole"),
            Column(_("Expected"), 9, "whole"),
            Column(_("Computed"), 9, "points"),
            Column(_("Self-score"), 9, "points"),
            Column(_("Explanation"), 34, "wrapped"),
            Column(_("Assessors"), 9, "points"),
            Column(_("Reason"), 30, "wrapped"),
            Column(_("Points"), 9, "points"),
        ],
        rows=[
            [subject.name, *_points_of(scoring.cell(subject.id, indicator.id))]
            for subject in scoring.subjects
        ],
        notes=[note for note in (indicator.criteria, indicator.sentence()) if note],
        freeze_columns=1,
    )


def _points_of(cell: ScoreCell) -> Sequence[Cell]:
    counted, own, given = cell.counted, cell.own, cell.given
    return [
        Decimal(counted.numerator) if counted else None,
        counted.denominator if counted else None,
        cell.computed.points if cell.computed else None,
        own.points if own else None,
        own.explanation if own else "",
        given.points if given else None,
        cell.reason,
        cell.scored.points if cell.is_assessed else None,
    ]


def _evidence_sheet(
    session: Session, scoring: Scoring, indicator: IndicatorRow, seen: set[int]
) -> Sheet:
    by_branch = scoring.scheme.appraised == "branches"
    shown = [
        Column(label, width, cast(Kind, kind))
        for label, width, kind in evidence_columns(scoring, indicator)
    ]
    # A final scheme may count by a measure that a later program no longer has.
    measure = MEASURES.get(indicator.measure)
    counts = _(measure.counts_label) if measure else _("Counted")
    what = _(measure.label) if measure else indicator.level2
    return Sheet(
        name=_("Evidence"),
        title=_("{indicator}: evidence").format(indicator=indicator.level2),
        columns=[
            Column(_("Branch") if by_branch else _("Unit"), 26),
            *shown,
            Column(counts, 9, "whole"),
        ],
        rows=_rows(session, scoring, indicator, seen),
        notes=[_("{measure}. In the last column 1 counts and 0 does not.").format(measure=what)],
        freeze_columns=1,
    )


def _rows(
    session: Session, scoring: Scoring, indicator: IndicatorRow, seen: set[int]
) -> Iterator[Sequence[Cell]]:
    for row in evidence_rows(session, scoring, indicator):
        seen.add(row.record_id)
        yield (row.subject, *row.cells, row.counts)
