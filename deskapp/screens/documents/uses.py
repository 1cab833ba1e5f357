"""Where a document is used: meetings, requirements, key tasks and self study."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from deskapp.dates import shown_date
from deskapp.i18n import N_, _
from deskapp.queries.documents import DocumentUse, uses_of_document
from deskapp.records.study import AUDIENCES
from deskapp.widgets.icons import icon
from deskapp.widgets.record_table import RecordTable
from deskapp.widgets.row_table_model import TableColumn
from deskapp.workspace.workspace import Workspace

_WORDS = {
    "meeting": N_("Studied at"),
    "study_requirement": N_("Requirement"),
    "key_task": N_("Key task"),
    "study_entry": N_("Self study"),
}


@dataclass(frozen=True, slots=True)
class UseLine:
    """One use as the list shows it; its id is its place, for records of many tables."""

    id: int
    what: str
    text: str
    day: str
    use: DocumentUse


def _line(place: int, use: DocumentUse) -> UseLine:
    text = use.text
    if use.table == "study_requirement":
        text = _("{year}: {audience}").format(year=use.year, audience=_(AUDIENCES[use.text]))
    elif use.table == "study_entry":
        text = _("Entries of people, the last on this day")
    return UseLine(place, _(_WORDS[use.table]), text, shown_date(use.on), use)


class DocumentUses(QWidget):
    """Lists what uses a document; Enter opens it."""

    use_activated = Signal(object)  # DocumentUse
    count_changed = Signal(int)

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self._workspace = workspace
        self.table = RecordTable(_COLUMNS)
        self.table.setAccessibleName(_("Where the document is used"))
        self.open_button = QPushButton(icon("external-link"), _("Open"))
        self.open_button.setAutoDefault(False)
        tools = QHBoxLayout()
        tools.addWidget(self.open_button)
        tools.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 8, 16, 8)
        layout.addLayout(tools)
        layout.addWidget(self.table, 1)
        self.table.row_activated.connect(self._on_activated)
        self.table.selection_changed.connect(lambda _ids: self._enable())
        self.open_button.clicked.connect(self._open_chosen)
        self._enable()

    def open_document(self, document_id: int | None) -> None:
        """Show what uses a document; raises LedgerError when it cannot be read."""
        uses = [] if document_id is None else self._workspace.ask(uses_of_document, document_id)
        self.table.set_empty(
            _("Nothing uses this document yet: no meeting studies it, nothing requires it.")
        )
        self.table.set_rows([_line(place, use) for place, use in enumerate(uses)])
        self._enable()
        self.count_changed.emit(len(uses))

    def _enable(self) -> None:
        self.open_button.setEnabled(bool(self.table.selected_ids()))

    def _open_chosen(self) -> None:
        if ids := self.table.selected_ids():
            self._on_activated(ids[0])

    def _on_activated(self, place: int) -> None:
        self.use_activated.emit(self.table.rows.row_at(place).use)


_COLUMNS = (
    TableColumn("what", N_("Use"), 10, sortable=False),
    TableColumn("text", N_("Record"), 24, sortable=False),
    TableColumn("day", N_("Date"), 10, sortable=False),
)
