"""The agenda of a meeting: its items in order, each with the documents studied."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from deskapp.errors import ChangedElsewhere
from deskapp.i18n import N_, _
from deskapp.records.meeting import AGENDA_FIELDS, AGENDA_KINDS
from deskapp.screens.meetings.attempt import Attempt
from deskapp.screens.meetings.documents import StudiedDocuments
from deskapp.screens.meetings.ordered import OrderedEditor
from deskapp.usecases.agenda import AgendaItemDraft, open_agenda, save_agenda
from deskapp.widgets.row_table_model import CENTRE, TableColumn
from deskapp.workspace.workspace import Workspace

_BY_NAME = {field.name: field for field in AGENDA_FIELDS}
_FORM = tuple(_BY_NAME[name] for name in ("kind", "speakers", "title", "minutes"))


class MeetingAgenda(QWidget):
    """The whole agenda is edited here and saved at once."""

    def __init__(self, workspace: Workspace, attempt: Attempt) -> None:
        super().__init__()
        self._workspace = workspace
        self.documents = StudiedDocuments(workspace, attempt)
        self.editor = OrderedEditor(
            _FORM,
            (
                TableColumn("place", N_("No."), 4, CENTRE, sortable=False),
                TableColumn("draft", N_("Kind of item"), 8, shown=_kind, sortable=False),
                TableColumn("draft", N_("Agenda item"), 32, shown=_title, sortable=False),
                TableColumn("draft", N_("Speakers"), 10, shown=_speakers, sortable=False),
                TableColumn(
                    "draft", N_("Documents"), 12, shown=self.documents.titles_of, sortable=False
                ),
            ),
            AgendaItemDraft,
            _("Add an item"),
            _("There is no agenda yet. Add the first item; its documents are chosen with it."),
        )
        self.editor.table.setAccessibleName(_("Agenda"))
        self.editor.add_below(self.documents)
        self.editor.line_shown.connect(self._on_line_shown)
        self.documents.changed.connect(self._on_documents_changed)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.editor)

    def open_meeting(self, meeting_id: int | None) -> None:
        """Show the agenda as it is saved."""
        self.documents.forget_titles()
        items = [] if meeting_id is None else self._workspace.ask(open_agenda, meeting_id)
        self.editor.show_drafts(items)

    def save(self, meeting_id: int) -> bool:
        """Save the agenda; return False when an item does not fit, which is shown."""
        if not self.editor.check():
            return False
        try:
            self._workspace.do(
                save_agenda, meeting_id, self.editor.drafts(), opened=self.editor.opened
            )
        except ChangedElsewhere:
            self.editor.take_over(self._workspace.ask(open_agenda, meeting_id))
            raise
        self.open_meeting(meeting_id)
        return True

    def set_read_only(self, read_only: bool) -> None:
        """Let the agenda be read only."""
        self.editor.set_read_only(read_only)
        self.documents.set_read_only(read_only)

    def _on_line_shown(self, draft: AgendaItemDraft | None) -> None:
        self.documents.show_ids(draft.document_ids if draft else [])

    def _on_documents_changed(self) -> None:
        draft = self.editor.current()
        if draft is not None:
            draft.document_ids = self.documents.ids()
            self.editor.show_current_again()
            self.editor.mark_dirty()


def _kind(draft: AgendaItemDraft) -> str:
    return _(AGENDA_KINDS.get(draft.kind or "", ""))


def _title(draft: AgendaItemDraft) -> str:
    return draft.title


def _speakers(draft: AgendaItemDraft) -> str:
    return draft.speakers
