"""Export a report in the background: ask for the file, show how far it is, say what went wrong."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QUrl, Signal
from PySide6.QtGui import QColor, QDesktopServices
from PySide6.QtWidgets import (
    QFileDialog,
    QFrame,
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QPushButton,
    QToolButton,
)

from deskapp.errors import CannotWrite, LedgerError
from deskapp.excel.cancelled import Cancelled as ExportCancelled
from deskapp.i18n import N_, _, current_language, language, ngettext
from deskapp.screens.exchange.scheme_choice import (
    ChooseScheme,
    asked_for_scheme,
    schemes_of_year,
)
from deskapp.settings import Settings
from deskapp.widgets.icons import icon
from deskapp.widgets.notice import NoticeAction
from deskapp.widgets.theme import tone
from deskapp.workspace.background import BackgroundJob, Cancelled, Progress
from deskapp.workspace.workspace import Workspace

if TYPE_CHECKING:
    from deskapp.queries.appraisal import SchemeRow
    from deskapp.reports.registry import Report

_FILE_KINDS = {
    ".xlsx": N_("Excel workbooks (*.xlsx)"),
    ".docx": N_("Word documents (*.docx)"),
    ".ics": N_("Calendar files (*.ics)"),
}
_NOT_IN_NAMES = re.compile(r'[\\/:*?"<>|\x00-\x1f]')


@dataclass(frozen=True, slots=True)
class Export:
    """One file to make; an empty language is the window's.

    `scheme_id` chooses the scheme of a report that is about one.
    """

    report: str
    year: int
    language: str = ""
    path: Path = Path()
    scheme_id: int | None = None


class ExportBar(QFrame):
    """Hidden until an export runs; afterwards it stays only to say why one failed."""

    done = Signal(object)  # Path
    cancelled = Signal()
    failed = Signal(object)  # a LedgerError that another file name would not mend

    def __init__(self, workspace: Workspace, settings: Settings) -> None:
        super().__init__()
        self._workspace, self._settings = workspace, settings
        self.choose_file: Callable[[str], str] = self._ask_for_file
        self.choose_scheme: ChooseScheme = partial(asked_for_scheme, self)
        self._export: Export | None = None
        self._job: BackgroundJob | None = None
        self.text = QLabel()
        self.text.setWordWrap(True)
        self.bar = QProgressBar()
        self.bar.setRange(0, 0)
        self.bar.setFixedWidth(140)
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName(_("Progress"))
        self.cancel_button = QPushButton(_("Cancel"))
        self.cancel_button.clicked.connect(self.cancel)
        self.save_as_button = QPushButton(icon("save"), _("Save as…"))
        self.save_as_button.clicked.connect(self._on_save_as)
        self.close_button = QToolButton()
        self.close_button.setIcon(icon("x"))
        self.close_button.setAutoRaise(True)
        self.close_button.setToolTip(_("Close this message"))
        self.close_button.setAccessibleName(_("Close this message"))
        self.close_button.clicked.connect(self.hide)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(12, 6, 8, 6)
        layout.addWidget(self.text, 1)
        for widget in (self.bar, self.cancel_button, self.save_as_button, self.close_button):
            layout.addWidget(widget)
        self.setAutoFillBackground(True)
        self.hide()

    @property
    def is_running(self) -> bool:
        """Return whether an export is being made."""
        return self._job is not None

    def ask_and_export(self, wanted: Export) -> None:
        """Ask for the file's name, then export; nothing happens when none is given.

        Where the year has several schemes and none is chosen, ask for one first.
        """
        schemes = self._schemes_to_choose(wanted)
        if len(schemes) > 1:
            scheme = self.choose_scheme(schemes)
            if scheme is None:
                return
            wanted = replace(wanted, scheme_id=scheme.id)
        chosen = self.choose_file(self.suggested_path(wanted))
        if chosen:
            suffix = _report(wanted).suffix
            self.export(replace(wanted, path=with_suffix(chosen, suffix)))

    def _schemes_to_choose(self, wanted: Export) -> Sequence[SchemeRow]:
        """Return the schemes of which one must be chosen; none where nothing is to choose."""
        if wanted.scheme_id is not None or not _report(wanted).of_scheme:
            return ()
        return schemes_of_year(self._workspace, wanted.year)

    def _scheme_title(self, wanted: Export) -> str:
        """Return what tells the file of a scheme from that of another."""
        schemes = schemes_of_year(self._workspace, wanted.year) if wanted.scheme_id else ()
        return next((one.title for one in schemes if one.id == wanted.scheme_id), "")

    def suggested_path(self, wanted: Export) -> str:
        """Return office, content and day as a file's name, in the folder used last.

        The title of a chosen scheme stands in it.
        """
        report, title = _report(wanted), self._scheme_title(wanted)
        with language(wanted.language or current_language()):
            words = _("{office} {report} {year} {day}")
            if title:
                words = _("{office} {report} {scheme} {day}")
            name = words.format(
                office=self._workspace.office_name,
                year=wanted.year,
                report=_(report.label),
                scheme=title,
                day=f"{date.today():%Y%m%d}",
            )
        folder = self._settings.last_folder or str(Path.home())
        return str(Path(folder) / f"{_NOT_IN_NAMES.sub('_', name).strip()}{report.suffix}")

    def export(self, wanted: Export) -> None:
        """Make the workbook in the background; an export that runs already is let finish."""
        if self.is_running:
            return
        self._export = wanted
        self._settings.last_folder = str(wanted.path.parent)
        write = self.writer_of(wanted)

        def job(progress: Progress, cancelled: Cancelled) -> Path:
            with language(wanted.language or current_language()):
                return write(progress, cancelled)

        self._show_running(_("Exporting “{name}” …").format(name=wanted.path.name))
        self._job = self._workspace.in_background(
            job,
            title=_("Export to Excel"),
            on_done=self._on_done,
            on_failed=self._on_failed,
            on_progress=self._on_progress,
            can_stop=True,
        )

    def writer_of(self, wanted: Export) -> Callable[[Progress, Cancelled], Path]:
        """Return what writes the file, on another thread; a bar of its own writes another."""
        database = self._workspace.database

        def write(progress: Progress, cancelled: Cancelled) -> Path:
            from deskapp.reports.export import export_report

            return export_report(
                database,
                wanted.report,
                wanted.year,
                wanted.path,
                progress,
                cancelled,
                wanted.scheme_id,
            )

        return write

    def cancel(self) -> None:
        """Stop the export; the file stays as it was."""
        if self._job is not None:
            self._job.cancel()
            self.cancel_button.setEnabled(False)

    def _ask_for_file(self, suggestion: str) -> str:
        kind = _(_FILE_KINDS[Path(suggestion).suffix])
        return QFileDialog.getSaveFileName(self, _("Export"), suggestion, kind)[0]

    def _on_progress(self, done: int, _total: int) -> None:
        if self._export is not None and self.is_running:
            rows = ngettext("{n} row", "{n} rows", done).format(n=f"{done:,}")
            name = self._export.path.name
            self.text.setText(_("Exporting “{name}” … {rows}").format(name=name, rows=rows))

    def _on_done(self, path: Path) -> None:
        self._job = None
        self.hide()
        self.done.emit(path)

    def _on_failed(self, error: Exception) -> None:
        self._job = None
        if isinstance(error, ExportCancelled):
            self.hide()
            self.cancelled.emit()
        elif isinstance(error, CannotWrite):
            self._show_failure(str(error))
        else:
            self.hide()
            if not isinstance(error, LedgerError):
                raise error
            self.failed.emit(error)

    def _on_save_as(self) -> None:
        if self._export is not None:
            self.ask_and_export(self._export)

    def _show_running(self, text: str) -> None:
        self._show(text, failed=False)
        self.cancel_button.setEnabled(True)

    def _show_failure(self, text: str) -> None:
        self._show(text, failed=True)
        self.save_as_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show(self, text: str, *, failed: bool) -> None:
        self.text.setText(text)
        self.bar.setVisible(not failed)
        self.cancel_button.setVisible(not failed)
        self.save_as_button.setVisible(failed)
        self.close_button.setVisible(failed)
        looks = tone("red" if failed else "blue")
        palette = self.palette()
        palette.setColor(self.backgroundRole(), QColor(looks.back))
        palette.setColor(self.foregroundRole(), QColor(looks.text))
        self.setPalette(palette)
        self.show()


def _report(wanted: Export) -> Report:
    """Return the report, all of which are loaded only when one is wanted."""
    from deskapp.reports.registry import REPORTS

    return REPORTS[wanted.report]


def with_suffix(chosen: str, suffix: str = ".xlsx") -> Path:
    """Return the path with the ending of its kind of file, which a person need not type."""
    return Path(chosen if chosen.lower().endswith(suffix) else f"{chosen}{suffix}")


def open_actions(path: Path) -> tuple[NoticeAction, ...]:
    """Return the buttons of a toast that lead to a file: open it, open its folder."""

    def open_path(target: Path) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(target)))

    return (
        NoticeAction(_("Open file"), lambda: open_path(path)),
        NoticeAction(_("Open folder"), lambda: open_path(path.parent)),
    )
