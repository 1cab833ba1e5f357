"""Keep whole, checked copies of a ledger beside it, and put one back.

Copies are made by SQLite itself while the ledger is open, under a passing name, and take their
own only once they have been read back sound. They are numbered, because clocks go wrong.
"""

from __future__ import annotations

import os
import re
import shutil
import sqlite3
from collections.abc import Iterable, Sequence
from contextlib import closing, suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from deskapp.database.connection import is_server, uri_path
from deskapp.errors import CannotWrite, DamagedLedger, LedgerError
from deskapp.i18n import _

_NAME = re.compile(r"(?P<number>\d{5,})-(?P<made_at>\d{8}-\d{6})\.ledger")
_STAMP = "%Y%m%d-%H%M%S"
# The newest are kept whatever their age; of older ones the first of each day, week and month.
_ALWAYS = 5
_EVERY_ONE = timedelta(days=2)
_DAYS, _WEEKS, _MONTHS = 7, 5, 12


@dataclass(frozen=True, slots=True)
class Backup:
    """One copy of a ledger: its number, which rises, and when it was made, in local time."""

    path: Path
    number: int
    made_at: datetime
    size: int


def backups_folder(ledger: Path) -> Path:
    """Return the folder that holds the copies of a ledger."""
    return ledger.with_name(f"{ledger.stem}.backups")


def list_backups(ledger: Path) -> list[Backup]:
    """Return the copies of a ledger, the newest first."""
    found: list[Backup] = []
    with suppress(OSError):
        for path in backups_folder(ledger).iterdir():
            if named := _NAME.fullmatch(path.name):
                made_at = datetime.strptime(named["made_at"], _STAMP)
                found.append(Backup(path, int(named["number"]), made_at, path.stat().st_size))
    return sorted(found, key=lambda backup: backup.number, reverse=True)


def backup_if_changed(ledger: str | Path, now: datetime | None = None) -> Backup | None:
    """Make a copy unless the newest holds the same; return it, or None when none was due."""
    if is_server(ledger):
        return None
    path = Path(ledger)
    newest = next(iter(list_backups(path)), None)
    if newest is not None and _last_change(newest.path) == _last_change(path):
        return None
    return make_backup(path, now)


def make_backup(ledger: str | Path, now: datetime | None = None) -> Backup:
    """Copy a ledger, check the copy, and let go of copies that are no longer needed.

    Raises DamagedLedger when the copy is not sound, which leaves all older ones in place, and
    CannotWrite when there is no room or right to write.
    """
    if is_server(ledger):
        raise LedgerError(
            _("A ledger on a server is backed up there."),
            _("Ask whoever keeps the server how its copies are made."),
        )
    path = Path(ledger)
    folder = backups_folder(path)
    older = list_backups(path)
    number = older[0].number + 1 if older else 1
    made_at = now or datetime.now()  # noqa: DTZ005 - local time, as people read it
    target = folder / f"{number:05d}-{made_at:{_STAMP}}.ledger"
    passing = target.with_suffix(".new")
    try:
        folder.mkdir(mode=0o700, exist_ok=True)
        _copy_checked(path, passing)
        passing.replace(target)
    except (OSError, sqlite3.Error) as error:
        raise CannotWrite(
            _("No backup of {ledger} could be made.").format(ledger=path.name),
            _("Check that the folder {folder} can be written and has room.").format(folder=folder),
        ) from error
    finally:
        with suppress(OSError):
            passing.unlink(missing_ok=True)
    made = Backup(target, number, made_at.replace(microsecond=0), target.stat().st_size)
    for unneeded in no_longer_needed([made, *older], made_at):
        with suppress(OSError):
            unneeded.path.unlink()
    return made


def restore_backup(backup: Backup, ledger: Path) -> Backup | None:
    """Put a copy in the place of a closed ledger; return the copy made of what was there.

    What was there is kept as the newest backup, or under another name where it is too damaged
    to be copied. Raises DamagedLedger when the backup itself is not sound.
    """
    passing = ledger.with_name(f"{ledger.name}.restoring")
    try:
        _copy_checked(backup.path, passing)
        kept = _keep(ledger)
        with suppress(OSError):
            ledger.with_name(f"{ledger.name}-journal").unlink(missing_ok=True)
        passing.replace(ledger)
    except (OSError, sqlite3.Error) as error:
        raise CannotWrite(
            _("{ledger} could not be put back.").format(ledger=ledger.name),
            _("Close every program that has it open, and check that the disk has room."),
        ) from error
    finally:
        with suppress(OSError):
            passing.unlink(missing_ok=True)
    return kept


def _keep(ledger: Path) -> Backup | None:
    if not ledger.exists():
        return None
    try:
        return make_backup(ledger)
    except LedgerError:
        shutil.copy2(ledger, ledger.with_name(f"{ledger.stem}.damaged{ledger.suffix}"))
        return None


def no_longer_needed(backups: Sequence[Backup], now: datetime) -> list[Backup]:
    """Return which of the copies, the newest first, can be let go.

    Kept are the newest five, all of two days, and the newest of each of the last 7 days that
    have one, 5 weeks and 12 months.
    """
    kept = {backup.number for backup in backups[:_ALWAYS]}
    kept |= {backup.number for backup in backups if now - backup.made_at < _EVERY_ONE}
    for wanted, period in (
        (_DAYS, lambda at: at.date()),
        (_WEEKS, lambda at: at.isocalendar()[:2]),
        (_MONTHS, lambda at: (at.year, at.month)),
    ):
        kept |= _newest_of_each(((period(b.made_at), b.number) for b in backups), wanted)
    return [backup for backup in backups if backup.number not in kept]


def _newest_of_each(numbers: Iterable[tuple[object, int]], wanted: int) -> set[int]:
    """Return the first number of each of the first so many periods."""
    first: dict[object, int] = {}
    for period, number in numbers:
        if len(first) < wanted or period in first:
            first.setdefault(period, number)
    return set(first.values())


def _copy_checked(source: Path, target: Path) -> None:
    """Copy a ledger and read the copy back; raise DamagedLedger when it is not sound."""
    # SQLite would make a file that everybody may read; the ledger names people.
    target.unlink(missing_ok=True)
    os.close(os.open(target, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))
    try:
        with (
            closing(sqlite3.connect(f"file:{uri_path(source)}?mode=ro", uri=True)) as old,
            closing(sqlite3.connect(target)) as new,
        ):
            old.backup(new)
            sound = _is_sound(new)
    except sqlite3.OperationalError:
        raise  # no room, no right, or locked
    except sqlite3.DatabaseError:
        sound = False
    if not sound:
        raise DamagedLedger(
            _("{file} is damaged and was not copied.").format(file=source.name),
            _("Open the newest backup that is sound; the older backups were all kept."),
        )
    with target.open("rb+") as stream:
        os.fsync(stream.fileno())


def _is_sound(raw: sqlite3.Connection) -> bool:
    raw.execute("SELECT version_num FROM alembic_version").fetchone()
    whole: str = raw.execute("PRAGMA integrity_check(1)").fetchone()[0]
    return whole == "ok" and raw.execute("PRAGMA foreign_key_check").fetchone() is None


def _last_change(path: Path) -> int | None:
    """Return the last action in the history of a ledger; None when it cannot be read."""
    try:
        with closing(sqlite3.connect(f"file:{uri_path(path)}?mode=ro", uri=True)) as raw:
            newest: int = raw.execute("SELECT coalesce(max(id), 0) FROM change_set").fetchone()[0]
    except sqlite3.Error:
        return None
    return newest
