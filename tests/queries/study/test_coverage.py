"""The meaning of study, told by single cases."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from deskapp.queries.attendance import list_attendance
from deskapp.queries.measures import study as measures
from deskapp.queries.study import (
    branches_not_studied,
    coverage,
    coverage_by_rank,
    leaders_first,
    list_requirements,
    seminars,
)
from deskapp.queries.study.leaders_first import leaders_behind
from deskapp.usecases.agenda import AgendaItemDraft, save_agenda
from deskapp.usecases.attendance import AttendanceMark, invite_people, mark_attendance
from deskapp.usecases.branches import BranchDraft, save_branch
from deskapp.usecases.documents import DocumentDraft, save_document
from deskapp.usecases.meetings import MeetingDraft, hold_meeting, save_meeting
from deskapp.usecases.study import RequirementDraft, enter_self_study, save_requirement

DUE, AS_OF = date(2021, 5, 31), date(2021, 11, 10)


class Office:
    """A branch with a chief and two clerks, and a document required of it."""

    def __init__(self, desk: Any) -> None:
        self.desk = desk
        self.unit = desk.unit("办公室", kind="department")
        self.branch = desk.do(save_branch, BranchDraft(name="第一党支部", unit_id=self.unit))
        self.chief, self.clerk, self.other = (
            desk.person(name, self.unit, branch_id=self.branch, rank=rank)
            for name, rank in (("张三", "section"), ("李四", "below"), ("王五", "below"))
        )
        self.document = desk.do(save_document, DocumentDraft(title="条例"))

    def require(self, audience: str = "branches", **more: Any) -> int:
        facts = {"year": 2021, "document_id": self.document, "due_on": DUE}
        draft = RequirementDraft(**{**facts, "audience": audience, **more})
        return int(self.desk.do(save_requirement, draft))

    def meet(self, day: date, marks: dict[int, Any], *, held: bool = True, **host: Any) -> int:
        draft = MeetingDraft(kind="branch_study", title="学习", held_on=day, **host)
        meeting = int(self.desk.do(save_meeting, draft))
        item = AgendaItemDraft(kind="convey", title="传达", document_ids=[self.document])
        self.desk.do(save_agenda, meeting, [item])
        self.desk.do(invite_people, meeting, list(marks))
        rows = {row.person_id: row.id for row in self.desk.ask(list_attendance, meeting)}
        self.desk.do(
            mark_attendance,
            meeting,
            [AttendanceMark(rows[person], *mark) for person, mark in marks.items()],
        )
        if held:
            self.desk.do(hold_meeting, meeting)
        return meeting

    def states(self, by: str = "people", as_of: date = AS_OF) -> dict[str, str]:
        found = self.desk.ask(coverage, 2021, as_of, by)
        return {row.name: row.cells[0].state for row in found.rows}


@pytest.fixture
def office(desk: Any) -> Office:
    return Office(desk)


def test_who_stood_in_studied_and_who_was_stood_in_for_did_not(office: Office) -> None:
    office.require()
    office.meet(
        date(2021, 4, 20),
        {office.chief: ("stood_in", "", office.clerk), office.other: ("absent",)},
    )
    assert office.states() == {"张三": "missing", "李四": "done", "王五": "missing"}


def test_a_meeting_of_the_association_is_no_study_of_the_branch(office: Office) -> None:
    office.require()
    marks = {office.chief: ("present",)}
    office.meet(date(2021, 4, 20), marks, host_unit_id=office.unit)
    assert office.states("branches") == {"第一党支部": "missing"}
    office.meet(date(2021, 6, 8), marks, host_branch_id=office.branch)
    assert office.states("branches") == {"第一党支部": "late"}


def test_a_planned_meeting_is_no_study_yet(office: Office) -> None:
    office.require()
    marks = {office.chief: ("present",)}
    office.meet(date(2021, 4, 20), marks, held=False, host_branch_id=office.branch)
    assert office.states("branches") == {"第一党支部": "missing"}


def test_nothing_after_the_day_asked_about_is_seen(office: Office) -> None:
    office.require()
    office.desk.do(enter_self_study, [office.chief], office.document, date(2021, 5, 3))
    assert office.states(as_of=date(2021, 5, 2))["张三"] == "missing"
    assert office.states(as_of=date(2021, 5, 3))["张三"] == "done"


def test_a_branch_without_members_is_not_expected(office: Office) -> None:
    office.desk.do(save_branch, BranchDraft(name="党总支", unit_id=office.unit))
    office.require()
    assert office.states("branches") == {"第一党支部": "missing"}


def test_who_left_before_the_due_day_is_not_expected(office: Office) -> None:
    office.desk.person(
        "赵六", office.unit, branch_id=office.branch, rank="below", left=date(2021, 5, 30)
    )
    office.require()
    (total,) = office.desk.ask(coverage, 2021, AS_OF, "people").by_unit
    assert total.expected == 3


@pytest.mark.parametrize(
    ("as_of", "is_overdue"),
    [(DUE, False), (date(2021, 6, 1), True)],
)
def test_the_due_day_itself_still_counts(office: Office, as_of: date, is_overdue: bool) -> None:
    office.require()
    (cell,) = office.desk.ask(coverage, 2021, as_of).rows[0].cells
    assert (cell.state, cell.is_due) == ("missing", is_overdue)
    behind = office.desk.ask(branches_not_studied, 2021, as_of, only_due=True)
    assert len(behind) == is_overdue


def test_the_last_day_of_a_year_that_is_over_has_gone_by(office: Office) -> None:
    last = date(2021, 12, 31)
    office.require(due_on=last)
    assert len(office.desk.ask(branches_not_studied, 2021, last, only_due=True)) == 1


def test_a_top_leader_of_lower_rank_has_to_study_first_as_well(office: Office) -> None:
    head = office.desk.person(
        "钱七", office.unit, branch_id=office.branch, rank="below", is_top_leader=True
    )
    requirement = office.require(leaders_first=True)
    office.meet(date(2021, 4, 20), {office.chief: ("present",)}, host_branch_id=office.branch)
    (row,) = office.desk.ask(leaders_first, 2021, date(2021, 4, 30))
    assert (row.outcome, row.days, row.who, row.not_yet) == ("broken", 10, ("钱七",), ("钱七",))
    missing = office.desk.ask(leaders_behind, 2021, AS_OF, requirement, office.branch)
    assert [person.person_id for person in missing] == [head]


def test_on_the_day_of_the_branch_a_leader_may_still_study(office: Office) -> None:
    office.require(leaders_first=True)
    office.meet(date(2021, 4, 20), {office.clerk: ("present",)}, host_branch_id=office.branch)
    (row,) = office.desk.ask(leaders_first, 2021, date(2021, 4, 20))
    assert (row.outcome, row.why) == ("cannot_tell", "leader_not_studied")


def test_a_seminar_is_listed_with_what_is_required_of_it(office: Office) -> None:
    def seminar(title: str, day: date | None, **host: Any) -> None:
        draft = MeetingDraft(year=2021, kind="training", title=title, held_on=day, **host)
        office.desk.do(save_meeting, draft)

    seminar("春训", date(2021, 3, 10), host_branch_id=office.branch)
    seminar("冬训", None)
    rows = office.desk.ask(seminars, 2021, AS_OF)
    assert [(row.title, row.state) for row in rows] == [
        ("春训", "nothing_required"),
        ("冬训", "nothing_required"),
    ]
    office.require("seminars")
    rows = office.desk.ask(seminars, 2021, AS_OF)
    assert [(row.host, row.state) for row in rows] == [
        ("第一党支部", "missing"),
        (None, "planned"),
    ]
    assert [r.title for r in office.desk.ask(seminars, 2021, AS_OF, "missing")] == ["春训"]
    counted = office.desk.ask(measures.SEMINARS_INCLUDE.counted, 2021, AS_OF, {})
    assert {unit: c.denominator for unit, c in counted.items()} == {office.unit: 1}


def test_ranks_are_counted_where_branches_answer_for_the_rest(office: Office) -> None:
    office.require("ranks", ranks=["section", "below"])
    office.desk.do(enter_self_study, [office.chief], office.document, date(2021, 4, 2))
    (cell,) = office.desk.ask(coverage, 2021, AS_OF).rows[0].cells
    assert (cell.state, cell.expected, cell.done, cell.missing) == ("missing", 3, 1, 2)
    assert cell.studied_on is None
    totals = office.desk.ask(coverage_by_rank, 2021, AS_OF)
    assert [(t.id, t.done, t.missing, t.share) for t in totals] == [
        ("section", 1, 0, 1.0),
        ("below", 0, 2, 0.0),
    ]


def test_the_list_of_requirements_counts_as_the_grid_does(office: Office) -> None:
    office.require()
    office.meet(date(2021, 4, 20), {office.chief: ("present",)}, host_branch_id=office.branch)
    (row,) = office.desk.ask(list_requirements, 2021, AS_OF)
    assert (row.expected, row.done, row.late, row.missing) == (1, 1, 0, 0)
    assert row.audience_text == "All branches"


def test_leaders_first_counts_neither_what_is_ahead_nor_branches_without_leaders(
    office: Office,
) -> None:
    other = office.desk.do(save_branch, BranchDraft(name="第二党支部", unit_id=office.unit))
    office.desk.person("孙八", office.unit, branch_id=other, rank="below")
    office.require(leaders_first=True)

    def expected(day: date) -> float:
        counted = office.desk.ask(measures.LEADERS_FIRST_KEPT.counted, 2021, day, {})
        return counted[office.unit].denominator if counted else 0

    assert expected(DUE) == 0
    assert expected(AS_OF) == 1
    outcomes = {row.branch: row.outcome for row in office.desk.ask(leaders_first, 2021, AS_OF)}
    assert outcomes == {"第一党支部": "cannot_tell", "第二党支部": "not_applicable"}


def test_the_totals_tell_what_is_missing_from_what_is_not_due_yet(office: Office) -> None:
    office.require()
    for day, told in ((DUE, (1, 0, 1, 0)), (AS_OF, (1, 1, 0, 1))):
        found = office.desk.ask(coverage, 2021, day)
        (total,) = found.by_unit
        assert (total.expected, total.missing, total.waiting, total.due) == told
        (rank, *_others) = found.by_rank
        assert bool(rank.waiting) == (day == DUE)


def test_leaders_who_studied_after_their_branch_can_still_be_given_an_earlier_day(
    office: Office,
) -> None:
    requirement = office.require(leaders_first=True)
    office.meet(date(2021, 5, 10), {office.clerk: ("present",)}, host_branch_id=office.branch)
    office.desk.do(enter_self_study, [office.chief], office.document, date(2021, 5, 20))
    behind = office.desk.ask(leaders_behind, 2021, AS_OF, requirement, office.branch)
    assert [row.person for row in behind] == ["张三"]

    office.desk.do(enter_self_study, [office.chief], office.document, date(2021, 5, 8))
    assert office.desk.ask(leaders_behind, 2021, AS_OF, requirement, office.branch) == []
    (row,) = office.desk.ask(leaders_first, 2021, AS_OF)
    assert row.outcome == "kept"
