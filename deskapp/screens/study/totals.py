"""The sums of the coverage by unit and by rank."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from deskapp.i18n import N_, _
from deskapp.queries.study.coverage import Coverage, CoverageTotal
from deskapp.rules.shares import percent_of
from deskapp.screens.study.choice_chips import ChoiceChips
from deskapp.screens.tasks.delegates import BarDelegate
from deskapp.widgets.record_table import RecordTable
from deskapp.widgets.row_table_model import RIGHT, TableColumn
from deskapp.widgets.theme import heading_font


@dataclass(frozen=True, slots=True)
class TotalLine:
    """One sum as the list shows it; its id is its place."""

    id: int
    name: str
    studied: str
    missing: str
    waiting: str
    percent: str
    total: CoverageTotal


class CoverageTotals(QWidget):
    """Lists units, or ranks, with how much of what was expected was studied."""

    unit_chosen = Signal(int)
    ranks_wanted = Signal()  # the sums by rank take longer: they are asked for when looked at

    def __init__(self) -> None:
        super().__init__()
        self._by_unit: Sequence[CoverageTotal] = ()
        self._by_rank: Sequence[CoverageTotal] = ()
        title = QLabel(_("Totals"))
        title.setFont(heading_font(self.font(), 2))
        self.chips = ChoiceChips(_("Totals"), (("units", _("Units")), ("ranks", _("Ranks"))))
        self.table = RecordTable(_COLUMNS)
        self.table.setAccessibleName(_("Totals"))
        self.table.set_empty(_("Nothing is required yet."))
        keys = [column.key for column in _COLUMNS]
        bar = BarDelegate(lambda line: line.total.share, self.table)
        self.table.setItemDelegateForColumn(keys.index("percent"), bar)
        head = QHBoxLayout()
        head.addWidget(title)
        head.addStretch(1)
        head.addWidget(self.chips)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(8, 4, 0, 0)
        layout.setSpacing(4)
        layout.addLayout(head)
        layout.addWidget(self.table, 1)
        self.chips.changed.connect(self._show)
        self.table.row_activated.connect(self._on_activated)

    def show_totals(self, coverage: Coverage) -> None:
        """Show the sums of a coverage."""
        self._by_unit, self._by_rank = coverage.by_unit, coverage.by_rank
        self._show()

    def show_ranks(self, totals: Sequence[CoverageTotal]) -> None:
        """Show the sums by rank that were asked for."""
        self._by_rank = totals
        if self.chips.value() == "ranks":
            self._show_lines(totals)

    def _show(self) -> None:
        by_rank = self.chips.value() == "ranks"
        self._show_lines(self._by_rank if by_rank else self._by_unit)
        if by_rank and self._by_unit and not self._by_rank:
            self.ranks_wanted.emit()

    def _show_lines(self, totals: Sequence[CoverageTotal]) -> None:
        self.table.set_rows([_line(place, total) for place, total in enumerate(totals)])

    def _on_activated(self, place: int) -> None:
        unit_id = self.table.rows.row_at(place).total.id
        if isinstance(unit_id, int):
            self.unit_chosen.emit(unit_id)


def _line(place: int, total: CoverageTotal) -> TotalLine:
    studied = total.done + total.late
    percent = percent_of(studied, total.due, places=0)
    return TotalLine(
        place,
        total.name,
        f"{studied}/{total.due}" if total.due else "—",
        str(total.missing or ""),
        str(total.waiting or ""),
        "—" if percent is None else f"{percent}%",
        total,
    )


_COLUMNS = (
    TableColumn("name", N_("Unit or rank"), 6, sortable=False),
    TableColumn("studied", N_("Studied"), 6, RIGHT, sortable=False),
    TableColumn("missing", N_("Not studied"), 3, RIGHT, sortable=False),
    TableColumn("waiting", N_("Not due yet"), 5, RIGHT, sortable=False),
    TableColumn("percent", N_("Share studied"), 5, RIGHT, sortable=False),
)
