"""What the grid of points shows: plain cells out of a scoring."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal

from PySide6.QtGui import QFont, QFontMetrics

from deskapp.i18n import _
from deskapp.queries.appraisal import IndicatorRow, ScoreCell, Scoring, Subject
from deskapp.records.scheme import SECTIONS
from deskapp.rules.points import plain
from deskapp.widgets.grid_cells import Cells, GridCell, GridColumn, GridRow, HeadColumn
from deskapp.widgets.row_table_model import CENTRE, RIGHT
from deskapp.widgets.theme import text_width

_PADS = 16
# Both are among the signs that every Chinese font has.
SOME_LOST, HALF_LOST = "▽", "▼"


def score_columns(scoring: Scoring) -> list[GridColumn]:
    """Return a column for each indicator, grouped by level 1."""
    return [
        GridColumn(
            id=indicator.id,
            heading=indicator.level2,
            group=_group(indicator),
            detail=_("{points} pts").format(points=plain(indicator.points)),
            explained="\n".join(filter(None, (indicator.criteria, indicator.sentence()))),
        )
        for indicator in scoring.indicators
    ]


def _group(indicator: IndicatorRow) -> str:
    if indicator.section == "ordinary":
        return indicator.level1
    return f"{_(SECTIONS[indicator.section])}: {indicator.level1}"


def head_columns(rows: Sequence[GridRow], font: QFont) -> tuple[HeadColumn, ...]:
    """Return the frozen columns, place, unit and total, as wide as what they hold."""
    metrics = QFontMetrics(font)
    units = max((metrics.horizontalAdvance(row.heads[1]) for row in rows), default=0)
    unit = min(max(units + _PADS, text_width(font, 10)), text_width(font, 26))
    place = max(metrics.horizontalAdvance(_("Ranked")) + _PADS, text_width(font, 5))
    return (
        HeadColumn("rank", _("Ranked"), place, CENTRE),
        HeadColumn("office", _("Unit"), unit, sortable=True),
        HeadColumn("total", _("Total score"), text_width(font, 8), RIGHT, sortable=True),
    )


def score_rows(
    scoring: Scoring,
    *,
    kind: str | None = None,
    order: str = "",
    short_names: Mapping[int, str] | None = None,
) -> list[GridRow]:
    """Return the units of a kind, or all: by total, the highest first, or in office order.

    A unit that has a short name is shown by it, so that more of the points are in sight.
    """
    short = short_names or {}
    units: Iterable[Subject] = (
        unit for unit in scoring.subjects if kind is None or unit.kind == kind
    )
    if order == "total":
        units = sorted(units, key=lambda unit: scoring.ranks[unit.id])
    return [
        GridRow(
            unit.id,
            (
                str(scoring.ranks[unit.id]),
                short.get(unit.id) or unit.name,
                f"{scoring.total(unit.id):.2f}",
            ),
            unit.name,
        )
        for unit in units
    ]


def score_cells(scoring: Scoring) -> Cells:
    """Return a cell for every unit under every indicator."""
    by_id = {indicator.id: indicator for indicator in scoring.indicators}
    return {place: score_cell(by_id[place[1]], scored) for place, scored in scoring.cells.items()}


def score_cell(indicator: IndicatorRow, cell: ScoreCell) -> GridCell:
    """Return points with a sign and a tint where some were lost or nobody has assessed."""
    if not cell.is_assessed:
        return GridCell(_("unset"), tone="grey", explained=cell.scored.why)
    if indicator.section == "deduction":
        return _deduction(cell)
    sign, colour = _loss(cell.scored.lost, indicator.points)
    explained = _("{points} of {full} points. {why}").format(
        points=plain(cell.scored.points), full=plain(indicator.points), why=cell.scored.why
    )
    return GridCell(f"{cell.scored.points:.2f}", sign, colour, explained)


def _loss(lost: Decimal, full: Decimal) -> tuple[str, str]:
    if lost <= 0:
        return "", ""
    return (HALF_LOST, "red") if lost * 2 >= full else (SOME_LOST, "yellow")


def _deduction(cell: ScoreCell) -> GridCell:
    taken = cell.scored.points
    return GridCell(f"{-taken:.2f}", *_loss(taken, taken * 3), explained=cell.scored.why)
