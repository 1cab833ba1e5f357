"""Table models over plain rows: rows in, cells out."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QMimeData,
    QModelIndex,
    QModelRoleDataSpan,
    QObject,
    QPersistentModelIndex,
    Qt,
)
from PySide6.QtGui import QBrush, QColor

from deskapp.fields import Field, FieldSet, PointsField, WholeField, YesNoField
from deskapp.i18n import _
from deskapp.widgets.theme import tone

Role = Qt.ItemDataRole
Index = QModelIndex | QPersistentModelIndex
ID_ROLE = Role.UserRole
TONE_ROLE = Role.UserRole + 1
PAGE = 256
_PAGES_KEPT = 12
ROWS_MIME = "application/x-deskapp-rows"

LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
CENTRE = Qt.AlignmentFlag.AlignCenter


@dataclass(frozen=True, slots=True)
class TableColumn:
    """One column: which attribute of a row it shows, and how.

    `heading` is marked with N_ where it is declared. `width` is in characters. `shown` turns
    the value into text; `tone` says which status colour a row's cell has: "red", "yellow",
    "blue", "green", "grey", or "" for none.
    """

    key: str
    heading: str
    width: int = 12
    align: Qt.AlignmentFlag = LEFT
    shown: Callable[[Any], str] | None = None
    tone: Callable[[Any], str] | None = None
    sortable: bool = True
    hidden: bool = False


def columns_from(
    fields: FieldSet, *, hidden: Sequence[str] = (), **keys: str
) -> tuple[TableColumn, ...]:
    """Return a column for each field; `keys` names the row's attribute where it is another.

    A reference is shown by name: columns_from(PERSON_FIELDS, unit_id="unit"). `hidden` names
    the fields that are shown only when the person chooses them.
    """
    columns = (_column(field, keys.get(field.name, field.name)) for field in fields)
    return tuple(
        replace(column, hidden=field.name in hidden)
        for field, column in zip(fields, columns, strict=True)
    )


def _column(field: Field, key: str) -> TableColumn:
    column = TableColumn(key, field.label, field.width, shown=field.shown)
    if isinstance(field, WholeField | PointsField):
        return replace(column, align=RIGHT)
    return replace(column, align=CENTRE) if isinstance(field, YesNoField) else column


class RowTableModel(QAbstractTableModel):
    """Shows rows that have attributes and an `id`; all of them are in memory."""

    def __init__(self, columns: Sequence[TableColumn], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.columns = tuple(columns)
        self.can_reorder = False
        self._rows: Sequence[Any] = ()
        self._readers: dict[int, Callable[[Any, TableColumn], Any]] = {
            Role.DisplayRole: self._text,
            Role.TextAlignmentRole: self._align,
            Role.ToolTipRole: self._text,
            Role.AccessibleTextRole: self._accessible,
            Role.BackgroundRole: self._back,
            Role.ForegroundRole: self._fore,
            ID_ROLE: lambda row, column: row.id,
            TONE_ROLE: self._tone,
        }

    def set_rows(self, rows: Sequence[Any]) -> None:
        """Show these rows."""
        self.beginResetModel()
        self._rows = rows
        self.endResetModel()

    def row_at(self, row: int) -> Any:
        """Return the plain row that is shown there."""
        return self._rows[row]

    def is_paged(self) -> bool:
        """Return whether only a part of the rows may be at hand."""
        return isinstance(self._rows, PagedRows)

    def row_of(self, row_id: int) -> int | None:
        """Return where the row with an id is shown; None when it is not."""
        if isinstance(self._rows, PagedRows):
            return self._rows.place_of(row_id)
        return next((n for n, row in enumerate(self._rows) if row.id == row_id), None)

    def all_ids(self) -> list[int]:
        """Return the ids of all rows in the order shown."""
        return [row.id for row in self._rows]

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own way
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.columns)

    def data(self, index: Index, role: int = Role.DisplayRole) -> Any:
        reader = self._readers.get(role)
        if reader is None or not index.isValid():
            return None
        return reader(self.row_at(index.row()), self.columns[index.column()])

    def multiData(self, index: Index, roles: QModelRoleDataSpan) -> None:
        """Answer all roles of a cell at once: a view asks for ten, and a call each is slow."""
        row, column = self.row_at(index.row()), self.columns[index.column()]
        for asked in roles:  # type: ignore[attr-defined]
            reader = self._readers.get(asked.role())
            if reader is None:
                asked.clearData()
            else:
                asked.setData(reader(row, column))

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Role.DisplayRole
    ) -> Any:
        if orientation != Qt.Orientation.Horizontal or section >= len(self.columns):
            return None
        if role in (Role.DisplayRole, Role.ToolTipRole):
            return _(self.columns[section].heading)
        return self.columns[section].align if role == Role.TextAlignmentRole else None

    def flags(self, index: Index) -> Qt.ItemFlag:
        usual = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        if not self.can_reorder:
            return usual | Qt.ItemFlag.ItemNeverHasChildren
        return usual | (
            Qt.ItemFlag.ItemIsDragEnabled if index.isValid() else Qt.ItemFlag.ItemIsDropEnabled
        )

    def supportedDropActions(self) -> Qt.DropAction:
        return Qt.DropAction.MoveAction

    def mimeTypes(self) -> list[str]:
        return [ROWS_MIME]

    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:
        rows = sorted({index.row() for index in indexes})
        data = QMimeData()
        data.setData(ROWS_MIME, ",".join(map(str, rows)).encode())
        return data

    def text_at(self, row: int, column: int) -> str:
        """Return the text of a cell."""
        return self._text(self.row_at(row), self.columns[column])

    def _text(self, row: Any, column: TableColumn) -> str:
        value = getattr(row, column.key)
        if column.shown is not None:
            return column.shown(value)
        return "" if value is None else str(value)

    def _accessible(self, row: Any, column: TableColumn) -> str:
        return f"{_(column.heading)}: {self._text(row, column)}"

    def _align(self, row: Any, column: TableColumn) -> int:
        return int(column.align)

    def _tone(self, row: Any, column: TableColumn) -> str:
        return column.tone(row) if column.tone is not None else ""

    def _back(self, row: Any, column: TableColumn) -> QBrush | None:
        name = self._tone(row, column)
        return QBrush(QColor(tone(name).back)) if name else None

    def _fore(self, row: Any, column: TableColumn) -> QBrush | None:
        name = self._tone(row, column)
        return QBrush(QColor(tone(name).text)) if name else None


class PagedRows(Sequence[Any]):
    """Rows fetched a page at a time as they are looked at: 200,000 of them open at once.

    `page(offset, limit)` returns the rows of a page; the last few pages are kept.
    """

    def __init__(self, number: int, page: Callable[[int, int], Sequence[Any]]) -> None:
        self._number = number
        self._page = page
        self._pages: OrderedDict[int, Sequence[Any]] = OrderedDict()

    def __len__(self) -> int:
        """Return how many rows there are in all."""
        return self._number

    def __getitem__(self, row: Any) -> Any:
        """Return a row; its page is fetched when it is not at hand."""
        if isinstance(row, slice):
            return [self[n] for n in range(*row.indices(self._number))]
        if not 0 <= row < self._number:
            raise IndexError(row)
        page, place = divmod(row, PAGE)
        if page not in self._pages:
            self._pages[page] = self._page(page * PAGE, PAGE)
            if len(self._pages) > _PAGES_KEPT:
                self._pages.popitem(last=False)
        else:
            self._pages.move_to_end(page)
        return self._pages[page][place]

    def place_of(self, row_id: int) -> int | None:
        """Return where a row stands, looking only at the pages that are at hand."""
        for page, rows in self._pages.items():
            for place, row in enumerate(rows):
                if row.id == row_id:
                    return page * PAGE + place
        return None
