"""Ask slow questions on another thread; of several only the last answer is heard."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtCore import QObject, Signal

from deskapp.errors import LedgerError
from deskapp.workspace.background import Cancelled, Progress
from deskapp.workspace.workspace import Workspace

# Asks one query: ask(list_units, "") as `Workspace.ask` does.
Ask = Callable[..., Any]
# Asks as many as it needs, all of one state of the ledger.
Question = Callable[[Ask], Any]


class Reader(QObject):
    """Answers the question asked last; one that waits takes the place of those before it."""

    answered = Signal(object)
    failed = Signal(object)  # LedgerError

    def __init__(self, workspace: Workspace, title: str, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._title = title
        self._wanted: Question | None = None
        self.is_running = False

    def ask(self, question: Question) -> None:
        """Answer a question as the ledger stands now, once the one that runs is done."""
        self._wanted = question
        if not self.is_running:
            self._start()

    def _start(self) -> None:
        question, self._wanted = self._wanted, None
        if question is None:
            return
        database = self._workspace.database

        def job(progress: Progress, cancelled: Cancelled) -> Any:
            with database.reading() as session:
                return question(partial(_ask, session))

        self.is_running = True
        self._workspace.in_background(
            job, title=self._title, on_done=self._on_done, on_failed=self._on_failed
        )

    def _on_done(self, answer: Any) -> None:
        self.is_running = False
        if self._wanted is None:
            self.answered.emit(answer)
        self._start()

    def _on_failed(self, error: Exception) -> None:
        self.is_running = False
        if not isinstance(error, LedgerError):
            raise error
        self.failed.emit(error)
        self._start()


def _ask(session: Any, query: Callable[..., Any], /, *given: Any, **more: Any) -> Any:
    return query(session, *given, **more)
