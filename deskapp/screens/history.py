"""Who did what when, each row before and after, and undoing one action out of the middle."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QPalette, QShortcut
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from deskapp.fields import Complaint, Field, ReferenceField
from deskapp.i18n import N_, _, ngettext
from deskapp.queries.history import (
    ActionRow,
    RowChangeRow,
    count_actions,
    list_actions,
    name_of_row,
    rows_of_action,
)
from deskapp.records.registry import KINDS
from deskapp.settings import Settings
from deskapp.widgets.icons import icon
from deskapp.widgets.record_table import RecordTable
from deskapp.widgets.row_table_model import RIGHT, PagedRows, TableColumn
from deskapp.widgets.screen import Screen
from deskapp.widgets.search_box import SearchBox
from deskapp.widgets.theme import heading_font
from deskapp.workspace.workspace import Workspace, action_in_words

_OPERATIONS = {"insert": N_("New"), "update": N_("Changed"), "delete": N_("Deleted")}
_TONES = {"insert": "green", "update": "blue", "delete": "red"}
# Where a row stands for something that is done, not for a record that somebody enters.
_DEEDS = {
    ("final_scoring", "insert"): ("made_final", N_("Made final")),
    ("final_scoring", "update"): ("made_final", N_("Made final")),
    ("final_scoring", "delete"): ("reopened", N_("Reopened")),
}
_OPERATIONS.update(dict(_DEEDS.values()))
_TONES.update({"made_final": "green", "reopened": "yellow"})
_MOST_LINES = 500
_SIZES = "history_heights"


@dataclass(frozen=True, slots=True)
class ActionLine:
    """One action in words."""

    id: int
    at: datetime
    actor: str
    text: str
    rows: int
    state: str
    can_undo: bool


@dataclass(frozen=True, slots=True)
class ChangeLine:
    """One field of one row, before and after."""

    id: int
    operation: str
    record: str
    field: str
    before: str
    after: str


_ACTION_COLUMNS = (
    TableColumn(
        "at", N_("When"), 15, shown=lambda at: at.strftime("%Y-%m-%d %H:%M"), sortable=False
    ),
    TableColumn("text", N_("What"), 46, sortable=False),
    TableColumn("rows", N_("Rows"), 6, RIGHT, sortable=False),
    TableColumn("state", N_("State"), 9, sortable=False, tone=lambda row: row.state and "grey"),
    TableColumn("actor", N_("Who"), 12, sortable=False),
)
_CHANGE_COLUMNS = (
    TableColumn(
        "operation",
        N_("Change"),
        8,
        shown=lambda operation: _(_OPERATIONS[operation]),
        tone=lambda row: _TONES[row.operation],
        sortable=False,
    ),
    TableColumn("record", N_("Record"), 30, sortable=False),
    TableColumn("field", N_("Field"), 14, sortable=False),
    TableColumn("before", N_("Before"), 22, sortable=False),
    TableColumn("after", N_("After"), 22, sortable=False),
)


class HistoryScreen(Screen):
    """The list of all saved actions, and what the chosen one changed."""

    def __init__(self, workspace: Workspace, settings: Settings) -> None:
        super().__init__(workspace, settings)
        self.table = RecordTable(_ACTION_COLUMNS, "history", settings)
        self.table.setAccessibleName(_("Changes"))
        self.table.set_empty(_("Every saved change is listed here, and can be undone."))
        self.lines = RecordTable(_CHANGE_COLUMNS, "history_rows", settings)
        self.lines.setAccessibleName(_("Rows of the change"))
        self.lines.set_empty(_("Choose a change to see its rows before and after."))
        self.search = SearchBox()
        self.undo_button = QPushButton(icon("undo-2"), _("Undo this change"))
        self.undo_button.setEnabled(False)
        self._title = QLabel()
        self._title.setWordWrap(True)
        self._count = QLabel()
        self._count.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        title = QLabel(_("Changes"))
        title.setFont(heading_font(self.font()))
        head = QHBoxLayout()
        head.addWidget(title)
        head.addWidget(self._count)
        head.addSpacing(8)
        head.addWidget(self.search, 1)
        head.addStretch(1)
        below = QWidget()
        side = QVBoxLayout(below)
        side.setContentsMargins(0, 8, 0, 0)
        line = QHBoxLayout()
        line.addWidget(self._title, 1)
        line.addWidget(self.undo_button)
        side.addLayout(line)
        side.addWidget(self.lines, 1)
        self.splitter = QSplitter(Qt.Orientation.Vertical)  # a line of either needs the width
        self.splitter.addWidget(self.table)
        self.splitter.addWidget(below)
        self.splitter.setChildrenCollapsible(False)
        self.splitter.setSizes(self.settings.splitters.get(_SIZES, [340, 260]))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 10, 8, 4)
        layout.addLayout(head)
        layout.addWidget(self.splitter, 1)

    def _connect(self) -> None:
        self.search.searched.connect(lambda: self.attempt(self.refresh))
        find = QShortcut(QKeySequence("Ctrl+F"), self, self.search.take_focus)
        find.setContext(Qt.ShortcutContext.WindowShortcut)
        self.table.selection_changed.connect(lambda _ids: self.attempt(self._show_chosen))
        self.undo_button.clicked.connect(lambda: self.attempt(self._undo_chosen))
        self.splitter.splitterMoved.connect(self._on_splitter_moved)

    def _on_workspace_changed(self, kinds: frozenset[str]) -> None:
        self._make_stale()  # whatever changed is in the history

    def _on_splitter_moved(self) -> None:
        self.settings.splitters[_SIZES] = self.splitter.sizes()

    def refresh(self) -> None:
        rows = self._rows(self.search.words().casefold())
        self._count.setText(str(len(rows)))
        self.set_status(
            ngettext("{number} change", "{number} changes", len(rows)).format(number=len(rows))
        )
        self.table.set_rows(rows)
        if len(rows) and not self.table.selected_ids():
            self.table.select_ids([rows[0].id])
        self._show_chosen()

    def _rows(self, text: str) -> Sequence[ActionLine]:
        ask = self.workspace.ask
        if text:  # the words are made here, in the language in force
            lines = [_line(row) for row in ask(list_actions)]
            return [line for line in lines if text in f"{line.text} {line.actor}".casefold()]
        return PagedRows(
            ask(count_actions),
            lambda offset, limit: [
                _line(row) for row in ask(list_actions, offset=offset, limit=limit)
            ],
        )

    def _chosen(self) -> ActionLine | None:
        ids = self.table.selected_ids()
        row = self.table.rows.row_of(ids[0]) if len(ids) == 1 else None
        return None if row is None else self.table.rows.row_at(row)

    def _show_chosen(self) -> None:
        chosen = self._chosen()
        self._title.setText(chosen.text if chosen else "")
        self.undo_button.setEnabled(chosen is not None and chosen.can_undo and self.can_write)
        changes = self.workspace.ask(rows_of_action, chosen.id, _MOST_LINES) if chosen else []
        self.lines.set_rows([line for change in changes for line in self._lines_of(change)])

    def _undo_chosen(self) -> None:
        if (chosen := self._chosen()) is not None:
            self.workspace.undo_action(chosen.id)

    def _lines_of(self, change: RowChangeRow) -> Iterator[ChangeLine]:
        kind = KINDS[change.table]
        record = f"{_(kind.label)} {change.name}".strip()
        deed = _DEEDS.get((change.table, change.operation))
        if deed is not None:
            yield ChangeLine(change.id, deed[0], record, "", "", "")
            return
        fields = [f for f in kind.fields if change.before.get(f.name) or change.after.get(f.name)]
        if not fields:
            yield ChangeLine(change.id, change.operation, record, "", "", "")
        for field in fields:
            before = self._shown(field, change.before.get(field.name))
            after = self._shown(field, change.after.get(field.name))
            yield ChangeLine(change.id, change.operation, record, _(field.label), before, after)
            record = ""

    def _shown(self, field: Field, value: object) -> str:
        """Return a value out of the history as a person reads it."""
        if isinstance(field, ReferenceField) and isinstance(value, int):
            return self.workspace.ask(name_of_row, field.to, value)
        try:
            return field.shown(field.parsed(value))
        except Complaint:
            return str(value)


def _line(row: ActionRow) -> ActionLine:
    words = action_in_words(row.action, row.parameters)
    if row.kind == "undo":
        words = _("Undo: {action}").format(action=words)
    elif row.kind == "redo":
        words = _("Redo: {action}").format(action=words)
    if row.reason:
        words = f"{words} ({row.reason})"
    state = _("undone") if row.undone else ""
    can_undo = row.kind == "do" and not row.undone
    return ActionLine(row.id, row.at, row.actor, words, row.rows, state, can_undo)
