"""Report the progress of a branch task, and read what was reported before."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import (
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from deskapp.dates import shown_date
from deskapp.errors import ChangedElsewhere, FieldProblems
from deskapp.i18n import _
from deskapp.queries.branch_tasks import ProgressRow, list_progress
from deskapp.records.task import PROGRESS_FIELDS
from deskapp.settings import Settings
from deskapp.usecases.progress import ProgressDraft, open_progress, report_progress
from deskapp.widgets.form_stack import cell_of, keep_room_for_date
from deskapp.widgets.icons import icon
from deskapp.widgets.percent_editor import PercentEditor
from deskapp.widgets.record_form import RecordForm
from deskapp.widgets.theme import heading_font
from deskapp.workspace.workspace import Workspace

_PERCENT = next(field for field in PROGRESS_FIELDS if field.name == "percent")
_TEXTS = ("text", "problems", "next_steps")
_ID = Qt.ItemDataRole.UserRole


class ProgressPanel(QWidget):
    """A form for one report, dated today, and below it the reports so far, newest first."""

    dirty_changed = Signal(bool)
    report_requested = Signal()
    delete_requested = Signal(object)  # list of report ids

    def __init__(self, workspace: Workspace, settings: Settings) -> None:
        super().__init__()
        self.workspace = workspace
        self._task_id = 0
        self._percent = 0
        self._start = ProgressDraft()  # what the form began with: a new report or an old one
        self._was_dirty = False
        fields = tuple(field for field in PROGRESS_FIELDS if field is not _PERCENT)
        self.form = RecordForm(fields, two_columns=True, year=workspace.year)
        self.form.enter_goes_on = settings.enter_goes_on
        self.percent = PercentEditor(_PERCENT)
        self._place_percent()
        self._make_low()
        keep_room_for_date(self.form, "reported_on")
        self.report_button = QPushButton(icon("plus"), _("Save report"))
        self.report_button.setToolTip(_("Save this report (Ctrl+Enter)"))
        self.reports = self._report_list()
        self.none_yet = QLabel(_("Nothing was reported yet."))
        self._lay_out()
        self.form.changed.connect(self._on_changed)
        self.percent.changed.connect(self._on_changed)
        self.form.save_requested.connect(self.report_requested)
        self.report_button.clicked.connect(self._on_report)

    def _place_percent(self) -> None:
        """Put the percent at the right of the date, where the form has left room."""
        grid = self.form.layout()
        label = QLabel(_(_PERCENT.label))
        label.setBuddy(self.percent.control)
        if isinstance(grid, QGridLayout):
            row = cell_of(grid, self.form.editors["reported_on"])[0]
            grid.addWidget(label, row, 2, Qt.AlignmentFlag.AlignRight)
            grid.addWidget(self.percent, row, 3)
        self.setTabOrder(self.form.editors["reported_on"].control, self.percent.control)
        self.setTabOrder(self.percent.control, self.percent.slider)
        self.setTabOrder(self.percent.slider, self.form.editors["text"].control)

    def _make_low(self) -> None:
        """Leave room for the reports so far; longer texts are scrolled."""
        line = self.fontMetrics().lineSpacing()
        for name, lines in (("text", 2), ("problems", 1), ("next_steps", 1)):
            self.form.editors[name].control.setFixedHeight(line * lines + 14)

    def _report_list(self) -> QListWidget:
        reports = QListWidget()
        reports.setWordWrap(True)
        reports.setAlternatingRowColors(True)
        reports.setAccessibleName(_("Reports so far"))
        reports.setVerticalScrollMode(QListWidget.ScrollMode.ScrollPerPixel)
        reports.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        # As high as its reports: the page scrolls, not a list within it.
        reports.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        reports.setSizeAdjustPolicy(QListWidget.SizeAdjustPolicy.AdjustToContents)
        reports.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        edit = QAction(icon("pencil"), _("Change report"), reports)
        edit.triggered.connect(self.edit_chosen)
        edit.setEnabled(self.workspace.can_write)
        reports.addAction(edit)
        reports.itemActivated.connect(lambda _item: self.edit_chosen())
        delete = QAction(icon("trash-2"), _("Delete report"), reports)
        delete.setShortcut(QKeySequence(QKeySequence.StandardKey.Delete))
        delete.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        delete.triggered.connect(self._on_delete)
        delete.setEnabled(self.workspace.can_write)
        reports.addAction(delete)
        reports.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)
        return reports

    def _lay_out(self) -> None:
        title = QLabel(_("Progress reports"))
        title.setFont(heading_font(self.font(), 2))
        head = QHBoxLayout()
        head.addWidget(title)
        head.addStretch(1)
        head.addWidget(self.report_button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(6)
        layout.addLayout(head)
        layout.addWidget(self.form)
        layout.addWidget(self.none_yet)
        layout.addWidget(self.reports, 1)

    # --- the task

    def show_task(self, task_id: int, percent: int) -> None:
        """Show a task's reports; a report that is half typed for the same task stays."""
        self._show_reports(self.workspace.ask(list_progress, task_id))
        if task_id == self._task_id and self.is_dirty():
            return
        self._task_id = task_id
        self.clear(percent)

    def clear(self, percent: int | None = None) -> None:
        """Empty the form for a new report: today, and the percent the task has."""
        percent = self._percent if percent is None else percent
        self._percent = percent
        self._begin(ProgressDraft(reported_on=self.workspace.today, percent=percent))

    def edit_chosen(self) -> None:
        """Take the chosen report into the form to change it, unless another one is typed."""
        chosen = [item.data(_ID) for item in self.reports.selectedItems()]
        can_edit = self.workspace.can_write and self.form.isVisibleTo(self)
        if chosen and not self.is_dirty() and can_edit:
            self._begin(self.workspace.ask(open_progress, chosen[0]))
            self.form.editors["text"].setFocus(Qt.FocusReason.OtherFocusReason)

    def _begin(self, draft: ProgressDraft) -> None:
        self._start = draft
        self.form.show_draft(draft)
        self.percent.set_value(draft.percent or 0)
        is_new = draft.id is None
        self.report_button.setText(_("Save report") if is_new else _("Save changed report"))
        self._say_dirty()

    def is_dirty(self) -> bool:
        """Return whether a report is typed that is not saved; a day alone makes no new one."""
        begun = self._start
        names = _TEXTS if begun.id is None else (*_TEXTS, "reported_on")
        typed = any(self.form.editors[n].value() != getattr(begun, n) for n in names)
        return typed or self.percent.value() != (begun.percent or 0)

    def save(self) -> bool:
        """Save the report; return False when complaints are shown instead."""
        if not self.form.check():
            return False
        draft = replace(self._start, branch_task_id=self._task_id, percent=self.percent.value())
        self.form.write_into(draft)
        try:
            self.workspace.do(report_progress, draft)
        except FieldProblems as problems:
            self.form.show_complaints(problems.by_field)
            return False
        except ChangedElsewhere:
            self._take_over_saved()
            raise
        self.clear(draft.percent if self._start.id is None else None)
        return True

    def _take_over_saved(self) -> None:
        """Edit on from what somebody else saved of the report, or make it a new one."""
        try:
            self._start = self.workspace.ask(open_progress, self._start.id or 0)
        except ChangedElsewhere:
            self._start = replace(self._start, id=None, version=0)

    def set_read_only(self, read_only: bool) -> None:
        """Let the reports be read only."""
        self.form.setVisible(not read_only)
        self.report_button.setVisible(not read_only)

    def _show_reports(self, rows: Sequence[ProgressRow]) -> None:
        self.reports.clear()
        for row in rows:
            item = QListWidgetItem(report_in_words(row), self.reports)
            item.setData(_ID, row.id)
        self.none_yet.setVisible(not rows)
        self.reports.setVisible(bool(rows))

    def _on_report(self) -> None:
        """Ask for the report to be saved, or say under its fields what it lacks."""
        if self.is_dirty():
            self.report_requested.emit()
        else:
            self.form.check()

    def _on_delete(self) -> None:
        if chosen := [item.data(_ID) for item in self.reports.selectedItems()]:
            self.delete_requested.emit(chosen)

    def _on_changed(self) -> None:
        self._say_dirty()

    def _say_dirty(self) -> None:
        if self.is_dirty() != self._was_dirty:
            self._was_dirty = not self._was_dirty
            self.dirty_changed.emit(self._was_dirty)


def report_in_words(row: ProgressRow) -> str:
    """Return a report as a few lines of text."""
    lines = [f"{shown_date(row.reported_on)} · {row.percent}%", row.text]
    if row.problems:
        lines.append(_("Problems: {text}").format(text=row.problems))
    if row.next_steps:
        lines.append(_("Next steps: {text}").format(text=row.next_steps))
    return "\n".join(lines)
