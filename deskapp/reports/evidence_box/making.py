"""Make the evidence box of schemes: a folder or a .zip that is there whole, or not at all."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy.orm import Session

from deskapp.database import Database
from deskapp.database.connection import is_server
from deskapp.database.file_store import FileStore
from deskapp.i18n import _
from deskapp.queries.appraisal import Scoring
from deskapp.queries.appraisal.schemes import SchemeRow
from deskapp.queries.facts import fact
from deskapp.records.fact import OFFICE_NAME
from deskapp.reports.evidence_box.contents import fill_box
from deskapp.reports.evidence_box.entries import Entry
from deskapp.reports.evidence_box.filling import Filling, Watch
from deskapp.reports.evidence_box.index import index_sheet
from deskapp.reports.evidence_box.place import filled_beside, is_zip, move_into_place
from deskapp.reports.evidence_box.sums import SUMS, sha256_of, sums_text
from deskapp.reports.export import write_content


@dataclass(frozen=True, slots=True)
class BoxMade:
    """Where a box is, how many files it has and of what size, and what it could not hold.

    `sha256` is that of the list of all files, to be written down at the hand-in.
    """

    path: Path
    files: int
    size: int
    sha256: str
    losses: tuple[Entry, ...]


def make_box(
    database: Database,
    schemes: Sequence[SchemeRow],
    target: str | Path,
    progress: Callable[[int, int], None] | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> BoxMade:
    """Make the box of a year's schemes as a folder or, where the target ends so, as a .zip.

    It is made from one state of the ledger, which others may change meanwhile.
    `progress` hears how many things are in their place, of about how many. Files that the
    ledger no longer holds are told in the index and in what is returned. Raises CannotWrite
    for a target that is taken or refused, Cancelled if the person stopped it; nothing is
    left behind then.
    """
    target = Path(target)
    watch = Watch(
        progress or (lambda done, total: None), cancelled or (lambda: False), is_zip(target)
    )
    store = None if is_server(database.location) else FileStore(database.location)
    with filled_beside(target) as folder:
        filling = Filling(folder, store, watch)
        index = filling.names.file(_("Index of the evidence.xlsx"))
        filling.names.file(SUMS)
        with database.reading_long() as session:
            scorings = fill_box(session, filling, schemes)
            _write_index(session, filling, scorings, index)
        sums = sums_text(filling.sums).encode()
        (folder / SUMS).write_bytes(sums)
        if watch.is_packed:
            watch.go_on_with(len(filling.sums) + 1)
        move_into_place(folder, target, lambda: _files(filling), watch)
    watch.progress(watch.total, watch.total)
    losses = {entry.what: entry for entry in filling.entries if entry.is_loss}
    own = hashlib.sha256(sums).hexdigest()
    number = len(filling.sums) + 1
    return BoxMade(target, number, filling.size + len(sums), own, tuple(losses.values()))


def _write_index(
    session: Session, filling: Filling, scorings: Sequence[Scoring], name: str
) -> None:
    """Write the index, which stands first in the list of sums but cannot tell its own."""
    path = filling.folder / name
    write_content(path, [index_sheet(scorings, filling.entries, fact(session, OFFICE_NAME))])
    with path.open("rb") as file:
        sha256, size = sha256_of(file)
    filling.sums = {name: sha256, **filling.sums}
    filling.size += size
    filling.watch.step()


def _files(filling: Filling) -> Iterator[str]:
    yield from filling.sums
    yield SUMS
