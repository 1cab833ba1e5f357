"""A ledger of the sample for each test, and the window on it."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QApplication, QWidget

from deskapp.database import open_ledger
from deskapp.i18n import use_language
from deskapp.screens.main_window import MainWindow
from deskapp.settings import Settings
from deskapp.usecases.sample import make_sample
from deskapp.workspace.workspace import Workspace


@pytest.fixture(scope="session")
def sample_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a sample ledger that nobody may change."""
    path = tmp_path_factory.mktemp("sample") / "sample.ledger"
    make_sample(path, "small").close()
    return path


@pytest.fixture
def ledger_file(sample_file: Path, tmp_path: Path) -> Path:
    """Return a copy of the sample for one test."""
    return Path(shutil.copy(sample_file, tmp_path / "ledger.ledger"))


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    """Return the settings of the first day."""
    return Settings(language="en", path=tmp_path / "settings.json")


@pytest.fixture
def workspace(qapp, ledger_file: Path) -> Iterator[Workspace]:
    """Return the open ledger."""
    use_language("en")
    opened = Workspace(open_ledger(ledger_file))
    yield opened
    opened.close()


@pytest.fixture
def window(qtbot, workspace: Workspace, settings: Settings) -> MainWindow:
    """Return the window on the ledger, shown."""
    shown = MainWindow(settings)
    qtbot.addWidget(shown, before_close_func=lambda window: window.detach())
    shown.resize(1366, 768)
    shown.show()
    shown.activateWindow()
    qtbot.waitUntil(shown.isActiveWindow)  # keys reach the active window only
    shown.attach(workspace)
    return shown


@pytest.fixture
def type_into(qtbot) -> Callable[[QWidget, str], None]:
    """Return how a text is typed over what is there: Chinese comes from the input method."""

    def type_text(control: QWidget, text: str) -> None:
        control.setFocus()
        control.selectAll()
        event = QInputMethodEvent()
        event.setCommitString(text)
        QApplication.sendEvent(control, event)

    return type_text
