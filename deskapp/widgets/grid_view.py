"""A grid whose head and first columns stay in sight: points by indicator, or coverage."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from deskapp.i18n import _
from deskapp.widgets.cell_block import block_as_mime
from deskapp.widgets.empty_state import EmptyState
from deskapp.widgets.grid_cells import (
    Cells,
    GridCell,
    GridColumn,
    GridDelegate,
    GridModel,
    GridRow,
    HeadColumn,
)
from deskapp.widgets.grid_heads import ColumnHead, Corner, RowHead
from deskapp.widgets.theme import text_width

__all__ = ["GridCell", "GridColumn", "GridRow", "GridView", "HeadColumn"]

ROW_HEIGHT = 28
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class GridView(QTableView):
    """Shows cells by row and column; the chosen one is said, Enter and a double click open it.

    The columns share the room there is, between the narrowest and the widest they may be, in
    characters.
    """

    cell_chosen = Signal(object, object)  # ids of the row and the column
    cell_activated = Signal(object, object)
    cell_typed = Signal(object, object, str)  # a digit: what Excel begins an entry with
    sort_requested = Signal(str)  # key of a frozen column

    def __init__(
        self,
        head_columns: Sequence[HeadColumn],
        *,
        narrowest: float = 7,
        widest: float = 11,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._narrowest = text_width(self.font(), narrowest)
        self._widest = text_width(self.font(), widest)
        self._restoring = False
        self.grid = GridModel(self)
        self._column_head = ColumnHead(self, self.grid)
        self._row_head = RowHead(self, self.grid)
        self.corner = Corner(self)
        self.setModel(self.grid)
        self.setItemDelegate(GridDelegate(self))
        self.empty = EmptyState(self.viewport())
        self._set_looks()
        self.set_head_columns(head_columns)
        self.corner.sort_requested.connect(self.sort_requested)
        self.doubleClicked.connect(self._on_activated)

    def _set_looks(self) -> None:
        self.setHorizontalHeader(self._column_head)
        self.setVerticalHeader(self._row_head)
        self._row_head.setDefaultSectionSize(max(ROW_HEIGHT, self.fontMetrics().height() + 8))
        self._row_head.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ContiguousSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setCornerButtonEnabled(False)
        self.setTabKeyNavigation(False)
        self.setWordWrap(False)
        self.setAccessibleName(_("Grid"))

    def set_head_columns(self, columns: Sequence[HeadColumn]) -> None:
        """Freeze these columns at the left."""
        self._row_head.columns = self.corner.columns = tuple(columns)
        self.updateGeometries()

    def set_grid(
        self, columns: Sequence[GridColumn], rows: Sequence[GridRow], cells: Cells
    ) -> None:
        """Show a grid; the chosen cell stays chosen, without saying so, where it still exists."""
        chosen, top = self.chosen(), self.verticalScrollBar().value()
        self._restoring = True
        self.grid.set_grid(columns, rows, cells)
        self._share_room()
        self.verticalScrollBar().setValue(top)
        if chosen is not None and (index := self.grid.index_of(*chosen)).isValid():
            self.setCurrentIndex(index)
        self._restoring = False
        self.empty.setVisible(not rows or not columns)

    def set_narrowest(self, characters: float) -> None:
        """Never let a column be narrower than this; the next grid is laid out so."""
        self._narrowest = text_width(self.font(), characters)

    def show_order(self, key: str, descending: bool = False) -> None:
        """Mark the frozen column that the rows are sorted by."""
        self.corner.order = (key, descending)
        self.corner.update()

    def chosen(self) -> tuple[int, int] | None:
        """Return the ids of the chosen cell's row and column."""
        index = self.currentIndex()
        return self._ids(index) if index.isValid() else None

    def choose(self, row_id: int, column_id: int, *, silently: bool = False) -> None:
        """Choose a cell, and say so unless silently."""
        is_chosen = self.chosen() == (row_id, column_id)
        self._restoring = silently
        self.setCurrentIndex(self.grid.index_of(row_id, column_id))
        self._restoring = False
        if is_chosen and not silently:
            self.cell_chosen.emit(row_id, column_id)

    def choose_below(self, step: int = 1) -> bool:
        """Choose the next cell of the column; return False at its end."""
        index = self.currentIndex()
        below = index.siblingAtRow(index.row() + step)
        if below.isValid():
            self.setCurrentIndex(below)
        return below.isValid()

    def places_in_sight(self) -> list[tuple[int, int]]:
        """Return the ids of the cells that are wholly seen, row by row."""
        seen = self.viewport().rect()
        return [
            self._ids(index)
            for row in range(max(0, self.rowAt(0)), self.grid.rowCount())
            if self.rowViewportPosition(row) < seen.height()
            for column in range(max(0, self.columnAt(0)), self.grid.columnCount())
            if seen.contains(self.visualRect(index := self.grid.index(row, column)))
        ]

    def _ids(self, index: QModelIndex) -> tuple[int, int]:
        return self.grid.rows[index.row()].id, self.grid.columns[index.column()].id

    def currentChanged(self, current: QModelIndex, previous: QModelIndex) -> None:
        super().currentChanged(current, previous)
        self._column_head.viewport().update()
        self._row_head.viewport().update()
        if current.isValid() and not self._restoring:
            self.cell_chosen.emit(*self._ids(current))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy_selection()
        elif event.key() in _ENTER and self.currentIndex().isValid():
            self._on_activated(self.currentIndex())
        elif event.text().isdigit() and self.currentIndex().isValid():
            self.cell_typed.emit(*self._ids(self.currentIndex()), event.text())
        else:
            super().keyPressEvent(event)

    def keyboardSearch(self, search: str) -> None:
        """Do not jump to a cell that begins with what is typed: the cells are numbers."""

    def copy_selection(self) -> None:
        """Put one cell's text on the clipboard, or a block of cells with the heads round it."""
        chosen = self.selectedIndexes()
        rows = sorted({index.row() for index in chosen})
        columns = sorted({index.column() for index in chosen})
        cells = [[self._copied(row, column) for column in columns] for row in rows]
        if len(chosen) > 1:
            heads = [[*self.grid.rows[row].heads] for row in rows]
            cells = [[*head, *line] for head, line in zip(heads, cells, strict=True)]
            frozen = [column.heading for column in self.corner.columns]
            cells.insert(0, [*frozen, *(self.grid.columns[place].heading for place in columns)])
        if cells:
            QGuiApplication.clipboard().setMimeData(block_as_mime(cells))

    def _copied(self, row: int, column: int) -> str:
        cell = self.grid.cell(self.grid.index(row, column))
        return cell.copied or cell.text

    def _on_activated(self, index: QModelIndex) -> None:
        self.cell_activated.emit(*self._ids(index))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._share_room()

    def _share_room(self) -> None:
        """Give every column the same part of the room; scroll when that would be too little."""
        number = len(self.grid.columns)
        if number:
            share = self.viewport().width() // number
            width = min(self._widest, max(self._narrowest, share))
            self._column_head.setDefaultSectionSize(width)
            for place in range(number):
                self._column_head.resizeSection(place, width)
        self.updateGeometries()

    def updateGeometries(self) -> None:
        super().updateGeometries()
        if hasattr(self, "corner"):  # Qt calls this while the view is still being built
            frame = self.frameWidth()
            width, height = self._row_head.width(), self._column_head.height()
            self.corner.setGeometry(frame, frame, width, height)
            self.corner.raise_()
