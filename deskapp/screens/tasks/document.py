"""Add the document a task comes from, without leaving the task."""

from __future__ import annotations

from typing import Any

from PySide6.QtWidgets import QWidget

from deskapp.i18n import _
from deskapp.records.document import DOCUMENT_FIELDS
from deskapp.usecases.documents import DocumentDraft, save_document
from deskapp.widgets.form_dialog import FormDialog
from deskapp.widgets.record_form import RecordForm
from deskapp.workspace.workspace import Workspace


def document_dialog(workspace: Workspace, title: str, parent: QWidget) -> FormDialog:
    """Return the dialog that adds a document; its `result_of_run` is the document's id."""
    form = RecordForm(DOCUMENT_FIELDS, year=workspace.year)
    form.set_values({"title": title})

    def run(values: dict[str, Any]) -> int:
        return workspace.do(save_document, DocumentDraft(**values))

    return FormDialog(_("New document"), "", form, _("Save"), run, parent)
