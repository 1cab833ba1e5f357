"""Shows the background job that runs: its title, how far it is, and a way to stop it."""

from __future__ import annotations

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QHBoxLayout, QLabel, QProgressBar, QToolButton, QWidget

from deskapp.i18n import _
from deskapp.widgets.icons import icon
from deskapp.workspace.background import BackgroundJob

_PATIENCE = 700  # milliseconds before a job is worth showing


class JobIndicator(QWidget):
    """Stands in the status bar while a job takes longer than a moment."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._job: BackgroundJob | None = None
        self._title = QLabel()
        self._bar = QProgressBar()
        self._bar.setFixedWidth(160)
        self._bar.setTextVisible(False)
        self._bar.setAccessibleName(_("Progress"))
        self._cancel = QToolButton()
        self._cancel.setIcon(icon("x"))
        self._cancel.setText(_("Cancel"))
        self._cancel.setAccessibleName(_("Cancel"))
        self._cancel.setToolTip(_("Cancel"))
        self._cancel.clicked.connect(self._on_cancel)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 8, 0)
        for widget in (self._title, self._bar, self._cancel):
            layout.addWidget(widget)
        self.hide()

    def follow(self, job: BackgroundJob) -> None:
        """Show this job from now on, until it ends."""
        self._job = job
        self._title.setText(job.title)
        self._bar.setRange(0, 0)
        self._cancel.setEnabled(True)
        self._cancel.setVisible(job.can_stop)
        job.progressed.connect(self._on_progress)
        job.finished.connect(self._on_finished)
        QTimer.singleShot(_PATIENCE, self, self._show_if_running)

    def _show_if_running(self) -> None:
        self.setVisible(self._job is not None and self._job.is_running)

    def _on_progress(self, step: tuple[int, int]) -> None:
        done, total = step
        self._bar.setRange(0, total)
        self._bar.setValue(done)

    def _on_cancel(self) -> None:
        if self._job is not None:
            self._job.cancel()
            self._cancel.setEnabled(False)

    def _on_finished(self) -> None:
        if self._job is None or not self._job.is_running:
            self._job = None
            self.hide()
