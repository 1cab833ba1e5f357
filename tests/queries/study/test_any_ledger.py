"""Whatever a ledger holds, the coverage agrees with a slow reading of the same facts.

The slow reading is written from what study means, without a look at the statements.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import insert

from deskapp.database import Database, create_ledger
from deskapp.i18n import language
from deskapp.queries.measures import study as measures
from deskapp.queries.study import (
    branches_not_studied,
    coverage,
    leaders_first,
    list_requirements,
    not_made_up,
    people_missing,
    records_behind,
)
from deskapp.queries.study.expected import required
from deskapp.queries.study.leaders_first import leaders_first_compared
from deskapp.records.branch import Branch
from deskapp.records.document import Document
from deskapp.records.meeting import AgendaDocument, AgendaItem, Attendance, Meeting
from deskapp.records.person import Person
from deskapp.records.study import StudyAudience, StudyEntry, StudyRequirement
from deskapp.records.unit import Unit

UNITS, DOCUMENTS = (1, 2), (1, 2)
DAYS = [
    date(2020, 12, 30),
    *(date(2021, month, 10) for month in range(1, 13)),
    date(2021, 12, 31),
    date(2022, 1, 5),
]
IN_YEAR = [day for day in DAYS if day.year == 2021]

Rows = list[dict[str, Any]]


@dataclass
class Facts:
    """The rows of a small ledger; ids count from 1."""

    branches: Rows
    people: Rows
    requirements: Rows
    meetings: Rows
    attendance: Rows
    entries: Rows
    as_of: date


days = st.sampled_from(DAYS)
maybe_a_day = st.none() | days


@st.composite
def facts(draw: Any) -> Facts:
    branches = draw(
        st.lists(
            st.fixed_dictionaries(
                {
                    "unit_id": st.sampled_from(UNITS),
                    "active_from": maybe_a_day,
                    "active_until": maybe_a_day,
                }
            ),
            max_size=3,
        )
    )
    branch_ids = st.sampled_from([None, *range(1, len(branches) + 1)])
    people = draw(
        st.lists(
            st.fixed_dictionaries(
                {
                    "unit_id": st.sampled_from(UNITS),
                    "branch_id": branch_ids,
                    "rank": st.sampled_from(["bureau", "section", "below"]),
                    "is_top_leader": st.booleans(),
                    "joined": maybe_a_day,
                    "left": maybe_a_day,
                }
            ),
            max_size=5,
        )
    )
    requirements = draw(
        st.lists(
            st.fixed_dictionaries(
                {
                    "document_id": st.sampled_from(DOCUMENTS),
                    "audience": st.sampled_from(["branches", "units", "ranks", "top_leaders"]),
                    "due_on": st.none() | st.sampled_from(IN_YEAR),
                    "leaders_first": st.booleans(),
                    "units": st.sets(st.sampled_from(UNITS), min_size=1),
                    "ranks": st.sets(st.sampled_from(["bureau", "section"]), min_size=1),
                }
            ),
            min_size=1,
            max_size=3,
        )
    )
    meetings = draw(
        st.lists(
            st.fixed_dictionaries(
                {
                    "held_on": st.sampled_from(IN_YEAR),
                    "state": st.sampled_from(["planned", "held", "closed"]),
                    "host_branch_id": branch_ids,
                    "items": st.lists(st.sets(st.sampled_from(DOCUMENTS)), max_size=2),
                }
            ),
            max_size=3,
        )
    )
    ids = st.sampled_from(range(1, len(people) + 1)) if people else st.nothing()
    numbers = st.sampled_from(range(1, len(meetings) + 1)) if meetings else st.nothing()
    attendance = draw(
        st.lists(
            st.fixed_dictionaries(
                {
                    "meeting_id": numbers,
                    "person_id": ids,
                    "state": st.sampled_from(
                        ["expected", "present", "present", "excused", "absent", "stood_in"]
                    ),
                    "invited": st.booleans(),
                    "stand_in_id": ids,
                }
            ),
            max_size=8,
            unique_by=lambda row: (row["meeting_id"], row["person_id"]),
        )
        if people and meetings
        else st.just([])
    )
    made_up = st.fixed_dictionaries(
        {"person_id": ids, "meeting_id": numbers, "document_id": st.none(), "studied_on": days}
    )
    alone = st.fixed_dictionaries(
        {
            "person_id": ids,
            "meeting_id": st.none(),
            "document_id": st.sampled_from(DOCUMENTS),
            "studied_on": days,
        }
    )
    entries = draw(
        st.lists(
            made_up | alone,
            max_size=4,
            unique_by=lambda row: (
                row["person_id"],
                row["meeting_id"] or -row["document_id"],
                row["meeting_id"] or row["studied_on"],
            ),
        )
        if people
        else st.just([])
    )
    for row in attendance:
        row["stand_in_id"] = row["stand_in_id"] if row["state"] == "stood_in" else None
    return Facts(
        branches, people, requirements, meetings, attendance, entries, draw(st.sampled_from(DAYS))
    )


def write(session: Any, given: Facts) -> None:
    def rows(record: Any, values: Rows) -> None:
        if values:
            session.execute(
                insert(record.__table__),
                [{"id": n, **row} for n, row in enumerate(values, start=1)],
            )

    plain = {"initials": "", "pinyin": "", "post": ""}
    rows(Unit, [_named("单位", n) | {"kind": "department"} for n in UNITS])
    rows(Branch, [_named("支部", n) | row for n, row in enumerate(given.branches, 1)])
    rows(Person, [_named("人", n) | plain | row for n, row in enumerate(given.people, 1)])
    rows(Document, [{"title": f"文件{n}"} for n in DOCUMENTS])
    rows(
        StudyRequirement,
        [{k: v for k, v in row.items() if k not in ("units", "ranks")} | {"year": 2021}
         for row in given.requirements],
    )  # fmt: skip
    named: Rows = []
    for number, row in enumerate(given.requirements, start=1):
        if row["audience"] == "units":
            named += [{"requirement_id": number, "unit_id": n, "rank": None} for n in row["units"]]
        if row["audience"] == "ranks":
            named += [{"requirement_id": number, "unit_id": None, "rank": r} for r in row["ranks"]]
    rows(StudyAudience, named)
    rows(
        Meeting,
        [{k: v for k, v in row.items() if k != "items"}
         | {"year": 2021, "kind": "branch_study", "title": "学习"} for row in given.meetings],
    )  # fmt: skip
    items = [(n, found) for n, row in enumerate(given.meetings, 1) for found in row["items"]]
    rows(
        AgendaItem,
        [{"meeting_id": n, "position": 1, "kind": "study", "title": "学"} for n, _ in items],
    )
    rows(
        AgendaDocument,
        [
            {"agenda_item_id": place, "document_id": document}
            for place, (_n, found) in enumerate(items, start=1)
            for document in found
        ],
    )
    rows(Attendance, given.attendance)
    rows(StudyEntry, given.entries)


def _named(word: str, number: int) -> dict[str, Any]:
    return {"name": f"{word}{number}", "office_order": number}


class SlowReading:
    """Says of the facts, one by one, who had to study and when they did."""

    def __init__(self, given: Facts) -> None:
        self.given = given
        self.as_of = given.as_of
        self.branches = dict(enumerate(given.branches, start=1))
        self.people = dict(enumerate(given.people, start=1))
        self.meetings = dict(enumerate(given.meetings, start=1))
        self.requirements = dict(enumerate(given.requirements, start=1))

    def reference_day(self, requirement: dict[str, Any]) -> date:
        return min(self.as_of, requirement["due_on"] or self.as_of)

    def in_office(self, person: int, day: date) -> bool:
        row = self.people[person]
        return (row["joined"] or day) <= day <= (row["left"] or day)

    def expected_branches(self, requirement: dict[str, Any]) -> set[int]:
        day = self.reference_day(requirement)
        found = set()
        for number, row in self.branches.items():
            members = [n for n, p in self.people.items() if p["branch_id"] == number]
            if requirement["audience"] not in ("branches", "units"):
                continue
            if requirement["audience"] == "units" and row["unit_id"] not in requirement["units"]:
                continue
            is_active = (row["active_from"] or day) <= day <= (row["active_until"] or day)
            if is_active and any(self.in_office(n, day) for n in members):
                found.add(number)
        return found

    def expected_people(self, requirement: dict[str, Any]) -> set[int]:
        day = self.reference_day(requirement)
        there = {n for n in self.people if self.in_office(n, day)}
        if requirement["audience"] == "top_leaders":
            return {n for n in there if self.people[n]["is_top_leader"]}
        if requirement["audience"] == "ranks":
            return {n for n in there if self.people[n]["rank"] in requirement["ranks"]}
        branches = self.expected_branches(requirement)
        return {n for n in there if self.people[n]["branch_id"] in branches}

    def was_held(self, meeting: dict[str, Any]) -> bool:
        return meeting["state"] != "planned" and meeting["held_on"] <= self.as_of

    def studied_at(self, meeting: dict[str, Any], document: int) -> bool:
        return self.was_held(meeting) and any(document in found for found in meeting["items"])

    def branch_day(self, branch: int, document: int) -> date | None:
        return min(
            (
                m["held_on"]
                for m in self.meetings.values()
                if m["host_branch_id"] == branch and self.studied_at(m, document)
            ),
            default=None,
        )

    def person_day(self, person: int, document: int) -> date | None:
        found = []
        for row in self.given.attendance:
            meeting = self.meetings[row["meeting_id"]]
            came = row["person_id"] if row["state"] == "present" else row["stand_in_id"]
            if came == person and self.studied_at(meeting, document):
                found.append(meeting["held_on"])
        for row in self.given.entries:
            if row["person_id"] != person or row["studied_on"] > self.as_of:
                continue
            if row["document_id"] == document and row["studied_on"].year == 2021:
                found.append(row["studied_on"])
            meeting = self.meetings.get(row["meeting_id"])
            if meeting is not None and self.studied_at(meeting, document):
                found.append(row["studied_on"])
        return min(found, default=None)

    def people_cells(self) -> dict[tuple[int, int], tuple[str, date | None]]:
        """Return by person and requirement what became of it, and when."""
        return {
            (person, number): self.outcome(row, self.person_day(person, row["document_id"]))
            for number, row in self.requirements.items()
            for person in self.expected_people(row)
        }

    def counted(self, cells: dict[tuple[int, int], tuple[str, date | None]]) -> Counter[str]:
        """Return the states of the cells that a measure counts: due, or studied already."""
        return Counter(
            state
            for (_row, number), (state, _day) in cells.items()
            if state != "missing" or self.is_due(self.requirements[number])
        )

    def is_due(self, requirement: dict[str, Any]) -> bool:
        return requirement["due_on"] is None or requirement["due_on"] < self.judged_on()

    def judged_on(self) -> date:
        day = self.as_of
        return date(day.year + 1, 1, 1) if (day.month, day.day) == (12, 31) else day

    def branch_cells(self) -> dict[tuple[int, int], tuple[str, date | None]]:
        return {
            (branch, number): self.outcome(row, self.branch_day(branch, row["document_id"]))
            for number, row in self.requirements.items()
            for branch in self.expected_branches(row)
        }

    def outcome(self, requirement: dict[str, Any], day: date | None) -> tuple[str, date | None]:
        if day is None:
            return "missing", None
        due = requirement["due_on"]
        return ("late" if due and day > due else "done"), day

    def leaders_first(self) -> dict[tuple[int, int], tuple[str, int, set[str], str]]:
        found = {}
        for number, row in self.requirements.items():
            if not row["leaders_first"]:
                continue
            branches = self.expected_branches(row)
            if row["audience"] in ("ranks", "top_leaders"):
                own = {self.people[n]["branch_id"] for n in self.expected_people(row)}
                branches = own - {None}
            for branch in branches:
                found[number, branch] = self.compared(row, branch)
        return found

    def leaders_first_judged(self) -> Iterator[str]:
        for (number, _branch), (outcome, *_rest) in self.leaders_first().items():
            due = self.requirements[number]["due_on"]
            is_due = due is None or due < self.judged_on()
            if outcome in ("kept", "broken") or (is_due and outcome == "cannot_tell"):
                yield outcome

    def compared(self, requirement: dict[str, Any], branch: int) -> tuple[str, int, set[str], str]:
        document, day = requirement["document_id"], self.reference_day(requirement)
        leaders = [
            n
            for n, p in self.people.items()
            if p["branch_id"] == branch
            and (p["is_top_leader"] or p["rank"] in ("bureau", "section"))
            and self.in_office(n, day)
        ]
        own = {n: self.person_day(n, document) for n in leaders}
        at_branch = self.branch_day(branch, document)
        if not leaders:
            return "not_applicable", 0, set(), "no_leaders"
        if at_branch is None:
            return "cannot_tell", 0, set(), "no_branch_study"
        until = self.judged_on()
        behind = {
            n: ((d or until) - at_branch).days for n, d in own.items() if (d or until) > at_branch
        }
        if behind:
            return "broken", max(behind.values()), {f"人{n}" for n in behind}, ""
        if None in own.values():
            return "cannot_tell", 0, set(), "leader_not_studied"
        return "kept", 0, set(), ""


class _Done(Exception):
    """Ends a transaction that was only looked at."""


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Database]:
    made = create_ledger(tmp_path_factory.mktemp("any") / "any.ledger")
    yield made
    made.close()


def looked_at(database: Database, given: Facts, look: Callable[[Any], None]) -> None:
    """Write the facts, look at them, and take them back."""

    def use_case(session: Any) -> None:
        write(session, given)
        look(session)
        raise _Done

    with language("en"), pytest.raises(_Done):
        database.fill(use_case)


any_ledger = settings(
    max_examples=40,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)


@any_ledger
@given(given=facts())
def test_expected_is_done_and_late_and_missing_everywhere(database: Any, given: Facts) -> None:
    def look(session: Any) -> None:
        for by in ("branches", "units", "people", "ranks"):
            found = coverage(session, 2021, given.as_of, by)
            cells = [cell for row in found.rows for cell in row.cells]
            for one in [*cells, *found.by_unit, *found.by_rank]:
                waiting = getattr(one, "waiting", 0)
                assert one.expected == one.done + one.late + one.missing + waiting
                assert min(one.expected, one.done, one.late, one.missing) >= 0
            if by in ("people", "units"):
                assert sum(c.expected for c in cells) == sum(t.expected for t in found.by_unit)
        for row in list_requirements(session, 2021, given.as_of):
            assert row.expected == row.done + row.late + row.missing

    looked_at(database, given, look)


@any_ledger
@given(given=facts())
def test_every_person_s_cell_is_as_the_slow_reading_has_it(database: Any, given: Facts) -> None:
    def look(session: Any) -> None:
        found = coverage(session, 2021, given.as_of, "people")
        assert _single_cells(found) == slow.people_cells()
        ranks = Counter()
        for (person, _n), (state, _day) in slow.people_cells().items():
            ranks[slow.people[person]["rank"], state] += 1
        for by in ("people", "ranks", "branches"):
            totals = coverage(session, 2021, given.as_of, by).by_rank
            assert {(t.id, s): n for t in totals for s, n in _counts(t).items() if n} == ranks
        for number in slow.requirements:
            missing = people_missing(session, 2021, given.as_of, number)
            assert {row.person_id for row in missing} == {
                person
                for (person, n), (state, _day) in slow.people_cells().items()
                if n == number and state == "missing"
            }

    slow = SlowReading(given)
    looked_at(database, given, look)


@any_ledger
@given(given=facts())
def test_every_branch_s_cell_is_as_the_slow_reading_has_it(database: Any, given: Facts) -> None:
    def look(session: Any) -> None:
        found = coverage(session, 2021, given.as_of, "branches")
        of_branches = {n for n, r in slow.requirements.items() if r["audience"] in _OF_BRANCHES}
        cells = _single_cells(found)
        own = {key: cell for key, cell in cells.items() if key[1] in of_branches}
        assert own == slow.branch_cells()
        assert {
            (row.branch_id, row.requirement_id)
            for row in branches_not_studied(session, 2021, given.as_of)
        } == {key for key, (state, _day) in slow.branch_cells().items() if state == "missing"}
        counts = Counter(
            (slow.people[person]["branch_id"], number, state)
            for (person, number), (state, _day) in slow.people_cells().items()
            if number not in of_branches and slow.people[person]["branch_id"]
        )
        assert counts == Counter(
            {
                (row.id, column.requirement_id, state): n
                for row in found.rows
                for column, cell in zip(found.columns, row.cells, strict=True)
                for state, n in _counts(cell).items()
                if n and column.requirement_id not in of_branches
            }
        )

    slow = SlowReading(given)
    looked_at(database, given, look)


@any_ledger
@given(given=facts())
def test_leaders_first_is_as_the_slow_reading_has_it(database: Any, given: Facts) -> None:
    def look(session: Any) -> None:
        rows = leaders_first(session, 2021, given.as_of)
        assert {
            (r.requirement_id, r.branch_id): (r.outcome, r.days, set(r.who), r.why) for r in rows
        } == slow.leaders_first()
        statement = leaders_first_compared(required(2021, given.as_of), 2021, given.as_of)
        assert Counter(row.outcome for row in session.execute(statement)) == Counter(
            told[0] for told in slow.leaders_first().values()
        )
        kept = measures.LEADERS_FIRST_KEPT.evidence(session, 2021, given.as_of, {})
        assert Counter(row.counts for row in kept) == Counter(
            int(told == "kept") for told in slow.leaders_first_judged()
        )

    slow = SlowReading(given)
    looked_at(database, given, look)


@any_ledger
@given(given=facts())
def test_measures_count_what_the_cells_show(database: Any, given: Facts) -> None:
    def look(session: Any) -> None:
        as_of = given.as_of
        branches = list(measures.BRANCH_STUDY_COVERAGE.evidence(session, 2021, as_of, {}))
        states = slow.counted(slow.branch_cells())
        assert len(branches) == states.total()
        assert sum(row.counts for row in branches) == states["done"]
        late = measures.BRANCH_STUDY_COVERAGE.counted(session, 2021, as_of, {"late": True})
        assert sum(c.numerator for c in late.values()) == states["done"] + states["late"]
        leading = slow.counted(
            {
                (person, number): cell
                for (person, number), cell in slow.people_cells().items()
                if slow.people[person]["rank"] in ("bureau", "section")
            }
        )
        counted = measures.SECTION_LEVEL_COVERAGE.counted(session, 2021, as_of, {}).values()
        assert sum(c.numerator for c in counted) == leading["done"]
        assert sum(c.denominator for c in counted) == leading.total()

    slow = SlowReading(given)
    looked_at(database, given, look)


@any_ledger
@given(given=facts())
def test_behind_every_studied_cell_stand_records_of_its_first_day(
    database: Any, given: Facts
) -> None:
    def look(session: Any) -> None:
        for (person, number), (_state, day) in slow.people_cells().items():
            found = records_behind(session, 2021, given.as_of, number, person_id=person)
            assert min((event.studied_on for event in found), default=None) == day
            assert {event.person_id for event in found} <= {person}
        for (branch, number), (_state, day) in slow.branch_cells().items():
            found = records_behind(session, 2021, given.as_of, number, branch_id=branch)
            assert min((event.studied_on for event in found), default=None) == day

    slow = SlowReading(given)
    looked_at(database, given, look)


@any_ledger
@given(given=facts())
def test_who_missed_a_study_is_listed_until_it_is_made_up(database: Any, given: Facts) -> None:
    slow = SlowReading(given)
    made_up = {
        (row["person_id"], row["meeting_id"])
        for row in given.entries
        if row["studied_on"] <= given.as_of
    }
    missed = {
        (row["person_id"], row["meeting_id"])
        for row in given.attendance
        if row["invited"]
        and row["state"] in ("absent", "excused")
        and any(slow.studied_at(slow.meetings[row["meeting_id"]], d) for d in DOCUMENTS)
    }

    def look(session: Any) -> None:
        rows = not_made_up(session, 2021, given.as_of)
        assert {(row.person_id, row.meeting_id) for row in rows} == missed - made_up

    looked_at(database, given, look)


_OF_BRANCHES = ("branches", "units")


def _single_cells(found: Any) -> dict[tuple[Any, int], tuple[str, date | None]]:
    return {
        (row.id, column.requirement_id): (cell.state, cell.studied_on)
        for row in found.rows
        for column, cell in zip(found.columns, row.cells, strict=True)
        if cell.state != "not_required"
    }


def _counts(one: Any) -> dict[str, int]:
    missing = one.missing + getattr(one, "waiting", 0)
    return {"done": one.done, "late": one.late, "missing": missing}
