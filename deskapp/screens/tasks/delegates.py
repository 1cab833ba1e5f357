"""Paint the cells of task lists that are more than a text: bars, and deadlines moved."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QModelIndex, QObject, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QHelpEvent, QPainter, QPalette
from PySide6.QtWidgets import (
    QAbstractItemView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QToolTip,
)

from deskapp.dates import shown_date
from deskapp.widgets.theme import tone

_BAR = 6  # pixels of height


class CellDelegate(QStyledItemDelegate):
    """Paints the ground of a cell as usual, and leaves what stands on it to the others."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex) -> None:
        ground = QStyleOptionViewItem(option)
        self.initStyleOption(ground, index)
        ground.text = ""
        style = ground.widget.style()
        style.drawControl(QStyle.ControlElement.CE_ItemViewItem, ground, painter, ground.widget)
        painter.save()
        self.paint_content(painter, option.rect.adjusted(6, 0, -6, 0), option, index)
        painter.restore()

    def paint_content(
        self, painter: QPainter, room: QRect, option: QStyleOptionViewItem, index: QModelIndex
    ) -> None:
        """Paint what the cell says into the room."""
        raise NotImplementedError


def is_selected(option: QStyleOptionViewItem) -> bool:
    """Return whether the cell is of a chosen row."""
    return bool(option.state & QStyle.StateFlag.State_Selected)


def row_of(index: QModelIndex) -> Any:
    """Return the row that a cell shows a part of."""
    model: Any = index.model()
    return model.row_at(index.row())


def _ink(option: QStyleOptionViewItem, role: QPalette.ColorRole) -> QColor:
    chosen = QPalette.ColorRole.HighlightedText if is_selected(option) else role
    return option.palette.color(chosen)


class BarDelegate(CellDelegate):
    """Draws a bar and, at its right, the cell's text; `share(row)` is from 0 to 1 or None."""

    def __init__(self, share: Callable[[Any], float | None], parent: QObject) -> None:
        super().__init__(parent)
        self._share = share

    def paint_content(
        self, painter: QPainter, room: QRect, option: QStyleOptionViewItem, index: QModelIndex
    ) -> None:
        text = str(index.data())
        painter.setPen(_ink(option, QPalette.ColorRole.Text))
        right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(room, int(right), text)
        share = self._share(row_of(index))
        words = max(option.fontMetrics.horizontalAdvance(wide) for wide in ("100%", text))
        length = room.width() - words - 6
        if share is not None and length >= 12:
            top = room.center().y() - _BAR // 2 + 1
            draw_bar(painter, QRectF(room.left(), top, length, _BAR), share, option)


def draw_bar(painter: QPainter, room: QRectF, share: float, option: QStyleOptionViewItem) -> None:
    """Draw a bar that is filled to a share of its room; a full one is green."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(option.palette.color(QPalette.ColorRole.Mid))
    painter.drawRoundedRect(room, _BAR / 2, _BAR / 2)
    filled = QRectF(room)
    filled.setWidth(room.width() * min(share, 1.0))
    if filled.width() >= 1:
        full = QColor(tone("green").mark if share >= 1 else tone("blue").mark)
        painter.setBrush(_ink(option, QPalette.ColorRole.Text) if is_selected(option) else full)
        painter.drawRoundedRect(filled, _BAR / 2, _BAR / 2)


class CarrierTip(QStyledItemDelegate):
    """Says the unit and the branch of a row in full as the tooltip of the cell."""

    def helpEvent(
        self,
        event: QHelpEvent,
        view: QAbstractItemView,
        option: QStyleOptionViewItem,
        index: QModelIndex,
    ) -> bool:
        if not index.isValid():
            return super().helpEvent(event, view, option, index)
        QToolTip.showText(event.globalPos(), in_full(row_of(index)), view)
        return True


def in_full(row: Any) -> str:
    """Return the unit of a row and, behind it, its branch if it has one."""
    return " · ".join(name for name in (row.unit, row.branch) if name)


class DeadlineDelegate(CellDelegate):
    """Draws the deadline, and behind it the original one, struck through."""

    def paint_content(
        self, painter: QPainter, room: QRect, option: QStyleOptionViewItem, index: QModelIndex
    ) -> None:
        row, metrics = row_of(index), option.fontMetrics
        middle = int(Qt.AlignmentFlag.AlignVCenter)
        now, before = shown_date(row.deadline_on), shown_date(row.original_deadline_on)
        painter.setPen(_ink(option, QPalette.ColorRole.Text))
        painter.drawText(room, middle, now)
        if before and before != now:
            struck = QFont(option.font)
            struck.setStrikeOut(True)
            painter.setFont(struck)
            painter.setPen(_ink(option, QPalette.ColorRole.PlaceholderText))
            start = metrics.horizontalAdvance(now) + 8
            rest = room.adjusted(start, 0, 0, 0)
            right = Qt.TextElideMode.ElideRight
            painter.drawText(rest, middle, metrics.elidedText(before, right, rest.width()))
