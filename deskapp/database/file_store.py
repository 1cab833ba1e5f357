"""Keep attached files in a folder beside the ledger, named by their content."""

from __future__ import annotations

import hashlib
import os
import shutil
from dataclasses import dataclass
from pathlib import Path
from tempfile import NamedTemporaryFile

from sqlalchemy.orm import Session

from deskapp.database.connection import LOCATION, is_server
from deskapp.errors import CannotWrite, LedgerError
from deskapp.i18n import _

# A scan of a sign-in sheet has a few megabytes; a film does not belong in a ledger.
LARGEST = 200 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class StoredFile:
    """A file as the ledger knows it: its name as given, its content's hash, its size."""

    name: str
    sha256: str
    size: int


class FileStore:
    """The folder of a ledger's files. What is in it is never changed and never lost."""

    def __init__(self, location: str | Path) -> None:
        if is_server(location):
            raise LedgerError(
                _("A ledger on a server keeps no files yet."),
                _("Keep the file in the office's folder and name it in the minutes."),
            )
        path = Path(location)
        self.folder = path.with_name(f"{path.stem}.files")

    def add(self, path: Path) -> StoredFile:
        """Copy a file into the store, once for each content, and return what it is there.

        Raises LedgerError for a file that cannot be read, CannotWrite when there is no room.
        """
        try:
            size = path.stat().st_size
            if size > LARGEST or not path.is_file():
                raise LedgerError(
                    _("{name} is not a file of at most {most} MB.").format(
                        name=path.name, most=LARGEST // 1024 // 1024
                    ),
                    _("Choose a document, a scan or a picture."),
                )
            sha256 = self._copy(path)
        except OSError as error:
            raise CannotWrite(
                _("{name} could not be copied to the ledger.").format(name=path.name),
                _("Check that the file can be read and that the disk has room."),
            ) from error
        return StoredFile(path.name, sha256, size)

    def path_of(self, sha256: str, name: str) -> Path:
        """Return where a file of this content and this kind of name is kept."""
        return self.folder / sha256[:2] / f"{sha256}{Path(name).suffix.lower()}"

    def contents(self) -> frozenset[str]:
        """Return the hashes of all files that are kept, from one look at the folder."""
        return frozenset(
            Path(file.name).stem
            for part in _entries(self.folder)
            if part.is_dir()
            for file in _entries(part.path)
        )

    def _copy(self, path: Path) -> str:
        """Copy under a passing name first: half a file never has the name of a whole one."""
        self.folder.mkdir(mode=0o700, exist_ok=True)
        digest = hashlib.sha256()
        with (
            path.open("rb") as source,
            NamedTemporaryFile(dir=self.folder, prefix="new-", delete=False) as copy,
        ):
            try:
                while piece := source.read(1 << 20):
                    digest.update(piece)
                    copy.write(piece)
                copy.flush()
                os.fsync(copy.fileno())
                target = self.path_of(digest.hexdigest(), path.name)
                target.parent.mkdir(mode=0o700, exist_ok=True)
            except BaseException:
                Path(copy.name).unlink(missing_ok=True)
                raise
        shutil.move(copy.name, target)
        return digest.hexdigest()


def files_kept(session: Session) -> frozenset[str] | None:
    """Return the hashes of the files kept beside a session's ledger; None where none can be."""
    location = session.info.get(LOCATION)
    if location is None or is_server(location):
        return None
    return FileStore(location).contents()


def _entries(folder: str | Path) -> list[os.DirEntry[str]]:
    """Return what is in a folder; nothing where it is not there or cannot be read."""
    try:
        with os.scandir(folder) as entries:
            return list(entries)
    except OSError:
        return []
