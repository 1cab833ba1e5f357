"""Make the units, branches and people of the sample."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from deskapp.names import text_initials
from deskapp.records.branch import Branch
from deskapp.records.person import Person
from deskapp.records.unit import Unit
from deskapp.usecases.sample.made_up_names import made_up_names
from deskapp.usecases.sample.sizes import SEED, Size
from deskapp.usecases.sample.staff_posts import Position, positions
from deskapp.usecases.sample.texts import read_texts
from deskapp.usecases.sample.unit_plans import UnitPlan, chinese_number, unit_plans
from deskapp.usecases.sample.writing import SampleWriter

_LEFT_ON = date(2021, 3, 31)
_SHARE_LEFT = 0.02
_SEEN_OF_A_PERSON = ("unit_id", "branch_id", "rank", "is_top_leader", "post")


@dataclass(frozen=True, slots=True)
class Member:
    """A person of the sample, as the other parts choose among them."""

    id: int
    unit_id: int
    branch_id: int
    rank: str
    is_top_leader: bool
    post: str


@dataclass(frozen=True, slots=True)
class SampleBranch:
    """A branch that has members; general branches have none of their own."""

    id: int
    unit_id: int
    name: str


@dataclass(slots=True)
class Organisation:
    """Who there is: the staff in office order, those who left apart from them.

    `diligence` tells units apart, about 1 for most: the lower, the more is missed.
    """

    unit_ids: list[int] = field(default_factory=list)
    unit_named: dict[str, int] = field(default_factory=dict)
    branches: list[SampleBranch] = field(default_factory=list)
    general_branches: list[SampleBranch] = field(default_factory=list)
    leaders: list[Member] = field(default_factory=list)
    staff: list[Member] = field(default_factory=list)
    gone: list[Member] = field(default_factory=list)
    staff_of_unit: dict[int, list[Member]] = field(default_factory=dict)
    staff_of_branch: dict[int, list[Member]] = field(default_factory=dict)
    diligence: dict[int, float] = field(default_factory=dict)

    def branch_of(self, unit: str, place: int) -> SampleBranch:
        """Return one of a unit's branches that have members."""
        unit_id = self.unit_named[unit]
        return [branch for branch in self.branches if branch.unit_id == unit_id][place]

    def officers(self) -> list[Member]:
        """Return everybody of section level and above."""
        return [member for member in self.staff if member.rank in ("bureau", "section")]

    def top_leaders(self) -> list[Member]:
        """Return the leaders of the association and the top leader of every unit."""
        return [m for m in self.staff if m.is_top_leader or m.rank == "bureau"]


def make_organisation(writer: SampleWriter, size: Size) -> Organisation:
    """Write units, branches and people; return what the other parts need of them."""
    organisation = Organisation()
    plans = unit_plans(size)
    _make_units(writer, plans, organisation)
    _make_branches(writer, plans, organisation)
    _make_people(writer, plans, organisation)
    return organisation


def _make_units(writer: SampleWriter, plans: list[UnitPlan], organisation: Organisation) -> None:
    rows = [
        {
            "name": plan.name,
            "short_name": plan.short_name,
            "kind": plan.kind,
            "office_order": place,
            "initials": text_initials(plan.name, plan.short_name),
        }
        for place, plan in enumerate(plans, start=1)
    ]
    organisation.unit_ids = writer.write(Unit, rows)
    chance = random.Random(SEED)  # noqa: S311 - the same units every time
    for unit_id, plan in zip(organisation.unit_ids, plans, strict=True):
        organisation.unit_named |= {plan.short_name: unit_id, plan.name: unit_id}
        organisation.diligence[unit_id] = chance.choice((0.6, 0.8, 1.0, 1.0, 1.2, 1.6))


def _make_branches(writer: SampleWriter, plans: list[UnitPlan], organisation: Organisation) -> None:
    # Ids are given here, so that a branch can name its general branch in the same piece.
    rows: list[dict[str, Any]] = []
    for unit_id, plan in zip(organisation.unit_ids, plans, strict=True):
        parent_id = None
        if plan.general:
            parent_id = len(rows) + 1
            name = f"{plan.short_name}党总支"
            rows.append(_branch_row(parent_id, unit_id, None, name))
            organisation.general_branches.append(SampleBranch(parent_id, unit_id, name))
        for name in _branch_names(plan):
            branch_id = len(rows) + 1
            rows.append(_branch_row(branch_id, unit_id, parent_id, name))
            organisation.branches.append(SampleBranch(branch_id, unit_id, name))
    writer.write(Branch, rows)


def _branch_names(plan: UnitPlan) -> list[str]:
    if plan.branches == 1:
        return [f"{plan.short_name}党支部"]
    places = range(1, plan.branches + 1)
    return [f"{plan.short_name}第{chinese_number(place)}党支部" for place in places]


def _branch_row(branch_id: int, unit_id: int, parent_id: int | None, name: str) -> dict[str, Any]:
    return {
        "id": branch_id,
        "name": name,
        "unit_id": unit_id,
        "parent_id": parent_id,
        "office_order": branch_id,
        "initials": text_initials(name),
    }


def _make_people(writer: SampleWriter, plans: list[UnitPlan], organisation: Organisation) -> None:
    rows = list(_person_rows(plans, organisation))
    for row, person_id in zip(rows, writer.write(Person, rows), strict=True):
        values = {name: row[name] for name in _SEEN_OF_A_PERSON}
        member = Member(person_id, **values)
        if row["left"] is not None:
            organisation.gone.append(member)
        else:
            organisation.staff.append(member)
            organisation.staff_of_unit.setdefault(member.unit_id, []).append(member)
            organisation.staff_of_branch.setdefault(member.branch_id, []).append(member)
    organisation.leaders = [member for member in organisation.staff if member.rank == "bureau"]


def _person_rows(plans: list[UnitPlan], organisation: Organisation) -> Iterator[dict[str, Any]]:
    names = made_up_names(sum(plan.people for plan in plans))
    chance = random.Random(SEED)  # noqa: S311 - the same people every time
    leaders = [Position(one["post"], one["rank"]) for one in read_texts("organisation")["leaders"]]
    for unit_id, plan in zip(organisation.unit_ids, plans, strict=True):
        branches = [branch.id for branch in organisation.branches if branch.unit_id == unit_id]
        # The association's leaders are on the office's list, as its first unit.
        at_the_top = leaders if unit_id == organisation.unit_ids[0] else []
        for place, position in enumerate(positions(plan, at_the_top)):
            name = next(names)
            may_leave = position.rank in ("below", "other")
            yield {
                "name": name.name,
                "unit_id": unit_id,
                "branch_id": branches[place % len(branches)],
                "post": position.post,
                "rank": position.rank,
                "is_top_leader": position.is_top_leader,
                "office_order": place + 1,
                "joined": date(chance.randint(1992, 2019), chance.randint(1, 12), 1),
                "left": _LEFT_ON if may_leave and chance.random() < _SHARE_LEFT else None,
                "pinyin": name.pinyin,
                "initials": name.initials,
            }
