"""Ask for a file, write it in the background, and offer to open it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QFileDialog

from deskapp.errors import LedgerError
from deskapp.i18n import N_, _
from deskapp.screens.exchange.outgoing_bar import open_actions, with_suffix
from deskapp.widgets.screen import Screen

# Takes the path, and a session to read from.
Write = Callable[[Path, Any], None]

_KINDS = {
    ".xlsx": N_("Excel workbooks (*.xlsx)"),
    ".docx": N_("Word documents (*.docx)"),
}


class FileWriting:
    """Writes files for a page, which tells what came of it."""

    def __init__(self, screen: Screen) -> None:
        self._screen = screen

    def write(self, name: str, write: Write) -> None:
        """Ask where to, then write what the ledger holds now."""
        path = self._ask(name)
        if path is None:
            return
        database = self._screen.workspace.database

        def job(_progress: object, _cancelled: object) -> Path:
            with database.reading() as session:
                write(path, session)
            return path

        self._screen.workspace.in_background(
            job,
            title=_("Writing “{name}”").format(name=path.name),
            on_done=self._on_done,
            on_failed=self._on_failed,
        )

    def _ask(self, name: str) -> Path | None:
        settings = self._screen.settings
        folder = Path(settings.last_folder or Path.home())
        chosen = QFileDialog.getSaveFileName(
            self._screen, _("Save as…"), str(folder / name), _(_KINDS[Path(name).suffix])
        )[0]
        if not chosen:
            return None
        path = with_suffix(chosen, Path(name).suffix)
        settings.last_folder = str(path.parent)
        return path

    def _on_done(self, path: Path) -> None:
        self._screen.tell(
            _("“{name}” is written.").format(name=path.name),
            *open_actions(path),
        )

    def _on_failed(self, error: Exception) -> None:
        if not isinstance(error, LedgerError):
            raise error
        self._screen.failed.emit(error)
