"""deskapp score: the points of everybody appraised, and why each is what it is."""

from __future__ import annotations

import argparse
import json
from collections.abc import Sequence
from typing import TYPE_CHECKING

from deskapp.command_line.appraised import appraised_called
from deskapp.command_line.output import say
from deskapp.command_line.scheme import scheme_about
from deskapp.command_line.year import year_written

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from deskapp.queries.appraisal import Scoring, Subject


def run(call: argparse.Namespace) -> int:
    """Print the scores that stand, the best first."""
    from deskapp.database import open_ledger
    from deskapp.queries.appraisal import scoring_of

    year = year_written(call.year)
    database = open_ledger(call.ledger)
    try:
        with database.reading() as session:
            scheme = scheme_about(session, year, call.scheme, call.unit)
            _say(session, scoring_of(session, scheme), call)
    finally:
        database.close()
    return 0


def _say(session: Session, scoring: Scoring, call: argparse.Namespace) -> None:
    from deskapp.command_line.score_data import scores_as_data
    from deskapp.command_line.score_text import scores_as_text

    wanted = _in_rank(scoring, appraised_called(scoring.subjects, call.unit))
    if call.json:
        data = list(scores_as_data(session, scoring, wanted, explained=call.explain))
        say(json.dumps(data, ensure_ascii=False, indent=1))
        return
    for line in scores_as_text(session, scoring, wanted, explained=call.explain):
        say(line)


def _in_rank(scoring: Scoring, subjects: Sequence[Subject]) -> list[Subject]:
    """Return the best first; equal totals stay in office order."""
    return sorted(subjects, key=lambda subject: scoring.ranks[subject.id])
