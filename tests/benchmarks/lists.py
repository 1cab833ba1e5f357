"""Opening each list in the window against the same SQL through sqlite3 alone."""

from __future__ import annotations

import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from captured import fetch_raw, statements_of
from measured import Variant, compare
from PySide6.QtCore import QMessageLogContext, QtMsgType, qInstallMessageHandler
from PySide6.QtWidgets import QApplication

from deskapp.app import make_application
from deskapp.database import open_ledger
from deskapp.screens.main_window import MainWindow
from deskapp.settings import Settings
from deskapp.widgets.record_page import RecordPage
from deskapp.workspace.workspace import Workspace


def measure(ledger: Path, rounds: int) -> None:
    """Compare for every page that lists records: query, model and paint, with the bare SQL."""
    qInstallMessageHandler(_tell_of_qt)
    app = make_application()
    workspace = Workspace(open_ledger(ledger))
    with TemporaryDirectory() as folder:
        window = MainWindow(Settings(path=Path(folder) / "settings.json"))
        window.show()
        window.attach(workspace)
        for name in window.page_names():
            window.show_page(name)
            app.processEvents()
            screen = window.current_screen()
            if isinstance(screen, RecordPage):
                _measure_page(app, name, screen, ledger, rounds)
        window.detach()
        workspace.close()
        window.deleteLater()
        app.processEvents()


def _tell_of_qt(kind: QtMsgType, context: QMessageLogContext, text: str) -> None:
    """Print what Qt warns of, but not what the offscreen platform says of itself."""
    if "plugin does not support" not in text:
        print(text, file=sys.stderr)


def _measure_page(
    app: QApplication, name: str, screen: RecordPage, ledger: Path, rounds: int
) -> None:
    def shown() -> None:
        screen.refresh()
        screen.grab()
        app.processEvents()

    statements = statements_of(shown)
    queried = statements_of(screen.refresh)
    compare(
        f"List of {name}",
        Variant(f"its {len(statements)} queries in sqlite3", lambda: fetch_raw(ledger, statements)),
        [
            Variant(f"{len(queried)} queries into the model", screen.refresh),
            Variant("asked, shown and painted", shown),
        ],
        rounds,
    )
