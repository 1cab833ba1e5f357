"""Find appointments that would put two people into a post that one alone may hold."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Protocol

from sqlalchemy import select
from sqlalchemy.orm import Session

from deskapp.database.bulk import batched_ids
from deskapp.dates import shown_date
from deskapp.i18n import _
from deskapp.queries.people import names_of_people
from deskapp.records.appointment import SINGLE_HOLDER_POSTS, Appointment
from deskapp.records.person import Person
from deskapp.rules.tenures import overlap


class Drafted(Protocol):
    """What is asked of an appointment before it is saved; AppointmentDraft is one."""

    id: int | None
    branch_id: int | None
    post: str | None
    person_id: int | None
    starts_on: date | None
    ends_on: date | None


@dataclass(frozen=True, slots=True)
class _Term:
    id: int | None
    person: str
    starts_on: date
    ends_on: date | None

    def in_words(self) -> str:
        """Return the sentence that names whoever is in the way, from when until when."""
        if self.ends_on is None:
            text = _("{name} is in this post from {from} on. Enter the last day there first.")
        else:
            text = _("{name} is in this post from {from} until {until}.")
        words = {"name": self.person, "from": shown_date(self.starts_on)}
        return text.format(**words, until=shown_date(self.ends_on))


_Post = tuple[int, str]


def overlap_complaint(session: Session, draft: Drafted) -> dict[str, str]:
    """Return the sentence about the appointment that one overlaps, by the date it is about."""
    term, post = _term(draft, ""), _post(draft)
    if term is None or post is None:
        return {}
    for other in _in_ledger(session, [post[0]]).get(post, ()):
        if other.id != draft.id and overlap(term, other):
            name = "starts_on" if other.starts_on <= term.starts_on else "ends_on"
            return {name: other.in_words()}
    return {}


def overlap_complaints(session: Session, drafts: Sequence[Drafted]) -> dict[int, str]:
    """Return the complaints about many appointments by their place in the row.

    Each is compared with the ledger, where those that are drafted count as they are drafted,
    and with the drafts before it. Drafts that lack branch, post or first day are passed over.
    """
    people = _names(session, drafts)
    drafted = {draft.id for draft in drafts if draft.id is not None}
    branches = {draft.branch_id for draft in drafts if draft.branch_id is not None}
    known = {
        post: [term for term in terms if term.id not in drafted]
        for post, terms in _in_ledger(session, sorted(branches)).items()
    }
    complaints: dict[int, str] = {}
    for place, draft in enumerate(drafts):
        post, term = _post(draft), _term(draft, people.get(draft.person_id or 0, ""))
        if term is None or post is None:
            continue
        others = known.setdefault(post, [])
        if other := _first_overlapping(term, others):
            complaints[place] = other.in_words()
        others.append(term)
    return complaints


def _first_overlapping(term: _Term, others: Iterable[_Term]) -> _Term | None:
    return next((other for other in others if overlap(term, other)), None)


def _post(draft: Drafted) -> _Post | None:
    if draft.branch_id is None or draft.post not in SINGLE_HOLDER_POSTS:
        return None
    return draft.branch_id, draft.post


def _term(draft: Drafted, person: str) -> _Term | None:
    starts, ends = draft.starts_on, draft.ends_on
    if starts is None or (ends is not None and ends < starts):
        return None
    return _Term(draft.id, person, starts, ends)


def _names(session: Session, drafts: Sequence[Drafted]) -> Mapping[int, str]:
    ids = sorted({draft.person_id for draft in drafts if draft.person_id is not None})
    names: dict[int, str] = {}
    for chunk in batched_ids(ids):
        names |= names_of_people(session, chunk)
    return names


def _in_ledger(session: Session, branch_ids: Sequence[int]) -> dict[_Post, list[_Term]]:
    """Return the terms of the posts that one alone may hold, from the earliest on."""
    found: dict[_Post, list[_Term]] = {}
    for chunk in batched_ids(branch_ids):
        statement = (
            select(
                Appointment.branch_id, Appointment.post,
                Appointment.id, Person.name, Appointment.starts_on, Appointment.ends_on,
            )
            .join(Person, Person.id == Appointment.person_id)
            .where(Appointment.branch_id.in_(chunk), Appointment.post.in_(SINGLE_HOLDER_POSTS))
            .order_by(Appointment.starts_on, Appointment.id)
        )  # fmt: skip
        rows: Iterable[Any] = session.execute(statement)
        for branch_id, post, *term in rows:
            found.setdefault((branch_id, post), []).append(_Term(*term))
    return found
