"""Read a new workbook's package back before it may take another's place."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from zipfile import BadZipFile, ZipFile

from deskapp.errors import CannotWrite
from deskapp.i18n import _

_CHUNK = 1 << 20
_ROW_END = b"</row>"


def check_package(path: Path, rows_by_part: Mapping[str, int]) -> None:
    """Raise CannotWrite unless every part reads back whole and each sheet has its rows."""
    try:
        with ZipFile(path) as archive:
            counts = {name: _rows_in(archive, name) for name in archive.namelist()}
    except BadZipFile as failure:
        raise _not_whole(path) from failure
    if any(counts.get(part) != rows for part, rows in rows_by_part.items()):
        raise _not_whole(path)


def _rows_in(archive: ZipFile, name: str) -> int:
    """Return the number of row ends in a part; reading to the end also checks its sum."""
    count, tail = 0, b""
    with archive.open(name) as part:
        while chunk := part.read(_CHUNK):
            text = tail + chunk
            count += text.count(_ROW_END)
            tail = text[-(len(_ROW_END) - 1) :]
    return count


def _not_whole(path: Path) -> CannotWrite:
    return CannotWrite(
        _("The new workbook did not read back whole from {folder}.").format(folder=path.parent),
        _("Save it on another disk and have this one looked at."),
    )
