"""Export the coverage as the grid shows it, and not the whole year."""

from __future__ import annotations

from pathlib import Path

from deskapp.i18n import _, current_language, language
from deskapp.reports.coverage import CoverageFace, export_coverage
from deskapp.screens.exchange.outgoing_bar import Export, ExportBar
from deskapp.settings import Settings
from deskapp.workspace.background import Cancelled, Progress
from deskapp.workspace.workspace import Workspace


class CoverageExportBar(ExportBar):
    """Makes the workbook of a face: the rows, columns and filters that are seen."""

    def __init__(self, workspace: Workspace, settings: Settings) -> None:
        super().__init__(workspace, settings)
        self.face = CoverageFace()

    def ask_and_export_face(self, year: int, face: CoverageFace) -> None:
        """Ask for the file's name, then export what is seen."""
        if not self.is_running:
            self.face = face
            self.ask_and_export(Export("coverage", year))

    def export(self, wanted: Export) -> None:
        if self.is_running:
            return
        self._export = wanted
        self._settings.last_folder = str(wanted.path.parent)
        database, face = self._workspace.database, self.face

        def job(progress: Progress, cancelled: Cancelled) -> Path:
            with language(wanted.language or current_language()):
                return export_coverage(
                    database, wanted.year, face, wanted.path, progress, cancelled
                )

        self._show_running(_("Exporting “{name}” …").format(name=wanted.path.name))
        self._job = self._workspace.in_background(
            job,
            title=_("Export to Excel"),
            on_done=self._on_done,
            on_failed=self._on_failed,
            on_progress=self._on_progress,
            can_stop=True,
        )
