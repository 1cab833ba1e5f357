"""Every kind of gap can be found in a ledger made for it, and is gone once it is repaired."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from deskapp.database.file_store import FileStore
from deskapp.queries.attendance import list_attendance
from deskapp.queries.branch_tasks import list_branch_tasks
from deskapp.queries.completeness import GAP_KINDS
from deskapp.queries.completeness.year import SOURCES, gap_counts, gaps_of, missing_in_year
from deskapp.queries.meetings import list_decisions
from deskapp.usecases.agenda import AgendaItemDraft, DecisionDraft, save_agenda, save_decisions
from deskapp.usecases.appointments import AppointmentDraft, save_appointment
from deskapp.usecases.attendance import AttendanceMark, invite_people, mark_attendance
from deskapp.usecases.branch_tasks import set_task_state, update_branch_tasks
from deskapp.usecases.branches import BranchDraft, save_branch
from deskapp.usecases.documents import DocumentDraft, save_document
from deskapp.usecases.files import attach_files, detach_files
from deskapp.usecases.key_tasks import (
    KeyTaskDraft,
    generate_branch_tasks,
    open_key_task,
    save_key_task,
)
from deskapp.usecases.meetings import (
    MeetingDraft,
    close_meeting,
    hold_meeting,
    open_meeting,
    reopen_meeting,
    save_meeting,
)
from deskapp.usecases.practices import PracticeDraft, save_practice, set_practice_state
from deskapp.usecases.progress import ProgressDraft, report_progress
from deskapp.usecases.study.entries import enter_self_study, make_up_study
from deskapp.usecases.study.requirements import RequirementDraft, save_requirement
from deskapp.usecases.supervision import SlipDraft, answer_slip, save_slip

YEAR = 2021
TODAY = date(2021, 8, 20)
BEFORE = date(2021, 5, 10)
LONG_AGO = date(2020, 1, 1)


class Office:
    """A unit with a branch and two people, one meeting that was held and one key task."""

    def __init__(self, desk: Any) -> None:
        self.desk = desk
        self.do = desk.do
        self.unit = desk.unit("办公室")
        self.branch = desk.do(save_branch, BranchDraft(name="第一党支部", unit_id=self.unit))
        self.leader = desk.person("曾国庆", self.unit, branch_id=self.branch, rank="section")
        self.person = desk.person("张三", self.unit, branch_id=self.branch)
        self.meeting = self.meet("会")
        self.task = desk.do(save_key_task, KeyTaskDraft(year=YEAR, number=1, text="任务"))
        self.document = 0
        self.slip = self.practice = self.attachment = 0

    def counts(self) -> dict[str, int]:
        return self.desk.ask(gap_counts, YEAR, TODAY)

    # --- meetings

    def meet(self, title: str, day: date | None = BEFORE, **more: Any) -> int:
        meeting = self.do(save_meeting, MeetingDraft(title=title, year=YEAR, held_on=day, **more))
        if day is not None:
            self.do(hold_meeting, meeting)
        return int(meeting)

    def edit_meeting(self, **changes: Any) -> None:
        draft = self.desk.ask(open_meeting, self.meeting)
        self.do(save_meeting, replace(draft, **changes))

    def hold_without_date(self) -> None:
        self.meeting = self.meet("没有日期的会", None)
        self.do(close_meeting, self.meeting, despite_gaps=True)

    def enter_date(self) -> None:
        self.do(reopen_meeting, self.meeting, "补日期")
        self.edit_meeting(held_on=TODAY)

    def write_agenda(self) -> None:
        self.do(save_agenda, self.meeting, [AgendaItemDraft(title="学习")])

    def invite(self) -> None:
        self.do(invite_people, self.meeting, [self.person])

    def mark(self, state: str = "present", meeting: int | None = None) -> None:
        meeting = meeting or self.meeting
        rows = self.desk.ask(list_attendance, meeting)
        self.do(mark_attendance, meeting, [AttendanceMark(row.id, state) for row in rows])

    def decide(self) -> None:
        self.do(save_decisions, self.meeting, [DecisionDraft(text="办")])

    def follow_up(self) -> None:
        (row,) = self.desk.ask(list_decisions, self.meeting)
        draft = DecisionDraft(id=row.id, version=row.version, text="办", state="note")
        self.do(save_decisions, self.meeting, [draft])

    # --- tasks

    def lead(self) -> None:
        draft = self.desk.ask(open_key_task, self.task)
        self.do(save_key_task, replace(draft, lead_unit_ids=[self.unit]))

    def generate(self) -> None:
        self.do(generate_branch_tasks, self.task, unit_ids=[self.unit])

    def branch_tasks(self) -> list[int]:
        return [row.id for row in self.desk.ask(list_branch_tasks, YEAR, today=TODAY)]

    def let_deadline_pass(self) -> None:
        draft = self.desk.ask(open_key_task, self.task)
        self.do(save_key_task, replace(draft, deadline_text=BEFORE.isoformat()))
        self.generate()

    def name_responsible(self) -> None:
        self.do(update_branch_tasks, self.branch_tasks(), {"responsible_id": self.person})

    def report(self) -> None:
        (task,) = self.branch_tasks()
        draft = ProgressDraft(branch_task_id=task, reported_on=TODAY, percent=5, text="进展")
        self.do(report_progress, draft)

    def set_state(self, *states: str) -> None:
        for state in states:
            self.do(set_task_state, self.branch_tasks(), state, on=TODAY)

    def issue_slip(self) -> None:
        self.generate()
        (task,) = self.branch_tasks()
        draft = SlipDraft(
            year=YEAR, number=1, branch_task_id=task, colour="blue", issued_on=date(2021, 5, 1),
            reply_due_on=BEFORE, demand="抓紧办理",
        )  # fmt: skip
        self.slip = self.do(save_slip, draft)

    def answer_slip(self) -> None:
        self.do(answer_slip, self.slip, "已办", TODAY)

    # --- practices

    def note_practice(self) -> None:
        texts = dict.fromkeys(("background", "approach", "effect", "to_spread"), "内容")
        draft = PracticeDraft(
            year=YEAR, title="做法", unit_id=self.unit, happened_on=BEFORE, due_on=BEFORE, **texts
        )
        self.practice = self.do(save_practice, draft)

    def summarise_practice(self) -> None:
        for state in ("combed", "summarised"):
            self.do(set_practice_state, [self.practice], state, on=TODAY)

    # --- study

    def require_study(self, audience: str = "branches", **more: Any) -> None:
        self.document = self.do(save_document, DocumentDraft(title="条例"))
        draft = RequirementDraft(
            year=YEAR, document_id=self.document, audience=audience, due_on=BEFORE, **more
        )
        self.do(save_requirement, draft)

    def study_together(self, title: str = "学习", day: date = BEFORE, **more: Any) -> int:
        meeting = self.meet(title, day, **more)
        self.put_document_on_agenda(meeting)
        return meeting

    def put_document_on_agenda(self, meeting: int) -> None:
        item = AgendaItemDraft(title="学习条例", kind="study", document_ids=[self.document])
        self.do(save_agenda, meeting, [item])

    def study_in_branch(self) -> None:
        self.study_together(kind="branch_study", host_branch_id=self.branch)

    def miss_study(self) -> None:
        self.document = self.do(save_document, DocumentDraft(title="条例"))
        self.meeting = self.study_together()
        self.invite()
        self.mark("absent")

    def make_up(self) -> None:
        self.do(make_up_study, [(self.meeting, self.person)], TODAY)

    def study_before_leader(self) -> None:
        self.require_study(leaders_first=True)
        self.study_in_branch()
        self.do(enter_self_study, [self.leader], self.document, TODAY)

    def let_leader_be_first(self) -> None:
        self.do(enter_self_study, [self.leader], self.document, date(2021, 5, 1))

    def hold_seminar(self) -> None:
        self.require_study("seminars")
        self.meeting = self.meet("培训班", kind="training")

    # --- posts and files

    def appoint(self, post: str, person: int | None = None, **days: date) -> None:
        days.setdefault("starts_on", LONG_AGO)
        draft = AppointmentDraft(
            branch_id=self.branch, post=post, person_id=person or self.person, **days
        )
        self.do(save_appointment, draft)

    def lose_file(self) -> None:
        original = Path(self.desk.database.location).with_name("签到表.pdf")
        original.write_bytes(b"%PDF")
        store = FileStore(self.desk.database.location)
        kept = store.add(original)
        (self.attachment,) = self.do(attach_files, "meeting_id", self.meeting, [kept])
        assert self.counts()["file_gone"] == 0
        store.path_of(kept.sha256, kept.name).unlink()

    def find_file(self) -> None:
        FileStore(self.desk.database.location).add(
            Path(self.desk.database.location).with_name("签到表.pdf")
        )

    def detach_file(self) -> None:
        self.do(detach_files, "meeting_id", self.meeting, [self.attachment])


Step = Callable[[Office], object]


@dataclass(frozen=True)
class Case:
    """How a ledger comes to have a gap, and a way to repair it."""

    kind: str
    appears: Step
    repair: Step


NOTHING: Step = lambda o: None  # noqa: E731 - one of a row of steps
CASES = [
    Case("no_date", Office.hold_without_date, Office.enter_date),
    Case("no_presider", NOTHING, lambda o: o.edit_meeting(presider_id=o.person)),
    Case("no_recorder", NOTHING, lambda o: o.edit_meeting(recorder_id=o.person)),
    Case("no_agenda", NOTHING, Office.write_agenda),
    Case("nobody_invited", NOTHING, Office.invite),
    Case("not_marked", Office.invite, Office.mark),
    Case("no_minutes", NOTHING, lambda o: o.edit_meeting(minutes="记录")),
    Case("decision_open", Office.decide, Office.follow_up),
    Case("no_lead", NOTHING, Office.lead),
    Case("no_branch_tasks", NOTHING, Office.generate),
    Case("no_responsible", Office.generate, Office.name_responsible),
    Case("no_responsible", Office.generate, lambda o: o.set_state("cancelled")),
    Case("not_reported", Office.generate, Office.report),
    Case("not_reported", Office.generate, lambda o: o.set_state("cancelled")),
    Case("task_overdue", Office.let_deadline_pass, lambda o: o.set_state("in_progress", "done")),
    Case("task_overdue", Office.let_deadline_pass, lambda o: o.set_state("cancelled")),
    Case("slip_unanswered", Office.issue_slip, Office.answer_slip),
    Case("practice_past_due", Office.note_practice, Office.summarise_practice),
    Case("not_studied", Office.require_study, Office.study_in_branch),
    Case("not_made_up", Office.miss_study, Office.make_up),
    Case("leaders_not_first", Office.study_before_leader, Office.let_leader_be_first),
    Case(
        "seminar_without_document",
        Office.hold_seminar,
        lambda o: o.put_document_on_agenda(o.meeting),
    ),
    Case("no_secretary", NOTHING, lambda o: o.appoint("secretary")),
    Case("no_liaison", NOTHING, lambda o: o.appoint("liaison")),
    Case(
        "term_ends",
        lambda o: o.appoint("secretary", ends_on=date(2021, 9, 30)),
        lambda o: o.appoint("secretary", starts_on=date(2021, 10, 1)),
    ),
    Case("file_gone", Office.lose_file, Office.find_file),
    Case("file_gone", Office.lose_file, Office.detach_file),
]


@pytest.fixture
def office(desk: Any) -> Office:
    return Office(desk)


def test_every_kind_of_gap_has_a_case_here_and_one_place_that_finds_it() -> None:
    assert {case.kind for case in CASES} == set(GAP_KINDS)
    assert sorted(kind for source in SOURCES for kind in source.kinds) == sorted(GAP_KINDS)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.kind)
def test_a_gap_is_counted_and_listed_and_is_gone_once_it_is_repaired(
    office: Office, case: Case
) -> None:
    def found() -> list[Any]:
        return office.desk.ask(gaps_of, case.kind, YEAR, TODAY)

    case.appears(office)
    before = office.counts()[case.kind]
    assert before == len(found()) > 0
    assert len(office.desk.ask(gaps_of, case.kind, YEAR, TODAY, 1)) == 1

    case.repair(office)
    assert office.counts()[case.kind] == len(found()) == before - 1


def test_the_gaps_of_the_year_are_those_of_all_kinds_the_most_urgent_first(office: Office) -> None:
    office.let_deadline_pass()
    office.note_practice()

    gaps = office.desk.ask(missing_in_year, YEAR, TODAY)

    kinds = list(dict.fromkeys(gap.kind for gap in gaps))
    assert kinds == [kind for kind, number in office.counts().items() if number]
    assert kinds[0] == "task_overdue"
    assert len(gaps) == sum(office.counts().values())


def test_a_gap_says_for_how_long(office: Office) -> None:
    office.let_deadline_pass()

    (gap,) = office.desk.ask(gaps_of, "task_overdue", YEAR, TODAY)

    assert gap.line() == "办公室 · 1. 任务 (102 days late)"
    assert gap.sentence() == "办公室 · 1. 任务: past its deadline"


def test_a_ledger_that_holds_nothing_lacks_nothing(desk: Any) -> None:
    assert set(desk.ask(gap_counts, YEAR, TODAY).values()) == {0}
