"""The cells of a grid: what each shows, and how it is painted."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    Qt,
)
from PySide6.QtGui import QColor, QPainter, QPalette
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QTableView

from deskapp.widgets.row_table_model import LEFT
from deskapp.widgets.theme import tone

Role = Qt.ItemDataRole
Index = QModelIndex | QPersistentModelIndex
CELL_ROLE = Role.UserRole
_MARGIN = 5
_SMALLER = 0.75


@dataclass(frozen=True, slots=True)
class GridCell:
    """One cell: its text, a sign before it, its status colour, and what it says when pointed at.

    The sign says the same as the colour, for eyes and printers that see none. `copied` is what
    the clipboard gets where the text alone would say too little.
    """

    text: str
    sign: str = ""
    tone: str = ""
    explained: str = ""
    copied: str = ""


@dataclass(frozen=True, slots=True)
class GridColumn:
    """One column; neighbours of the same group share a head cell, `detail` stands beneath."""

    id: int
    heading: str
    group: str = ""
    detail: str = ""
    explained: str = ""


@dataclass(frozen=True, slots=True)
class HeadColumn:
    """One of the frozen columns at the left; a sortable one asks to be sorted by its key."""

    key: str
    heading: str
    width: int
    align: Qt.AlignmentFlag = LEFT
    sortable: bool = False


@dataclass(frozen=True, slots=True)
class GridRow:
    """One row: the texts of its frozen columns, and its name for who cannot see the grid."""

    id: int
    heads: tuple[str, ...]
    name: str = ""


NOTHING = GridCell("")


class Cells(Protocol):
    """Gives the cell of (row id, column id): a dict, or what makes each when it is seen."""

    def get(self, place: tuple[int, int], default: GridCell, /) -> GridCell:
        """Return the cell at a place, or the default where the grid has none."""


class GridModel(QAbstractTableModel):
    """Rows x columns of cells, found by the ids of both."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.columns: Sequence[GridColumn] = ()
        self.rows: Sequence[GridRow] = ()
        self._cells: Cells = {}
        self._places: tuple[dict[int, int], dict[int, int]] = {}, {}

    def set_grid(
        self, columns: Sequence[GridColumn], rows: Sequence[GridRow], cells: Cells
    ) -> None:
        """Show this grid in the place of the one before."""
        self.beginResetModel()
        self.columns, self.rows, self._cells = tuple(columns), tuple(rows), cells
        self._places = (
            {row.id: place for place, row in enumerate(self.rows)},
            {column.id: place for place, column in enumerate(self.columns)},
        )
        self.endResetModel()

    def cell(self, index: Index) -> GridCell:
        """Return the cell at a place; an empty one where the grid has none."""
        row, column = self.rows[index.row()], self.columns[index.column()]
        return self._cells.get((row.id, column.id), NOTHING)

    def index_of(self, row_id: int, column_id: int) -> QModelIndex:
        """Return where a cell is; an invalid index when the grid has no such row or column."""
        rows, columns = self._places
        return self.index(rows.get(row_id, -1), columns.get(column_id, -1))

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own way
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.columns)

    def data(self, index: Index, role: int = Role.DisplayRole) -> Any:
        if not index.isValid():
            return None
        cell = self.cell(index)
        if role == Role.DisplayRole:
            return cell.text
        if role == CELL_ROLE:
            return cell
        if role == Role.ToolTipRole:
            return cell.explained or None
        if role == Role.AccessibleTextRole:
            return self._spoken(index, cell)
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Role.DisplayRole
    ) -> Any:
        if orientation == Qt.Orientation.Horizontal and section < len(self.columns):
            column = self.columns[section]
            spoken = " ".join(filter(None, (column.group, column.heading, column.detail)))
            return {
                Role.DisplayRole: column.heading,
                Role.ToolTipRole: column.explained or spoken,
                Role.AccessibleTextRole: spoken,
            }.get(Role(role))
        if orientation == Qt.Orientation.Vertical and section < len(self.rows):
            row = self.rows[section]
            spoken = row.name or " ".join(row.heads)
            return spoken if role in (Role.DisplayRole, Role.ToolTipRole) else None
        return None

    def _spoken(self, index: Index, cell: GridCell) -> str:
        row, column = self.rows[index.row()], self.columns[index.column()]
        said = cell.explained or cell.text
        return f"{row.name or row.heads[0]}, {column.heading}: {said}"


class GridDelegate(QStyledItemDelegate):
    """Paints the ground of the status, the sign at the left and the text at the right."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex) -> None:
        cell: GridCell = index.data(CELL_ROLE)
        colours = option.palette
        painter.save()
        text = colours.color(QPalette.ColorRole.Text)
        view = option.widget
        is_current = isinstance(view, QTableView) and index == view.currentIndex()
        if cell.tone:
            looks = tone(cell.tone)
            painter.fillRect(option.rect, QColor(looks.back))
            text = QColor(looks.text)
        elif is_current:  # the view has painted the ground of a selection, too dark for the text
            painter.fillRect(option.rect, colours.base())
        if option.state & QStyle.StateFlag.State_Selected and not is_current:
            wash = colours.color(QPalette.ColorRole.Highlight)
            wash.setAlpha(48)
            painter.fillRect(option.rect, wash)
        painter.setPen(text)
        room = option.rect.adjusted(_MARGIN, 0, -_MARGIN, 0)
        _draw_cell(painter, room, cell)
        if is_current:
            _draw_frame(painter, option.rect, colours.color(QPalette.ColorRole.Accent))
        painter.restore()


def _draw_cell(painter: QPainter, room: QRect, cell: GridCell) -> None:
    middle = Qt.AlignmentFlag.AlignVCenter
    if cell.sign and not cell.text:
        painter.drawText(room, Qt.AlignmentFlag.AlignCenter, cell.sign)
        return
    text = painter.fontMetrics().elidedText(cell.text, Qt.TextElideMode.ElideRight, room.width())
    painter.drawText(room, Qt.AlignmentFlag.AlignRight | middle, text)
    if cell.sign:
        font = painter.font()
        font.setPointSizeF(font.pointSizeF() * _SMALLER)
        painter.setFont(font)
        painter.drawText(room, Qt.AlignmentFlag.AlignLeft | middle, cell.sign)


def _draw_frame(painter: QPainter, room: QRect, colour: QColor) -> None:
    pen = painter.pen()
    pen.setColor(colour)
    pen.setWidth(2)
    painter.setPen(pen)
    painter.drawRect(room.adjusted(1, 1, -1, -1))
