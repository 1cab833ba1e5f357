"""Build everything once, in its order: settings, language, looks, ledger, window."""

from __future__ import annotations

import logging
import os
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import (
    QLibraryInfo,
    QLocale,
    QLockFile,
    QThreadPool,
    QTimer,
    QTranslator,
)
from PySide6.QtWidgets import QApplication, QDialog, QFileDialog

from deskapp.errors import LedgerError
from deskapp.i18n import _, current_language, system_language, use_language
from deskapp.locations import whole_location
from deskapp.paths import LEDGER_SUFFIX, data_folder, documents_folder, log_folder
from deskapp.screens.main_window import MainWindow
from deskapp.settings import Settings, load_settings
from deskapp.widgets.crash_dialog import CrashWatch, keep_log
from deskapp.widgets.notice import Notice, NoticeAction
from deskapp.widgets.theme import apply_theme
from deskapp.workspace.background import BackgroundJob, Cancelled, Progress
from deskapp.workspace.ledger_lock import lock_of
from deskapp.workspace.workspace import Workspace

if TYPE_CHECKING:
    from deskapp.database.backup import Backup
    from deskapp.screens.first_start import FirstChoices

_BACKUP_EVERY = 30 * 60 * 1000  # milliseconds
_REBUILD_FOR = ("language", "enter_goes_on")


def main(ledger: str | None, *, self_check: bool = False) -> int:
    """Open the window on a ledger, or on the one opened last; return the exit status.

    With `self_check`, open every page on a temporary ledger offscreen and say whether it worked.
    """
    if self_check:
        os.environ["QT_QPA_PLATFORM"] = "offscreen"
    app = make_application()
    if self_check:
        return _check_self(app)
    settings = load_settings()
    keep_log(log_folder())
    CrashWatch(log_folder()).install()
    program = Program(app, settings)
    if not program.start(ledger):
        return 0
    status = app.exec()
    program.close_ledger()
    settings.save()
    return status


def make_application() -> QApplication:
    """Return the application; on Linux it asks for the input methods that type Chinese."""
    if sys.platform.startswith("linux"):
        # The wheel has no plugin for fcitx, which answers to ibus' name as well.
        os.environ.setdefault("QT_IM_MODULES", "wayland;fcitx;ibus")
    app = QApplication.instance()
    if not isinstance(app, QApplication):
        app = QApplication(sys.argv[:1])
    app.setApplicationName("deskapp")
    app.setDesktopFileName("deskapp")
    return app


