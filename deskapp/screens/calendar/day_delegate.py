"""Paint the days of a month: the number, the first entries, and how many more there are."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QModelIndex, QObject, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPalette
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from deskapp.i18n import _
from deskapp.queries.calendar import CalendarRow
from deskapp.screens.calendar.month import DAY_ROLE, ENTRIES_ROLE
from deskapp.screens.calendar.words import KIND_ICONS, state_of
from deskapp.widgets.icons import pixmap
from deskapp.widgets.theme import tone

_MOST = 3
_MARGIN = 4
_ICON = 12


class DayDelegate(QStyledItemDelegate):
    """Paints one day; `month` is the one that is not dimmed, `today` the day that is marked."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.month = date.today()
        self.today = date.today()

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex) -> None:
        day: date = index.data(DAY_ROLE)
        entries: Sequence[CalendarRow] = index.data(ENTRIES_ROLE)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_ground(painter, option, day)
        self._paint_number(painter, option, day)
        if not self._is_of_month(day):
            painter.setOpacity(0.55)
        self._paint_entries(painter, option, entries)
        painter.setOpacity(1.0)
        if option.state & QStyle.StateFlag.State_Selected:
            _paint_frame(painter, option)
        painter.restore()

    def _is_of_month(self, day: date) -> bool:
        return (day.year, day.month) == (self.month.year, self.month.month)

    def _paint_ground(self, painter: QPainter, option: QStyleOptionViewItem, day: date) -> None:
        is_weekend = day.weekday() >= 5
        role = QPalette.ColorRole.Window if is_weekend else QPalette.ColorRole.Base
        painter.fillRect(option.rect, option.palette.color(role))

    def _paint_number(self, painter: QPainter, option: QStyleOptionViewItem, day: date) -> None:
        metrics = option.fontMetrics
        text = str(day.day)
        room = QRectF(option.rect).adjusted(_MARGIN, 2, 0, 0)
        room.setSize(metrics.size(0, "88").toSizeF())
        colours = option.palette
        if day == self.today:
            pill = room.adjusted(-2, 0, 4, 0)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(colours.color(QPalette.ColorRole.Highlight))
            painter.drawRoundedRect(pill, pill.height() / 2, pill.height() / 2)
            painter.setPen(colours.color(QPalette.ColorRole.HighlightedText))
            painter.drawText(pill, Qt.AlignmentFlag.AlignCenter, text)
            return
        role = (
            QPalette.ColorRole.Text
            if self._is_of_month(day)
            else QPalette.ColorRole.PlaceholderText
        )
        painter.setPen(colours.color(role))
        painter.drawText(room, Qt.AlignmentFlag.AlignLeft | _MIDDLE, text)

    def _paint_entries(
        self, painter: QPainter, option: QStyleOptionViewItem, entries: Sequence[CalendarRow]
    ) -> None:
        height = option.fontMetrics.height() + 1
        room = option.rect.adjusted(3, height + 4, -3, -1)
        fit = min(max(room.height() // height, 0), _MOST + 1)
        shown = len(entries) if len(entries) <= min(fit, _MOST) else max(min(fit - 1, _MOST), 0)
        for place, row in enumerate(entries[:shown]):
            line = QRect(room.left(), room.top() + place * height, room.width(), height - 1)
            _paint_entry(painter, option, line, row)
        if shown < len(entries) and fit:
            line = QRect(room.left(), room.top() + shown * height, room.width(), height - 1)
            more = _("{number} more").format(number=len(entries) - shown)
            painter.setPen(option.palette.color(QPalette.ColorRole.PlaceholderText))
            painter.drawText(line.adjusted(_MARGIN, 0, 0, 0), _MIDDLE, more)


_MIDDLE = Qt.AlignmentFlag.AlignVCenter


def _paint_entry(
    painter: QPainter, option: QStyleOptionViewItem, room: QRect, row: CalendarRow
) -> None:
    _words, sign, name = state_of(row)
    looks = tone("" if row.is_done else name)  # what is done is quiet, so that the rest is seen
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(looks.back))
    painter.drawRoundedRect(QRectF(room), 3, 3)
    ratio = painter.device().devicePixelRatioF()
    top = room.top() + (room.height() - _ICON) // 2
    painter.drawPixmap(room.left() + 3, top, pixmap(KIND_ICONS[row.kind], _ICON, looks.text, ratio))
    text = f"{sign}{row.title}"
    inside = room.adjusted(_ICON + 6, 0, -2, 0)
    right = Qt.TextElideMode.ElideRight
    painter.setPen(QColor(looks.text))
    painter.drawText(inside, _MIDDLE, option.fontMetrics.elidedText(text, right, inside.width()))


def _paint_frame(painter: QPainter, option: QStyleOptionViewItem) -> None:
    pen = painter.pen()
    pen.setColor(option.palette.color(QPalette.ColorRole.Accent))
    pen.setWidth(2)
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRect(option.rect.adjusted(1, 1, -1, -1))
