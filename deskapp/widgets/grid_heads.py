"""The heads of a grid: two rows above it, several columns beside it, and their corner."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from PySide6.QtCore import QEvent, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetrics, QMouseEvent, QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QHeaderView, QTableView, QWidget

from deskapp.widgets.grid_cells import GridModel, HeadColumn

_PAD = 4
_SIDE = 2
_MOST_LINES = 3
DOWN, UP = "▼", "▲"


class ColumnHead(QHeaderView):
    """Paints the groups above the headings, and beneath each heading its detail."""

    def __init__(self, grid: QTableView, model: GridModel) -> None:
        super().__init__(Qt.Orientation.Horizontal, grid)
        self._grid, self._model = grid, model
        # A line is broken once, not with every step of the scrolling.
        self._lines: dict[tuple[str, int], list[str]] = {}
        self.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setMinimumSectionSize(24)
        self.setSectionsClickable(False)

    def lines(self) -> int:
        """Return how many lines the headings need at their widths."""
        wrapped = (self._wrapped(place) for place in range(len(self._model.columns)))
        return max((len(lines) for lines in wrapped), default=1)

    def _wrapped(self, place: int) -> list[str]:
        room = max(24, self.sectionSize(place) - 2 * _SIDE)
        heading = self._model.columns[place].heading
        if (heading, room) not in self._lines:
            self._lines[heading, room] = balanced_lines(heading, room, self.fontMetrics())
        return self._lines[heading, room]

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.FontChange:
            self._lines.clear()
        super().changeEvent(event)

    def group_height(self) -> int:
        """Return the height of the row of groups; 0 when no column has one."""
        has_groups = any(column.group for column in self._model.columns)
        return self.fontMetrics().height() + 2 * _PAD if has_groups else 0

    def sizeHint(self) -> QSize:
        line = self.fontMetrics().lineSpacing()
        has_details = any(column.detail for column in self._model.columns)
        height = self.group_height() + line * (self.lines() + has_details) + 2 * _PAD
        return QSize(super().sizeHint().width(), height)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        painter.fillRect(self.viewport().rect(), self.palette().button())
        for place in range(len(self._model.columns)):
            left = self.sectionViewportPosition(place)
            if left < self.width() and left + self.sectionSize(place) > 0:
                self._paint_heading(painter, place)
        for group, room in self._groups():
            self._paint_group(painter, group, room)
        painter.setPen(_line(self))
        painter.drawLine(0, self.height() - 1, self.width(), self.height() - 1)

    def _paint_heading(self, painter: QPainter, place: int) -> None:
        column, line = self._model.columns[place], self.fontMetrics().lineSpacing()
        top = self.group_height()
        left, width = self.sectionViewportPosition(place), self.sectionSize(place)
        room = QRect(left, top, width, self.height() - top)
        if place == self._grid.currentIndex().column():
            painter.fillRect(room, self.palette().midlight())
        painter.setPen(_line(self))
        painter.drawLine(room.topRight(), room.bottomRight())
        words = room.adjusted(0, _PAD, 0, -_PAD - (line if column.detail else 0))
        painter.setPen(self.palette().color(QPalette.ColorRole.ButtonText))
        painter.drawText(words, Qt.AlignmentFlag.AlignCenter, "\n".join(self._wrapped(place)))
        painter.setPen(self.palette().color(QPalette.ColorRole.PlaceholderText))
        beneath = QRect(left, room.bottom() - line - _PAD, width, line)
        painter.drawText(beneath, Qt.AlignmentFlag.AlignCenter, column.detail)

    def _groups(self) -> Iterator[tuple[str, QRect]]:
        """Yield each group with the room above its columns."""
        columns = self._model.columns
        first = 0
        for place in range(1, len(columns) + 1):
            if place == len(columns) or columns[place].group != columns[first].group:
                left = self.sectionViewportPosition(first)
                right = self.sectionViewportPosition(place - 1) + self.sectionSize(place - 1)
                yield columns[first].group, QRect(left, 0, right - left, self.group_height())
                first = place

    def _paint_group(self, painter: QPainter, group: str, room: QRect) -> None:
        painter.setPen(_line(self))
        painter.drawLine(room.topRight(), QPoint(room.right(), self.height()))
        painter.drawLine(room.bottomLeft(), room.bottomRight())
        seen = room.intersected(self.viewport().rect()).adjusted(_SIDE, 0, -_SIDE, 0)
        painter.setPen(self.palette().color(QPalette.ColorRole.ButtonText))
        words = self.fontMetrics().elidedText(group, Qt.TextElideMode.ElideRight, seen.width())
        painter.drawText(seen, Qt.AlignmentFlag.AlignCenter, words)


class RowHead(QHeaderView):
    """Paints the frozen columns of every row."""

    def __init__(self, grid: QTableView, model: GridModel) -> None:
        super().__init__(Qt.Orientation.Vertical, grid)
        self._grid, self._model = grid, model
        self.columns: Sequence[HeadColumn] = ()
        self.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setSectionsClickable(True)
        self.setHighlightSections(False)

    def sizeHint(self) -> QSize:
        return QSize(sum(column.width for column in self.columns) + 1, super().sizeHint().height())

    def paintSection(self, painter: QPainter, rect: QRect, logicalIndex: int) -> None:
        is_current = logicalIndex == self._grid.currentIndex().row()
        colours = self.palette()
        painter.fillRect(rect, colours.midlight() if is_current else colours.base())
        row = self._model.rows[logicalIndex]
        for place, (column, room) in enumerate(_rooms(self.columns, rect)):
            painter.setPen(colours.color(QPalette.ColorRole.Text))
            words = room.adjusted(_PAD + 2, 0, -_PAD - 2, 0)
            text = painter.fontMetrics().elidedText(
                row.heads[place], Qt.TextElideMode.ElideRight, words.width()
            )
            painter.drawText(words, column.align, text)
        painter.setPen(_line(self))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        painter.drawLine(rect.topRight(), rect.bottomRight())


class Corner(QWidget):
    """Heads the frozen columns; a press on a sortable one asks to sort by it."""

    sort_requested = Signal(str)

    def __init__(self, grid: QTableView) -> None:
        super().__init__(grid)
        self.columns: Sequence[HeadColumn] = ()
        self.order: tuple[str, bool] = ("", False)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), self.palette().button())
        for column, room in _rooms(self.columns, self.rect()):
            painter.setPen(self.palette().color(QPalette.ColorRole.ButtonText))
            painter.drawText(
                room.adjusted(_PAD + 2, _PAD, -_PAD - 2, -_PAD),
                column.align | Qt.TextFlag.TextWordWrap,
                column.heading + self._mark(column),
            )
        painter.setPen(_line(self))
        painter.drawLine(self.rect().bottomLeft(), self.rect().bottomRight())
        painter.drawLine(self.rect().topRight(), self.rect().bottomRight())

    def mousePressEvent(self, event: QMouseEvent) -> None:
        event.accept()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        event.accept()
        for column, room in _rooms(self.columns, self.rect()):
            if column.sortable and room.contains(event.position().toPoint()):
                self.sort_requested.emit(column.key)

    def _mark(self, column: HeadColumn) -> str:
        key, descending = self.order
        if column.key != key or not column.sortable:
            return ""
        return DOWN if descending else UP


def balanced_lines(text: str, room: int, metrics: QFontMetrics) -> list[str]:
    """Return the text in as few lines as its room allows, none much longer than the others.

    Four Chinese characters break two and two, not three and one; other words stay whole.
    """
    width = metrics.horizontalAdvance(text)
    number = min(_MOST_LINES, -(-width // room))
    parts = text.split() if " " in text else list(text)
    joint = " " if " " in text else ""
    limit, step = width / max(1, number), metrics.horizontalAdvance(" ")
    lines = _filled(parts, joint, min(limit, room), metrics)
    while len(lines) > number and limit < room:
        limit += step
        lines = _filled(parts, joint, min(limit, room), metrics)
    if len(lines) > _MOST_LINES:
        lines = [*lines[: _MOST_LINES - 1], joint.join(lines[_MOST_LINES - 1 :])]
    return [metrics.elidedText(line, Qt.TextElideMode.ElideRight, room) for line in lines]


def _filled(parts: Sequence[str], joint: str, room: float, metrics: QFontMetrics) -> list[str]:
    lines = [""]
    for part in parts:
        longer = f"{lines[-1]}{joint}{part}" if lines[-1] else part
        if lines[-1] and metrics.horizontalAdvance(longer) > room:
            lines.append(part)
        else:
            lines[-1] = longer
    return lines


def _rooms(columns: Sequence[HeadColumn], rect: QRect) -> Iterator[tuple[HeadColumn, QRect]]:
    left = rect.left()
    for column in columns:
        yield column, QRect(left, rect.top(), column.width, rect.height())
        left += column.width


def _line(widget: QWidget) -> QColor:
    return widget.palette().color(QPalette.ColorRole.Mid)
