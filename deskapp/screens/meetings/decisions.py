"""What a meeting decided, and the key tasks that come of it."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QVBoxLayout, QWidget

from deskapp.errors import ChangedElsewhere
from deskapp.i18n import N_, _
from deskapp.queries.meetings import list_decisions
from deskapp.records.meeting import DECISION_FIELDS, DECISION_STATES
from deskapp.screens.meetings.attempt import Attempt
from deskapp.screens.meetings.ordered import OrderedEditor
from deskapp.usecases.agenda import (
    DecisionDraft,
    make_task_of_decision,
    open_decisions,
    save_decisions,
)
from deskapp.widgets.icons import icon
from deskapp.widgets.record_page import tool_button
from deskapp.widgets.row_table_model import CENTRE, TableColumn
from deskapp.workspace.workspace import Workspace


class MeetingDecisions(QWidget):
    """The decisions in their order; one becomes a key task by one button."""

    task_made = Signal(int)  # the number of the key task
    task_wanted = Signal(int)  # the id of the key task to show

    def __init__(self, workspace: Workspace, attempt: Attempt) -> None:
        super().__init__()
        self._workspace = workspace
        self._attempt = attempt
        self._meeting_id: int | None = None
        self._tasks: dict[int, tuple[int, int]] = {}  # decision -> id and number of its task
        self._read_only = False
        self.editor = OrderedEditor(
            DECISION_FIELDS,
            (
                TableColumn("place", N_("No."), 4, CENTRE, sortable=False),
                TableColumn("draft", N_("Decision"), 46, shown=_text, sortable=False),
                TableColumn("draft", N_("Followed up"), 12, shown=_state, sortable=False),
                TableColumn("draft", N_("Key task"), 10, shown=self._task_in_words, sortable=False),
            ),
            DecisionDraft,
            _("Add a decision"),
            _("No decisions are recorded. Add one, and make a key task of it if it asks for work."),
        )
        self.editor.table.setAccessibleName(_("Decisions"))
        self.to_task = QAction(icon("list-checks"), _("Make it a key task"), self)
        self.to_task.triggered.connect(self.make_task)
        self.show_task = QAction(icon("external-link"), _("Show the key task"), self)
        self.show_task.triggered.connect(self._on_show_task)
        for action in (self.to_task, self.show_task):
            self.editor.tools.addWidget(tool_button(action))
        self.editor.line_shown.connect(lambda _draft: self._enable())
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.editor)

    def open_meeting(self, meeting_id: int | None) -> None:
        """Show the decisions as they are saved."""
        self._meeting_id = meeting_id
        rows = [] if meeting_id is None else self._workspace.ask(list_decisions, meeting_id)
        self._tasks = {
            row.id: (row.key_task_id, row.key_task_number)
            for row in rows
            if row.key_task_id is not None and row.key_task_number is not None
        }
        drafts = [] if meeting_id is None else self._workspace.ask(open_decisions, meeting_id)
        self.editor.show_drafts(drafts)
        self._enable()

    def save(self, meeting_id: int) -> bool:
        """Save the decisions; return False when one does not fit, which is shown."""
        if not self.editor.check():
            return False
        try:
            self._workspace.do(
                save_decisions, meeting_id, self.editor.drafts(), opened=self.editor.opened
            )
        except ChangedElsewhere:
            self.editor.take_over(self._workspace.ask(open_decisions, meeting_id))
            raise
        self.open_meeting(meeting_id)
        return True

    def make_task(self) -> None:
        """Make a key task of the chosen decision, which is saved first."""
        place = self.editor.place()
        if place is None or self._meeting_id is None:
            return
        self._attempt(lambda: self._make_task(self._meeting_id or 0, place))

    def _make_task(self, meeting_id: int, place: int) -> None:
        if self.editor.is_dirty and not self.save(meeting_id):
            return
        decision = self._workspace.ask(list_decisions, meeting_id)[place]
        self._workspace.do(make_task_of_decision, decision.id)
        self.open_meeting(meeting_id)
        _task_id, number = self._tasks[decision.id]
        self.task_made.emit(number)

    def _on_show_task(self) -> None:
        task = self._task_of(self.editor.current())
        if task is not None:
            self.task_wanted.emit(task[0])

    def set_read_only(self, read_only: bool) -> None:
        """Let the decisions be read only."""
        self._read_only = read_only
        self.editor.set_read_only(read_only)
        self._enable()

    def _enable(self) -> None:
        draft = self.editor.current()
        has_task = self._task_of(draft) is not None
        self.to_task.setEnabled(draft is not None and not has_task and not self._read_only)
        self.show_task.setEnabled(has_task)

    def _task_of(self, draft: DecisionDraft | None) -> tuple[int, int] | None:
        return self._tasks.get(draft.id) if draft and draft.id is not None else None

    def _task_in_words(self, draft: DecisionDraft) -> str:
        task = self._task_of(draft)
        return _("No. {number}").format(number=task[1]) if task else ""


def _text(draft: DecisionDraft) -> str:
    return draft.text


def _state(draft: DecisionDraft) -> str:
    return _(DECISION_STATES.get(draft.state or "", ""))
