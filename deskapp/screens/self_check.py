"""Open every page on a ledger made for it, to see whether an installed program works."""

from __future__ import annotations

import logging
import sys
import tempfile
from pathlib import Path

from PySide6.QtWidgets import QApplication

from deskapp.i18n import _
from deskapp.paths import LEDGER_SUFFIX
from deskapp.screens.main_window import MainWindow
from deskapp.settings import Settings
from deskapp.workspace.workspace import Workspace


def check_pages(app: QApplication) -> int:
    """Open every page on a temporary ledger; print one line, and return 0 when all opened."""
    from deskapp.usecases.sample import make_sample

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
