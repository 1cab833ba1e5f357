"""A figure with its bar: words, so many of so many, and the share of it, drawn by the palette."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QEvent, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from deskapp.widgets.shares import Share, share_tone
from deskapp.widgets.theme import heading_font, tone

_MARGIN = 8
_BAR = 6
_GAP = 3


@dataclass(frozen=True, slots=True)
class Figure:
    """What a bar shows: its words, what was counted, and the share."""

    words: str
    counted: str
    share: Share


class FigureBar(QAbstractButton):
    """Shows a figure; a click, Enter or the space bar opens what is behind it."""

    def __init__(self, words: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.figure = Figure(words, "", Share(0, 0))
        self.setText(words)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)

    def show_figure(self, figure: Figure) -> None:
        """Show this figure."""
        self.figure = figure
        said = f"{figure.words}: {figure.share.in_words()}"
        self.setAccessibleName(said)
        self.setAccessibleDescription(figure.counted)
        self.setToolTip(f"{said}\n{figure.counted}")
        self.update()

    def sizeHint(self) -> QSize:
        small, large = self.fontMetrics(), QFontMetrics(heading_font(self.font()))
        return QSize(220, large.height() + small.height() + _BAR + 2 * _MARGIN + 2 * _GAP)

    def minimumSizeHint(self) -> QSize:
        return QSize(150, self.sizeHint().height())

    def event(self, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.HoverEnter, QEvent.Type.HoverLeave):
            self.update()
        return super().event(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_ground(painter)
        room = self.rect().adjusted(_MARGIN, _MARGIN, -_MARGIN, -_MARGIN)
        top = self._paint_head(painter, room, self.figure)
        bar = QRectF(room.left(), top + _GAP, room.width(), _BAR)
        self._paint_bar(painter, bar, self.figure.share)
        self._paint_counted(painter, room, self.figure.counted)

    def _paint_ground(self, painter: QPainter) -> None:
        roles = QPalette.ColorRole
        is_near = self.underMouse() or self.hasFocus()
        painter.setPen(self.palette().color(roles.Accent if self.hasFocus() else roles.Mid))
        painter.setBrush(self.palette().color(roles.Midlight if is_near else roles.Base))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)

    def _paint_head(self, painter: QPainter, room: QRect, figure: Figure) -> int:
        """Paint the words at the left and the percents at the right; return where they end."""
        painter.setPen(self.palette().color(QPalette.ColorRole.Text))
        painter.setFont(heading_font(self.font()))
        percent = figure.share.percent_text()
        line = QRect(room.left(), room.top(), room.width(), painter.fontMetrics().height())
        painter.drawText(line, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, percent)
        taken = painter.fontMetrics().horizontalAdvance(percent) + _MARGIN
        painter.setFont(self.font())
        words = painter.fontMetrics().elidedText(
            figure.words, Qt.TextElideMode.ElideRight, line.width() - taken
        )
        painter.drawText(line, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, words)
        return line.bottom()

    def _paint_bar(self, painter: QPainter, bar: QRectF, share: Share) -> None:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self.palette().color(QPalette.ColorRole.Mid))
        painter.drawRoundedRect(bar, _BAR / 2, _BAR / 2)
        percent = share.percent()
        if percent:
            painter.setBrush(QColor(tone(share_tone(percent)).mark))
            bar.setWidth(max(_BAR, bar.width() * percent / 100))
            painter.drawRoundedRect(bar, _BAR / 2, _BAR / 2)

    def _paint_counted(self, painter: QPainter, room: QRect, counted: str) -> None:
        painter.setFont(self.font())
        painter.setPen(self.palette().color(QPalette.ColorRole.PlaceholderText))
        height = painter.fontMetrics().height()
        line = QRect(room.left(), room.bottom() - height + 1, room.width(), height)
        text = painter.fontMetrics().elidedText(counted, Qt.TextElideMode.ElideRight, line.width())
        painter.drawText(line, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, text)
