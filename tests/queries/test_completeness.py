"""Each gap appears when something is missing, and disappears when it is there."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from deskapp.queries.attendance import list_attendance
from deskapp.queries.branch_tasks import list_branch_tasks
from deskapp.queries.completeness import GAPS, missing_in_meeting
from deskapp.queries.completeness.year import missing_in_year
from deskapp.queries.meetings import list_decisions
from deskapp.queries.quarters import quarters_of_year
from deskapp.usecases.agenda import AgendaItemDraft, DecisionDraft, save_agenda, save_decisions
from deskapp.usecases.attendance import AttendanceMark, invite_people, mark_attendance
from deskapp.usecases.branch_tasks import set_task_state, update_branch_tasks
from deskapp.usecases.key_tasks import (
    KeyTaskDraft,
    generate_branch_tasks,
    open_key_task,
    save_key_task,
)
from deskapp.usecases.meetings import (
    MeetingDraft,
    close_meeting,
    open_meeting,
    save_meeting,
)
from deskapp.usecases.progress import ProgressDraft, report_progress

TODAY = date(2021, 8, 20)


class Year:
    """A year that holds one meeting and one key task, and lacks everything else."""

    def __init__(self, desk: Any) -> None:
        self.desk = desk
        self.unit = desk.unit("办公室")
        self.person = desk.person("张三", self.unit)
        self.meeting = desk.do(save_meeting, MeetingDraft(title="会", year=2021))
        self.task = desk.do(save_key_task, KeyTaskDraft(year=2021, number=1, text="任务"))

    def edit_meeting(self, **changes: Any) -> None:
        draft = self.desk.ask(open_meeting, self.meeting)
        self.desk.do(save_meeting, replace(draft, **changes))

    def invite(self) -> None:
        self.desk.do(invite_people, self.meeting, [self.person])

    def mark(self) -> None:
        (row,) = self.desk.ask(list_attendance, self.meeting)
        self.desk.do(mark_attendance, self.meeting, [AttendanceMark(row.id, "present")])

    def decide(self) -> None:
        self.desk.do(save_decisions, self.meeting, [DecisionDraft(text="办")])

    def follow_up(self) -> None:
        (row,) = self.desk.ask(list_decisions, self.meeting)
        draft = DecisionDraft(id=row.id, version=1, text="办", state="note")
        self.desk.do(save_decisions, self.meeting, [draft])

    def lead(self) -> None:
        draft = self.desk.ask(open_key_task, self.task)
        self.desk.do(save_key_task, replace(draft, lead_unit_ids=[self.unit]))

    def generate(self) -> None:
        self.desk.do(generate_branch_tasks, self.task, unit_ids=[self.unit])

    def branch_tasks(self) -> list[int]:
        return [t.id for t in self.desk.ask(list_branch_tasks, 2021, today=TODAY)]

    def report(self, day: date = TODAY) -> None:
        (task,) = self.branch_tasks()
        draft = ProgressDraft(branch_task_id=task, reported_on=day, percent=5, text="进展")
        self.desk.do(report_progress, draft)

    def name_responsible(self) -> None:
        values = {"responsible_id": self.person}
        self.desk.do(update_branch_tasks, self.branch_tasks(), values)

    def cancel(self) -> None:
        self.desk.do(set_task_state, self.branch_tasks(), "cancelled", on=TODAY)

    def meeting_gaps(self) -> set[str]:
        return {gap.kind for gap in self.desk.ask(missing_in_meeting, self.meeting)}

    def gaps(self, today: date = TODAY) -> set[str]:
        return {gap.kind for gap in self.desk.ask(missing_in_year, 2021, today)}


@pytest.fixture
def year(desk: Any) -> Year:
    return Year(desk)


Step = Callable[[Year], object]
NOTHING: Step = lambda y: None  # noqa: E731 - one of a row of steps


@pytest.mark.parametrize(
    ("kind", "appears", "disappears"),
    [
        ("no_date", NOTHING, lambda y: y.edit_meeting(held_on=TODAY)),
        ("no_presider", NOTHING, lambda y: y.edit_meeting(presider_id=y.person)),
        ("no_recorder", NOTHING, lambda y: y.edit_meeting(recorder_id=y.person)),
        (
            "no_agenda",
            NOTHING,
            lambda y: y.desk.do(save_agenda, y.meeting, [AgendaItemDraft(title="学习")]),
        ),
        ("nobody_invited", NOTHING, Year.invite),
        ("not_marked", Year.invite, Year.mark),
        ("no_minutes", NOTHING, lambda y: y.edit_meeting(minutes="记录")),
        ("decision_open", Year.decide, Year.follow_up),
    ],
)
def test_a_gap_of_a_meeting_comes_and_goes(
    year: Year, kind: str, appears: Step, disappears: Step
) -> None:
    appears(year)
    assert kind in year.meeting_gaps()

    disappears(year)
    assert kind not in year.meeting_gaps()


@pytest.mark.parametrize(
    ("kind", "appears", "disappears"),
    [
        ("no_lead", NOTHING, Year.lead),
        ("no_branch_tasks", NOTHING, Year.generate),
        ("no_responsible", Year.generate, Year.name_responsible),
        ("no_responsible", Year.generate, Year.cancel),
        ("not_reported", Year.generate, Year.report),
        ("not_reported", Year.generate, Year.cancel),
    ],
)
def test_a_gap_of_a_task_comes_and_goes(
    year: Year, kind: str, appears: Step, disappears: Step
) -> None:
    appears(year)
    assert kind in year.gaps()

    disappears(year)
    assert kind not in year.gaps()


def test_a_report_counts_for_its_quarter_only(year: Year) -> None:
    year.generate()
    year.report(date(2021, 7, 1))

    assert "not_reported" not in year.gaps(date(2021, 9, 30))
    assert "not_reported" in year.gaps(date(2021, 10, 1))


def test_a_report_of_the_next_year_does_not_mend_the_last_quarter(year: Year) -> None:
    year.generate()
    year.report(date(2022, 1, 20))
    last = date(2021, 12, 31)

    [(task, quarters)] = year.desk.ask(quarters_of_year, 2021, last).items()
    listed = year.desk.ask(list_branch_tasks, 2021, today=last, chosen="not_reported")

    assert quarters[3].state == "missing"
    assert [row.id for row in listed] == [task]
    assert "not_reported" in year.gaps(last)


def test_a_meeting_of_the_year_counts_once_its_day_has_passed(year: Year) -> None:
    year.edit_meeting(held_on=TODAY)

    assert "no_agenda" not in year.gaps(date(2021, 8, 19))
    assert "no_agenda" in year.gaps(TODAY)


def test_a_meeting_that_was_closed_all_the_same_still_shows_its_gaps(year: Year) -> None:
    year.desk.do(close_meeting, year.meeting, despite_gaps=True)

    assert {"no_date", "no_minutes"} <= year.gaps()


def test_another_year_is_not_asked_for_what_this_one_lacks(year: Year) -> None:
    assert year.desk.ask(missing_in_year, 2022, TODAY) == []


def test_every_gap_is_said_with_the_record_it_is_at(year: Year) -> None:
    year.edit_meeting(held_on=TODAY)
    year.invite()
    year.decide()
    year.generate()

    for gap in year.desk.ask(missing_in_year, 2021, TODAY):
        assert gap.kind in GAPS
        assert gap.sentence().startswith(f"{gap.subject}: ")
