"""A layout that puts widgets in lines, as words are put in a paragraph."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QWidget

_NO_END = 1 << 20  # pixels


class FlowLayout(QLayout):
    """Gives each widget the size it likes, and begins a new line where the room ends."""

    def __init__(self, parent: QWidget, spacing: int = 4) -> None:
        super().__init__(parent)
        self._items: list[QLayoutItem] = []
        self._gaps: dict[QWidget, int] = {}
        self.setContentsMargins(0, 0, 0, 0)
        self.setSpacing(spacing)

    def leave_before(self, widget: QWidget, width: int) -> None:
        """Leave some more room before a widget, unless it begins a line."""
        self._gaps[widget] = width

    def insert_before(self, widget: QWidget, other: QWidget) -> None:
        """Put a widget before another that is here."""
        self.addWidget(widget)  # makes the item, which Qt owns and takes down
        self._items.insert(self.indexOf(other), self._items.pop())
        self.invalidate()

    def addItem(self, item: QLayoutItem) -> None:
        self._items.append(item)

    def count(self) -> int:
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def expandingDirections(self) -> Qt.Orientation:
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        places = self._places(width)
        return max((place.bottom() + 1 for _item, place in places), default=0)

    def sizeHint(self) -> QSize:
        """Return the size in which all are in one line."""
        line = QRect(QPoint(), self.minimumSize())
        for _item, place in self._places(_NO_END):
            line = line.united(place)
        return line.size()

    def minimumSize(self) -> QSize:
        widest = QSize()
        for item in self._items:
            if not item.isEmpty():
                widest = widest.expandedTo(item.sizeHint())
        return widest

    def setGeometry(self, rect: QRect) -> None:
        super().setGeometry(rect)
        for item, place in self._places(rect.width()):
            item.setGeometry(place.translated(rect.topLeft()))

    def _places(self, width: int) -> list[tuple[QLayoutItem, QRect]]:
        """Return where each shown item goes in so much width, in the middle of its line."""
        places: list[tuple[QLayoutItem, QRect]] = []
        y = 0
        for line in self._lines(width):
            height = max(place.height() for _item, place in line)
            for item, place in line:
                places.append((item, place.translated(0, y + (height - place.height()) // 2)))
            y += height + self.spacing()
        return places

    def _lines(self, width: int) -> list[list[tuple[QLayoutItem, QRect]]]:
        """Return the shown items line by line, each line as if it were the first."""
        lines: list[list[tuple[QLayoutItem, QRect]]] = []
        x = 0
        for item in self._items:
            if item.isEmpty():
                continue
            size = item.sizeHint()
            x += self._gap_before(item) if x else 0
            if not lines or (x and x + size.width() > width):
                lines.append([])
                x = 0
            lines[-1].append((item, QRect(QPoint(x, 0), size)))
            x += size.width() + self.spacing()
        return lines

    def _gap_before(self, item: QLayoutItem) -> int:
        widget = item.widget()
        return 0 if widget is None else self._gaps.get(widget, 0)
