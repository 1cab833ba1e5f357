"""Keep a ledger file from being open in two windows at once."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QLockFile

from deskapp.errors import LedgerError
from deskapp.i18n import _


def lock_of(location: str) -> QLockFile | None:
    """Return the lock of a ledger file; raise LedgerError when another window has it open.

    The lock of a program that is gone is taken over. A server, and a folder that cannot be
    written to, need none.
    """
    path = Path(location)
    if "://" in location or not path.is_file():
        return None
    lock = QLockFile(f"{path}.lock")
    lock.setStaleLockTime(0)
    if lock.tryLock(100) or lock.error() != QLockFile.LockError.LockFailedError:
        return lock
    raise LedgerError(
        _("This ledger is open in another window already."),
        _("Go on in that window, or close it first."),
    )
