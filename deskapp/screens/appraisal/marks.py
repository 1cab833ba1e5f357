"""What a cell of the grid calls attention to: points lost, differences, open appeals."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtWidgets import QWidget

from deskapp.i18n import N_, _
from deskapp.queries.appraisal import IndicatorRow, ScoreCell
from deskapp.widgets.badge import Badge
from deskapp.widgets.flow_layout import FlowLayout


@dataclass(frozen=True, slots=True)
class Mark:
    """A sign, the tone that says the same, and the words for both."""

    sign: str
    tone: str
    words: str


# By importance: a cell has the tint of the first and the signs of all. The signs are among
# those that every Chinese font has.
MARKS = {
    "appeal": Mark("※", "blue", N_("appeal open")),
    "given": Mark("◆", "green", N_("assessors differ from the rule")),
    "half": Mark("▼", "red", N_("half or more lost")),
    "some": Mark("▽", "yellow", N_("points lost")),
    "own": Mark("◇", "grey", N_("self-score differs")),
}


def marks_of(indicator: IndicatorRow, cell: ScoreCell, *, is_appealed: bool) -> list[Mark]:
    """Return what a cell calls attention to, the most important first."""
    found = {
        "appeal": is_appealed,
        "given": cell.differs,
        "half": _is_half_lost(indicator, cell),
        "some": cell.is_assessed and cell.scored.lost > 0 and not _is_half_lost(indicator, cell),
        "own": own_differs(cell),
    }
    return [mark for name, mark in MARKS.items() if found[name]]


def own_differs(cell: ScoreCell) -> bool:
    """Return whether the appraised gave themselves other points than count."""
    return bool(cell.own and cell.is_assessed and cell.own.points != cell.scored.points)


def has_difference(cell: ScoreCell) -> bool:
    """Return whether computed points, self-score and assessors' points are not the same."""
    return cell.differs or own_differs(cell)


def _is_half_lost(indicator: IndicatorRow, cell: ScoreCell) -> bool:
    if not cell.is_assessed or indicator.section == "deduction":
        return False
    return cell.scored.lost > 0 and cell.scored.lost * 2 >= indicator.points


class Legend(QWidget):
    """Says what the signs and colours of the grid mean."""

    def __init__(self) -> None:
        super().__init__()
        layout = FlowLayout(self)
        for mark in MARKS.values():
            badge = Badge()
            layout.addWidget(badge)  # first, or it would be a window of its own for a moment
            badge.show_state(f"{mark.sign} {_(mark.words)}", mark.tone)
        unset = Badge()
        layout.addWidget(unset)
        unset.show_state(_("{unset}: no points given yet").format(unset=_("unset")), "grey")
