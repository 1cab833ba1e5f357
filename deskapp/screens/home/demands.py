"""The demands on the year as bars, and by unit as a grid."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout

from deskapp.i18n import _
from deskapp.queries.demands import DEMANDS, ByUnit, in_all
from deskapp.queries.year_at_a_glance import YearAtAGlance
from deskapp.rules.points import Counted
from deskapp.screens.home.section import Section
from deskapp.widgets.bars import Figure, FigureBar
from deskapp.widgets.grid_view import GridColumn, GridRow
from deskapp.widgets.heat_grid import HeatGrid, ShareLegend
from deskapp.widgets.shares import Share

_IN_A_ROW = 3
_NARROWEST = 4.5  # characters of a column: with large letters all demands are still seen


def _share(counted: Counted) -> Share:
    return Share(int(counted.numerator), counted.denominator)


class DemandBars(Section):
    """One bar for each demand; a press opens its page."""

    demand_chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__(_("What the year demands"))
        self.bars = {code: self._bar(code) for code in DEMANDS}
        grid = QGridLayout()
        grid.setSpacing(8)
        for place, bar in enumerate(self.bars.values()):
            grid.addWidget(bar, *divmod(place, _IN_A_ROW))
        for column in range(_IN_A_ROW):
            grid.setColumnStretch(column, 1)
        self.body.addLayout(grid)

    def _bar(self, code: str) -> FigureBar:
        bar = FigureBar(_(DEMANDS[code].words))
        bar.clicked.connect(lambda: self.demand_chosen.emit(code))
        return bar

    def show_year(self, year: YearAtAGlance) -> None:
        """Show the figures of a year."""
        for code, demand in DEMANDS.items():
            share = _share(in_all(year.demands.get(code, {})))
            counted = f"{share.numbers()} · {_(demand.counted)}"
            self.bars[code].show_figure(Figure(_(demand.words), counted, share))


class DemandsByUnit(Section):
    """Units and demands as a grid of shares; a cell opens the demand's page."""

    demand_chosen = Signal(str, int)  # its code, the unit's id

    def __init__(self) -> None:
        super().__init__(_("Unit by unit, in percent"))
        self._codes: Sequence[str] = tuple(DEMANDS)
        self.grid = HeatGrid(_("Unit"), _("Share of each demand that each unit has met"))
        self.grid.set_narrowest(_NARROWEST)
        self.grid.cell_activated.connect(
            lambda unit, place: self.demand_chosen.emit(self._codes[place], unit)
        )
        self.body.addWidget(self.grid)
        self.body.addWidget(ShareLegend())
        self.body.addStretch(1)

    def show_year(self, year: YearAtAGlance) -> None:
        """Show the figures of a year, unit by unit in office order."""
        columns = [
            GridColumn(place, _(demand.short), explained=_(demand.words))
            for place, demand in enumerate(DEMANDS.values())
        ]
        rows = [GridRow(u.id, (u.short_name or u.name,), u.name) for u in year.units]
        shares = {
            (unit.id, place): _share(self._of_unit(year.demands.get(code, {}), unit.id))
            for place, code in enumerate(self._codes)
            for unit in year.units
        }
        self.grid.show_shares(columns, rows, shares)
        self.setVisible(bool(rows))

    @staticmethod
    def _of_unit(by_unit: ByUnit, unit_id: int) -> Counted:
        return by_unit.get(unit_id, Counted(0, 0))
