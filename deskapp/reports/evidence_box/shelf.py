"""The files of a box as they lie: in a folder, or in a .zip that nobody has to unpack."""

from __future__ import annotations

import os
import zlib
from collections.abc import Iterator, Sequence
from pathlib import Path
from types import TracebackType
from typing import IO, Protocol, Self
from unicodedata import normalize
from zipfile import BadZipFile, ZipFile, ZipInfo

from deskapp.errors import LedgerError
from deskapp.i18n import _
from deskapp.reports.evidence_box.sums import SUMS

_UTF8_FLAG = 0x800
_ENCRYPTED = 0x1
_CODES = ("utf-8", "gb18030")


class Shelf(Protocol):
    """Files by their names in the box; each name leads to where the file lies.

    `spoilt` are the errors that opening or reading a damaged file raises.
    """

    spoilt: tuple[type[Exception], ...]

    def files(self) -> dict[str, list[str]]:
        """Return name in the box, with forward slashes -> its places: more than one is forged."""

    def open(self, place: str) -> IO[bytes]:
        """Return a file to read."""

    def __enter__(self) -> Self:
        """Begin to read."""

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Let go of what was opened."""


class FolderShelf:
    """A box as a folder; links that lead elsewhere are none of its files."""

    spoilt: tuple[type[Exception], ...] = ()

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def files(self) -> dict[str, list[str]]:
        """Return every file under the folder."""
        found: dict[str, list[str]] = {}
        for place in sorted(self._places()):
            found.setdefault(normalize("NFC", place), []).append(place)
        return found

    def _places(self) -> Iterator[str]:
        for folder, _folders, names in os.walk(self._folder):
            for name in names:
                path = Path(folder, name)
                if path.is_file() and not path.is_symlink():
                    yield path.relative_to(self._folder).as_posix()

    def open(self, place: str) -> IO[bytes]:
        """Return a file to read."""
        return (self._folder / place).open("rb")

    def __enter__(self) -> Self:
        """Begin to read."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Let go of nothing: each file is closed by who reads it."""


class ZipShelf:
    """A box as a .zip, also where somebody packed the folder itself."""

    spoilt: tuple[type[Exception], ...] = (BadZipFile, zlib.error, EOFError, NotImplementedError)

    def __init__(self, path: Path) -> None:
        try:
            self._archive = ZipFile(path)
        except BadZipFile as failure:
            raise LedgerError(
                _("{name} is damaged and cannot be opened.").format(name=path.name),
                _("Ask for another copy of it."),
            ) from failure
        infos = [info for info in self._archive.infolist() if not info.is_dir()]
        self._names_and_places = list(_names_and_places(infos))
        if any(info.flag_bits & _ENCRYPTED for info in infos):
            raise LedgerError(
                _("{name} is locked with a password.").format(name=path.name),
                _("Unpack it first, and check the folder."),
            )

    def files(self) -> dict[str, list[str]]:
        """Return every file of the archive by its name below the list of sums."""
        names = [name for name, _place in self._names_and_places]
        lists = [name for name in names if name.rpartition("/")[2] == SUMS]
        top = min(lists, key=lambda name: name.count("/"), default="").removesuffix(SUMS)
        found: dict[str, list[str]] = {}
        for name, place in self._names_and_places:
            if not name.startswith("__MACOSX/"):
                found.setdefault(name.removeprefix(top), []).append(place)
        return found

    def open(self, place: str) -> IO[bytes]:
        """Return a file to read."""
        return self._archive.open(place)

    def __enter__(self) -> Self:
        """Begin to read."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Close the archive."""
        self._archive.close()


def _names_and_places(infos: Sequence[ZipInfo]) -> Iterator[tuple[str, str]]:
    """Yield name in the archive and place; Windows packs Chinese names without saying how.

    All names of an archive were written in one code: short ones can be read in several.
    """
    unsaid = [one.filename for one in infos if not one.flag_bits & _UTF8_FLAG]
    code = next((code for code in _CODES if all(_read(name, code) for name in unsaid)), "")
    names = (
        one.filename if one.flag_bits & _UTF8_FLAG else _read(one.filename, code) or one.filename
        for one in infos
    )
    for name, one in zip(names, infos, strict=True):
        yield normalize("NFC", name.replace("\\", "/")), one.filename


def _read(name: str, code: str) -> str:
    """Return a name that was taken for cp437 in another code; empty where it is not in that."""
    try:
        return name.encode("cp437").decode(code) if code else ""
    except UnicodeError:
        return ""
