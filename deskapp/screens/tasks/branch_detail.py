"""One branch task: its state and what may follow, who answers for it, and its reports."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPalette, QShowEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from deskapp.dates import shown_date
from deskapp.errors import FieldProblems
from deskapp.i18n import N_, _
from deskapp.queries.quarters import quarters_of_task
from deskapp.rules.task_states import is_open
from deskapp.screens.files import FilesPanel
from deskapp.screens.lookups import lookups_for
from deskapp.screens.tasks.branch_form import BranchTaskForm
from deskapp.screens.tasks.follow import FollowButton
from deskapp.screens.tasks.progress import ProgressPanel
from deskapp.screens.tasks.quarters import QuarterStrip
from deskapp.screens.tasks.slips_of_task import SlipsOfTask
from deskapp.screens.tasks.states_bar import StatesBar
from deskapp.screens.tasks.words import state_in_words, state_tone
from deskapp.settings import Settings
from deskapp.usecases.branch_tasks import BranchTaskDraft, open_branch_task, save_branch_task
from deskapp.usecases.key_tasks import open_key_task
from deskapp.widgets.form_stack import scrolled, settle_layouts
from deskapp.widgets.record_detail import RecordDetail
from deskapp.widgets.tabs import Tabs
from deskapp.workspace.workspace import Workspace

_TABS = (N_("Task"), N_("Supervision slips"), N_("Files"))


class BranchTaskDetail(RecordDetail):
    """Saves the form and a report that is typed as one, so that neither is lost."""

    state_asked = Signal(str)
    follow_asked = Signal(bool)
    slip_requested = Signal()
    told = Signal(str)
    failed = Signal(object)
    opens = staticmethod(open_branch_task)

    def __init__(self, workspace: Workspace, settings: Settings) -> None:
        super().__init__()
        self.workspace = workspace
        self.draft = BranchTaskDraft()
        self._carrier = ""
        self.what = QLabel()
        self.what.setWordWrap(True)
        self.history = QLabel()
        self.history.setWordWrap(True)
        self.history.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        self.states = StatesBar()
        self._lookups = lookups_for(workspace)
        self.form = BranchTaskForm(workspace, self._lookups)
        self.form.enter_goes_on = settings.enter_goes_on
        self.follow = FollowButton()
        self.quarters = QuarterStrip()
        self.progress = ProgressPanel(workspace, settings)
        self.slips = SlipsOfTask(workspace)
        self.files = FilesPanel(workspace, "branch_task_id")
        self.tabs = Tabs()
        self._line = QFrame()
        self._lay_out()
        self.states.state_asked.connect(self.state_asked)
        self.form.save_requested.connect(self.save_requested)
        self.form.dirty_changed.connect(self._on_dirty_changed)
        self.progress.dirty_changed.connect(self._on_dirty_changed)
        self.progress.report_requested.connect(self.save_requested)
        self.follow.follow_asked.connect(self.follow_asked)
        self.slips.issue_requested.connect(self.slip_requested)
        self.slips.count_changed.connect(lambda number: self._count_tab(1, number))
        self.files.count_changed.connect(lambda number: self._count_tab(2, number))
        self.files.told.connect(self.told)
        self.files.failed.connect(self.failed)

    def _lay_out(self) -> None:
        self._line.setFrameShape(QFrame.Shape.HLine)
        self._line.setForegroundRole(QPalette.ColorRole.Midlight)
        content = QWidget()
        column = QVBoxLayout(content)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        head = QHBoxLayout()
        head.addWidget(self.what, 1)
        head.addWidget(self.follow, 0, Qt.AlignmentFlag.AlignTop)
        column.addLayout(head)
        for part in (
            self.states, self.form, self.history, self._line, self.quarters, self.progress,
        ):  # fmt: skip
            column.addWidget(part)
        self.tabs.setDocumentMode(True)
        self.tabs.tabBar().setAccessibleName(_("Parts of the task"))
        for page, words in zip((scrolled(content), self.slips, self.files), _TABS, strict=True):
            self.tabs.addTab(page, _(words))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.tabs)

    def _count_tab(self, place: int, number: int) -> None:
        words = _(_TABS[place])
        self.tabs.setTabText(place, f"{words} {number}" if number else words)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        settle_layouts(self)

    # --- the record

    def open_record(self, record_id: int) -> None:
        draft = self.workspace.ask(open_branch_task, record_id)
        self.progress.show_task(record_id, draft.percent or 0)
        quarters = self.workspace.ask(quarters_of_task, record_id, self.workspace.today)
        self.quarters.show_quarters(quarters)
        self._show(draft)

    def open_new(self) -> None:
        self._show(BranchTaskDraft())

    def is_dirty(self) -> bool:
        return self.form.is_dirty or (self.draft.id is not None and self.progress.is_dirty())

    def save(self) -> int | None:
        task_id = self._save_form() if self.form.is_dirty else self.draft.id
        if task_id is None:
            return None
        is_report_typed = self.draft.id is not None and self.progress.is_dirty()
        return task_id if not is_report_typed or self.progress.save() else None

    def _save_form(self) -> int | None:
        if not self.form.check():
            return None
        draft = replace(self.draft)
        self.form.write_into(draft)
        self.form.mark_clean()
        try:
            saved = self.workspace.do(save_branch_task, draft)
        except FieldProblems as problems:
            self.form.mark_dirty()
            self.form.show_complaints(problems.by_field)
            return None
        except BaseException:
            self.form.mark_dirty()
            raise
        if self.draft.id is not None:
            # A report that stays unsaved must not be saved over an older version of its task.
            self._show(self.workspace.ask(open_branch_task, saved))
        return saved

    def heading(self) -> str:
        return _("New branch task") if self.draft.id is None else self._carrier

    def badge(self) -> tuple[str, str]:
        if self.draft.id is None or self.draft.state is None:
            return "", ""
        return state_in_words(self.draft.state), state_tone(self.draft.state)

    def set_read_only(self, read_only: bool) -> None:
        self.form.set_read_only(read_only)
        self.progress.set_read_only(read_only or not is_open(self.draft.state or ""))
        self.files.set_read_only(read_only)

    def focus_first(self) -> None:
        if self.draft.id is None:
            self.form.focus_first()
        else:
            self.form.editors["responsible_id"].setFocus()

    def discard_report(self) -> None:
        """Throw away the report that is typed, as Revert does."""
        self.progress.clear()

    def _show(self, draft: BranchTaskDraft) -> None:
        self.draft = draft
        self.form.show_draft(draft)
        is_saved = draft.id is not None
        self.what.setVisible(is_saved)
        for part in (self.progress, self.quarters, self.follow):
            part.setVisible(is_saved)
        can_write = self.workspace.can_write
        self.progress.set_read_only(not can_write or not is_open(draft.state or ""))
        self.follow.setEnabled(can_write)
        self.follow.show_followed(followed=draft.followed)
        can_issue = is_saved and can_write and is_open(draft.state or "")
        self.slips.show_task(draft.id, can_issue=can_issue)
        self.files.open_record(draft.id)
        self._line.setVisible(is_saved)
        if is_saved:
            self._show_names(draft)
        self.states.show_next_of(
            draft.state if is_saved else None, can_write=self.workspace.can_write
        )
        self.history.setText(_history(draft))
        self.history.setVisible(bool(self.history.text()))
        self.heading_changed.emit()
        settle_layouts(self)

    def _show_names(self, draft: BranchTaskDraft) -> None:
        carriers = (("unit", draft.unit_id), ("branch", draft.branch_id))
        named = (self._lookups[table].named(one) for table, one in carriers if one is not None)
        self._carrier = " · ".join(choice.text for choice in named if choice is not None)
        task = self.workspace.ask(open_key_task, draft.key_task_id or 0)
        self.what.setText(f"{task.number}. {task.text}")

    def _on_dirty_changed(self) -> None:
        self.dirty_changed.emit(self.is_dirty())


def _history(draft: BranchTaskDraft) -> str:
    """Return what a person should know of the dates: extended from when, done when."""
    said = []
    if draft.original_deadline_on and draft.original_deadline_on != draft.deadline_on:
        text = _("Due on {date} originally; extended because: {reason}")
        day = shown_date(draft.original_deadline_on)
        said.append(text.format(date=day, reason=draft.extension_reason or "—"))
    if draft.done_on:
        said.append(_("Done on {date}").format(date=shown_date(draft.done_on)))
    return "\n".join(said)
