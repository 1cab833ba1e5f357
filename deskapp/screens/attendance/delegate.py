"""Paint the mark of a person large, as a coloured plate with sign and word."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPalette, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from deskapp.screens.attendance.model import TONES, AttendanceModel
from deskapp.widgets.row_table_model import Index
from deskapp.widgets.theme import tone


class MarkDelegate(QStyledItemDelegate):
    """Paints the mark; a person without one gets a quiet outline."""

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | Index
    ) -> None:
        self._paint_ground(painter, option, index)
        model = index.model()
        assert isinstance(model, AttendanceModel)
        state = model.attendance_at(index.row()).state
        plate: QRect = option.rect.adjusted(6, 2, -6, -2)
        colours = tone(TONES.get(state, ""))
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(_bold(option.font))
        if state in TONES:
            painter.setBrush(QColor(colours.back))
            painter.setPen(QPen(QColor(colours.mark), 1))
            painter.drawRoundedRect(plate, 4, 4)
            painter.setPen(QColor(colours.text))
        else:
            painter.setFont(option.font)
            painter.setPen(option.palette.color(QPalette.ColorRole.Mid))
            painter.drawRoundedRect(plate, 4, 4)
            painter.setPen(option.palette.color(_quiet_text(option)))
        painter.drawText(plate, Qt.AlignmentFlag.AlignCenter, str(index.data()))
        painter.restore()

    def _paint_ground(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | Index
    ) -> None:
        ground = QStyleOptionViewItem(option)
        self.initStyleOption(ground, index)
        ground.text = ""
        style = ground.widget.style()
        style.drawControl(style.ControlElement.CE_ItemViewItem, ground, painter, ground.widget)

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | Index) -> QSize:
        return super().sizeHint(option, index) + QSize(20, 8)


def _quiet_text(option: QStyleOptionViewItem) -> QPalette.ColorRole:
    selected = bool(option.state & QStyle.StateFlag.State_Selected)
    return QPalette.ColorRole.HighlightedText if selected else QPalette.ColorRole.PlaceholderText


def _bold(font: QFont) -> QFont:
    bold = QFont(font)
    bold.setWeight(QFont.Weight.DemiBold)
    return bold
