"""One key task: what is to be done, who leads it, and until when."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtGui import QPalette, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QToolButton, QVBoxLayout, QWidget

from deskapp.dates import shown_date
from deskapp.errors import FieldProblems
from deskapp.fields import FieldSet
from deskapp.i18n import _
from deskapp.queries.key_tasks import Origin, origin_of_key_task
from deskapp.records.task import KEY_TASK_FIELDS
from deskapp.screens.lookups import lookups_for
from deskapp.screens.tasks.document import document_dialog
from deskapp.screens.tasks.key_units import UnitsForm
from deskapp.screens.tasks.words import deadline_reading
from deskapp.settings import Settings
from deskapp.usecases.key_tasks import KeyTaskDraft, next_number, open_key_task, save_key_task
from deskapp.widgets.elided_label import ElidedLabel
from deskapp.widgets.form_stack import FormStack, place_beside, scrolled, settle_layouts
from deskapp.widgets.icons import icon
from deskapp.widgets.record_detail import RecordDetail
from deskapp.widgets.record_form import RecordForm
from deskapp.workspace.workspace import Workspace

_BY_NAME = {field.name: field for field in KEY_TASK_FIELDS}


def _fields(*names: str) -> FieldSet:
    return tuple(_BY_NAME[name] for name in names)


class KeyTaskDetail(RecordDetail):
    """Edits a key task with its units; says live what the deadline is read as."""

    meeting_requested = Signal(int)
    opens = staticmethod(open_key_task)

    def __init__(self, workspace: Workspace, settings: Settings) -> None:
        super().__init__()
        self.workspace = workspace
        self.draft = KeyTaskDraft()
        self._origin: Origin | None = None
        lookups = lookups_for(workspace)
        self._head = RecordForm(_fields("number", "category"), two_columns=True)
        self._content = RecordForm(
            _fields("text", "goal", "source_document_id", "source_clause"), lookups
        )
        self._units = UnitsForm(lookups["unit"])
        self._duty = RecordForm(_fields("leader_id", "deadline_text"), lookups)
        self.forms = FormStack((self._head, self._content, self._units, self._duty))
        for form in (self._head, self._content, self._duty):
            form.enter_goes_on = settings.enter_goes_on
            form.save_requested.connect(self.save_requested)
        self.reading = self._reading_label()
        self.new_document = self._document_button()
        self.origin = self._origin_button()
        self.meeting = ElidedLabel()
        self.forms.dirty_changed.connect(self.dirty_changed)
        self._lay_out()

    def _lay_out(self) -> None:
        content = QWidget()
        column = QVBoxLayout(content)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.forms)
        line = QHBoxLayout()
        line.addWidget(self.origin)
        line.addWidget(self.meeting, 1)
        column.addLayout(line)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(scrolled(content))

    def _reading_label(self) -> QLabel:
        label = ElidedLabel()
        label.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        label.setAccessibleName(_("What the deadline is read as"))
        place_beside(self._duty, "deadline_text", label)
        self._duty.changed.connect(lambda _name: self._read_deadline())
        return label

    def _document_button(self) -> QToolButton:
        button = QToolButton()
        button.setIcon(icon("plus"))
        button.setToolTip(_("New document…"))
        button.setAccessibleName(_("New document…"))
        button.clicked.connect(self.add_document)
        place_beside(self._content, "source_document_id", button)
        return button

    def _origin_button(self) -> QPushButton:
        button = QPushButton(icon("external-link"), _("Decision of a meeting"))
        button.setToolTip(_("Show the meeting"))
        button.clicked.connect(self._on_origin)
        return button

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        settle_layouts(self)

    # --- the record

    def open_record(self, record_id: int) -> None:
        draft = self.workspace.ask(open_key_task, record_id)
        self._origin = self.workspace.ask(origin_of_key_task, record_id)
        self._show(draft)

    def open_new(self) -> None:
        year = self.workspace.year
        self._origin = None
        self._show(KeyTaskDraft(year=year, number=self.workspace.ask(next_number, year)))

    def duplicate(self) -> None:
        year = self.workspace.year
        number = self.workspace.ask(next_number, year)
        self._origin = None
        self._show(replace(self.draft, id=None, version=0, year=year, number=number))
        self.forms.mark_dirty()

    def is_dirty(self) -> bool:
        return self.forms.is_dirty

    def save(self) -> int | None:
        if not self.forms.check():
            return None
        draft = replace(self.draft, **self.forms.values())
        self.forms.mark_clean()
        try:
            return self.workspace.do(save_key_task, draft)
        except FieldProblems as problems:
            self.forms.mark_dirty()
            self.forms.show_complaints(problems.by_field)
            return None
        except BaseException:
            self.forms.mark_dirty()
            raise

    def heading(self) -> str:
        if self.draft.id is None:
            return _("New key task")
        return f"{self.draft.number}. {self.draft.text}"

    def set_read_only(self, read_only: bool) -> None:
        self.forms.set_read_only(read_only)
        self.new_document.setVisible(not read_only)

    def focus_first(self) -> None:
        self._content.focus_first() if self.draft.id is None else self._head.focus_first()

    def add_document(self) -> None:
        """Ask for a new document and take it as the task's source."""
        editor = self._content.editors["source_document_id"]
        typed = "" if editor.value() else self._typed_title()
        dialog = document_dialog(self.workspace, typed, self)
        if dialog.exec():
            editor.set_value(dialog.result_of_run)
            self._content.mark_dirty()

    def _typed_title(self) -> str:
        control: Any = self._content.editors["source_document_id"].control
        return str(control.text()).strip()

    def _show(self, draft: KeyTaskDraft) -> None:
        self.draft = draft
        self.forms.show_draft(draft)
        self._read_deadline()
        for part in (self.origin, self.meeting):
            part.setVisible(self._origin is not None)
        if self._origin is not None:
            meeting = f"{shown_date(self._origin.held_on)} {self._origin.meeting}".strip()
            self.meeting.setText(meeting)
            self.meeting.setToolTip(f"{meeting}\n{self._origin.decision}")
        self.heading_changed.emit()
        settle_layouts(self)

    def _read_deadline(self) -> None:
        control: Any = self._duty.editors["deadline_text"].control
        year = self.draft.year or self.workspace.year
        self.reading.setText(deadline_reading(control.text(), year))
        self.reading.setToolTip(self.reading.text())

    def _on_origin(self) -> None:
        if self._origin is not None:
            self.meeting_requested.emit(self._origin.meeting_id)
