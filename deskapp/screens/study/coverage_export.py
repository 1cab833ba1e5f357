"""Export the coverage as the grid shows it, and not the whole year."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

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

    def writer_of(self, wanted: Export) -> Callable[[Progress, Cancelled], Path]:
        database, face = self._workspace.database, self.face
        return lambda progress, cancelled: export_coverage(
            database, wanted.year, face, wanted.path, progress, cancelled
        )
