"""Appoint the secretaries, liaisons and committee members of the sample's branches."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import Any

from deskapp.records.appointment import Appointment
from deskapp.usecases.sample.organisation import Member, Organisation, SampleBranch
from deskapp.usecases.sample.sizes import SEED, YEAR
from deskapp.usecases.sample.texts import read_texts
from deskapp.usecases.sample.writing import SampleWriter

_TERM_YEARS = 3
# Elections of the terms that run now: none of them ends in the months that follow the sample.
_ELECTED = (date(2019, 3, 4), date(2021, 6, 18))
# The work meeting of 20 April asked for a liaison in every branch; most came in the weeks after.
_NAMED = (date(YEAR, 5, 6), date(YEAR, 6, 18))
_NAMED_BEFORE = date(2019, 9, 2)
_SHARE_NAMED_BEFORE = 0.25
_SHARE_WITHOUT_LIAISON = 0.02
_SHARE_WITH_TERM_BEFORE = 0.4
_SHARE_FULL = 0.25  # committees with all posts
_COMMITTEE_FROM = 7  # members; smaller branches have a secretary only
_SECRETARY, _GENERAL_SECRETARY = "党支部书记", "党总支书记"

Row = dict[str, Any]


def make_appointments(writer: SampleWriter, organisation: Organisation) -> None:
    """Write who was in which post of which branch, with a few vacancies and one handing over."""
    maker = _AppointmentMaker(organisation)
    writer.write(Appointment, list(maker.rows()))


class _AppointmentMaker:
    """Draws the appointments, the same ones every time."""

    def __init__(self, organisation: Organisation) -> None:
        self._organisation = organisation
        self._texts = read_texts("appointments")
        self._chance = random.Random(SEED)  # noqa: S311 - the same appointments every time
        self._stories = {
            (story["place"], story["post"]): story["terms"] for story in self._texts["stories"]
        }

    def rows(self) -> Iterator[Row]:
        """Yield the rows of all appointments, branch by branch."""
        for branch in self._organisation.general_branches:
            staff = self._organisation.staff_of_unit[branch.unit_id]
            yield from self._elected(branch, _first_choices(staff, _GENERAL_SECRETARY)[:2])
        for place, branch in enumerate(self._organisation.branches):
            yield from self._of_branch(place, branch)

    def _of_branch(self, place: int, branch: SampleBranch) -> Iterator[Row]:
        staff = self._organisation.staff_of_branch.get(branch.id, [])
        leading = _first_choices(staff, _SECRETARY)[:2]
        others = _others(staff, leading)
        if not staff:
            return
        if (place, "secretary") in self._stories:
            yield from self._told(place, branch, "secretary", leading)
        else:
            yield from self._elected(branch, leading)
        if (place, "liaison") in self._stories:
            yield from self._told(place, branch, "liaison", others)
        else:
            yield from self._named(branch, others)
        if len(staff) >= _COMMITTEE_FROM:
            yield from self._committee(branch, others)

    def _told(
        self, place: int, branch: SampleBranch, post: str, candidates: Sequence[Member]
    ) -> Iterator[Row]:
        """Yield the terms that the texts tell of a branch, each held by another person."""
        for number, term in enumerate(self._stories[place, post]):
            until = term.get("until")
            yield _row(
                branch, post, candidates[number % len(candidates)],
                date.fromisoformat(term["from"]),
                None if until is None else date.fromisoformat(until),
                term["document"],
            )  # fmt: skip

    def _elected(self, branch: SampleBranch, candidates: Sequence[Member]) -> Iterator[Row]:
        """Yield a secretary's term of three years, and for some the term before it."""
        starts = self._day_between(*_ELECTED)
        if self._chance.random() < _SHARE_WITH_TERM_BEFORE or starts.year == YEAR:
            before = _years_later(starts, -_TERM_YEARS)
            yield self._secretary(branch, candidates[-1], before)
        yield self._secretary(branch, candidates[0], starts)

    def _secretary(self, branch: SampleBranch, person: Member, starts: date) -> Row:
        ends = _years_later(starts, _TERM_YEARS) - timedelta(days=1)
        return _row(branch, "secretary", person, starts, ends, self._document(starts))

    def _named(self, branch: SampleBranch, candidates: Sequence[Member]) -> Iterator[Row]:
        """Yield the liaison; the first who left the office is still written there."""
        gone = next(
            (one for one in self._organisation.gone[:1] if one.branch_id == branch.id), None
        )
        diligence = self._organisation.diligence[branch.unit_id]
        if gone is None and self._chance.random() < _SHARE_WITHOUT_LIAISON / diligence**2:
            return
        is_older = gone is not None or self._chance.random() < _SHARE_NAMED_BEFORE
        starts = _NAMED_BEFORE if is_older else self._day_between(*_NAMED)
        document = self._texts["liaison_documents"][str(starts.year)]
        yield _row(branch, "liaison", gone or candidates[0], starts, None, document)

    def _committee(self, branch: SampleBranch, candidates: Sequence[Member]) -> Iterator[Row]:
        starts = self._day_between(*_ELECTED)
        ends = _years_later(starts, _TERM_YEARS) - timedelta(days=1)
        document = self._document(starts)
        number = len(self._texts["committee"])
        posts = self._texts["committee"][: number if self._chance.random() < _SHARE_FULL else 3]
        for member, one in zip(candidates[1:], posts, strict=False):
            title = one.get("title", "")
            yield {**_row(branch, one["post"], member, starts, ends, document), "title": title}

    def _document(self, starts: date) -> str:
        number = self._chance.randint(3, 24)
        text: str = self._texts["secretary_document"]
        return text.format(year=starts.year, number=number)

    def _day_between(self, first: date, last: date) -> date:
        return first + timedelta(days=self._chance.randint(0, (last - first).days))


def _first_choices(staff: Sequence[Member], title: str) -> list[Member]:
    """Return the members in the order in which they would be a secretary.

    Whose own post begins with the title comes first, then the officers, then the others; the
    leaders of the association and the secretary of a general branch do not lead a branch too.
    """

    def place(member: Member) -> int:
        if member.post.startswith((_SECRETARY, _GENERAL_SECRETARY)):
            return 0 if member.post.startswith(title) else 5
        return {"section": 1, "below": 2, "other": 3}.get(member.rank, 4)

    return sorted(staff, key=place)


def _others(staff: Sequence[Member], leading: Sequence[Member]) -> list[Member]:
    """Return who is left for the other posts, the staff before the officers."""
    rest = [member for member in staff if member not in leading and member.rank != "bureau"]
    return sorted(rest or staff, key=lambda member: member.rank == "section")


def _years_later(day: date, years: int) -> date:
    """Return the same day in another year; the terms of the sample begin on no 29 February."""
    day = day - timedelta(days=1) if (day.month, day.day) == (2, 29) else day
    return day.replace(year=day.year + years)


def _row(
    branch: SampleBranch,
    post: str,
    person: Member,
    starts: date,
    ends: date | None,
    document: str,
) -> Row:
    return {
        "branch_id": branch.id,
        "post": post,
        "title": "",
        "person_id": person.id,
        "starts_on": starts,
        "ends_on": ends,
        "document_number": document,
    }
