"""What the grid of points shows: plain cells out of a scoring."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from decimal import Decimal

from PySide6.QtGui import QFont, QFontMetrics

from deskapp.i18n import N_, _
from deskapp.queries.appraisal import IndicatorRow, ScoreCell, Scoring, Subject
from deskapp.queries.appraisal.grade_line import AT_LINE, OVER, quota_states
from deskapp.records.scheme import SECTIONS
from deskapp.rules.points import plain
from deskapp.rules.totals import Totals
from deskapp.screens.appraisal.marks import marks_of
from deskapp.widgets.grid_cells import GridCell, GridColumn, GridRow, HeadColumn
from deskapp.widgets.row_table_model import CENTRE, RIGHT
from deskapp.widgets.theme import text_width

Place = tuple[int, int]
"""Ids of one of the appraised and of an indicator."""

_PADS = 16
_MOST_SIGNS = 2  # that leave room for the points; the tooltip says all
CUT = "▲"
# Columns of sums have ids that no indicator has.
SUBTOTALS = {"ordinary": -1, "bonus": -2, "deduction": -3}
_SUM_WORDS = {
    "ordinary": N_("Ordinary sum"),
    "bonus": N_("Bonus sum"),
    "deduction": N_("Deduction sum"),
}


def sections_of(scoring: Scoring) -> list[str]:
    """Return the sections that a scheme has indicators in, in the order of the grid."""
    used = {indicator.section for indicator in scoring.indicators}
    return [section for section in SECTIONS if section in used]


def score_columns(scoring: Scoring) -> list[GridColumn]:
    """Return a column for each indicator, by section and level 1, and the sums behind them."""
    sections = sections_of(scoring)
    columns = [
        GridColumn(
            id=indicator.id,
            heading=indicator.level2,
            group=_group(indicator),
            detail=_("{points} pts").format(points=plain(indicator.points)),
            explained="\n".join(filter(None, (indicator.criteria, indicator.sentence()))),
        )
        for section in sections
        for indicator in scoring.indicators
        if indicator.section == section
    ]
    if len(sections) > 1:
        columns += [_sum_column(scoring, section) for section in sections]
    return columns


_QUOTA_SHORT = {AT_LINE: N_("at line"), OVER: N_("over quota")}


def _group(indicator: IndicatorRow) -> str:
    if indicator.section == "ordinary":
        return indicator.level1
    return f"{_(SECTIONS[indicator.section])}: {indicator.level1}"


def _sum_column(scoring: Scoring, section: str) -> GridColumn:
    scheme = scoring.scheme
    cap = {"bonus": scheme.bonus_cap, "deduction": scheme.deduction_cap}.get(section)
    detail = "" if cap is None else _("at most {points}").format(points=plain(cap))
    return GridColumn(SUBTOTALS[section], _(_SUM_WORDS[section]), _("Sums"), detail)


def head_columns(rows: Sequence[GridRow], font: QFont, unit: str) -> tuple[HeadColumn, ...]:
    """Return the frozen columns, as wide as what they hold; `unit` heads the appraised."""
    columns = [
        HeadColumn("rank", _("Ranked"), _room(rows, 0, font, _("Ranked"), 5), CENTRE),
        HeadColumn(
            "office", unit, min(_room(rows, 1, font, unit, 10), text_width(font, 26)), sortable=True
        ),
        HeadColumn("total", _("Total score"), text_width(font, 8), RIGHT, sortable=True),
    ]
    if any(row.heads[3] for row in rows):
        grade = _("Grade")
        columns.append(HeadColumn("grade", grade, _room(rows, 3, font, grade, 5), CENTRE))
    return tuple(columns)


def _room(rows: Sequence[GridRow], place: int, font: QFont, heading: str, least: int) -> int:
    metrics = QFontMetrics(font)
    widest = max((metrics.horizontalAdvance(row.heads[place]) for row in rows), default=0)
    widest = max(widest, metrics.horizontalAdvance(heading))
    return max(widest + _PADS, text_width(font, least))


def score_rows(
    scoring: Scoring,
    *,
    order: str = "",
    wanted: Callable[[Subject], bool] = lambda subject: True,
) -> list[GridRow]:
    """Return the appraised that are wanted: by total, the highest first, or in office order.

    One that has a short name is shown by it, so that more of the points are in sight.
    """
    grades = _grades_in_short(scoring)
    subjects: Iterable[Subject] = filter(wanted, scoring.subjects)
    if order == "total":
        subjects = sorted(subjects, key=lambda subject: scoring.ranks[subject.id])
    return [
        GridRow(
            subject.id,
            (
                str(scoring.ranks[subject.id]),
                subject.short_name or subject.name,
                f"{scoring.total(subject.id):.2f}",
                grades.get(subject.id, ""),
            ),
            subject.name,
        )
        for subject in subjects
    ]


def _grades_in_short(scoring: Scoring) -> dict[int, str]:
    """Return everybody's grade; where its place is not certain with a word that leaves room."""
    states = quota_states(scoring)
    short = _("{grade} · {state}")
    return {
        subject_id: short.format(grade=grade, state=_(_QUOTA_SHORT[states[subject_id]]))
        if states.get(subject_id) in _QUOTA_SHORT
        else grade
        for subject_id, grade in scoring.grades.items()
    }


