"""Run slow work on another thread, in the caller's language, with progress and cancel."""

from __future__ import annotations

import logging
from collections.abc import Callable
from contextvars import copy_context
from threading import Event
from typing import Any, Protocol

from PySide6.QtCore import QObject, QRunnable, Qt, QThreadPool, Signal, Slot

from deskapp.errors import LedgerError
from deskapp.workspace.collecting import COLLECTOR_PAUSE


class Progress(Protocol):
    """How a job says how far it is; a total of 0 means that nobody knows it."""

    def __call__(self, done: int, total: int = 0) -> None:
        """Hear how many steps are done, of how many."""


Cancelled = Callable[[], bool]
Job = Callable[[Progress, Cancelled], Any]


class _Runnable(QRunnable):
    """Carries the job to its thread; the signals stay with their owner, the BackgroundJob."""

    def __init__(self, run: Callable[[], None]) -> None:
        super().__init__()
        self.setAutoDelete(False)
        self._run = run

    def run(self) -> None:
        self._run()


class BackgroundJob(QObject):
    """One piece of slow work: its title, its progress, and a way to stop it.

    `can_stop` says whether the job looks at `cancelled`; who shows it offers no way to stop
    one that does not. Its signals are heard on the thread that made it; `finished` comes last,
    whatever happened.
    """

    progressed = Signal(object)  # (done, total)
    done = Signal(object)
    failed = Signal(object)
    finished = Signal()
    _ended = Signal(object, object)  # (result, error), from the other thread

    def __init__(
        self, job: Job, title: str, parent: QObject | None = None, *, can_stop: bool = False
    ) -> None:
        super().__init__(parent)
        self.title = title
        self.can_stop = can_stop
        self.is_running = False
        self._pauses_collector = False
        self._job = job
        self._stop = Event()
        self._context = copy_context()
        self._runnable = _Runnable(self._run)
        self._ended.connect(self._on_ended, Qt.ConnectionType.QueuedConnection)

    def start(self, pool: QThreadPool) -> None:
        """Begin as soon as the pool has a thread free."""
        self.is_running = True
        self._pauses_collector = True
        COLLECTOR_PAUSE.begin()
        pool.start(self._runnable)

    def cancel(self) -> None:
        """Ask the job to stop; it does so at its next look."""
        self._stop.set()

    def release(self) -> None:
        """Let garbage be collected again: the job is at its end, heard or not."""
        if self._pauses_collector:
            self._pauses_collector = False
            COLLECTOR_PAUSE.end()

    @property
    def was_cancelled(self) -> bool:
        """Return whether somebody asked the job to stop."""
        return self._stop.is_set()

    def _run(self) -> None:
        try:
            result = self._context.run(self._job, self._report, self._stop.is_set)
        except LedgerError as error:
            self._ended.emit(None, error)
        except Exception as error:  # told to whoever started the job
            logging.getLogger(__name__).exception("a background job failed")
            self._ended.emit(None, error)
        else:
            self._ended.emit(result, None)

    def _report(self, done: int, total: int = 0) -> None:
        self.progressed.emit((done, total))

    @Slot(object, object)
    def _on_ended(self, result: object, error: Exception | None) -> None:
        self.is_running = False
        self.release()
        try:
            if error is None:
                self.done.emit(result)
            else:
                self.failed.emit(error)
        finally:
            self.finished.emit()
