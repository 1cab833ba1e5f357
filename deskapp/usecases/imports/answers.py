"""Remember in the ledger how doubtful cells were answered, so that nobody is asked twice."""

from __future__ import annotations

from collections.abc import Mapping

from sqlalchemy import select
from sqlalchemy.orm import Session

from deskapp.database import insert_rows, update_rows
from deskapp.records.fact import Fact
from deskapp.usecases.imports.rows import ADDED, ImportReading

_PREFIX = "import answer "
_LONGEST = 200


def remembered_answers(session: Session) -> dict[str, str]:
    """Return the answers that were given in imports before: key of the question -> answer."""
    statement = select(Fact.name, Fact.value).where(Fact.name.startswith(_PREFIX))
    return {row.name.removeprefix(_PREFIX): row.value for row in session.execute(statement)}


def remember_answers(session: Session, reading: ImportReading) -> None:
    """Keep the answers that were given to the questions of a reading.

    What was made new is found by its name the next time and need not be remembered.
    """
    given = {
        _PREFIX + key: doubts[0].answer
        for key, doubts in reading.doubts.items()
        if key in reading.setting.given and len(key) <= _LONGEST and doubts[0].answer
    }
    _write(session, {name: answer for name, answer in given.items() if answer != ADDED})


def _write(session: Session, answers: Mapping[str, str]) -> None:
    statement = select(Fact.name, Fact.id).where(Fact.name.startswith(_PREFIX))
    there = {row.name: row.id for row in session.execute(statement)}
    new = [{"name": n, "value": a} for n, a in answers.items() if n not in there]
    insert_rows(session, Fact, new)
    changed = {there[n]: {"value": a} for n, a in answers.items() if n in there}
    if changed:
        update_rows(session, Fact, changed)
