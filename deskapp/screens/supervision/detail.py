"""One supervision slip: what it demands, what was replied, and its closing."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from deskapp.dates import shown_date
from deskapp.errors import FieldProblems
from deskapp.i18n import _
from deskapp.queries.branch_tasks import list_branch_tasks
from deskapp.queries.supervision import SlipRow, slip_with_id
from deskapp.records.supervision import SLIP_FIELDS
from deskapp.rules.slips import slip_name
from deskapp.screens.supervision.words import slip_state_in_words, slip_state_tone
from deskapp.settings import Settings
from deskapp.usecases.branch_tasks import open_branch_task
from deskapp.usecases.key_tasks import open_key_task
from deskapp.usecases.supervision import SlipDraft, open_slip, propose_slip, save_slip
from deskapp.widgets.field_editor import Choice, Lookup
from deskapp.widgets.icons import icon
from deskapp.widgets.record_detail import RecordDetail, in_scroll_area
from deskapp.widgets.record_form import RecordForm
from deskapp.workspace.workspace import Workspace

_HIDDEN = frozenset({"year", "number", "closed_on"})
_FIELDS = tuple(field for field in SLIP_FIELDS if field.name not in _HIDDEN)
_OF_REPLY = ("answer", "answered_on")
_MOST = 40


class SlipDetail(RecordDetail):
    """A form for the slip and its reply; a closed slip is read only until it is reopened."""

    task_requested = Signal(int)
    close_asked = Signal()
    reopen_asked = Signal()
    opens = staticmethod(open_slip)

    def __init__(self, workspace: Workspace, settings: Settings) -> None:
        super().__init__()
        self.workspace = workspace
        self.draft = SlipDraft()
        self._row: SlipRow | None = None
        self.form = RecordForm(
            _FIELDS, {"branch_task": _open_tasks(workspace)}, two_columns=True, year=workspace.year
        )
        self.form.enter_goes_on = settings.enter_goes_on
        self.what = QLabel()
        self.what.setWordWrap(True)
        self.closed = QLabel()
        self.closed.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        self.task_button = QPushButton(icon("external-link"), _("Show the task"))
        self.close_button = QPushButton(icon("circle-check"), _("Close slip…"))
        self.reopen_button = QPushButton(icon("lock-open"), _("Reopen slip"))
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        content = QWidget()
        column = QVBoxLayout(content)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        buttons = QHBoxLayout()
        for button in (self.task_button, self.close_button, self.reopen_button):
            buttons.addWidget(button)
        buttons.addStretch(1)
        column.addWidget(self.what)
        column.addLayout(buttons)
        column.addWidget(self.form)
        column.addWidget(self.closed)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(in_scroll_area(content))

    def _connect(self) -> None:
        self.form.dirty_changed.connect(self.dirty_changed)
        self.form.save_requested.connect(self.save_requested)
        self.form.changed.connect(self._on_field_changed)
        self.task_button.clicked.connect(
            lambda: self.task_requested.emit(self.draft.branch_task_id or 0)
        )
        self.close_button.clicked.connect(self.close_asked)
        self.reopen_button.clicked.connect(self.reopen_asked)

    # --- the record

    def open_record(self, record_id: int) -> None:
        draft = self.workspace.ask(open_slip, record_id)
        self._row = self.workspace.ask(slip_with_id, record_id, self.workspace.today)
        self._show(draft)

    def open_new(self) -> None:
        self._row = None
        self._show(SlipDraft())

    def is_dirty(self) -> bool:
        return self.form.is_dirty

    def save(self) -> int | None:
        if not self.form.check():
            return None
        draft = replace(self.draft)
        self.form.write_into(draft)
        self.form.mark_clean()
        try:
            return self.workspace.do(save_slip, draft)
        except FieldProblems as problems:
            self.form.mark_dirty()
            self.form.show_complaints(problems.by_field)
            return None
        except BaseException:
            self.form.mark_dirty()
            raise

    def heading(self) -> str:
        if self.draft.id is None:
            return _("New supervision slip")
        unit = self._row.unit if self._row is not None else ""
        return f"{slip_name(self.draft.year or 0, self.draft.number or 0)} · {unit}"

    def badge(self) -> tuple[str, str]:
        if self._row is None:
            return "", ""
        return slip_state_in_words(self._row.state), slip_state_tone(self._row.state)

    def set_read_only(self, read_only: bool) -> None:
        is_closed = self.draft.closed_on is not None
        self.form.set_read_only(read_only or is_closed)
        self.close_button.setEnabled(not read_only)
        self.reopen_button.setEnabled(not read_only)

    def focus_first(self) -> None:
        name = "branch_task_id" if self.draft.id is None else "answer"
        self.form.editors[name].setFocus()

    def _show(self, draft: SlipDraft) -> None:
        self.draft = draft
        self.form.show_draft(draft)
        is_saved, is_closed = draft.id is not None, draft.closed_on is not None
        self.form.set_field_visible("branch_task_id", visible=not is_saved)
        for name in _OF_REPLY:
            self.form.set_field_visible(name, visible=is_saved)
        row = self._row
        self.what.setText(f"{row.key_task_number}. {row.task_text}" if row else "")
        self.what.setVisible(row is not None)
        self.task_button.setVisible(is_saved)
        self.close_button.setVisible(is_saved and not is_closed)
        self.reopen_button.setVisible(is_closed)
        day = shown_date(draft.closed_on)
        self.closed.setText(_("Closed on {date}").format(date=day) if is_closed else "")
        self.set_read_only(not self.workspace.can_write)
        self.heading_changed.emit()

    def _on_field_changed(self, name: str) -> None:
        """Fill in the day of a reply, and what a new slip of the chosen task says."""
        editors = self.form.editors
        if name == "answer" and editors["answered_on"].value() is None:
            editors["answered_on"].set_value(self.workspace.today)
        task_id = editors["branch_task_id"].value()
        if name == "branch_task_id" and self.draft.id is None and isinstance(task_id, int):
            proposed = self.workspace.ask(propose_slip, task_id, self.workspace.today)
            for field in ("colour", "issued_on", "reply_due_on", "demand"):
                editors[field].set_value(getattr(proposed, field))


def _open_tasks(workspace: Workspace) -> Lookup:
    """Return how open branch tasks of the year are found: by unit or by words of the task."""

    def find(text: str) -> list[Choice]:
        rows = workspace.ask(
            list_branch_tasks,
            workspace.year,
            text,
            today=workspace.today,
            chosen="open",
            limit=_MOST,
        )
        return [Choice(row.id, _said(row.number, row.text), row.branch or row.unit) for row in rows]

    def named(task_id: int) -> Choice | None:
        task: Any = workspace.ask(open_branch_task, task_id)
        key_task = workspace.ask(open_key_task, task.key_task_id)
        return Choice(task_id, _said(key_task.number or 0, key_task.text))

    return Lookup(find, named)


def _said(number: int, text: str) -> str:
    return _("{number}. {text}").format(number=number, text=text)
