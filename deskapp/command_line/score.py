"""deskapp score: the points of everybody appraised, and why each is what it is."""

from __future__ import annotations

import argparse
import json
from collections.abc import Sequence
from difflib import get_close_matches
from typing import TYPE_CHECKING

from deskapp.command_line.output import say
from deskapp.command_line.scheme import schemes_of
from deskapp.command_line.year import year_written
from deskapp.errors import CallError
from deskapp.i18n import _

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from deskapp.queries.appraisal import Scoring, Subject

Wanted = Sequence[tuple["Scoring", Sequence["Subject"]]]
_NEAR = 5


def run(call: argparse.Namespace) -> int:
    """Print the scores that stand, of each scheme the best first."""
    from deskapp.database import open_ledger
    from deskapp.queries.appraisal import scoring_of

    year = year_written(call.year)
    database = open_ledger(call.ledger)
    try:
        with database.reading() as session:
            schemes = schemes_of(session, year, call.scheme)
            scorings = [scoring_of(session, scheme) for scheme in schemes]
            _say(session, _wanted(scorings, call.unit), call)
    finally:
        database.close()
    return 0


def _say(session: Session, wanted: Wanted, call: argparse.Namespace) -> None:
    from deskapp.command_line.score_data import scores_as_data
    from deskapp.command_line.score_text import scores_as_text

    if call.json:
        data = [
            one
            for scoring, subjects in wanted
            for one in scores_as_data(session, scoring, subjects, explained=call.explain)
        ]
        say(json.dumps(data, ensure_ascii=False, indent=1))
        return
    for place, (scoring, subjects) in enumerate(wanted):
        if place:
            say("")
        for line in scores_as_text(session, scoring, subjects, explained=call.explain):
            say(line)


def _wanted(scorings: Sequence[Scoring], name: str | None) -> Wanted:
    """Return of each scheme whom a name means, in rank: all without one.

    Raises CallError, with the nearest names, where it is not clear.
    """
    if not name:
        return [(scoring, _in_rank(scoring, scoring.subjects)) for scoring in scorings]
    found = [(scoring, _called(scoring.subjects, name)) for scoring in scorings]
    for _scoring, subjects in found:
        if len({subject.unit_id for subject in subjects}) > 1:
            what = _("Several of the appraised are called “{name}”.")
            raise CallError(what.format(name=name), _meant_perhaps(subjects))
    if not any(subjects for _scoring, subjects in found):
        everybody = [subject for scoring in scorings for subject in scoring.subjects]
        what = _("No one of the appraised is called “{name}”.")
        raise CallError(what.format(name=name), _meant_perhaps(_nearest(everybody, name)))
    return [(scoring, _in_rank(scoring, some)) for scoring, some in found if some]


def _in_rank(scoring: Scoring, subjects: Sequence[Subject]) -> list[Subject]:
    """Return the best first; equal totals stay in office order."""
    return sorted(subjects, key=lambda subject: scoring.ranks[subject.id])


def _meant_perhaps(subjects: Sequence[Subject]) -> str:
    names = _(", ").join(subject.name for subject in subjects[:_NEAR])
    return _("Meant is perhaps: {names}.").format(names=names)


def _called(subjects: Sequence[Subject], name: str) -> list[Subject]:
    """Return whose name it is; without any, whose unit's; without any, in whose it occurs.

    Several branches of one unit may be meant; units only one.
    """
    ways = (
        lambda one: name in (one.name, one.short_name),
        lambda one: name == one.unit,
        lambda one: name.casefold() in f"{one.name} {one.short_name}".casefold(),
        lambda one: name.casefold() in one.unit.casefold(),
    )
    found = ([one for one in subjects if is_called(one)] for is_called in ways)
    return next(filter(None, found), [])


def _nearest(subjects: Sequence[Subject], name: str) -> list[Subject]:
    by_name = {one.name: one for one in subjects}
    near = get_close_matches(name, by_name, n=_NEAR, cutoff=0.0)
    return [by_name[one] for one in near]
