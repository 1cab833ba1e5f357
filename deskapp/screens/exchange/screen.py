"""Excel out and in: export a report, or take a workbook over after seeing what it changes."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QFileDialog, QStackedWidget, QVBoxLayout

from deskapp.dates import shown_date
from deskapp.errors import LedgerError
from deskapp.excel.writer import write_workbook
from deskapp.i18n import _
from deskapp.screens.exchange.incoming import ImportColumn
from deskapp.screens.exchange.incoming_preview import ImportPreview
from deskapp.screens.exchange.outgoing import ExportColumn
from deskapp.screens.exchange.outgoing_bar import open_actions, with_suffix
from deskapp.screens.exchange.readers import Reader, reader_of_cells, reader_of_file
from deskapp.screens.exchange.results import imported_in_words
from deskapp.screens.exchange.side_by_side import side_by_side
from deskapp.screens.exchange.workbooks import write_left_out
from deskapp.settings import Settings
from deskapp.usecases.imports import (
    IMPORT_KINDS,
    ImportCancelled,
    ImportReading,
    ImportResult,
    answer_doubts,
    apply_import,
)
from deskapp.usecases.imports.meetings_named import meetings_to_sign
from deskapp.usecases.imports.templates import template_sheet
from deskapp.widgets.screen import Screen
from deskapp.workspace.background import BackgroundJob, Cancelled, Job, Progress
from deskapp.workspace.workspace import Workspace

if TYPE_CHECKING:
    from deskapp.database.ledger import Outcome


class ExchangeScreen(Screen):
    """Two columns, export and import; a file that was read fills the page with its preview."""

    kinds = frozenset({"meeting", "key_task", "scheme"})
    depends_on_year = True

    def __init__(self, workspace: Workspace, settings: Settings) -> None:
        super().__init__(workspace, settings)
        self.export_column = ExportColumn(workspace, settings)
        self.import_column = ImportColumn(settings, can_write=workspace.can_write_ledger)
        self.preview: ImportPreview | None = None
        self.choose_target: Callable[[str], str] = self._ask_for_target
        self._reader: Reader | None = None
        self._job: BackgroundJob | None = None
        self._stack = QStackedWidget()
        self._stack.addWidget(side_by_side(self.export_column, self.import_column))
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self._stack)
        self._connect()

    def _connect(self) -> None:
        self.export_column.exported.connect(self._on_exported)
        self.export_column.bar.cancelled.connect(lambda: self.tell(_("The export was cancelled.")))
        self.export_column.bar.failed.connect(self.failed)
        self.import_column.file_chosen.connect(self.open_file)
        self.import_column.block_pasted.connect(lambda kind, rows: self.open_pasted(rows, kind))
        self.import_column.kinds.template_requested.connect(self._on_template)
        self.import_column.reading_cancelled.connect(self._on_reading_cancelled)
        self.import_column.scheme_found.connect(
            lambda path: self.page_requested.emit("appraisal", ("scheme", ("import", path)))
        )

    def refresh(self) -> None:
        self.export_column.show_years(self.workspace.years(), self.workspace.year)
        self._show_meetings()
        self.set_status("")

    def _show_meetings(self) -> None:
        year = self.workspace.year
        meetings = self.workspace.ask(meetings_to_sign, year)
        titles = [(one, f"{shown_date(day)} {title}".strip()) for one, title, day in meetings]
        self.import_column.kinds.show_year(year, titles)

    def show_target(self, target: object) -> None:
        """Choose a kind, such as "people"; or read a workbook, or (kind, pasted rows of cells)."""
        if isinstance(target, str):
            self.import_column.choose_kind(target)
        elif isinstance(target, Path):
            self.settings.last_folder = str(target.parent)
            self.open_file("", target)
        elif isinstance(target, tuple):
            kind, rows = target
            self.import_column.choose_kind(kind)
            self.open_pasted(rows, kind)

    def _on_exported(self, path: Path) -> None:
        self.tell(_("Exported: {name}").format(name=path.name), *open_actions(path))

    # --- reading

    def open_file(self, kind: str, path: Path) -> None:
        """Read a workbook in the background and show what it would change.

        Without a kind, its headings tell what it holds.
        """
        year, meeting = self.workspace.year, self.import_column.kinds.meeting
        self._read(reader_of_file(path, kind, year=year, meeting=meeting), path.name)

    def open_pasted(self, rows: Sequence[Sequence[str]], kind: str) -> None:
        """Read pasted cells, the first row of which are the headings, as a workbook is read."""
        year, meeting = self.workspace.year, self.import_column.kinds.meeting
        self._read(reader_of_cells(rows, kind, year=year, meeting=meeting), _("Pasted cells"))

    def _read(self, reader: Reader, name: str, **said: Any) -> None:
        """Read in the background; `said` is what was said of this file before."""
        if self._job is not None:
            return
        self._reader = reader
        database = self.workspace.database

        def job(progress: Progress, cancelled: Cancelled) -> ImportReading:
            return reader(database, progress=progress, cancelled=cancelled, **said)

        self._close_preview()
        self.import_column.show_waiting(_("Reading {name} …").format(name=name))
        self._start(job, _("Import from Excel"), self._on_read, self._on_unreadable)

    def _start(
        self,
        job: Job,
        title: str,
        on_done: Callable[[Any], None],
        on_failed: Callable[[LedgerError], None],
    ) -> None:
        """Run a job; what a job that was cancelled comes to is not heard."""

        def done(result: Any) -> None:
            if self._job is work:
                self._job = None
                on_done(result)

        def failed(error: Exception) -> None:
            if self._job is work:
                self._job = None
                if not isinstance(error, LedgerError):
                    self._be_ready()
                    raise error
                on_failed(error)

        work = self.workspace.in_background(
            job, title=title, on_done=done, on_failed=failed, can_stop=True
        )
        self._job = work

    def _on_read(self, reading: ImportReading) -> None:
        self.import_column.show_ready()
        self.import_column.clear_complaint()
        self._on_compared(reading)

    def _show_preview(self, reading: ImportReading) -> ImportPreview:
        """Show a reading in the place of the one before it."""
        before = self.preview
        standing = before.doubts.standing() if before is not None else None
        preview = ImportPreview(reading, self.settings, standing)
        preview.back_requested.connect(self._close_preview)
        preview.reread_requested.connect(self._on_reread)
        preview.add_unknown_requested.connect(self._on_add_unknown)
        preview.import_requested.connect(self._on_import)
        preview.left_out_requested.connect(self._on_left_out)
        preview.answered.connect(self._on_answered)
        self.preview = preview
        self._stack.addWidget(preview)
        self._stack.setCurrentWidget(preview)
        if before is not None:
            self._stack.removeWidget(before)
            before.deleteLater()
        return preview

    def _on_answered(self, key: str, answer: str) -> None:
        """Compare once more with an answer; the next question gets the keyboard."""
        if self.preview is None or self._job is not None:
            return
        reading, database = self.preview.reading, self.workspace.database

        def job(_progress: Progress, _cancelled: Cancelled) -> ImportReading:
            with database.reading() as session:
                return answer_doubts(session, reading, {key: answer})

        self.preview.set_busy(busy=True)
        self._start(job, _("Import from Excel"), self._on_compared, self._on_not_imported)

    def _on_compared(self, reading: ImportReading) -> None:
        preview = self._show_preview(reading)
        preview.import_button.setFocus()
        preview.doubts.focus_next()

    def _be_ready(self) -> None:
        self.import_column.show_ready()
        if self.preview is not None:
            self.preview.set_busy(busy=False)

    def _on_unreadable(self, error: LedgerError) -> None:
        if isinstance(error, ImportCancelled):
            self.import_column.show_ready()
        else:
            self.import_column.show_complaint(error)

    def _on_reading_cancelled(self) -> None:
        if self._job is not None:
            self._job.cancel()
            self._job = None
        self.import_column.show_ready()

    def _on_reread(self) -> None:
        if self._reader is not None and self.preview is not None:
            reading = self.preview.reading
            said = {"add_unknown": reading.adds or None, "answers": reading.given}
            self._read(self._reader, reading.file, **said)

    def _on_add_unknown(self, adds: bool) -> None:
        if self._reader is not None and self.preview is not None:
            reading = self.preview.reading
            self._read(self._reader, reading.file, add_unknown=adds, answers=reading.given)

    def _close_preview(self) -> None:
        if self.preview is not None:
            self._stack.setCurrentIndex(0)
            self._stack.removeWidget(self.preview)
            self.preview.deleteLater()
            self.preview = None

    # --- writing

    def _on_import(self) -> None:
        if self.preview is None or self._job is not None:
            return
        reading, database = self.preview.reading, self.workspace.database

        def job(progress: Progress, cancelled: Cancelled) -> Outcome[ImportResult]:
            self.workspace.keep_backup()
            return database.do(
                apply_import,
                reading,
                skip_problems=bool(reading.problems),
                progress=progress,
                cancelled=cancelled,
            )

        self.preview.set_busy(busy=True)
        self._start(job, _("Import from Excel"), self._on_imported, self._on_not_imported)

    def _on_imported(self, outcome: Outcome[ImportResult]) -> None:
        self._close_preview()
        self.workspace.announce(outcome.kinds, outcome.change_set_id)
        self.tell_undoable(imported_in_words(outcome.result))

    def _on_not_imported(self, error: LedgerError) -> None:
        self._be_ready()
        if isinstance(error, ImportCancelled):
            self.tell(str(error))
        else:
            self.failed.emit(error)

    def _on_left_out(self) -> None:
        if self.preview is not None:
            reading = self.preview.reading
            name = _("{file} - rows with problems.xlsx").format(file=Path(reading.file).stem)
            self._save_as(name, lambda path: write_left_out(reading, path))

    def _on_template(self, kind: str) -> None:
        def write(path: Path) -> None:
            sheet = self.workspace.ask(template_sheet, kind, self.workspace.year)
            write_workbook(path, [sheet])

        label = _(IMPORT_KINDS[kind].label)
        self._save_as(_("{kind} - to fill in.xlsx").format(kind=label), write)

    def _save_as(self, name: str, write: Callable[[Path], None]) -> None:
        """Ask where a workbook goes, write it, and say where it is."""
        folder = self.settings.last_folder or str(Path.home())
        if chosen := self.choose_target(str(Path(folder) / name)):
            path = with_suffix(chosen)

            def save() -> None:
                write(path)
                self.tell(_("Saved: {name}").format(name=path.name), *open_actions(path))

            self.attempt(save)

    def _ask_for_target(self, suggestion: str) -> str:
        return QFileDialog.getSaveFileName(
            self, _("Save as a workbook"), suggestion, _("Excel workbooks (*.xlsx)")
        )[0]
