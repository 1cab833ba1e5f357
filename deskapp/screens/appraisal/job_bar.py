"""Work in the background on one line: what is done, how far it is, a way to stop it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtGui import QColor, QHideEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QProgressBar, QPushButton

from deskapp.errors import LedgerError
from deskapp.excel.cancelled import Cancelled as Stopped
from deskapp.i18n import _
from deskapp.widgets.theme import tone
from deskapp.workspace.background import BackgroundJob, Job
from deskapp.workspace.workspace import Workspace


class JobBar(QFrame):
    """Hidden until something is started; one job at a time."""

    cancelled = Signal()
    failed = Signal(object)  # LedgerError

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self._workspace = workspace
        self._job: BackgroundJob | None = None
        self._is_handed_on = False
        self.text = QLabel()
        self.text.setWordWrap(True)
        self.bar = QProgressBar()
        self.bar.setFixedWidth(180)
        self.bar.setAccessibleName(_("Progress"))
        self.cancel_button = QPushButton(_("Cancel"))
        self.cancel_button.clicked.connect(self.cancel)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(12, 6, 8, 6)
        layout.addWidget(self.text, 1)
        layout.addWidget(self.bar)
        layout.addWidget(self.cancel_button)
        self.setAutoFillBackground(True)
        self.hide()

    @property
    def is_running(self) -> bool:
        """Return whether something is being done."""
        return self._job is not None

    def start(self, job: Job, title: str, words: str, on_done: Callable[[Any], object]) -> None:
        """Do a job under a title, said in words; one that is running already is let finish."""
        if self.is_running:
            return

        def done(result: Any) -> None:
            self._end()
            on_done(result)

        self._show(words)
        self._is_handed_on = False
        self._job = self._workspace.in_background(
            job,
            title=title,
            on_done=done,
            on_failed=self._on_failed,
            on_progress=self._on_progress,
            can_stop=True,
            is_shown=False,  # this bar shows it, as long as it is seen
        )

    def cancel(self) -> None:
        """Stop what runs, as soon as it can be."""
        if self._job is not None:
            self._job.cancel()
            self.cancel_button.setEnabled(False)

    def hideEvent(self, event: QHideEvent) -> None:
        """Hand what still runs to the window's own line, where the person goes elsewhere."""
        super().hideEvent(event)
        if self._job is not None and not self._is_handed_on and not event.spontaneous():
            self._is_handed_on = True
            self._workspace.job_started.emit(self._job)

    def _on_progress(self, done: int, total: int) -> None:
        if self.is_running and total:
            self.bar.setRange(0, total)
            self.bar.setValue(done)

    def _on_failed(self, error: Exception) -> None:
        self._end()
        if isinstance(error, Stopped):
            self.cancelled.emit()
        elif isinstance(error, LedgerError):
            self.failed.emit(error)
        else:
            raise error

    def _end(self) -> None:
        self._job = None
        self.hide()

    def _show(self, words: str) -> None:
        self.text.setText(words)
        self.bar.setRange(0, 0)
        self.cancel_button.setEnabled(True)
        looks = tone("blue")
        palette = self.palette()
        palette.setColor(self.backgroundRole(), QColor(looks.back))
        palette.setColor(self.foregroundRole(), QColor(looks.text))
        self.setPalette(palette)
        self.show()
