"""The lines of the ranking: plain rows out of a scoring, and the columns that show them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

from PySide6.QtCore import Qt

from deskapp.i18n import N_, _
from deskapp.queries.appraisal import Scoring, Subject
from deskapp.queries.appraisal.grade_line import GradeLine, grade_lines
from deskapp.rules.grades import grade_of
from deskapp.widgets.row_table_model import CENTRE, LEFT, RIGHT, TableColumn

_MOST_LEVEL1 = 6
"""Subtotals of more level-1 indicators than this are shown only when somebody asks for them."""
_PART = "level1_"

WITHIN, AT_LINE, TIED, BEYOND = "within", "at_line", "tied", "beyond"
QUOTA_WORDS = {
    WITHIN: N_("Within"),
    AT_LINE: N_("At the line"),
    TIED: N_("Tied"),
    BEYOND: N_("Beyond"),
}
_QUOTA_TONES = {WITHIN: "green", AT_LINE: "blue", TIED: "yellow", BEYOND: "red"}


@dataclass(frozen=True)
class ResultRow:
    """One of the appraised in the ranking; `id` is that of the unit or branch.

    Its points under each level-1 indicator are read as `level1_0`, `level1_1` and so on.
    """

    id: int
    place: int
    subject: str
    parts: tuple[Decimal, ...]
    ordinary: Decimal
    bonus: str
    deduction: str
    total: Decimal
    share: float
    reached: str
    quota: str
    decided: str
    reason: str

    def __getattr__(self, name: str) -> Decimal:
        """Return the points under a level-1 indicator by its place."""
        if name.startswith(_PART):
            return self.parts[int(name.removeprefix(_PART))]
        raise AttributeError(name)


def result_rows(scoring: Scoring, order: str = "", *, descending: bool = False) -> list[ResultRow]:
    """Return the ranking, the first place first, or by another column of it."""
    quotas = _quota_states(grade_lines(scoring))
    most = max([Decimal(100), *(scoring.total(one.id) for one in scoring.subjects)])
    rows = [_row(scoring, subject, quotas, most) for subject in scoring.subjects]
    if order == "subject":  # the office order, in which they stand
        return rows[::-1] if descending else rows
    rows.sort(key=lambda row: row.place)
    if order:
        rows.sort(key=lambda row: getattr(row, order), reverse=descending)
    return rows


def _row(scoring: Scoring, subject: Subject, quotas: dict[int, str], most: Decimal) -> ResultRow:
    totals = scoring.totals[subject.id]
    decided = scoring.decided.get(subject.id)
    return ResultRow(
        subject.id,
        scoring.ranks[subject.id],
        subject.short_name or subject.name,
        tuple(_level1_sums(scoring, subject.id)),
        totals.ordinary,
        _capped("+", totals.bonus, totals.uncapped_bonus),
        _capped("−", totals.deduction, totals.uncapped_deduction),
        totals.total,
        float(totals.total / most),
        _reached(scoring, subject.id),
        quotas.get(subject.id, ""),
        decided.grade if decided else "",
        decided.reason if decided else "",
    )


def _reached(scoring: Scoring, subject_id: int) -> str:
    return grade_of(scoring.total(subject_id), scoring.scheme.grades)


def _capped(sign: str, counts: Decimal, uncapped: Decimal) -> str:
    """Return the points of a section, and what they would be where its cap cut them."""
    shown = f"{sign}{counts:.2f}" if counts else "0.00"
    if counts == uncapped:
        return shown
    return _("{points} (capped, without: {uncapped})").format(
        points=shown, uncapped=f"{uncapped:.2f}"
    )


def level1_names(scoring: Scoring) -> list[str]:
    """Return the level-1 indicators of the ordinary points in the order of the scheme."""
    return list(dict.fromkeys(i.level1 for i in scoring.indicators if i.section == "ordinary"))


def _level1_sums(scoring: Scoring, subject_id: int) -> list[Decimal]:
    sums = dict.fromkeys(level1_names(scoring), Decimal(0))
    for indicator in scoring.indicators:
        if indicator.section == "ordinary":
            sums[indicator.level1] += scoring.cell(subject_id, indicator.id).scored.points
    return list(sums.values())


def _quota_states(lines: Sequence[GradeLine]) -> dict[int, str]:
    found: dict[int, str] = {}
    for line in lines:
        at_line = TIED if line.is_tied else AT_LINE
        for subjects, state in (
            (line.within, WITHIN), (line.at_line, at_line), (line.over, BEYOND)
        ):  # fmt: skip
            found |= {subject.id: state for subject in subjects}
    return found


def result_columns(scoring: Scoring) -> tuple[TableColumn, ...]:
    """Return the columns that the scheme has something for.

    Total and grade come first, so that they are in sight with large letters too.
    """
    sections = {indicator.section for indicator in scoring.indicators}
    branches = scoring.scheme.appraised == "branches"
    names = level1_names(scoring)
    columns = [
        TableColumn("place", N_("Ranked"), 5, CENTRE),
        TableColumn("subject", N_("Branch") if branches else N_("Unit"), 13),
        TableColumn("total", N_("Total score"), 13, RIGHT, _points),
        *_grade_columns(scoring),
        *(
            TableColumn(
                f"{_PART}{n}", name, _width(name), RIGHT, _points, hidden=len(names) > _MOST_LEVEL1
            )
            for n, name in enumerate(names)
        ),
    ]
    if sections > {"ordinary"}:
        columns.append(_worded("ordinary", N_("Ordinary points"), RIGHT, _points))
    if "bonus" in sections:
        columns.append(_section("bonus", N_("Bonus points"), scoring))
    if "deduction" in sections:
        columns.append(_section("deduction", N_("Deductions"), scoring))
    # Last, so that the first reason pushes no points out of sight.
    if any(decided.reason for decided in scoring.decided.values()):
        columns.append(TableColumn("reason", N_("Reason"), 12, sortable=False))
    return tuple(columns)


def _grade_columns(scoring: Scoring) -> list[TableColumn]:
    if not scoring.scheme.grades:
        return []
    columns = [_worded("reached", N_("Grade reached"))]
    if any(grade.quota is not None for grade in scoring.scheme.grades):
        columns.append(
            TableColumn("quota", N_("Quota"), 9, shown=_quota, tone=_quota_tone, sortable=False)
        )
    columns.append(_worded("decided", N_("Grade decided")))
    return columns


def _section(key: str, heading: str, scoring: Scoring) -> TableColumn:
    is_capped = any(
        getattr(totals, key) != getattr(totals, f"uncapped_{key}")
        for totals in scoring.totals.values()
    )
    column = _worded(key, heading, RIGHT)
    return replace(column, width=20 if is_capped else column.width, sortable=False)


def _worded(
    key: str,
    heading: str,
    align: Qt.AlignmentFlag = LEFT,
    shown: Callable[[Any], str] | None = None,
) -> TableColumn:
    """Return a column that is as wide as its heading in the language in force."""
    return TableColumn(key, heading, _width(_(heading)), align, shown)


def _width(name: str) -> int:
    """Return the width of a column in characters: its heading, within bounds."""
    return min(max(6, sum(1 if char.isascii() else 2 for char in name)), 12)


def _points(points: Any) -> str:
    return f"{points:.2f}"


def _quota(state: Any) -> str:
    return _(QUOTA_WORDS[state]) if state else ""


def _quota_tone(row: Any) -> str:
    return _QUOTA_TONES.get(row.quota, "")
