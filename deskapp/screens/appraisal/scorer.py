"""Score a scheme in the background; what changes meanwhile is scored after it."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QObject, Signal

from deskapp.errors import LedgerError
from deskapp.i18n import _
from deskapp.queries.appraisal import SchemeRow, Scoring, score_units
from deskapp.queries.facts import working_day
from deskapp.workspace.background import Cancelled, Progress
from deskapp.workspace.workspace import Workspace


class Scorer(QObject):
    """Scores the scheme asked for last; only one scoring runs at a time."""

    scored = Signal(object)  # Scoring
    failed = Signal(object)  # LedgerError

    def __init__(self, workspace: Workspace, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._wanted: SchemeRow | None = None
        self.is_running = False

    def score(self, scheme: SchemeRow) -> None:
        """Score a scheme as the ledger stands now, as soon as the scoring that runs is done."""
        self._wanted = scheme
        if not self.is_running:
            self._start()

    def _start(self) -> None:
        scheme, self._wanted = self._wanted, None
        if scheme is None:
            return
        database = self._workspace.database

        def job(progress: Progress, cancelled: Cancelled) -> Scoring:
            with database.reading() as session:
                return score_units(session, scheme, working_day(session, scheme.year))

        self.is_running = True
        self._workspace.in_background(
            job, title=_("Scoring"), on_done=self._on_done, on_failed=self._on_failed
        )

    def _on_done(self, scoring: Any) -> None:
        self.is_running = False
        if self._wanted is None:
            self.scored.emit(scoring)
        self._start()

    def _on_failed(self, error: Exception) -> None:
        self.is_running = False
        if not isinstance(error, LedgerError):
            raise error
        self.failed.emit(error)
        self._start()
