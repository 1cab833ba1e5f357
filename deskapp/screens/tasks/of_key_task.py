"""The branch tasks of one key task, below the list of key tasks."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from deskapp.i18n import _
from deskapp.queries.branch_tasks import list_branch_tasks
from deskapp.queries.facts import colour_rules
from deskapp.screens.tasks.cells import paint_cells
from deskapp.screens.tasks.lines import LINE_COLUMNS, TaskLine, task_line
from deskapp.settings import Settings
from deskapp.widgets.notice import NoticeAction
from deskapp.widgets.record_table import RecordTable
from deskapp.widgets.row_table_model import TableColumn
from deskapp.widgets.theme import heading_font
from deskapp.workspace.workspace import Workspace

_SHOWN = ("colour_word", "carrier", "state", "percent", "deadline", "responsible")


def _columns() -> tuple[TableColumn, ...]:
    by_key = {column.key: column for column in LINE_COLUMNS}
    columns = [replace(by_key[key], sortable=False) for key in _SHOWN]
    columns[1] = replace(columns[1], width=24)  # the widest column takes what is left over
    return tuple(columns)


class TasksOfKeyTask(QWidget):
    """Lists who carries a key task and how far they are; Enter opens the branch task."""

    task_activated = Signal(int)
    hand_down_requested = Signal()

    def __init__(self, workspace: Workspace, settings: Settings) -> None:
        super().__init__()
        self.workspace = workspace
        self.title = QLabel(_("Branch tasks"))
        self.title.setFont(heading_font(self.font(), 2))
        columns = _columns()
        self.table = RecordTable(columns, "tasks_of_key_task", settings)
        self.table.setAccessibleName(_("Branch tasks of the key task"))
        paint_cells(self.table)
        self.table.row_activated.connect(self.task_activated)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 6, 0, 0)
        layout.setSpacing(4)
        layout.addWidget(self.title)
        layout.addWidget(self.table, 1)

    def show_tasks_of(self, key_task_id: int | None) -> None:
        """Show the branch tasks of a key task; None shows none."""
        lines = [] if key_task_id is None else self._lines(key_task_id)
        done = sum(line.state == "done" for line in lines)
        expected = sum(line.state != "cancelled" for line in lines)
        title = _("Branch tasks: {done} of {number} done") if expected else _("Branch tasks")
        self.title.setText(title.format(done=done, number=expected))
        hand_down = NoticeAction(_("Hand down…"), self.hand_down_requested.emit)
        if key_task_id is None:
            self.table.set_empty(_("Choose a key task to see who carries it."))
        else:
            actions = (hand_down,) if self.workspace.can_write else ()
            self.table.set_empty(_("Nobody carries this task yet."), *actions)
        self.table.set_rows(lines)

    def _lines(self, key_task_id: int) -> list[TaskLine]:
        year = self.workspace.year
        day = self.workspace.today
        rows = self.workspace.ask(list_branch_tasks, year, today=day, key_task_id=key_task_id)
        rules = self.workspace.ask(colour_rules)
        return [task_line(row, day, rules) for row in rows]
