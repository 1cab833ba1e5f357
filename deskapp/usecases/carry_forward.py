"""Carry a year forward into another: copies that nothing ties to the old year any more."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from deskapp.database import insert_rows, name_action
from deskapp.errors import FieldProblems
from deskapp.i18n import N_, _
from deskapp.queries.carry_candidates import THERE_ALREADY, candidates, first_day, is_there
from deskapp.queries.periods import is_active
from deskapp.records.person import Person
from deskapp.records.study import StudyAudience, StudyRequirement
from deskapp.records.task import KeyTask, KeyTaskUnit
from deskapp.records.unit import Unit
from deskapp.rules.deadlines import read_deadline
from deskapp.rules.year_shift import with_years_moved
from deskapp.usecases.meetings import duplicate_meeting
from deskapp.usecases.row_copies import copied, rows_to_copy, texts_moved
from deskapp.usecases.scheme_copies import copy_schemes
from deskapp.usecases.seals import seal_year

_YEARS = (1949, 2200)


@dataclass(frozen=True, slots=True)
class CarryChoices:
    """What to carry; `only_open` leaves key tasks that are finished, `seal_old` seals the year."""

    key_tasks: bool = True
    only_open: bool = False
    requirements: bool = True
    scheme: bool = True
    meetings: bool = False
    seal_old: bool = False


@dataclass(frozen=True, slots=True)
class Carried:
    """How many records of each chosen kind were made, and how many were there already."""

    made: Mapping[str, int]
    there: Mapping[str, int]


def carry_forward(
    session: Session, from_year: int, to_year: int, choices: CarryChoices | None = None
) -> Carried:
    """Copy what is chosen from one year into a later one; return what was made.

    What the new year has already is not made again. Raises FieldProblems for years that do not
    follow one another.
    """
    chosen = choices or CarryChoices()
    _check_years(from_year, to_year)
    name_action(
        session,
        N_("Carry {from_year} forward to {to_year}"),
        from_year=from_year,
        to_year=to_year,
    )
    made: dict[str, int] = {}
    there: dict[str, int] = {}
    found = candidates(session, from_year, to_year, only_open=chosen.only_open)
    for kind in (kind for kind in found if getattr(chosen, kind)):
        ids = [one.id for one in found[kind] if not one.why]
        _CARRIERS[kind](session, ids, from_year, to_year)
        made[kind] = len(ids)
        there[kind] = sum(one.why == THERE_ALREADY for one in found[kind])
    if chosen.seal_old:
        seal_year(session, from_year)
    return Carried(made, there)


def _check_years(from_year: int, to_year: int) -> None:
    lowest, highest = _YEARS
    complaint = ""
    if not lowest <= to_year <= highest:
        complaint = _("Enter a year between {lowest} and {highest}.").format(
            lowest=lowest, highest=highest
        )
    elif to_year <= from_year:
        complaint = _("The new year must come after {year}.").format(year=from_year)
    if complaint:
        raise FieldProblems(complaint, {"to_year": complaint})


def _carry_key_tasks(session: Session, ids: Sequence[int], from_year: int, to_year: int) -> None:
    """Carry key tasks as skeletons: no branch tasks, no decision, and who is still there."""
    day = first_day(to_year)
    tasks = sorted(rows_to_copy(session, KeyTask.id, ids), key=lambda row: row["number"])
    leaders = set(session.execute(select(Person.id).where(is_there(day))).scalars())
    numbers = _free_numbers(session, to_year, [row["number"] for row in tasks])
    copies = [
        copied(
            row,
            year=to_year,
            number=number,
            leader_id=row["leader_id"] if row["leader_id"] in leaders else None,
            decision_id=None,
            **texts_moved(row, ("category", "text", "goal"), from_year, to_year),
            **_deadline(row["deadline_text"], row["deadline_on"], from_year, to_year),
        )
        for row, number in zip(tasks, numbers, strict=True)
    ]
    new_ids = insert_rows(session, KeyTask, copies)
    copy_of = {row["id"]: new for row, new in zip(tasks, new_ids, strict=True)}
    active = set(session.execute(select(Unit.id).where(is_active(Unit, day))).scalars())
    units = rows_to_copy(session, KeyTaskUnit.key_task_id, ids)
    insert_rows(
        session,
        KeyTaskUnit,
        [
            copied(row, key_task_id=copy_of[row["key_task_id"]])
            for row in units
            if row["unit_id"] in active
        ],
    )


def _free_numbers(session: Session, year: int, wanted: Sequence[int]) -> list[int]:
    """Return the numbers the tasks have, and the next free ones where the year has them."""
    taken = set(session.execute(select(KeyTask.number).where(KeyTask.year == year)).scalars())
    numbers: list[int] = []
    for number in wanted:
        free = number if number not in taken else max((*taken, *wanted)) + 1
        taken.add(free)
        numbers.append(free)
    return numbers


def _deadline(written: str, on: date | None, from_year: int, to_year: int) -> dict[str, Any]:
    """Return the deadline with its years moved, and the day it means in the new year.

    The day that was chosen for a phrase nobody can read moves by as many years.
    """
    text = with_years_moved(written, from_year, to_year)
    due = read_deadline(text, to_year).due or moved(on, to_year - from_year)
    return {"deadline_text": text, "deadline_on": due}


def _carry_requirements(session: Session, ids: Sequence[int], from_year: int, to_year: int) -> None:
    """Carry study requirements with their audience; the day moves by as many years."""
    old = rows_to_copy(session, StudyRequirement.id, ids)
    years = to_year - from_year
    new_ids = insert_rows(
        session,
        StudyRequirement,
        [copied(row, year=to_year, due_on=moved(row["due_on"], years)) for row in old],
    )
    copy_of = {row["id"]: new for row, new in zip(old, new_ids, strict=True)}
    audience = rows_to_copy(session, StudyAudience.requirement_id, ids)
    insert_rows(
        session,
        StudyAudience,
        [copied(row, requirement_id=copy_of[row["requirement_id"]]) for row in audience],
    )


def moved(day: date | None, years: int) -> date | None:
    """Return the same day so many years later; 29 February becomes 28 where there is none."""
    if day is None:
        return None
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return day.replace(year=day.year + years, day=28)


def _carry_schemes(session: Session, ids: Sequence[int], _from_year: int, to_year: int) -> None:
    """Carry schemes with all their indicators; whatever was scored stays behind."""
    copy_schemes(session, ids, to_year)


def _carry_meetings(session: Session, ids: Sequence[int], _from_year: int, to_year: int) -> None:
    for meeting_id in ids:
        duplicate_meeting(session, meeting_id, to_year)


_CARRIERS = {
    "key_tasks": _carry_key_tasks,
    "requirements": _carry_requirements,
    "scheme": _carry_schemes,
    "meetings": _carry_meetings,
}
