"""What is missing: one line for each kind of gap, with the action that repairs it."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from deskapp.i18n import N_, _, ngettext
from deskapp.queries.completeness import GAP_KINDS, Gap
from deskapp.queries.year_at_a_glance import YearAtAGlance
from deskapp.screens.home.section import Section
from deskapp.widgets.badge import Badge
from deskapp.widgets.elided_label import ElidedLabel
from deskapp.widgets.icons import icon
from deskapp.widgets.theme import heading_font, text_width

FIRST = 5
"""Rows of a kind shown when its line is opened."""

URGENCY = {
    "overdue": (N_("Overdue"), "red"),
    "due": (N_("Do now"), "yellow"),
    "missing": (N_("To fill"), "grey"),
}

Find = Callable[[str, int], Sequence[Gap]]
MayRepair = Callable[[str], bool]


class GapLine(QWidget):
    """One kind of gap: how many, in words, and the button that repairs it."""

    gap_chosen = Signal(object)  # Gap
    kind_chosen = Signal(str)

    def __init__(self, code: str, find: Find, may_repair: MayRepair) -> None:
        super().__init__()
        self.kind = GAP_KINDS[code]
        self._may_repair = may_repair
        self.count = 0
        self._find = find
        self.toggle = QToolButton()
        self.toggle.setCheckable(True)
        self.toggle.setAutoRaise(True)
        self.toggle.toggled.connect(self._on_toggled)
        self.number = QLabel()
        self.number.setFont(heading_font(self.font()))
        self.number.setMinimumWidth(text_width(self.number.font(), 5))
        self.number.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.repair = QPushButton()
        self.repair.setAutoDefault(False)
        self.repair.clicked.connect(lambda: self.kind_chosen.emit(code))
        self.rows = QWidget()
        self.rows.hide()
        self._lay_out()

    def _lay_out(self) -> None:
        badge = Badge()
        words = ElidedLabel(_(self.kind.heading))
        words.setToolTip(words.text())
        words.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        line = QHBoxLayout()
        line.setSpacing(8)
        for widget in (self.toggle, self.number, badge):
            line.addWidget(widget)
        line.addWidget(words, 1)
        line.addWidget(self.repair)
        self._whole = QVBoxLayout(self)
        self._whole.setContentsMargins(0, 2, 0, 2)
        self._whole.setSpacing(2)
        self._whole.addLayout(line)
        self._whole.addWidget(self.rows)
        words_of_urgency, tone = URGENCY[self.kind.urgency]
        badge.show_state(_(words_of_urgency), tone)

    def show_count(self, count: int) -> None:
        """Show how many there are, and read again the rows that are open."""
        self.count = count
        self.number.setText(str(count))
        words = _(self.kind.heading)
        self.toggle.setAccessibleName(_("Show the first of: {what}").format(what=words))
        self.show_repair()
        self._on_toggled(self.toggle.isChecked())

    def show_repair(self) -> None:
        """Say on the button what it does: where nothing may be changed, it only shows."""
        may_repair = self._may_repair(self.kind.code)
        self.repair.setText(_(self.kind.repair) if may_repair else _("View"))
        words = f"{_(self.kind.heading)} {self.count}"
        self.repair.setAccessibleName(f"{self.repair.text()}: {words}")

    def _on_toggled(self, is_open: bool) -> None:
        self.toggle.setIcon(icon("chevron-down" if is_open else "chevron-right"))
        if is_open:
            self._fill()
        self.rows.setVisible(is_open)

    def _fill(self) -> None:
        """Show the first rows of the kind, each with a button that opens it."""
        old, self.rows = self.rows, QWidget()
        grid = QGridLayout(self.rows)
        grid.setContentsMargins(48, 0, 0, 4)
        grid.setVerticalSpacing(2)
        grid.setColumnStretch(0, 1)
        found = self._find(self.kind.code, FIRST)
        for place, gap in enumerate(found):
            grid.addWidget(_gap_label(gap), place, 0)
            grid.addWidget(self._open_button(gap), place, 1)
        if self.count > len(found):
            grid.addWidget(self._more_button(self.count - len(found)), len(found), 0)
        self._whole.replaceWidget(old, self.rows)
        old.hide()
        old.deleteLater()

    def _open_button(self, gap: Gap) -> QPushButton:
        button = QPushButton(_("Open"))
        button.setFlat(True)
        button.setAutoDefault(False)
        button.setAccessibleName(_("Open {subject}").format(subject=gap.subject))
        button.clicked.connect(lambda: self.gap_chosen.emit(gap))
        return button

    def _more_button(self, number: int) -> QWidget:
        text = ngettext("… and {n} more", "… and {n} more", number).format(n=number)
        label = QLabel(text)
        label.setForegroundRole(label.palette().ColorRole.PlaceholderText)
        return label


def _gap_label(gap: Gap) -> QLabel:
    label = ElidedLabel(gap.line())
    label.setToolTip(gap.sentence())
    label.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
    return label


class MissingList(Section):
    """One line for each kind of gap that the year has, the most urgent first."""

    gap_chosen = Signal(object)  # Gap
    kind_chosen = Signal(str)

    def __init__(self, find: Find, may_repair: MayRepair) -> None:
        super().__init__(_("What is missing"))
        self._find = find
        self._may_repair = may_repair
        self.lines: dict[str, GapLine] = {}
        self.nothing = QLabel(_("Nothing is missing this year, as far as the ledger can tell."))
        self.nothing.setForegroundRole(self.nothing.palette().ColorRole.PlaceholderText)
        self.nothing.hide()
        self._list = QVBoxLayout()
        self._list.setSpacing(0)
        self.body.addWidget(self.nothing)
        self.body.addLayout(self._list)
        self.body.addStretch(1)

    def show_year(self, year: YearAtAGlance) -> None:
        """Show the gaps of a year; lines that are open stay open."""
        found = {code: number for code, number in year.gaps.items() if number}
        for code in [code for code in self.lines if code not in found]:
            self._take_away(self.lines.pop(code))
        for place, (code, number) in enumerate(found.items()):
            if code not in self.lines:
                self.lines[code] = self._new_line(code)
                self._list.insertWidget(place, self.lines[code])
            self.lines[code].show_count(number)
        self.nothing.setVisible(not found)

    def show_repairs(self) -> None:
        """Say anew on the buttons whether they repair or only show."""
        for line in self.lines.values():
            line.show_repair()

    def _new_line(self, code: str) -> GapLine:
        line = GapLine(code, self._find, self._may_repair)
        line.gap_chosen.connect(self.gap_chosen)
        line.kind_chosen.connect(self.kind_chosen)
        return line

    def _take_away(self, line: GapLine) -> None:
        self._list.removeWidget(line)
        line.hide()
        line.deleteLater()


def divider() -> QFrame:
    """Return a thin line between two parts of the page."""
    line = QFrame()
    line.setFrameShape(QFrame.Shape.HLine)
    line.setFrameShadow(QFrame.Shadow.Plain)
    line.setForegroundRole(line.palette().ColorRole.Mid)
    return line