class Program:
    """Holds the window and its ledger, and changes one for another."""

    def __init__(self, app: QApplication, settings: Settings) -> None:
        self.app = app
        self.settings = settings
        self.window: MainWindow | None = None
        self._lock: QLockFile | None = None
        self._translators: list[QTranslator] = []
        self._sample: BackgroundJob | None = None
        self._backup_timer = QTimer(app)
        self._backup_timer.setInterval(_BACKUP_EVERY)
        self._backup_timer.timeout.connect(self._back_up)
        self._speak()
        apply_theme(app, settings.theme, settings.font_percent)
        app.styleHints().colorSchemeChanged.connect(self._on_scheme_changed)

    def start(self, ledger: str | None) -> bool:
        """Show the window, and open the ledger once it has painted; False when nothing began."""
        location = whole_location(ledger) if ledger else self.settings.ledger
        if not location:
            choices = self._ask_first()
            if choices is None:
                return False
            self._show_window(lambda: self._begin(choices))
        else:
            self._show_window(lambda: self.open(location))
        return True

    # --- the window

    def _show_window(self, then: Callable[[], object]) -> MainWindow:
        window = MainWindow(self.settings)
        window.open_requested.connect(self._on_open_requested)
        window.new_requested.connect(self._on_new_requested)
        window.sample_requested.connect(self._open_sample)
        window.backups_requested.connect(self._show_backups)
        window.setting_changed.connect(self._on_setting_changed)
        window.first_painted.connect(then)
        self.window = window
        window.show()
        return window

    def _on_setting_changed(self, name: str) -> None:
        if name in _REBUILD_FOR:
            QTimer.singleShot(0, self.app, self._rebuild)
        else:
            apply_theme(self.app, self.settings.theme, self.settings.font_percent)

    def _on_scheme_changed(self) -> None:
        if self.settings.theme == "system":
            apply_theme(self.app, self.settings.theme, self.settings.font_percent)

    def _rebuild(self) -> None:
        """Make the window anew, in another language, on the same ledger."""
        old = self.window
        if old is None or not old.leave():
            return
        self._speak()
        workspace = old.detach()
        self.settings.window = bytes(old.saveGeometry().toBase64().data()).decode()
        window = self._show_window(lambda: self._attach(workspace))
        if self._sample is not None:
            window.job_indicator.follow(self._sample)
        old.hide()
        old.deleteLater()

    def _attach(self, workspace: Workspace | None) -> None:
        if self.window is not None and workspace is not None:
            self.window.attach(workspace)

    def _speak(self) -> None:
        """Put the language in force, for the program's texts and for Qt's own."""
        use_language(self.settings.language or system_language())
        for translator in self._translators:
            self.app.removeTranslator(translator)
        self._translators = []
        language = current_language()
        QLocale.setDefault(QLocale(language))
        translator = QTranslator(self.app)
        folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
        if translator.load(f"qtbase_{language}", folder):
            self.app.installTranslator(translator)
            self._translators.append(translator)

    # --- the ledger

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

    def close_ledger(self) -> None:
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
                        NoticeAction(_("Open a ledger…"), lambda: self._on_open_requested("")),
                        NoticeAction(_("New ledger…"), self._on_new_requested),
                        NoticeAction(_("Open the sample"), self._open_sample),
                    ),
                )
            )

    def _on_open_requested(self, location: str) -> None:
        if not location:
            folder = self.settings.last_folder or str(documents_folder())
            location, _kind = QFileDialog.getOpenFileName(
                self.window, _("Open a ledger"), folder, _kinds_of_file()
            )
        if location:
            self.settings.last_folder = str(Path(location).parent)
            self.open(location)

    def _on_new_requested(self) -> None:
        folder = self.settings.last_folder or str(documents_folder())
        place = str(Path(folder) / f"{_('Ledger')}{LEDGER_SUFFIX}")
        location, _kind = QFileDialog.getSaveFileName(
            self.window, _("New ledger"), place, _kinds_of_file()
        )
        if location:
            path = Path(location)
            path = path if path.suffix else path.with_suffix(LEDGER_SUFFIX)
            self._make(path, "")

    def _make(self, path: Path, office_name: str) -> bool:
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

    def _open_sample(self) -> None:
        path = data_folder() / f"sample-2021{LEDGER_SUFFIX}"
        if path.exists():
            self.open(str(path))
            return
        if self.window is None or self._sample is not None:
            return
        job = BackgroundJob(
            lambda progress, cancelled: _make_sample(path, progress, cancelled),
            _("Making the sample"),
            self.app,  # the window may be made anew before the sample is there
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

    def _show_backups(self) -> None:
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
            restore_backup(backup, Path(location))
        except LedgerError as error:
            self.open(location)
            self.window.show_error(error)
        else:
            self.open(location)

    # --- the first start

    def _ask_first(self) -> FirstChoices | None:
        """Ask the first questions, again in another language where one is chosen."""
        from deskapp.screens.first_start import FirstStart

        office = ""
        while True:
            dialog = FirstStart(office)
            chosen: list[str] = []
            dialog.language_chosen.connect(chosen.append)
            dialog.language_chosen.connect(dialog.reject)
            answer = dialog.exec()
            if not chosen:
                accepted = answer == QDialog.DialogCode.Accepted
                return dialog.choices() if accepted else None
            office = dialog.office.text()
            self.settings.language = chosen[0]
            self._speak()

    def _begin(self, choices: FirstChoices) -> None:
        if choices.location is None:
            self._open_sample()
        elif (
            self._make(choices.location, choices.office_name)
            and choices.roster is not None
            and self.window is not None
        ):
            self.window.show_page("exchange", choices.roster)


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


def _opened(location: str) -> Workspace:
    from deskapp.database import open_ledger

    return Workspace(open_ledger(location))


def _check_self(app: QApplication) -> int:
    """Open every page on a temporary ledger; print one line, and return 0 when all opened."""
    from deskapp.usecases.sample import make_sample

    use_language(system_language())
    apply_theme(app, "light", 100)
    with tempfile.TemporaryDirectory() as folder:
        workspace = Workspace(make_sample(Path(folder) / f"check{LEDGER_SUFFIX}", "small"))
        window = MainWindow(Settings(path=Path(folder) / "settings.json"))
        window.show()
        window.attach(workspace)
        names = window.page_names()
        failed = [name for name in names if not _opens(app, window, name)]
        window.detach()
        workspace.close()
        window.deleteLater()
        app.processEvents()
    if failed:
        sys.stdout.write(_("These pages do not open: {names}").format(names=", ".join(failed)))
    else:
        sys.stdout.write(_("All {number} pages open.").format(number=len(names)))
    sys.stdout.write("\n")
    return 1 if failed else 0


def _opens(app: QApplication, window: MainWindow, name: str) -> bool:
    try:
        window.show_page(name)
        app.processEvents()
    except Exception:
        logging.getLogger(__name__).exception("the page %s does not open", name)
        return False
    return window.message_bar.notice is None
