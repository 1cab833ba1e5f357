"""Put things into a box: sheets, papers and attached files, each noted for the index."""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path

from deskapp.database.file_store import FileStore
from deskapp.excel.cancelled import Cancelled
from deskapp.i18n import _
from deskapp.queries.appraisal.attached_files import OwnedFile
from deskapp.reports.evidence_box.entries import TOP, Entry, Part
from deskapp.reports.evidence_box.names import TakenNames
from deskapp.reports.evidence_box.sums import sha256_of
from deskapp.reports.export import write_content
from deskapp.reports.registry import Content

_PIECE = 1 << 20


@dataclass
class Watch:
    """Tells how far the work is, and asks whether to go on with it."""

    progress: Callable[[int, int], None] = lambda done, total: None
    cancelled: Callable[[], bool] = lambda: False
    is_packed: bool = False
    total: int = 0
    done: int = 0

    def begin(self, total: int) -> None:
        """Say of about how many things the box is made; each is done again when it is packed."""
        self.total = total * 2 if self.is_packed else total
        self.progress(0, self.total)

    def go_on_with(self, more: int) -> None:
        """Say how many things are still to be done."""
        self.total = self.done + more
        self.progress(self.done, self.total)

    def step(self) -> None:
        """Note that one more thing is in its place; raise Cancelled when the person stopped."""
        self.go_on()
        self.done += 1
        self.progress(min(self.done, self.total), self.total)

    def go_on(self) -> None:
        """Raise Cancelled when the person stopped the work."""
        if self.cancelled():
            raise Cancelled


@dataclass
class Filling:
    """A box on its way: where its files lie until it is whole, and what is in it so far."""

    folder: Path
    store: FileStore | None
    watch: Watch
    names: TakenNames = field(default_factory=TakenNames)
    entries: list[Entry] = field(default_factory=list)
    sums: dict[str, str] = field(default_factory=dict)
    size: int = 0
    listed: set[int] = field(default_factory=set)
    """The ids of the attachments that the index tells of."""
    _lies_at: dict[str, Entry] = field(default_factory=dict)
    """Content hash -> where the first file of this content lies."""

    def part(self, heading: str, inside: Part = TOP) -> Part:
        """Return a new part with a folder of its own, which appears with its first file."""
        return inside.inner(heading, self.names.folder(heading, inside.folder))

    def put_content(self, part: Part, what: str, name: str, content: Content) -> None:
        """Write sheets, a paper or a calendar, and note it."""
        path = self.names.file(name, part.folder)
        target = self.folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        write_content(target, content, cancelled=self.watch.cancelled)
        with target.open("rb") as file:
            sha256, size = sha256_of(file, self.watch.cancelled)
        self._note(Entry(part.heading, what, path, size, sha256))
        self.watch.step()

    def put_file(
        self, part: Part, what: str, file: OwnedFile, folder: Callable[[], str], remark: str = ""
    ) -> None:
        """Copy an attached file, once for each content, and note where it lies.

        `folder` is asked where it would lie only when it is copied; a `remark` says what became
        of the file in the ledger.
        """
        self.listed.add(file.id)
        at = self._lies_at.get(file.sha256)
        if at is not None:
            lies = _("Lies under {part}").format(part=at.part)
            said = _said(remark, at.remark if at.is_loss else lies)
            self.entries.append(
                Entry(part.heading, what, at.path, at.size, at.sha256, said, at.is_loss)
            )
            return
        entry = self._copied(part, what, file, folder)
        entry = replace(entry, remark=_said(remark, entry.remark))
        self._lies_at[file.sha256] = entry
        if entry.path:
            self._note(entry)
        else:
            self.entries.append(entry)
        self.watch.step()

    def _copied(self, part: Part, what: str, file: OwnedFile, folder: Callable[[], str]) -> Entry:
        """Copy a file out of the ledger's folder; where it cannot be had, say so."""
        source = self.store.path_of(file.sha256, file.name) if self.store else None
        if source is None or not source.is_file():
            gone = _("Missing: it is no longer in the ledger's folder.")
            return Entry(part.heading, what, remark=gone, is_loss=True)
        path = self.names.file(file.name, folder())
        sha256, size = self._copy(source, self.folder / path)
        if sha256 == file.sha256:
            return Entry(part.heading, what, path, size, sha256)
        changed = _("Damaged: it is not what was attached.")
        return Entry(part.heading, what, path, size, sha256, changed, is_loss=True)

    def _copy(self, source: Path, target: Path) -> tuple[str, int]:
        target.parent.mkdir(parents=True, exist_ok=True)
        digest, size = hashlib.sha256(), 0
        with source.open("rb") as read, target.open("wb") as written:
            for piece in iter(lambda: read.read(_PIECE), b""):
                self.watch.go_on()
                digest.update(piece)
                written.write(piece)
                size += len(piece)
        shutil.copystat(source, target)
        return digest.hexdigest(), size

    def _note(self, entry: Entry) -> None:
        self.entries.append(entry)
        self.sums[entry.path] = entry.sha256
        self.size += entry.size


def _said(*remarks: str) -> str:
    """Return remarks on a file, a line for each."""
    return "\n".join(filter(None, remarks))
