"""The units by what they did on time: in the whole year, or in one quarter."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from PySide6.QtCore import QModelIndex, QRect, Qt
from PySide6.QtGui import QPainter, QPalette
from PySide6.QtWidgets import QHBoxLayout, QLabel, QStyleOptionViewItem, QVBoxLayout

from deskapp.i18n import N_, _
from deskapp.queries.standings import UnitStanding, unit_standings
from deskapp.rules.quarters import first_day, last_day
from deskapp.screens.tasks.day import as_of
from deskapp.screens.tasks.delegates import BarDelegate, CellDelegate, is_selected
from deskapp.screens.tasks.target import TaskTarget
from deskapp.settings import Settings
from deskapp.widgets.filter_chips import FilterChips
from deskapp.widgets.record_table import RecordTable
from deskapp.widgets.row_table_model import RIGHT, TableColumn
from deskapp.widgets.screen import Screen
from deskapp.widgets.theme import heading_font
from deskapp.workspace.workspace import Workspace

# The list that a count opens.
_LISTS = {
    "tasks": "expected",
    "due": "due",
    "on_time": "on_time",
    "late": "late",
    "overdue": "overdue",
}


@dataclass(frozen=True, slots=True)
class StandingLine:
    """One unit as a line of the table."""

    id: int
    rank: int | None
    unit: str
    tasks: int
    due: int
    on_time: int
    late: int
    overdue: int
    rate: Decimal | None
    days_of_delay: int


def _line(one: UnitStanding) -> StandingLine:
    return StandingLine(
        id=one.unit_id,
        rank=one.rank,
        unit=one.unit,
        tasks=one.tasks,
        due=one.due,
        on_time=one.on_time,
        late=one.late,
        overdue=one.overdue,
        rate=one.rate,
        days_of_delay=one.days_of_delay,
    )


def _rank(rank: int | None) -> str:
    return "—" if rank is None else str(rank)


def _rate(rate: Decimal | None) -> str:
    return _("Nothing was due") if rate is None else f"{rate}%"


_COLUMNS = (
    TableColumn("rank", N_("Rank of unit"), 5, RIGHT, shown=_rank),
    TableColumn("unit", N_("Unit"), 24),
    TableColumn("tasks", N_("Tasks"), 7, RIGHT),
    TableColumn("due", N_("Were due"), 7, RIGHT),
    TableColumn("on_time", N_("Done on time"), 8, RIGHT),
    TableColumn("rate", N_("Rate on time"), 22, RIGHT, shown=_rate),
    TableColumn("late", N_("Done late"), 8, RIGHT),
    TableColumn("overdue", N_("Overdue"), 7, RIGHT),
    TableColumn("days_of_delay", N_("Days of delay"), 9, RIGHT),
)


class RankingPart(Screen):
    """A click on a count opens its list; Enter opens all tasks of a unit."""

    kinds = frozenset({"branch_task", "key_task", "unit"})
    depends_on_year = True

    def __init__(self, workspace: Workspace, settings: Settings) -> None:
        super().__init__(workspace, settings)
        self.chips = FilterChips()
        quarters = [(n, _("Due in Q{quarter}").format(quarter=n)) for n in range(1, 5)]
        self.chips.add_group("quarter", quarters)
        self.table = RecordTable(_COLUMNS, "ranking", settings)
        self.table.setAccessibleName(_("Ranking of units"))
        self.table.set_empty(_("No unit has tasks in this year yet."))
        self.day_note = QLabel()
        self.day_note.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        self._order: tuple[str, bool] | None = None
        self._paint_cells()
        self._lay_out()
        self.chips.changed.connect(lambda: self.attempt(self.refresh))
        self.table.sort_requested.connect(self._on_sort)
        self.table.row_activated.connect(self._open_unit)
        self.table.clicked.connect(self._on_clicked)

    def _paint_cells(self) -> None:
        for place, column in enumerate(_COLUMNS):
            if column.key == "rate":
                bar = BarDelegate(_share, self.table)
                self.table.setItemDelegateForColumn(place, bar)
            elif column.key in _LISTS:
                self.table.setItemDelegateForColumn(place, _CountDelegate(self.table))

    def _lay_out(self) -> None:
        title = QLabel(_("Ranking of units"))
        title.setFont(heading_font(self.font()))
        said = QLabel(
            _(
                "By the rate of tasks done on time, then by the days of delay. A click on a number "
                "opens its tasks."
            )
        )
        said.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        head = QHBoxLayout()
        head.addWidget(title)
        head.addSpacing(8)
        head.addWidget(said, 1)
        head.addWidget(self.day_note)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 10, 8, 4)
        layout.addLayout(head)
        layout.addWidget(self.chips)
        layout.addWidget(self.table, 1)

    def refresh(self) -> None:
        year, day = self.workspace.year, self.workspace.today
        self.day_note.setText(as_of(day))
        quarter = self.chips.value("quarter")
        first = None if quarter is None else first_day(year, quarter)
        last = None if quarter is None else last_day(year, quarter)
        rows = self.workspace.ask(unit_standings, year, day, first=first, last=last)
        self.table.set_rows(self._sorted([_line(row) for row in rows]))
        self.set_status(_("{number} units").format(number=len(rows)))

    def _sorted(self, lines: Sequence[StandingLine]) -> Sequence[StandingLine]:
        """Sort here: an office has a few dozen units."""
        if self._order is None:
            return lines
        key, descending = self._order

        def place(line: StandingLine) -> tuple[bool, object]:
            value = getattr(line, key)
            return value is None, value if value is not None else 0

        return sorted(lines, key=place, reverse=descending)

    def _on_sort(self, key: str, descending: bool) -> None:
        self._order = (key, descending) if key else None
        self.attempt(self.refresh)

    def _on_clicked(self, index: QModelIndex) -> None:
        key = _COLUMNS[index.column()].key
        line = self.table.rows.row_at(index.row())
        if key in _LISTS and getattr(line, key):
            self._open(line.id, _LISTS[key])

    def _open_unit(self, unit_id: int) -> None:
        self._open(unit_id, "expected" if self.chips.value("quarter") else None)

    def _open(self, unit_id: int, chosen: str | None) -> None:
        target = TaskTarget(chosen, unit_id, self.chips.value("quarter"))
        self.page_requested.emit("branch_tasks", target)


def _share(line: StandingLine) -> float | None:
    return None if line.rate is None else float(line.rate) / 100


class _CountDelegate(CellDelegate):
    """Draws a number as a link, or grey where there is nothing to open."""

    def paint_content(
        self, painter: QPainter, room: QRect, option: QStyleOptionViewItem, index: QModelIndex
    ) -> None:
        text = str(index.data())
        role = QPalette.ColorRole.PlaceholderText if text == "0" else QPalette.ColorRole.Link
        if is_selected(option):
            role = QPalette.ColorRole.HighlightedText
        painter.setPen(option.palette.color(role))
        painter.drawText(
            room, int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter), text
        )
