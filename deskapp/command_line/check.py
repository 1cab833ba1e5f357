"""deskapp check: is the ledger whole, and what does its year still lack."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from typing import TYPE_CHECKING

from deskapp.command_line.output import say, warn
from deskapp.command_line.year import year_of, year_written
from deskapp.i18n import _, ngettext

if TYPE_CHECKING:
    from deskapp.queries.completeness import Gap

_FIRST = 5


def run(call: argparse.Namespace) -> int:
    """Check the ledger; gaps of the year are listed and are no error, damage is one."""
    from deskapp.database import open_ledger
    from deskapp.database.ledger import quick_check
    from deskapp.queries.completeness.year import missing_in_year
    from deskapp.queries.facts import working_day

    year_written(call.year)
    database = open_ledger(call.ledger)
    try:
        damage = quick_check(database)
        if damage:
            return _tell_damage(damage)
        say(_("The ledger is whole."))
        year = year_of(database, call.year)
        with database.reading() as session:
            # A year that is over is judged as it stood on its last day.
            gaps = missing_in_year(session, year, working_day(session, year))
    finally:
        database.close()
    _tell_gaps(year, gaps, most=None if call.all else _FIRST)
    return 0


def _tell_damage(damage: Sequence[str]) -> int:
    warn(_("The ledger is damaged:"))
    for line in damage:
        warn(f"  {line}")
    warn(_("Make a copy of it now, then open the newest backup that passes the check."))
    return 1


def _tell_gaps(year: int, gaps: Sequence[Gap], most: int | None) -> None:
    if not gaps:
        say(_("The year {year} lacks nothing.").format(year=year))
        return
    total = len(gaps)
    counted = ngettext(
        "The year {year} lacks {n} thing:", "The year {year} lacks {n} things:", total
    )
    say(counted.format(year=year, n=total))
    by_kind: dict[str, list[Gap]] = {}
    for gap in gaps:
        by_kind.setdefault(gap.kind, []).append(gap)
    for found in by_kind.values():
        _tell_kind(found, most)


def _tell_kind(gaps: Sequence[Gap], most: int | None) -> None:
    from deskapp.queries.completeness import GAPS

    records = ngettext("{n} record", "{n} records", len(gaps)).format(n=len(gaps))
    say(_(GAPS[gaps[0].kind]).format(subject=records))
    for gap in gaps[:most]:
        say(f"  {gap.subject}")
    if most is not None and len(gaps) > most:
        rest = len(gaps) - most
        say("  " + ngettext("… and {n} more", "… and {n} more", rest).format(n=rest))
