"""What stands on the chosen day, in full, with the way to its record."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPalette
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from deskapp.dates import long_date, shown_time
from deskapp.i18n import _
from deskapp.queries.calendar import CALENDAR_KINDS, CalendarRow
from deskapp.screens.calendar.words import KIND_ICONS, WEEKDAYS, sentence_of, state_of
from deskapp.widgets.badge import Badge
from deskapp.widgets.icons import icon
from deskapp.widgets.theme import heading_font, text_width

_BAR = 3
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class DayPanel(QWidget):
    """Lists the entries of a day; Enter, a double click and the button open one."""

    entry_asked = Signal(object)  # CalendarRow

    def __init__(self) -> None:
        super().__init__()
        self.rows: Sequence[CalendarRow] = ()
        self.heading = QLabel()
        self.heading.setFont(heading_font(self.font(), 2))
        self.list = _EntryList()
        self.list.setAccessibleName(_("Entries of the day"))
        self.nothing = QLabel(_("Nothing on this day."))
        self.nothing.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        self.open_button = QPushButton(icon("external-link"), _("Open"))
        self.open_button.setToolTip(_("Open the chosen entry on its page (Enter)"))
        self.open_button.clicked.connect(self._open_current)
        self.list.entered_by_key.connect(self._open_current)
        self.list.itemDoubleClicked.connect(lambda _item: self._open_current())
        self.list.currentRowChanged.connect(lambda row: self.open_button.setEnabled(row >= 0))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 0, 8, 0)
        layout.setSpacing(8)
        layout.addWidget(self.heading)
        layout.addWidget(self.nothing)
        layout.addWidget(self.list, 1)
        layout.addWidget(self.open_button, 0, Qt.AlignmentFlag.AlignLeft)
        layout.addStretch(0)

    def show_day(self, day: date, rows: Sequence[CalendarRow]) -> None:
        """Show the entries of a day."""
        weekday = _(WEEKDAYS[day.weekday()])
        self.heading.setText(_("{day} ({weekday})").format(day=long_date(day), weekday=weekday))
        kept = self.list.currentRow() if list(rows) == list(self.rows) else 0
        self.rows = tuple(rows)
        self.list.clear()
        for row in rows:
            self._add(row)
        self.list.setCurrentRow(min(kept, len(self.rows) - 1))
        self.nothing.setVisible(not rows)
        self.list.setVisible(bool(rows))
        self.open_button.setVisible(bool(rows))

    def _add(self, row: CalendarRow) -> None:
        card = _EntryCard(row, max(self.width() - 40, text_width(self.font(), 30)))
        item = QListWidgetItem()
        item.setData(Qt.ItemDataRole.AccessibleTextRole, sentence_of(row))
        item.setSizeHint(card.sizeHint())
        self.list.addItem(item)
        self.list.setItemWidget(item, card)

    def _open_current(self) -> None:
        place = self.list.currentRow()
        if 0 <= place < len(self.rows):
            self.entry_asked.emit(self.rows[place])


class _EntryList(QListWidget):
    """A list of cards, of which Enter opens the chosen one."""

    entered_by_key = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QListWidget.ScrollMode.ScrollPerPixel)
        self.setSpacing(1)
        self.setItemDelegate(_GroundDelegate(self))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _ENTER:
            self.entered_by_key.emit()
        else:
            super().keyPressEvent(event)


class _GroundDelegate(QStyledItemDelegate):
    """Marks the chosen card by a wash and a bar, on which its texts stay readable."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex) -> None:
        if not option.state & QStyle.StateFlag.State_Selected:
            return
        colours = option.palette
        painter.fillRect(option.rect, colours.color(QPalette.ColorRole.Midlight))
        bar = QRect(option.rect.topLeft(), QSize(_BAR, option.rect.height()))
        painter.fillRect(bar, colours.color(QPalette.ColorRole.Accent))


class _EntryCard(QFrame):
    """One entry: kind and state above, the whole title, unit with hours and place beneath."""

    def __init__(self, row: CalendarRow, width: int) -> None:
        super().__init__()
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        picture = QLabel()
        picture.setPixmap(icon(KIND_ICONS[row.kind]).pixmap(QSize(14, 14)))
        kind = QLabel(_(CALENDAR_KINDS[row.kind]))
        badge = Badge()
        head = QHBoxLayout()
        head.addWidget(picture)
        head.addWidget(kind)
        head.addStretch(1)
        head.addWidget(badge)
        title = QLabel(row.title)
        title.setTextFormat(Qt.TextFormat.PlainText)
        title.setWordWrap(True)
        hours = "-".join(shown_time(hour) for hour in (row.starts_at, row.ends_at) if hour)
        more = QLabel(" · ".join(part for part in (hours, row.unit, row.place) if part))
        more.setTextFormat(Qt.TextFormat.PlainText)
        more.setWordWrap(True)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(8, 6, 8, 6)
        layout.setSpacing(2)
        layout.addLayout(head)
        layout.addWidget(title)
        layout.addWidget(more)
        self._width = width
        # Only now that they belong to the card: shown before, they would be windows.
        words, sign, name = state_of(row)
        badge.show_state(f"{sign} {words}" if words else "", name)
        more.setVisible(bool(more.text()))

    def sizeHint(self) -> QSize:
        layout = self.layout()
        height = layout.heightForWidth(self._width) if layout is not None else 0
        return QSize(self._width, max(height, super().sizeHint().height()))
