"""A part of the study page that is one list with filters and buttons above it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, ClassVar

from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout

from deskapp.i18n import _, ngettext
from deskapp.queries.lists import Order
from deskapp.screens.study.part import StudyPart
from deskapp.settings import Settings
from deskapp.widgets.icons import icon
from deskapp.widgets.notice import NoticeAction
from deskapp.widgets.record_table import RecordTable
from deskapp.widgets.row_table_model import TableColumn
from deskapp.widgets.theme import heading_font
from deskapp.workspace.reader import Question, Reader
from deskapp.workspace.workspace import Workspace


class ListPart(StudyPart):
    """A part of its own says which rows there are, and adds filters and buttons."""

    key: ClassVar[str] = ""
    title: ClassVar[str] = ""
    empty_text: ClassVar[str] = ""
    columns: ClassVar[tuple[TableColumn, ...]] = ()
    depends_on_year = True
    sorts_itself: ClassVar[bool] = False  # whether the query sorts

    def __init__(self, workspace: Workspace, settings: Settings) -> None:
        super().__init__(workspace, settings)
        self.table = RecordTable(self.columns, self.key, settings)
        self.table.setAccessibleName(_(self.title))
        self.order: Order | None = None
        self.reader = Reader(workspace, _(self.title), self)
        self._answer: Any = None
        self.filters = QHBoxLayout()
        self.buttons = QHBoxLayout()
        self._count = QLabel()
        self._count.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        self._lay_out()
        self.table.row_activated.connect(lambda row_id: self.attempt(lambda: self.open(row_id)))
        self.table.selection_changed.connect(lambda _ids: self.enable())
        self.table.sort_requested.connect(self._on_sort)
        self.reader.answered.connect(self._on_answered)
        self.reader.failed.connect(self.failed)
        self.set_up()
        self.enable()

    def _lay_out(self) -> None:
        title = QLabel(_(self.title))
        title.setFont(heading_font(self.font()))
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(title)
        head.addWidget(self._count)
        head.addSpacing(8)
        head.addLayout(self.filters, 2)
        head.addStretch(1)
        head.addLayout(self.buttons)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 10, 8, 4)
        layout.addLayout(head)
        layout.addWidget(self.table, 1)

    # --- what a part says of itself

    def set_up(self) -> None:
        """Add filters and buttons, once everything else is there."""

    def question(self) -> Question:
        """Return what the ledger is asked on another thread."""
        raise NotImplementedError

    def lines(self, answer: Any) -> tuple[Sequence[Any], int]:
        """Return the rows to show of an answer, and how many there are without filters."""
        raise NotImplementedError

    def open(self, row_id: int) -> None:
        """Do what Enter and a double click on a row do."""
        raise NotImplementedError

    def show_everything(self) -> None:
        """Take the filters away."""

    def enable(self) -> None:
        """Let the buttons be pressed that fit what is chosen."""

    # --- what all parts do

    def refresh(self) -> None:
        self.reader.ask(self.question())

    def _on_answered(self, answer: Any) -> None:
        self._answer = answer
        self.attempt(self.show_lines)

    def show_lines(self) -> None:
        """Show what was answered last, as the filters and the order are now."""
        if self._answer is None:
            return
        rows, total = self.lines(self._answer)
        shown = len(rows)
        self._count.setText(str(shown) if shown == total else f"{shown} / {total}")
        if shown == total:
            said = ngettext("{number} row", "{number} rows", shown).format(number=shown)
            self.table.set_empty(_(self.empty_text))
        else:
            said = _("{shown} of {total} shown").format(shown=shown, total=total)
            clear = NoticeAction(_("Show everything"), self.show_everything)
            self.table.set_empty(_("Nothing fits the search and the filters."), clear)
        self.set_status(said)
        self.table.set_rows(rows if self.sorts_itself else self._in_order(rows))
        self.enable()

    def _on_sort(self, key: str, descending: bool) -> None:
        self.order = Order(key, descending) if key else None
        self.attempt(self.refresh if self.sorts_itself else self.show_lines)

    def _in_order(self, rows: Sequence[Any]) -> Sequence[Any]:
        """Sort by the head that was clicked, what is empty last; else as the query has it."""
        if self.order is None:
            return rows
        key, descending = self.order.key, self.order.descending
        known = [row for row in rows if getattr(row, key) not in (None, "")]
        unknown = [row for row in rows if getattr(row, key) in (None, "")]
        return sorted(known, key=lambda row: getattr(row, key), reverse=descending) + unknown

    def chosen(self) -> list[Any]:
        """Return the chosen rows."""
        rows = self.table.rows
        places = (rows.row_of(row_id) for row_id in self.table.selected_ids())
        return [rows.row_at(place) for place in places if place is not None]

    def button(self, picture: str, text: str, run: Callable[[], object]) -> QPushButton:
        """Add a button at the right."""
        button = QPushButton(icon(picture), text)
        button.setAutoDefault(False)
        button.clicked.connect(lambda: self.attempt(run))
        self.buttons.addWidget(button)
        return button
