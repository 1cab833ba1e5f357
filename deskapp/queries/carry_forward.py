"""What goes along into a new year, what is left, and why: read before anything is written."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from deskapp.i18n import N_, _
from deskapp.queries.carry_candidates import Candidate, candidates, first_day, is_there
from deskapp.queries.periods import is_active, is_in_post
from deskapp.queries.vacancies import vacancies
from deskapp.records.appointment import POSTS, Appointment
from deskapp.records.branch import Branch
from deskapp.records.person import Person
from deskapp.records.scheme import Indicator, Scheme
from deskapp.records.score import AssessorScore
from deskapp.records.task import BranchTask, KeyTask, KeyTaskUnit
from deskapp.records.unit import Unit

# What can be carried, in the order of the preview; the last two go on by themselves.
CARRIED = {
    "key_tasks": N_("Key tasks"),
    "requirements": N_("Study requirements"),
    "scheme": N_("Appraisal scheme"),
    "meetings": N_("Work meetings"),
    "people": N_("Roster"),
    "posts": N_("Posts"),
}
CHOICES = ("key_tasks", "requirements", "scheme", "meetings")

_FIRST = 5


@dataclass(frozen=True, slots=True)
class Listed:
    """How many there are, and the names of the first of them."""

    number: int
    first: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Left:
    """What does not go along, and why; `why` is marked with N_."""

    why: str
    what: Listed


@dataclass(frozen=True, slots=True)
class CarryItem:
    """One kind of record: what goes along, what is left, and the texts whose years move."""

    kind: str
    goes: Listed
    left: tuple[Left, ...] = ()
    moves: Listed = Listed(0)
    years: Mapping[int, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class CarryPlan:
    """What carrying a year forward would do."""

    from_year: int
    to_year: int
    items: tuple[CarryItem, ...]

    def item(self, kind: str) -> CarryItem:
        """Return what happens to one kind of record."""
        return next(item for item in self.items if item.kind == kind)


def plan_carry_forward(
    session: Session, from_year: int, to_year: int, *, only_open: bool = False
) -> CarryPlan:
    """Return what would go along from one year into another, and what would be left and why."""
    more = {
        "key_tasks": _left_of_tasks(session, from_year, to_year),
        "scheme": _points_by_hand(session, from_year),
    }
    found = candidates(session, from_year, to_year, only_open=only_open)
    items = [_item(kind, of_kind, more.get(kind, ())) for kind, of_kind in found.items()]
    items += [_people(session, from_year, to_year), _posts(session, from_year, to_year)]
    return CarryPlan(from_year, to_year, tuple(items))


def _left_of_tasks(session: Session, from_year: int, to_year: int) -> list[Left]:
    """Return what key tasks leave behind: their branch tasks, and who is no longer there."""
    day = first_day(to_year)
    of_year = KeyTask.year == from_year
    branch_tasks = (
        select(func.count(BranchTask.id))
        .join(KeyTask, KeyTask.id == BranchTask.key_task_id)
        .where(of_year)
    )
    leaders = (
        select(Person.name)
        .join(KeyTask, KeyTask.leader_id == Person.id)
        .where(of_year, ~is_there(day))
        .distinct()
    )
    units = (
        select(Unit.name)
        .join(KeyTaskUnit, KeyTaskUnit.unit_id == Unit.id)
        .join(KeyTask, KeyTask.id == KeyTaskUnit.key_task_id)
        .where(of_year, ~is_active(Unit, day))
        .distinct()
    )
    number = session.execute(branch_tasks).scalar_one()
    return [
        Left(N_("branch tasks, with their reports and states"), Listed(number)),
        Left(N_("leaders responsible who have left"), _names(session, leaders)),
        Left(N_("units that are no longer active"), _names(session, units)),
    ]


def _points_by_hand(session: Session, year: int) -> list[Left]:
    statement = (
        select(func.count(AssessorScore.id))
        .join(Indicator, Indicator.id == AssessorScore.indicator_id)
        .join(Scheme, Scheme.id == Indicator.scheme_id)
        .where(Scheme.year == year)
    )
    number = session.execute(statement).scalar_one()
    return [Left(N_("the scores of the assessors"), Listed(number))]


def _people(session: Session, from_year: int, to_year: int) -> CarryItem:
    """Return who goes on without anybody doing anything, and who left in between."""
    day = first_day(to_year)
    number = session.execute(select(func.count(Person.id)).where(is_there(day))).scalar_one()
    gone = select(Person.name).where(Person.left >= first_day(from_year), Person.left < day)
    return CarryItem(
        "people",
        Listed(number),
        _not_empty(
            Left(N_("people who have left"), _names(session, gone.order_by(Person.left, Person.id)))
        ),
    )


def _posts(session: Session, from_year: int, to_year: int) -> CarryItem:
    """Return which terms go on, which end before the new year, and what nobody will hold."""
    day = first_day(to_year)
    number = session.execute(select(func.count(Appointment.id)).where(is_in_post(day))).scalar_one()
    ends = (
        select(Branch.name, Appointment.post, Person.name)
        .join(Branch, Branch.id == Appointment.branch_id)
        .join(Person, Person.id == Appointment.person_id)
        .where(Appointment.ends_on >= first_day(from_year), Appointment.ends_on < day)
        .order_by(Appointment.ends_on, Appointment.id)
    )
    ended = [
        " ".join((branch, _(POSTS[post]), name)) for branch, post, name in session.execute(ends)
    ]
    vacant = [f"{row.branch} {_(POSTS[row.post])}" for row in vacancies(session, day)]
    return CarryItem(
        "posts",
        Listed(number),
        _not_empty(
            Left(N_("terms that end before"), _listed(ended)),
            Left(N_("posts that nobody holds then"), _listed(vacant)),
        ),
    )


def _item(kind: str, candidates: Sequence[Candidate], more: Iterable[Left] = ()) -> CarryItem:
    reasons = dict.fromkeys(one.why for one in candidates if one.why)
    left = [
        Left(why, _listed([one.name for one in candidates if one.why == why])) for why in reasons
    ]
    going = [one for one in candidates if not one.why]
    moving = [one.name for one in going if one.years]
    years = {old: new for one in going for old, new in sorted(one.years.items())}
    goes = _listed([one.name for one in going])
    return CarryItem(kind, goes, _not_empty(*left, *more), _listed(moving), years)


def _not_empty(*left: Left) -> tuple[Left, ...]:
    return tuple(one for one in left if one.what.number)


def _listed(names: Sequence[str]) -> Listed:
    return Listed(len(names), tuple(names[:_FIRST]))


def _names(session: Session, statement: Select[str]) -> Listed:
    return _listed(list(session.execute(statement).scalars()))
