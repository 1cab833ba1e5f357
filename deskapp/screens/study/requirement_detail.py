"""One study requirement: the document, who studies it, and until when."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QToolButton, QVBoxLayout, QWidget

from deskapp.errors import FieldProblems
from deskapp.i18n import _
from deskapp.records.study import STUDY_REQUIREMENT_FIELDS
from deskapp.screens.lookups import lookups_for
from deskapp.screens.study.audience_form import AudienceForm
from deskapp.screens.tasks.document import document_dialog
from deskapp.settings import Settings
from deskapp.usecases.study import RequirementDraft, open_requirement, save_requirement
from deskapp.widgets.form_stack import FormStack, place_beside, scrolled, settle_layouts
from deskapp.widgets.icons import icon
from deskapp.widgets.record_detail import RecordDetail
from deskapp.widgets.record_form import RecordForm
from deskapp.workspace.workspace import Workspace

# The year is the window's; it is not asked for.
_WHOM = ("document_id", "audience")
_WHAT = ("due_on", "leaders_first", "recurring", "note")
_BY_NAME = {field.name: field for field in STUDY_REQUIREMENT_FIELDS}


class RequirementDetail(RecordDetail):
    """Edits a requirement; units and ranks are asked for only where the audience needs them."""

    opens = staticmethod(open_requirement)

    def __init__(self, workspace: Workspace, settings: Settings) -> None:
        super().__init__()
        self.workspace = workspace
        self.draft = RequirementDraft()
        lookups = lookups_for(workspace)
        self.whom = RecordForm(tuple(_BY_NAME[name] for name in _WHOM), lookups)
        self.audience = AudienceForm(lookups["unit"])
        self.what = RecordForm(tuple(_BY_NAME[name] for name in _WHAT), year=workspace.year)
        self.forms = FormStack((self.whom, self.audience, self.what))
        for form in (self.whom, self.what):
            form.enter_goes_on = settings.enter_goes_on
            form.save_requested.connect(self.save_requested)
        self.new_document = self._document_button()
        self.forms.dirty_changed.connect(self.dirty_changed)
        self.whom.changed.connect(self._on_changed)
        content = QWidget()
        column = QVBoxLayout(content)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.forms)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(scrolled(content))

    def _document_button(self) -> QToolButton:
        button = QToolButton()
        button.setIcon(icon("plus"))
        button.setToolTip(_("New document…"))
        button.setAccessibleName(_("New document…"))
        button.clicked.connect(self.add_document)
        place_beside(self.whom, "document_id", button)
        return button

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        settle_layouts(self)

    def open_record(self, record_id: int) -> None:
        self._show(self.workspace.ask(open_requirement, record_id))

    def open_new(self) -> None:
        self._show(RequirementDraft(year=self.workspace.year))

    def require(self, document_id: int) -> None:
        """Begin a new requirement of a document."""
        self._show(RequirementDraft(year=self.workspace.year, document_id=document_id))
        self.forms.mark_dirty()

    def duplicate(self) -> None:
        self._show(replace(self.draft, id=None, version=0, year=self.workspace.year))
        self.forms.mark_dirty()

    def is_dirty(self) -> bool:
        return self.forms.is_dirty

    def save(self) -> int | None:
        if not self.forms.check():
            return None
        draft = replace(self.draft, **self.forms.values())
        self.forms.mark_clean()
        try:
            return self.workspace.do(save_requirement, draft)
        except FieldProblems as problems:
            self.forms.mark_dirty()
            self.forms.show_complaints(problems.by_field)
            return None
        except BaseException:
            self.forms.mark_dirty()
            raise

    def heading(self) -> str:
        if self.draft.id is None:
            return _("New requirement")
        editor: Any = self.whom.editors["document_id"]
        return str(editor.control.text())

    def set_read_only(self, read_only: bool) -> None:
        self.forms.set_read_only(read_only)
        self.new_document.setVisible(not read_only)

    def focus_first(self) -> None:
        self.whom.focus_first()

    def add_document(self) -> None:
        """Ask for a new document and require its study."""
        editor: Any = self.whom.editors["document_id"]
        typed = "" if editor.value() else editor.control.text().strip()
        dialog = document_dialog(self.workspace, typed, self)
        if dialog.exec():
            editor.set_value(dialog.result_of_run)
            self.whom.mark_dirty()

    def _show(self, draft: RequirementDraft) -> None:
        self.draft = draft
        self.forms.show_draft(draft)
        self.heading_changed.emit()
        settle_layouts(self)

    def _on_changed(self, name: str) -> None:
        if name == "audience":
            self.audience.show_audience(self.whom.editors["audience"].value())
            settle_layouts(self)
