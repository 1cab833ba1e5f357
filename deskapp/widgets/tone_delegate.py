"""Paint the cells of a status column as a badge: colour and words together."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QPainter
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem

from deskapp.widgets.row_table_model import TONE_ROLE
from deskapp.widgets.theme import tone


class ToneDelegate(QStyledItemDelegate):
    """Draws the text on a rounded ground of its status colour."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex) -> None:
        name = index.data(TONE_ROLE)
        text = index.data()
        if not name or not text:
            super().paint(painter, option, index)
            return
        empty = QStyleOptionViewItem(option)
        self.initStyleOption(empty, index)
        empty.text = ""
        empty.backgroundBrush = QBrush()
        empty.widget.style().drawControl(
            empty.widget.style().ControlElement.CE_ItemViewItem, empty, painter, empty.widget
        )
        draw_badge(painter, QRectF(option.rect.adjusted(4, 3, -4, -3)), text, name)


def draw_badge(painter: QPainter, room: QRectF, text: str, name: str) -> None:
    """Draw a text on the ground of its status, at the left of the room."""
    looks = tone(name)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    metrics = painter.fontMetrics()
    width = min(room.width(), metrics.horizontalAdvance(text) + 16.0)
    badge = QRectF(room.left(), room.top(), width, room.height())
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(looks.back))
    painter.drawRoundedRect(badge, 4, 4)
    painter.setPen(QColor(looks.text))
    shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, int(width) - 8)
    painter.drawText(badge, Qt.AlignmentFlag.AlignCenter, shown)
    painter.restore()
