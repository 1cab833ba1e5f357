"""Fill a form in the background: show how far it is, offer to stop, say what came of it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QProgressBar, QPushButton

from deskapp.errors import LedgerError
from deskapp.excel.cancelled import Cancelled as FillingCancelled
from deskapp.i18n import _, language
from deskapp.queries.appraisal import Subject
from deskapp.screens.appraisal.forms.looking import LookedAt
from deskapp.workspace.background import BackgroundJob, Cancelled, Progress
from deskapp.workspace.workspace import Workspace


class Filler(QFrame):
    """Hidden until a form is being filled."""

    done = Signal(object)  # list of Path
    cancelled = Signal()
    failed = Signal(object)  # LedgerError

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self._workspace = workspace
        self._job: BackgroundJob | None = None
        self.text = QLabel()
        self.bar = QProgressBar()
        self.bar.setFixedWidth(220)
        self.bar.setAccessibleName(_("Progress"))
        self.cancel_button = QPushButton(_("Cancel"))
        self.cancel_button.clicked.connect(self.cancel)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.text, 1)
        layout.addWidget(self.bar)
        layout.addWidget(self.cancel_button)
        self.hide()

    @property
    def is_running(self) -> bool:
        """Return whether forms are being filled."""
        return self._job is not None

    def fill(self, looked: LookedAt, folder: Path, subjects: Sequence[Subject] | None) -> None:
        """Fill a form as it was looked at for some of the appraised, or for all."""
        if self.is_running:
            return
        database = self._workspace.database

        def job(progress: Progress, cancelled: Cancelled) -> list[Path]:
            from deskapp.reports.own_form.filling import fill_all, form_language

            with database.reading() as session, language(form_language(looked.form)):
                return fill_all(
                    session,
                    looked.form,
                    looked.scoring,
                    folder,
                    subjects=subjects,
                    progress=progress,
                    cancelled=cancelled,
                )

        self.text.setText(_("Filling “{name}” …").format(name=looked.form.path.name))
        self.bar.setRange(0, 0)
        self.cancel_button.setEnabled(True)
        self.show()
        self._job = self._workspace.in_background(
            job,
            title=_("Fill a form"),
            on_done=self._on_done,
            on_failed=self._on_failed,
            on_progress=self._on_progress,
            can_stop=True,
        )

    def cancel(self) -> None:
        """Stop before the next file; those filled before stay."""
        if self._job is not None:
            self._job.cancel()
            self.cancel_button.setEnabled(False)

    def _on_progress(self, done: int, total: int) -> None:
        self.bar.setRange(0, total)
        self.bar.setValue(done)

    def _on_done(self, files: list[Path]) -> None:
        self._end()
        self.done.emit(files)

    def _on_failed(self, error: Exception) -> None:
        self._end()
        if isinstance(error, FillingCancelled):
            self.cancelled.emit()
        elif isinstance(error, LedgerError):
            self.failed.emit(error)
        else:
            raise error

    def _end(self) -> None:
        self._job = None
        self.hide()
