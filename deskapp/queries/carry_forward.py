"""What goes along into a new year, what is left, and why: read before anything is written."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, Select, case, func, or_, select
from sqlalchemy.orm import Session

from deskapp.i18n import N_, _
from deskapp.queries.names_known import name_key
from deskapp.queries.periods import in_force, is_active
from deskapp.queries.vacancies import vacancies
from deskapp.records.appointment import POSTS, Appointment
from deskapp.records.appraisal import HandScore, Indicator, Scheme
from deskapp.records.branch import Branch
from deskapp.records.document import Document
from deskapp.records.meeting import Meeting
from deskapp.records.person import Person
from deskapp.records.study import AUDIENCES, StudyAudience, StudyRequirement
from deskapp.records.task import BranchTask, KeyTask, KeyTaskUnit
from deskapp.records.unit import Unit
from deskapp.rules.deadlines import read_deadline
from deskapp.rules.task_states import OPEN_STATES

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

THERE_ALREADY = N_("in the new year already")
FINISHED = N_("finished")
ONCE_ONLY = N_("not marked as every year")
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
    """One kind of record: what goes along and what is left."""

    kind: str
    goes: Listed
    left: tuple[Left, ...] = ()


@dataclass(frozen=True, slots=True)
class CarryPlan:
    """What carrying a year forward would do."""

    from_year: int
    to_year: int
    items: tuple[CarryItem, ...]

    def item(self, kind: str) -> CarryItem:
        """Return what happens to one kind of record."""
        return next(item for item in self.items if item.kind == kind)


@dataclass(frozen=True, slots=True)
class Candidate:
    """A record of the old year; `why` says why it is left, and is empty where it goes along."""

    id: int
    name: str
    why: str = ""


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


def candidates(
    session: Session, from_year: int, to_year: int, *, only_open: bool = False
) -> dict[str, list[Candidate]]:
    """Return what the old year has of each kind that can be chosen."""
    return {
        "key_tasks": _key_tasks(session, from_year, to_year, only_open),
        "requirements": _study_requirements(session, from_year, to_year),
        "scheme": _schemes(session, from_year, to_year),
        "meetings": _work_meetings(session, from_year, to_year),
    }


def _key_tasks(session: Session, from_year: int, to_year: int, only_open: bool) -> list[Candidate]:
    """Return the key tasks of the old year; one of the same text in the new year is there."""
    is_open = case((BranchTask.state.in_(OPEN_STATES), 1))
    rows = session.execute(
        select(
            KeyTask.id,
            KeyTask.number,
            KeyTask.text,
            KeyTask.deadline_text,
            func.count(BranchTask.id).label("tasks"),
            func.count(is_open).label("open"),
        )
        .outerjoin(BranchTask, BranchTask.key_task_id == KeyTask.id)
        .where(KeyTask.year == from_year)
        .group_by(KeyTask.id)
        .order_by(KeyTask.number, KeyTask.id)
    )
    there = {
        name_key(text)
        for text in session.execute(select(KeyTask.text).where(KeyTask.year == to_year)).scalars()
    }

    def why(text: str, deadline: str, tasks: int, still_open: int) -> str:
        if name_key(text) in there:
            return THERE_ALREADY
        is_standing = read_deadline(deadline, from_year).recurring == "standing"
        return FINISHED if only_open and tasks and not still_open and not is_standing else ""

    return [Candidate(row.id, f"{row.number} {row.text}", why(*row[2:])) for row in rows]


def _study_requirements(session: Session, from_year: int, to_year: int) -> list[Candidate]:
    """Return the study requirements of the old year; only those of every year go along."""
    there = set(_requirements(session, to_year).values())
    old = _requirements(session, from_year)
    rows = session.execute(
        select(
            StudyRequirement.id,
            Document.title,
            StudyRequirement.audience,
            StudyRequirement.recurring,
        )
        .join(Document, Document.id == StudyRequirement.document_id)
        .where(StudyRequirement.year == from_year)
        .order_by(StudyRequirement.due_on, StudyRequirement.id)
    )
    return [
        Candidate(
            row.id,
            f"{row.title} ({_(AUDIENCES[row.audience])})",
            ONCE_ONLY if not row.recurring else THERE_ALREADY if old[row.id] in there else "",
        )
        for row in rows
    ]


_SameRequirement = tuple[int, str, frozenset[int | str | None]]


def _requirements(session: Session, year: int) -> dict[int, _SameRequirement]:
    """Return what makes requirements of a year the same: document and audience, by their id."""
    audiences: dict[int, set[int | str | None]] = {}
    chosen = (
        select(StudyAudience.requirement_id, StudyAudience.unit_id, StudyAudience.rank)
        .join(StudyRequirement, StudyRequirement.id == StudyAudience.requirement_id)
        .where(StudyRequirement.year == year)
    )
    for row in session.execute(chosen):
        audiences.setdefault(row.requirement_id, set()).add(row.unit_id or row.rank)
    statement = select(
        StudyRequirement.id, StudyRequirement.document_id, StudyRequirement.audience
    ).where(StudyRequirement.year == year)
    return {
        row.id: (row.document_id, row.audience, frozenset(audiences.get(row.id, ())))
        for row in session.execute(statement)
    }


def _work_meetings(session: Session, from_year: int, to_year: int) -> list[Candidate]:
    """Return the work meetings of the old year, which come back in the new one."""
    titles = select(Meeting.title).where(Meeting.kind == "work")
    there = set(session.execute(titles.where(Meeting.year == to_year)).scalars())
    statement = (
        select(Meeting.id, Meeting.title)
        .where(Meeting.year == from_year, Meeting.kind == "work")
        .order_by(Meeting.held_on, Meeting.id)
    )
    return [
        Candidate(row.id, row.title, THERE_ALREADY if title in there else "")
        for row in session.execute(statement)
        for title in [row.title.replace(str(from_year), str(to_year))]
    ]


def _schemes(session: Session, from_year: int, to_year: int) -> list[Candidate]:
    """Return the schemes of the old year; a year has one for units and one for branches."""
    statement = select(Scheme.id, Scheme.title, Scheme.appraised).order_by(Scheme.id)
    there = {row.appraised for row in session.execute(statement.where(Scheme.year == to_year))}
    return [
        Candidate(row.id, row.title, THERE_ALREADY if row.appraised in there else "")
        for row in session.execute(statement.where(Scheme.year == from_year))
    ]


def first_day(year: int) -> date:
    """Return the day on which somebody must still be there to go along into the year."""
    return date(year, 1, 1)


def is_there(day: date) -> ColumnElement[bool]:
    """Return the condition that a person has not left before a day."""
    return or_(Person.left.is_(None), Person.left >= day)


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
        select(func.count(HandScore.id))
        .join(Indicator, Indicator.id == HandScore.indicator_id)
        .join(Scheme, Scheme.id == Indicator.scheme_id)
        .where(Scheme.year == year)
    )
    number = session.execute(statement).scalar_one()
    return [Left(N_("points given by hand"), Listed(number))]


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
    number = session.execute(select(func.count(Appointment.id)).where(in_force(day))).scalar_one()
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
    goes = _listed([one.name for one in candidates if not one.why])
    return CarryItem(kind, goes, _not_empty(*left, *more))


def _not_empty(*left: Left) -> tuple[Left, ...]:
    return tuple(one for one in left if one.what.number)


def _listed(names: Sequence[str]) -> Listed:
    return Listed(len(names), tuple(names[:_FIRST]))


def _names(session: Session, statement: Select[str]) -> Listed:
    return _listed(list(session.execute(statement).scalars()))
