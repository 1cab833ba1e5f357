"""deskapp score: the points of everybody appraised, and why each is what it is."""

from __future__ import annotations

import argparse
import json
from collections.abc import Sequence
from difflib import get_close_matches
from typing import TYPE_CHECKING

from deskapp.command_line.output import say
from deskapp.command_line.scheme import scheme_of
from deskapp.command_line.year import year_written
from deskapp.errors import CallError
from deskapp.i18n import _

if TYPE_CHECKING:
    from deskapp.queries.appraisal import Scoring, Subject

_NEAR = 5


def run(call: argparse.Namespace) -> int:
    """Print the scores that stand, the best first."""
    from deskapp.command_line.score_data import scores_as_data
    from deskapp.command_line.score_text import scores_as_text
    from deskapp.database import open_ledger
    from deskapp.queries.appraisal import scoring_of

    year = year_written(call.year)
    database = open_ledger(call.ledger)
    try:
        with database.reading() as session:
            scoring = scoring_of(session, scheme_of(session, year, call.scheme))
            subjects = _in_rank(scoring, _wanted(scoring, call.unit))
            if call.json:
                data = list(scores_as_data(session, scoring, subjects, explained=call.explain))
                say(json.dumps(data, ensure_ascii=False, indent=1))
            else:
                for line in scores_as_text(session, scoring, subjects, explained=call.explain):
                    say(line)
    finally:
        database.close()
    return 0


def _in_rank(scoring: Scoring, subjects: Sequence[Subject]) -> list[Subject]:
    """Return the best first; equal totals stay in office order."""
    return sorted(subjects, key=lambda subject: scoring.ranks[subject.id])


def _wanted(scoring: Scoring, name: str | None) -> Sequence[Subject]:
    """Return whom a name means: all without one, else a unit or branch, or a unit's branches.

    Raises CallError, with the nearest names, where it is not clear.
    """
    if not name:
        return scoring.subjects
    found = _called(scoring.subjects, name)
    of_one_unit = len({subject.unit_id for subject in found}) == 1
    if len(found) == 1 or (of_one_unit and all(name in one.unit for one in found)):
        return found
    what = _("No one of the appraised is called “{name}”.")
    if found:
        what = _("Several of the appraised are called “{name}”.")
    near = [one.name for one in found] or _nearest(scoring.subjects, name)
    advice = _("Meant is perhaps: {names}.").format(names=_(", ").join(near[:_NEAR]))
    raise CallError(what.format(name=name), advice)


def _called(subjects: Sequence[Subject], name: str) -> list[Subject]:
    """Return whose name it is; without any, whose unit's; without any, in whose it occurs."""
    ways = (
        lambda one: name in (one.name, one.short_name),
        lambda one: name == one.unit,
        lambda one: name.casefold() in f"{one.name} {one.short_name}".casefold(),
        lambda one: name.casefold() in one.unit.casefold(),
    )
    found = ([one for one in subjects if is_called(one)] for is_called in ways)
    return next(filter(None, found), [])


def _nearest(subjects: Sequence[Subject], name: str) -> list[str]:
    names = [one.name for one in subjects]
    return get_close_matches(name, names, n=_NEAR, cutoff=0.0)
