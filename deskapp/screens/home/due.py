"""What is due and overdue: branch tasks by colour, and the dates of the next two weeks."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout

from deskapp.i18n import _
from deskapp.queries.year_at_a_glance import YearAtAGlance
from deskapp.rules.task_states import COLOUR_LABELS, Colour
from deskapp.screens.home.section import Section
from deskapp.widgets.count_tile import CountTile

# The list of branch tasks that a colour opens.
LIST_OF_COLOUR: Mapping[Colour, str] = MappingProxyType(
    {"red": "overdue", "yellow": "behind", "blue": "due_soon"}
)


class DueList(Section):
    """Tiles for blue, yellow and red, and beside them the next dates."""

    list_chosen = Signal(str)  # of branch tasks

    def __init__(self) -> None:
        super().__init__(_("What is due and overdue"))
        self.tiles = {code: self._tile(code) for code in LIST_OF_COLOUR}
        tiles = QHBoxLayout()
        tiles.setSpacing(8)
        for tile in self.tiles.values():
            tiles.addWidget(tile, 1)
        self.body.addLayout(tiles)
        self.body.addStretch(1)

    def _tile(self, code: Colour) -> CountTile:
        tile = CountTile(_(COLOUR_LABELS[code]), code)
        tile.clicked.connect(lambda: self.list_chosen.emit(LIST_OF_COLOUR[code]))
        return tile

    def show_year(self, year: YearAtAGlance) -> None:
        """Show what is due in a year."""
        for code, tile in self.tiles.items():
            tile.show_count(year.colours.get(code, 0), _("Open the branch tasks of this colour"))
