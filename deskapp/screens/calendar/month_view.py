"""A month on one page: arrows go from day to day, and over its end into the next."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView

from deskapp.i18n import _
from deskapp.queries.calendar import CalendarRow
from deskapp.screens.calendar.day_delegate import DayDelegate
from deskapp.screens.calendar.month import MonthModel, months_later

_STEPS = {
    Qt.Key.Key_Left: -1,
    Qt.Key.Key_Right: 1,
    Qt.Key.Key_Up: -7,
    Qt.Key.Key_Down: 7,
}
_MONTHS = {Qt.Key.Key_PageUp: -1, Qt.Key.Key_PageDown: 1}
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class MonthView(QTableView):
    """Shows the weeks of a month; `day_asked` names a day, which may be of another month."""

    day_asked = Signal(object)  # date
    day_entered = Signal(object)  # date: Enter or a double click

    def __init__(self) -> None:
        super().__init__()
        self.days = MonthModel(self)
        self.painter = DayDelegate(self)
        self._restoring = False
        self.setModel(self.days)
        self.setItemDelegate(self.painter)
        self.setAccessibleName(_("Month"))
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setTabKeyNavigation(False)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.verticalHeader().hide()
        for head in (self.horizontalHeader(), self.verticalHeader()):
            head.setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
            head.setHighlightSections(False)
            head.setMinimumSectionSize(20)
        self.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignCenter)
        self.doubleClicked.connect(lambda index: self.day_entered.emit(self.days.day_at(index)))

    def show_month(self, month: date, rows: Iterable[CalendarRow], today: date) -> None:
        """Show a month with its entries; `today` is the day that is marked."""
        self._restoring = True
        self.painter.month, self.painter.today = month, today
        self.days.show_month(month, rows)
        self._restoring = False

    def choose(self, day: date) -> None:
        """Choose a day of the month shown, without saying so."""
        self._restoring = True
        self.setCurrentIndex(self.days.index_of(day))
        self._restoring = False

    def currentChanged(self, current: QModelIndex, previous: QModelIndex) -> None:
        super().currentChanged(current, previous)
        if current.isValid() and not self._restoring:
            self.day_asked.emit(self.days.day_at(current))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, current = Qt.Key(event.key()), self.currentIndex()
        if event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier or not current.isValid():
            super().keyPressEvent(event)
            return
        day = self.days.day_at(current)
        if key in _STEPS:
            self.day_asked.emit(day + timedelta(days=_STEPS[key]))
        elif key in _MONTHS:
            self.day_asked.emit(months_later(day, _MONTHS[key]))
        elif key in _ENTER:
            self.day_entered.emit(day)
        else:
            super().keyPressEvent(event)

    def keyboardSearch(self, search: str) -> None:
        """Do not jump to a day by its number: T and the arrows lead through the month."""
