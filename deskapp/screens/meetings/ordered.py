"""Edit an ordered list: a table of its items above, the form of the chosen one below."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QHBoxLayout, QSplitter, QVBoxLayout, QWidget

from deskapp.fields import FieldSet, TextField
from deskapp.i18n import _
from deskapp.widgets.icons import icon
from deskapp.widgets.notice import NoticeAction
from deskapp.widgets.record_detail import in_scroll_area
from deskapp.widgets.record_form import RecordForm
from deskapp.widgets.record_page import tool_button
from deskapp.widgets.record_table import RecordTable
from deskapp.widgets.row_table_model import TableColumn


@dataclass(slots=True, eq=False)
class OrderedLine:
    """One item in the table: a number of its own while it has no id, its place, its draft."""

    id: int
    place: int
    draft: Any


class OrderedEditor(QWidget):
    """Holds drafts in their order; all of them are saved together.

    The columns show the `draft` of a line, or its `place`.
    """

    changed = Signal()
    line_shown = Signal(object)  # the draft that the form shows, None when there is none

    def __init__(
        self,
        fields: FieldSet,
        columns: Sequence[TableColumn],
        make: Callable[[], Any],
        add_text: str,
        empty_text: str,
    ) -> None:
        super().__init__()
        self.is_dirty = False
        self._make = make
        self._fields = fields
        self._lines: list[OrderedLine] = []
        self._next_id = 1
        self.opened: dict[int, int] = {}  # the id and version of what was saved when shown
        self._shown: OrderedLine | None = None
        self._read_only = False
        self.table = RecordTable(columns)
        self.table.setSelectionMode(RecordTable.SelectionMode.SingleSelection)
        self.form = RecordForm(fields, two_columns=True)
        self.form_area = QWidget()
        self.tools = QHBoxLayout()
        self._empty_text = empty_text
        self._add_actions(add_text)
        self._lay_out()
        self.table.selection_changed.connect(self._on_selection)
        self.table.rows_moved.connect(self._on_moved)
        self.table.row_activated.connect(lambda _id: self.form.focus_first())
        self.form.changed.connect(self._on_typed)
        self.show_drafts([])

    def _add_actions(self, add_text: str) -> None:
        self.add_action = self._action("plus", add_text, "Ins", self.add)
        self.up_action = self._action("arrow-up", _("Up"), "Alt+Up", lambda: self.move(-1))
        self.down_action = self._action("arrow-down", _("Down"), "Alt+Down", lambda: self.move(1))
        self.remove_action = self._action("trash-2", _("Remove"), "Del", self.remove)
        # Del removes an item only from the table; in a text it deletes a character.
        self.removeAction(self.remove_action)
        self.table.addAction(self.remove_action)
        self.remove_action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)

    def _action(self, picture: str, text: str, keys: str, run: Callable[[], None]) -> QAction:
        action = QAction(icon(picture), text, self)
        action.setShortcut(QKeySequence(keys))
        action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        action.setToolTip(f"{text} ({keys})")
        action.triggered.connect(run)
        self.addAction(action)
        return action

    def _lay_out(self) -> None:
        for action in (self.add_action, self.up_action, self.down_action, self.remove_action):
            self.tools.addWidget(tool_button(action))
        self.tools.addStretch(1)
        self._below = QVBoxLayout(self.form_area)
        self._below.setContentsMargins(0, 0, 0, 0)
        self._below.addWidget(self.form)
        upper = QWidget()
        above = QVBoxLayout(upper)
        above.setContentsMargins(16, 8, 16, 4)
        above.addLayout(self.tools)
        above.addWidget(self.table, 1)
        self.splitter = QSplitter(Qt.Orientation.Vertical)
        self.splitter.setChildrenCollapsible(False)
        self.splitter.addWidget(upper)
        self.splitter.addWidget(in_scroll_area(self.form_area))
        self.splitter.setSizes([200, 300])
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.splitter)

    def add_below(self, widget: QWidget) -> None:
        """Put a widget under the form of the chosen line."""
        self._below.addWidget(widget)

    # What is edited

    def show_drafts(self, drafts: Sequence[Any]) -> None:
        """Show these as saved; the place in the list stays."""
        place = self._lines.index(self._shown) if self._shown in self._lines else 0
        self._lines = [self._line(draft) for draft in drafts]
        self.opened = {draft.id: draft.version for draft in drafts}
        self.is_dirty = False
        self._show_line(self._lines[min(place, len(drafts) - 1)] if drafts else None)

    def drafts(self) -> list[Any]:
        """Return the drafts in their order, the half-typed text included."""
        if self._shown is not None and not self._read_only:
            self.form.write_into(self._shown.draft)
        return [line.draft for line in self._lines]

    def take_over(self, saved: Sequence[Any]) -> None:
        """Make what is edited the successor of what somebody else saved meanwhile.

        The person was told; the next save keeps what was typed, and what the other one added.
        """
        versions = {draft.id: draft.version for draft in saved}
        for line in self._lines:
            line.draft.version = versions.get(line.draft.id, 0)
            if line.draft.id not in versions:
                line.draft.id = None
        self._lines += [self._line(draft) for draft in saved if draft.id not in self.opened]
        self.opened = versions
        self._show_table()

    def current(self) -> Any | None:
        """Return the draft that the form shows."""
        return self._shown.draft if self._shown else None

    def place(self) -> int | None:
        """Return the place in the order of the draft that the form shows, from 0."""
        return self._lines.index(self._shown) if self._shown else None

    def check(self) -> bool:
        """Return whether all drafts fit; otherwise show the first that does not, and why."""
        for draft, line in zip(self.drafts(), self._lines, strict=True):
            fields = (editor.field for editor in self.form.editors.values())
            if any(field.complaint(getattr(draft, field.name)) for field in fields):
                self._show_line(line)
                return self.form.check()
        return True

    def set_read_only(self, read_only: bool) -> None:
        """Let the list be read only."""
        self._read_only = read_only
        self.form.set_read_only(read_only)
        self.table.allow_reorder(not read_only)
        self._enable_actions()

    def mark_dirty(self) -> None:
        """Take what is edited as not yet saved."""
        self.is_dirty = True
        self.changed.emit()

    # What one does to the list

    def add(self) -> None:
        """Add an item after the chosen one, and put the cursor in it."""
        if self._read_only:
            return
        place = self._lines.index(self._shown) + 1 if self._shown else len(self._lines)
        line = self._line(self._make())
        self._lines.insert(place, line)
        self._show_line(line)
        self.mark_dirty()
        self._focus_words()

    def _focus_words(self) -> None:
        """Put the cursor where the new item is written, past what is only chosen."""
        words = next(field.name for field in self._fields if isinstance(field, TextField))
        self.form.editors[words].setFocus(Qt.FocusReason.OtherFocusReason)

    def remove(self) -> None:
        """Take the chosen item out; it is gone once the list is saved."""
        if self._read_only or self._shown is None:
            return
        place = self._lines.index(self._shown)
        del self._lines[place]
        self._show_line(self._lines[min(place, len(self._lines) - 1)] if self._lines else None)
        self.mark_dirty()

    def move(self, step: int) -> None:
        """Move the chosen item up (-1) or down (1)."""
        if self._shown is None or self._read_only:
            return
        old = self._lines.index(self._shown)
        new = old + step
        if 0 <= new < len(self._lines):
            self._lines.insert(new, self._lines.pop(old))
            self._show_table()
            self.mark_dirty()

    def _line(self, draft: Any) -> OrderedLine:
        self._next_id += 1
        return OrderedLine(self._next_id, 0, draft)

    # What is shown

    def _show_line(self, line: OrderedLine | None) -> None:
        self._shown = line
        self.form.setVisible(line is not None)
        self.form_area.setVisible(line is not None)
        if line is not None:
            self.form.show_draft(line.draft)
        self._show_table()
        self.line_shown.emit(self.current())

    def _show_table(self) -> None:
        for place, line in enumerate(self._lines, start=1):
            line.place = place
        self.table.blockSignals(True)
        self.table.set_rows(list(self._lines))
        self.table.select_ids([self._shown.id] if self._shown else [])
        self.table.blockSignals(False)
        self._enable_actions()

    def show_current_again(self) -> None:
        """Show in the table what changed in the chosen item."""
        if self._shown is not None:
            row = self._lines.index(self._shown)
            model = self.table.rows
            model.dataChanged.emit(model.index(row, 0), model.index(row, model.columnCount() - 1))

    def _enable_actions(self) -> None:
        add = NoticeAction(self.add_action.text(), self.add)
        self.table.set_empty(self._empty_text, *(() if self._read_only else (add,)))
        place = self._lines.index(self._shown) if self._shown else -1
        self.add_action.setEnabled(not self._read_only)
        self.remove_action.setEnabled(not self._read_only and place >= 0)
        self.up_action.setEnabled(not self._read_only and place > 0)
        self.down_action.setEnabled(not self._read_only and 0 <= place < len(self._lines) - 1)

    def _on_selection(self, ids: list[int]) -> None:
        line = next((one for one in self._lines if one.id in ids), None)
        if line is not None and line is not self._shown:
            self.drafts()
            self._show_line(line)

    def _on_moved(self, ids: list[int]) -> None:
        self._lines.sort(key=lambda line: ids.index(line.id))
        self._show_table()
        self.mark_dirty()

    def _on_typed(self, name: str) -> None:
        if self._shown is not None:
            # Not form.values(): that would end what is being composed in the input method.
            setattr(self._shown.draft, name, self.form.editors[name].value())
            self.show_current_again()
            self.mark_dirty()
