"""Make a box in a passing folder beside its place, and move it there when it is whole."""

from __future__ import annotations

import os
import shutil
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from secrets import token_hex
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

from deskapp.errors import CannotWrite
from deskapp.i18n import _
from deskapp.reports.evidence_box.filling import Watch
from deskapp.target_file import replacing

_PACKED_ALREADY = {
    *(".xlsx", ".docx", ".pptx", ".zip", ".rar", ".7z"),
    *(".pdf", ".jpg", ".jpeg", ".png", ".gif", ".mp3", ".mp4"),
}
_PIECE = 1 << 20
_WAITS = (0.05, 0.1, 0.2, 0.4, 0.8)


def is_zip(target: Path) -> bool:
    """Return whether a box is to be one .zip; else it is a folder."""
    return target.suffix.casefold() == ".zip"


@contextmanager
def filled_beside(target: Path) -> Iterator[Path]:
    """Yield an empty folder beside the target, which is gone afterwards whatever happened.

    Raises CannotWrite in words for a target that is taken and for what the system refuses.
    """
    target = Path(os.path.realpath(target))
    _refuse_taken(target)
    passing = target.with_name(f".{target.stem[:40]}.{token_hex(6)}.tmp")
    try:
        passing.mkdir()
        yield passing
    except OSError as failure:
        raise CannotWrite(
            _("{name} could not be written.").format(name=target.name),
            _("Check that the disk has room and that you may write there."),
        ) from failure
    finally:
        shutil.rmtree(passing, ignore_errors=True)


def free_name(target: Path) -> Path:
    """Return the target, or one with a number behind its name where something lies already."""
    number, free = 1, target
    while free.exists():
        number += 1
        free = target.with_name(f"{target.stem} ({number}){target.suffix}")
    return free


def move_into_place(
    made: Path, target: Path, files: Callable[[], Iterator[str]], watch: Watch
) -> None:
    """Move the whole folder to its place, or pack its files in their order into one .zip.

    `watch` is asked between pieces, and hears of each file that is packed.
    """
    target = Path(os.path.realpath(target))
    _refuse_taken(target)  # somebody else may have taken the name meanwhile
    if is_zip(target):
        with replacing(target, lambda path: _check(path, sum(1 for _file in files()))) as archive:
            _pack(made, archive, files(), watch)
        return
    if target.exists():
        target.rmdir()  # it is empty, or nothing would have been made
    _rename(made, target)


def _refuse_taken(target: Path) -> None:
    if not target.parent.is_dir():
        raise CannotWrite(
            _("The folder {folder} does not exist.").format(folder=target.parent),
            _("Choose another folder, or make this one first."),
        )
    if is_zip(target) and target.exists():
        raise CannotWrite(
            _("“{name}” is there already; a box is never replaced.").format(name=target.name),
            _("Name a new file, such as “{free}”.").format(free=free_name(target).name),
        )
    is_empty = target.is_dir() and not any(target.iterdir())
    if target.exists() and not is_empty:
        raise CannotWrite(
            _("“{name}” is there already and is not empty.").format(name=target.name),
            _("Name a new folder, such as “{free}”.").format(free=free_name(target).name),
        )


def _pack(made: Path, archive: Path, files: Iterator[str], watch: Watch) -> None:
    """Pack each file and take it away, so that the box never lies twice on the disk."""
    with ZipFile(archive, "w", strict_timestamps=False) as packed:
        for name in files:
            packed_already = Path(name).suffix.casefold() in _PACKED_ALREADY
            kind = ZIP_STORED if packed_already else ZIP_DEFLATED
            _pack_file(packed, made / name, name, kind, watch.go_on)
            (made / name).unlink()
            watch.step()


def _pack_file(
    packed: ZipFile, path: Path, name: str, kind: int, go_on: Callable[[], None]
) -> None:
    info = ZipInfo.from_file(path, name, strict_timestamps=False)
    info.compress_type = kind
    with path.open("rb") as read, packed.open(info, "w") as written:
        for piece in iter(lambda: read.read(_PIECE), b""):
            go_on()
            written.write(piece)


def _check(archive: Path, number: int) -> None:
    with ZipFile(archive) as packed:
        if len(packed.infolist()) != number:
            raise OSError(archive)


def _rename(made: Path, target: Path) -> None:
    """Give the folder its name; a virus scanner may hold a file of it for a moment."""
    for wait in _WAITS:
        try:
            made.rename(target)
            return
        except PermissionError:
            time.sleep(wait)
    made.rename(target)
