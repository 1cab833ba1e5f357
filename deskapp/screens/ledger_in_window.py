"""The ledger of the window: opened, made, left for another, backed up and put back."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QLockFile, QObject, QThreadPool, QTimer
from PySide6.QtWidgets import QFileDialog

from deskapp.dates import shown_date
from deskapp.errors import LedgerError
from deskapp.i18n import _, current_language
from deskapp.paths import LEDGER_SUFFIX, data_folder, documents_folder
from deskapp.screens.main_window import MainWindow
from deskapp.settings import Settings
from deskapp.widgets.notice import Notice, NoticeAction
from deskapp.workspace.background import BackgroundJob, Cancelled, Progress
from deskapp.workspace.ledger_lock import lock_of
from deskapp.workspace.workspace import Workspace

if TYPE_CHECKING:
    from deskapp.database.backup import Backup

_BACKUP_EVERY = 30 * 60 * 1000  # milliseconds


class LedgerInWindow:
    """Changes one ledger for another; the window may be made anew meanwhile."""

    def __init__(self, app: QObject, settings: Settings) -> None:
        self._app = app
        self.settings = settings
        self.window: MainWindow | None = None
        self._lock: QLockFile | None = None
        self._sample: BackgroundJob | None = None
        self._backup_timer = QTimer(app)
        self._backup_timer.setInterval(_BACKUP_EVERY)
        self._backup_timer.timeout.connect(self._back_up)

    def show_in(self, window: MainWindow) -> None:
        """Work in this window from now on, and do what it asks for."""
        self.window = window
        window.open_requested.connect(self.ask_and_open)
        window.new_requested.connect(self.ask_and_make)
        window.sample_requested.connect(self.open_sample)
        window.backups_requested.connect(self.show_backups)
        if self._sample is not None:
            window.job_indicator.follow(self._sample)

    def open(self, location: str) -> bool:
        """Open a ledger in the window; say what is wrong with it, and what else can be opened."""
        window = self.window
        if window is None or not window.leave():
            return False
        if window.workspace is not None and str(window.workspace.database.location) == location:
            return True
        try:
            lock = lock_of(location)
            workspace = _opened(location)
            old = window.detach()
            if old is not None:
                old.close()
            self._lock = lock
            window.attach(workspace)
        except LedgerError as error:
            self._offer_another(error)
            return False
        self.settings.remember_ledger(location)
        self.settings.save()
        self._back_up()
        self._backup_timer.start()
        return True

    def close(self) -> None:
        """Stop the background jobs and close the ledger."""
        if self._sample is not None:
            self._sample.cancel()
            QThreadPool.globalInstance().waitForDone()
        workspace = self.window.detach() if self.window is not None else None
        if workspace is not None:
            workspace.close()
        if self._lock is not None:
            self._lock.unlock()

    def _offer_another(self, error: LedgerError) -> None:
        if self.window is not None:
            self.window.message_bar.show_notice(
                Notice(
                    str(error),
                    "error",
                    (
                        NoticeAction(_("Open a ledger…"), lambda: self.ask_and_open("")),
                        NoticeAction(_("New ledger…"), self.ask_and_make),
                        NoticeAction(_("Open the sample"), self.open_sample),
                    ),
                )
            )

    def ask_and_open(self, location: str) -> None:
        if not location:
            folder = self.settings.last_folder or str(documents_folder())
            location, _kind = QFileDialog.getOpenFileName(
                self.window, _("Open a ledger"), folder, _kinds_of_file()
            )
        if location:
            self.settings.last_folder = str(Path(location).parent)
            self.open(location)

    def ask_and_make(self) -> None:
        folder = self.settings.last_folder or str(documents_folder())
        place = str(Path(folder) / f"{_('Ledger')}{LEDGER_SUFFIX}")
        location, _kind = QFileDialog.getSaveFileName(
            self.window, _("New ledger"), place, _kinds_of_file()
        )
        if location:
            path = Path(location)
            path = path if path.suffix else path.with_suffix(LEDGER_SUFFIX)
            self.make(path, "")

    def make(self, path: Path, office_name: str) -> bool:
        from deskapp.database import create_ledger
        from deskapp.database.ledger import remember_fact
        from deskapp.records.fact import OFFICE_NAME

        try:
            database = create_ledger(path)
            if office_name:
                database.fill(remember_fact, OFFICE_NAME, office_name)
            database.close()
        except LedgerError as error:
            self._offer_another(error)
            return False
        return self.open(str(path))

    def open_sample(self) -> None:
        path = data_folder() / f"sample-2021{LEDGER_SUFFIX}"
        if path.exists():
            self.open(str(path))
            return
        if self.window is None or self._sample is not None:
            return
        job = BackgroundJob(
            lambda progress, cancelled: _make_sample(path, progress, cancelled),
            _("Making the sample"),
            self._app,  # the window may be made anew before the sample is there
            can_stop=True,
        )
        self._sample = job
        job.done.connect(lambda _result: self.open(str(path)))
        job.failed.connect(self._offer_another)
        job.finished.connect(self._on_sample_finished)
        self.window.job_indicator.follow(job)
        job.start(QThreadPool.globalInstance())

    def _on_sample_finished(self) -> None:
        self._sample = None

    # --- its backups

    def _back_up(self) -> None:
        """Keep a copy of what changed since the last one; say so only when it cannot be done."""
        workspace = self.window.workspace if self.window is not None else None
        if workspace is None or not workspace.can_write_ledger or workspace.is_sample:
            return
        location = workspace.database.location

        def job(_progress: Progress, _cancelled: Cancelled) -> object:
            from deskapp.database.backup import backup_if_changed

            return backup_if_changed(location)

        workspace.in_background(job, title=_("Backing up"), on_failed=self._on_backup_failed)

    def _on_backup_failed(self, error: Exception) -> None:
        if not isinstance(error, LedgerError):
            raise error
        if self.window is not None:
            self.window.message_bar.show_notice(Notice(str(error), "warning"))

    def show_backups(self) -> None:
        window = self.window
        if window is None or window.workspace is None or not window.leave():
            return
        from deskapp.screens.backups import BackupsDialog

        dialog = BackupsDialog(Path(str(window.workspace.database.location)), window)
        dialog.restore_requested.connect(self._put_back)
        dialog.exec()
        dialog.deleteLater()

    def _put_back(self, backup: Backup) -> None:
        """Close the ledger, put the copy in its place, and open it again."""
        if self.window is None or (workspace := self.window.detach()) is None:
            return
        location = str(workspace.database.location)
        workspace.close()
        if self._lock is not None:
            self._lock.unlock()
            self._lock = None
        from deskapp.database.backup import restore_backup

        try:
            kept = restore_backup(backup, Path(location))
        except LedgerError as error:
            self.open(location)
            self.window.show_error(error)
        else:
            if self.open(location):
                self.window.toast.show_notice(Notice(_put_back_in_words(backup, kept), "done"))


def _make_sample(path: Path, progress: Progress, cancelled: Cancelled) -> None:
    from deskapp.usecases.sample import make_sample

    def step(done: int, total: int) -> None:
        if cancelled():
            raise LedgerError(_("The sample was not made."))
        progress(done, total)

    make_sample(path, language=current_language(), progress=step).close()


def _kinds_of_file() -> str:
    """Return what a file dialog shows of the ledgers."""
    return _("Ledgers (*{suffix})").format(suffix=LEDGER_SUFFIX)


def _put_back_in_words(backup: Backup, kept: Backup | None) -> str:
    """Return which state is there again, and where what was entered since is kept."""
    time = f"{shown_date(backup.made_at.date())} {backup.made_at:%H:%M}"
    said = _("The ledger is as it was at {time} again.").format(time=time)
    if kept is None:
        return said
    advice = _("What was there before is kept as backup {number}.").format(number=kept.number)
    return _("{what} {advice}").format(what=said, advice=advice)


def _opened(location: str) -> Workspace:
    from deskapp.database import open_ledger

    return Workspace(open_ledger(location))
