"""The indicators of a scheme: their table at the left, the form of the chosen one at the right."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QHBoxLayout, QSplitter, QVBoxLayout, QWidget

from deskapp.i18n import _
from deskapp.screens.appraisal.scheme.indicator_form import IndicatorForm
from deskapp.screens.appraisal.scheme.lines import COLUMNS, IndicatorLine
from deskapp.settings import Settings
from deskapp.usecases.schemes import IndicatorDraft
from deskapp.widgets.form_stack import scrolled, settle_layouts
from deskapp.widgets.icons import icon
from deskapp.widgets.notice import NoticeAction
from deskapp.widgets.record_table import RecordTable
from deskapp.widgets.tool_button import tool_button

_KEY = "scheme indicators"
_SIZES = [640, 500]
_PAGE_MARGINS = 32  # of the area that scrolls the form


class IndicatorsEditor(QWidget):
    """Holds the drafts in their order; all of them are saved together."""

    changed = Signal()
    save_requested = Signal()

    def __init__(
        self, settings: Settings, may_remove: Callable[[IndicatorDraft, Callable[[], None]], None]
    ) -> None:
        super().__init__()
        self._settings = settings
        self._may_remove = may_remove
        self._lines: list[IndicatorLine] = []
        self._shown: IndicatorLine | None = None
        self._next_id = 1
        self._read_only = False
        self.table = RecordTable(COLUMNS, _KEY, settings)
        self.table.setAccessibleName(_("Indicators"))
        self.table.setSelectionMode(RecordTable.SelectionMode.SingleSelection)
        self.form = IndicatorForm()
        self._add_actions()
        self._lay_out()
        self.table.selection_changed.connect(self._on_selection)
        self.table.rows_moved.connect(self._on_moved)
        self.table.row_activated.connect(lambda _id: self.form.start())
        self.form.installEventFilter(self)
        self.form.changed.connect(self._on_typed)
        self.form.save_requested.connect(self.save_requested)

    def _add_actions(self) -> None:
        self.add_action = self._action("plus", _("Add indicator"), "Ins", self.add)
        # From the head of the scheme too: one goes on to the indicators without the mouse.
        self.add_action.setShortcutContext(Qt.ShortcutContext.WindowShortcut)
        self.copy_action = self._action("copy", _("Duplicate"), "Ctrl+D", self.duplicate)
        self.up_action = self._action("arrow-up", _("Up"), "Alt+Up", lambda: self.move(-1))
        self.down_action = self._action("arrow-down", _("Down"), "Alt+Down", lambda: self.move(1))
        self.remove_action = self._action("trash-2", _("Remove"), "Del", self.remove)
        # Del removes an indicator only from the table; in a text it deletes a character.
        self.removeAction(self.remove_action)
        self.table.addAction(self.remove_action)
        self.remove_action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)

    def _action(self, picture: str, text: str, keys: str, run: Callable[[], None]) -> QAction:
        action = QAction(icon(picture), text, self)
        action.setShortcut(QKeySequence(keys))
        action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        action.setToolTip(f"{text} ({keys})")
        action.triggered.connect(lambda: run())
        self.addAction(action)
        return action

    def _lay_out(self) -> None:
        tools = QHBoxLayout()
        for action in (
            self.add_action,
            self.copy_action,
            self.up_action,
            self.down_action,
            self.remove_action,
        ):
            tools.addWidget(tool_button(action))
        tools.addStretch(1)
        left = QWidget()
        side = QVBoxLayout(left)
        side.setContentsMargins(12, 0, 0, 0)
        side.setSpacing(4)
        side.addLayout(tools)
        side.addWidget(self.table, 1)
        self._area = scrolled(self.form)
        self.splitter = QSplitter(Qt.Orientation.Horizontal)
        self.splitter.setChildrenCollapsible(False)
        self.splitter.addWidget(left)
        self.splitter.addWidget(self._area)
        self.splitter.setStretchFactor(0, 1)
        self.splitter.setSizes(self._settings.splitters.get(_KEY, _SIZES))
        self.splitter.splitterMoved.connect(self._on_splitter_moved)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.splitter)

    # What is edited

    def show_drafts(self, drafts: Sequence[IndicatorDraft]) -> None:
        """Show these; the place in the list stays."""
        place = self._lines.index(self._shown) if self._shown in self._lines else 0
        self._lines = [self._line(draft) for draft in drafts]
        self._show_line(self._lines[min(place, len(drafts) - 1)] if drafts else None)

    def drafts(self) -> list[IndicatorDraft]:
        """Return the drafts in their order, the half-typed text included."""
        if self._shown is not None and not self._read_only:
            self.form.write()
        return [line.draft for line in self._lines]

    def sums(self) -> list[IndicatorDraft]:
        """Return the drafts as they stand, without ending what is being typed."""
        return [line.draft for line in self._lines]

    def show_place(self, place: int) -> None:
        """Show the indicator at a place, counted from 1, with its complaints."""
        if 1 <= place <= len(self._lines):
            if self._lines[place - 1] is not self._shown:  # what cannot be read stays as typed
                self._show_line(self._lines[place - 1])
            self.form.check()

    def show_complaints(self, place: int, complaints: Mapping[str, str]) -> None:
        """Show the indicator at a place with complaints of the use case, by field."""
        self.show_place(place)
        self.form.show_complaints(complaints)

    def check(self) -> bool:
        """Return whether what the form shows can be read."""
        return self._shown is None or self._read_only or not self.form.complaint()

    def set_read_only(self, read_only: bool) -> None:
        """Let the indicators be read only."""
        self._read_only = read_only
        self.form.set_read_only(read_only)
        self.table.allow_reorder(not read_only)
        self._enable_actions()

    # What one does to the list

    def add(self) -> None:
        """Add an indicator after the chosen one, of the same group, and put the cursor in it."""
        before = self._shown.draft if self._shown else IndicatorDraft()
        self._insert(IndicatorDraft(section=before.section, level1=before.level1))

    def duplicate(self) -> None:
        """Add an indicator like the chosen one after it."""
        if self._shown is not None:
            copied = replace(self._shown.draft, id=None)
            copied.measure_parameters = dict(copied.measure_parameters)
            copied.rule_parameters = dict(copied.rule_parameters)
            self._insert(copied)

    def _insert(self, draft: IndicatorDraft) -> None:
        if self._read_only or not self.check():
            return
        place = self._lines.index(self._shown) + 1 if self._shown else len(self._lines)
        line = self._line(draft)
        self._lines.insert(place, line)
        self._show_line(line)
        self.changed.emit()
        self.form.start()

    def remove(self) -> None:
        """Take the chosen indicator out, once it is known that what hangs on it may go."""
        line = self._shown
        if line is not None and not self._read_only:
            self._may_remove(line.draft, lambda: self._take_out(line))

    def _take_out(self, line: IndicatorLine) -> None:
        if line not in self._lines:
            return
        place = self._lines.index(line)
        del self._lines[place]
        self._show_line(self._lines[min(place, len(self._lines) - 1)] if self._lines else None)
        self.changed.emit()

    def move(self, step: int) -> None:
        """Move the chosen indicator up (-1) or down (1)."""
        if self._shown is None or self._read_only:
            return
        old = self._lines.index(self._shown)
        if 0 <= old + step < len(self._lines):
            self._lines.insert(old + step, self._lines.pop(old))
            self._show_table()
            self.changed.emit()

    def _line(self, draft: IndicatorDraft) -> IndicatorLine:
        self._next_id += 1
        line = IndicatorLine(self._next_id, draft)
        line.read()
        return line

    # What is shown

    def _show_line(self, line: IndicatorLine | None) -> None:
        self._shown = line
        self.form.setVisible(line is not None)
        if line is not None:
            self.form.show_draft(line.draft)
            self.form.offer_level1([one.draft.level1 for one in self._lines])
            settle_layouts(self.form)
        self._show_table()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let the form never be cut at its side, whatever its rule asks for."""
        if watched is self.form and event.type() == QEvent.Type.LayoutRequest:
            beside = _PAGE_MARGINS + self._area.verticalScrollBar().sizeHint().width()
            self._area.setMinimumWidth(self.form.minimumSizeHint().width() + beside)
        return super().eventFilter(watched, event)

    def _show_table(self) -> None:
        for place, line in enumerate(self._lines, start=1):
            line.place = place
        self.table.blockSignals(True)
        self.table.set_rows(list(self._lines))
        self.table.select_ids([self._shown.id] if self._shown else [])
        self.table.blockSignals(False)
        self._enable_actions()

    def _enable_actions(self) -> None:
        add = NoticeAction(self.add_action.text(), self.add)
        text = _("No indicator yet. An indicator says what is worth how many points, and why.")
        self.table.set_empty(text, *(() if self._read_only else (add,)))
        place = self._lines.index(self._shown) if self._shown else -1
        can_write = not self._read_only
        self.add_action.setEnabled(can_write)
        for action in (self.copy_action, self.remove_action):
            action.setEnabled(can_write and place >= 0)
        self.up_action.setEnabled(can_write and place > 0)
        self.down_action.setEnabled(can_write and 0 <= place < len(self._lines) - 1)

    def _on_selection(self, ids: list[int]) -> None:
        line = next((one for one in self._lines if one.id in ids), None)
        if line is None or line is self._shown:
            return
        if not self.check():  # what cannot be read would be lost
            self._show_table()
            return
        self.drafts()
        self._show_line(line)

    def _on_moved(self, ids: list[int]) -> None:
        self._lines.sort(key=lambda line: ids.index(line.id))
        self._show_table()
        self.changed.emit()

    def _on_typed(self) -> None:
        if self._shown is None:
            return
        self._shown.read()
        model, row = self.table.rows, self._lines.index(self._shown)
        model.dataChanged.emit(model.index(row, 0), model.index(row, model.columnCount() - 1))
        self.changed.emit()

    def _on_splitter_moved(self) -> None:
        self._settings.splitters[_KEY] = self.splitter.sizes()
