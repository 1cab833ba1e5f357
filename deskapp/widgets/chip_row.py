"""A row of chips that wraps: each can be chosen, moved and removed by keyboard."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QEvent, QModelIndex, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPalette, QResizeEvent
from PySide6.QtWidgets import (
    QListView,
    QListWidget,
    QListWidgetItem,
    QSizePolicy,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from deskapp.widgets.field_editor import Choice

_ID = Qt.ItemDataRole.UserRole
_SPACING = 2
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
        self.setSpacing(_SPACING)
        self.setFrameShape(QListWidget.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.viewport().setAutoFillBackground(False)
        self.setItemDelegate(_ChipDelegate(self))
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

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
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        return QSize(200, self.heightForWidth(max(self.width(), 200)))

    def minimumSizeHint(self) -> QSize:
        return QSize(80, chip_height(self) + 3 * _SPACING)

    def heightForWidth(self, width: int) -> int:
        """Return the height of the lines that the chips need, up to a few."""
        lines = min(self._lines(width), _MOST_LINES)
        return lines * (chip_height(self) + _SPACING) + 2 * _SPACING

    def _lines(self, width: int) -> int:
        """Return in how many lines the chips go, as the view puts them."""
        lines, used = 1, _SPACING
        for row in range(self.count()):
            needed = chip_width(self, self.item(row).text(), width) + _SPACING
            if used > _SPACING and used + needed > width:
                lines, used = lines + 1, _SPACING
            used += needed
        return lines

    def resizeEvent(self, event: QResizeEvent) -> None:
        # A bar that may come or go takes its room from the lines; this one does not waver.
        is_long = self._lines(self.width()) > _MOST_LINES
        policies = Qt.ScrollBarPolicy
        self.setVerticalScrollBarPolicy(
            policies.ScrollBarAlwaysOn if is_long else policies.ScrollBarAlwaysOff
        )
        super().resizeEvent(event)

    def event(self, event: QEvent) -> bool:
        """Claim Alt and an arrow, which the window takes for the way back elsewhere."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.ShortcutOverride:
            alt = event.modifiers() == Qt.KeyboardModifier.AltModifier
            arrows = (Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Down)
            if alt and event.key() in arrows:
                event.accept()
                return True
        return super().event(event)

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


def chip_width(chips: QWidget, text: str, room: int) -> int:
    """Return how wide a chip is that says a text, in a row of so much room."""
    needed = chips.fontMetrics().horizontalAdvance(text) + 18
    return min(needed, max(room - 2 * _SPACING, 40))


def chip_height(chips: QWidget) -> int:
    """Return how high a chip is."""
    return chips.fontMetrics().height() + 8


class _ChipDelegate(QStyledItemDelegate):
    """Paints an item as a chip."""

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex) -> QSize:
        chips: Any = option.widget
        width = chip_width(chips, str(index.data()), chips.viewport().width())
        return QSize(width, chip_height(chips))

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
