"""The three points of a cell beside each other: computed, self-score, assessors'."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from PySide6.QtCore import Qt
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QGridLayout, QLabel, QSizePolicy, QWidget

from deskapp.i18n import _
from deskapp.queries.appraisal import ScoreCell
from deskapp.rules.points import plain
from deskapp.widgets.elided_label import ElidedLabel

_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


@dataclass(frozen=True, slots=True)
class ComparedLine:
    """Whose points, how many, how they differ in words, and whether they count."""

    whose: str
    points: str
    said: str
    counts: bool = False


class Comparison(QWidget):
    """Shows the lines under each other; the one that counts is bold and says so."""

    def __init__(self) -> None:
        super().__init__()
        self._rows: list[tuple[QLabel, QLabel, ElidedLabel]] = []
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(1)
        grid.setColumnStretch(2, 1)
        for row in range(3):
            whose, points, said = QLabel(), QLabel(), ElidedLabel()
            whose.setForegroundRole(QPalette.ColorRole.PlaceholderText)
            grid.addWidget(whose, row, 0, _RIGHT)
            grid.addWidget(points, row, 1, _RIGHT)
            grid.addWidget(said, row, 2)
            self._rows.append((whose, points, said))
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)

    def show_cell(self, cell: ScoreCell) -> None:
        """Compare the points of a cell."""
        for labels, line in zip(self._rows, compared(cell), strict=True):
            for label, text in zip(labels, (line.whose, line.points, line.said), strict=True):
                label.setText(text)
            font = self.font()
            font.setBold(line.counts)
            labels[1].setFont(font)
            labels[2].setToolTip(line.said)

    def lines(self) -> list[str]:
        """Return what is shown, a text for each line."""
        return [" ".join(label.text() for label in labels) for labels in self._rows]


def compared(cell: ScoreCell) -> list[ComparedLine]:
    """Return the computed points, the self-score and the assessors' points of a cell."""
    computed = cell.computed.points if cell.computed else None
    given = cell.given.points if cell.given else None
    own = cell.own.points if cell.own else None
    counts = _("√ counts")
    return [
        _line(_("Computed"), computed, "" if given is not None else counts, _("by hand")),
        _line(_("Self-score"), own, _own_difference(cell), _("none yet")),
        _line(
            _("Assessors"),
            given,
            " · ".join(filter(None, (counts, _difference(given, computed)))),
            _("none yet") if computed is None else _("as computed"),
        ),
    ]


def _line(whose: str, points: Decimal | None, said: str, nothing: str) -> ComparedLine:
    if points is None:
        return ComparedLine(whose, "—", nothing)
    return ComparedLine(whose, f"{points:.2f}", said, counts=_("√ counts") in said)


def _own_difference(cell: ScoreCell) -> str:
    """Compare the self-score with the points that count, as the sign in the grid does."""
    if cell.own is None or not cell.is_assessed:
        return ""
    own, counted = cell.own.points, cell.scored.points
    if cell.given is None:
        return _difference(own, counted)
    if own == counted:
        return _("same as the assessors")
    if own > counted:
        return _("≠ {points} more than the assessors").format(points=plain(own - counted))
    return _("≠ {points} less than the assessors").format(points=plain(counted - own))


def _difference(points: Decimal | None, computed: Decimal | None) -> str:
    if points is None or computed is None:
        return ""
    if points == computed:
        return _("same as computed")
    if points > computed:
        return _("≠ {points} more than computed").format(points=plain(points - computed))
    return _("≠ {points} less than computed").format(points=plain(computed - points))
