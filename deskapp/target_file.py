"""Replace a file only when its successor is whole; otherwise leave it as it was."""

from __future__ import annotations

import errno
import os
import shutil
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from secrets import token_hex

from deskapp.errors import CannotWrite
from deskapp.i18n import _

_BUSY = {5, 32, 33}
"""Windows errors: access denied, sharing violation, lock violation."""
_WAITS = (0.05, 0.1, 0.2, 0.4, 0.8)
_FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}


@contextmanager
def replacing(path: Path, check: Callable[[Path], None]) -> Iterator[Path]:
    """Yield the path of a new file to write; it takes the place of `path` if all went well.

    The new file must not exist yet when it is yielded. `check` reads it back and raises if
    it is not whole. Raises CannotWrite in words for whatever the system refuses.
    """
    path = Path(os.path.realpath(path))
    temporary = path.with_name(f".{path.stem[:40]}.{token_hex(6)}.tmp")
    try:
        _refuse_hopeless(path)
        yield temporary
        _flush(temporary)
        check(temporary)
        _take_over_mode(path, temporary)
        _replace(temporary, path)
    except OSError as failure:
        raise _cannot_write(path, failure) from failure
    finally:
        with suppress(OSError):
            temporary.unlink(missing_ok=True)


def _refuse_hopeless(path: Path) -> None:
    """Raise before the work is done where it could not be kept."""
    if not path.parent.is_dir():
        raise CannotWrite(
            _("The folder {folder} does not exist.").format(folder=path.parent),
            _("Choose another folder, or make this one first."),
        )
    if path.is_dir():
        raise CannotWrite(
            _("{name} is a folder, not a file.").format(name=path.name),
            _("Give the file another name."),
        )
    if path.exists():
        with path.open("r+b"):
            pass


def _flush(path: Path) -> None:
    with path.open("r+b") as file:
        os.fsync(file.fileno())


def _take_over_mode(path: Path, temporary: Path) -> None:
    if path.exists():
        with suppress(OSError):
            shutil.copymode(path, temporary)


def _replace(temporary: Path, path: Path) -> None:
    """Put the new file in place; a virus scanner may hold it for a moment on Windows."""
    for wait in _WAITS:
        try:
            temporary.replace(path)
            return
        except OSError as failure:
            if getattr(failure, "winerror", None) not in _BUSY:
                raise
            time.sleep(wait)
    temporary.replace(path)


def _cannot_write(path: Path, failure: OSError) -> CannotWrite:
    if failure.errno in _FULL:
        return CannotWrite(
            _("There is no room left on the disk for {name}.").format(name=path.name),
            _("Make room, or save it on another disk."),
        )
    if isinstance(failure, PermissionError) or failure.errno == errno.EROFS:
        return CannotWrite(
            _("{name} may not be written now.").format(name=path.name),
            _("Close it in WPS or Excel if it is open there, or save under another name."),
        )
    return CannotWrite(
        _("{name} could not be written.").format(name=path.name),
        _("Save it in another folder, or under another name."),
    )
