"""The days of a month as weeks from Monday to Sunday, and what stands on each."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from deskapp.dates import shown_date
from deskapp.i18n import _, ngettext
from deskapp.queries.calendar import CalendarRow
from deskapp.screens.calendar.words import WEEKDAYS, sentence_of

Role = Qt.ItemDataRole
Index = QModelIndex | QPersistentModelIndex
DAY_ROLE = Role.UserRole
ENTRIES_ROLE = Role.UserRole + 1
WEEK = 7


def first_of(day: date) -> date:
    """Return the first day of a day's month."""
    return day.replace(day=1)


def months_later(day: date, number: int) -> date:
    """Return the same day so many months later or earlier, or the last one there is."""
    months = day.year * 12 + day.month - 1 + number
    first = date(months // 12, months % 12 + 1, 1)
    return min(first + timedelta(days=day.day - 1), last_of(first))


def last_of(month: date) -> date:
    """Return the last day of a month."""
    next_month = (month.replace(day=1) + timedelta(days=32)).replace(day=1)
    return next_month - timedelta(days=1)


def weeks_of(month: date) -> list[list[date]]:
    """Return the weeks that a month touches, each from Monday to Sunday."""
    first = first_of(month)
    monday = first - timedelta(days=first.weekday())
    number = ((last_of(month) - monday).days // WEEK) + 1
    return [
        [monday + timedelta(days=week * WEEK + day) for day in range(WEEK)]
        for week in range(number)
    ]


class MonthModel(QAbstractTableModel):
    """Weeks x weekdays; each cell has its day and that day's entries."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.month = first_of(date.today())
        self.weeks = weeks_of(self.month)
        self._entries: Mapping[date, Sequence[CalendarRow]] = {}

    def show_month(self, month: date, rows: Iterable[CalendarRow]) -> None:
        """Show a month with its entries."""
        entries: dict[date, list[CalendarRow]] = {}
        for row in rows:
            entries.setdefault(row.day, []).append(row)
        self.beginResetModel()
        self.month, self.weeks, self._entries = first_of(month), weeks_of(month), entries
        self.endResetModel()

    def entries_of(self, day: date) -> Sequence[CalendarRow]:
        """Return what stands on a day."""
        return self._entries.get(day, ())

    def index_of(self, day: date) -> QModelIndex:
        """Return where a day is; an invalid index when it is not among the weeks shown."""
        place = (day - self.weeks[0][0]).days
        return self.index(place // WEEK, place % WEEK) if place >= 0 else QModelIndex()

    def day_at(self, index: Index) -> date:
        """Return the day of a cell."""
        return self.weeks[index.row()][index.column()]

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own way
        return 0 if parent.isValid() else len(self.weeks)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else WEEK

    def data(self, index: Index, role: int = Role.DisplayRole) -> Any:
        if not index.isValid():
            return None
        day = self.day_at(index)
        if role == DAY_ROLE:
            return day
        if role == ENTRIES_ROLE:
            return self.entries_of(day)
        if role == Role.DisplayRole:
            return str(day.day)
        if role == Role.ToolTipRole:
            return "\n".join(sentence_of(row) for row in self.entries_of(day)) or None
        return self._spoken(day) if role == Role.AccessibleTextRole else None

    def _spoken(self, day: date) -> str:
        rows = self.entries_of(day)
        number = ngettext("{number} entry", "{number} entries", len(rows)).format(number=len(rows))
        head = f"{shown_date(day)} {_(WEEKDAYS[day.weekday()])}, {number}"
        return "\n".join([head, *(sentence_of(row) for row in rows)])

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Role.DisplayRole
    ) -> Any:
        if orientation == Qt.Orientation.Horizontal and role == Role.DisplayRole:
            return _(WEEKDAYS[section])
        return None
