"""A count that calls for attention: a large number, its words, and its tone."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from deskapp.widgets.theme import heading_font, tone

_MARGIN = 10
_STRIPE = 4


class CountTile(QAbstractButton):
    """Shows how many of something there are; a click, Enter or the space bar opens them."""

    def __init__(self, words: str, tone_name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.count = 0
        self._tone = tone_name
        self.setText(words)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.show_count(0)

    def show_count(self, count: int, explained: str = "") -> None:
        """Show a number; nothing to do is told in grey."""
        self.count = count
        self.setAccessibleName(f"{self.text()}: {count}")
        self.setToolTip(explained)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        words, number = self.fontMetrics(), QFontMetrics(self._number_font())
        wide = max(words.horizontalAdvance(self.text()), number.horizontalAdvance("0000"))
        return QSize(wide + 2 * _MARGIN + _STRIPE, words.height() + number.height() + _MARGIN)

    def _number_font(self) -> QFont:
        font = heading_font(self.font())
        font.setPointSizeF(font.pointSizeF() * 1.15)
        return font

    def event(self, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.HoverEnter, QEvent.Type.HoverLeave):
            self.update()
        return super().event(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        looks = tone(self._tone if self.count else "")
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        room = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(looks.back))
        painter.drawRoundedRect(room, 4, 4)
        painter.setBrush(QColor(looks.mark))
        painter.drawRect(QRectF(room.left(), room.top(), _STRIPE, room.height()))
        if self.hasFocus() or self.underMouse():
            painter.setPen(self.palette().color(QPalette.ColorRole.Accent))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(room, 4, 4)
        self._paint_text(painter, QColor(looks.text))

    def _paint_text(self, painter: QPainter, colour: QColor) -> None:
        painter.setPen(colour)
        room = self.rect().adjusted(_MARGIN + _STRIPE, 4, -_MARGIN, -4)
        painter.setFont(self._number_font())
        number = QRect(room.topLeft(), QSize(room.width(), painter.fontMetrics().height()))
        painter.drawText(number, Qt.AlignmentFlag.AlignLeft, str(self.count))
        painter.setFont(self.font())
        words = room.adjusted(0, number.height(), 0, 0)
        text = painter.fontMetrics().elidedText(
            self.text(), Qt.TextElideMode.ElideRight, words.width()
        )
        painter.drawText(words, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignBottom, text)
