"""One document: its form above, its files and where it is used below."""

from __future__ import annotations

from typing import Any

from PySide6.QtWidgets import QVBoxLayout

from deskapp.i18n import _
from deskapp.records.document import DOCUMENT_FIELDS
from deskapp.screens.documents.uses import DocumentUses
from deskapp.screens.files import FilesPanel
from deskapp.screens.lookups import lookups_for
from deskapp.usecases.documents import DocumentDraft, open_document, save_document
from deskapp.widgets.record_detail import FormDetail
from deskapp.widgets.record_form import RecordForm
from deskapp.widgets.tabs import Tabs
from deskapp.workspace.workspace import Workspace


class DocumentDetail(FormDetail):
    """The form of a document over a tab of its files and one of its uses."""

    def __init__(self, workspace: Workspace, *, enter_goes_on: bool) -> None:
        form = RecordForm(DOCUMENT_FIELDS, lookups_for(workspace), year=workspace.year)
        form.enter_goes_on = enter_goes_on
        super().__init__(
            workspace,
            form,
            new=DocumentDraft,
            open_=open_document,
            save=save_document,
            heading=lambda draft: draft.title,
            new_heading=_("New document"),
        )
        self.files = FilesPanel(workspace, "document_id")
        self.uses = DocumentUses(workspace)
        self.tabs = Tabs()
        self.tabs.setDocumentMode(True)
        self.tabs.tabBar().setAccessibleName(_("Parts of the document"))
        self.tabs.addTab(self.files, _("Files"))
        self.tabs.addTab(self.uses, _("Used in"))
        self.files.count_changed.connect(lambda n: self._count(self.files, _("Files"), n))
        self.uses.count_changed.connect(lambda n: self._count(self.uses, _("Used in"), n))
        layout = self.layout()
        assert isinstance(layout, QVBoxLayout)
        layout.addWidget(self.tabs, 1)  # the form takes the room it needs, this the rest

    def _count(self, part: Any, words: str, number: int) -> None:
        self.tabs.setTabText(self.tabs.indexOf(part), f"{words} {number or ''}".strip())

    def _show(self, draft: Any) -> None:
        super()._show(draft)
        self.files.open_record(draft.id)
        self.uses.open_document(draft.id)

    def set_read_only(self, read_only: bool) -> None:
        super().set_read_only(read_only)
        self.files.set_read_only(read_only)
