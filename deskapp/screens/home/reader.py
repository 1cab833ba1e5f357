"""Read the year in the background; what changes meanwhile is read after it."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QObject, Signal

from deskapp.errors import LedgerError
from deskapp.i18n import _
from deskapp.workspace.background import Cancelled, Progress
from deskapp.workspace.workspace import Workspace


class YearReader(QObject):
    """Reads the year that the window works in; only one reading runs at a time."""

    read = Signal(object)  # YearAtAGlance
    failed = Signal(object)  # LedgerError

    def __init__(self, workspace: Workspace, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._is_wanted = False
        self.is_running = False

    def start(self) -> None:
        """Read the year as the ledger stands now, as soon as the reading that runs is done."""
        self._is_wanted = True
        if not self.is_running:
            self._begin()

    def _begin(self) -> None:
        if not self._is_wanted:
            return
        self._is_wanted = False
        database, year = self._workspace.database, self._workspace.year

        def job(_progress: Progress, _cancelled: Cancelled) -> object:
            # Loaded on the other thread, so that the window has painted before.
            from deskapp.queries.year_at_a_glance import year_at_a_glance

            with database.reading() as session:
                return year_at_a_glance(session, year)

        self.is_running = True
        self._workspace.in_background(
            job, title=_("Reading the year"), on_done=self._on_done, on_failed=self._on_failed
        )

    def _on_done(self, found: Any) -> None:
        self.is_running = False
        if not self._is_wanted:
            self.read.emit(found)
        self._begin()

    def _on_failed(self, error: Exception) -> None:
        self.is_running = False
        if not isinstance(error, LedgerError):
            raise error
        self.failed.emit(error)
        self._begin()
