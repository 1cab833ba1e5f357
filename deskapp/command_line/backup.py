"""deskapp backup: make a checked copy of the ledger, list the copies, put one back."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from deskapp.command_line.output import say
from deskapp.dates import shown_date
from deskapp.errors import CallError
from deskapp.i18n import _, ngettext

if TYPE_CHECKING:
    from deskapp.database.backup import Backup


def run(call: argparse.Namespace) -> int:
    """Back up, list or put back, and say which file it was."""
    from deskapp.database.backup import list_backups, make_backup
    from deskapp.database.schema import refuse_what_is_no_ledger

    if call.restore:
        return _restore(Path(call.ledger), call.restore)
    if call.list:
        return _list(list_backups(Path(call.ledger)))
    if "://" not in call.ledger:
        refuse_what_is_no_ledger(Path(call.ledger))
    say(_("The backup is {file}").format(file=make_backup(call.ledger).path))
    return 0


def _list(backups: list[Backup]) -> int:
    number = len(backups)
    say(ngettext("{n} backup", "{n} backups", number).format(n=number))
    for backup in backups:
        made = f"{shown_date(backup.made_at.date())} {backup.made_at:%H:%M}"
        say(f"{backup.number}\t{made}\t{backup.path}")
    return 0


def _restore(ledger: Path, number: str) -> int:
    from deskapp.database.backup import list_backups, restore_backup

    wanted = [b for b in list_backups(ledger) if str(b.number) == number.lstrip("0")]
    if not wanted:
        raise CallError(
            _("There is no backup number {number}.").format(number=number),
            _("See: deskapp backup --ledger LEDGER --list"),
        )
    kept = restore_backup(wanted[0], ledger)
    say(_("The ledger is as it was in backup {number}.").format(number=wanted[0].number))
    if kept is not None:
        say(_("What was there before is kept as {file}").format(file=kept.path))
    return 0
