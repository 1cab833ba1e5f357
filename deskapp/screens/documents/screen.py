"""The documents that are conveyed, studied and carried out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtWidgets import QPushButton

from deskapp.i18n import N_, _
from deskapp.queries.documents import (
    DocumentUse,
    DocumentUseRow,
    count_documents,
    list_documents_in_use,
)
from deskapp.queries.lists import Order
from deskapp.records.document import DOCUMENT_FIELDS
from deskapp.screens.documents.detail import DocumentDetail
from deskapp.screens.places import place_of_record
from deskapp.usecases.documents import delete_documents
from deskapp.widgets.icons import icon
from deskapp.widgets.notice import NoticeAction
from deskapp.widgets.record_page import RecordPage
from deskapp.widgets.row_table_model import RIGHT, TableColumn, columns_from

_BY_KEY = {column.key: column for column in columns_from(DOCUMENT_FIELDS)}


def _number(count: int) -> str:
    """Return a count as the list shows it: what is not there is left empty."""
    return str(count) if count else ""


class DocumentsScreen(RecordPage):
    """List and form of the documents, with their files and where each is used."""

    key = "documents"
    title = N_("Documents")
    new_text = N_("New document")
    empty_text = N_(
        "The documents that meetings convey and study, and that tasks come from, belong here "
        "with their number, issuer and files. Enter the first one."
    )
    kinds = frozenset(
        {"document", "attachment", "agenda_document", "agenda_item", "meeting", "key_task"}
        | {"study_requirement", "study_entry"}
    )
    can_duplicate = False
    pastes_as = "documents"
    # What fits beside the form comes first: the title gives way, the rest is one scroll away.
    columns = (
        replace(_BY_KEY["title"], width=22),
        replace(_BY_KEY["number"], width=16),
        TableColumn("studied", N_("Times studied"), 8, RIGHT, shown=_number),
        TableColumn("requirements", N_("Requirements"), 8, RIGHT, shown=_number),
        TableColumn("key_tasks", N_("Key tasks"), 8, RIGHT, shown=_number),
        TableColumn("files", N_("Files"), 6, RIGHT, shown=_number),
        _BY_KEY["issued_on"],
        _BY_KEY["issuer"],
        _BY_KEY["kind"],
    )
    detail: DocumentDetail

    def list_rows(self, search: str) -> Sequence[DocumentUseRow]:
        order = Order(*self.order) if self.order else None
        return self.workspace.ask(list_documents_in_use, search, order=order)

    def count_all(self) -> int:
        return self.workspace.ask(count_documents)

    def make_detail(self) -> DocumentDetail:
        return DocumentDetail(self.workspace, enter_goes_on=self.settings.enter_goes_on)

    def delete_rows(self, ids: Sequence[int]) -> None:
        self.workspace.do(delete_documents, ids)

    def empty_actions(self) -> tuple[NoticeAction, ...]:
        there = NoticeAction(
            _("Import from Excel"), lambda: self.page_requested.emit("exchange", self.pastes_as)
        )
        return (*super().empty_actions(), there)

    def set_up(self) -> None:
        self.search.setPlaceholderText(_("Title, number or issuer (Ctrl+F)"))
        self.require_button = QPushButton(icon("book-open"), _("Require its study…"))
        self.require_button.setToolTip(_("Say who has to study this document, and by which day"))
        self.require_button.setAutoDefault(False)
        self.require_button.setEnabled(self.workspace.can_write_ledger)
        self.require_button.clicked.connect(self._on_require)
        self.panel.foot_buttons.addWidget(self.require_button)
        self.detail.files.told.connect(self.tell)
        self.detail.files.failed.connect(self.failed)
        self.detail.uses.use_activated.connect(self._on_use_activated)
        self.detail.heading_changed.connect(self._show_require_button)

    def _show_require_button(self) -> None:
        self.require_button.setVisible(self.detail.draft.id is not None)

    def _on_require(self) -> None:
        if self.save_if_dirty() and self.current_id is not None:
            self.page_requested.emit("study", ("requirements", ("new", self.current_id)))

    def _on_use_activated(self, use: DocumentUse) -> None:
        if (place := place_of_record(use.table, use.record_id)) is not None:
            self.page_requested.emit(place.page, place.target)
