"""Say which posts and ranks the staff of a unit have."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, cycle, islice

from deskapp.usecases.sample.texts import read_texts
from deskapp.usecases.sample.unit_plans import UnitPlan


@dataclass(frozen=True, slots=True)
class Position:
    """A post with its rank."""

    post: str
    rank: str
    is_top_leader: bool = False


def positions(plan: UnitPlan, at_the_top: Sequence[Position] = ()) -> Iterator[Position]:
    """Yield as many positions as the unit has people, in office order."""
    posts = read_texts("organisation")["posts"][plan.kind]
    yield from at_the_top
    yield Position(plan.head, "section", is_top_leader=True)
    deputies = cycle(plan.deputies or posts["deputies"])
    for post in islice(deputies, plan.officers - 1):
        yield Position(_fitted(post, plan), "section")
    staff = chain(posts["chiefs"], cycle(posts["staff"]))
    for post, rank in islice(staff, plan.people - len(at_the_top) - plan.officers):
        yield Position(post, rank)


def _fitted(post: str, plan: UnitPlan) -> str:
    post = post.format(head=plan.head)
    return post.replace("党支部", "党总支") if plan.general else post
