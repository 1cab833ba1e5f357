"""A page that keeps records: the list at the left, the chosen one at the right.

Nothing typed is ever lost: whoever leaves a changed record saves it, or stays with complaints.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, ClassVar

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence, QPalette
from PySide6.QtWidgets import (
    QHBoxLayout,
    QInputDialog,
    QLabel,
    QSplitter,
    QStackedWidget,
    QVBoxLayout,
)

from deskapp.errors import ChangedElsewhere
from deskapp.i18n import N_, _, ngettext
from deskapp.settings import Settings
from deskapp.widgets.bulk_panel import BulkPanel
from deskapp.widgets.detail_panel import DetailPanel
from deskapp.widgets.discarding import ask_to_discard
from deskapp.widgets.filter_chips import FilterChips
from deskapp.widgets.icons import icon
from deskapp.widgets.notice import Notice, NoticeAction
from deskapp.widgets.record_detail import RecordDetail
from deskapp.widgets.record_table import RecordTable
from deskapp.widgets.row_table_model import TableColumn
from deskapp.widgets.screen import Screen
from deskapp.widgets.search_box import SearchBox
from deskapp.widgets.theme import heading_font
from deskapp.widgets.tool_button import tool_button
from deskapp.workspace.workspace import Workspace

__all__ = ["BulkPanel", "RecordPage", "tool_button"]


class RecordPage(Screen):
    """List and detail of one kind of record.

    A page of its own says which rows there are (`list_rows`, `count_all`), how one is edited
    (`make_detail`), and what deleting and reordering do; all else is here.
    """

    key: ClassVar[str] = ""
    title: ClassVar[str] = ""
    new_text: ClassVar[str] = N_("New")
    empty_text: ClassVar[str] = N_("There is nothing here yet.")
    columns: ClassVar[tuple[TableColumn, ...]] = ()
    can_duplicate: ClassVar[bool] = True
    can_reorder: ClassVar[bool] = False
    # The kind of import that takes cells pasted into the list, such as "people".
    pastes_as: ClassVar[str] = ""

    def __init__(self, workspace: Workspace, settings: Settings) -> None:
        super().__init__(workspace, settings)
        self.current_id: int | None = None
        self.order: tuple[str, bool] | None = None
        self.table = RecordTable(self.columns, self.key, settings)
        self.table.setAccessibleName(_(self.title))
        self.chips = FilterChips()
        self.detail = self.make_detail()
        self.panel = DetailPanel(self.detail, can_write=self.can_write)
        self.bulk = self.make_bulk_panel()
        self.search = SearchBox()
        self.tools = QHBoxLayout()
        self._count = QLabel()
        self._hint = QLabel(_("Choose a row of the list, or make a new one."))
        self._right = QStackedWidget()
        self.splitter = QSplitter(Qt.Orientation.Horizontal)
        self._add_actions()
        self._lay_out()
        self._connect()
        self.set_up()
        self._offer_changes()

    # --- what a page says of itself

    def list_rows(self, search: str) -> Sequence[Any]:
        """Return the rows to show, sorted by `self.order`, filtered by `self.chips`."""
        raise NotImplementedError

    def count_all(self) -> int | None:
        """Return how many rows there are without search and filter; None when unknown."""
        return None

    def make_detail(self) -> RecordDetail:
        """Return the widget that edits one record."""
        raise NotImplementedError

    def make_bulk_panel(self) -> BulkPanel | None:
        """Return what is shown while several rows are chosen."""
        return None

    def set_up(self) -> None:
        """Add chips and buttons, once everything else is there."""

    def delete_rows(self, ids: Sequence[int]) -> None:
        """Delete records; raises LedgerError."""
        raise NotImplementedError

    def reorder_rows(self, ids: Sequence[int]) -> None:
        """Put all records into this order; raises LedgerError."""
        raise NotImplementedError

    def empty_actions(self) -> tuple[NoticeAction, ...]:
        """Return the buttons of an empty list; the first is the one to press."""
        return (NoticeAction(_(self.new_text), self.new_record),)

    # --- building

    def _add_actions(self) -> None:
        self.new_action = self._action("plus", _(self.new_text), "Ctrl+N", self.new_record)
        self.duplicate_action = self._action("copy", _("Duplicate"), "Ctrl+D", self.duplicate)
        self.delete_action = self._action("trash-2", _("Delete"), "Del", self.delete_selected)
        # Del deletes a record only from the list; in a text it deletes a character.
        self.removeAction(self.delete_action)
        self.table.addAction(self.delete_action)
        self.delete_action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        self.duplicate_action.setVisible(self.can_duplicate)
        self.place_action = self._action("grip-vertical", _("Place…"), "Ctrl+M", self._ask_place)
        self.place_action.setToolTip(
            _("Move to a place by its number; or drag, or Alt+Up, Alt+Down")
        )
        self._action("save", _("Save"), "Ctrl+S", self.save)
        self._action("search", _("Search"), "Ctrl+F", self.search.take_focus)
        self._action("pencil", _("Edit"), "F2", self.detail.focus_first)

    def _action(self, picture: str, text: str, keys: str, run: Any) -> QAction:
        action = QAction(icon(picture), text, self)
        action.setShortcut(QKeySequence(keys))
        # The window's: they work at once, wherever the keyboard is; hidden pages do not hear.
        action.setShortcutContext(Qt.ShortcutContext.WindowShortcut)
        action.setToolTip(f"{text} ({action.shortcut().toString()})")
        action.triggered.connect(lambda: self.attempt(run))
        self.addAction(action)
        return action

    def _lay_out(self) -> None:
        title = QLabel(_(self.title))
        title.setFont(heading_font(self.font()))
        self._count.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        head = QHBoxLayout()
        head.addWidget(title)
        head.addWidget(self._count)
        head.addSpacing(8)
        head.addWidget(self.search, 1)
        head.addStretch(1)
        head.addLayout(self.tools)
        actions = (self.place_action, self.new_action, self.duplicate_action, self.delete_action)
        for action in actions:
            head.addWidget(tool_button(action))
        self._hint.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._hint.setWordWrap(True)
        self._hint.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        for widget in (self._hint, self.panel, self.bulk):
            if widget is not None:
                self._right.addWidget(widget)
        self.splitter.addWidget(self.table)
        self.splitter.addWidget(self._right)
        self.splitter.setChildrenCollapsible(False)
        self.splitter.setStretchFactor(0, 3)
        self.splitter.setStretchFactor(1, 2)
        self.splitter.setSizes(self.settings.splitters.get(self.key, [640, 500]))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 10, 8, 4)
        layout.addLayout(head)
        layout.addWidget(self.chips)
        layout.addWidget(self.splitter, 1)

    def _connect(self) -> None:
        self.search.searched.connect(lambda: self.attempt(self.refresh))
        self.search.entered.connect(self._on_search_entered)
        self.chips.changed.connect(lambda: self.attempt(self.refresh))
        self.table.sort_requested.connect(self._on_sort)
        self.table.selection_changed.connect(self._on_selection)
        self.table.row_activated.connect(lambda _id: self.detail.focus_first())
        self.table.rows_moved.connect(self._on_rows_moved)
        self.table.pasted.connect(self._on_pasted)
        self.table.selection_cut.connect(self._on_selection_cut)
        self.panel.save_clicked.connect(lambda: self.attempt(self.save))
        self.panel.revert_clicked.connect(lambda: self.attempt(self.ask_to_revert))
        self.detail.save_requested.connect(lambda: self.attempt(self.save))
        self.splitter.splitterMoved.connect(self._on_splitter_moved)

    # --- the list

    def refresh(self) -> None:
        """Read the list again, and the open record unless it is being edited."""
        rows = self.list_rows(self.search.words())
        self._say_how_many(len(rows))
        may_reorder = self.can_write and self.may_reorder()
        self.table.allow_reorder(may_reorder)
        self.place_action.setVisible(may_reorder)
        self.table.set_rows(rows)
        if self.current_id is not None and not self.detail.is_dirty():
            self._reopen(self.current_id)
        if self.current_id is None and len(rows) and self._right.currentWidget() is self._hint:
            self.select(rows[0].id)

    def _on_year_changed(self) -> None:
        if self.depends_on_year and not self.detail.is_dirty():
            self._show_hint()  # what is open belongs to the year before
        super()._on_year_changed()

    def show_writable(self) -> None:
        self._offer_changes()
        if self._right.currentWidget() is self.panel:
            self.detail.set_read_only(not self.can_write)

    def _offer_changes(self) -> None:
        can_write = self.can_write
        for action in (self.new_action, self.duplicate_action, self.delete_action):
            action.setEnabled(can_write)
        self.panel.allow_saving(can_write)
        if self.bulk is not None:
            self.bulk.setEnabled(can_write)

    def is_filtered(self) -> bool:
        """Return whether the list shows a part, or is sorted in another way than usual."""
        return bool(self.is_narrowed() or self.order)

    def is_narrowed(self) -> bool:
        """Return whether a search or a filter leaves rows out."""
        return bool(self.search.words() or self.chips.is_any_pressed())

    def may_reorder(self) -> bool:
        """Return whether rows can be put into another order as they are shown now."""
        return self.can_reorder and not self.is_filtered()

    def _say_how_many(self, shown: int) -> None:
        total = self.count_all()
        self._count.setText(str(shown))
        if total is None or total == shown:
            self.set_status(ngettext("{number} row", "{number} rows", shown).format(number=shown))
        else:
            self._count.setText(f"{shown} / {total}")
            text = _("{shown} of {total} shown").format(shown=shown, total=total)
            self.set_status(text)
        if self.is_narrowed():
            clear = NoticeAction(_("Show everything"), self.show_everything)
            self.table.set_empty(_("Nothing fits the search and the filters."), clear)
        else:
            actions = self.empty_actions() if self.can_write else ()
            self.table.set_empty(_(self.empty_text), *actions)

    def show_everything(self) -> None:
        """Take search and filters away."""
        self.search.clear()
        self.chips.clear()

    def _on_sort(self, key: str, descending: bool) -> None:
        self.order = (key, descending) if key else None
        self.attempt(self.refresh)

    def _on_search_entered(self) -> None:
        if self.table.rows.rowCount() and self.save_if_dirty():
            self.select(self.table.rows.row_at(0).id)
            self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_selection_cut(self, number: int) -> None:
        self.tell(_("At most {number} rows are chosen at once.").format(number=number))

    def _on_pasted(self, cells: list[list[str]]) -> None:
        """Hand a block of cells to the import, which shows what it would change."""
        if not cells or not self.can_write:
            return
        if self.pastes_as:
            self.page_requested.emit("exchange", (self.pastes_as, cells))
        else:
            there = NoticeAction(
                _("Excel in and out"), lambda: self.page_requested.emit("exchange", None)
            )
            said = _("Cells cannot be pasted into this list. See Excel in and out for what can be.")
            self.told.emit(Notice(said, "info", (there,)))

    def _ask_place(self) -> None:
        number, last = len(self.table.selected_ids()), self.table.rows.rowCount()
        if number and self.save_if_dirty():
            place, is_chosen = QInputDialog.getInt(
                self, _(self.title), _("Place in the office's order"), 1, 1, last - number + 1
            )
            if is_chosen:
                self.table.move_selection_to(place)

    def _on_rows_moved(self, ids: list[int]) -> None:
        self.attempt(lambda: self.reorder_rows(ids))

    def _on_splitter_moved(self) -> None:
        self.settings.splitters[self.key] = self.splitter.sizes()

    # --- the record

    def _on_selection(self, ids: list[int]) -> None:
        if not self.save_if_dirty():
            self.table.select_ids([] if self.current_id is None else [self.current_id])
        elif len(ids) > 1 and self.bulk is not None:
            self.bulk.set_ids(ids)
            self._right.setCurrentWidget(self.bulk)
        elif len(ids) == 1:
            self.attempt(lambda: self._open(ids[0]))
        elif not ids:
            self._show_hint()

    def select(self, record_id: int) -> None:
        """Choose a row of the list and open it; raises LedgerError when it is gone."""
        self.table.select_ids([record_id])
        self._open(record_id)

    def show_target(self, target: object) -> None:
        """Open the record with this id, whatever was searched for."""
        if isinstance(target, int) and self.save_if_dirty():
            if self.table.rows.row_of(target) is None and self.is_filtered():
                self.show_everything()
            self.attempt(lambda: self.select(target))

    def current_target(self) -> int | None:
        return self.current_id

    def _open(self, record_id: int) -> None:
        self.detail.open_record(record_id)
        if record_id != self.current_id:
            self.panel.note.clear()
        self.current_id = record_id
        self._show_panel()

    def _reopen(self, record_id: int) -> None:
        gone = self.table.rows.row_of(record_id) is None and not self.is_filtered()
        if gone and not self.table.rows.is_paged():
            self._show_hint()  # deleted, here or by an undo
            return
        try:
            self.detail.open_record(record_id)
        except ChangedElsewhere:
            self._show_hint()
        else:
            self.panel.update_heading()

    def _show_panel(self) -> None:
        self.panel.update_heading()
        self.panel.show_new(is_new=self.current_id is None)
        self.detail.set_read_only(not self.can_write)
        self._right.setCurrentWidget(self.panel)

    def _show_hint(self) -> None:
        self.current_id = None
        self._right.setCurrentWidget(self._hint)

    def new_record(self) -> None:
        """Start a new record, once what is open is saved."""
        if self.save_if_dirty():
            self.table.select_ids([])
            self.current_id = None
            self.detail.open_new()
            self.panel.note.clear()
            self._show_panel()
            self.detail.focus_first()

    def duplicate(self) -> None:
        """Start a new record from the one that is open."""
        if self.current_id is not None and self.save_if_dirty():
            self.table.select_ids([])
            self.current_id = None
            self.detail.duplicate()
            self._show_panel()
            self.detail.focus_first()

    def delete_selected(self) -> None:
        """Delete the chosen rows, and offer to undo it.

        What is typed into one of them is given up only once they are deleted.
        """
        ids = self.table.selected_ids()
        if not ids or (self.current_id not in ids and not self.save_if_dirty()):
            return
        self.delete_rows(ids)
        if self.detail.is_dirty():
            self.detail.open_new()
        self._show_hint()
        self.refresh()
        # What was done names the record, so that one sees which it was.
        done = self.workspace.last_saved
        self.tell_undoable(done.text if done else _("Deleted"))

    def save(self) -> bool:
        """Save the open record; return whether it is saved."""
        if not self.detail.is_dirty():
            return True
        try:
            saved = self.detail.save()
        except ChangedElsewhere:
            self.detail.take_over_saved()
            raise
        if saved is None:
            return False
        was_new = self.current_id is None
        self.current_id = saved
        if was_new:
            self.table.select_ids([saved])
        self.detail.open_record(saved)
        self._show_panel()
        if self.workspace.last_saved is not None:
            self.panel.show_saved(self.workspace.last_saved.at)
        return True

    def save_if_dirty(self) -> bool:
        """Save what was typed; return False when it cannot be saved, and say why."""
        return not self.detail.is_dirty() or bool(self.attempt(self.save))

    def leave(self) -> bool:
        return self.save_if_dirty()

    def ask_to_revert(self) -> None:
        """Go back to what was saved; ask first where nothing of it is saved."""
        if self.current_id is None and self.detail.is_dirty():
            ask_to_discard(self, self.detail.heading(), lambda: self.attempt(self.revert))
        else:
            self.revert()

    def revert(self) -> None:
        """Go back to what was saved."""
        if self.current_id is None:
            self.detail.open_new()
            self._show_hint()
            return
        try:
            self._open(self.current_id)
        except ChangedElsewhere:  # deleted by somebody else: there is nothing to go back to
            self.detail.open_new()
            self._show_hint()
            raise