class ScoreCells:
    """A cell for all appraised under every indicator and for each of their sums.

    Each is made when it is seen: of tens of thousands only some hundred ever are.
    """

    def __init__(self, scoring: Scoring, appealed: Collection[Place]) -> None:
        self._scoring, self._appealed = scoring, appealed
        self._indicators = {indicator.id: indicator for indicator in scoring.indicators}
        self._made: dict[Place, GridCell] = {}

    def get(self, place: Place, default: GridCell, /) -> GridCell:
        """Return the cell at a place, or the default where the grid has none."""
        if place not in self._made:
            self._made[place] = self._cell(place) or default
        return self._made[place]

    def _cell(self, place: Place) -> GridCell | None:
        subject_id, column_id = place
        if column_id < 0:
            totals = self._scoring.totals.get(subject_id)
            return None if totals is None else _sum_cell(totals, column_id)
        cell, indicator = self._scoring.cells.get(place), self._indicators.get(column_id)
        if cell is None or indicator is None:
            return None
        return score_cell(indicator, cell, is_appealed=place in self._appealed)


def score_cell(indicator: IndicatorRow, cell: ScoreCell, *, is_appealed: bool = False) -> GridCell:
    """Return points with the signs and the tint of what they call attention to."""
    marks = marks_of(indicator, cell, is_appealed=is_appealed)
    signs = "".join(mark.sign for mark in marks[:_MOST_SIGNS])
    lines = [_in_words(indicator, cell), *(f"{mark.sign} {_(mark.words)}" for mark in marks)]
    if cell.reason:
        lines.append(_("Reason: {reason}").format(reason=cell.reason))
    explained = "\n".join(lines)
    if not cell.is_assessed:
        return GridCell(_("unset"), signs, marks[0].tone if marks else "grey", explained)
    points = -cell.scored.points if indicator.section == "deduction" else cell.scored.points
    return GridCell(shown_points(points), signs, marks[0].tone if marks else "", explained)


def shown_points(points: Decimal) -> str:
    """Return points with two decimals, and 0.00 without a sign."""
    text = f"{points:.2f}"
    return text.removeprefix("-") if text == "-0.00" else text


def _in_words(indicator: IndicatorRow, cell: ScoreCell) -> str:
    if not cell.is_assessed or indicator.section == "deduction":
        return cell.scored.why
    return _("{points} of {full} points. {why}").format(
        points=plain(cell.scored.points), full=plain(indicator.points), why=cell.scored.why
    )


def _sum_cell(totals: Totals, column_id: int) -> GridCell:
    if column_id == SUBTOTALS["bonus"]:
        return _sum(totals.bonus, totals.uncapped_bonus, 1)
    if column_id == SUBTOTALS["deduction"]:
        return _sum(totals.deduction, totals.uncapped_deduction, -1)
    return GridCell(f"{totals.ordinary:.2f}")


def _sum(counts: Decimal, uncapped: Decimal, direction: int) -> GridCell:
    """Return a section's sum, with a sign where its cap cut it."""
    if counts == uncapped:
        return GridCell(shown_points(direction * counts))
    cut = _("Cut by the cap: {uncapped} before it, {counts} count.").format(
        uncapped=plain(uncapped), counts=plain(counts)
    )
    return GridCell(shown_points(direction * counts), CUT, "grey", cut)
