"""Meet unexpected errors with one dialog: plain words, a report to copy, the log."""

from __future__ import annotations

import logging
import platform
import sys
import traceback
from logging.handlers import RotatingFileHandler
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import QUrl, qVersion
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import QApplication, QMessageBox

from deskapp import __version__
from deskapp.errors import LedgerError
from deskapp.i18n import _

_log = logging.getLogger("deskapp")


def keep_log(folder: Path) -> None:
    """Write warnings and errors into a small file of that folder; without one, nowhere."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        handler = RotatingFileHandler(
            folder / "deskapp.log", maxBytes=500_000, backupCount=2, encoding="utf-8", delay=True
        )
    except OSError:
        return
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s %(message)s"))
    _log.addHandler(handler)


def report_of(kind: type[BaseException], trace: TracebackType | None) -> str:
    """Return what a programmer needs and no more.

    The error's own message and the values stay out: they may name people.
    """
    lines = [
        f"deskapp {__version__}, Python {platform.python_version()}, Qt {qVersion()}",
        f"{platform.system()} {platform.release()}, {QGuiApplication.platformName()}",
        kind.__name__,
    ]
    frames = traceback.extract_tb(trace)
    lines += [f"  {Path(frame.filename).name}:{frame.lineno} {frame.name}" for frame in frames]
    return "\n".join(lines)


class CrashWatch:
    """Takes the place of sys.excepthook while the window is open."""

    def __init__(self, log_folder: Path) -> None:
        self._folder = log_folder
        self._is_open = False

    def install(self) -> None:
        """Hear every exception that nothing else caught."""
        sys.excepthook = self.on_exception

    def on_exception(
        self, kind: type[BaseException], error: BaseException, trace: TracebackType | None
    ) -> None:
        """Say what happened, once at a time; an expected failure is told in its own words."""
        if issubclass(kind, KeyboardInterrupt):
            QApplication.exit(130)
            return
        if not isinstance(error, LedgerError):
            _log.error("unexpected error\n%s", report_of(kind, trace))
        if self._is_open:
            return
        self._is_open = True
        try:
            self._show(error, report_of(kind, trace))
        finally:
            self._is_open = False

    def _show(self, error: BaseException, report: str) -> None:
        box = QMessageBox()
        box.setIcon(QMessageBox.Icon.Warning)
        box.setWindowTitle(_("Something went wrong"))
        if isinstance(error, LedgerError):
            box.setText(error.what)
            box.setInformativeText(error.advice)
            box.exec()
            return
        box.setText(_("The program met an error that it did not expect."))
        box.setInformativeText(
            _(
                "What was saved is safe, and you can go on working. If it happens again, send "
                "the report to whoever looks after the program; it names no people."
            )
        )
        copy = box.addButton(_("Copy the report"), QMessageBox.ButtonRole.ActionRole)
        folder = box.addButton(_("Open the log folder"), QMessageBox.ButtonRole.ActionRole)
        box.addButton(_("Go on"), QMessageBox.ButtonRole.AcceptRole)
        box.exec()
        if box.clickedButton() is copy:
            QGuiApplication.clipboard().setText(report)
        elif box.clickedButton() is folder:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._folder)))
