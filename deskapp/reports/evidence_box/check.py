"""Check that every file of a box is as it was put in."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from zipfile import is_zipfile

from deskapp.errors import LedgerError
from deskapp.i18n import _
from deskapp.reports.evidence_box.shelf import FolderShelf, Shelf, ZipShelf
from deskapp.reports.evidence_box.sums import SUMS, read_sums, sha256_of

Progress = Callable[[int, int], None]
_LONGEST_LIST = 64 * 1024 * 1024
# What systems and offices leave in folders that somebody looks into.
_LEFT_BY_SYSTEMS = {"thumbs.db", "desktop.ini", ".ds_store"}


@dataclass(frozen=True, slots=True)
class BoxCheck:
    """What became of the files of a box, by their names.

    `twice` are names that more than one file has: nobody can tell which of them is opened.
    `sha256` is that of the list itself: whoever wrote it down on the day of the hand-in can
    tell that the list was not exchanged.
    """

    files: int
    missing: tuple[str, ...]
    changed: tuple[str, ...]
    additional: tuple[str, ...]
    twice: tuple[str, ...]
    sha256: str

    @property
    def is_whole(self) -> bool:
        """Return whether every file is there, as it was, and none beside them."""
        return not (self.missing or self.changed or self.additional or self.twice)


def looks_like_box(path: str | Path) -> bool:
    """Return whether a path is a folder or a .zip, which no ledger is."""
    return Path(path).is_dir() or (Path(path).is_file() and is_zipfile(path))


def check_box(
    path: str | Path,
    progress: Progress | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> BoxCheck:
    """Return which files of a box are missing, changed or additional.

    `progress` hears how many files are read, of how many. Raises LedgerError for what is no
    box or cannot be read, Cancelled when the person stopped it.
    """
    try:
        with _opened(Path(path)) as shelf:
            return _checked(shelf, Path(path), progress, cancelled or (lambda: False))
    except OSError as failure:
        raise LedgerError(
            _("{name} could not be read.").format(name=Path(path).name),
            _("Check that the disk is connected and that you may open it."),
        ) from failure


def _opened(path: Path) -> Shelf:
    if path.is_dir():
        return FolderShelf(path)
    if path.is_file() and is_zipfile(path):
        return ZipShelf(path)
    raise _no_box(path)


def _no_box(path: Path) -> LedgerError:
    return LedgerError(
        _("“{name}” is no evidence box.").format(name=path.name),
        _("Choose the folder or the .zip that holds {file}.").format(file=SUMS),
    )


def _checked(
    shelf: Shelf, path: Path, progress: Progress | None, cancelled: Callable[[], bool]
) -> BoxCheck:
    there = shelf.files()
    if SUMS not in there:
        raise _no_box(path)
    with shelf.open(there[SUMS][0]) as file:
        written = file.read(_LONGEST_LIST)
    sums, unread = read_sums(written.decode("utf-8", "replace"))
    if not sums and not unread:
        raise _no_box(path)
    missing, changed = [], [SUMS] if unread else []
    for number, (name, sha256) in enumerate(sums.items(), start=1):
        if name not in there:
            missing.append(name)
        elif _sha256_in(shelf, there[name][0], cancelled) != sha256:
            changed.append(name)
        if progress is not None:
            progress(number, len(sums))
    additional = tuple(name for name in there if _is_additional(name, sums))
    twice = tuple(name for name, places in there.items() if len(places) > 1)
    own = hashlib.sha256(written).hexdigest()
    return BoxCheck(len(sums), tuple(missing), tuple(changed), additional, twice, own)


def _sha256_in(shelf: Shelf, place: str, cancelled: Callable[[], bool]) -> str:
    """Return the SHA-256 of a file; empty for one of a .zip whose pieces are spoilt."""
    try:
        with shelf.open(place) as file:
            return sha256_of(file, cancelled)[0]
    except shelf.spoilt:
        return ""


def _is_additional(name: str, sums: Mapping[str, str]) -> bool:
    own_name = name.rpartition("/")[2].casefold()
    left_over = own_name in _LEFT_BY_SYSTEMS or own_name.startswith(("~$", ".~lock."))
    return name not in sums and name != SUMS and not left_over
