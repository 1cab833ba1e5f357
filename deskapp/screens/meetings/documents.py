"""Choose the documents that an agenda item studies, and add one that is not there yet."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from deskapp.i18n import _
from deskapp.names import text_initials
from deskapp.queries.documents import DocumentRow, list_documents
from deskapp.screens.meetings.attempt import Attempt
from deskapp.screens.tasks.document import document_dialog
from deskapp.usecases.agenda import AgendaItemDraft
from deskapp.widgets.field_editor import Choice
from deskapp.widgets.icons import icon
from deskapp.widgets.offering_line import OfferingLine
from deskapp.workspace.workspace import Workspace

_ID_ROLE = Qt.ItemDataRole.UserRole
_MOST_SEEN = 2


class StudiedDocuments(QWidget):
    """A list of documents with a line to find more; Del takes one out."""

    changed = Signal()

    def __init__(self, workspace: Workspace, attempt: Attempt) -> None:
        super().__init__()
        self._workspace = workspace
        self._attempt = attempt
        self._known: dict[int, DocumentRow] | None = None
        self._read_only = False
        self.list = QListWidget()
        self.list.setAccessibleName(_("Documents studied"))
        self.list.setAlternatingRowColors(True)
        row = self.list.fontMetrics().height() + 8
        self.list.setFixedHeight(row * _MOST_SEEN)
        self.finder = OfferingLine(self._offers, _("Add a document"))
        self.finder.setPlaceholderText(_("Find a document by title, number or initials"))
        self.new = QPushButton(icon("plus"), _("New document…"))
        self.remove = QPushButton(icon("x"), _("Take out"))
        for button in (self.new, self.remove):
            button.setAutoDefault(False)
        self._lay_out()
        self.finder.chosen.connect(lambda choice: self.add(choice.id))
        self.finder.entered.connect(self.add_new)
        self.new.clicked.connect(lambda: self.add_new(self.finder.text().strip()))
        self.remove.clicked.connect(self.remove_chosen)
        self.list.itemSelectionChanged.connect(self._enable)

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.addWidget(QLabel(_("Documents studied")))
        head.addWidget(self.finder, 1)
        head.addWidget(self.new)
        head.addWidget(self.remove)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        layout.addLayout(head)
        layout.addWidget(self.list)

    # Titles

    def _documents(self) -> dict[int, DocumentRow]:
        if self._known is None:
            self._known = {row.id: row for row in self._workspace.ask(list_documents)}
        return self._known

    def forget_titles(self) -> None:
        """Ask for the documents again when they are needed next."""
        self._known = None

    def titles_of(self, draft: AgendaItemDraft) -> str:
        """Return the titles of an item's documents."""
        known = self._documents()
        return "、".join(known[one].title for one in draft.document_ids if one in known)

    def _offers(self, text: str) -> Sequence[Choice]:
        chosen = set(self.ids())
        wanted = text.lower()
        return [
            Choice(row.id, row.title, row.number)
            for row in self._documents().values()
            if row.id not in chosen and _fits(row, wanted)
        ]

    # The list

    def show_ids(self, ids: Sequence[int]) -> None:
        """Show the documents of an item."""
        self.list.clear()
        known = self._documents()
        for document_id in ids:
            row = known.get(document_id)
            if row is not None:
                item = QListWidgetItem(" ".join(p for p in (row.title, row.number) if p))
                item.setData(_ID_ROLE, document_id)
                self.list.addItem(item)
        self.list.setVisible(self.list.count() > 0)
        self._enable()

    def ids(self) -> list[int]:
        """Return the ids of the documents in their order."""
        return [self.list.item(row).data(_ID_ROLE) for row in range(self.list.count())]

    def add(self, document_id: int) -> None:
        """Add a document to the item."""
        self.finder.clear()
        if document_id not in self.ids():
            self.show_ids([*self.ids(), document_id])
            self.changed.emit()

    def add_new(self, title: str = "") -> None:
        """Enter a document that is not known yet, and add it."""
        if self._read_only:
            return
        dialog = document_dialog(self._workspace, title, self)
        dialog.accepted.connect(lambda: self._on_new(dialog.result_of_run))
        dialog.open()

    def _on_new(self, document_id: int | None) -> None:
        if document_id is not None:
            self.forget_titles()
            self.add(document_id)

    def remove_chosen(self) -> None:
        """Take the chosen documents out of the item."""
        gone = {item.data(_ID_ROLE) for item in self.list.selectedItems()}
        if gone and not self._read_only:
            self.show_ids([one for one in self.ids() if one not in gone])
            self.changed.emit()

    def set_read_only(self, read_only: bool) -> None:
        """Let the documents be read only."""
        self._read_only = read_only
        self.finder.setEnabled(not read_only)
        self.new.setEnabled(not read_only)
        self._enable()

    def _enable(self) -> None:
        self.remove.setEnabled(not self._read_only and bool(self.list.selectedItems()))


def _fits(row: DocumentRow, text: str) -> bool:
    words = f"{row.title} {row.number} {row.issuer}".lower()
    return all(word in words for word in text.split()) or text in text_initials(row.title)
