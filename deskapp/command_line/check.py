"""deskapp check: is the ledger whole, and what does its year lack; is an evidence box whole."""

from __future__ import annotations

import argparse
import json
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from deskapp.command_line.output import say, warn
from deskapp.command_line.year import year_of, year_written
from deskapp.errors import CallError
from deskapp.i18n import _, ngettext

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from deskapp.queries.completeness import Gap

_FIRST = 5

Found = Mapping[str, tuple[int, "Sequence[Gap]"]]


def run(call: argparse.Namespace) -> int:
    """Check a ledger or an evidence box: what it is, its content tells."""
    from deskapp.reports.evidence_box.check import looks_like_box

    if call.box and call.ledger:
        raise CallError(
            _("A call checks either a box or a ledger."), _("Make a call for each of them.")
        )
    if call.box and looks_like_box(call.box):
        from deskapp.command_line.box_check import check

        return check(call)
    if call.box and not Path(call.box).exists():
        raise CallError(
            _("There is nothing at {path}.").format(path=call.box),
            _("Give the path of an evidence box, a folder or a .zip, or of a ledger."),
        )
    call.ledger = call.ledger or call.box
    if not call.ledger:
        raise CallError(
            _("{name} is missing.").format(name="--ledger"),
            _("Call it like this: {usage}").format(usage="deskapp check --ledger LEDGER"),
        )
    return _check_ledger(call)


def _check_ledger(call: argparse.Namespace) -> int:
    """Check the ledger; gaps of the year are listed and are no error, damage is one."""
    from deskapp.database import open_ledger
    from deskapp.database.ledger import quick_check
    from deskapp.queries.facts import working_day

    year_written(call.year)
    database = open_ledger(call.ledger)
    try:
        damage = quick_check(database)
        if damage:
            return _tell_damage(damage)
        year = year_of(database, call.year)
        with database.reading() as session:
            # A year that is over is judged as it stood on its last day.
            today = working_day(session, year)
            found = _found(session, year, today, most=None if call.all else _FIRST)
    finally:
        database.close()
    if call.json:
        say(json.dumps(_as_data(year, today, found), ensure_ascii=False, indent=1))
    else:
        say(_("The ledger is whole."))
        _tell_gaps(year, found)
    return 0


def _found(session: Session, year: int, today: date, most: int | None) -> Found:
    """Return how many gaps of each kind there are, and the first of them."""
    from deskapp.queries.completeness.year import gap_counts, gaps_of

    return {
        kind: (number, gaps_of(session, kind, year, today, most))
        for kind, number in gap_counts(session, year, today).items()
        if number
    }


def _tell_damage(damage: Sequence[str]) -> int:
    warn(_("The ledger is damaged:"))
    for line in damage:
        warn(f"  {line}")
    warn(_("Make a copy of it now, then open the newest backup that passes the check."))
    return 1


def _tell_gaps(year: int, found: Found) -> None:
    from deskapp.queries.completeness import GAP_KINDS

    if not found:
        say(_("The year {year} lacks nothing.").format(year=year))
        return
    total = sum(number for number, _gaps in found.values())
    counted = ngettext(
        "The year {year} lacks {n} thing:", "The year {year} lacks {n} things:", total
    )
    say(counted.format(year=year, n=total))
    for kind, (number, gaps) in found.items():
        heading = _(GAP_KINDS[kind].heading)
        say(_("{heading}: {number}").format(heading=heading, number=number))
        for gap in gaps:
            say(f"  {gap.line()}")
        if rest := number - len(gaps):
            say("  " + ngettext("… and {n} more", "… and {n} more", rest).format(n=rest))


def _as_data(year: int, today: date, found: Found) -> dict[str, Any]:
    from deskapp.queries.completeness import GAP_KINDS

    return {
        "year": year,
        "as_of": today.isoformat(),
        "gaps": [
            {
                "kind": kind,
                "heading": _(GAP_KINDS[kind].heading),
                "urgency": GAP_KINDS[kind].urgency,
                "count": number,
                "records": [
                    {"table": g.table, "id": g.record_id, "subject": g.subject, "days": g.days}
                    for g in gaps
                ],
            }
            for kind, (number, gaps) in found.items()
        ],
    }
