"""Practices of a year: lists, counts, their texts, and where they come from."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, case, func, select
from sqlalchemy.orm import Session

from deskapp.queries.facts import colour_rules
from deskapp.queries.lists import Order, in_order, matches
from deskapp.queries.office_order import UNIT_ORDER
from deskapp.queries.unit_names import SHORT_UNIT
from deskapp.queries.years import years_in
from deskapp.records.branch import Branch
from deskapp.records.meeting import Meeting
from deskapp.records.practice import Practice, PracticeMeeting, PracticeTask
from deskapp.records.task import KeyTask
from deskapp.records.unit import Unit
from deskapp.rules.practice_states import ADOPTION_LEVELS, PRACTICE_STATES, SUMMARISED, is_in_time
from deskapp.rules.task_states import judged_on

# The lists that a secretary works through; a filter chip for each.
PRACTICE_LISTS = ("past_due", "due_soon", *PRACTICE_STATES)


@dataclass(frozen=True, slots=True)
class PracticeRow:
    """One practice as a list shows it.

    `in_time` is None while it cannot be told. `missing` names the texts that are still empty
    before it can be summarised.
    """

    id: int
    version: int
    year: int
    unit_id: int
    unit: str
    branch_id: int | None
    branch: str | None
    title: str
    happened_on: date | None
    state: str
    due_on: date | None
    summarised_on: date | None
    in_time: bool | None
    adoption_level: str | None
    adopted_on: date | None
    missing: tuple[str, ...]
    short_unit: str


@dataclass(frozen=True, slots=True)
class PracticeForm:
    """One practice in its fixed form, as it is read."""

    row: PracticeRow
    background: str
    approach: str
    effect: str
    to_spread: str


def list_practices(
    session: Session,
    year: int,
    search: str = "",
    *,
    today: date,
    chosen: str | None = None,
    unit_id: int | None = None,
    order: Order | None = None,
    offset: int = 0,
    limit: int | None = None,
) -> list[PracticeRow]:
    """Return a page of the year's practices in office order; `chosen` is one of PRACTICE_LISTS.

    They are found by title, unit, branch, or the unit's initials.
    """
    conditions = _conditions(session, year, search, today=today, chosen=chosen, unit_id=unit_id)
    statement = _joined(select(*_COLUMNS)).where(*conditions)
    statement = in_order(statement, order, _SORTED_BY, _USUAL).offset(offset).limit(limit)
    return [_row(values, today) for values in session.execute(statement)]


def count_practices(
    session: Session,
    year: int,
    search: str = "",
    *,
    today: date,
    chosen: str | None = None,
    unit_id: int | None = None,
) -> int:
    """Return how many practices `list_practices` would return with the same filters."""
    conditions = _conditions(session, year, search, today=today, chosen=chosen, unit_id=unit_id)
    statement = _joined(select(func.count(Practice.id))).where(*conditions)
    return int(session.execute(statement).scalar_one())


def counts_of_practice_lists(session: Session, year: int, today: date) -> dict[str, int]:
    """Return how many practices of the year each of PRACTICE_LISTS holds."""
    soon = colour_rules(session).due_soon_days
    statement = select(
        *(
            func.count(case((in_practice_list(name, today, soon), 1))).label(name)
            for name in PRACTICE_LISTS
        )
    ).where(Practice.year == year)
    return dict(session.execute(statement).one()._mapping)


def practices_past_due(session: Session, year: int, today: date) -> list[PracticeRow]:
    """Return the practices whose due day has passed without a summary, the longest first."""
    return list_practices(session, year, today=today, chosen="past_due", order=Order("due_on"))


def is_past_due(today: date) -> ColumnElement[bool]:
    """Return the condition that a practice's due day has passed and it was never summarised."""
    return and_(_is_not_summarised(), Practice.due_on < judged_on(today, date.today()))


def in_practice_list(name: str, today: date, due_soon_days: int) -> ColumnElement[bool]:
    """Return the condition that a practice belongs to one of PRACTICE_LISTS."""
    if name == "past_due":
        return is_past_due(today)
    if name == "due_soon":
        first = judged_on(today, date.today())
        last = today + timedelta(days=due_soon_days)
        return and_(_is_not_summarised(), Practice.due_on.between(first, last))
    return Practice.state == name


def _is_not_summarised() -> ColumnElement[bool]:
    return and_(Practice.summarised_on.is_(None), Practice.state.not_in(SUMMARISED))


def years_of_practices(session: Session) -> list[int]:
    """Return the years that have practices, the latest first."""
    return years_in(session, select(Practice.year))


def years_of_adopted_practices(session: Session) -> list[int]:
    """Return the years with a practice that was adopted, the latest first."""
    return years_in(session, select(Practice.year).where(Practice.state == "adopted"))


