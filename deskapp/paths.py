"""Say where the program's own files and the user's files are."""

from __future__ import annotations

import sys
from pathlib import Path

from platformdirs import PlatformDirs

LEDGER_SUFFIX = ".ledger"
_DIRS = PlatformDirs("deskapp", appauthor=False)


def resource(*parts: str) -> Path:
    """Return a file or folder of resources/: frozen, installed, or in the source tree."""
    package = Path(__file__).resolve().parent
    bases = [Path(getattr(sys, "_MEIPASS", package)) / "resources", package / "resources"]
    bases.append(package.parent / "resources")
    base = next((b for b in bases if b.is_dir()), bases[-1])
    return base.joinpath(*parts)


def settings_file() -> Path:
    """Return the file that holds this user's choices on this machine."""
    return _DIRS.user_config_path / "settings.json"


def data_folder() -> Path:
    """Return the folder for ledgers the program makes by itself, such as the sample."""
    return _DIRS.user_data_path


def documents_folder() -> Path:
    """Return the folder a save dialog starts in."""
    return _DIRS.user_documents_path


def log_folder() -> Path:
    """Return the folder for the program's log."""
    return _DIRS.user_log_path
