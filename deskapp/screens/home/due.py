"""What is due and overdue: branch tasks by colour, and the dates of the next two weeks."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QVBoxLayout,
)

from deskapp.i18n import _
from deskapp.queries.calendar import CALENDAR_KINDS, CalendarRow
from deskapp.queries.year_at_a_glance import YearAtAGlance
from deskapp.rules.task_states import COLOUR_LABELS, LIST_OF_COLOUR, Colour
from deskapp.screens.calendar.words import KIND_ICONS, WEEKDAYS
from deskapp.screens.home.section import Section
from deskapp.widgets.count_tile import CountTile
from deskapp.widgets.icons import icon

_LINES = 5
_ENTRY = Qt.ItemDataRole.UserRole


class DueList(Section):
    """Tiles for red, yellow and blue, and beside them the next dates."""

    list_chosen = Signal(str)  # of branch tasks
    entry_chosen = Signal(object)  # CalendarRow
    calendar_wanted = Signal()

    def __init__(self) -> None:
        super().__init__(_("What is due and overdue"))
        self.tiles = {code: self._tile(code) for code in LIST_OF_COLOUR}
        self.dates = QListWidget()
        self.dates.setAccessibleName(_("Dates of the next two weeks"))
        self.dates.setFrameShape(QFrame.Shape.NoFrame)
        self.dates.viewport().setAutoFillBackground(False)
        self.dates.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.dates.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.dates.setCursor(Qt.CursorShape.PointingHandCursor)
        self.dates.itemClicked.connect(self._on_chosen)
        self.dates.itemActivated.connect(self._on_chosen)
        self.nothing = QLabel(_("Nothing stands in the calendar for the next two weeks."))
        self.nothing.setForegroundRole(self.nothing.palette().ColorRole.PlaceholderText)
        self.nothing.hide()
        self.calendar = QPushButton(icon("calendar"), _("Open the calendar"))
        self.calendar.setAutoDefault(False)
        self.calendar.clicked.connect(self.calendar_wanted)
        self._lay_out()

    def _lay_out(self) -> None:
        tiles = QHBoxLayout()
        tiles.setSpacing(8)
        for tile in self.tiles.values():
            tiles.addWidget(tile, 1)
        left = QVBoxLayout()
        left.addLayout(tiles)
        left.addWidget(self.calendar, 0, Qt.AlignmentFlag.AlignLeft)
        left.addStretch(1)
        right = QVBoxLayout()
        right.addWidget(self.nothing)
        right.addWidget(self.dates)
        right.addStretch(1)
        both = QHBoxLayout()
        both.setSpacing(24)
        both.addLayout(left, 2)
        both.addLayout(right, 3)
        self.body.addLayout(both)

    def _tile(self, code: Colour) -> CountTile:
        tile = CountTile(_(COLOUR_LABELS[code]), code)
        tile.clicked.connect(lambda: self.list_chosen.emit(LIST_OF_COLOUR[code]))
        return tile

    def show_year(self, year: YearAtAGlance) -> None:
        """Show what is due in a year."""
        for code, tile in self.tiles.items():
            tile.show_count(year.colours.get(code, 0), _("Open the branch tasks"))
        self.dates.clear()
        for entry in year.dates:
            self.dates.addItem(_item(entry))
        lines = min(len(year.dates), _LINES)
        height = max(self.dates.sizeHintForRow(0), 1)
        self.dates.setFixedHeight(lines * height)
        self.dates.setVisible(bool(year.dates))
        self.nothing.setVisible(not year.dates)

    def _on_chosen(self, item: QListWidgetItem) -> None:
        self.entry_chosen.emit(item.data(_ENTRY))


def _item(entry: CalendarRow) -> QListWidgetItem:
    day = f"{entry.day:%m-%d} {_(WEEKDAYS[entry.day.weekday()])}"
    kind = _(CALENDAR_KINDS[entry.kind])
    item = QListWidgetItem(icon(KIND_ICONS[entry.kind]), f"{day}  {kind}  {entry.title}")
    item.setToolTip(f"{day}  {kind}\n{entry.title}\n{entry.unit}".strip())
    item.setData(_ENTRY, entry)
    return item
