"""A row of chips that wraps: each can be chosen, moved and removed by keyboard."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QModelIndex, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPalette, QResizeEvent
from PySide6.QtWidgets import (
    QListView,
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
)

from deskapp.widgets.field_editor import Choice

_ID = Qt.ItemDataRole.UserRole
_MOST_LINES = 5  # of chips; more of them are scrolled


class ChipRow(QListWidget):
    """Shows chosen records in their order; Alt+arrow moves the current one, Delete removes it."""

    order_changed = Signal()

    def __init__(self, *, numbered: bool) -> None:
        super().__init__()
        self._numbered = numbered
        self.setFlow(QListView.Flow.LeftToRight)
        self.setWrapping(True)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setMovement(QListView.Movement.Static)
        self.setSpacing(2)
        self.setFrameShape(QListWidget.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.viewport().setAutoFillBackground(False)
        self.setItemDelegate(_ChipDelegate(self))

    def ids(self) -> list[int]:
        """Return the ids in the order shown."""
        return [self.item(row).data(_ID) for row in range(self.count())]

    def show_choices(self, choices: list[Choice]) -> None:
        """Show these."""
        self.clear()
        for choice in choices:
            self._append(choice)
        self._tidy()

    def add_choice(self, choice: Choice) -> bool:
        """Append a record that is not there yet; return whether it was appended."""
        if choice.id in self.ids():
            return False
        self._append(choice)
        self._changed(self.count() - 1)
        return True

    def move_current(self, step: int) -> None:
        """Move the current chip one place forward (-1) or back (1)."""
        row = self.currentRow()
        if row >= 0 and 0 <= row + step < self.count():
            self.insertItem(row + step, self.takeItem(row))
            self._changed(row + step)

    def remove_current(self) -> None:
        """Take the current chip away."""
        row = self.currentRow()
        if row >= 0:
            self.takeItem(row)
            self._changed(min(row, self.count() - 1))

    def _append(self, choice: Choice) -> None:
        item = QListWidgetItem(choice.text, self)
        item.setData(_ID, choice.id)

    def _changed(self, current: int) -> None:
        self.setCurrentRow(current)
        self._tidy()
        self.order_changed.emit()

    def _tidy(self) -> None:
        for row in range(self.count()):
            item = self.item(row)
            name = item.data(Qt.ItemDataRole.AccessibleTextRole) or item.text()
            item.setData(Qt.ItemDataRole.AccessibleTextRole, name)
            item.setText(f"{row + 1} {name}" if self._numbered else name)
            item.setToolTip(name)
        self.setVisible(self.count() > 0)
        self._fit_height()

    def _fit_height(self) -> None:
        """Be as high as the chips need, up to a few lines."""
        line = self.fontMetrics().height() + 12
        bottom = 0
        if self.count():
            bottom = self.visualItemRect(self.item(self.count() - 1)).bottom()
            bottom += self.verticalScrollBar().value()
        self.setFixedHeight(min(max(bottom + 6, line), line * _MOST_LINES))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.doItemsLayout()
        self._fit_height()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        alt = event.modifiers() == Qt.KeyboardModifier.AltModifier
        steps = {Qt.Key.Key_Left: -1, Qt.Key.Key_Up: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Down: 1}
        if not self.isEnabled():
            super().keyPressEvent(event)
        elif alt and event.key() in steps:
            self.move_current(steps[Qt.Key(event.key())])
        elif event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.remove_current()
        else:
            super().keyPressEvent(event)


class _ChipDelegate(QStyledItemDelegate):
    """Paints an item as a chip."""

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex) -> QSize:
        metrics = option.fontMetrics
        chips: Any = option.widget
        room = chips.viewport().width() - 8
        width = min(metrics.horizontalAdvance(str(index.data())) + 18, max(room, 40))
        return QSize(width, metrics.height() + 8)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex) -> None:
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        roles = QPalette.ColorRole
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(option.palette.color(roles.Mid))
        painter.setBrush(option.palette.color(roles.Highlight if chosen else roles.Midlight))
        room = QRectF(option.rect).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.drawRoundedRect(room, 4, 4)
        painter.setPen(option.palette.color(roles.HighlightedText if chosen else roles.Text))
        text = option.fontMetrics.elidedText(
            str(index.data()), Qt.TextElideMode.ElideRight, int(room.width()) - 12
        )
        painter.drawText(room, Qt.AlignmentFlag.AlignCenter, text)
        painter.restore()
