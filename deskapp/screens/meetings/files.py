"""The files of a meeting: kept in the ledger's own folder, opened from here."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt, QUrl, Signal
from PySide6.QtGui import QAction, QDesktopServices, QDragEnterEvent, QDropEvent, QKeySequence
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from deskapp.database.file_store import FileStore, StoredFile
from deskapp.i18n import N_, _, ngettext
from deskapp.queries.meetings import AttachmentRow, list_attachments
from deskapp.screens.meetings.attempt import Attempt
from deskapp.usecases.files import attach_files, detach_files
from deskapp.widgets.icons import icon
from deskapp.widgets.notice import NoticeAction
from deskapp.widgets.record_page import tool_button
from deskapp.widgets.record_table import RecordTable
from deskapp.widgets.row_table_model import RIGHT, TableColumn
from deskapp.workspace.background import Cancelled, Progress
from deskapp.workspace.workspace import Workspace

# What may be opened by a double click; anything else is only shown in its folder, because a
# file that came with a meeting may be a program.
OPENED = frozenset(
    {".pdf", ".png", ".jpg", ".jpeg", ".docx", ".doc", ".xlsx", ".xls", ".wps", ".et", ".txt"}
    | {".ofd"}
)


class MeetingFiles(QWidget):
    """A list of files; files dropped on it are kept with the meeting."""

    failed = Signal(object)
    told = Signal(str)

    def __init__(self, workspace: Workspace, attempt: Attempt) -> None:
        super().__init__()
        self._workspace = workspace
        self._attempt = attempt
        self._meeting_id: int | None = None
        self._read_only = False
        self.table = RecordTable(
            (
                TableColumn("name", N_("File"), 50, sortable=False),
                TableColumn("size", N_("Size"), 10, RIGHT, shown=_size, sortable=False),
            )
        )
        self.table.setAccessibleName(_("Files"))
        self.add_action = self._action("plus", _("Add files…"), "Ins", self.choose_files)
        self.open_action = self._action("external-link", _("Open"), "", self.open_chosen)
        self.folder_action = self._action("folder-open", _("Show in folder"), "", self.show_folder)
        self.remove_action = self._action("trash-2", _("Remove"), "Del", self.remove_chosen)
        tools = QHBoxLayout()
        for action in (
            self.add_action,
            self.open_action,
            self.folder_action,
            self.remove_action,
        ):
            tools.addWidget(tool_button(action))
        tools.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 8, 16, 8)
        layout.addLayout(tools)
        layout.addWidget(self.table, 1)
        self.setAcceptDrops(True)
        self.table.row_activated.connect(lambda _id: self.open_chosen())
        self.table.selection_changed.connect(lambda _ids: self._enable())

    def _action(self, picture: str, text: str, keys: str, run: Any) -> QAction:
        action = QAction(icon(picture), text, self)
        if keys:
            action.setShortcut(QKeySequence(keys))
            action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            action.setToolTip(f"{text} ({keys})")
        action.triggered.connect(run)
        self.addAction(action)
        return action

    def open_meeting(self, meeting_id: int | None) -> None:
        """Show the files of a meeting."""
        self._meeting_id = meeting_id
        rows = [] if meeting_id is None else self._workspace.ask(list_attachments, meeting_id)
        self.table.set_rows(rows)
        self._enable()

    def set_read_only(self, read_only: bool) -> None:
        """Let the files be opened only."""
        self._read_only = read_only
        self.setAcceptDrops(not read_only)
        self._enable()

    def _enable(self) -> None:
        actions = () if self._read_only else (NoticeAction(_("Add files…"), self.choose_files),)
        self.table.set_empty(
            _("No files are kept with this meeting. Drop scans and documents here, or add them."),
            *actions,
        )
        chosen = bool(self.table.selected_ids())
        self.add_action.setEnabled(not self._read_only)
        self.remove_action.setEnabled(chosen and not self._read_only)
        self.open_action.setEnabled(chosen)
        self.folder_action.setEnabled(chosen)

    def _chosen(self) -> AttachmentRow | None:
        ids = self.table.selected_ids()
        row = self.table.rows.row_of(ids[0]) if ids else None
        return None if row is None else self.table.rows.row_at(row)

    # Adding and removing

    def choose_files(self) -> None:
        """Ask which files to keep."""
        paths, _filter = QFileDialog.getOpenFileNames(self, _("Add files to the meeting"))
        if paths:
            self.add_files([Path(path) for path in paths])

    def add_files(self, paths: Sequence[Path]) -> None:
        """Keep copies of files with the meeting; a large scan is copied in the background."""
        meeting_id, location = self._meeting_id, self._workspace.database.location
        if meeting_id is None or self._read_only:
            return

        def copy(progress: Progress, cancelled: Cancelled) -> list[StoredFile]:
            store = FileStore(location)
            kept = []
            for path in paths:
                if cancelled():
                    return []
                kept.append(store.add(path))
                progress(len(kept), len(paths))
            return kept

        self._workspace.in_background(
            copy,
            title=_("Adding files"),
            on_done=lambda files: self._attach(meeting_id, files),
            on_failed=self.failed.emit,
            can_stop=True,
        )

    def _attach(self, meeting_id: int, files: Sequence[StoredFile]) -> None:
        """Name the copies in the ledger; none when the copying was stopped."""
        if not files:
            return
        if self._attempt(lambda: self._workspace.do(attach_files, meeting_id, files)):
            text = ngettext("{number} file added", "{number} files added", len(files))
            self.told.emit(text.format(number=len(files)))

    def remove_chosen(self) -> None:
        """Take the chosen files off the meeting."""
        ids = self.table.selected_ids()
        meeting_id = self._meeting_id
        if ids and meeting_id is not None and not self._read_only:
            self._attempt(lambda: self._workspace.do(detach_files, meeting_id, ids))

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if event.mimeData().hasUrls():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        paths = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
        if paths:
            event.acceptProposedAction()
            self.add_files(paths)

    # Opening

    def open_chosen(self) -> None:
        """Open the chosen file; one that might be a program is shown in its folder."""
        row = self._chosen()
        if row is None:
            return
        if Path(row.name).suffix.lower() not in OPENED:
            self.told.emit(
                _("{name} is not a kind of document that is opened here.").format(name=row.name)
            )
            self.show_folder()
        else:
            self._attempt(lambda: self._open(self._path_of(row)))

    def show_folder(self) -> None:
        """Show the folder of the chosen file."""
        row = self._chosen()
        if row is not None:
            self._attempt(lambda: self._open(self._path_of(row).parent))

    def _path_of(self, row: AttachmentRow) -> Path:
        return FileStore(self._workspace.database.location).path_of(row.sha256, row.name)

    def _open(self, path: Path) -> None:
        if not path.exists():
            self.told.emit(_("{name} is missing in the ledger's folder.").format(name=path.name))
        else:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))


def _size(size: int) -> str:
    if size < 1024 * 1024:
        return f"{max(1, round(size / 1024))} KB"
    return f"{size / 1024 / 1024:.1f} MB"
