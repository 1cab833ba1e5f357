"""The table every list is shown in."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import (
    QEvent,
    QItemSelection,
    QItemSelectionModel,
    QModelIndex,
    QPoint,
    Qt,
    Signal,
)
from PySide6.QtGui import QDropEvent, QGuiApplication, QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QMenu, QTableView, QWidget

from deskapp.i18n import _
from deskapp.settings import Settings
from deskapp.widgets.cell_block import block_as_mime, block_from_text
from deskapp.widgets.empty_state import EmptyState
from deskapp.widgets.notice import NoticeAction
from deskapp.widgets.row_table_model import RowTableModel, TableColumn
from deskapp.widgets.theme import text_width
from deskapp.widgets.tone_delegate import ToneDelegate

_NARROWEST = 14  # characters that the column which gives way keeps
MOST_SELECTED = 2000  # rows that are chosen at once; more would take seconds to read
_MOST_RESTORED = 1000  # selected rows that stay selected when the list is read again


class RecordTable(QTableView):
    """Shows rows; sorting is asked for, selections are ids, cells go to and from Excel.

    `key` names the table in the settings, where its widths and hidden columns are kept.
    """

    sort_requested = Signal(str, bool)  # key, descending
    selection_changed = Signal(object)  # list of ids
    selection_cut = Signal(int)  # how many rows stay chosen, when more were
    row_activated = Signal(int)  # id
    rows_moved = Signal(object)  # all ids in their new order
    pasted = Signal(object)  # list of rows of cells

    def __init__(
        self,
        columns: Sequence[TableColumn],
        key: str = "",
        settings: Settings | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.key = key
        self._settings = settings
        self._order: tuple[str, bool] | None = None
        self._restoring = False
        self._is_fitting = False
        self.rows = RowTableModel(columns, self)
        self.setModel(self.rows)
        self.empty = EmptyState(self.viewport())
        self._set_looks()
        self._set_head()
        self.selectionModel().selectionChanged.connect(self._on_selection_changed)
        self.activated.connect(self._on_activated)

    def _set_looks(self) -> None:
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setAlternatingRowColors(True)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setAccessibleName(_("List"))
        side = self.verticalHeader()
        side.hide()
        side.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self._set_row_height()
        for place, column in enumerate(self.rows.columns):
            if column.tone is not None:
                self.setItemDelegateForColumn(place, ToneDelegate(self))

    def _set_head(self) -> None:
        head = self.horizontalHeader()
        head.setHighlightSections(False)
        head.setSectionsClickable(True)
        head.setSectionsMovable(False)
        head.setMinimumSectionSize(36)
        head.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        head.customContextMenuRequested.connect(self._on_head_menu)
        head.sectionClicked.connect(self._on_head_clicked)
        self._apply_widths()
        head.sectionResized.connect(self._on_resized)

    def _apply_widths(self) -> None:
        kept = self._settings.widths.get(self.key, {}) if self._settings else {}
        hidden = self._hidden()
        for place, column in enumerate(self.rows.columns):
            self.setColumnWidth(place, kept.get(column.key, self._room_for(column.width)))
            self.setColumnHidden(place, column.key in hidden)

    def _set_row_height(self) -> None:
        self.verticalHeader().setDefaultSectionSize(self.fontMetrics().height() + 10)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange and hasattr(self, "rows"):
            self._set_row_height()
            self._is_fitting = True
            self._apply_widths()
            self._is_fitting = False
            self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Let the widest column take what the others leave, or give way if all then fit.

        Where they do not fit in any case, every column keeps its width and the list scrolls.
        """
        shown = [n for n in range(len(self.rows.columns)) if not self.isColumnHidden(n)]
        kept = self._settings.widths.get(self.key, {}) if self._settings else {}
        free = [n for n in shown if self.rows.columns[n].key not in kept]
        if not free:
            return
        widest = max(free, key=lambda n: self.rows.columns[n].width)
        others = sum(self.columnWidth(n) for n in shown if n != widest)
        usual = self.rows.columns[widest].width
        rest = self.viewport().width() - others
        if rest < self._room_for(min(usual, _NARROWEST)):
            rest = self._room_for(usual)
        self._is_fitting = True
        self.setColumnWidth(widest, rest)
        self._is_fitting = False

    def _room_for(self, characters: int) -> int:
        return text_width(self.font(), characters) + 16

    def _hidden(self) -> list[str]:
        usual = [column.key for column in self.rows.columns if column.hidden]
        return self._settings.hidden.get(self.key, usual) if self._settings else usual

    # --- rows and selection

    def set_rows(self, rows: Sequence[Any]) -> None:
        """Show these rows; what was selected stays selected as far as it is still there."""
        selected, current = self.selected_ids(), self.current_id()
        top, row = self.verticalScrollBar().value(), self.currentIndex().row()
        self._restoring = True
        self.rows.set_rows(rows)
        if 0 <= row < len(rows):
            self.rows.row_at(row)  # has its page at hand, so that the selection is found again
        self._select(selected, current)
        self.verticalScrollBar().setValue(top)
        self._restoring = False
        self.empty.setVisible(not len(rows))
        if set(self.selected_ids()) != set(selected):
            self.selection_changed.emit(self.selected_ids())

    def select_ids(self, ids: Sequence[int]) -> None:
        """Select these rows, and scroll to the first, without saying so."""
        self._restoring = True
        self.clearSelection()
        self._select(ids, ids[0] if ids else None)
        if ids and (row := self.rows.row_of(ids[0])) is not None:
            self.scrollTo(self.rows.index(row, 0))
        self._restoring = False

    def _select(self, ids: Sequence[int], current: int | None) -> None:
        chosen = QItemSelection()
        for place in map(self.rows.row_of, ids[:_MOST_RESTORED]):
            if place is not None:
                chosen.select(self.rows.index(place, 0), self.rows.index(place, 0))
        flags = QItemSelectionModel.SelectionFlag
        if current is not None and (row := self.rows.row_of(current)) is not None:
            self.selectionModel().setCurrentIndex(
                self.rows.index(row, self._first_shown()), flags.NoUpdate
            )
        self.selectionModel().select(chosen, flags.ClearAndSelect | flags.Rows)

    def _first_shown(self) -> int:
        shown = (n for n in range(len(self.rows.columns)) if not self.isColumnHidden(n))
        return next(shown, 0)

    def selected_ids(self) -> list[int]:
        """Return the ids of the selected rows from the top down."""
        return [self.rows.row_at(row).id for row in self._selected_rows()]

    def current_id(self) -> int | None:
        """Return the id of the row that the keyboard is on."""
        index = self.currentIndex()
        return self.rows.row_at(index.row()).id if index.isValid() else None

    def _selected_rows(self) -> list[int]:
        ranges = self.selectionModel().selection()
        blocks = [ranges.at(n) for n in range(ranges.count())]
        return sorted({row for one in blocks for row in range(one.top(), one.bottom() + 1)})

    def _on_activated(self, index: QModelIndex) -> None:
        self.row_activated.emit(self.rows.row_at(index.row()).id)

    def _on_selection_changed(self) -> None:
        if self._restoring:
            return
        chosen = self._selected_rows()
        if len(chosen) > MOST_SELECTED:
            self._keep_first(chosen)
        self.selection_changed.emit(self.selected_ids())

    def _keep_first(self, chosen: Sequence[int]) -> None:
        """Let go of what is chosen beyond a number that is read in a moment."""
        first = QItemSelection()
        for row in chosen[:MOST_SELECTED]:
            first.select(self.rows.index(row, 0), self.rows.index(row, 0))
        flags = QItemSelectionModel.SelectionFlag
        self._restoring = True
        self.selectionModel().select(first, flags.ClearAndSelect | flags.Rows)
        self._restoring = False
        self.selection_cut.emit(MOST_SELECTED)

    def set_empty(self, text: str, *actions: NoticeAction) -> None:
        """Say what an empty list shows."""
        self.empty.set_content(text, actions)

    # --- the head

    def show_order(self, key: str | None, descending: bool = False) -> None:
        """Show by which column the rows are sorted; None means the usual order."""
        self._order = None if key is None else (key, descending)
        head = self.horizontalHeader()
        place = next((n for n, c in enumerate(self.rows.columns) if c.key == key), -1)
        head.setSortIndicatorShown(place >= 0)
        down = Qt.SortOrder.DescendingOrder if descending else Qt.SortOrder.AscendingOrder
        head.setSortIndicator(place, down)

    def _on_head_clicked(self, section: int) -> None:
        column = self.rows.columns[section]
        if not column.sortable:
            return
        again = self._order is not None and self._order[0] == column.key
        if again and self._order is not None and self._order[1]:
            self.show_order(None)  # a third click goes back to the usual order
            self.sort_requested.emit("", False)
        else:
            self.show_order(column.key, again)
            self.sort_requested.emit(column.key, again)

    def _on_resized(self, section: int, _old: int, new: int) -> None:
        if self._settings and self.key and new > 0 and not self._is_fitting:
            kept = self._settings.widths.setdefault(self.key, {})
            kept[self.rows.columns[section].key] = new

    def _on_head_menu(self, place: QPoint) -> None:
        self.column_menu().exec(self.horizontalHeader().mapToGlobal(place))

    def column_menu(self) -> QMenu:
        """Return the menu that chooses the columns."""
        menu = QMenu(self)
        for place, column in enumerate(self.rows.columns):
            action = menu.addAction(_(column.heading))
            action.setCheckable(True)
            action.setChecked(not self.isColumnHidden(place))
            action.toggled.connect(lambda on, n=place: self._show_column(n, on))
        menu.addSeparator()
        menu.addAction(_("Usual columns and widths")).triggered.connect(self._reset_columns)
        return menu

    def _show_column(self, place: int, shown: bool) -> None:
        shown_now = [n for n in range(len(self.rows.columns)) if not self.isColumnHidden(n)]
        if shown or len(shown_now) > 1:
            self.setColumnHidden(place, not shown)
        if self._settings and self.key:
            self._settings.hidden[self.key] = [
                column.key for n, column in enumerate(self.rows.columns) if self.isColumnHidden(n)
            ]
        self._fit()

    def _reset_columns(self) -> None:
        if self._settings:
            self._settings.widths.pop(self.key, None)
            self._settings.hidden.pop(self.key, None)
        self._apply_widths()
        self._fit()

    # --- keys, clipboard, order

    def keyPressEvent(self, event: QKeyEvent) -> None:
        alt = event.modifiers() == Qt.KeyboardModifier.AltModifier
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy_selection()
        elif event.matches(QKeySequence.StandardKey.Paste):
            self.pasted.emit(block_from_text(QGuiApplication.clipboard().text()))
        elif alt and event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self.move_selection(-1 if event.key() == Qt.Key.Key_Up else 1)
        else:
            super().keyPressEvent(event)

    def copy_selection(self) -> None:
        """Put the selected rows, as far as their columns are shown, on the clipboard.

        Several rows go under their headings, so that they can be pasted as a table.
        """
        columns = [n for n in range(len(self.rows.columns)) if not self.isColumnHidden(n)]
        cells = [[self.rows.text_at(row, n) for n in columns] for row in self._selected_rows()]
        if len(cells) > 1:
            cells.insert(0, [_(self.rows.columns[n].heading) for n in columns])
        if cells:
            QGuiApplication.clipboard().setMimeData(block_as_mime(cells))

    def allow_reorder(self, allowed: bool) -> None:
        """Let rows be dragged, and moved by Alt+Up and Alt+Down."""
        self.rows.can_reorder = allowed
        mode = QAbstractItemView.DragDropMode
        self.setDragDropMode(mode.InternalMove if allowed else mode.NoDragDrop)
        self.setDragDropOverwriteMode(False)
        self.setDropIndicatorShown(allowed)

    def move_selection(self, step: int) -> None:
        """Move the selected rows one place up (-1) or down (1)."""
        rows = self._selected_rows()
        if rows and self.rows.can_reorder:
            self._move(rows, rows[0] - 1 if step < 0 else rows[-1] + 2)

    def move_selection_to(self, place: int) -> None:
        """Move the selected rows so that the first of them is at a place, counted from 1."""
        rows = self._selected_rows()
        if rows and self.rows.can_reorder:
            target = place - 1
            self._move(rows, target if target <= rows[0] else target + len(rows))

    def dropEvent(self, event: QDropEvent) -> None:
        place = event.position().toPoint()
        index: QModelIndex = self.indexAt(place)
        target = self.rows.rowCount()
        if index.isValid():
            below = place.y() > self.visualRect(index).center().y()
            target = index.row() + (1 if below else 0)
        event.setDropAction(Qt.DropAction.IgnoreAction)
        event.accept()
        if event.source() is self and self.rows.can_reorder:
            self._move(self._selected_rows(), target)

    def _move(self, rows: Sequence[int], target: int) -> None:
        """Put rows before the row at `target`, and say the new order when it is another."""
        ids = self.rows.all_ids()
        if not 0 <= target <= len(ids):
            return
        moving = [ids[row] for row in rows]
        before = [one for one in ids[:target] if one not in moving]
        after = [one for one in ids[target:] if one not in moving]
        if (new := [*before, *moving, *after]) != ids:
            self.rows_moved.emit(new)
