"""Which of the appraised the grid shows, and in which order."""

from __future__ import annotations

from collections.abc import Callable, Collection

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QWidget

from deskapp.i18n import N_, _
from deskapp.queries.appraisal import ScoreCell, Scoring, Subject
from deskapp.records.unit import UNIT_KINDS
from deskapp.screens.appraisal.marks import has_difference
from deskapp.widgets.filter_chips import FilterChips
from deskapp.widgets.flow_layout import FlowLayout

_ONLY = {
    "differences": N_("Only differences"),
    "appeals": N_("Only open appeals"),
    "unset": N_("Only not assessed"),
}


class ScoreFilters(QWidget):
    """Chips for the kind of unit and for what is to be done, and the order of the rows."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.kinds, self.only = FilterChips(self), FilterChips(self)
        self.kinds.add_group("kind", [(code, _(label)) for code, label in UNIT_KINDS.items()])
        self.only.add_group("only", [(code, _(label)) for code, label in _ONLY.items()])
        self.order_box = QComboBox()
        self.order_box.setAccessibleName(_("Order of the rows"))
        self.order_box.addItem(_("In office order"), "")
        self.order_box.addItem(_("By total score"), "total")
        order = QWidget()
        pair = QHBoxLayout(order)
        pair.setContentsMargins(0, 0, 0, 0)
        pair.addWidget(QLabel(_("Order")))
        pair.addWidget(self.order_box)
        flow = FlowLayout(self, spacing=8)
        for part in (self.kinds, self.only, order):
            flow.addWidget(part)
        self.kinds.changed.connect(self.changed)
        self.only.changed.connect(self.changed)
        self.order_box.activated.connect(lambda _place: self.changed.emit())

    @property
    def order(self) -> str:
        """Return "total", or empty for the office order."""
        return str(self.order_box.currentData())

    @property
    def is_for_unset(self) -> bool:
        """Return whether only those are wanted who lack points."""
        return self.only.value("only") == "unset"

    def sort_by(self, order: str) -> None:
        """Show the rows in another order."""
        self.order_box.setCurrentIndex(self.order_box.findData(order))
        self.changed.emit()

    def offer(self, scoring: Scoring) -> None:
        """Offer the kinds of unit only where the scheme appraises all kinds."""
        is_for_all = scoring.scheme.scope == "all"
        self.kinds.setVisible(is_for_all)
        if not is_for_all and self.kinds.is_any_pressed():
            self.kinds.clear()

    def clear(self) -> None:
        """Let all chips go."""
        for chips in (self.kinds, self.only):
            if chips.is_any_pressed():
                chips.clear()

    def wanted(
        self, scoring: Scoring, appealed: Collection[tuple[int, int]], found: Collection[int] | None
    ) -> Callable[[Subject], bool]:
        """Return what tells the appraised to show; `found` are the ids a search found."""
        kind, is_marked = self.kinds.value("kind"), self._marked(appealed)
        marked = {place[0] for place, cell in scoring.cells.items() if is_marked(place, cell)}

        def is_wanted(subject: Subject) -> bool:
            is_of_kind = kind is None or subject.kind == kind
            return is_of_kind and subject.id in marked and (found is None or subject.id in found)

        return is_wanted

    def _marked(
        self, appealed: Collection[tuple[int, int]]
    ) -> Callable[[tuple[int, int], ScoreCell], bool]:
        return {
            "differences": lambda place, cell: has_difference(cell),
            "appeals": lambda place, cell: place in appealed,
            "unset": lambda place, cell: not cell.is_assessed,
        }.get(self.only.value("only"), lambda place, cell: True)
