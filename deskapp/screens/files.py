"""The files of a record: kept in the ledger's own folder, opened from here."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from PySide6.QtCore import QMimeData, Qt, QUrl, Signal
from PySide6.QtGui import (
    QAction,
    QDesktopServices,
    QDragEnterEvent,
    QDropEvent,
    QGuiApplication,
    QKeySequence,
)
from PySide6.QtWidgets import QFileDialog, QVBoxLayout, QWidget

from deskapp.database.file_store import FileStore, StoredFile
from deskapp.errors import LedgerError
from deskapp.i18n import _, ngettext
from deskapp.queries.files import list_files
from deskapp.screens.file_lines import FILE_COLUMNS, OPENED, FileLine, copy_out
from deskapp.usecases.files import attach_files, detach_files
from deskapp.widgets.flow_layout import FlowLayout
from deskapp.widgets.icons import icon
from deskapp.widgets.notice import NoticeAction
from deskapp.widgets.record_table import RecordTable
from deskapp.widgets.tool_button import tool_button
from deskapp.workspace.background import Cancelled, Progress
from deskapp.workspace.workspace import Workspace


class FilesPanel(QWidget):
    """A list of files; files dropped or pasted on it are kept with the record.

    `owner` is the column of the record's kind (`attachment.OWNERS`). What goes wrong is told by
    `failed`, a LedgerError; what is done by `told`, a sentence.
    """

    failed = Signal(object)
    told = Signal(str)
    count_changed = Signal(int)

    def __init__(self, workspace: Workspace, owner: str) -> None:
        super().__init__()
        self._workspace = workspace
        self._owner = owner
        self._record_id: int | None = None
        self._read_only = not workspace.can_write
        self._save_first: Callable[[], int | None] | None = None
        self.table = RecordTable(FILE_COLUMNS)
        self.table.setAccessibleName(_("Files"))
        self._add_actions()
        self._lay_out()
        self.table.row_activated.connect(lambda _id: self.open_chosen())
        self.table.selection_changed.connect(lambda _ids: self._enable())
        workspace.changed.connect(self._on_changed)
        self.set_read_only(self._read_only)

    def _add_actions(self) -> None:
        self.add_action = self._action("plus", _("Add files…"), "Ins", self.choose_files)
        self.add_action.setToolTip(
            _("Choose files (Ins), or drop them here, or paste copied ones (Ctrl+V)")
        )
        self.paste_action = self._action("clipboard-list", _("Paste"), "Ctrl+V", self.paste)
        self.open_action = self._action("external-link", _("Open"), "", self.open_chosen)
        self.save_action = self._action("download", _("Save as…"), "", self.choose_target)
        self.folder_action = self._action("folder-open", _("Show in folder"), "", self.show_folder)
        self.remove_action = self._action("trash-2", _("Remove"), "Del", self.remove_chosen)

    def _action(self, picture: str, text: str, keys: str, run: Callable[[], None]) -> QAction:
        action = QAction(icon(picture), text, self)
        if keys:
            action.setShortcut(QKeySequence(keys))
            action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            action.setToolTip(f"{text} ({keys})")
        action.triggered.connect(run)
        self.addAction(action)
        return action

    def _lay_out(self) -> None:
        tools = QWidget()
        flow = FlowLayout(tools)
        for action in (
            self.add_action,
            self.open_action,
            self.save_action,
            self.folder_action,
            self.remove_action,
        ):
            flow.addWidget(tool_button(action))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 8, 16, 8)
        layout.addWidget(tools)
        layout.addWidget(self.table, 1)

    # --- showing

    def open_record(self, record_id: int | None) -> None:
        """Show the files of a record; None while the record is not saved yet."""
        self._record_id = record_id
        rows = [] if record_id is None else self._workspace.ask(list_files, self._owner, record_id)
        self.table.set_rows([self._line(row.id, row.name, row.size, row.sha256) for row in rows])
        self._enable()
        self.count_changed.emit(len(rows))

    def allow_before_saving(self, save_first: Callable[[], int | None]) -> None:
        """Let files be added to a new record too; `save_first` saves it and returns its id."""
        self._save_first = save_first
        self._enable()

    def _line(self, file_id: int, name: str, size: int, sha256: str) -> FileLine:
        path = self._store().path_of(sha256, name)
        return FileLine(file_id, name, size, path, not path.exists())

    def _store(self) -> FileStore:
        return FileStore(self._workspace.database.location)

    def set_read_only(self, read_only: bool) -> None:
        """Let the files be opened only."""
        self._read_only = read_only
        self.setAcceptDrops(not read_only)
        self._enable()

    def _enable(self) -> None:
        is_saved = self._record_id is not None
        can_add = not self._read_only and (is_saved or self._save_first is not None)
        if not is_saved and not can_add:
            self.table.set_empty(_("Save the new record first; then files can be added to it."))
        else:
            add = (NoticeAction(_("Add files…"), self.choose_files),) if can_add else ()
            self.table.set_empty(
                _("No files are kept here. Drop scans and documents on this list, or add them."),
                *add,
            )
        line = self._chosen()
        is_there = line is not None and not line.is_gone
        self.add_action.setEnabled(can_add)
        self.paste_action.setEnabled(can_add)
        self.remove_action.setEnabled(line is not None and can_add)
        for action in (self.open_action, self.save_action, self.folder_action):
            action.setEnabled(is_there)

    def _chosen(self) -> FileLine | None:
        ids = self.table.selected_ids()
        row = self.table.rows.row_of(ids[0]) if ids else None
        return None if row is None else self.table.rows.row_at(row)

    def _on_changed(self, kinds: frozenset[str]) -> None:
        if "attachment" in kinds and self._record_id is not None:
            self._attempt(lambda: self.open_record(self._record_id))

    def _attempt(self, action: Callable[[], Any]) -> Any:
        """Return what the action returns, or None when it failed, which is told in words."""
        try:
            return action()
        except LedgerError as error:
            self.failed.emit(error)
            return None

    # --- adding and removing

    def choose_files(self) -> None:
        """Ask which files to keep, once there is a record to keep them with."""
        if not self._is_saved_first():
            return
        paths, _filter = QFileDialog.getOpenFileNames(self, _("Add files"))
        if paths:
            self.add_files([Path(path) for path in paths])

    def _is_saved_first(self) -> bool:
        """Save a new record where that is allowed; return whether files can be kept with it."""
        if self._record_id is None and self._save_first is not None and not self._read_only:
            saved_id = self._save_first()
            if saved_id is None:
                self.told.emit(_("Enter the points first; the files are kept with them."))
            else:
                self.open_record(saved_id)
        return self._record_id is not None

    def add_files(self, paths: Sequence[Path]) -> None:
        """Keep copies of files with the record; a large scan is copied in the background."""
        if not self._is_saved_first():
            return
        record_id, location = self._record_id, self._workspace.database.location
        if record_id is None or self._read_only:
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
            on_done=lambda files: self._attach(record_id, files),
            on_failed=self.failed.emit,
            can_stop=True,
        )

    def _attach(self, record_id: int, files: Sequence[StoredFile]) -> None:
        """Name the copies in the ledger; none when the copying was stopped."""
        if not files:
            return
        if self._attempt(lambda: self._workspace.do(attach_files, self._owner, record_id, files)):
            text = ngettext("{number} file added", "{number} files added", len(files))
            self.told.emit(text.format(number=len(files)))

    def remove_chosen(self) -> None:
        """Take the chosen files off the record."""
        ids, record_id = self.table.selected_ids(), self._record_id
        if ids and record_id is not None and not self._read_only:
            self._attempt(lambda: self._workspace.do(detach_files, self._owner, record_id, ids))

    def paste(self) -> None:
        """Keep the files that were copied in a folder's window."""
        paths = _files_in(QGuiApplication.clipboard().mimeData())
        if paths:
            self.add_files(paths)
        else:
            self.told.emit(_("No file is on the clipboard: copy one in its folder first."))

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if event.mimeData().hasUrls():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        if paths := _files_in(event.mimeData()):
            event.acceptProposedAction()
            self.add_files(paths)

    # --- opening

    def open_chosen(self) -> None:
        """Open the chosen file; one that might be a program is shown in its folder."""
        line = self._chosen()
        if line is None:
            return
        if Path(line.name).suffix.lower() not in OPENED:
            self.told.emit(
                _("{name} is not a kind of document that is opened here.").format(name=line.name)
            )
            self.show_folder()
        else:
            self._open(line, line.path)

    def show_folder(self) -> None:
        """Show the folder of the chosen file."""
        if (line := self._chosen()) is not None:
            self._open(line, line.path.parent)

    def _open(self, line: FileLine, path: Path) -> None:
        if not path.exists():
            self.told.emit(_("{name} is missing in the ledger's folder.").format(name=line.name))
        else:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))

    def choose_target(self) -> None:
        """Ask where a copy of the chosen file goes."""
        if (line := self._chosen()) is not None:
            name, _filter = QFileDialog.getSaveFileName(self, _("Save as…"), line.name)
            if name:
                self.save_copy(Path(name))

    def save_copy(self, target: Path) -> None:
        """Write a copy of the chosen file under another name, in the background."""
        if (line := self._chosen()) is not None:
            self._workspace.in_background(
                lambda progress, cancelled: copy_out(line.path, target),
                title=_("Saving a copy"),
                on_done=lambda _none: self.told.emit(
                    _("{name} was saved.").format(name=target.name)
                ),
                on_failed=self.failed.emit,
            )


def _files_in(mime: QMimeData) -> list[Path]:
    return [Path(url.toLocalFile()) for url in mime.urls() if url.isLocalFile()]
