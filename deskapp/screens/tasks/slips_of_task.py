"""The supervision slips of one branch task, beside its form."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from deskapp.i18n import N_, _
from deskapp.queries.lists import Order
from deskapp.queries.supervision import list_slips
from deskapp.screens.supervision.words import (
    slip_colour_in_words,
    slip_state_in_words,
    slip_state_tone,
)
from deskapp.widgets.icons import icon
from deskapp.widgets.notice import NoticeAction
from deskapp.widgets.record_table import RecordTable
from deskapp.widgets.row_table_model import RIGHT, TableColumn
from deskapp.workspace.workspace import Workspace

_COLUMNS = (
    TableColumn("number", N_("Slip No."), 6, RIGHT, sortable=False),
    TableColumn(
        "colour", N_("Colour of slip"), 10, shown=slip_colour_in_words,
        tone=lambda row: row.colour, sortable=False,
    ),
    TableColumn("issued_on", N_("Slip issued on"), 10, shown=str, sortable=False),
    TableColumn("reply_due_on", N_("Reply due"), 10, shown=str, sortable=False),
    TableColumn(
        "state", N_("State"), 11, shown=slip_state_in_words,
        tone=lambda row: slip_state_tone(row.state), sortable=False,
    ),
    TableColumn("answer", N_("Reply"), 30, sortable=False),
)  # fmt: skip


class SlipsOfTask(QWidget):
    """Lists the slips, the first one first; Enter opens one, a button issues the next."""

    slip_activated = Signal(int)
    issue_requested = Signal()
    count_changed = Signal(int)

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self.workspace = workspace
        self._task_id: int | None = None
        self.table = RecordTable(_COLUMNS)
        self.table.setAccessibleName(_("Supervision slips of the task"))
        self.table.row_activated.connect(self.slip_activated)
        self.issue_button = QPushButton(icon("plus"), _("Issue slip…"))
        self.issue_button.clicked.connect(self.issue_requested)
        head = QHBoxLayout()
        head.addWidget(self.issue_button)
        head.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 8, 16, 8)
        layout.addLayout(head)
        layout.addWidget(self.table, 1)
        workspace.changed.connect(self._on_changed)

    def show_task(self, branch_task_id: int | None, *, can_issue: bool) -> None:
        """Show the slips of a task; None shows none."""
        self._task_id = branch_task_id
        rows = [] if branch_task_id is None else self._slips(branch_task_id)
        self.issue_button.setEnabled(can_issue)
        issue = NoticeAction(_("Issue slip…"), self.issue_requested.emit)
        self.table.set_empty(
            _("No slip was issued for this task."), *((issue,) if can_issue else ())
        )
        self.table.set_rows(rows)
        self.count_changed.emit(len(rows))

    def _slips(self, branch_task_id: int) -> list[object]:
        workspace = self.workspace
        return list(
            workspace.ask(
                list_slips,
                workspace.year,
                today=workspace.today,
                branch_task_id=branch_task_id,
                order=Order("number"),
            )
        )

    def _on_changed(self, kinds: frozenset[str]) -> None:
        if "supervision_slip" in kinds and self._task_id is not None:
            self.show_task(self._task_id, can_issue=self.issue_button.isEnabled())