def practice_forms(
    session: Session, year: int, *, today: date, adopted_only: bool = False
) -> list[PracticeForm]:
    """Return the year's practices with their texts in office order.

    Only the adopted ones come by their level, the highest first.
    """
    texts = (Practice.background, Practice.approach, Practice.effect, Practice.to_spread)
    statement = _joined(select(*_COLUMNS, *texts)).where(Practice.year == year)
    if adopted_only:
        statement = statement.where(Practice.state == "adopted").order_by(_level_place().desc())
    statement = statement.order_by(*_USUAL)
    first_text = len(_COLUMNS)
    return [
        PracticeForm(_row(values[:first_text], today), *values[first_text:])
        for values in session.execute(statement)
    ]


# --- where they come from


def key_tasks_of_practice(session: Session, practice_id: int) -> list[int]:
    """Return the ids of the key tasks a practice grew from, by their numbers."""
    statement = (
        select(PracticeTask.key_task_id)
        .join(KeyTask, KeyTask.id == PracticeTask.key_task_id)
        .where(PracticeTask.practice_id == practice_id)
        .order_by(KeyTask.year, KeyTask.number, KeyTask.id)
    )
    return list(session.execute(statement).scalars())


def meetings_of_practice(session: Session, practice_id: int) -> list[int]:
    """Return the ids of the meetings a practice grew from, the earliest first."""
    statement = (
        select(PracticeMeeting.meeting_id)
        .join(Meeting, Meeting.id == PracticeMeeting.meeting_id)
        .where(PracticeMeeting.practice_id == practice_id)
        .order_by(Meeting.held_on, Meeting.id)
    )
    return list(session.execute(statement).scalars())


def practices_of_sources(
    session: Session, key_task_ids: Sequence[int], meeting_ids: Sequence[int]
) -> set[int]:
    """Return the ids of the practices that grew from one of these tasks or meetings."""
    tasks = select(PracticeTask.practice_id).where(PracticeTask.key_task_id.in_(key_task_ids))
    meetings = select(PracticeMeeting.practice_id).where(
        PracticeMeeting.meeting_id.in_(meeting_ids)
    )
    return set(session.execute(tasks.union(meetings)).scalars())


# --- how they are read

_MISSING: Mapping[str, Any] = {
    "background": Practice.background,
    "approach": Practice.approach,
    "effect": Practice.effect,
}

_COLUMNS: tuple[Any, ...] = (
    SHORT_UNIT,
    Practice.id,
    Practice.version,
    Practice.year,
    Practice.unit_id,
    Unit.name,
    Practice.branch_id,
    Branch.name,
    Practice.title,
    Practice.happened_on,
    Practice.state,
    Practice.due_on,
    Practice.summarised_on,
    Practice.adoption_level,
    Practice.adopted_on,
    # Whether a text is there, not the text itself: 10,000 characters a row are not listed.
    *(func.trim(column) == "" for column in _MISSING.values()),
)


def _row(values: Iterable[Any], today: date) -> PracticeRow:
    short_unit, *facts, level, adopted_on, no_background, no_approach, no_effect = values
    *_others, state, due_on, summarised_on = facts
    lacking = zip(_MISSING, (no_background, no_approach, no_effect), strict=True)
    missing = tuple(name for name, is_empty in lacking if is_empty)
    in_time = is_in_time(state, due_on, summarised_on, judged_on(today, date.today()))
    fitted: list[Any] = [*facts, in_time, level, adopted_on, missing, short_unit]
    return PracticeRow(*fitted)


def _place_in(column: Any, codes: Iterable[str]) -> Any:
    """Return the place of a column's code in the order of its choices."""
    return case({code: place for place, code in enumerate(codes, 1)}, value=column, else_=0)


def _level_place() -> Any:
    return _place_in(Practice.adoption_level, ADOPTION_LEVELS)


_SORTED_BY: dict[str, Any] = {
    "title": Practice.title,
    "unit": Unit.office_order,
    "branch": func.coalesce(Branch.office_order, 0),
    "happened_on": Practice.happened_on,
    "state": _place_in(Practice.state, PRACTICE_STATES),
    "due_on": Practice.due_on,
    "summarised_on": Practice.summarised_on,
    "adoption_level": _level_place(),
    "adopted_on": Practice.adopted_on,
}
_USUAL = (*UNIT_ORDER, Practice.happened_on.is_(None), Practice.happened_on,
          Practice.id)  # fmt: skip


def _joined(statement: Select[Any]) -> Select[Any]:
    return (
        statement.select_from(Practice)
        .join(Unit, Unit.id == Practice.unit_id)
        .outerjoin(Branch, Branch.id == Practice.branch_id)
    )


def _conditions(
    session: Session,
    year: int,
    search: str,
    *,
    today: date,
    chosen: str | None,
    unit_id: int | None,
) -> list[ColumnElement[bool]]:
    found = matches(
        search, Practice.title, Unit.name, func.coalesce(Branch.name, ""), initials=[Unit.initials]
    )
    conditions = [Practice.year == year, found]
    if chosen is not None:
        soon = colour_rules(session).due_soon_days
        conditions.append(in_practice_list(chosen, today, soon))
    if unit_id is not None:
        conditions.append(Practice.unit_id == unit_id)
    return conditions
