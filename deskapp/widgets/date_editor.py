"""A date that is typed in any way people write dates, picked from a calendar, or left empty."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QDate, QPoint, Qt, Signal
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import QCalendarWidget, QLineEdit, QVBoxLayout, QWidget

from deskapp.fields import Complaint, DateField
from deskapp.i18n import _
from deskapp.widgets.icons import icon


class NullableDateEdit(QLineEdit):
    """Accepts 4-20, 20210420 and 2021年4月20日; empty means no date.

    The arrow at its end, or Alt+Down, opens a calendar.
    """

    changed = Signal()

    def __init__(self, field: DateField, year: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._field = field
        self.year = year
        self._calendar: _CalendarPopup | None = None
        self._open_action = QAction(icon("calendar"), _("Choose from a calendar"), self)
        self._open_action.triggered.connect(self.open_calendar)
        self.addAction(self._open_action, QLineEdit.ActionPosition.TrailingPosition)
        self.setPlaceholderText(_("such as 4-20"))
        self.textEdited.connect(self.changed)
        self.editingFinished.connect(self._tidy)

    def set_name(self, label: str) -> None:
        """Name the control for screen readers."""
        self.setAccessibleName(label)

    def value(self) -> date | None:
        """Return the date, or None when it is empty or cannot be read."""
        try:
            return self._field.parsed(self.text(), self.year)
        except Complaint:
            return None

    def set_value(self, value: date | None) -> None:
        """Show a date."""
        self.setText(self._field.shown(value))

    def complaint(self) -> str:
        """Return the sentence about a text that is no date; empty when it is one."""
        try:
            self._field.parsed(self.text(), self.year)
        except Complaint as complaint:
            return str(complaint)
        return ""

    def set_read_only(self, read_only: bool) -> None:
        """Show the date only."""
        self.setReadOnly(read_only)
        self._open_action.setVisible(not read_only)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        alt = event.modifiers() == Qt.KeyboardModifier.AltModifier
        if event.key() == Qt.Key.Key_Down and (alt or not event.modifiers()):
            self.open_calendar()
        else:
            super().keyPressEvent(event)

    def open_calendar(self) -> None:
        """Show the calendar below, at the date that is entered."""
        if self.isReadOnly():
            return
        if self._calendar is None:
            self._calendar = _CalendarPopup(self)
            self._calendar.picked.connect(self._on_picked)
        self._calendar.open_at(
            self.mapToGlobal(QPoint(0, self.height())), self.value() or date.today()
        )

    def _on_picked(self, picked: QDate) -> None:
        self.set_value(date(picked.year(), picked.month(), picked.day()))
        self.changed.emit()
        self.setFocus(Qt.FocusReason.PopupFocusReason)

    def _tidy(self) -> None:
        if (value := self.value()) is not None:
            self.set_value(value)


class _CalendarPopup(QWidget):
    """A calendar with Monday first that closes when a day is chosen."""

    picked = Signal(QDate)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self._calendar = QCalendarWidget()
        self._calendar.setAccessibleName(_("Calendar"))
        self._calendar.setFirstDayOfWeek(Qt.DayOfWeek.Monday)
        self._calendar.setVerticalHeaderFormat(
            QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader
        )
        layout = QVBoxLayout(self)
        layout.setContentsMargins(1, 1, 1, 1)
        layout.addWidget(self._calendar)
        self._calendar.clicked.connect(self._on_day)
        self._calendar.activated.connect(self._on_day)

    def open_at(self, place: QPoint, day: date) -> None:
        """Show the month of a day."""
        self._calendar.setSelectedDate(QDate(day.year, day.month, day.day))
        self.move(place)
        self.show()
        self._calendar.setFocus()

    def _on_day(self, day: QDate) -> None:
        if self.isVisible():  # a double click says it twice
            self.hide()
            self.picked.emit(day)
